/** A load on its way: texts in a staging table, then typed rows in the table of a version. */
import type { Readable } from "node:stream";
import type { Context } from "../../../kernel/context.ts";
import type { ColumnType } from "../column-types.ts";
import type { CellFormat } from "../ingest/typing.ts";
import type { StoredColumn } from "../stored-column.ts";
import { codecOf, misfitCodeSql, misfitSql, valueSql } from "./evidence.ts";

export type { StoredColumn } from "../stored-column.ts";

/** Where a staging column goes. */
export interface TypedColumn extends StoredColumn {
  readonly stagingColumn: number;
  readonly format: CellFormat;
  /** Cells that may not fit, as counted before; 0 = none. */
  readonly doubtful: number;
}

export function stagingTable(ctx: Context, loadId: string): string {
  return ctx.clickhouse.table("warehouse", `s_${loadId.replaceAll("-", "")}`);
}

export function versionTable(ctx: Context, datasetId: number, version: number): string {
  return ctx.clickhouse.table("warehouse", `v_${datasetId}_${version}`);
}

/** An empty staging table; one of an attempt before is thrown away. */
export async function createStaging(ctx: Context, loadId: string, columnCount: number): Promise<string> {
  const table = stagingTable(ctx, loadId);
  await ctx.clickhouse.command(`DROP TABLE IF EXISTS ${table}`);
  const columns = Array.from({ length: columnCount }, (_, i) => `c${i} String CODEC(LZ4)`);
  await ctx.clickhouse.command(
    `CREATE TABLE ${table} (_row UInt64 CODEC(LZ4), ${columns.join(", ")}) ENGINE = MergeTree ORDER BY tuple()`,
  );
  return table;
}

export async function dropStaging(ctx: Context, loadId: string): Promise<void> {
  await ctx.clickhouse.command(`DROP TABLE IF EXISTS ${stagingTable(ctx, loadId)}`);
}

/** Streams RowBinary (`UInt64`, then strings) into a staging table. */
export function insertStaging(ctx: Context, table: string, body: Readable): Promise<void> {
  return ctx.clickhouse.insertStream(table, "RowBinary", body);
}

/** SQL of the search key of a text, in step with `fold` of packages/vietnam. */
export function foldSql(text: string): string {
  return `lowerUTF8(replaceAll(replaceAll(removeDiacriticsUTF8(${text}), 'đ', 'd'), 'Đ', 'D'))`;
}

export async function createVersionTable(
  ctx: Context,
  table: string,
  columns: readonly StoredColumn[],
): Promise<void> {
  const defined = columns.map(({ name, type, physical }) => `\`${name}\` ${physical} ${codecOf(type)}`);
  const text = columns.some(({ searched }) => searched)
    ? ["_text String CODEC(ZSTD(1))", "INDEX _text_index _text TYPE text(tokenizer = 'splitByNonAlpha')"]
    : [];
  await ctx.clickhouse.command(`DROP TABLE IF EXISTS ${table}`);
  await ctx.clickhouse.command(
    `CREATE TABLE ${table} (_id Int64 CODEC(Delta, ZSTD(1)), ${[...defined, ...text].join(", ")})
     ENGINE = MergeTree ORDER BY _id`,
  );
}

/** The search text of a row, out of its searched columns. */
export function searchTextSql(columns: readonly StoredColumn[]): string {
  const parts = columns
    .filter(({ searched }) => searched)
    .map(({ name }) => `ifNull(toString(\`${name}\`), '')`);
  return foldSql(`concatWithSeparator(' ', ${parts.join(", ")})`);
}

/** Rows of a relation with the columns of a version become its rows, numbered from 1 in the order given. */
export async function fillVersion(
  ctx: Context,
  input: {
    table: string;
    columns: readonly StoredColumn[];
    from: string;
    order: string;
    params?: Record<string, unknown>;
  },
): Promise<void> {
  const { table, columns, from, order } = input;
  const names = columns.map(({ name }) => `\`${name}\``).join(", ");
  const text = columns.some(({ searched }) => searched) ? `, ${searchTextSql(columns)} AS _text` : "";
  await ctx.clickhouse.command(
    `INSERT INTO ${table} (_id, ${names}${text ? ", _text" : ""})
     SELECT rowNumberInAllBlocks() + 1, ${names}${text} FROM (SELECT ${names} FROM ${from} ORDER BY ${order})
     SETTINGS max_insert_threads = 1, max_threads = 2, min_insert_block_size_rows = 1000000`,
    input.params,
  );
}

/** Relation of a staging table with typed columns, in the order of the file by `_row`. */
export function typedRelation(staging: string, columns: readonly TypedColumn[]): string {
  const cells = columns.map(({ name, format, stagingColumn, nullable }) => {
    const value = valueSql(format, `c${stagingColumn}`);
    return `${nullable ? value : `assumeNotNull(${value})`} AS \`${name}\``;
  });
  return `(SELECT _row, ${cells.join(", ")} FROM ${staging})`;
}

/** Sets down every cell that does not fit. Returns their number by staging column. */
export async function quarantineCells(
  ctx: Context,
  input: { datasetId: number; loadId: string; staging: string; columns: readonly TypedColumn[] },
): Promise<Map<number, number>> {
  const counts = new Map<number, number>();
  const typed = input.columns.filter(({ format, doubtful }) => format !== "text" && doubtful > 0);
  if (typed.length === 0) return counts;
  const [row] = await ctx.clickhouse.query<Record<string, number>>(
    `SELECT ${typed.map(({ format, stagingColumn: c }) => `countIf(${misfitSql(format, `c${c}`)}) AS m${c}`).join(", ")} FROM ${input.staging}`,
  );
  for (const column of typed) {
    const count = Number(row?.[`m${column.stagingColumn}`] ?? 0);
    if (count === 0) continue;
    counts.set(column.stagingColumn, count);
    const x = `c${column.stagingColumn}`;
    await ctx.clickhouse.command(
      `INSERT INTO ${ctx.clickhouse.table("warehouse", "quarantine")} (dataset_id, load_id, row_number, column, value, code)
       SELECT {dataset:UInt32}, {load:UUID}, _row, {column:String}, substringUTF8(${x}, 1, 2000), ${misfitCodeSql(column.format, x)}
       FROM ${input.staging} WHERE ${misfitSql(column.format, x)}`,
      { dataset: input.datasetId, load: input.loadId, column: column.name },
    );
  }
  return counts;
}

/** Forgets what an attempt before set down. */
export async function clearQuarantine(ctx: Context, datasetId: number, loadId: string): Promise<void> {
  await ctx.clickhouse.command(
    `ALTER TABLE ${ctx.clickhouse.table("warehouse", "quarantine")} DELETE WHERE dataset_id = {dataset:UInt32} AND load_id = {load:UUID} SETTINGS mutations_sync = 1`,
    { dataset: datasetId, load: loadId },
  );
}

/** Whole rows that could not be read. */
export async function quarantineRows(
  ctx: Context,
  rows: readonly { datasetId: number; loadId: string; rowNumber: number; value: string; code: string }[],
): Promise<void> {
  await ctx.clickhouse.insertRows(
    ctx.clickhouse.table("warehouse", "quarantine"),
    rows.map((row) => ({
      dataset_id: row.datasetId,
      load_id: row.loadId,
      row_number: row.rowNumber,
      column: "",
      value: row.value,
      code: row.code,
    })),
  );
}

/** Which columns of a staging relation hold nothing anywhere, and the largest amount of each integer. */
export async function inspectTyped(
  ctx: Context,
  relation: string,
  columns: readonly { name: string; type: ColumnType }[],
): Promise<{ nulls: Map<string, number>; wide: Set<string> }> {
  const parts = columns.flatMap(({ name, type }, i) => [
    `countIf(isNull(\`${name}\`)) AS n${i}`,
    ...(type === "integer" ? [`max(abs(toFloat64(\`${name}\`))) AS w${i}`] : []),
  ]);
  const [row] = await ctx.clickhouse.query<Record<string, number | null>>(
    `SELECT ${parts.join(", ")} FROM ${relation}`,
  );
  return {
    nulls: new Map(columns.map(({ name }, i) => [name, Number(row?.[`n${i}`] ?? 0)])),
    wide: new Set(
      columns.flatMap(({ name }, i) => (Number(row?.[`w${i}`] ?? 0) > Number.MAX_SAFE_INTEGER ? [name] : [])),
    ),
  };
}

export interface MergeInput {
  readonly base: string;
  readonly baseColumns: readonly StoredColumn[];
  readonly added: string;
  readonly addedColumns: readonly StoredColumn[];
  readonly columns: readonly StoredColumn[];
  /** Rows of the base with a key that is added again are left out; empty = all are kept. */
  readonly key: readonly string[];
}

/** The rows of a version and of a file, one after the other, by `_part` and `_row`. */
export function mergedRelation({ base, baseColumns, added, addedColumns, columns, key }: MergeInput): string {
  const cells = (from: readonly StoredColumn[]) => columns.map((column) => castSql(column, from)).join(", ");
  const names = key.map((name) => `ifNull(toString(\`${name}\`), '')`).join(", ");
  const kept = key.length > 0 ? ` WHERE (${names}) NOT IN (SELECT ${names} FROM ${added})` : "";
  return `(SELECT 0 AS _part, toUInt64(_id) AS _row, ${cells(baseColumns)} FROM (SELECT * FROM ${base}${kept}) UNION ALL SELECT 1 AS _part, _row, ${cells(addedColumns)} FROM ${added})`;
}

function castSql(column: StoredColumn, from: readonly StoredColumn[]): string {
  const found = from.find(({ name }) => name === column.name);
  const target = column.physical.replace(/^LowCardinality\((.*)\)$/, "$1");
  const value = found ? `\`${column.name}\`` : "NULL";
  if (found && column.type === "text" && found.type === "datetime")
    return `CAST(formatDateTime(\`${column.name}\`, '%Y-%m-%dT%H:%i:%SZ', 'UTC') AS ${target}) AS \`${column.name}\``;
  return `CAST(${found && column.type === "text" ? `toString(${value})` : value} AS ${target}) AS \`${column.name}\``;
}

/** Number of rows, and a hash over all cells and their order. */
export async function fingerprint(
  ctx: Context,
  table: string,
  columns: readonly StoredColumn[],
): Promise<{ rows: number; hash: string }> {
  const cells = ["_id", ...columns.map(({ name }) => `\`${name}\``)].join(", ");
  const [row] = await ctx.clickhouse.query<{ n: number; h: string }>(
    `SELECT count() AS n, lower(hex(groupBitXor(reinterpretAsUInt128(sipHash128(tuple(${cells})))))) AS h FROM ${table}`,
  );
  return { rows: Number(row?.n ?? 0), hash: row?.h ?? "" };
}

export async function dropTable(ctx: Context, table: string): Promise<void> {
  await ctx.clickhouse.command(`DROP TABLE IF EXISTS ${table}`);
}

/** Fills the table of a version from its Parquet file again. */
export async function restoreTable(
  ctx: Context,
  table: string,
  columns: readonly StoredColumn[],
  body: Readable,
): Promise<void> {
  const loading = table.replace(/`([^`]+)`$/, "`r_$1`");
  const types = columns.map(
    ({ name, physical }) => `\`${name}\` ${physical.replace(/^LowCardinality\((.*)\)$/, "$1")}`,
  );
  await ctx.clickhouse.command(`DROP TABLE IF EXISTS ${loading}`);
  await ctx.clickhouse.command(
    `CREATE TABLE ${loading} (${types.join(", ")}) ENGINE = MergeTree ORDER BY tuple()`,
  );
  await ctx.clickhouse.insertStream(loading, "Parquet", body);
  await createVersionTable(ctx, table, columns);
  const names = columns.map(({ name }) => `\`${name}\``).join(", ");
  const text = columns.some(({ searched }) => searched) ? `, ${searchTextSql(columns)} AS _text` : "";
  await ctx.clickhouse.command(
    `INSERT INTO ${table} (_id, ${names}${text ? ", _text" : ""}) SELECT rowNumberInAllBlocks() + 1, ${names}${text} FROM ${loading} SETTINGS max_threads = 1, max_insert_threads = 1`,
  );
  await ctx.clickhouse.command(`DROP TABLE IF EXISTS ${loading}`);
}
