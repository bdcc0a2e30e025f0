/** From a name to what the asking person may read of it: the first step of every way of reading. */
import { cityDateOf } from "@dothi/vietnam";
import type { Context } from "../../../kernel/context.ts";
import { authorise } from "../../../kernel/policy.ts";
import { warehouseError } from "../errors.ts";
import { findLiveDataset } from "../live.ts";
import { policy } from "../policy.ts";
import { isPurpose, mayRead, type Protected, type View, viewOf } from "../protect/view.ts";
import { warehouseState } from "../state.ts";
import { type DatasetRow, findDatasetRow } from "../store/datasets.ts";
import { compileRelation, type Relation } from "../store/relation.ts";
import { restoreTable, type StoredColumn, versionTable } from "../store/staging.ts";
import { findVersionRow, updateVersion, type VersionRow } from "../store/versions.ts";

export interface Reading {
  readonly dataset: DatasetRow;
  /** Null for live data. */
  readonly version: VersionRow | null;
  readonly view: View;
  readonly relation: Relation;
}

export interface ReadRequest {
  readonly version?: number | undefined;
  readonly purpose?: string | undefined;
}

/** The dataset, if it may be known to the person. @throws `warehouse.dataset-unknown` also where it is not for them */
export async function getKnownDataset(ctx: Context, name: string): Promise<DatasetRow> {
  authorise(ctx, policy, "read", "catalogue");
  const dataset = await findDatasetRow(ctx, { name });
  if (!dataset || !mayRead(ctx.actor, protectedOf(dataset), todayOf(ctx)))
    throw warehouseError("dataset-unknown", { dataset: name });
  return dataset;
}

/**
 * Opens a dataset for reading as the person may see it; an archived version is restored first.
 * @throws `warehouse.dataset-unknown`, `warehouse.version-unknown`, `warehouse.dataset-empty`, `warehouse.purpose-unknown`
 */
export async function openReading(ctx: Context, name: string, request: ReadRequest = {}): Promise<Reading> {
  const dataset = await getKnownDataset(ctx, name);
  return openDataset(ctx, dataset, request);
}

export async function openDataset(
  ctx: Context,
  dataset: DatasetRow,
  request: ReadRequest = {},
): Promise<Reading> {
  if (request.purpose !== undefined && !isPurpose(request.purpose))
    throw warehouseError("purpose-unknown", { purpose: request.purpose });
  const view = viewOf(ctx.actor, protectedOf(dataset), { purpose: request.purpose, today: todayOf(ctx) });
  const { table, columns, version } = await tableOf(ctx, dataset, { asked: request.version, view });
  const classes = new Map(dataset.allColumns.map((column) => [column.name, column.class]));
  const relation = compileRelation({
    table,
    columns,
    classes,
    view,
    hashKey: warehouseState.of(ctx).hashKey,
  });
  return { dataset, version, view, relation };
}

async function tableOf(
  ctx: Context,
  dataset: DatasetRow,
  { asked, view }: { asked: number | undefined; view: View },
): Promise<{ table: string; columns: readonly StoredColumn[]; version: VersionRow | null }> {
  if (dataset.kind === "live") {
    const live = findLiveDataset(dataset.name);
    if (!live) throw warehouseError("dataset-empty", { dataset: dataset.name });
    if (asked !== undefined) throw warehouseError("dataset-live", { dataset: dataset.name });
    return { ...live.relation(ctx), version: null };
  }
  const number = asked ?? dataset.currentVersion;
  if (number === null) throw warehouseError("dataset-empty", { dataset: dataset.name });
  const version = await findVersionRow(ctx, dataset.id, number);
  if (!version || !maySeeVersion(view, dataset, version))
    throw warehouseError("version-unknown", { dataset: dataset.name, version: number });
  if (version.storage === "deleted")
    throw warehouseError("version-deleted", { dataset: dataset.name, version: number });
  const table = versionTable(ctx, dataset.id, number);
  if (version.storage === "archived") await restore(ctx, version, table);
  return { table, columns: version.columns, version };
}

/** Drafts are for the owner; the public sees an opened dataset from the version on that the release gate measured. */
export function maySeeVersion(
  view: View,
  dataset: DatasetRow,
  version: Pick<VersionRow, "state" | "number">,
): boolean {
  if (view.audience === "owner" || view.audience === "system") return true;
  if (version.state !== "published") return false;
  return view.audience !== "public" || version.number >= (dataset.openedVersion ?? 1);
}

async function restore(ctx: Context, version: VersionRow, table: string): Promise<void> {
  if (!version.parquetHash) throw new Error(`version ${version.datasetId}/${version.number} has no file`);
  await restoreTable(ctx, table, version.columns, await ctx.files.open(version.parquetHash));
  await updateVersion(ctx, version.datasetId, version.number, { storage: "ready" });
}

/** What the decision on views needs of a dataset. A proposed class protects until a steward has decided. */
export function protectedOf(dataset: DatasetRow): Protected {
  return {
    agencyCode: dataset.agencyCode,
    access: dataset.access,
    grants: dataset.grants,
    rowRules: dataset.rowRules,
    columns: dataset.allColumns.map(({ name, class: kind, mask }) => ({ name, class: kind, mask })),
  };
}

/** Today in the city. */
export function todayOf(ctx: Pick<Context, "now">): string {
  return cityDateOf(ctx.now());
}

/** Enters a read into the log; clear personal data is logged before the answer leaves. */
export async function logRead(
  ctx: Context,
  reading: Reading,
  path: string,
  read: { columns: readonly string[]; rows: number },
): Promise<void> {
  const { dataset, version, view, relation } = reading;
  if (view.audience === "system") return;
  const classes = new Map(dataset.allColumns.map((column) => [column.name, column.class]));
  const personal = read.columns.filter((name) => (classes.get(name) ?? "none") !== "none");
  if (dataset.access === "open" && personal.length === 0) return;
  const clear = personal.some((name) => relation.columns.find((one) => one.name === name)?.shown === "clear");
  const account = ctx.actor.kind === "account" ? ctx.actor : null;
  await warehouseState.of(ctx).readLog.add(ctx, {
    datasetId: dataset.id,
    version: version?.number ?? 0,
    actorId: account?.accountId ?? "",
    actor: account?.displayName ?? "",
    agency: account?.grants.find(({ agencyCode }) => agencyCode !== null)?.agencyCode ?? "",
    path,
    purpose: view.purpose ?? "",
    columns: personal.length > 0 ? personal : [],
    clear,
    rows: read.rows,
  });
}
