/** Saved queries, and queries that become datasets on a schedule. */
import { randomUUID } from "node:crypto";
import type { Context } from "../../../kernel/context.ts";
import { startJob } from "../../../kernel/jobs.ts";
import { authorise } from "../../../kernel/policy.ts";
import { transaction } from "../../../kernel/postgres.ts";
import { nextRun } from "../connectors/schedule.ts";
import { warehouseError } from "../errors.ts";
import { policy } from "../policy.ts";
import type { Theme } from "../schema/datasets.ts";
import type { MaterialiseInput, SavedQuery, SavedQueryInput } from "../schema/use.ts";
import { findDatasetRow, insertDataset } from "../store/datasets.ts";
import * as store from "../store/queries.ts";
import { insertLineage } from "../store/records.ts";
import { emitLineage } from "./lineage.ts";
import { enterLoad, runLoad } from "./loads.ts";
import { authorOf, checkAgency } from "./people.ts";
import { compileForDataset, namedSettings, namedSql } from "./sql.ts";

export const queryTask = "warehouse.run-query";
const mostResultBytes = 8 * 1024 ** 3;

/** One's own and those that others share. */
export async function listQueries(ctx: Context): Promise<SavedQuery[]> {
  authorise(ctx, policy, "save", "query");
  const me = accountOf(ctx);
  return (await store.listSavedQueries(ctx))
    .filter((row) => row.shared || row.authorId === me)
    .map((row) => viewOf(row, me));
}

function viewOf(row: store.SavedQueryRow, me: string | null): SavedQuery {
  return {
    id: row.id,
    title: row.title,
    sql: row.sql,
    shared: row.shared,
    mine: row.authorId === me,
    author: row.author,
    chart: row.chart,
    updatedAt: row.updatedAt.toISOString(),
    materialises:
      row.dataset === null
        ? null
        : {
            dataset: row.dataset,
            cron: row.cron,
            lastRunAt: row.lastRunAt?.toISOString() ?? null,
            nextRunAt: row.nextRunAt?.toISOString() ?? null,
          },
  };
}

function accountOf(ctx: Context): string | null {
  return ctx.actor.kind === "account" ? ctx.actor.accountId : null;
}

export async function saveQuery(ctx: Context, input: SavedQueryInput): Promise<SavedQuery> {
  authorise(ctx, policy, "save", "query");
  const { author, authorId } = authorOf(ctx);
  const id = randomUUID();
  await store.insertSavedQuery(ctx, {
    id,
    title: input.title,
    sql: input.sql,
    chart: (input.chart ?? null) as Record<string, unknown> | null,
    shared: input.shared ?? false,
    author,
    authorId: authorId ?? id,
  });
  return viewOf(await getRow(ctx, id), authorId);
}

export async function changeQuery(ctx: Context, id: string, input: SavedQueryInput): Promise<SavedQuery> {
  authorise(ctx, policy, "save", "query");
  await getOwn(ctx, id);
  await store.updateSavedQuery(ctx, id, {
    title: input.title,
    sql: input.sql,
    ...(input.chart === undefined ? {} : { chart: input.chart as Record<string, unknown> | null }),
    shared: input.shared ?? false,
  });
  return viewOf(await getRow(ctx, id), accountOf(ctx));
}

/** A dataset that was made of it stays as it is. */
export async function removeQuery(ctx: Context, id: string): Promise<void> {
  authorise(ctx, policy, "save", "query");
  await getOwn(ctx, id);
  await store.deleteSavedQuery(ctx, id);
}

async function getRow(ctx: Context, id: string): Promise<store.SavedQueryRow> {
  const row = await store.findSavedQuery(ctx, id);
  if (!row) throw warehouseError("query-unknown");
  return row;
}

async function getOwn(ctx: Context, id: string): Promise<store.SavedQueryRow> {
  const row = await getRow(ctx, id);
  if (row.authorId !== accountOf(ctx)) throw warehouseError("query-unknown");
  return row;
}

/**
 * Makes a dataset of a query, filled now and then on its schedule. It runs with the rights that its author holds today
 * and never with more, so the dataset holds what the author may see, masked as the author sees it.
 */
export async function materialiseQuery(
  ctx: Context,
  id: string,
  input: MaterialiseInput,
): Promise<{ jobId: string; dataset: string }> {
  authorise(ctx, policy, "materialise", "query", { agencyCode: input.agencyCode });
  const row = await getOwn(ctx, id);
  await checkAgency(ctx, input.agencyCode);
  await compileForDataset(ctx, row.sql);
  const { actor } = ctx;
  if (actor.kind !== "account") throw warehouseError("query-unknown");
  const nextRunAt = input.cron === null ? null : nextRun(input.cron, ctx.now());
  const jobId = await transaction(ctx, async (inner) => {
    const datasetId = await insertDataset(inner, {
      name: input.dataset,
      kind: "query",
      title: { vi: input.title, en: input.title },
      description: { vi: "", en: "" },
      theme: input.theme as Theme,
      tags: [],
      agencyCode: input.agencyCode,
      access: "agency",
      licence: "",
      source: { vi: `Truy vấn “${row.title}”`, en: `Query "${row.title}"` },
      simulated: false,
      updateEvery: null,
      key: [],
      createdBy: actor.accountId,
      now: ctx.now(),
    });
    if (datasetId === undefined) throw warehouseError("dataset-exists", { dataset: input.dataset });
    const runAs = { accountId: actor.accountId, displayName: actor.displayName, grants: actor.grants };
    await store.updateSavedQuery(inner, id, { datasetId, runAs, cron: input.cron, nextRunAt });
    return startJob(inner, queryTask, { queryId: id }, { maxAttempts: 2 });
  });
  return { jobId, dataset: input.dataset };
}

/** Runs a materialised query again now. */
export async function rerunQuery(ctx: Context, id: string): Promise<{ jobId: string }> {
  authorise(ctx, policy, "save", "query");
  const row = await getOwn(ctx, id);
  if (row.datasetId === null) throw warehouseError("query-unknown");
  return { jobId: await startJob(ctx, queryTask, { queryId: id }, { maxAttempts: 2 }) };
}

/** Every minute: the queries whose time has come. */
export async function startDueQueries(ctx: Context): Promise<void> {
  authorise(ctx, policy, "materialise", "query");
  for (const { id } of await store.listDueQueries(ctx)) {
    await transaction(ctx, async (inner) => {
      const row = await store.findSavedQuery(inner, id);
      if (!row?.cron) return;
      await store.updateSavedQuery(inner, id, { nextRunAt: nextRun(row.cron, ctx.now()) });
      await startJob(inner, queryTask, { queryId: id }, { maxAttempts: 2 });
    });
  }
}

/** The job: the result goes into a Parquet file and through the same door as every other load. */
export async function runQuery(ctx: Context, { queryId }: { queryId: string }): Promise<void> {
  authorise(ctx, policy, "materialise", "query");
  const row = await store.findSavedQuery(ctx, queryId);
  const dataset = row?.datasetId ? await findDatasetRow(ctx, { id: row.datasetId }) : undefined;
  if (!row?.runAs || !dataset) return;
  const asAuthor: Context = { ...ctx, actor: { kind: "account", via: "token", ...row.runAs } };
  const { compiled, params, inputs, limits } = await compileForDataset(asAuthor, row.sql);
  const run = { runId: randomUUID(), job: `query ${row.id}`, inputs, output: dataset.name };
  await emitLineage(ctx, { ...run, eventType: "START" });
  const settings = { ...limits.settings, ...compiled.settings, ...namedSettings };
  const body = await ctx.clickhouse.adHocStream(
    namedSql(compiled),
    params,
    { ...limits, settings, maxSeconds: Math.max(limits.maxSeconds, 600) },
    "Parquet",
  );
  const file = await ctx.files.put(body, mostResultBytes);
  const load = await enterLoad(ctx, dataset.name, {
    fileHash: file.hash,
    fileName: `${dataset.name}.parquet`,
    note: row.title,
  });
  await runLoad(ctx, { loadId: load.id }, async () => undefined);
  await transaction(ctx, async (inner) => {
    for (const input of inputs) {
      const columns = compiled.lineage.flatMap(({ column, from, how }) =>
        from
          .filter(({ table }) => table.replace(/@\d+$/, "") === input)
          .map((one) => ({ from: one.column, to: column, how })),
      );
      await insertLineage(inner, {
        to: `dataset:${dataset.name}`,
        from: `dataset:${input}`,
        via: `query ${row.id}`,
        columns,
      });
    }
    await store.updateSavedQuery(inner, row.id, { lastRunAt: ctx.now() });
  });
  await emitLineage(ctx, { ...run, eventType: "COMPLETE" });
}
