/** What identity tells the modules above it. Payloads hold no secret; instants are ISO 8601. */

import type { Grant } from "../../kernel/actor.ts";
import { defineEvent } from "../../kernel/events.ts";

export interface LoggedIn {
  readonly accountId: string;
  readonly sessionId: string;
  readonly address: string;
  readonly userAgent: string;
  readonly at: string;
}

export interface LoggedOut {
  readonly accountId: string;
  readonly sessionId: string;
  readonly at: string;
}

export interface LoginFailed {
  /** null = no account has that name; the name itself is not kept, it may be a mistyped password. */
  readonly accountId: string | null;
  readonly address: string;
  readonly userAgent: string;
  readonly failuresInARow: number;
  readonly at: string;
}

export interface AccountLocked {
  /** null = the address, or a name nobody has. */
  readonly accountId: string | null;
  readonly kind: "account" | "address";
  readonly address: string;
  readonly lockedUntil: string;
  readonly at: string;
}

export interface AccountCreated {
  readonly accountId: string;
  readonly userName: string;
  readonly actorId: string | null;
  readonly at: string;
}

/** `changed` names the fields, never their values. */
export interface AccountChanged {
  readonly accountId: string;
  readonly changed: readonly string[];
  readonly actorId: string | null;
  readonly at: string;
}

export interface GrantsChanged {
  readonly accountId: string;
  readonly before: readonly Grant[];
  readonly after: readonly Grant[];
  readonly actorId: string | null;
  readonly at: string;
}

export interface PasswordChanged {
  readonly accountId: string;
  readonly actorId: string | null;
  readonly endedSessions: number;
  readonly at: string;
}

export interface SessionsEnded {
  readonly accountId: string;
  readonly count: number;
  readonly actorId: string | null;
  readonly at: string;
}

export interface TokenCreated {
  readonly tokenId: string;
  readonly accountId: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly expiresAt: string;
  readonly actorId: string | null;
  readonly at: string;
}

export interface TokenRevoked {
  readonly tokenId: string;
  readonly accountId: string;
  readonly actorId: string | null;
  readonly at: string;
}

export const loggedIn = defineEvent<LoggedIn>("identity.logged-in");
export const loggedOut = defineEvent<LoggedOut>("identity.logged-out");
export const loginFailed = defineEvent<LoginFailed>("identity.login-failed");
export const accountLocked = defineEvent<AccountLocked>("identity.account-locked");
export const accountCreated = defineEvent<AccountCreated>("identity.account-created");
export const accountChanged = defineEvent<AccountChanged>("identity.account-changed");
export const grantsChanged = defineEvent<GrantsChanged>("identity.grants-changed");
export const passwordChanged = defineEvent<PasswordChanged>("identity.password-changed");
export const sessionsEnded = defineEvent<SessionsEnded>("identity.sessions-ended");
export const tokenCreated = defineEvent<TokenCreated>("identity.token-created");
export const tokenRevoked = defineEvent<TokenRevoked>("identity.token-revoked");
