/** Logging in and out, and the sessions that are open. */
import { randomUUID } from "node:crypto";
import { fold, nfc } from "@dothi/vietnam";
import type { Actor } from "../../../kernel/actor.ts";
import type { Context } from "../../../kernel/context.ts";
import type { Language } from "../../../kernel/errors.ts";
import { authorise } from "../../../kernel/policy.ts";
import { transaction } from "../../../kernel/postgres.ts";
import { hasDemo } from "../../../kernel/seed.ts";
import { identityError } from "../errors.ts";
import { loggedIn, loggedOut, sessionsEnded } from "../events.ts";
import { identityPolicy } from "../policy.ts";
import type { OpenSession, SessionAnswer } from "../schema.ts";
import { findAccount, findAccountByName, updateAccount } from "../store/accounts.ts";
import {
  deleteSession,
  deleteSessionBySecret,
  deleteSessionsOf,
  insertSession,
  listSessionRows,
} from "../store/sessions.ts";
import type { AccountRow } from "../store/tables.ts";
import { setPassword } from "./accounts.ts";
import { agencyNames, city } from "./agencies.ts";
import { actorIdOf, currentGrants } from "./grants.ts";
import { idleLimit, sessionKey } from "./identify.ts";
import { type Attempt, forgetFailures, recordFailure, refuseWhenLocked } from "./lockout.ts";
import { hashPassword, needsRehash, verifyPassword } from "./passwords.ts";
import { runtime } from "./runtime.ts";
import { csrfTokenOf, hashSecret, newSecret } from "./secrets.ts";

/** However much it is used, a session ends after this many days. */
export const sessionDays = 7;

export interface LoginInput extends Attempt {
  readonly password: string;
  /** Of the session the browser has now, which the new one replaces. */
  readonly oldSecret: string | undefined;
}

export interface Opened {
  /** Goes into the cookie and nowhere else. */
  readonly secret: string;
  readonly actor: Actor;
}

/**
 * Opens a session with a new secret. Takes equally long and says the same whether the account does not exist,
 * has no password, or the password is wrong.
 * @throws `identity.credentials-wrong`, `identity.account-locked`, `identity.account-disabled`, `identity.login-busy`
 */
export async function logIn(ctx: Context, input: LoginInput): Promise<Opened> {
  authorise(ctx, identityPolicy, "open", "session");
  const name = fold(nfc(input.userName).trim());
  return runtime.of(ctx).turns.take(name, async () => {
    const account = await checkPassword(ctx, { ...input, account: await findAccountByName(ctx, name) });
    if (account.disabled_at !== null) throw identityError("account-disabled");
    return openSession(ctx, account, input);
  });
}

/** Who is here; the anti-forgery token comes with it when it is a session. */
export async function describeSession(
  ctx: Context,
  input: { secret: string | undefined; language: Language },
): Promise<SessionAnswer> {
  authorise(ctx, identityPolicy, "read", "own-session");
  const { actor } = ctx;
  const demo = await hasDemo(ctx);
  const account = actor.kind === "account" ? await findAccount(ctx, actor.accountId) : undefined;
  if (actor.kind !== "account" || !account) return { account: null, csrfToken: null, demo, city };
  const names = await agencyNames(
    ctx,
    actor.grants.map((grant) => grant.agencyCode),
    input.language,
  );
  const roles = actor.grants.map((grant) => ({ ...grant, agencyName: names.get(grant.agencyCode) ?? null }));
  const csrfToken = actor.via === "session" && input.secret !== undefined ? csrfTokenOf(input.secret) : null;
  const { id, display_name: displayName, user_name: userName } = account;
  return { account: { id, displayName, userName, roles }, csrfToken, demo, city };
}

/** Ends the session of this browser; without one nothing happens. */
export async function logOut(ctx: Context, secret: string | undefined): Promise<void> {
  authorise(ctx, identityPolicy, "close", "own-session");
  if (secret === undefined) return;
  await transaction(ctx, (inner) => closeSession(inner, secret));
  runtime.of(ctx).known.forget(sessionKey(hashSecret(secret)));
}

/**
 * Changes one's own password and ends one's other sessions. A wrong current password counts as a failed log-in.
 * @throws `identity.password-current-wrong`, `identity.password-weak`, `identity.account-locked`
 */
export async function changeOwnPassword(
  ctx: Context,
  input: { current: string; wanted: string; secret: string | undefined; address: string; userAgent: string },
): Promise<void> {
  authorise(ctx, identityPolicy, "change", "own-password");
  const id = actorIdOf(ctx);
  const account = id === null ? undefined : await findAccount(ctx, id);
  if (!account) throw identityError("credentials-wrong");
  const attempt = { userName: account.user_name, address: input.address, userAgent: input.userAgent };
  await runtime.of(ctx).turns.take(account.user_name_folded, async () => {
    await checkPassword(ctx, {
      ...attempt,
      password: input.current,
      account,
      refusal: "password-current-wrong",
    });
    const keepSession = input.secret === undefined ? {} : { keepSession: hashSecret(input.secret) };
    await transaction(ctx, (inner) =>
      setPassword(inner, account, { password: input.wanted, field: "newPassword", ...keepSession }),
    );
  });
  runtime.of(ctx).known.forgetAccount(account.id);
}

/** The sessions of an account that are alive, newest first; `secret` marks the one of this browser. */
export async function listSessions(
  ctx: Context,
  accountId: string,
  secret: string | undefined,
): Promise<OpenSession[]> {
  authorise(ctx, identityPolicy, "list", sessionThing(ctx, accountId));
  await refuseUnknownAccount(ctx, accountId);
  const rows = await listSessionRows(ctx, accountId, { at: ctx.now(), usedSince: idleLimit(ctx) });
  const current = secret === undefined ? undefined : hashSecret(secret);
  return rows.map((row) => ({
    id: row.id,
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    address: row.address,
    userAgent: row.user_agent,
    current: current?.equals(row.secret_hash) ?? false,
  }));
}

/** Ends all sessions of an account; of one's own, all but the one of this browser. Returns how many. */
export async function endSessions(
  ctx: Context,
  accountId: string,
  secret: string | undefined,
): Promise<number> {
  authorise(ctx, identityPolicy, "end", sessionThing(ctx, accountId));
  await refuseUnknownAccount(ctx, accountId);
  const kept = secret !== undefined && actorIdOf(ctx) === accountId ? hashSecret(secret) : undefined;
  const count = await transaction(ctx, async (inner) => {
    const ended = await deleteSessionsOf(inner, accountId, kept);
    if (ended > 0) await tellEnded(inner, accountId, ended);
    return ended;
  });
  runtime.of(ctx).known.forgetAccount(accountId);
  return count;
}

/** @throws `identity.session-unknown` */
export async function endSession(ctx: Context, accountId: string, sessionId: string): Promise<void> {
  authorise(ctx, identityPolicy, "end", sessionThing(ctx, accountId));
  await transaction(ctx, async (inner) => {
    const row = await deleteSession(inner, accountId, sessionId);
    if (!row) throw identityError("session-unknown", { session: sessionId });
    await tellEnded(inner, accountId, 1);
  });
  runtime.of(ctx).known.forgetAccount(accountId);
}

interface PasswordCheck extends Attempt {
  readonly password: string;
  readonly account: AccountRow | undefined;
  readonly refusal?: "credentials-wrong" | "password-current-wrong";
}

/** One guess: refused while locked, counted when wrong, forgotten and hashed anew where needed when right. */
async function checkPassword(ctx: Context, check: PasswordCheck): Promise<AccountRow> {
  const { account, password } = check;
  await refuseWhenLocked(ctx, check);
  const right = await verifyPassword(account?.password_hash, password);
  if (!right || !account?.password_hash) {
    await recordFailure(ctx, check, account);
    throw identityError(check.refusal ?? "credentials-wrong");
  }
  await forgetFailures(ctx, check.userName);
  if (needsRehash(account.password_hash))
    await updateAccount(ctx, account.id, { password_hash: await hashPassword(password) });
  return account;
}

async function openSession(ctx: Context, account: AccountRow, input: LoginInput): Promise<Opened> {
  const secret = newSecret();
  const at = ctx.now();
  const { address, userAgent } = input;
  const session = {
    id: randomUUID(),
    secret_hash: hashSecret(secret),
    account_id: account.id,
    created_at: at,
    last_used_at: at,
  };
  await transaction(ctx, async (inner) => {
    if (input.oldSecret !== undefined) await closeSession(inner, input.oldSecret);
    const endsAt = new Date(at.getTime() + sessionDays * 86_400_000);
    await insertSession(inner, { ...session, ends_at: endsAt, address, user_agent: userAgent });
    await updateAccount(inner, account.id, { last_login_at: at });
    await inner.emit(loggedIn, {
      accountId: account.id,
      sessionId: session.id,
      address,
      userAgent,
      at: at.toISOString(),
    });
  });
  if (input.oldSecret !== undefined) runtime.of(ctx).known.forget(sessionKey(hashSecret(input.oldSecret)));
  const grants = await currentGrants(ctx, account.id);
  return {
    secret,
    actor: {
      kind: "account",
      accountId: account.id,
      displayName: account.display_name,
      grants,
      via: "session",
    },
  };
}

async function closeSession(ctx: Context, secret: string): Promise<void> {
  const row = await deleteSessionBySecret(ctx, hashSecret(secret));
  if (row)
    await ctx.emit(loggedOut, { accountId: row.account_id, sessionId: row.id, at: ctx.now().toISOString() });
}

function tellEnded(ctx: Context, accountId: string, count: number): Promise<void> {
  return ctx.emit(sessionsEnded, { accountId, count, actorId: actorIdOf(ctx), at: ctx.now().toISOString() });
}

function sessionThing(ctx: Context, accountId: string): "own-session" | "session" {
  return actorIdOf(ctx) === accountId ? "own-session" : "session";
}

async function refuseUnknownAccount(ctx: Context, id: string): Promise<void> {
  if (!(await findAccount(ctx, id))) throw identityError("account-unknown", { account: id });
}
