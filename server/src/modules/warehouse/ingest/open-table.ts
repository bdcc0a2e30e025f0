/** A table of a file, opened: its headings, what the file says of types, and its rows as bytes for staging. */
import { type Notice, ReaderError, type Reason } from "@dothi/readers";
import {
  createRowEncoder,
  createRowReader,
  type Dialect,
  dialectOf,
  SNIFF_BYTES,
  type SniffResult,
  sniff,
} from "@dothi/tabular";
import type { ColumnType } from "../column-types.ts";
import type { ReadingAnswers } from "../schema/loads.ts";
import type { FileTable } from "./source-file.ts";

export interface RefusedRow {
  readonly rowNumber: number;
  /** Empty = the whole row. */
  readonly column: string;
  readonly value: string;
  readonly reason: Reason;
}

/** Some rows as RowBinary (`UInt64` row number, then one string a column). */
export interface EncodedBatch {
  readonly bytes: Uint8Array;
  readonly rows: number;
  readonly refused: readonly RefusedRow[];
  /** Bytes of the file read so far, for progress; 0 where that is not known. */
  readonly readBytes: number;
}

export interface OpenedTable {
  readonly headings: readonly string[];
  readonly hints: readonly (ColumnType | null)[];
  readonly units: readonly (string | null)[];
  readonly dialect: Dialect | null;
  readonly sniffed: SniffResult | null;
  /** Complete after the rows have been read. */
  readonly notices: () => readonly Notice[];
  readonly batches: () => AsyncIterable<EncodedBatch>;
}

const batchBytes = 1_048_576;

export function openTable(table: FileTable, answers: ReadingAnswers): Promise<OpenedTable> {
  return table.reader ? openReader(table.reader) : openDelimited(table, answers);
}

async function openDelimited(table: FileTable, answers: ReadingAnswers): Promise<OpenedTable> {
  const head = await table.source.read(0, SNIFF_BYTES + 1);
  const complete = head.length <= SNIFF_BYTES;
  const { dayMonth: _asked, ...choices } = answers;
  const found = sniff(head, { ...(choices as object), complete });
  const dialect = dialectOf(found);
  return {
    headings: found.columns.map(({ name }) => name),
    hints: found.columns.map(() => null),
    units: found.columns.map(() => null),
    dialect,
    sniffed: found,
    // Day and month are decided over all rows (ingest/columns.ts), not by the start of the file.
    notices: () =>
      found.warnings
        .filter(({ code }) => code !== "day-month-ambiguous")
        .map(({ code, vi, en }) => ({ code, vi, en })),
    batches: () => encodeDelimited(table, dialect, found.columns.length),
  };
}

async function* encodeDelimited(
  table: FileTable,
  dialect: Dialect,
  columns: number,
): AsyncGenerator<EncodedBatch> {
  const encoder = createRowEncoder(columns);
  let refused: RefusedRow[] = [];
  const reader = createRowReader(dialect, (batch) => {
    for (let i = 0; i < batch.count; i++) encoder.add(batch.row(i));
    for (const { rowNumber, reason, raw } of batch.refusals)
      refused.push({ rowNumber, column: "", value: raw, reason });
  });
  let readBytes = 0;
  const take = (): EncodedBatch => {
    const batch = { rows: encoder.rows, bytes: encoder.take(), refused, readBytes };
    refused = [];
    return batch;
  };
  for await (const chunk of table.source.stream()) {
    reader.push(chunk);
    readBytes += chunk.length;
    if (encoder.bytes >= batchBytes) yield take();
  }
  reader.end();
  yield take();
}

async function openReader(reader: NonNullable<FileTable["reader"]>): Promise<OpenedTable> {
  const columns = await reader.columns();
  return {
    headings: columns.map(({ name }) => name),
    hints: columns.map(({ typeHint }) => typeHint),
    units: columns.map(({ unit }) => unit ?? null),
    dialect: null,
    sniffed: null,
    notices: () => reader.notices,
    batches: () => encodeReader(reader, columns.length),
  };
}

async function* encodeReader(
  reader: NonNullable<FileTable["reader"]>,
  columns: number,
): AsyncGenerator<EncodedBatch> {
  const encoder = createRowEncoder(columns);
  let refused: RefusedRow[] = [];
  const take = (): EncodedBatch => {
    const batch = { rows: encoder.rows, bytes: encoder.take(), refused, readBytes: 0 };
    refused = [];
    return batch;
  };
  try {
    for await (const batch of reader.rows()) {
      for (const [i, row] of batch.rows.entries()) encoder.addTexts(batch.rowNumbers[i] ?? 0, row);
      for (const one of batch.refusals)
        refused.push({
          rowNumber: one.rowNumber,
          column: one.column ?? "",
          value: one.raw,
          reason: one.reason,
        });
      if (encoder.bytes >= batchBytes) yield take();
    }
  } catch (error) {
    // What was read before the break is kept; the reader's notices say where it broke off.
    if (!(error instanceof ReaderError) || (encoder.rows === 0 && refused.length === 0)) throw error;
    refused.push({ rowNumber: 0, column: "", value: "", reason: error.reason });
  }
  yield take();
}
