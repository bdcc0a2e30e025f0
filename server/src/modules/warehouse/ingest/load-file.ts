/**
 * A file becomes the rows of a new version: staged as text, typed over all rows, stored, and kept as Parquet. Nothing of
 * it can be seen before the caller has entered the version; an attempt that died is done again from the start.
 */
import { Readable } from "node:stream";
import type { Context } from "../../../kernel/context.ts";
import type { Progress } from "../../../kernel/jobs.ts";
import { warehouseError } from "../errors.ts";
import type { LoadReport, Notice, ReadingAnswers } from "../schema/loads.ts";
import type { DatasetRow } from "../store/datasets.ts";
import { gatherEvidence, physicalType } from "../store/evidence.ts";
import {
  clearQuarantine,
  createStaging,
  createVersionTable,
  dropStaging,
  fillVersion,
  fingerprint,
  insertStaging,
  inspectTyped,
  mergedRelation,
  quarantineCells,
  quarantineRows,
  type StoredColumn,
  type TypedColumn,
  typedRelation,
  versionTable,
} from "../store/staging.ts";
import type { VersionRow } from "../store/versions.ts";
import { commonType, decideColumns, type LoadColumn, reportColumns, wantedFormats } from "./columns.ts";
import { type OpenedTable, openTable } from "./open-table.ts";
import { type FileTable, fileSource, tablesOfFile } from "./source-file.ts";

export interface FileLoad {
  readonly id: string;
  readonly fileHash: string;
  readonly fileName: string;
  readonly table: string | null;
  readonly answers: ReadingAnswers;
  readonly types: Readonly<Record<string, string>>;
  readonly mode: "replace" | "append" | "upsert";
}

export interface Loaded {
  readonly columns: readonly StoredColumn[];
  readonly loadColumns: readonly LoadColumn[];
  readonly rowCount: number;
  readonly contentHash: string;
  readonly parquet: { readonly hash: string; readonly bytes: number };
  readonly report: LoadReport;
}

const mostParquetBytes = 64 * 1024 ** 3;

/** @throws `warehouse.file-unreadable`, `warehouse.file-no-table`, `warehouse.file-no-rows`, `warehouse.key-missing` */
export async function loadFile(
  ctx: Context,
  target: { dataset: DatasetRow; version: number; current: VersionRow | undefined },
  load: FileLoad,
  progress: Progress,
): Promise<Loaded> {
  const clock = stopwatch();
  const { dataset } = target;
  if (load.mode === "upsert" && dataset.key.length === 0)
    throw warehouseError("key-missing", { dataset: dataset.name });
  const source = await fileSource(ctx.files, load.fileHash);
  const file = await tablesOfFile(source, load.fileName);
  const table = pickTable(file.tables, load.table);
  const opened = await openTable(table, load.answers);
  const staging = await createStaging(ctx, load.id, opened.headings.length);
  await clearQuarantine(ctx, dataset.id, load.id);
  try {
    const staged = await stage(ctx, {
      staging,
      opened,
      load,
      datasetId: dataset.id,
      totalBytes: table.bytes ?? 0,
      progress,
    });
    if (staged.rows === 0) throw warehouseError("file-no-rows");
    const readSeconds = clock();
    await progress(staged.rows, staged.rows, { vi: "Xác định kiểu dữ liệu", en: "Finding the types" });
    const wanted = wantedFormats({ opened, types: load.types, known: dataset.allColumns });
    const evidence = await gatherEvidence(ctx, staging, { wanted, rows: staged.rows });
    const decided = decideColumns({
      opened,
      evidence,
      answers: load.answers,
      types: load.types,
      known: dataset.allColumns,
    });
    const typeSeconds = clock();
    await progress(staged.rows, staged.rows, { vi: "Lưu các dòng", en: "Storing the rows" });
    const stored = await store(ctx, {
      ...target,
      staging,
      columns: decided.columns,
      mode: load.mode,
      rows: staged.rows,
    });
    const quarantined = await quarantineCells(ctx, {
      datasetId: dataset.id,
      loadId: load.id,
      staging,
      columns: stored.typed,
    });
    const storeSeconds = clock();
    await progress(staged.rows, staged.rows, { vi: "Ghi tệp Parquet", en: "Writing the Parquet file" });
    const parquet = await writeParquet(ctx, stored.table, stored.columns);
    const { rows: rowCount, hash: contentHash } = await fingerprint(ctx, stored.table, stored.columns);
    const report: LoadReport = {
      format: file.format === table.format ? table.format : `${file.format}/${table.format}`,
      encoding: opened.dialect?.encoding ?? null,
      delimiter: opened.dialect?.delimiter ?? null,
      rowsRead: staged.rows + staged.refusedRows,
      rowsLoaded: staged.rows,
      rowsRefused: staged.refusedRows,
      cellsQuarantined: [...quarantined.values()].reduce((a, b) => a + b, 0) + staged.refusedCells,
      notices: [...file.notices, ...opened.notices(), ...decided.notices].slice(0, 200) as Notice[],
      columns: reportColumns(decided.columns, quarantined),
      seconds: { read: readSeconds, type: typeSeconds, store: storeSeconds, file: clock(), check: 0 },
    };
    return { columns: stored.columns, loadColumns: decided.columns, rowCount, contentHash, parquet, report };
  } finally {
    await dropStaging(ctx, load.id);
  }
}

export function pickTable(tables: readonly FileTable[], path: string | null): FileTable {
  const table =
    path === null
      ? (tables.find(({ hidden }) => !hidden) ?? tables[0])
      : tables.find((one) => one.path === path);
  if (!table) {
    const names = tables.slice(0, 10).map((one) => one.path || one.name);
    throw warehouseError("file-no-table", { table: path ?? "", tables: names.join(", ") });
  }
  return table;
}

interface StageInput {
  readonly staging: string;
  readonly opened: OpenedTable;
  readonly load: FileLoad;
  readonly datasetId: number;
  readonly totalBytes: number;
  readonly progress: Progress;
}

/** Streams all rows into the staging table; what cannot be read as a row is set down at once. */
async function stage(
  ctx: Context,
  input: StageInput,
): Promise<{ rows: number; refusedRows: number; refusedCells: number }> {
  const counts = { rows: 0, refusedRows: 0, refusedCells: 0 };
  const { load, datasetId, totalBytes, progress } = input;
  async function* bytes(): AsyncGenerator<Buffer> {
    for await (const batch of input.opened.batches()) {
      counts.rows += batch.rows;
      if (batch.refused.length > 0) {
        for (const { column } of batch.refused) column === "" ? counts.refusedRows++ : counts.refusedCells++;
        await quarantineRows(
          ctx,
          batch.refused.map(({ rowNumber, column, value, reason }) => ({
            datasetId,
            loadId: load.id,
            rowNumber,
            column,
            value,
            code: reason.code,
          })),
        );
      }
      await progress(batch.readBytes, totalBytes, {
        vi: `Đã đọc ${counts.rows.toLocaleString("vi")} dòng`,
        en: `${counts.rows.toLocaleString("en")} rows read`,
      });
      if (batch.bytes.length > 0)
        yield Buffer.from(batch.bytes.buffer, batch.bytes.byteOffset, batch.bytes.length);
    }
  }
  await insertStaging(ctx, input.staging, Readable.from(bytes(), { objectMode: false }));
  return counts;
}

interface StoreInput {
  readonly dataset: DatasetRow;
  readonly version: number;
  readonly current: VersionRow | undefined;
  readonly staging: string;
  readonly columns: readonly LoadColumn[];
  readonly mode: "replace" | "append" | "upsert";
  readonly rows: number;
}

async function store(
  ctx: Context,
  input: StoreInput,
): Promise<{ table: string; columns: StoredColumn[]; typed: TypedColumn[] }> {
  const { dataset, staging, current, mode, rows } = input;
  const draft = input.columns.map(
    (column): TypedColumn => ({ ...column, physical: "", nullable: true, wide: false, searched: false }),
  );
  const facts = await inspectTyped(ctx, typedRelation(staging, draft), draft);
  const classes = new Map(dataset.columns.map((column) => [column.name, column.class]));
  const typed = input.columns.map((column): TypedColumn => {
    const nullable = (facts.nulls.get(column.name) ?? 0) > 0;
    const low = column.distinct <= 10_000 && column.distinct * 5 < rows;
    const searched = column.type === "text" && (classes.get(column.name) ?? "none") === "none";
    return {
      ...column,
      nullable,
      wide: facts.wide.has(column.name),
      searched,
      physical: physicalType(column.type, { nullable, low }),
    };
  });
  const table = versionTable(ctx, dataset.id, input.version);
  const added = typedRelation(staging, typed);
  if (mode === "replace" || !current) {
    const columns = typed.map(storedOf);
    await createVersionTable(ctx, table, columns);
    await fillVersion(ctx, { table, columns, from: added, order: "_row" });
    return { table, columns, typed };
  }
  const columns = mergeColumns(current.columns, typed);
  await createVersionTable(ctx, table, columns);
  const base = versionTable(ctx, dataset.id, current.number);
  const from = mergedRelation({
    base,
    baseColumns: current.columns,
    added,
    addedColumns: typed,
    columns,
    key: mode === "upsert" ? dataset.key : [],
  });
  await fillVersion(ctx, { table, columns, from, order: "_part, _row" });
  return { table, columns, typed };
}

function storedOf({ name, type, physical, nullable, wide, searched }: StoredColumn): StoredColumn {
  return { name, type, physical, nullable, wide, searched };
}

/** Columns of the version before and of the file together, each wide enough for both. */
function mergeColumns(before: readonly StoredColumn[], added: readonly StoredColumn[]): StoredColumn[] {
  const names = [...new Set([...before.map(({ name }) => name), ...added.map(({ name }) => name)])];
  return names.map((name) => {
    const old = before.find((one) => one.name === name);
    const fresh = added.find((one) => one.name === name);
    const type = old && fresh ? commonType(old.type, fresh.type) : ((old ?? fresh)?.type ?? "text");
    const nullable =
      !old || !fresh || old.nullable || fresh.nullable || old.type !== type || fresh.type !== type;
    const low = [old, fresh].every((one) => !one || one.physical.startsWith("LowCardinality"));
    const searched = type === "text" && (old?.searched ?? fresh?.searched ?? false);
    return {
      name,
      type,
      nullable,
      wide: Boolean(old?.wide || fresh?.wide),
      searched,
      physical: physicalType(type, { nullable, low }),
    };
  });
}

export async function writeParquet(
  ctx: Context,
  table: string,
  columns: readonly StoredColumn[],
): Promise<{ hash: string; bytes: number }> {
  const names = columns.map(({ name, physical }) =>
    physical.startsWith("LowCardinality")
      ? `CAST(\`${name}\`, '${plainType(physical)}') AS \`${name}\``
      : `\`${name}\``,
  );
  const body = await ctx.clickhouse.stream(
    `SELECT ${names.join(", ")} FROM ${table} ORDER BY _id`,
    {},
    "Parquet",
  );
  return ctx.files.put(body, mostParquetBytes);
}

function plainType(physical: string): string {
  return physical.replace(/^LowCardinality\((.*)\)$/, "$1");
}

function stopwatch(): () => number {
  let last = performance.now();
  return () => {
    const now = performance.now();
    const seconds = Math.round(now - last) / 1_000;
    last = now;
    return seconds;
  };
}
