/**
 * Who a secret belongs to. This is what permission rests on, so no policy is asked here; it runs on every
 * request and answers from memory for a few seconds.
 */

import type { Actor } from "../../../kernel/actor.ts";
import type { Context } from "../../../kernel/context.ts";
import { identityError } from "../errors.ts";
import { findSession, touchSession } from "../store/sessions.ts";
import { findUsableToken, touchToken } from "../store/tokens.ts";
import { currentGrants } from "./grants.ts";
import { type Known, runtime } from "./runtime.ts";
import { hashSecret } from "./secrets.ts";

const touchMs = 60_000;

/** The actor of a session that is alive, or nothing: a session that is over makes a visitor, not an error. */
export async function findSessionActor(ctx: Context, secret: string): Promise<Actor | undefined> {
  const hash = hashSecret(secret);
  const nowMs = ctx.now().getTime();
  const known = await runtime.of(ctx).known.get(sessionKey(hash), nowMs, () => loadSession(ctx, hash));
  if (!known || known.endsAtMs <= nowMs || known.lastUsedAtMs <= nowMs - idleMs(ctx)) return undefined;
  await touch(ctx, known, () => touchSession(ctx, known.id, new Date(nowMs)));
  return known.actor;
}

/** @throws `identity.token-invalid` for a token that is unknown, over, revoked, or of a disabled account */
export async function getTokenActor(ctx: Context, token: string): Promise<Actor> {
  const hash = hashSecret(token);
  const nowMs = ctx.now().getTime();
  const known = await runtime
    .of(ctx)
    .known.get(`token ${hash.toString("hex")}`, nowMs, () => loadToken(ctx, hash));
  if (!known || known.endsAtMs <= nowMs) throw identityError("token-invalid");
  await touch(ctx, known, () => touchToken(ctx, known.id, new Date(nowMs)));
  return known.actor;
}

/** A session is over when it was last used at or before this instant. */
export function idleLimit(ctx: Context): Date {
  return new Date(ctx.now().getTime() - idleMs(ctx));
}

/** The key under which a session is remembered in memory. */
export function sessionKey(secretHash: Buffer): string {
  return `session ${secretHash.toString("hex")}`;
}

function idleMs(ctx: Context): number {
  return ctx.config.SESSION_HOURS * 3_600_000;
}

/** Writes the last use at most once a minute; a write that fails does not stop the request. */
async function touch(ctx: Context, known: Known, write: () => Promise<void>): Promise<void> {
  const nowMs = ctx.now().getTime();
  if (nowMs - known.lastUsedAtMs < touchMs) return;
  known.lastUsedAtMs = nowMs;
  await write().catch((error) =>
    ctx.log.debug({ err: error }, "the last use of a session or token was not written"),
  );
}

async function loadSession(ctx: Context, hash: Buffer): Promise<Known | undefined> {
  const row = await findSession(ctx, hash);
  if (!row) return undefined;
  const actor: Actor = {
    kind: "account",
    accountId: row.account_id,
    displayName: row.display_name,
    grants: await currentGrants(ctx, row.account_id),
    via: "session",
  };
  const [endsAtMs, lastUsedAtMs] = [row.ends_at.getTime(), row.last_used_at.getTime()];
  return { id: row.id, accountId: row.account_id, actor, endsAtMs, lastUsedAtMs };
}

async function loadToken(ctx: Context, hash: Buffer): Promise<Known | undefined> {
  const row = await findUsableToken(ctx, hash);
  if (!row) return undefined;
  const actor: Actor = {
    kind: "account",
    accountId: row.account_id,
    displayName: row.display_name,
    grants: await currentGrants(ctx, row.account_id),
    via: "token",
    ...(row.scopes.includes("*") ? {} : { scopes: row.scopes }),
  };
  const lastUsedAtMs = row.last_used_at?.getTime() ?? 0;
  return { id: row.id, accountId: row.account_id, actor, endsAtMs: row.expires_at.getTime(), lastUsedAtMs };
}
