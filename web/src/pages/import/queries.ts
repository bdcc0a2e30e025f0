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
import { dialectOf } from "./plan.ts";
import type { Answers, ColumnTexts, ImportRow, Job, NewImport, Preview, Sniff } from "./types.ts";

const IMPORTS = ["telemetry", "imports"] as const;
const SECOND = 1000;

/** A look at the start of a file that is on the server. */
export function usePreview(hash: string | undefined, answers: Answers) {
  return useQuery({
    queryKey: [...IMPORTS, "preview", hash, answers],
    queryFn: ({ signal }) =>
      post<Preview>("/api/telemetry/import-previews", { fileHash: hash, ...answers }, { signal }),
    enabled: hash !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
  });
}

/** The different texts of columns, from the whole file. */
export function useColumnTexts(
  hash: string | undefined,
  sniff: Sniff | undefined,
  columns: readonly number[],
) {
  return useQuery({
    queryKey: [...IMPORTS, "texts", hash, sniff && dialectOf(sniff), columns],
    queryFn: ({ signal }) =>
      post<ColumnTexts>(
        "/api/telemetry/import-values",
        { fileHash: hash, dialect: sniff && dialectOf(sniff), columns },
        { signal },
      ),
    enabled: hash !== undefined && sniff !== undefined && columns.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Starts an import. */
export function useStartImport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewImport) =>
      post<{ importId: string; jobId: string | null; existing: boolean }>("/api/telemetry/imports", body),
    onSuccess: () => void client.invalidateQueries({ queryKey: [...IMPORTS, "list"] }),
  });
}

/** Imports, newest first, a page at a time. */
export function useImports() {
  return useInfiniteQuery({
    queryKey: [...IMPORTS, "list"],
    queryFn: ({ signal, pageParam }) =>
      get<{ items: ImportRow[]; nextCursor: string | null }>("/api/telemetry/imports", {
        query: { limit: 50, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some(isUnderWay)) ? 3 * SECOND : false,
  });
}

/** One import; asked again while it is under way. */
export function useImport(id: string) {
  return useQuery({
    queryKey: [...IMPORTS, "one", id],
    queryFn: ({ signal }) => get<ImportRow>(`/api/telemetry/imports/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? 2 * SECOND : false),
  });
}

/** The job of an import, live while it is under way. A job of somebody else cannot be followed: `data` stays absent. */
export function useJob(row: ImportRow) {
  const client = useQueryClient();
  const { jobId } = row;
  const underWay = isUnderWay(row);
  const key = [...IMPORTS, "job", jobId];
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => get<Job>(`/api/jobs/${jobId}`, { signal }),
    enabled: jobId !== null && row.state !== "done",
    refetchInterval: ({ state }) => (underWay && state.error === null ? 5 * SECOND : false),
    retry: false,
  });
  useLive(query.data && underWay ? [`job:${jobId}`] : [], ({ data }) => {
    const news = data as Partial<Job>;
    client.setQueryData<Job>(key, (known) => known && { ...known, ...news });
    if (news.state === "done" || news.state === "failed") finishImport(client, row.id);
  });
  return query;
}

/** True while the import waits or runs. */
export function isUnderWay({ state }: Pick<ImportRow, "state">): boolean {
  return state === "queued" || state === "running";
}

function finishImport(client: QueryClient, id: string): void {
  void client.invalidateQueries({ queryKey: [...IMPORTS, "one", id] });
  void client.invalidateQueries({ queryKey: [...IMPORTS, "list"] });
  void client.invalidateQueries({ queryKey: ["telemetry", "things"] });
}
