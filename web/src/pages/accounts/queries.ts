import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { call, get, post } from "../../api/client.ts";
import type { AccountChange, AccountRow, NewAccount, OpenSession, Token } from "./types.ts";

const ACCOUNTS = ["identity", "accounts"] as const;
const TOKENS = ["identity", "tokens"] as const;

/** Changes one's own password; other sessions end. */
export function useChangePassword() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { currentPassword: string; newPassword: string }) =>
      post<undefined>("/api/identity/password", body),
    onSuccess: () => void client.invalidateQueries({ queryKey: ["identity", "sessions"] }),
  });
}

/** One's own API tokens, newest first. */
export function useTokens() {
  return useQuery({
    queryKey: TOKENS,
    queryFn: async ({ signal }) =>
      (await get<{ items: Token[] }>("/api/identity/tokens", { query: { limit: 100 }, signal })).items,
  });
}

/** Makes a token; the answer shows it this once. */
export function useCreateToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { name: string; scopes: string[]; expiresAt: string }) =>
      post<Token & { token: string }>("/api/identity/tokens", body),
    onSuccess: () => void client.invalidateQueries({ queryKey: TOKENS }),
  });
}

/** Revokes a token. */
export function useRevokeToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => call<undefined>(`/api/identity/tokens/${id}`, { method: "DELETE" }),
    onSuccess: () => void client.invalidateQueries({ queryKey: TOKENS }),
  });
}

/** Open sessions of an account. */
export function useSessions(accountId: string) {
  return useQuery({
    queryKey: ["identity", "sessions", accountId],
    queryFn: async ({ signal }) =>
      (await get<{ items: OpenSession[] }>(`/api/identity/accounts/${accountId}/sessions`, { signal })).items,
  });
}

/** Ends one session, or all but this one. */
export function useEndSessions(accountId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (sessionId: string | "all") =>
      call<unknown>(
        `/api/identity/accounts/${accountId}/sessions${sessionId === "all" ? "" : `/${sessionId}`}`,
        { method: "DELETE" },
      ),
    onSuccess: () => void client.invalidateQueries({ queryKey: ["identity", "sessions", accountId] }),
  });
}

/** Accounts by user name, a page at a time. */
export function useAccounts(q: string) {
  return useInfiniteQuery({
    queryKey: [...ACCOUNTS, "list", q],
    queryFn: ({ signal, pageParam }) =>
      get<{ items: AccountRow[]; nextCursor: string | null }>("/api/identity/accounts", {
        query: { q: q || undefined, limit: 50, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** One account. */
export function useAccount(id: string) {
  return useQuery({
    queryKey: [...ACCOUNTS, "one", id],
    queryFn: ({ signal }) => get<AccountRow>(`/api/identity/accounts/${id}`, { signal }),
  });
}

/** Makes an account. */
export function useCreateAccount() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewAccount) => post<AccountRow>("/api/identity/accounts", body),
    onSuccess: () => void client.invalidateQueries({ queryKey: ACCOUNTS }),
  });
}

/** Changes an account. */
export function useChangeAccount(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: AccountChange) =>
      call<AccountRow>(`/api/identity/accounts/${id}`, { method: "PATCH", body }),
    onSuccess: (row) => {
      client.setQueryData([...ACCOUNTS, "one", id], row);
      void client.invalidateQueries({ queryKey: [...ACCOUNTS, "list"] });
      void client.invalidateQueries({ queryKey: ["identity", "sessions", id] });
    },
  });
}
