/** Sources: what comes in by itself, on a schedule, and what became of each run. */
import { randomUUID } from "node:crypto";
import type { Context } from "../../../kernel/context.ts";
import { AppError, kernelError } from "../../../kernel/errors.ts";
import { startJob } from "../../../kernel/jobs.ts";
import { authorise, may } from "../../../kernel/policy.ts";
import { transaction } from "../../../kernel/postgres.ts";
import { listCkan } from "../connectors/ckan.ts";
import { queryToFile } from "../connectors/database.ts";
import { listDcat } from "../connectors/dcat.ts";
import { lagMinutes, nextRun } from "../connectors/schedule.ts";
import { fetchUrl } from "../connectors/url.ts";
import { warehouseError } from "../errors.ts";
import { policy } from "../policy.ts";
import type { NewSource, Source, SourceChange, SourceRun } from "../schema/loads.ts";
import { warehouseState } from "../state.ts";
import { findDatasetRow } from "../store/datasets.ts";
import * as store from "../store/sources.ts";
import { getConnectionRow, openConnection } from "./connections.ts";
import { harvest } from "./harvest.ts";
import { startLoad } from "./loads.ts";
import { agencyNames, checkAgency } from "./people.ts";
import { getKnownDataset } from "./reading.ts";

export const sourceTask = "warehouse.run-source";
export const dueTask = "warehouse.start-due";

export async function listSources(ctx: Context): Promise<Source[]> {
  authorise(ctx, policy, "read", "source");
  const [rows, names] = await Promise.all([store.listSourceRows(ctx), agencyNames(ctx)]);
  return rows.map((row) => viewOf(ctx, row, names));
}

/** What a source asks for may hold a secret address or a query: only those who keep it see it. */
function viewOf(ctx: Context, row: store.SourceRow, names: Awaited<ReturnType<typeof agencyNames>>): Source {
  const mayKeep = may(ctx.actor, policy, "keep", "source", { agencyCode: row.agencyCode });
  return {
    id: row.id,
    title: row.title,
    agency: {
      code: row.agencyCode,
      name: names.get(row.agencyCode) ?? { vi: row.agencyCode, en: row.agencyCode },
    },
    dataset: row.dataset,
    kind: row.kind,
    config: mayKeep ? row.config : null,
    mode: row.mode,
    cron: row.cron,
    enabled: row.enabled,
    state: stateOf(row),
    lastRunAt: row.lastRunAt?.toISOString() ?? null,
    lastSuccessAt: row.lastSuccessAt?.toISOString() ?? null,
    nextRunAt: row.enabled ? (row.nextRunAt?.toISOString() ?? null) : null,
    lagMinutes: row.enabled ? lagMinutes(row.cron, row.lastSuccessAt ?? row.createdAt, ctx.now()) : null,
    failuresInRow: row.failuresInRow,
    lastError: row.lastError,
  };
}

function stateOf(row: store.SourceRow): Source["state"] {
  if (row.runningSince) return "running";
  if (!row.enabled) return "paused";
  if (!row.lastRunAt) return "never-run";
  return row.failuresInRow > 0 ? "failed" : "ok";
}

/** @throws `warehouse.source-incomplete`, `warehouse.source-schedule-invalid` */
export async function addSource(ctx: Context, input: NewSource): Promise<Source> {
  authorise(ctx, policy, "keep", "source", { agencyCode: input.agencyCode });
  await checkAgency(ctx, input.agencyCode);
  const needsDataset = input.config.kind === "url" || input.config.kind === "database";
  if (needsDataset !== (input.dataset !== undefined))
    throw warehouseError(
      "source-incomplete",
      needsDataset
        ? { reason: "chưa chọn bộ dữ liệu", reasonEn: "no dataset is named" }
        : { reason: "thu thập danh mục tự tạo bộ dữ liệu", reasonEn: "a harvest makes its own datasets" },
    );
  const dataset = input.dataset === undefined ? undefined : await getKnownDataset(ctx, input.dataset);
  if (dataset) authorise(ctx, policy, "load", "dataset", { agencyCode: dataset.agencyCode });
  if (input.config.kind === "database") await getConnectionRow(ctx, input.config.connectionId);
  const cron = input.cron ?? null;
  const id = randomUUID();
  await store.insertSource(ctx, {
    id,
    title: input.title,
    agencyCode: input.agencyCode,
    datasetId: dataset?.id ?? null,
    kind: input.config.kind,
    config: input.config,
    mode: input.mode ?? "replace",
    answers: input.answers ?? {},
    cron,
    nextRunAt: cron === null ? null : nextRun(cron, ctx.now()),
  });
  return getSource(ctx, id);
}

async function getSource(ctx: Context, id: string): Promise<Source> {
  return viewOf(ctx, await getRow(ctx, id), await agencyNames(ctx));
}

async function getRow(ctx: Context, id: string): Promise<store.SourceRow> {
  const row = await store.findSourceRow(ctx, id);
  if (!row) throw warehouseError("source-unknown");
  return row;
}

async function getOwnRow(ctx: Context, id: string): Promise<store.SourceRow> {
  const row = await getRow(ctx, id);
  authorise(ctx, policy, "keep", "source", { agencyCode: row.agencyCode });
  return row;
}

export async function changeSource(ctx: Context, id: string, change: SourceChange): Promise<Source> {
  authorise(ctx, policy, "read", "source");
  const row = await getOwnRow(ctx, id);
  if (change.config && change.config.kind !== row.kind)
    throw warehouseError("source-incomplete", {
      reason: "không đổi được loại nguồn",
      reasonEn: "the kind of a source cannot change",
    });
  const cron = change.cron === undefined ? row.cron : change.cron;
  const enabled = change.enabled ?? row.enabled;
  await store.updateSource(ctx, id, {
    ...change,
    nextRunAt: cron !== null && enabled ? nextRun(cron, ctx.now()) : null,
  });
  return getSource(ctx, id);
}

/** The dataset and its versions stay. */
export async function removeSource(ctx: Context, id: string): Promise<void> {
  authorise(ctx, policy, "read", "source");
  await getOwnRow(ctx, id);
  await store.deleteSource(ctx, id);
}

export async function listRuns(ctx: Context, id: string): Promise<SourceRun[]> {
  authorise(ctx, policy, "read", "source");
  await getRow(ctx, id);
  return (await store.listRunRows(ctx, id)).map(({ startedAt, finishedAt, ...row }) => ({
    ...row,
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  }));
}

/** Starts a run now. @throws `warehouse.source-busy` */
export async function startSource(ctx: Context, id: string): Promise<{ jobId: string }> {
  authorise(ctx, policy, "read", "source");
  const row = await getOwnRow(ctx, id);
  if (row.runningSince) throw warehouseError("source-busy");
  return { jobId: await startJob(ctx, sourceTask, { sourceId: id }, { maxAttempts: 1 }) };
}

/** Every minute: what is due is put into the queue, and its next time is set before it runs. */
export async function startDueSources(ctx: Context): Promise<void> {
  authorise(ctx, policy, "read", "source");
  for (const id of await store.listDueSources(ctx)) {
    await transaction(ctx, async (inner) => {
      const row = await store.findSourceRow(inner, id);
      if (!row?.cron) return;
      await store.updateSource(inner, id, { nextRunAt: nextRun(row.cron, ctx.now()) });
      await startJob(inner, sourceTask, { sourceId: id }, { maxAttempts: 1 });
    });
  }
}

/** The job: fetches, hands what is new to a load, and writes down how it went, whatever happens. */
export async function runSource(
  ctx: Context,
  { sourceId }: { sourceId: string },
): Promise<{ runId: string } | undefined> {
  authorise(ctx, policy, "keep", "source");
  const row = await store.findSourceRow(ctx, sourceId);
  if (!row || !(await store.takeSource(ctx, sourceId))) return undefined;
  const runId = randomUUID();
  await store.insertRun(ctx, runId, sourceId);
  try {
    const done = await runOne(ctx, row);
    await store.finishRun(ctx, runId, { ...done, error: null });
    await store.updateSource(ctx, sourceId, {
      ...(done.memory ? { memory: done.memory } : {}),
      lastSuccessAt: ctx.now(),
      failuresInRow: 0,
      lastError: null,
    });
  } catch (error) {
    const known = error instanceof AppError ? error : kernelError("internal");
    if (!(error instanceof AppError)) ctx.log.error({ err: error, sourceId }, "a source failed");
    const problem = { code: known.code, title: known.title, remedy: known.remedy };
    await store.finishRun(ctx, runId, {
      outcome: "failed",
      loadId: null,
      counts: {},
      message: null,
      error: problem,
    });
    await store.updateSource(ctx, sourceId, { failuresInRow: row.failuresInRow + 1, lastError: problem });
  } finally {
    await store.updateSource(ctx, sourceId, { runningSince: null, lastRunAt: ctx.now() });
    ctx.live.publish("warehouse:sources", { source: sourceId });
  }
  return { runId };
}

type Done = Pick<store.RunRow, "outcome" | "loadId" | "counts" | "message"> & {
  readonly memory?: Record<string, unknown>;
};

const unchanged = {
  outcome: "unchanged",
  loadId: null,
  counts: {},
  message: { vi: "Không có gì mới.", en: "Nothing new." },
} as const;

async function runOne(ctx: Context, row: store.SourceRow): Promise<Done> {
  const { web } = warehouseState.of(ctx);
  const effects = { files: ctx.files, web, now: ctx.now, log: ctx.log };
  const { config } = row;
  if (config.kind === "url") {
    const fetched = await fetchUrl(effects, { url: config.url, memory: row.memory });
    const memory = { ...fetched.memory };
    if (fetched.outcome === "unchanged") return { ...unchanged, memory };
    const loadId = await load(ctx, row, {
      fileHash: fetched.fileHash,
      fileName: fetched.fileName,
      ...(config.table ? { table: config.table } : {}),
    });
    return { outcome: "loaded", loadId, counts: { bytes: fetched.bytes }, message: null, memory };
  }
  if (config.kind === "database") {
    const connection = openConnection(ctx, await getConnectionRow(ctx, config.connectionId));
    const file = await queryToFile(effects, connection, config.query);
    const loadId = await load(ctx, row, { fileHash: file.fileHash, fileName: file.fileName });
    return { outcome: "loaded", loadId, counts: { rows: file.rows, bytes: file.bytes }, message: null };
  }
  const problems: { vi: string; en: string }[] = [];
  const report = (problem: { vi: string; en: string }) => void problems.push(problem);
  const since = typeof row.memory.since === "string" ? new Date(row.memory.since) : undefined;
  const options = { url: config.url, report, ...(since ? { since } : {}) };
  const startedAt = ctx.now().toISOString();
  const entries =
    config.kind === "ckan"
      ? listCkan(effects, { ...options, ...(config.filter ? { filter: config.filter } : {}) })
      : listDcat(effects, options);
  const counts = await harvest(ctx, { source: row, entries, theme: config.theme ?? "economy" });
  return {
    outcome: "harvested",
    loadId: null,
    counts: { ...counts, problems: problems.length },
    message: problems[0] ?? null,
    memory: { since: startedAt },
  };
}

async function load(
  ctx: Context,
  row: store.SourceRow,
  file: { fileHash: string; fileName: string; table?: string },
): Promise<string> {
  const dataset = row.datasetId === null ? undefined : await findDatasetRow(ctx, { id: row.datasetId });
  if (!dataset)
    throw warehouseError("source-incomplete", {
      reason: "bộ dữ liệu không còn",
      reasonEn: "its dataset is gone",
    });
  const { id } = await startLoad(
    ctx,
    dataset.name,
    { ...file, answers: row.answers, mode: row.mode, note: row.title },
    { sourceId: row.id },
  );
  return id;
}
