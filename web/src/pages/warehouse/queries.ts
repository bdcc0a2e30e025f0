import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { get } from "../../api/client.ts";
import type {
  AccessView,
  ClassificationView,
  Dataset,
  DatasetList,
  Diff,
  Profile,
  Version,
} from "./types.ts";
import type {
  Aggregate,
  LineageGraph,
  Overview,
  QualityView,
  ReadLogPage,
  Release,
  RowsPage,
  Term,
} from "./types-use.ts";

/** Root of every key of this area in the cache of answers. */
export const WAREHOUSE = "warehouse";

/** Address of one dataset. */
export function datasetUrl(name: string, rest = ""): string {
  return `/api/warehouse/datasets/${encodeURIComponent(name)}${rest}`;
}

/** Figures of the warehouse and what waits for someone. */
export function useOverview() {
  return useQuery({
    queryKey: [WAREHOUSE, "overview"],
    queryFn: ({ signal }) => get<Overview>("/api/warehouse/overview", { signal }),
  });
}

/** What is asked of the catalogue; absent members are not asked. */
export type CatalogueSearch = Readonly<
  Record<"q" | "theme" | "agency" | "access" | "tag" | "kind" | "sort" | "simulated", string | undefined>
>;

/** Datasets, a page at a time. */
export function useDatasets(search: CatalogueSearch) {
  return useInfiniteQuery({
    queryKey: [WAREHOUSE, "datasets", search],
    queryFn: ({ signal, pageParam }) =>
      get<DatasetList>("/api/warehouse/datasets", {
        query: { ...search, limit: 24, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** One dataset with its dictionary and what the person may do. */
export function useDataset(name: string) {
  return useQuery({
    queryKey: [WAREHOUSE, "dataset", name],
    queryFn: ({ signal }) => get<Dataset>(datasetUrl(name), { signal }),
  });
}

/** What is asked of the rows of a dataset; the same words make a download. */
export type RowsAsk = {
  readonly version?: number | undefined;
  readonly purpose?: string | undefined;
  readonly filter?: string | undefined;
  readonly q?: string | undefined;
  readonly sort?: string | undefined;
  readonly columns?: string | undefined;
};

/** One page of 100 rows; the page before stays in sight until the next is there. */
export function useRows(name: string, ask: RowsAsk, cursor: string | undefined) {
  return useQuery({
    queryKey: [WAREHOUSE, "rows", name, ask, cursor],
    queryFn: ({ signal }) =>
      get<RowsPage>(datasetUrl(name, "/rows"), { query: { ...ask, limit: 100, cursor }, signal }),
    placeholderData: keepPreviousData,
  });
}

/** What a chart asks for. */
export type AggregateAsk = {
  readonly x: string;
  readonly step?: string | undefined;
  readonly y?: string | undefined;
  readonly column?: string | undefined;
  readonly series?: string | undefined;
  readonly filter?: string | undefined;
  readonly version?: number | undefined;
  readonly limit?: number | undefined;
};

/** Values of a chart; nothing is asked while `ask` is undefined. */
export function useAggregate(name: string, ask: AggregateAsk | undefined) {
  return useQuery({
    queryKey: [WAREHOUSE, "aggregate", name, ask],
    queryFn: ({ signal }) => get<Aggregate>(datasetUrl(name, "/aggregate"), { query: { ...ask }, signal }),
    enabled: ask !== undefined,
    placeholderData: keepPreviousData,
  });
}

/** Features of a dataset with places. */
export function useFeatures(name: string, version: number | undefined, filter: string | undefined) {
  return useQuery({
    queryKey: [WAREHOUSE, "map", name, version, filter],
    queryFn: ({ signal }) =>
      get<GeoJSON.FeatureCollection & { truncated?: boolean }>(datasetUrl(name, "/map"), {
        query: { version, filter, limit: 5000 },
        signal,
      }),
    staleTime: 5 * 60_000,
  });
}

/** Statistics of each column. */
export function useProfile(name: string, version: number | undefined) {
  return useQuery({
    queryKey: [WAREHOUSE, "profile", name, version],
    queryFn: ({ signal }) => get<Profile>(datasetUrl(name, "/profile"), { query: { version }, signal }),
    staleTime: 5 * 60_000,
  });
}

/** Versions, newest first. */
export function useVersions(name: string) {
  return useQuery({
    queryKey: [WAREHOUSE, "versions", name],
    queryFn: async ({ signal }) =>
      itemsOf(await get<Items<Version>>(datasetUrl(name, "/versions"), { signal })),
  });
}

/** What changed between two versions, a page of rows at a time. */
export function useDiff(name: string, from: number, to: number) {
  return useInfiniteQuery({
    queryKey: [WAREHOUSE, "diff", name, from, to],
    queryFn: ({ signal, pageParam }) =>
      get<Diff>(datasetUrl(name, "/diff"), { query: { from, to, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** Rules of quality and how they went. */
export function useQuality(name: string) {
  return useQuery({
    queryKey: [WAREHOUSE, "quality", name],
    queryFn: ({ signal }) => get<QualityView>(datasetUrl(name, "/quality"), { signal }),
  });
}

/** Kinds of information found in the columns. */
export function useClassification(name: string, enabled: boolean) {
  return useQuery({
    queryKey: [WAREHOUSE, "classification", name],
    queryFn: ({ signal }) => get<ClassificationView>(datasetUrl(name, "/classification"), { signal }),
    enabled,
  });
}

/** Who sees what. */
export function useAccess(name: string) {
  return useQuery({
    queryKey: [WAREHOUSE, "access", name],
    queryFn: ({ signal }) => get<AccessView>(datasetUrl(name, "/access"), { signal }),
  });
}

/** Who read the dataset, newest first. */
export function useReads(name: string) {
  return useInfiniteQuery({
    queryKey: [WAREHOUSE, "reads", name],
    queryFn: ({ signal, pageParam }) =>
      get<ReadLogPage>(datasetUrl(name, "/reads"), { query: { limit: 50, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** Requests to open a dataset. */
export function useReleases(name: string) {
  return useQuery({
    queryKey: [WAREHOUSE, "releases", name],
    queryFn: async ({ signal }) =>
      itemsOf(await get<Items<Release>>(datasetUrl(name, "/releases"), { signal })),
  });
}

/** Requests of every dataset that wait for a decision. */
export function useWaitingReleases() {
  return useQuery({
    queryKey: [WAREHOUSE, "releases", "waiting"],
    queryFn: async ({ signal }) =>
      itemsOf(await get<Items<Release>>("/api/warehouse/releases", { query: { state: "proposed" }, signal })),
  });
}

/** Where a dataset comes from and where it goes. */
export function useLineage(name: string, depth: number) {
  return useQuery({
    queryKey: [WAREHOUSE, "lineage", name, depth],
    queryFn: ({ signal }) => get<LineageGraph>(datasetUrl(name, "/lineage"), { query: { depth }, signal }),
  });
}

/** The shared dictionary. */
export function useTerms() {
  return useQuery({
    queryKey: [WAREHOUSE, "terms"],
    queryFn: async ({ signal }) => itemsOf(await get<Items<Term>>("/api/warehouse/terms", { signal })),
    staleTime: 60_000,
  });
}

type Items<T> = readonly T[] | { readonly items: readonly T[] };

function itemsOf<T>(answer: Items<T>): readonly T[] {
  return "items" in answer ? answer.items : answer;
}
