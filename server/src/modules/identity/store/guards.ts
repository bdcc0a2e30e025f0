/** Failed log-ins in a row, kept under the hash of a user name or an address. */
import { sql } from "kysely";
import type { Context } from "../../../kernel/context.ts";
import { type GuardRow, identityTables } from "./tables.ts";

export type GuardKey = Pick<GuardRow, "kind" | "key_hash">;

export function findGuard(ctx: Context, key: GuardKey): Promise<GuardRow | undefined> {
  return identityTables(ctx)
    .selectFrom("login_guard")
    .selectAll()
    .where("kind", "=", key.kind)
    .where("key_hash", "=", key.key_hash)
    .executeTakeFirst();
}

/** Adds one failure and returns the count, from which one is taken for every `forgetSeconds` since the last failure. */
export async function countFailure(
  ctx: Context,
  key: GuardKey,
  at: Date,
  forgetSeconds: number,
): Promise<number> {
  const row = await identityTables(ctx)
    .insertInto("login_guard")
    .values({ ...key, failures: 1, last_failed_at: at, locked_until: null })
    .onConflict((conflict) =>
      conflict.columns(["kind", "key_hash"]).doUpdateSet({
        failures: sql<number>`1 + greatest(0, login_guard.failures
          - floor(extract(epoch from ${at}::timestamptz - login_guard.last_failed_at) / ${forgetSeconds}::float8))::integer`,
        last_failed_at: at,
      }),
    )
    .returning("failures")
    .executeTakeFirstOrThrow();
  return row.failures;
}

/** When each of the keys that are locked at `at` opens again, by the hash in hex. */
export async function listLocks(
  ctx: Context,
  keyHashes: readonly Buffer[],
  at: Date,
): Promise<Map<string, Date>> {
  if (keyHashes.length === 0) return new Map();
  const rows = await identityTables(ctx)
    .selectFrom("login_guard")
    .select(["key_hash", "locked_until"])
    .where("kind", "=", "account")
    .where("key_hash", "in", keyHashes)
    .where("locked_until", ">", at)
    .execute();
  return new Map(
    rows.flatMap((row) => (row.locked_until ? [[row.key_hash.toString("hex"), row.locked_until]] : [])),
  );
}

export async function lockGuard(ctx: Context, key: GuardKey, until: Date): Promise<void> {
  await identityTables(ctx)
    .updateTable("login_guard")
    .set({ locked_until: until })
    .where("kind", "=", key.kind)
    .where("key_hash", "=", key.key_hash)
    .execute();
}

export async function deleteGuard(ctx: Context, key: GuardKey): Promise<void> {
  await identityTables(ctx)
    .deleteFrom("login_guard")
    .where("kind", "=", key.kind)
    .where("key_hash", "=", key.key_hash)
    .execute();
}

export async function deleteOldGuards(ctx: Context, forgetBefore: Date): Promise<number> {
  const result = await identityTables(ctx)
    .deleteFrom("login_guard")
    .where("last_failed_at", "<", forgetBefore)
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}
