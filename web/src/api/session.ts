import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { get, post, setCsrfToken } from "./client.ts";

/** A role held in an agency; code and name are null for a role that covers the city. */
export type AccountRole = { role: string; agencyCode: string | null; agencyName: string | null };

/** The person signed in. */
export type Account = { id: string; displayName: string; userName: string; roles: AccountRole[] };

/** Answer of GET /api/identity/session: who is here, the token to send with changes, whose city this is. */
export type Session = {
  account: Account | null;
  csrfToken: string;
  demo: boolean;
  city: { nameVi: string; nameEn: string };
};

/** An account offered on a demonstration server. */
export type DemoAccount = { userName: string; password: string; displayName: string; roleName: string };

const SESSION_KEY = ["identity", "session"] as const;

/** The session; fetched once, kept until login, logout or a 401. */
export function useSession() {
  return useQuery({
    queryKey: SESSION_KEY,
    queryFn: async ({ signal }) => keepToken(await get<Session>("/api/identity/session", { signal })),
    staleTime: 5 * 60_000,
  });
}

/** Signs in; on success every cached answer is dropped, since it was another person's. */
export function useLogin() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { userName: string; password: string }) =>
      post<Session>("/api/identity/login", input),
    onSuccess: (session) => {
      client.clear();
      client.setQueryData(SESSION_KEY, keepToken(session));
    },
  });
}

/** Signs out and asks for a new session. */
export function useLogout() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => post<unknown>("/api/identity/logout"),
    onSuccess: async () => {
      setCsrfToken(undefined);
      await client.resetQueries();
    },
  });
}

/** Demonstration accounts; an empty list on a real server or when the server has none. */
export function useDemoAccounts() {
  return useQuery({
    queryKey: ["identity", "demo-accounts"],
    queryFn: async ({ signal }) => listOf<DemoAccount>(await get("/api/identity/demo-accounts", { signal })),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Whether an account holds one of the roles; no roles asked means everybody, signed in or not. */
export function holdsRole(
  account: Account | null | undefined,
  roles: readonly string[] | undefined,
): boolean {
  if (!roles) return true;
  return account?.roles.some((held) => roles.includes(held.role)) ?? false;
}

/** Accepts `[…]` as well as `{items: […]}`. */
export function listOf<T>(answer: T[] | { items: T[] } | unknown): T[] {
  if (Array.isArray(answer)) return answer as T[];
  const items = (answer as { items?: unknown } | null)?.items;
  return Array.isArray(items) ? (items as T[]) : [];
}

function keepToken(session: Session): Session {
  setCsrfToken(session.csrfToken);
  return session;
}
