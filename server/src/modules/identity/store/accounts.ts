/** Accounts and their grants in PostgreSQL. */
import type { Context } from "../../../kernel/context.ts";
import { type AccountRow, type GrantRow, identityTables } from "./tables.ts";

/** @returns false when the folded user name is taken */
export async function insertAccount(ctx: Context, row: AccountRow): Promise<boolean> {
  const inserted = await identityTables(ctx)
    .insertInto("account")
    .values(row)
    .onConflict((conflict) => conflict.column("user_name_folded").doNothing())
    .returning("id")
    .executeTakeFirst();
  return inserted !== undefined;
}

export function findAccount(ctx: Context, id: string): Promise<AccountRow | undefined> {
  return identityTables(ctx).selectFrom("account").selectAll().where("id", "=", id).executeTakeFirst();
}

/** Holds the row until the transaction ends, so that two changes of one account follow each other. */
export function lockAccount(ctx: Context, id: string): Promise<AccountRow | undefined> {
  return identityTables(ctx)
    .selectFrom("account")
    .selectAll()
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
}

export function findAccountByName(ctx: Context, folded: string): Promise<AccountRow | undefined> {
  return identityTables(ctx)
    .selectFrom("account")
    .selectAll()
    .where("user_name_folded", "=", folded)
    .executeTakeFirst();
}

export async function updateAccount(
  ctx: Context,
  id: string,
  change: Partial<Omit<AccountRow, "id" | "kind">>,
): Promise<void> {
  if (Object.keys(change).length === 0) return;
  await identityTables(ctx).updateTable("account").set(change).where("id", "=", id).execute();
}

/** In order of the folded user name; `folded` is searched inside names and email. One row more than `limit`. */
export function listAccountRows(
  ctx: Context,
  input: { after: string | undefined; folded: string; limit: number },
): Promise<AccountRow[]> {
  const pattern = `%${input.folded.replace(/[\\%_]/g, "\\$&")}%`;
  let query = identityTables(ctx).selectFrom("account").selectAll();
  if (input.after !== undefined) query = query.where("user_name_folded", ">", input.after);
  if (input.folded !== "")
    query = query.where((where) =>
      where.or([
        where("user_name_folded", "like", pattern),
        where("display_name_folded", "like", pattern),
        where(where.fn<string>("lower", ["email"]), "like", pattern),
      ]),
    );
  return query
    .orderBy("user_name_folded")
    .limit(input.limit + 1)
    .execute();
}

export function listDemoAccountRows(ctx: Context): Promise<AccountRow[]> {
  return identityTables(ctx)
    .selectFrom("account")
    .selectAll()
    .where("demo", "=", true)
    .where("disabled_at", "is", null)
    .orderBy("user_name_folded")
    .execute();
}

/** Grants in force at `at` or later, of the accounts given. */
export async function listGrantRows(
  ctx: Context,
  accountIds: readonly string[],
  at: Date,
): Promise<GrantRow[]> {
  if (accountIds.length === 0) return [];
  return identityTables(ctx)
    .selectFrom("role_grant")
    .selectAll()
    .where("account_id", "in", accountIds)
    .where((where) => where.or([where("valid_to", "is", null), where("valid_to", ">", at)]))
    .orderBy("valid_from")
    .orderBy("role")
    .orderBy("agency_code")
    .execute();
}

export async function insertGrants(ctx: Context, rows: readonly GrantRow[]): Promise<void> {
  if (rows.length > 0)
    await identityTables(ctx)
      .insertInto("role_grant")
      .values([...rows])
      .execute();
}

/** Ends grants now; one that has not begun ends at its own beginning, so that it never was in force. */
export async function endGrants(ctx: Context, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  await identityTables(ctx)
    .updateTable("role_grant")
    .set((eb) => ({ valid_to: eb.fn<Date>("greatest", [eb.val(at), "valid_from"]) }))
    .where("id", "in", ids)
    .execute();
}
