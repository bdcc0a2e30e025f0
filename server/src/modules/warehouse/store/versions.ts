/** Versions of datasets, and the loads that made them. */
import { sql } from "kysely";
import type { Context } from "../../../kernel/context.ts";
import type { Bilingual } from "../../../kernel/errors.ts";
import type { Profile, SchemaChange } from "../schema/datasets.ts";
import type { LoadReport } from "../schema/loads.ts";
import type { StoredColumn } from "./staging.ts";
import { db } from "./tables.ts";

export interface VersionRow {
  readonly datasetId: number;
  readonly number: number;
  readonly state: "draft" | "published" | "withdrawn";
  readonly storage: "ready" | "archived" | "deleted";
  readonly columns: readonly StoredColumn[];
  readonly rowCount: number;
  readonly contentHash: string;
  readonly parquetHash: string | null;
  readonly parquetBytes: number | null;
  readonly author: string;
  readonly authorId: string | null;
  readonly source: string;
  readonly note: string;
  readonly schemaChanges: readonly SchemaChange[];
  readonly loadId: string | null;
  readonly qualityScore: number | null;
  readonly heldBack: Bilingual | null;
  readonly createdAt: Date;
  readonly publishedAt: Date | null;
  readonly publishedBy: string | null;
}

const versionColumns = [
  "dataset_id as datasetId",
  "number",
  "state",
  "storage",
  "columns",
  "row_count as rowCount",
  "content_hash as contentHash",
  "parquet_hash as parquetHash",
  "parquet_bytes as parquetBytes",
  "author",
  "author_id as authorId",
  "source",
  "note",
  "schema_changes as schemaChanges",
  "load_id as loadId",
  "quality_score as qualityScore",
  "held_back as heldBack",
  "created_at as createdAt",
  "published_at as publishedAt",
  "published_by as publishedBy",
] as const;

/** Newest first. */
export async function listVersionRows(ctx: Context, datasetId: number): Promise<VersionRow[]> {
  const rows = await db(ctx)
    .selectFrom("version")
    .select(versionColumns)
    .where("dataset_id", "=", datasetId)
    .orderBy("number", "desc")
    .limit(2000)
    .execute();
  return rows as unknown as VersionRow[];
}

export async function findVersionRow(
  ctx: Context,
  datasetId: number,
  number: number,
): Promise<VersionRow | undefined> {
  const row = await db(ctx)
    .selectFrom("version")
    .select(versionColumns)
    .where("dataset_id", "=", datasetId)
    .where("number", "=", number)
    .executeTakeFirst();
  return row as unknown as VersionRow | undefined;
}

/** The current version of every dataset. */
export async function listCurrentVersions(ctx: Context): Promise<VersionRow[]> {
  const rows = await db(ctx)
    .selectFrom("version")
    .innerJoin("dataset", (join) =>
      join
        .onRef("dataset.id", "=", "version.dataset_id")
        .onRef("dataset.current_version", "=", "version.number"),
    )
    .select(versionColumns.map((one) => `version.${one}` as never))
    .execute();
  return rows as unknown as VersionRow[];
}

/** Numbers of versions that wait as drafts, by dataset. */
export async function listDrafts(ctx: Context): Promise<{ datasetId: number; number: number }[]> {
  return db(ctx)
    .selectFrom("version")
    .select(["dataset_id as datasetId", "number"])
    .where("state", "=", "draft")
    .execute();
}

/** Takes the next number of a dataset; numbers are never used twice. */
export async function takeVersionNumber(ctx: Context, datasetId: number): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    update warehouse.dataset set next_version = next_version + 1 where id = ${datasetId} returning next_version - 1 as number`.execute(
    ctx.db,
  );
  const number = rows[0]?.number;
  if (number === undefined) throw new Error(`no dataset ${datasetId}`);
  return number;
}

export async function insertVersion(
  ctx: Context,
  row: Omit<VersionRow, "publishedAt" | "publishedBy" | "qualityScore" | "storage"> & {
    profile: Profile | null;
  },
): Promise<void> {
  await db(ctx)
    .insertInto("version")
    .values({
      dataset_id: row.datasetId,
      number: row.number,
      state: row.state,
      storage: "ready",
      columns: JSON.stringify(row.columns),
      row_count: row.rowCount,
      content_hash: row.contentHash,
      parquet_hash: row.parquetHash,
      parquet_bytes: row.parquetBytes,
      author: row.author,
      author_id: row.authorId,
      source: row.source,
      note: row.note,
      schema_changes: JSON.stringify(row.schemaChanges),
      load_id: row.loadId,
      quality_score: null,
      held_back: row.heldBack === null ? null : JSON.stringify(row.heldBack),
      profile: row.profile === null ? null : JSON.stringify(row.profile),
      created_at: row.createdAt,
      published_at: null,
      published_by: null,
    })
    .execute();
}

export async function updateVersion(
  ctx: Context,
  datasetId: number,
  number: number,
  change: Partial<
    Pick<
      VersionRow,
      | "state"
      | "storage"
      | "publishedAt"
      | "publishedBy"
      | "qualityScore"
      | "heldBack"
      | "parquetHash"
      | "parquetBytes"
    >
  >,
): Promise<void> {
  const plain = {
    state: change.state,
    storage: change.storage,
    published_at: change.publishedAt,
    published_by: change.publishedBy,
    quality_score: change.qualityScore,
    held_back: change.heldBack === undefined ? undefined : change.heldBack && JSON.stringify(change.heldBack),
    parquet_hash: change.parquetHash,
    parquet_bytes: change.parquetBytes,
  };
  const set = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined));
  await db(ctx)
    .updateTable("version")
    .set(set)
    .where("dataset_id", "=", datasetId)
    .where("number", "=", number)
    .execute();
}

export async function versionProfile(
  ctx: Context,
  datasetId: number,
  number: number,
): Promise<Profile | null> {
  const row = await db(ctx)
    .selectFrom("version")
    .select("profile")
    .where("dataset_id", "=", datasetId)
    .where("number", "=", number)
    .executeTakeFirst();
  return (row?.profile as Profile | null | undefined) ?? null;
}

/** Is a file named by any version or load but this version? */
export async function isFileUsed(
  ctx: Context,
  hash: string,
  but: { datasetId: number; number: number },
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from warehouse.version where parquet_hash = ${hash} and not (dataset_id = ${but.datasetId} and number = ${but.number}) and storage <> 'deleted'
    union all select 1 from warehouse.load where file_hash = ${hash} limit 1`.execute(ctx.db);
  return rows.length > 0;
}

export interface LoadRow {
  readonly id: string;
  readonly datasetId: number;
  readonly dataset: string;
  readonly sourceId: string | null;
  readonly state: "queued" | "running" | "done" | "unchanged" | "failed";
  readonly mode: "replace" | "append" | "upsert";
  readonly fileName: string;
  readonly fileHash: string | null;
  readonly fileBytes: number | null;
  readonly plan: unknown;
  readonly author: string;
  readonly authorId: string | null;
  readonly jobId: string | null;
  readonly version: number | null;
  readonly report: LoadReport | null;
  readonly error: { code: string; title: Bilingual; remedy: Bilingual } | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

const loadColumns = [
  "load.id",
  "load.dataset_id as datasetId",
  "dataset.name as dataset",
  "load.source_id as sourceId",
  "load.state",
  "load.mode",
  "load.file_name as fileName",
  "load.file_hash as fileHash",
  "load.file_bytes as fileBytes",
  "load.plan",
  "load.author",
  "load.author_id as authorId",
  "load.job_id as jobId",
  "load.version",
  "load.report",
  "load.error",
  "load.created_at as createdAt",
  "load.started_at as startedAt",
  "load.finished_at as finishedAt",
] as const;

function loads(ctx: Context) {
  return db(ctx).selectFrom("load").innerJoin("dataset", "dataset.id", "load.dataset_id").select(loadColumns);
}

export async function findLoadRow(ctx: Context, id: string): Promise<LoadRow | undefined> {
  return (await loads(ctx).where("load.id", "=", id).executeTakeFirst()) as LoadRow | undefined;
}

/** Newest first; of one dataset or of all. */
export async function listLoadRows(
  ctx: Context,
  input: { datasetId?: number; limit: number },
): Promise<LoadRow[]> {
  let query = loads(ctx).orderBy("load.created_at", "desc").limit(input.limit);
  if (input.datasetId !== undefined) query = query.where("load.dataset_id", "=", input.datasetId);
  return (await query.execute()) as LoadRow[];
}

export async function insertLoad(
  ctx: Context,
  row: Omit<
    LoadRow,
    "dataset" | "report" | "error" | "startedAt" | "finishedAt" | "version" | "jobId" | "state"
  >,
): Promise<void> {
  await db(ctx)
    .insertInto("load")
    .values({
      id: row.id,
      dataset_id: row.datasetId,
      source_id: row.sourceId,
      state: "queued",
      mode: row.mode,
      file_name: row.fileName,
      file_hash: row.fileHash,
      file_bytes: row.fileBytes,
      plan: JSON.stringify(row.plan),
      author: row.author,
      author_id: row.authorId,
      job_id: null,
      version: null,
      report: null,
      error: null,
      created_at: row.createdAt,
      started_at: null,
      finished_at: null,
    })
    .execute();
}

export async function updateLoad(
  ctx: Context,
  id: string,
  change: Partial<
    Pick<LoadRow, "state" | "jobId" | "version" | "report" | "error" | "startedAt" | "finishedAt">
  >,
): Promise<void> {
  const plain = {
    state: change.state,
    job_id: change.jobId,
    version: change.version,
    report: change.report && JSON.stringify(change.report),
    error: change.error && JSON.stringify(change.error),
    started_at: change.startedAt,
    finished_at: change.finishedAt,
  };
  const set = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined));
  await db(ctx).updateTable("load").set(set).where("id", "=", id).execute();
}
