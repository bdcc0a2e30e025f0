/** API tokens: secrets for programs, always with an end, shown once. */
import { randomUUID } from "node:crypto";
import { nfc } from "@dothi/vietnam";
import type { Context } from "../../../kernel/context.ts";
import { kernelError } from "../../../kernel/errors.ts";
import { decodeCursor, type Page, pageOf } from "../../../kernel/page.ts";
import { authorise } from "../../../kernel/policy.ts";
import { transaction } from "../../../kernel/postgres.ts";
import { identityError } from "../errors.ts";
import { tokenCreated, tokenRevoked } from "../events.ts";
import { identityPolicy } from "../policy.ts";
import type { NewTokenAnswer, NewTokenBody, TokenAnswer, TokensQuery } from "../schema.ts";
import type { TokenRow } from "../store/tables.ts";
import {
  findToken,
  insertToken,
  listTokenRows,
  revokeTokenRow,
  type TokenOfAccount,
} from "../store/tokens.ts";
import { actorIdOf } from "./grants.ts";
import { runtime } from "./runtime.ts";
import { hashSecret, newSecret } from "./secrets.ts";

export const tokenDays = 366;
const tokenStart = "dothi_";

/** One's own tokens, newest first; `all` = everybody's. */
export async function listTokens(ctx: Context, query: TokensQuery): Promise<Page<TokenAnswer>> {
  authorise(ctx, identityPolicy, "list", query.all ? "token" : "own-token");
  const limit = query.limit ?? 50;
  const accountId = query.all ? undefined : ownId(ctx);
  const after = query.cursor === undefined ? undefined : placeOfCursor(query.cursor);
  const rows = await listTokenRows(ctx, { accountId, after, limit });
  const page = pageOf(rows, limit, (row) => [row.created_at.getTime(), row.id]);
  return { items: page.items.map(answerOf), nextCursor: page.nextCursor };
}

/**
 * Makes a token for one's own account. A token cannot make one that may do more than itself.
 * @throws `identity.token-lifetime`, `identity.scopes-too-wide`
 */
export async function createToken(ctx: Context, input: NewTokenBody): Promise<NewTokenAnswer> {
  authorise(ctx, identityPolicy, "create", "own-token");
  refuseWiderScopes(ctx, input.scopes);
  return issueToken(ctx, ownId(ctx), { ...input, expiresAt: new Date(input.expiresAt) });
}

/** Revokes a token, effective at once here and within seconds in other processes; twice does nothing. @throws `identity.token-unknown` */
export async function revokeToken(ctx: Context, id: string): Promise<void> {
  const row = await findToken(ctx, id);
  const own = row?.account_id === actorIdOf(ctx);
  authorise(ctx, identityPolicy, "revoke", own || !row ? "own-token" : "token");
  if (!row) throw identityError("token-unknown", { token: id });
  const at = ctx.now();
  await transaction(ctx, async (inner) => {
    if (!(await revokeTokenRow(inner, id, at))) return;
    await inner.emit(tokenRevoked, {
      tokenId: id,
      accountId: row.account_id,
      actorId: actorIdOf(ctx),
      at: at.toISOString(),
    });
  });
  runtime.of(ctx).known.forgetAccount(row.account_id);
}

/** Makes a token for any account, for the program itself; the caller has asked the policy. @throws `identity.token-lifetime` */
export async function issueToken(
  ctx: Context,
  accountId: string,
  input: { name: string; scopes: readonly string[]; expiresAt: Date },
): Promise<NewTokenAnswer> {
  const at = ctx.now();
  const latest = new Date(at.getTime() + tokenDays * 86_400_000);
  if (!(input.expiresAt > at && input.expiresAt <= latest))
    throw identityError("token-lifetime", { days: tokenDays });
  const token = tokenStart + newSecret();
  const row: TokenRow = {
    id: randomUUID(),
    secret_hash: hashSecret(token),
    prefix: token.slice(0, tokenStart.length + 6),
    account_id: accountId,
    name: nfc(input.name).trim(),
    scopes: [...input.scopes],
    created_at: at,
    created_by: actorIdOf(ctx),
    expires_at: input.expiresAt,
    last_used_at: null,
    revoked_at: null,
  };
  return transaction(ctx, async (inner) => {
    await insertToken(inner, row);
    await tellCreated(inner, row);
    const made = await findToken(inner, row.id);
    if (!made) throw identityError("token-unknown", { token: row.id });
    return { ...answerOf(made), token };
  });
}

/** The event of a token that was just written. */
export function tellCreated(ctx: Context, row: TokenRow): Promise<void> {
  return ctx.emit(tokenCreated, {
    tokenId: row.id,
    accountId: row.account_id,
    name: row.name,
    scopes: row.scopes,
    expiresAt: row.expires_at.toISOString(),
    actorId: actorIdOf(ctx),
    at: row.created_at.toISOString(),
  });
}

function refuseWiderScopes(ctx: Context, wanted: readonly string[]): void {
  const held = ctx.actor.kind === "account" ? ctx.actor.scopes : undefined;
  if (held === undefined) return;
  const isHeld = (scope: string) => held.includes(scope) || held.includes(`${scope.split(":")[0]}:*`);
  const wider = wanted.find((scope) => !isHeld(scope));
  if (wider !== undefined) throw identityError("scopes-too-wide", { scope: wider });
}

function ownId(ctx: Context): string {
  const id = actorIdOf(ctx);
  if (id === null) throw kernelError("login-required");
  return id;
}

function placeOfCursor(cursor: string): { createdAt: Date; id: string } {
  const [time, id] = decodeCursor(cursor, 2);
  const createdAt = new Date(Number(time));
  if (Number.isNaN(createdAt.getTime()) || typeof id !== "string" || !/^[0-9a-f-]{36}$/.test(id))
    throw kernelError("cursor-invalid", { cursor });
  return { createdAt, id };
}

function answerOf(row: TokenOfAccount): TokenAnswer {
  return {
    id: row.id,
    accountId: row.account_id,
    accountName: row.display_name,
    name: row.name,
    prefix: row.prefix,
    scopes: row.scopes,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
  };
}
