/** Datasets and their dictionaries. */
import { sql } from "kysely";
import type { Context } from "../../../kernel/context.ts";
import type { ColumnClass, ColumnType, RuleDefinition } from "../column-types.ts";
import type { AccessInput, Mask, Theme } from "../schema/datasets.ts";
import { db, type WarehouseTables } from "./tables.ts";

/** One dataset as it stands in the catalogue, with its columns. */
export interface DatasetRow {
  readonly id: number;
  readonly name: string;
  readonly kind: "table" | "live" | "query";
  readonly title: { vi: string; en: string };
  readonly description: { vi: string; en: string };
  readonly theme: Theme;
  readonly tags: readonly string[];
  readonly agencyCode: string;
  readonly access: "open" | "city" | "agency";
  readonly licence: string;
  readonly source: { vi: string; en: string };
  readonly simulated: boolean;
  readonly updateEvery: string | null;
  readonly key: readonly string[];
  readonly currentVersion: number | null;
  readonly retention: { readonly keepVersions: number; readonly keepDays: number | null };
  readonly onFailure: "publish" | "hold";
  readonly rules: readonly RuleDefinition[];
  readonly grants: AccessInput["grants"];
  readonly rowRules: AccessInput["rows"];
  readonly policyRevision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Of the current version. */
  readonly columns: readonly ColumnRow[];
  /** Of every version, also of drafts: what protects a column holds wherever the column is. */
  readonly allColumns: readonly ColumnRow[];
  /** First version for the public, where a release opened the dataset; null = all. */
  readonly openedVersion: number | null;
}

export interface ColumnRow {
  readonly name: string;
  readonly type: ColumnType;
  readonly fixedType: boolean;
  readonly sourceName: string;
  readonly label: { vi: string; en: string };
  readonly description: { vi: string; en: string };
  readonly unit: string | null;
  readonly term: string | null;
  readonly codes: readonly { code: string; label: { vi: string; en: string } }[];
  readonly class: ColumnClass;
  readonly classStatus: "unknown" | "proposed" | "confirmed";
  readonly classBy: string | null;
  readonly classAt: Date | null;
  readonly proposals: readonly {
    class: ColumnClass;
    confidence: number;
    evidence: { vi: string; en: string }[];
  }[];
  readonly mask: Mask | null;
}

type Selected<T extends keyof WarehouseTables> = {
  [K in keyof WarehouseTables[T]]: WarehouseTables[T][K] extends { readonly __select__: infer S }
    ? S
    : WarehouseTables[T][K];
};

/** All datasets that are not put away, with their columns; the catalogue is some thousands at most. */
export async function listDatasetRows(ctx: Context): Promise<DatasetRow[]> {
  const [rows, columns] = await Promise.all([
    db(ctx).selectFrom("dataset").selectAll().where("archived_at", "is", null).orderBy("name").execute(),
    db(ctx).selectFrom("dataset_column").selectAll().orderBy("dataset_id").orderBy("position").execute(),
  ]);
  const byDataset = Map.groupBy(columns, (column) => column.dataset_id);
  return rows.map((row) => datasetOf(row as never, (byDataset.get(row.id) ?? []) as never));
}

export async function findDatasetRow(
  ctx: Context,
  by: { name: string } | { id: number },
): Promise<DatasetRow | undefined> {
  const query = db(ctx).selectFrom("dataset").selectAll().where("archived_at", "is", null);
  const row = await ("name" in by
    ? query.where("name", "=", by.name)
    : query.where("id", "=", by.id)
  ).executeTakeFirst();
  if (!row) return undefined;
  const columns = await db(ctx)
    .selectFrom("dataset_column")
    .selectAll()
    .where("dataset_id", "=", row.id)
    .orderBy("position")
    .execute();
  return datasetOf(row as never, columns as never);
}

function datasetOf(row: Selected<"dataset">, columns: readonly Selected<"dataset_column">[]): DatasetRow {
  return {
    id: row.id as unknown as number,
    name: row.name,
    kind: row.kind,
    title: { vi: row.title_vi, en: row.title_en },
    description: { vi: row.description_vi, en: row.description_en },
    theme: row.theme as Theme,
    tags: row.tags,
    agencyCode: row.agency_code,
    access: row.access,
    licence: row.licence,
    source: { vi: row.source_vi, en: row.source_en },
    simulated: row.simulated,
    updateEvery: row.update_every,
    key: row.key_columns,
    currentVersion: row.current_version,
    retention: { keepVersions: row.keep_versions as unknown as number, keepDays: row.keep_days },
    onFailure: row.on_failure as unknown as "publish" | "hold",
    rules: row.rules as RuleDefinition[],
    grants: row.grants as AccessInput["grants"],
    rowRules: row.row_rules as AccessInput["rows"],
    policyRevision: row.policy_revision as unknown as number,
    createdAt: row.created_at as unknown as Date,
    updatedAt: row.updated_at,
    columns: columns.filter(({ present }) => present).map(columnOf),
    allColumns: columns.map(columnOf),
    openedVersion: row.opened_version,
  };
}

function columnOf(row: Selected<"dataset_column">): ColumnRow {
  return {
    name: row.name,
    type: row.type as ColumnType,
    fixedType: row.fixed_type,
    sourceName: row.source_name,
    label: { vi: row.label_vi, en: row.label_en },
    description: { vi: row.description_vi, en: row.description_en },
    unit: row.unit,
    term: row.term,
    codes: row.codes as ColumnRow["codes"],
    class: row.class as ColumnClass,
    classStatus: row.class_status,
    classBy: row.class_by,
    classAt: row.class_at,
    proposals: row.proposals as ColumnRow["proposals"],
    mask: row.mask as Mask | null,
  };
}

export type DatasetInsert = Pick<
  DatasetRow,
  | "name"
  | "kind"
  | "title"
  | "description"
  | "theme"
  | "tags"
  | "agencyCode"
  | "access"
  | "licence"
  | "source"
  | "simulated"
  | "updateEvery"
  | "key"
> & {
  readonly createdBy: string | null;
  readonly rules?: readonly RuleDefinition[];
  readonly rowRules?: AccessInput["rows"];
  readonly now: Date;
};

/** @returns its id, or undefined when the name is taken */
export async function insertDataset(ctx: Context, input: DatasetInsert): Promise<number | undefined> {
  const row = await db(ctx)
    .insertInto("dataset")
    .values({
      name: input.name,
      kind: input.kind,
      title_vi: input.title.vi,
      title_en: input.title.en,
      description_vi: input.description.vi,
      description_en: input.description.en,
      theme: input.theme,
      tags: [...input.tags],
      agency_code: input.agencyCode,
      access: input.access,
      licence: input.licence,
      source_vi: input.source.vi,
      source_en: input.source.en,
      simulated: input.simulated,
      update_every: input.updateEvery,
      key_columns: [...input.key],
      rules: JSON.stringify(input.rules ?? []),
      row_rules: JSON.stringify(input.rowRules ?? []),
      current_version: null,
      keep_days: null,
      opened_version: null,
      created_by: input.createdBy,
      updated_at: input.now,
      archived_at: null,
    })
    .onConflict((c) => c.column("name").doNothing())
    .returning("id")
    .executeTakeFirst();
  return row?.id;
}

/** Changes plain fields; what people may see rises the policy's revision. */
export async function updateDataset(
  ctx: Context,
  id: number,
  change: Partial<{
    title: { vi: string; en: string };
    description: { vi: string; en: string };
    source: { vi: string; en: string };
    theme: string;
    tags: readonly string[];
    licence: string;
    updateEvery: string | null;
    key: readonly string[];
    access: "open" | "city" | "agency";
    openedVersion: number;
    keepVersions: number;
    keepDays: number | null;
    onFailure: "publish" | "hold";
    rules: readonly RuleDefinition[];
    grants: AccessInput["grants"];
    rowRules: AccessInput["rows"];
    currentVersion: number;
    archivedAt: Date;
  }>,
): Promise<void> {
  const set: Record<string, unknown> = { updated_at: ctx.now() };
  const pair = (name: string, value: { vi: string; en: string } | undefined) => {
    if (value) Object.assign(set, { [`${name}_vi`]: value.vi, [`${name}_en`]: value.en });
  };
  pair("title", change.title);
  pair("description", change.description);
  pair("source", change.source);
  const plain = {
    theme: change.theme,
    tags: change.tags && [...change.tags],
    licence: change.licence,
    update_every: change.updateEvery,
    key_columns: change.key && [...change.key],
    access: change.access,
    opened_version: change.openedVersion,
    keep_versions: change.keepVersions,
    keep_days: change.keepDays,
    on_failure: change.onFailure,
    rules: change.rules && JSON.stringify(change.rules),
    grants: change.grants && JSON.stringify(change.grants),
    row_rules: change.rowRules && JSON.stringify(change.rowRules),
    current_version: change.currentVersion,
    archived_at: change.archivedAt,
  };
  for (const [name, value] of Object.entries(plain)) if (value !== undefined) set[name] = value;
  if (change.access || change.grants || change.rowRules) set.policy_revision = sql`policy_revision + 1`;
  await db(ctx).updateTable("dataset").set(set).where("id", "=", id).execute();
}

export type ColumnUpsert = Pick<ColumnRow, "name" | "type" | "sourceName" | "label"> & {
  readonly unit: string | null;
} & Partial<Pick<ColumnRow, "description" | "term" | "codes" | "class" | "classStatus">>;

/** Enters the columns of a new version: known ones keep what people decided, new ones begin with what the file says. */
export async function enterColumns(
  ctx: Context,
  datasetId: number,
  columns: readonly ColumnUpsert[],
): Promise<void> {
  for (const [position, column] of columns.entries()) {
    await db(ctx)
      .insertInto("dataset_column")
      .values({
        dataset_id: datasetId,
        name: column.name,
        position,
        present: false,
        type: column.type,
        fixed_type: false,
        source_name: column.sourceName,
        label_vi: column.label.vi,
        label_en: column.label.en,
        description_vi: column.description?.vi ?? "",
        description_en: column.description?.en ?? "",
        unit: column.unit,
        term: column.term ?? null,
        codes: JSON.stringify(column.codes ?? []),
        class: column.class ?? "none",
        class_status: column.classStatus ?? "unknown",
        class_by: null,
        class_at: null,
        proposals: "[]",
        mask: null,
      })
      .onConflict((c) =>
        c
          .columns(["dataset_id", "name"])
          .doUpdateSet({ unit: sql`coalesce(dataset_column.unit, excluded.unit)` }),
      )
      .execute();
  }
}

/** The dictionary shows these columns from now on, in this order. */
export async function showColumns(
  ctx: Context,
  datasetId: number,
  columns: readonly { readonly name: string; readonly type: ColumnType }[],
): Promise<void> {
  await db(ctx)
    .updateTable("dataset_column")
    .set({ present: false })
    .where("dataset_id", "=", datasetId)
    .execute();
  for (const [position, { name, type }] of columns.entries())
    await db(ctx)
      .updateTable("dataset_column")
      .set({ present: true, position, type })
      .where("dataset_id", "=", datasetId)
      .where("name", "=", name)
      .execute();
}

export async function updateColumn(
  ctx: Context,
  datasetId: number,
  name: string,
  change: Partial<{
    label: { vi: string; en: string };
    description: { vi: string; en: string };
    unit: string | null;
    term: string | null;
    codes: readonly unknown[];
    type: ColumnType;
    class: ColumnClass;
    classStatus: "unknown" | "proposed" | "confirmed";
    classBy: string | null;
    classAt: Date | null;
    proposals: readonly unknown[];
    mask: Mask | null;
  }>,
): Promise<void> {
  const set: Record<string, unknown> = {};
  if (change.label) Object.assign(set, { label_vi: change.label.vi, label_en: change.label.en });
  if (change.description)
    Object.assign(set, { description_vi: change.description.vi, description_en: change.description.en });
  const plain = {
    unit: change.unit,
    term: change.term,
    codes: change.codes && JSON.stringify(change.codes),
    type: change.type,
    fixed_type: change.type === undefined ? undefined : true,
    class: change.class,
    class_status: change.classStatus,
    class_by: change.classBy,
    class_at: change.classAt,
    proposals: change.proposals && JSON.stringify(change.proposals),
    mask: change.mask,
  };
  for (const [key, value] of Object.entries(plain)) if (value !== undefined) set[key] = value;
  if (Object.keys(set).length === 0) return;
  await db(ctx)
    .updateTable("dataset_column")
    .set(set)
    .where("dataset_id", "=", datasetId)
    .where("name", "=", name)
    .execute();
  if (change.class || change.mask !== undefined)
    await db(ctx)
      .updateTable("dataset")
      .set({ policy_revision: sql`policy_revision + 1` })
      .where("id", "=", datasetId)
      .execute();
}

/** The secret for a purpose, made once for the installation. */
export async function secretKey(ctx: Context, purpose: string, fresh: Buffer): Promise<Buffer> {
  await db(ctx)
    .insertInto("secret_key")
    .values({ purpose, key: fresh })
    .onConflict((c) => c.doNothing())
    .execute();
  const row = await db(ctx)
    .selectFrom("secret_key")
    .select("key")
    .where("purpose", "=", purpose)
    .executeTakeFirstOrThrow();
  return row.key;
}
