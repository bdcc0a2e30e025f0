import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { call, get, post } from "../../api/client.ts";
import type { NewThing, TimeLabel } from "../import/types.ts";

const DEVICES = ["telemetry", "devices"] as const;

/** A device that may send, with its stations. */
export type Device = {
  id: number;
  userName: string;
  things: { code: string; nameVi: string; nameEn: string }[];
};

/** A device as it was just made; the secret is never shown again. */
export type NewDevice = { id: number; userName: string; secret: string };

/** A series to be declared. */
export type NewSeries = {
  thing: string;
  property: string;
  sensor: string;
  intervalSeconds: number;
  timeLabel: TimeLabel;
};

/** Devices of the stations for which the person may act. */
export function useDevices() {
  return useQuery({
    queryKey: DEVICES,
    queryFn: async ({ signal }) =>
      (await get<{ items: Device[] }>("/api/telemetry/devices", { signal })).items,
  });
}

/** Makes a device. */
export function useCreateDevice() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { userName: string; things: readonly string[] }) =>
      post<NewDevice>("/api/telemetry/devices", body),
    onSuccess: () => void client.invalidateQueries({ queryKey: DEVICES }),
  });
}

/** Revokes a device. */
export function useRevokeDevice() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => call<undefined>(`/api/telemetry/devices/${id}`, { method: "DELETE" }),
    onSuccess: () => void client.invalidateQueries({ queryKey: DEVICES }),
  });
}

/** Registers a station. */
export function useRegisterStation() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewThing) => post<{ id: number; code: string }>("/api/telemetry/things", body),
    onSuccess: () => void client.invalidateQueries({ queryKey: ["telemetry", "things"] }),
  });
}

/** Declares a series of a station. */
export function useDeclareSeries() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ thing, ...body }: NewSeries) =>
      post<{ id: number }>(`/api/telemetry/things/${encodeURIComponent(thing)}/datastreams`, body),
    onSuccess: (_answer, { thing }) => {
      void client.invalidateQueries({ queryKey: ["telemetry", "things"] });
      void client.invalidateQueries({ queryKey: ["telemetry", "thing", thing] });
    },
  });
}
