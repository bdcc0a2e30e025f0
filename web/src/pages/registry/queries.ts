import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { get, post, queryText } from "../../api/client.ts";
import type { Boundaries } from "../../map/station.ts";
import type {
  Agency,
  AgencyAnswer,
  BoundarySet,
  ImportReport,
  LinkedUnit,
  Located,
  UnitAnswer,
  UnitPageAnswer,
} from "./types.ts";

const HOUR = 3_600_000;

/** What is asked of the units: words, day, kind, former province. Absent members are not asked. */
export type UnitSearch = {
  q?: string | undefined;
  at?: string | undefined;
  kind?: string | undefined;
  formerArea?: string | undefined;
};

/** Units of a day, a page at a time. */
export function useUnits(search: UnitSearch) {
  return useInfiniteQuery({
    queryKey: ["registry", "units", search],
    queryFn: ({ signal, pageParam }) =>
      get<UnitPageAnswer>("/api/registry/units", {
        query: { ...search, limit: 50, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: HOUR,
  });
}

/** One unit of a day. */
export function useUnit(code: string, at: string | undefined) {
  return useQuery({
    queryKey: ["registry", "unit", code, at],
    queryFn: ({ signal }) => get<UnitAnswer>(`/api/registry/units/${code}`, { query: { at }, signal }),
    staleTime: HOUR,
  });
}

/** What a unit was made from, or went into. */
export function useLinkedUnits(
  code: string,
  direction: "predecessors" | "successors",
  at: string | undefined,
) {
  return useQuery({
    queryKey: ["registry", "unit", code, direction, at],
    queryFn: async ({ signal }) =>
      (
        await get<{ items: LinkedUnit[] }>(`/api/registry/units/${code}/${direction}`, {
          query: { at },
          signal,
        })
      ).items,
    staleTime: HOUR,
  });
}

/** The unit in which a point lies today. */
export function useLocated({ lon, lat }: { lon: number; lat: number }) {
  return useQuery({
    queryKey: ["registry", "located", lon, lat],
    queryFn: ({ signal }) => get<Located>("/api/registry/units/locate", { query: { lon, lat }, signal }),
    staleTime: HOUR,
  });
}

/** What is asked of the agencies. */
export type AgencySearch = { q?: string | undefined; at?: string | undefined; kind?: string | undefined };

/** Agencies of a day, a page at a time. */
export function useAgencies(search: AgencySearch) {
  return useInfiniteQuery({
    queryKey: ["registry", "agencies", search],
    queryFn: ({ signal, pageParam }) =>
      get<{ at: string; items: Agency[]; nextCursor: string | null }>("/api/registry/agencies", {
        query: { ...search, limit: 50, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: HOUR,
  });
}

/** One agency; null asks nothing. */
export function useAgency(code: string | null, at?: string) {
  return useQuery({
    queryKey: ["registry", "agency", code, at],
    queryFn: ({ signal }) =>
      get<AgencyAnswer>(`/api/registry/agencies/${encodeURIComponent(code ?? "")}`, {
        query: { at },
        signal,
      }),
    enabled: code !== null,
    staleTime: HOUR,
  });
}

/** Sets of boundaries, newest first. */
export function useBoundarySets() {
  return useQuery({
    queryKey: ["registry", "boundary-sets"],
    queryFn: async ({ signal }) =>
      (await get<{ items: BoundarySet[] }>("/api/registry/boundary-sets", { query: { limit: 100 }, signal }))
        .items,
  });
}

/** A file of boundaries and what is said about it. */
export type BoundaryFile = { file: File; source: string; credit: string; dryRun: boolean; activate: boolean };

/** Checks a file of boundaries, or takes it in. */
export function useImportBoundaries() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ file, ...query }: BoundaryFile) =>
      post<{ set: BoundarySet | null; report: ImportReport }>(
        `/api/registry/boundaries${queryText(query)}`,
        new Blob([file], { type: "application/geo+json" }),
      ),
    onSuccess: ({ set }) => (set ? client.invalidateQueries({ queryKey: ["registry"] }) : undefined),
  });
}

/** Puts a set in use. */
export function useActivateSet() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => post<BoundarySet>(`/api/registry/boundary-sets/${id}/activate`),
    onSuccess: () => client.invalidateQueries({ queryKey: ["registry"] }),
  });
}

/** Boundaries as the registry draws them now. */
export type BoundaryAnswer = Boundaries & { set: number; schematic: boolean; credit: string; source: string };

/** The boundaries in use. */
export function useBoundaries(enabled = true) {
  return useQuery({
    queryKey: ["registry", "boundaries", "active"],
    queryFn: ({ signal }) => get<BoundaryAnswer>("/api/registry/boundaries", { signal }),
    staleTime: HOUR,
    enabled,
  });
}
