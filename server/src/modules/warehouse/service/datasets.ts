/** Datasets: describing them, making and changing them. */
import type { Context } from "../../../kernel/context.ts";
import { authorise, may } from "../../../kernel/policy.ts";
import { transaction } from "../../../kernel/postgres.ts";
import { warehouseError } from "../errors.ts";
import { technicalName } from "../ingest/names.ts";
import { findLiveDataset } from "../live.ts";
import { policy } from "../policy.ts";
import { purposes } from "../protect/masks.ts";
import { maySeeClear, rowNotice, viewOf } from "../protect/view.ts";
import type { ColumnsInput, Dataset, DatasetChange, NewDataset, Theme } from "../schema/datasets.ts";
import * as store from "../store/datasets.ts";
import { listVersionRows } from "../store/versions.ts";
import { cardOf } from "./catalogue.ts";
import { agencyNames, checkAgency } from "./people.ts";
import { getKnownDataset, protectedOf, todayOf } from "./reading.ts";
import { versionView } from "./versions.ts";

/** One dataset, with what the person may do with it. @throws `warehouse.dataset-unknown` */
export async function getDataset(ctx: Context, name: string): Promise<Dataset> {
  authorise(ctx, policy, "read", "catalogue");
  const row = await getKnownDataset(ctx, name);
  const [versions, agencies] = await Promise.all([listVersionRows(ctx, row.id), agencyNames(ctx)]);
  const guarded = protectedOf(row);
  const today = todayOf(ctx);
  const view = viewOf(ctx.actor, guarded, { today });
  const can = (action: string, thing: string) =>
    may(ctx.actor, policy, action, thing, { agencyCode: row.agencyCode });
  const clear = maySeeClear(ctx.actor, guarded, today);
  const load = row.kind === "table" && can("load", "dataset");
  const draft =
    load || can("publish", "version") ? versions.find(({ state }) => state === "draft") : undefined;
  const version = versions.find(({ number }) => number === row.currentVersion);
  return {
    ...cardOf(row, { version, agencies, now: ctx.now() }),
    key: row.key,
    columns: row.columns
      .filter((column) => (view.masks.get(column.name) ?? "redact") !== "hidden")
      .map(
        ({
          name: column,
          type,
          sourceName,
          label,
          description,
          unit,
          codes,
          term,
          class: kind,
          classStatus,
        }) => ({
          ...{
            name: column,
            type,
            sourceName,
            label,
            description,
            unit,
            codes,
            term,
            class: kind,
            classStatus,
          },
          shown: view.masks.get(column) ?? "redact",
        }),
      ),
    retention: row.retention,
    createdAt: row.createdAt.toISOString(),
    rowNotice: rowNotice(view),
    may: {
      edit: can("edit", "dataset"),
      load,
      publish: can("publish", "version"),
      setQuality: row.kind !== "live" && can("set", "quality"),
      confirmClass: can("confirm", "class"),
      setAccess: can("set", "access"),
      proposeRelease: row.kind !== "live" && can("propose", "release"),
      approveRelease: row.kind !== "live" && can("approve", "release"),
      readLog: can("read", "read-log"),
      seeClear: clear,
    },
    purposes: clear ? purposes : [],
    pending: draft ? versionView(row, draft) : null,
  };
}

/** @throws `warehouse.dataset-exists`, `registry.agency-unknown` */
export async function createDataset(ctx: Context, input: NewDataset): Promise<Dataset> {
  authorise(ctx, policy, "create", "dataset", { agencyCode: input.agencyCode });
  await checkAgency(ctx, input.agencyCode);
  const name = input.name ?? (await freeName(ctx, input.title.vi));
  const id = await store.insertDataset(ctx, {
    name,
    kind: "table",
    title: { vi: input.title.vi, en: input.title.en || input.title.vi },
    description: input.description ?? { vi: "", en: "" },
    theme: input.theme as Theme,
    tags: input.tags ?? [],
    agencyCode: input.agencyCode,
    access: input.access ?? "agency",
    licence: input.licence ?? "",
    source: input.source ?? { vi: "", en: "" },
    simulated: false,
    updateEvery: input.updateEvery ?? null,
    key: input.key ?? [],
    createdBy: ctx.actor.kind === "account" ? ctx.actor.accountId : null,
    now: ctx.now(),
  });
  if (id === undefined) throw warehouseError("dataset-exists", { dataset: name });
  return getDataset(ctx, name);
}

async function freeName(ctx: Context, title: string): Promise<string> {
  const base = (technicalName(title) || "bo_du_lieu").slice(0, 50).padEnd(3, "_");
  for (let n = 1; ; n++) {
    const name = n === 1 ? base : `${base}_${n}`;
    if (!(await store.findDatasetRow(ctx, { name }))) return name;
  }
}

/** @throws `warehouse.column-unknown` for a key of columns that are not there */
export async function changeDataset(ctx: Context, name: string, change: DatasetChange): Promise<Dataset> {
  authorise(ctx, policy, "read", "catalogue");
  const row = await getKnownDataset(ctx, name);
  authorise(ctx, policy, "edit", "dataset", { agencyCode: row.agencyCode });
  if (change.access) authorise(ctx, policy, "set", "access", { agencyCode: row.agencyCode });
  for (const column of change.key ?? [])
    if (row.columns.length > 0 && !row.columns.some((one) => one.name === column))
      throw warehouseError("column-unknown", { dataset: name, column });
  const { retention, ...plain } = change;
  await store.updateDataset(ctx, row.id, {
    ...(plain as Parameters<typeof store.updateDataset>[2]),
    ...(retention ? { keepVersions: retention.keepVersions, keepDays: retention.keepDays } : {}),
  });
  return getDataset(ctx, name);
}

/** Puts a dataset away: it is in no list and cannot be read; its versions stay for the record. */
export async function archiveDataset(ctx: Context, name: string): Promise<void> {
  authorise(ctx, policy, "read", "catalogue");
  const row = await getKnownDataset(ctx, name);
  authorise(ctx, policy, "edit", "dataset", { agencyCode: row.agencyCode });
  if (findLiveDataset(name)) throw warehouseError("dataset-live", { dataset: name });
  await store.updateDataset(ctx, row.id, { archivedAt: ctx.now() });
}

/** Writes dictionary entries of columns; a type set here holds for the next loads. @throws `warehouse.column-unknown` */
export async function describeColumns(ctx: Context, name: string, input: ColumnsInput): Promise<Dataset> {
  authorise(ctx, policy, "read", "catalogue");
  const row = await getKnownDataset(ctx, name);
  authorise(ctx, policy, "edit", "dataset", { agencyCode: row.agencyCode });
  for (const { name: column } of input.columns)
    if (!row.columns.some((one) => one.name === column))
      throw warehouseError("column-unknown", { dataset: name, column });
  await transaction(ctx, async (inner) => {
    for (const { name: column, ...change } of input.columns) {
      const known = row.columns.find((one) => one.name === column);
      const typed = change.type !== undefined && change.type !== known?.type ? { type: change.type } : {};
      const { type: _type, ...plain } = change;
      await store.updateColumn(inner, row.id, column, {
        ...(plain as Parameters<typeof store.updateColumn>[3]),
        ...typed,
      });
    }
    await store.updateDataset(inner, row.id, {});
  });
  return getDataset(ctx, name);
}
