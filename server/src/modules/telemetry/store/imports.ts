/** Files that were imported, with what became of them. */
import { sql } from "kysely";
import type { Context } from "../../../kernel/context.ts";
import { db } from "./tables.ts";

export interface ImportRow {
  readonly id: string;
  readonly fileHash: string;
  readonly fileName: string;
  readonly fileBytes: number;
  readonly mapping: unknown;
  readonly jobId: string | null;
  readonly state: "queued" | "running" | "done" | "failed";
  readonly rowsRead: number;
  readonly rowsRefused: number;
  readonly observations: number;
  readonly unchanged: number;
  readonly refusedHash: string | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

export interface NewImportRow {
  readonly id: string;
  readonly fileHash: string;
  readonly fileName: string;
  readonly fileBytes: number;
  readonly mapping: unknown;
  readonly mappingHash: string;
  readonly accountId: string | null;
}

/** True if this file with this mapping was not there before. */
export async function insertImport(ctx: Context, row: NewImportRow): Promise<boolean> {
  const inserted = await db(ctx)
    .insertInto("import")
    .values({
      id: row.id,
      file_hash: row.fileHash,
      file_name: row.fileName,
      file_bytes: row.fileBytes,
      mapping: JSON.stringify(row.mapping),
      mapping_hash: row.mappingHash,
      account_id: row.accountId,
      agency_code: null,
      job_id: null,
      state: "queued",
      rows_read: 0,
      rows_refused: 0,
      observations: 0,
      unchanged: 0,
      refused_hash: null,
      finished_at: null,
    })
    .onConflict((c) => c.columns(["file_hash", "mapping_hash"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function updateImport(
  ctx: Context,
  id: string,
  change: Partial<
    Pick<
      ImportRow,
      | "jobId"
      | "state"
      | "rowsRead"
      | "rowsRefused"
      | "observations"
      | "unchanged"
      | "refusedHash"
      | "finishedAt"
    >
  >,
): Promise<void> {
  const columns = {
    jobId: "job_id",
    state: "state",
    rowsRead: "rows_read",
    rowsRefused: "rows_refused",
    observations: "observations",
    unchanged: "unchanged",
    refusedHash: "refused_hash",
    finishedAt: "finished_at",
  } as const;
  const set = Object.fromEntries(
    Object.entries(change).map(([key, value]) => [columns[key as keyof typeof columns], value]),
  );
  await db(ctx).updateTable("import").set(set).where("id", "=", id).execute();
}

const fields = [
  "id",
  "file_hash as fileHash",
  "file_name as fileName",
  "file_bytes as fileBytes",
  "mapping",
  "job_id as jobId",
  "state",
  "rows_read as rowsRead",
  "rows_refused as rowsRefused",
  "observations",
  "unchanged",
  "refused_hash as refusedHash",
  "created_at as createdAt",
  "finished_at as finishedAt",
] as const;

export function findImport(ctx: Context, id: string): Promise<ImportRow | undefined> {
  return db(ctx).selectFrom("import").select(fields).where("id", "=", id).executeTakeFirst();
}

export function findImportByContent(
  ctx: Context,
  fileHash: string,
  mappingHash: string,
): Promise<ImportRow | undefined> {
  return db(ctx)
    .selectFrom("import")
    .select(fields)
    .where("file_hash", "=", fileHash)
    .where("mapping_hash", "=", mappingHash)
    .executeTakeFirst();
}

/** Newest first; `before` = creation time and id of the last row of the page before. */
export function listImports(
  ctx: Context,
  input: { limit: number; before?: readonly [string, string] },
): Promise<ImportRow[]> {
  let query = db(ctx)
    .selectFrom("import")
    .select(fields)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(input.limit);
  if (input.before)
    query = query.where(
      sql<boolean>`(created_at, id) < (${input.before[0]}::timestamptz, ${input.before[1]}::uuid)`,
    );
  return query.execute();
}
