/** Versions: publishing drafts, going back, comparing, and what is kept. */
import type { Context } from "../../../kernel/context.ts";
import { decodeCursor, encodeCursor } from "../../../kernel/page.ts";
import { authorise } from "../../../kernel/policy.ts";
import { transaction } from "../../../kernel/postgres.ts";
import { warehouseError } from "../errors.ts";
import { versionPublished } from "../events.ts";
import { schemaChanges } from "../ingest/columns.ts";
import { policy } from "../policy.ts";
import { viewOf } from "../protect/view.ts";
import type { Diff, Version } from "../schema/datasets.ts";
import { type DatasetRow, findDatasetRow, showColumns, updateDataset } from "../store/datasets.ts";
import { compareRelations } from "../store/diff.ts";
import { createVersionTable, dropTable, fillVersion, versionTable } from "../store/staging.ts";
import {
  findVersionRow,
  insertVersion,
  isFileUsed,
  listVersionRows,
  takeVersionNumber,
  updateVersion,
  type VersionRow,
  versionProfile,
} from "../store/versions.ts";
import { authorOf } from "./people.ts";
import {
  getKnownDataset,
  logRead,
  maySeeVersion,
  openDataset,
  openReading,
  protectedOf,
  todayOf,
} from "./reading.ts";

export function versionView(dataset: DatasetRow, row: VersionRow): Version {
  return {
    number: row.number,
    state: row.state,
    createdAt: row.createdAt.toISOString(),
    author: row.author,
    source: row.source,
    note: row.note,
    rowCount: row.rowCount,
    contentHash: row.contentHash,
    parquet: row.parquetHash === null ? null : { hash: row.parquetHash, bytes: row.parquetBytes ?? 0 },
    publishedAt: row.publishedAt?.toISOString() ?? null,
    current: dataset.currentVersion === row.number,
    storage: row.storage,
    schemaChanges: row.schemaChanges,
    loadId: row.loadId,
    qualityScore: row.qualityScore,
    heldBack: row.heldBack,
  };
}

/** Newest first; drafts only for the owner. */
export async function listVersions(ctx: Context, name: string): Promise<Version[]> {
  authorise(ctx, policy, "read", "catalogue");
  const dataset = await getKnownDataset(ctx, name);
  const view = viewOf(ctx.actor, protectedOf(dataset), { today: todayOf(ctx) });
  const rows = await listVersionRows(ctx, dataset.id);
  return rows.filter((row) => maySeeVersion(view, dataset, row)).map((row) => versionView(dataset, row));
}

/** Makes a draft the current version. @throws `warehouse.version-not-draft` */
export async function publishVersion(ctx: Context, name: string, number: number): Promise<Version> {
  authorise(ctx, policy, "read", "catalogue");
  const dataset = await getKnownDataset(ctx, name);
  authorise(ctx, policy, "publish", "version", { agencyCode: dataset.agencyCode });
  const version = await draftOf(ctx, dataset, number);
  await transaction(ctx, (inner) => makeCurrent(inner, dataset, version.number));
  return viewAgain(ctx, dataset.id, number);
}

/** In a transaction: the version is what people see from now on, and those who wait for it are told. */
export async function makeCurrent(ctx: Context, dataset: DatasetRow, number: number): Promise<void> {
  const version = await findVersionRow(ctx, dataset.id, number);
  if (version) await showColumns(ctx, dataset.id, version.columns);
  await updateVersion(ctx, dataset.id, number, {
    state: "published",
    publishedAt: ctx.now(),
    publishedBy: authorOf(ctx).author,
    heldBack: null,
  });
  await updateDataset(ctx, dataset.id, { currentVersion: number });
  await ctx.emit(versionPublished, { dataset: dataset.name, version: number, access: dataset.access });
}

/** Throws a draft away; its number is not used again. */
export async function discardVersion(ctx: Context, name: string, number: number): Promise<Version> {
  authorise(ctx, policy, "read", "catalogue");
  const dataset = await getKnownDataset(ctx, name);
  authorise(ctx, policy, "publish", "version", { agencyCode: dataset.agencyCode });
  await draftOf(ctx, dataset, number);
  await updateVersion(ctx, dataset.id, number, { state: "withdrawn" });
  return viewAgain(ctx, dataset.id, number);
}

async function draftOf(ctx: Context, dataset: DatasetRow, number: number): Promise<VersionRow> {
  const version = await findVersionRow(ctx, dataset.id, number);
  if (!version) throw warehouseError("version-unknown", { dataset: dataset.name, version: number });
  if (version.state !== "draft") throw warehouseError("version-not-draft", { version: number });
  return version;
}

async function viewAgain(ctx: Context, datasetId: number, number: number): Promise<Version> {
  const [dataset, row] = await Promise.all([
    findDatasetRow(ctx, { id: datasetId }),
    findVersionRow(ctx, datasetId, number),
  ]);
  if (!dataset || !row)
    throw warehouseError("version-unknown", { dataset: String(datasetId), version: number });
  return versionView(dataset, row);
}

/** An older version becomes the current one again, as a new version: history is never rewritten. */
export async function rollback(
  ctx: Context,
  name: string,
  input: { version: number; note?: string | undefined },
): Promise<Version> {
  authorise(ctx, policy, "read", "catalogue");
  const dataset = await getKnownDataset(ctx, name);
  authorise(ctx, policy, "publish", "version", { agencyCode: dataset.agencyCode });
  const system = { ...ctx, actor: { kind: "system", task: "warehouse.rollback" } as const };
  const { version: old } = await openDataset(system, dataset, { version: input.version });
  if (!old) throw warehouseError("dataset-live", { dataset: name });
  const number = await takeVersionNumber(ctx, dataset.id);
  const table = versionTable(ctx, dataset.id, number);
  await createVersionTable(ctx, table, old.columns);
  await fillVersion(ctx, {
    table,
    columns: old.columns,
    from: versionTable(ctx, dataset.id, old.number),
    order: "_id",
  });
  const current =
    dataset.currentVersion === null
      ? undefined
      : await findVersionRow(ctx, dataset.id, dataset.currentVersion);
  await transaction(ctx, async (inner) => {
    await insertVersion(inner, {
      ...old,
      number,
      state: "draft",
      ...authorOf(ctx),
      source: `v${old.number}`,
      note: input.note ?? "",
      schemaChanges: schemaChanges(current?.columns ?? [], old.columns),
      loadId: null,
      heldBack: null,
      createdAt: ctx.now(),
      profile: await versionProfile(inner, dataset.id, old.number),
    });
    await makeCurrent(inner, dataset, number);
  });
  return viewAgain(ctx, dataset.id, number);
}

/** Rows added, removed and changed between two versions, as the person may see them. */
export async function diffVersions(
  ctx: Context,
  name: string,
  query: { from: number; to: number; limit?: number | undefined; cursor?: string | undefined },
): Promise<Diff> {
  authorise(ctx, policy, "query", "data");
  const from = await openReading(ctx, name, { version: query.from });
  const to = await openDataset(ctx, from.dataset, { version: query.to });
  const limit = query.limit ?? 50;
  const offset = query.cursor === undefined ? 0 : Number(decodeCursor(query.cursor, 1)[0]);
  const both = (column: string) =>
    [from, to].every(({ relation }) => relation.columns.some((one) => one.name === column));
  const key = from.dataset.key.filter(both);
  const usable = key.length === from.dataset.key.length ? key : [];
  const diff = await compareRelations(ctx, {
    from: from.relation,
    to: to.relation,
    key: usable,
    limit,
    offset,
  });
  if (diff === "key-not-unique")
    throw warehouseError("key-not-unique", { key: usable.join(", "), version: `${query.from}/${query.to}` });
  await logRead(ctx, to, "diff", {
    columns: to.relation.columns.map((column) => column.name),
    rows: diff.rows.length,
  });
  const { more, ...rest } = diff;
  return {
    from: query.from,
    to: query.to,
    key: usable,
    ...rest,
    nextCursor: more ? encodeCursor([offset + limit]) : null,
  };
}

/** What the retention rule of each dataset asks for: older versions leave the engine, very old ones lose their file. */
export async function applyRetention(ctx: Context, datasetId: number): Promise<void> {
  authorise(ctx, policy, "read", "catalogue");
  const dataset = await findDatasetRow(ctx, { id: datasetId });
  if (!dataset) return;
  const { keepVersions, keepDays } = dataset.retention;
  const rows = await listVersionRows(ctx, datasetId);
  const kept = new Set(
    rows
      .filter(({ state }) => state === "published")
      .slice(0, keepVersions)
      .map(({ number }) => number),
  );
  for (const row of rows) {
    const isKept = kept.has(row.number) || row.number === dataset.currentVersion || row.state === "draft";
    if (isKept || row.storage === "deleted") continue;
    if (row.storage === "ready") {
      await updateVersion(ctx, datasetId, row.number, { storage: "archived" });
      await dropTable(ctx, versionTable(ctx, datasetId, row.number));
    }
    const age = (ctx.now().getTime() - row.createdAt.getTime()) / 86_400_000;
    if (keepDays !== null && age > keepDays) await deleteFile(ctx, row);
  }
}

async function deleteFile(ctx: Context, row: VersionRow): Promise<void> {
  await updateVersion(ctx, row.datasetId, row.number, { storage: "deleted" });
  if (row.parquetHash && !(await isFileUsed(ctx, row.parquetHash, row)))
    await ctx.files.remove(row.parquetHash);
}
