/** Datasets that the sectors bring along: entered at first start, then loaded through the same door as every file. */
import { Readable } from "node:stream";
import type { Context } from "../../../kernel/context.ts";
import { startJob } from "../../../kernel/jobs.ts";
import { authorise } from "../../../kernel/policy.ts";
import { liveDatasets } from "../live.ts";
import { policy } from "../policy.ts";
import type { Theme } from "../schema/datasets.ts";
import { type DatasetDefinition, warehouseSectors } from "../sector.ts";
import { enterColumns, findDatasetRow, insertDataset, showColumns } from "../store/datasets.ts";
import { upsertTerm } from "../store/queries.ts";
import { sharedTerms } from "../terms-table.ts";
import { enterLoad, runLoad } from "./loads.ts";
import { todayOf } from "./reading.ts";

export const bundledTask = "warehouse.load-bundled";
const mostBytes = 2 * 1024 ** 3;

/** Terms of the shared dictionary that the program knows of itself. */
export async function seedTerms(ctx: Context): Promise<void> {
  authorise(ctx, policy, "edit", "term");
  for (const term of sharedTerms) await upsertTerm(ctx, term);
}

/** Enters the datasets of all sectors and puts their first loads into the queue. */
export async function seedBundled(ctx: Context): Promise<void> {
  authorise(ctx, policy, "create", "dataset");
  const definitions = warehouseSectors().flatMap(({ datasets }) => datasets);
  for (const definition of definitions) await enter(ctx, definition, "table");
  // The small ones first: the catalogue is full within seconds, the large ones follow.
  for (const { name } of definitions)
    await startJob(ctx, bundledTask, { name }, { queue: "warehouse-bundled" });
}

/** Live datasets stand in the catalogue as soon as their module is there. */
export async function enterLive(ctx: Context): Promise<void> {
  authorise(ctx, policy, "create", "dataset");
  for (const { definition } of liveDatasets()) await enter(ctx, definition, "live");
}

async function enter(
  ctx: Context,
  definition: Omit<DatasetDefinition, "rows" | "before">,
  kind: "table" | "live",
): Promise<void> {
  const id = await insertDataset(ctx, {
    name: definition.name,
    kind,
    title: definition.title,
    description: definition.description,
    theme: definition.theme as Theme,
    tags: definition.tags,
    agencyCode: definition.agencyCode,
    access: definition.access,
    licence: definition.licence ?? "",
    source: definition.source,
    simulated: definition.simulated,
    updateEvery: definition.updateEvery,
    key: definition.key,
    rules: definition.rules,
    rowRules: definition.rowRule ? [definition.rowRule] : [],
    createdBy: null,
    now: ctx.now(),
  });
  if (id === undefined) return;
  await enterColumns(
    ctx,
    id,
    definition.columns.map((column) => ({
      name: column.name,
      type: column.type,
      sourceName: column.name,
      label: column.label,
      description: column.description ?? { vi: "", en: "" },
      unit: column.unit ?? null,
      term: column.term ?? null,
      codes: [...(column.codes ?? [])],
      class: column.class ?? "none",
      classStatus: "confirmed" as const,
    })),
  );
  await showColumns(ctx, id, definition.columns);
}

/** The job: one dataset, with the version before its correction where it has one. Run again it changes nothing. */
export async function loadBundled(ctx: Context, { name }: { name: string }): Promise<void> {
  authorise(ctx, policy, "load", "dataset");
  const definition = warehouseSectors()
    .flatMap(({ datasets }) => datasets)
    .find((one) => one.name === name);
  const dataset = await findDatasetRow(ctx, { name });
  if (!definition || !dataset) return;
  const today = todayOf(ctx);
  if (definition.before && dataset.currentVersion === null)
    await loadRows(
      ctx,
      definition,
      definition.before(today),
      definition.simulated ? "Bản đầu (dữ liệu mô phỏng)" : "Bản đầu",
    );
  await loadRows(ctx, definition, definition.rows(today), definition.before ? "Bản đã chỉnh sửa" : "");
}

async function loadRows(
  ctx: Context,
  definition: DatasetDefinition,
  rows: Iterable<readonly (string | null)[]>,
  note: string,
): Promise<void> {
  const file = await ctx.files.put(Readable.from(csvOf(definition, rows), { objectMode: false }), mostBytes);
  const types = Object.fromEntries(definition.columns.map(({ name, type }) => [name, type]));
  const load = await enterLoad(ctx, definition.name, {
    fileHash: file.hash,
    fileName: `${definition.name}.csv`,
    note,
    types,
  });
  await runLoad(ctx, { loadId: load.id }, async () => undefined);
}

const rowsAtOnce = 2_000;

function* csvOf(
  { columns }: DatasetDefinition,
  rows: Iterable<readonly (string | null)[]>,
): Generator<Buffer> {
  let lines = [columns.map(({ name }) => name).join(",")];
  for (const row of rows) {
    lines.push(
      row
        .map((cell) =>
          cell === null ? "" : /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell,
        )
        .join(","),
    );
    if (lines.length < rowsAtOnce) continue;
    yield Buffer.from(`${lines.join("\n")}\n`);
    lines = [];
  }
  if (lines.length > 0) yield Buffer.from(`${lines.join("\n")}\n`);
}
