import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { call, get, post } from "../../api/client.ts";
import { ApiError, readProblem } from "../../api/errors.ts";
import { listOf, useSession } from "../../api/session.ts";
import type {
  ExportFormat,
  MaterialiseInput,
  SavedQuery,
  SavedQueryInput,
  SqlCheck,
  SqlInput,
  SqlResult,
  SqlSchema,
} from "./types.ts";

const API = "/api/warehouse";
const SAVED = ["warehouse", "queries"] as const;
const HALF_HOUR = 30 * 60_000;

/** Tables, functions and limits. */
export function useSqlSchema() {
  return useQuery({
    queryKey: ["warehouse", "sql", "schema"],
    queryFn: ({ signal }) => get<SqlSchema>(`${API}/sql/schema`, { signal }),
    staleTime: HALF_HOUR,
  });
}

/** What a query would do; the last answer stays while a new one is awaited. Empty text asks nothing. */
export function useSqlCheck(sql: string) {
  // Without the session there is no token to send yet, and the server would refuse.
  const ready = useSession().data !== undefined;
  return useQuery({
    queryKey: ["warehouse", "sql", "check", sql],
    queryFn: ({ signal }) => post<SqlCheck>(`${API}/sql/check`, { sql }, { signal }),
    enabled: ready && sql.trim() !== "",
    placeholderData: keepPreviousData,
    staleTime: HALF_HOUR,
    retry: false,
  });
}

/** Runs a query. */
export function runSql(input: SqlInput, signal: AbortSignal): Promise<SqlResult> {
  return post<SqlResult>(`${API}/sql`, input, { signal });
}

/** Asks the server to stop a query; a query that has just ended is no trouble. */
export async function cancelSql(queryId: string): Promise<void> {
  await post<unknown>(`${API}/sql/cancel`, { queryId }).catch(() => undefined);
}

/** Saves the whole result as a file. */
export function useSqlExport() {
  const csrf = useSession().data?.csrfToken;
  return useMutation({
    mutationFn: async ({ sql, purpose, format }: { sql: string; purpose: string; format: ExportFormat }) => {
      const response = await fetch(`${API}/sql/export`, {
        method: "POST",
        credentials: "same-origin",
        headers: { "Content-Type": "application/json", ...(csrf ? { "X-CSRF-Token": csrf } : {}) },
        body: JSON.stringify({ sql, format, ...(purpose ? { purpose } : {}) }),
      });
      if (!response.ok) {
        const body: unknown = await response.json().catch(() => undefined);
        throw new ApiError(readProblem(body, response.status, response.headers.get("x-request-id")));
      }
      saveBlob(await response.blob(), fileNameOf(response, format));
    },
  });
}

/** Kept queries: one's own and those shared by others. */
export function useSavedQueries(enabled: boolean) {
  return useQuery({
    queryKey: SAVED,
    queryFn: async ({ signal }) => listOf<SavedQuery>(await get(`${API}/queries`, { signal })),
    enabled,
  });
}

/** What can be done with kept queries; each ends with a new look at the list. */
export function useSavedActions() {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: SAVED });
  return {
    add: useMutation({
      mutationFn: (body: SavedQueryInput) => post<SavedQuery>(`${API}/queries`, body),
      onSuccess,
    }),
    change: useMutation({
      mutationFn: ({ id, body }: { id: string; body: SavedQueryInput }) =>
        call<SavedQuery>(`${API}/queries/${id}`, { method: "PUT", body }),
      onSuccess,
    }),
    remove: useMutation({
      mutationFn: (id: string) => call<unknown>(`${API}/queries/${id}`, { method: "DELETE" }),
      onSuccess,
    }),
    materialise: useMutation({
      mutationFn: ({ id, body }: { id: string; body: MaterialiseInput }) =>
        post<unknown>(`${API}/queries/${id}/materialise`, body),
      onSuccess: () => client.invalidateQueries({ queryKey: ["warehouse"] }),
    }),
    run: useMutation({
      mutationFn: (id: string) => post<unknown>(`${API}/queries/${id}/run`),
      onSuccess,
    }),
  };
}

const ENDINGS: Record<ExportFormat, string> = {
  csv: "csv",
  "csv-excel": "csv",
  xlsx: "xlsx",
  parquet: "parquet",
  json: "json",
};

function fileNameOf(response: Response, format: ExportFormat): string {
  const named = /filename="?([^";]+)"?/.exec(response.headers.get("content-disposition") ?? "");
  return named?.[1] ?? `truy-van.${ENDINGS[format]}`;
}

function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  // The browser reads the address after the press; it must not be gone by then.
  window.setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
