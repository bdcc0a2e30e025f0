/** Sessions in PostgreSQL: found by the SHA-256 of their secret, never by the secret. */
import type { Context } from "../../../kernel/context.ts";
import { type AccountRow, identityTables, type SessionRow } from "./tables.ts";

export type SessionOfAccount = SessionRow & Pick<AccountRow, "user_name" | "display_name">;

export async function insertSession(ctx: Context, row: SessionRow): Promise<void> {
  await identityTables(ctx).insertInto("session").values(row).execute();
}

/** The session with its account; nothing when the account is disabled. Says nothing about expiry. */
export function findSession(ctx: Context, secretHash: Buffer): Promise<SessionOfAccount | undefined> {
  return identityTables(ctx)
    .selectFrom("session")
    .innerJoin("account", "account.id", "session.account_id")
    .selectAll("session")
    .select(["account.user_name", "account.display_name"])
    .where("session.secret_hash", "=", secretHash)
    .where("account.disabled_at", "is", null)
    .executeTakeFirst();
}

export async function touchSession(ctx: Context, id: string, at: Date): Promise<void> {
  await identityTables(ctx)
    .updateTable("session")
    .set({ last_used_at: at })
    .where("id", "=", id)
    .where("last_used_at", "<", at)
    .execute();
}

/** Sessions that are not over, newest first. */
export function listSessionRows(
  ctx: Context,
  accountId: string,
  alive: { at: Date; usedSince: Date },
): Promise<SessionRow[]> {
  return identityTables(ctx)
    .selectFrom("session")
    .selectAll()
    .where("account_id", "=", accountId)
    .where("ends_at", ">", alive.at)
    .where("last_used_at", ">", alive.usedSince)
    .orderBy("created_at", "desc")
    .limit(1000)
    .execute();
}

/** Ends one session of an account; returns it if it was there. */
export function deleteSession(ctx: Context, accountId: string, id: string): Promise<SessionRow | undefined> {
  return identityTables(ctx)
    .deleteFrom("session")
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirst();
}

export function deleteSessionBySecret(ctx: Context, secretHash: Buffer): Promise<SessionRow | undefined> {
  return identityTables(ctx)
    .deleteFrom("session")
    .where("secret_hash", "=", secretHash)
    .returningAll()
    .executeTakeFirst();
}

/** Ends an account's sessions, but not the one whose secret hashes to `except`. Returns how many ended. */
export async function deleteSessionsOf(ctx: Context, accountId: string, except?: Buffer): Promise<number> {
  let query = identityTables(ctx).deleteFrom("session").where("account_id", "=", accountId);
  if (except) query = query.where("secret_hash", "!=", except);
  return Number((await query.executeTakeFirst()).numDeletedRows);
}

/** Removes sessions that are over. */
export async function deleteDeadSessions(
  ctx: Context,
  alive: { at: Date; usedSince: Date },
): Promise<number> {
  const result = await identityTables(ctx)
    .deleteFrom("session")
    .where((where) =>
      where.or([where("ends_at", "<=", alive.at), where("last_used_at", "<=", alive.usedSince)]),
    )
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}
