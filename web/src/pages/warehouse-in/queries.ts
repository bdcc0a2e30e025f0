import {
  keepPreviousData,
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { get, post } from "../../api/client.ts";
import { useLive } from "../../api/live.ts";
import type { NewTarget } from "./draft.ts";
import { newDatasetOf } from "./target.ts";
import type {
  Dataset,
  DatasetCard,
  FilePreview,
  Job,
  Load,
  NewLoad,
  QuarantinePage,
  ReadingAnswers,
  Theme,
  Version,
} from "./types.ts";

const API = "/api/warehouse";
const IN = ["warehouse", "in"] as const;
const SECOND = 1000;

/** What is looked at: a file on the server, one of its tables, and the answers of the person. */
export type Look = { fileHash: string; fileName: string; table: string | null; answers: ReadingAnswers };

/** A look at a file that is on the server; null looks at nothing. */
export function usePreview(look: Look | null) {
  return useQuery({
    queryKey: [...IN, "preview", look],
    queryFn: ({ signal }) =>
      post<FilePreview>(
        `${API}/previews`,
        look && {
          fileHash: look.fileHash,
          fileName: look.fileName,
          ...(look.table === null ? {} : { table: look.table }),
          ...(Object.keys(look.answers).length > 0 ? { answers: look.answers } : {}),
        },
        { signal },
      ),
    enabled: look !== null,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
  });
}

/** Themes of the catalogue. */
export function useThemes() {
  return useQuery({
    queryKey: ["warehouse", "themes"],
    queryFn: ({ signal }) => get<Theme[]>(`${API}/themes`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Datasets with a file behind them, found by words. */
export function useTargets(q: string) {
  return useQuery({
    queryKey: [...IN, "targets", q],
    queryFn: ({ signal }) =>
      get<{ items: DatasetCard[] }>(`${API}/datasets`, {
        query: { q: q || undefined, kind: "table", limit: 20 },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
}

/** One dataset; null asks nothing. */
export function useDataset(name: string | null) {
  return useQuery({
    queryKey: ["warehouse", "dataset", name, "in"],
    queryFn: ({ signal }) => get<Dataset>(`${API}/datasets/${name}`, { signal }),
    enabled: name !== null,
  });
}

/** The version a load made, to tell whether it was held back. */
export function useVersionOf(load: Load) {
  return useQuery({
    queryKey: [...IN, "version", load.dataset, load.version],
    queryFn: async ({ signal }) => {
      const { items } = await get<{ items: Version[] }>(`${API}/datasets/${load.dataset}/versions`, {
        signal,
      });
      return items.find((version) => version.number === load.version) ?? null;
    },
    enabled: load.version !== null,
  });
}

/** Makes the new dataset if there is to be one, then starts the load. */
export function useStartLoad(onMade: (name: string) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({
      dataset,
      fresh,
      body,
    }: {
      dataset: string | null;
      fresh: NewTarget;
      body: NewLoad;
    }) => {
      const name = dataset ?? (await post<Dataset>(`${API}/datasets`, newDatasetOf(fresh))).name;
      // Should the load be refused, the dataset is there: a second try must not make it again.
      if (dataset === null) onMade(name);
      return post<Load>(`${API}/datasets/${name}/loads`, body);
    },
    onSuccess: () => void client.invalidateQueries({ queryKey: ["warehouse"] }),
  });
}

/** One load; asked again while it is under way. */
export function useLoad(id: string) {
  return useQuery({
    queryKey: [...IN, "load", id],
    queryFn: ({ signal }) => get<Load>(`${API}/loads/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? 2 * SECOND : false),
  });
}

/** The job of a load, live while it is under way. A job of somebody else cannot be followed: `data` stays absent. */
export function useJob(load: Load) {
  const client = useQueryClient();
  const { jobId } = load;
  const underWay = isUnderWay(load);
  const key = [...IN, "job", jobId];
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => get<Job>(`/api/jobs/${jobId}`, { signal }),
    enabled: jobId !== null && underWay,
    refetchInterval: ({ state }) => (underWay && state.error === null ? 5 * SECOND : false),
    retry: false,
  });
  useLive(query.data && underWay ? [`job:${jobId}`] : [], ({ data }) => {
    const news = data as Partial<Job>;
    client.setQueryData<Job>(key, (known) => known && { ...known, ...news });
    if (news.state === "done" || news.state === "failed") finishLoad(client, load);
  });
  return query;
}

/** What did not fit, a page at a time. */
export function useQuarantine(id: string, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: [...IN, "quarantine", id],
    queryFn: ({ signal, pageParam }) =>
      get<QuarantinePage>(`${API}/loads/${id}/quarantine`, {
        query: { limit: 100, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    enabled,
  });
}

/** True while the load waits or runs. */
export function isUnderWay({ state }: Pick<Load, "state">): boolean {
  return state === "queued" || state === "running";
}

function finishLoad(client: QueryClient, load: Load): void {
  void client.invalidateQueries({ queryKey: [...IN, "load", load.id] });
  void client.invalidateQueries({ queryKey: ["warehouse", "dataset", load.dataset] });
}
