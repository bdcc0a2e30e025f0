/** Loading files: upload, preview, start, the job, its report, what did not fit. */
import { randomUUID } from "node:crypto";
import type { Readable } from "node:stream";
import { encodeRefusals, refusalHeader } from "@dothi/tabular";
import type { Context } from "../../../kernel/context.ts";
import { AppError, kernelError } from "../../../kernel/errors.ts";
import { type Progress, startJob } from "../../../kernel/jobs.ts";
import { decodeCursor, encodeCursor } from "../../../kernel/page.ts";
import { authorise } from "../../../kernel/policy.ts";
import { transaction } from "../../../kernel/postgres.ts";
import { warehouseError } from "../errors.ts";
import { schemaChanges } from "../ingest/columns.ts";
import { loadFile } from "../ingest/load-file.ts";
import { policy } from "../policy.ts";
import { reasonWords } from "../reasons.ts";
import type { Load, NewLoad, QuarantinePage, ReadingAnswers } from "../schema/loads.ts";
import { type DatasetRow, enterColumns, findDatasetRow, showColumns } from "../store/datasets.ts";
import { listQuarantine } from "../store/quarantine.ts";
import { dropTable, versionTable } from "../store/staging.ts";
import {
  findLoadRow,
  findVersionRow,
  insertLoad,
  insertVersion,
  type LoadRow,
  listLoadRows,
  takeVersionNumber,
  updateLoad,
  updateVersion,
} from "../store/versions.ts";
import { afterLoad } from "./after-load.ts";
import { authorOf } from "./people.ts";
import { getKnownDataset } from "./reading.ts";
import { makeCurrent } from "./versions.ts";

export const loadTask = "warehouse.load-file";
/** Largest file taken, bytes. */
export const mostFileBytes = 16 * 1024 ** 3;

/** Stores a file by its content. @throws `kernel.body-too-large`, `warehouse.file-empty` */
export async function uploadFile(
  ctx: Context,
  body: Readable,
  fileName: string,
): Promise<{ fileHash: string; bytes: number; fileName: string }> {
  authorise(ctx, policy, "upload", "file");
  const { hash, bytes } = await ctx.files.put(body, mostFileBytes);
  if (bytes === 0) throw warehouseError("file-empty");
  return { fileHash: hash, bytes, fileName };
}

/**
 * Puts a load into the queue of its dataset: loads of one dataset run one after the other, in the order they came.
 * @throws `warehouse.dataset-live`, `warehouse.key-missing`, `kernel.file-unknown`
 */
export async function startLoad(
  ctx: Context,
  name: string,
  input: NewLoad,
  by: { sourceId?: string } = {},
): Promise<Load> {
  authorise(ctx, policy, "read", "catalogue");
  return transaction(ctx, async (inner) => {
    const load = await enterLoad(inner, name, input, by);
    const { id } = await getKnownDataset(inner, name);
    const jobId = await startJob(inner, loadTask, { loadId: load.id }, { queue: `warehouse-${id}` });
    await updateLoad(inner, load.id, { jobId });
    return { ...load, jobId };
  });
}

/** Enters a load that the caller runs itself with {@link runLoad}. @throws as {@link startLoad} */
export async function enterLoad(
  ctx: Context,
  name: string,
  input: NewLoad,
  by: { sourceId?: string } = {},
): Promise<Load> {
  authorise(ctx, policy, "read", "catalogue");
  const dataset = await getKnownDataset(ctx, name);
  authorise(ctx, policy, "load", "dataset", { agencyCode: dataset.agencyCode });
  if (dataset.kind === "live") throw warehouseError("dataset-live", { dataset: name });
  const mode = input.mode ?? "replace";
  if (mode === "upsert" && dataset.key.length === 0) throw warehouseError("key-missing", { dataset: name });
  const fileBytes = await ctx.files.size(input.fileHash);
  const id = randomUUID();
  await insertLoad(ctx, {
    id,
    datasetId: dataset.id,
    sourceId: by.sourceId ?? null,
    mode,
    fileName: input.fileName,
    fileHash: input.fileHash,
    fileBytes,
    plan: {
      table: input.table ?? null,
      answers: input.answers ?? {},
      types: input.types ?? {},
      draft: input.draft ?? false,
      note: input.note ?? "",
    },
    ...authorOf(ctx),
    createdAt: ctx.now(),
  });
  const row = await findLoadRow(ctx, id);
  if (!row) throw warehouseError("load-unknown");
  return loadView(row);
}

interface Plan {
  readonly table: string | null;
  readonly answers: ReadingAnswers;
  readonly types: Record<string, string>;
  readonly draft: boolean;
  readonly note: string;
}

/** The job. An attempt that died is done again from the start; a finished load is left alone. */
export async function runLoad(
  ctx: Context,
  { loadId }: { loadId: string },
  progress: Progress,
): Promise<{ loadId: string }> {
  authorise(ctx, policy, "load", "dataset");
  const load = await findLoadRow(ctx, loadId);
  if (!load || load.state === "done" || load.state === "unchanged" || load.fileHash === null)
    return { loadId };
  const dataset = await findDatasetRow(ctx, { id: load.datasetId });
  if (!dataset) return { loadId };
  await updateLoad(ctx, loadId, { state: "running", startedAt: ctx.now() });
  try {
    await runOne(ctx, load, dataset, progress);
  } catch (error) {
    const known = error instanceof AppError ? error : kernelError("internal");
    const { code, title, remedy } = known;
    await updateLoad(ctx, loadId, { state: "failed", error: { code, title, remedy }, finishedAt: ctx.now() });
    throw error;
  }
  return { loadId };
}

async function runOne(ctx: Context, load: LoadRow, dataset: DatasetRow, progress: Progress): Promise<void> {
  const plan = load.plan as Plan;
  const number = load.version ?? (await takeVersionNumber(ctx, dataset.id));
  await updateLoad(ctx, load.id, { version: number });
  const current =
    dataset.currentVersion === null
      ? undefined
      : await findVersionRow(ctx, dataset.id, dataset.currentVersion);
  const loaded = await loadFile(
    ctx,
    { dataset, version: number, current },
    {
      id: load.id,
      fileHash: load.fileHash ?? "",
      fileName: load.fileName,
      mode: load.mode,
      table: plan.table,
      answers: plan.answers,
      types: plan.types,
    },
    progress,
  );
  const changes = schemaChanges(current?.columns ?? [], loaded.columns);
  if (current && current.contentHash === loaded.contentHash && changes.length === 0) {
    await dropTable(ctx, versionTable(ctx, dataset.id, number));
    await updateLoad(ctx, load.id, { state: "unchanged", report: loaded.report, finishedAt: ctx.now() });
    return;
  }
  await progress(1, 1, { vi: "Kiểm tra chất lượng", en: "Checking quality" });
  const startedAt = performance.now();
  const checked = await afterLoad(ctx, { dataset, number, loaded, current, draft: plan.draft });
  const seconds = { ...loaded.report.seconds, check: Math.round(performance.now() - startedAt) / 1_000 };
  await transaction(ctx, async (inner) => {
    await insertVersion(inner, {
      datasetId: dataset.id,
      number,
      state: "draft",
      columns: loaded.columns,
      rowCount: loaded.rowCount,
      contentHash: loaded.contentHash,
      parquetHash: loaded.parquet.hash,
      parquetBytes: loaded.parquet.bytes,
      author: load.author,
      authorId: load.authorId,
      source: load.fileName,
      note: plan.note,
      schemaChanges: current ? changes : [],
      loadId: load.id,
      heldBack: checked.heldBack,
      createdAt: ctx.now(),
      profile: checked.profile,
    });
    await enterColumns(inner, dataset.id, columnsOfVersion(dataset, loaded));
    if (!current) await showColumns(inner, dataset.id, loaded.columns);
    await checked.record(inner);
    await updateVersion(inner, dataset.id, number, { qualityScore: checked.score });
    if (!checked.heldBack) await makeCurrent(inner, dataset, number);
    await updateLoad(inner, load.id, {
      state: "done",
      report: { ...loaded.report, seconds },
      finishedAt: ctx.now(),
    });
  });
  ctx.live.publish("warehouse:loads", { dataset: dataset.name, load: load.id, version: number });
}

function columnsOfVersion(dataset: DatasetRow, loaded: Awaited<ReturnType<typeof loadFile>>) {
  return loaded.columns.map((column) => {
    const read = loaded.loadColumns.find(({ name }) => name === column.name);
    const known = dataset.allColumns.find(({ name }) => name === column.name);
    const heading = read?.sourceName || known?.sourceName || column.name;
    return {
      name: column.name,
      type: column.type,
      sourceName: heading,
      label: { vi: heading, en: heading },
      unit: read?.unit ?? known?.unit ?? null,
    };
  });
}

/** @throws `warehouse.load-unknown` also where the dataset is not for the person */
export async function getLoad(ctx: Context, id: string): Promise<Load> {
  authorise(ctx, policy, "read", "load");
  return loadView(await findKnownLoad(ctx, id));
}

async function findKnownLoad(ctx: Context, id: string): Promise<LoadRow> {
  const row = await findLoadRow(ctx, id);
  if (!row) throw warehouseError("load-unknown");
  await getKnownDataset(ctx, row.dataset);
  return row;
}

/** Of one dataset, newest first. */
export async function listLoads(ctx: Context, name: string): Promise<Load[]> {
  authorise(ctx, policy, "read", "load");
  const dataset = await getKnownDataset(ctx, name);
  return (await listLoadRows(ctx, { datasetId: dataset.id, limit: 200 })).map(loadView);
}

function loadView(row: LoadRow): Load {
  return {
    id: row.id,
    dataset: row.dataset,
    state: row.state,
    mode: row.mode,
    fileName: row.fileName,
    fileHash: row.fileHash,
    fileBytes: row.fileBytes,
    sourceId: row.sourceId,
    author: row.author,
    jobId: row.jobId,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    version: row.state === "done" ? row.version : null,
    report: row.report,
    error: row.error,
  };
}

/** Cells and rows of a load that did not fit. They hold what was in the file, so only those who may load see them. */
export async function listLoadQuarantine(
  ctx: Context,
  id: string,
  page: { cursor?: string | undefined; limit?: number | undefined },
): Promise<QuarantinePage> {
  authorise(ctx, policy, "read", "load");
  const load = await quarantinedLoad(ctx, id);
  const limit = page.limit ?? 100;
  const key = page.cursor === undefined ? null : decodeCursor(page.cursor, 2);
  const after = key ? ([Number(key[0]), String(key[1])] as const) : null;
  const { rows, total } = await listQuarantine(
    ctx,
    { datasetId: load.datasetId, loadId: id },
    { after, limit: limit + 1 },
  );
  const last = rows[limit - 1];
  return {
    items: rows.slice(0, limit).map((row) => ({
      rowNumber: Number(row.rowNumber),
      column: row.column || null,
      value: row.value,
      code: row.code,
      reason: reasonWords(row.code),
    })),
    total,
    nextCursor: rows.length > limit && last ? encodeCursor([Number(last.rowNumber), last.column]) : null,
  };
}

async function quarantinedLoad(ctx: Context, id: string): Promise<LoadRow> {
  const load = await findKnownLoad(ctx, id);
  const dataset = await getKnownDataset(ctx, load.dataset);
  authorise(ctx, policy, "load", "dataset", { agencyCode: dataset.agencyCode });
  return load;
}

/** All of it as CSV, in pages. */
export async function* quarantineCsv(ctx: Context, id: string): AsyncGenerator<Uint8Array> {
  authorise(ctx, policy, "read", "load");
  const load = await quarantinedLoad(ctx, id);
  yield refusalHeader();
  let after: readonly [number, string] | null = null;
  for (;;) {
    const { rows }: { rows: Awaited<ReturnType<typeof listQuarantine>>["rows"] } = await listQuarantine(
      ctx,
      { datasetId: load.datasetId, loadId: id },
      { after, limit: 5_000 },
    );
    if (rows.length === 0) return;
    yield encodeRefusals(
      rows.map((row) => ({
        rowNumber: Number(row.rowNumber),
        column: row.column || null,
        value: row.value,
        reason: { code: row.code, ...reasonWords(row.code) },
        raw: row.column ? "" : row.value,
      })),
    );
    const last = rows.at(-1);
    after = last ? [Number(last.rowNumber), last.column] : null;
  }
}
