import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { call, get, post } from "../../api/client.ts";
import { listOf } from "../../api/session.ts";
import type {
  Connection,
  ConnectionTest,
  NewConnection,
  NewSource,
  Source,
  SourceChange,
  SourceRun,
} from "./types.ts";

const API = "/api/warehouse";
const SOURCES = ["warehouse", "sources"] as const;
const CONNECTIONS = ["warehouse", "connections"] as const;
/** Until when (ms) the list is looked at often because a run was asked for. */
const WATCH = ["warehouse", "sources-watch"] as const;
const SECOND = 1000;

/** All sources; asked often while one runs, and for a while after a run was asked for. */
export function useSources() {
  const client = useQueryClient();
  return useQuery({
    queryKey: SOURCES,
    queryFn: async ({ signal }) => listOf<Source>(await get(`${API}/sources`, { signal })),
    refetchInterval: ({ state }) => {
      const watched = (client.getQueryData<number>(WATCH) ?? 0) > Date.now();
      return (watched || state.data?.some((source) => source.state === "running") ? 2 : 60) * SECOND;
    },
  });
}

/** What can be done with sources; each ends with a new look at the list. */
export function useSourceActions() {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: SOURCES });
  return {
    add: useMutation({ mutationFn: (body: NewSource) => post<Source>(`${API}/sources`, body), onSuccess }),
    change: useMutation({
      mutationFn: ({ id, part }: { id: string; part: SourceChange }) =>
        call<Source>(`${API}/sources/${id}`, { method: "PATCH", body: part }),
      onSuccess,
    }),
    run: useMutation({
      mutationFn: (id: string) => post<unknown>(`${API}/sources/${id}/run`),
      onSuccess: () => {
        client.setQueryData(WATCH, Date.now() + 30 * SECOND);
        return onSuccess();
      },
    }),
    remove: useMutation({
      mutationFn: (id: string) => call<unknown>(`${API}/sources/${id}`, { method: "DELETE" }),
      onSuccess,
    }),
  };
}

/** Runs of a source, newest first. */
export function useSourceRuns({ id, state, lastRunAt }: Source) {
  return useQuery({
    queryKey: [...SOURCES, id, "runs", state, lastRunAt],
    queryFn: async ({ signal }) => listOf<SourceRun>(await get(`${API}/sources/${id}/runs`, { signal })),
    placeholderData: keepPreviousData,
  });
}

/** Stored connections. */
export function useConnections(enabled = true) {
  return useQuery({
    queryKey: CONNECTIONS,
    queryFn: async ({ signal }) => listOf<Connection>(await get(`${API}/connections`, { signal })),
    enabled,
  });
}

/** What can be done with connections. */
export function useConnectionActions() {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: CONNECTIONS });
  return {
    add: useMutation({
      mutationFn: (body: NewConnection) => post<Connection>(`${API}/connections`, body),
      onSuccess,
    }),
    remove: useMutation({
      mutationFn: (id: string) => call<unknown>(`${API}/connections/${id}`, { method: "DELETE" }),
      onSuccess,
    }),
  };
}

/** Tries a connection, with a query its first rows. */
export function useConnectionTest() {
  return useMutation({
    mutationFn: ({ id, query }: { id: string; query?: string }) =>
      post<ConnectionTest>(`${API}/connections/${id}/test`, query ? { query } : {}),
  });
}
