import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { get } from "../../api/client.ts";
import { type LiveState, RESET_TOPIC, useLive } from "../../api/live.ts";
import { applyLatest, indexedThings, readLatestRows } from "./live-things.ts";
import type {
  Catalogue,
  Exceedances,
  IndexMap,
  IndexValue,
  QualityCount,
  Refusal,
  SeriesAnswer,
  Thing,
  ThingDetail,
} from "./types.ts";

const THINGS = ["telemetry", "things"] as const;
const MOST_THINGS = 5000;
const MINUTE = 60_000;

/** A span of time, milliseconds. */
export type Span = { from: number; to: number };

/** All stations with their newest values. */
export function useThings() {
  return useQuery({
    queryKey: THINGS,
    queryFn: async ({ signal }) =>
      (await get<{ items: Thing[] }>("/api/telemetry/things", { query: { limit: MOST_THINGS }, signal }))
        .items,
    staleTime: 5 * MINUTE,
  });
}

/** Keeps all stations up to date over the live stream: readings are put in, a new index hour is fetched. */
export function useLiveThings(): LiveState {
  const client = useQueryClient();
  return useLive(["telemetry:latest", "telemetry:index"], ({ topic, data }) => {
    if (topic === "telemetry:latest") {
      const rows = readLatestRows(data);
      client.setQueryData<Thing[]>(THINGS, (things) => things && applyLatest(things, rows));
    } else {
      void client.invalidateQueries({ queryKey: THINGS });
      void client.invalidateQueries({ queryKey: ["telemetry", topic === RESET_TOPIC ? "thing" : "index"] });
    }
  });
}

/** Keeps one station up to date over the live stream. */
export function useLiveStation(thing: Thing | undefined): LiveState {
  const client = useQueryClient();
  return useLive(thing ? ["telemetry:latest", "telemetry:index"] : [], ({ topic, data }) => {
    if (!thing) return;
    const key = ["telemetry", "thing", thing.code];
    if (topic === "telemetry:latest") {
      const rows = readLatestRows(data);
      client.setQueryData<ThingDetail>(
        key,
        (known) => known && { ...known, ...applyLatest([known], rows)[0] },
      );
    } else if (topic === RESET_TOPIC || indexedThings(data).includes(thing.id)) {
      void client.invalidateQueries({ queryKey: key });
      void client.invalidateQueries({ queryKey: ["telemetry", "index", thing.code] });
    }
  });
}

/** The present instant, again every half minute. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), MINUTE / 2);
    return () => window.clearInterval(timer);
  }, []);
  return now;
}

/** Kinds, properties, indices, limits. */
export function useCatalogue() {
  return useQuery({
    queryKey: ["telemetry", "catalogue"],
    queryFn: ({ signal }) => get<Catalogue>("/api/telemetry/properties", { signal }),
    staleTime: 60 * MINUTE,
  });
}

/** VN_AQI of all stations over the last seven days, for the time slider. */
export function useIndexMap(enabled: boolean) {
  return useQuery({
    queryKey: ["telemetry", "index", "map"],
    queryFn: ({ signal }) => get<IndexMap>("/api/telemetry/index-map", { query: { days: 7 }, signal }),
    staleTime: 10 * MINUTE,
    enabled,
  });
}

/** One station. */
export function useThing(code: string) {
  return useQuery({
    queryKey: ["telemetry", "thing", code],
    queryFn: ({ signal }) =>
      get<ThingDetail>(`/api/telemetry/things/${encodeURIComponent(code)}`, { signal }),
    refetchInterval: 2 * MINUTE,
  });
}

/** VN_AQI of a station by hour or by day. */
export function useIndex(code: string, period: "hour" | "day", span: Span, enabled = true) {
  return useQuery({
    queryKey: ["telemetry", "index", code, period, span],
    queryFn: async ({ signal }) =>
      (
        await get<{ values: IndexValue[] }>(`/api/telemetry/things/${encodeURIComponent(code)}/index`, {
          query: { period, ...isoSpan(span) },
          signal,
        })
      ).values,
    enabled,
    placeholderData: keepPreviousData,
  });
}

/** A series over a span, in at most about `points` buckets. */
export function useSeries(datastreamId: number | undefined, span: Span, points: number) {
  return useQuery({
    queryKey: ["telemetry", "series", datastreamId, span, points],
    queryFn: ({ signal }) =>
      get<SeriesAnswer>(`/api/telemetry/datastreams/${datastreamId}/series`, {
        query: { ...isoSpan(span), points },
        signal,
      }),
    enabled: datastreamId !== undefined,
    placeholderData: keepPreviousData,
  });
}

/** What is asked of a station's days: the span, and the day whose limits judge all of them (absent: each its own). */
export type ExceedanceSearch = { span: Span; limitsOn: string | undefined };

/** Days over the limit. */
export function useExceedances(code: string, { span, limitsOn }: ExceedanceSearch, enabled: boolean) {
  return useQuery({
    queryKey: ["telemetry", "exceedances", code, span, limitsOn],
    queryFn: ({ signal }) =>
      get<Exceedances>(`/api/telemetry/things/${encodeURIComponent(code)}/exceedances`, {
        query: { ...isoSpan(span), limitsOn },
        signal,
      }),
    enabled,
    placeholderData: keepPreviousData,
  });
}

/** Quality flags of a station's readings. */
export function useQuality(code: string, span: Span) {
  return useQuery({
    queryKey: ["telemetry", "quality", code, span],
    queryFn: ({ signal }) =>
      get<QualityCount[]>(`/api/telemetry/things/${encodeURIComponent(code)}/quality`, {
        query: isoSpan(span),
        signal,
      }),
    placeholderData: keepPreviousData,
  });
}

/** Readings that were refused, newest first. */
export function useRefusals(limit: number) {
  return useQuery({
    queryKey: ["telemetry", "refusals", limit],
    queryFn: ({ signal }) => get<Refusal[]>("/api/telemetry/refusals", { query: { limit }, signal }),
    refetchInterval: MINUTE,
    placeholderData: keepPreviousData,
  });
}

/** A span as the server asks for it. */
export function isoSpan({ from, to }: Span): { from: string; to: string } {
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}
