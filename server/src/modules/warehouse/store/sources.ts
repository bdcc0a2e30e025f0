/** Sources, their runs, and stored connections. */
import { sql } from "kysely";
import type { Context } from "../../../kernel/context.ts";
import type { Bilingual } from "../../../kernel/errors.ts";
import type { ReadingAnswers, SourceConfig } from "../schema/loads.ts";
import { db } from "./tables.ts";

export interface Problem {
  readonly code: string;
  readonly title: Bilingual;
  readonly remedy: Bilingual;
}

export interface SourceRow {
  readonly id: string;
  readonly title: string;
  readonly agencyCode: string;
  readonly datasetId: number | null;
  readonly dataset: string | null;
  readonly kind: "url" | "database" | "ckan" | "dcat";
  readonly config: SourceConfig;
  readonly mode: "replace" | "append" | "upsert";
  readonly answers: ReadingAnswers;
  readonly cron: string | null;
  readonly enabled: boolean;
  readonly memory: Record<string, unknown>;
  readonly runningSince: Date | null;
  readonly lastRunAt: Date | null;
  readonly lastSuccessAt: Date | null;
  readonly nextRunAt: Date | null;
  readonly failuresInRow: number;
  readonly lastError: Problem | null;
  readonly createdAt: Date;
}

function sources(ctx: Context) {
  return db(ctx)
    .selectFrom("source")
    .leftJoin("dataset", "dataset.id", "source.dataset_id")
    .select([
      "source.id",
      "source.title",
      "source.agency_code as agencyCode",
      "source.dataset_id as datasetId",
      "dataset.name as dataset",
      "source.kind",
      "source.config",
      "source.mode",
      "source.answers",
      "source.cron",
      "source.enabled",
      "source.memory",
      "source.running_since as runningSince",
      "source.last_run_at as lastRunAt",
      "source.last_success_at as lastSuccessAt",
      "source.next_run_at as nextRunAt",
      "source.failures_in_row as failuresInRow",
      "source.last_error as lastError",
      "source.created_at as createdAt",
    ]);
}

export async function listSourceRows(ctx: Context): Promise<SourceRow[]> {
  return (await sources(ctx).orderBy("source.title").limit(2_000).execute()) as SourceRow[];
}

export async function findSourceRow(ctx: Context, id: string): Promise<SourceRow | undefined> {
  return (await sources(ctx).where("source.id", "=", id).executeTakeFirst()) as SourceRow | undefined;
}

/** Ids of those whose time has come. */
export async function listDueSources(ctx: Context): Promise<string[]> {
  const rows = await db(ctx)
    .selectFrom("source")
    .select("id")
    .where("enabled", "=", true)
    .where("next_run_at", "<=", ctx.now())
    .execute();
  return rows.map(({ id }) => id);
}

export async function insertSource(
  ctx: Context,
  row: Pick<
    SourceRow,
    | "id"
    | "title"
    | "agencyCode"
    | "datasetId"
    | "kind"
    | "config"
    | "mode"
    | "answers"
    | "cron"
    | "nextRunAt"
  >,
): Promise<void> {
  await db(ctx)
    .insertInto("source")
    .values({
      id: row.id,
      title: row.title,
      agency_code: row.agencyCode,
      dataset_id: row.datasetId,
      kind: row.kind,
      config: JSON.stringify(row.config),
      connection_id: row.config.kind === "database" ? row.config.connectionId : null,
      mode: row.mode,
      answers: JSON.stringify(row.answers),
      cron: row.cron,
      enabled: true,
      memory: "{}",
      running_since: null,
      last_run_at: null,
      last_success_at: null,
      next_run_at: row.nextRunAt,
      failures_in_row: 0,
      last_error: null,
    })
    .execute();
}

export async function updateSource(
  ctx: Context,
  id: string,
  change: Partial<
    Pick<
      SourceRow,
      | "title"
      | "config"
      | "mode"
      | "cron"
      | "enabled"
      | "memory"
      | "runningSince"
      | "lastRunAt"
      | "lastSuccessAt"
      | "nextRunAt"
      | "failuresInRow"
      | "lastError"
    >
  >,
): Promise<void> {
  const json = (value: unknown) =>
    value === undefined ? undefined : value === null ? null : JSON.stringify(value);
  const plain = {
    title: change.title,
    config: json(change.config),
    connection_id:
      change.config === undefined
        ? undefined
        : change.config.kind === "database"
          ? change.config.connectionId
          : null,
    mode: change.mode,
    cron: change.cron,
    enabled: change.enabled,
    memory: json(change.memory),
    running_since: change.runningSince,
    last_run_at: change.lastRunAt,
    last_success_at: change.lastSuccessAt,
    next_run_at: change.nextRunAt,
    failures_in_row: change.failuresInRow,
    last_error: json(change.lastError),
  };
  const set = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined));
  if (Object.keys(set).length > 0)
    await db(ctx).updateTable("source").set(set).where("id", "=", id).execute();
}

/** Takes the right to run a source; false while another run holds it. A run that died frees it after six hours. */
export async function takeSource(ctx: Context, id: string): Promise<boolean> {
  const { rows } = await sql`
    update warehouse.source set running_since = ${ctx.now()}
    where id = ${id} and (running_since is null or running_since < ${new Date(ctx.now().getTime() - 6 * 3_600_000)}) returning id`.execute(
    ctx.db,
  );
  return rows.length > 0;
}

export async function deleteSource(ctx: Context, id: string): Promise<void> {
  await db(ctx).deleteFrom("source").where("id", "=", id).execute();
}

export interface RunRow {
  readonly id: string;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly outcome: "running" | "loaded" | "unchanged" | "failed" | "harvested";
  readonly loadId: string | null;
  readonly counts: Record<string, number>;
  readonly message: Bilingual | null;
  readonly error: Problem | null;
}

export async function listRunRows(ctx: Context, sourceId: string): Promise<RunRow[]> {
  const rows = await db(ctx)
    .selectFrom("source_run")
    .select([
      "id",
      "started_at as startedAt",
      "finished_at as finishedAt",
      "outcome",
      "load_id as loadId",
      "counts",
      "message",
      "error",
    ])
    .where("source_id", "=", sourceId)
    .orderBy("started_at", "desc")
    .limit(100)
    .execute();
  return rows as RunRow[];
}

export async function insertRun(ctx: Context, id: string, sourceId: string): Promise<void> {
  await db(ctx)
    .insertInto("source_run")
    .values({
      id,
      source_id: sourceId,
      started_at: ctx.now(),
      finished_at: null,
      outcome: "running",
      load_id: null,
      counts: "{}",
      message: null,
      error: null,
    })
    .execute();
}

export async function finishRun(
  ctx: Context,
  id: string,
  end: Pick<RunRow, "outcome" | "loadId" | "counts" | "message" | "error">,
): Promise<void> {
  await db(ctx)
    .updateTable("source_run")
    .set({
      finished_at: ctx.now(),
      outcome: end.outcome,
      load_id: end.loadId,
      counts: JSON.stringify(end.counts),
      message: end.message && JSON.stringify(end.message),
      error: end.error && JSON.stringify(end.error),
    })
    .where("id", "=", id)
    .execute();
}

/** What a harvest made of an entry before. */
export async function findHarvested(
  ctx: Context,
  sourceId: string,
  remoteId: string,
): Promise<{ datasetId: number; remoteModified: string | null } | undefined> {
  return db(ctx)
    .selectFrom("harvested")
    .select(["dataset_id as datasetId", "remote_modified as remoteModified"])
    .where("source_id", "=", sourceId)
    .where("remote_id", "=", remoteId)
    .executeTakeFirst();
}

export async function upsertHarvested(
  ctx: Context,
  row: { sourceId: string; remoteId: string; datasetId: number; remoteModified: string | null },
): Promise<void> {
  await db(ctx)
    .insertInto("harvested")
    .values({
      source_id: row.sourceId,
      remote_id: row.remoteId,
      dataset_id: row.datasetId,
      remote_modified: row.remoteModified,
      seen_at: ctx.now(),
    })
    .onConflict((c) =>
      c
        .columns(["source_id", "remote_id"])
        .doUpdateSet({ remote_modified: row.remoteModified, seen_at: ctx.now() }),
    )
    .execute();
}

export interface ConnectionRow {
  readonly id: string;
  readonly title: string;
  readonly agencyCode: string;
  readonly engine: "postgresql" | "mysql";
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly secret: Buffer;
  readonly tls: "require" | "prefer" | "off";
  readonly usedBy: number;
}

export async function listConnectionRows(ctx: Context): Promise<ConnectionRow[]> {
  const rows = await db(ctx)
    .selectFrom("connection")
    .select((e) => [
      "id",
      "title",
      "agency_code as agencyCode",
      "engine",
      "host",
      "port",
      "database",
      "user_name as user",
      "secret",
      "tls",
      e
        .selectFrom("source")
        .select((s) => s.fn.countAll().as("n"))
        .whereRef("source.connection_id", "=", "connection.id")
        .as("usedBy"),
    ])
    .orderBy("title")
    .execute();
  return rows.map((row) => ({ ...row, usedBy: Number(row.usedBy ?? 0) }));
}

export async function insertConnection(ctx: Context, row: Omit<ConnectionRow, "usedBy">): Promise<void> {
  await db(ctx)
    .insertInto("connection")
    .values({
      id: row.id,
      title: row.title,
      agency_code: row.agencyCode,
      engine: row.engine,
      host: row.host,
      port: row.port,
      database: row.database,
      user_name: row.user,
      secret: row.secret,
      tls: row.tls,
    })
    .execute();
}

export async function deleteConnection(ctx: Context, id: string): Promise<void> {
  await db(ctx).deleteFrom("connection").where("id", "=", id).execute();
}
