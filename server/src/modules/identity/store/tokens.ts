/** API tokens in PostgreSQL: found by the SHA-256 of their secret, never by the secret. */
import { sql } from "kysely";
import type { Context } from "../../../kernel/context.ts";
import { type AccountRow, identityTables, type TokenRow } from "./tables.ts";

export type TokenOfAccount = TokenRow & Pick<AccountRow, "user_name" | "display_name">;

/** @returns false when a token with this secret is there already */
export async function insertToken(ctx: Context, row: TokenRow): Promise<boolean> {
  const inserted = await identityTables(ctx)
    .insertInto("api_token")
    .values(row)
    .onConflict((conflict) => conflict.column("secret_hash").doNothing())
    .returning("id")
    .executeTakeFirst();
  return inserted !== undefined;
}

function tokensWithAccount(ctx: Context) {
  return identityTables(ctx)
    .selectFrom("api_token")
    .innerJoin("account", "account.id", "api_token.account_id")
    .selectAll("api_token")
    .select(["account.user_name", "account.display_name"]);
}

/** A token that is not revoked, of an account that is not disabled. Says nothing about expiry. */
export function findUsableToken(ctx: Context, secretHash: Buffer): Promise<TokenOfAccount | undefined> {
  return tokensWithAccount(ctx)
    .where("api_token.secret_hash", "=", secretHash)
    .where("api_token.revoked_at", "is", null)
    .where("account.disabled_at", "is", null)
    .executeTakeFirst();
}

export function findToken(ctx: Context, id: string): Promise<TokenOfAccount | undefined> {
  return tokensWithAccount(ctx).where("api_token.id", "=", id).executeTakeFirst();
}

/** Newest first; one row more than `limit`. */
export function listTokenRows(
  ctx: Context,
  input: { accountId: string | undefined; after: { createdAt: Date; id: string } | undefined; limit: number },
): Promise<TokenOfAccount[]> {
  let query = tokensWithAccount(ctx);
  if (input.accountId !== undefined) query = query.where("api_token.account_id", "=", input.accountId);
  if (input.after)
    query = query.where(
      sql<boolean>`(api_token.created_at, api_token.id) < (${input.after.createdAt}::timestamptz, ${input.after.id}::uuid)`,
    );
  return query
    .orderBy("api_token.created_at", "desc")
    .orderBy("api_token.id", "desc")
    .limit(input.limit + 1)
    .execute();
}

export async function touchToken(ctx: Context, id: string, at: Date): Promise<void> {
  await identityTables(ctx)
    .updateTable("api_token")
    .set({ last_used_at: at })
    .where("id", "=", id)
    .where((where) => where.or([where("last_used_at", "is", null), where("last_used_at", "<", at)]))
    .execute();
}

/** @returns false when it was revoked before */
export async function revokeTokenRow(ctx: Context, id: string, at: Date): Promise<boolean> {
  const result = await identityTables(ctx)
    .updateTable("api_token")
    .set({ revoked_at: at })
    .where("id", "=", id)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Moves the end of a token that is not revoked. */
export async function extendToken(ctx: Context, secretHash: Buffer, expiresAt: Date): Promise<void> {
  await identityTables(ctx)
    .updateTable("api_token")
    .set({ expires_at: expiresAt })
    .where("secret_hash", "=", secretHash)
    .where("revoked_at", "is", null)
    .execute();
}

/** Revokes an account's tokens other than the one given. */
export async function revokeOtherTokens(
  ctx: Context,
  accountId: string,
  except: Buffer,
  at: Date,
): Promise<void> {
  await identityTables(ctx)
    .updateTable("api_token")
    .set({ revoked_at: at })
    .where("account_id", "=", accountId)
    .where("secret_hash", "!=", except)
    .where("revoked_at", "is", null)
    .execute();
}
