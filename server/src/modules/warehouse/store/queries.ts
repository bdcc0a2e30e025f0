/** Saved queries and the shared dictionary. */
import { sql } from "kysely";
import type { Grant } from "../../../kernel/actor.ts";
import type { Context } from "../../../kernel/context.ts";
import type { TermInput } from "../schema/use.ts";
import { db } from "./tables.ts";

/** Who a materialisation runs as: its author, with the grants held when it was ordered. */
export interface RunAs {
  readonly accountId: string;
  readonly displayName: string;
  readonly grants: readonly Grant[];
}

export interface SavedQueryRow {
  readonly id: string;
  readonly title: string;
  readonly sql: string;
  readonly chart: Record<string, unknown> | null;
  readonly shared: boolean;
  readonly author: string;
  readonly authorId: string;
  readonly datasetId: number | null;
  readonly dataset: string | null;
  readonly runAs: RunAs | null;
  readonly cron: string | null;
  readonly nextRunAt: Date | null;
  readonly lastRunAt: Date | null;
  readonly updatedAt: Date;
}

function queries(ctx: Context) {
  return db(ctx)
    .selectFrom("saved_query")
    .leftJoin("dataset", "dataset.id", "saved_query.dataset_id")
    .select([
      "saved_query.id",
      "saved_query.title",
      "saved_query.sql",
      "saved_query.chart",
      "saved_query.shared",
      "saved_query.author",
      "saved_query.author_id as authorId",
      "saved_query.dataset_id as datasetId",
      "dataset.name as dataset",
      "saved_query.run_as as runAs",
      "saved_query.cron",
      "saved_query.next_run_at as nextRunAt",
      "saved_query.last_run_at as lastRunAt",
      "saved_query.updated_at as updatedAt",
    ]);
}

export async function listSavedQueries(ctx: Context): Promise<SavedQueryRow[]> {
  return (await queries(ctx)
    .orderBy("saved_query.updated_at", "desc")
    .limit(1_000)
    .execute()) as SavedQueryRow[];
}

export async function findSavedQuery(ctx: Context, id: string): Promise<SavedQueryRow | undefined> {
  return (await queries(ctx).where("saved_query.id", "=", id).executeTakeFirst()) as
    | SavedQueryRow
    | undefined;
}

/** Scheduled ones whose time has come. */
export async function listDueQueries(ctx: Context): Promise<{ id: string }[]> {
  return db(ctx)
    .selectFrom("saved_query")
    .select("id")
    .where("next_run_at", "<=", ctx.now())
    .where("dataset_id", "is not", null)
    .execute();
}

export async function insertSavedQuery(
  ctx: Context,
  row: Pick<SavedQueryRow, "id" | "title" | "sql" | "chart" | "shared" | "author" | "authorId">,
): Promise<void> {
  await db(ctx)
    .insertInto("saved_query")
    .values({
      id: row.id,
      title: row.title,
      sql: row.sql,
      chart: row.chart === null ? null : JSON.stringify(row.chart),
      shared: row.shared,
      author: row.author,
      author_id: row.authorId,
      dataset_id: null,
      run_as: null,
      cron: null,
      next_run_at: null,
      last_run_at: null,
      last_error: null,
      updated_at: ctx.now(),
    })
    .execute();
}

export async function updateSavedQuery(
  ctx: Context,
  id: string,
  change: Partial<
    Pick<
      SavedQueryRow,
      "title" | "sql" | "chart" | "shared" | "datasetId" | "runAs" | "cron" | "nextRunAt" | "lastRunAt"
    >
  >,
): Promise<void> {
  const plain = {
    title: change.title,
    sql: change.sql,
    chart: change.chart === undefined ? undefined : change.chart && JSON.stringify(change.chart),
    shared: change.shared,
    dataset_id: change.datasetId,
    run_as: change.runAs && JSON.stringify(change.runAs),
    cron: change.cron,
    next_run_at: change.nextRunAt,
    last_run_at: change.lastRunAt,
  };
  const set = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined));
  await db(ctx)
    .updateTable("saved_query")
    .set({ ...set, updated_at: ctx.now() })
    .where("id", "=", id)
    .execute();
}

export async function deleteSavedQuery(ctx: Context, id: string): Promise<void> {
  await db(ctx).deleteFrom("saved_query").where("id", "=", id).execute();
}

export interface TermRow {
  readonly code: string;
  readonly label: { vi: string; en: string };
  readonly definition: { vi: string; en: string };
  readonly type: string;
  readonly pattern: string | null;
  readonly goldenDataset: string | null;
  readonly source: string;
}

export async function listTermRows(ctx: Context): Promise<TermRow[]> {
  const rows = await db(ctx).selectFrom("term").selectAll().orderBy("label_vi").execute();
  return rows.map((row) => ({
    code: row.code,
    label: { vi: row.label_vi, en: row.label_en },
    definition: { vi: row.definition_vi, en: row.definition_en },
    type: row.type,
    pattern: row.pattern,
    goldenDataset: row.golden_dataset,
    source: row.source,
  }));
}

/** Enters or changes a term; true when it is new. */
export async function upsertTerm(ctx: Context, input: TermInput): Promise<boolean> {
  const { rows } = await sql<{ fresh: boolean }>`
    insert into warehouse.term (code, label_vi, label_en, definition_vi, definition_en, type, pattern, golden_dataset, source)
    values (${input.code}, ${input.label.vi}, ${input.label.en}, ${input.definition.vi}, ${input.definition.en}, ${input.type},
      ${input.pattern ?? null}, ${input.goldenDataset ?? null}, ${input.source})
    on conflict (code) do update set label_vi = excluded.label_vi, label_en = excluded.label_en, definition_vi = excluded.definition_vi,
      definition_en = excluded.definition_en, type = excluded.type, pattern = excluded.pattern, golden_dataset = excluded.golden_dataset,
      source = excluded.source, updated_at = now()
    returning (xmax = 0) as fresh`.execute(ctx.db);
  return rows[0]?.fresh ?? false;
}
