/** The table of a Parquet file, read in slices of its row groups. */
import {
  type AsyncBuffer,
  type FileMetaData,
  parquetMetadataAsync,
  parquetRead,
  parquetSchema,
} from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { type ColumnReader, columnReaders, PARSERS } from "./parquet-values.ts";
import { asReaderError, type Notice, notice, ReaderError } from "./reasons.ts";
import type { ByteSource } from "./source.ts";
import {
  type BatchBuilder,
  isBlank,
  isFull,
  newBatch,
  type ReadLimits,
  type RowBatch,
  type TableReader,
} from "./tables.ts";

/** Values held at once, and unpacked bytes of a slice. */
const SLICE_CELLS = 500_000;
const SLICE_BYTES = 67_108_864;
const MAX_PAGE_BYTES = 268_435_456;
const MAX_METADATA_BYTES = 134_217_728;

/** Opens the table. Throws `parquet-damaged`. */
export async function openParquet(source: ByteSource, limits: ReadLimits): Promise<TableReader> {
  const file = asyncBuffer(source);
  let metadata: FileMetaData;
  let readers: ColumnReader[];
  try {
    await checkFooter(source);
    metadata = await parquetMetadataAsync(file, { parsers: PARSERS });
    readers = columnReaders(metadata, parquetSchema(metadata).children);
  } catch (error) {
    throw asReaderError(error, "parquet-damaged");
  }
  const notices: Notice[] = [];
  if (readers.length > limits.maxColumns) {
    notices.push(notice("too-many-columns", { limit: limits.maxColumns }));
    readers = readers.slice(0, limits.maxColumns);
  }
  return {
    name: "",
    notices,
    columns: async () => readers.map(({ name, typeHint }) => ({ name, typeHint })),
    rows: () => readRows({ file, metadata, readers, limits, notices }),
  };
}

interface Open {
  readonly file: AsyncBuffer;
  readonly metadata: FileMetaData;
  readonly readers: readonly ColumnReader[];
  readonly limits: ReadLimits;
  readonly notices: Notice[];
}

async function* readRows(open: Open): AsyncGenerator<RowBatch> {
  let batch = newBatch();
  let groupStart = 0;
  for (const group of open.metadata.row_groups) {
    const count = Number(group.num_rows);
    const bytes = Number(group.total_byte_size);
    const byBytes = Math.floor(count / Math.max(1, Math.ceil(bytes / SLICE_BYTES)));
    const step = Math.max(1000, Math.min(byBytes, Math.ceil(SLICE_CELLS / Math.max(1, open.readers.length))));
    for (let start = 0; start < count; start += step) {
      const from = groupStart + start;
      const to = groupStart + Math.min(count, start + step);
      for (const [index, values] of (await readSlice(open, from, to)).entries()) {
        addRow(batch, open, values, from + index + 1);
        if (isFull(batch, open.limits)) {
          yield batch;
          batch = newBatch();
        }
      }
    }
    groupStart += count;
  }
  if (!isBlank(batch)) yield batch;
}

/** The rows of a slice; none, and a notice, when that part of the file is damaged. */
async function readSlice(open: Open, rowStart: number, rowEnd: number): Promise<unknown[][]> {
  let rows: unknown[][] = [];
  try {
    await parquetRead({
      file: open.file,
      metadata: open.metadata,
      rowStart,
      rowEnd,
      compressors: BOUNDED,
      parsers: PARSERS,
      useOffsetIndex: true,
      onComplete: (found: unknown[][]) => {
        rows = found;
      },
    });
  } catch (error) {
    const detail = error instanceof Error ? error.message : "?";
    const told = open.notices.some((one) => one.code === "parquet-rows" && one.row === rowStart + 1);
    if (!told) open.notices.push(notice("parquet-rows", { row: rowStart + 1, end: rowEnd, detail }));
  }
  return rows;
}

function addRow(
  batch: BatchBuilder,
  { readers, limits }: Open,
  values: readonly unknown[],
  rowNumber: number,
): void {
  const cells: (string | null)[] = [];
  for (let i = 0; i < readers.length; i++) {
    const reader = readers[i];
    const value = values[i];
    if (!reader || value === null || value === undefined) {
      cells.push(null);
      continue;
    }
    const text = reader.text(value);
    const isLong = text !== null && text.length > limits.maxCellChars;
    cells.push(isLong ? null : text);
    if (text === null || isLong) {
      const code = isLong
        ? "cell-too-long"
        : reader.typeHint === "geometry"
          ? "geo-invalid"
          : "json-not-finite";
      const details = { row: rowNumber, column: reader.name, limit: limits.maxCellChars };
      batch.refusals.push({
        rowNumber,
        column: reader.name,
        reason: notice(code, details),
        raw: String(text ?? value).slice(0, 1000),
      });
    }
  }
  batch.rows.push(cells);
  batch.rowNumbers.push(rowNumber);
}

type Decompress = (input: Uint8Array, outputLength: number) => Uint8Array;

/** The decompressors, refusing pages that claim to unpack to more than a page ever does. */
const BOUNDED = Object.fromEntries(
  Object.entries(compressors as Record<string, Decompress>).map(([codec, unpack]) => [
    codec,
    (input: Uint8Array, outputLength: number) => {
      if (outputLength < 0 || outputLength > MAX_PAGE_BYTES)
        throw new ReaderError("too-many-bytes", { limit: MAX_PAGE_BYTES });
      return unpack(input, outputLength);
    },
  ]),
);

async function checkFooter(source: ByteSource): Promise<void> {
  const tail = await source.read(source.size - 8, source.size);
  if (source.size < 12 || tail.length < 8) throw new ReaderError("parquet-damaged", { detail: "PAR1" });
  const length = new DataView(tail.buffer, tail.byteOffset).getUint32(0, true);
  if (length > Math.min(MAX_METADATA_BYTES, source.size - 8))
    throw new ReaderError("parquet-damaged", { detail: "PAR1" });
}

function asyncBuffer(source: ByteSource): AsyncBuffer {
  return {
    byteLength: source.size,
    async slice(start, end = source.size) {
      const from = start < 0 ? source.size + start : start;
      return new Uint8Array(await source.read(from, end)).buffer;
    },
  };
}
