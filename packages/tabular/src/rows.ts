/** What a row reader gives: batches of rows whose cells are read on demand. */

import type { Reason } from "./reasons.ts";
import type { TimeReader } from "./time.ts";

/**
 * One row. `batch.row(i)` always gives the same object, moved to that row: read it before asking for the next,
 * and keep nothing of it after the callback has returned. Columns count from 0; a cell beyond the last is blank.
 */
export interface Row {
  /** Row of the sheet as Excel shows it: from 1, header and blank rows counted, a quoted line break not. */
  readonly rowNumber: number;
  /** First line of the row in the file, from 1. Differs from `rowNumber` after a quoted line break. */
  readonly lineNumber: number;
  /** Cells in the row, absent ones not counted. */
  readonly cellCount: number;
  /** Text in NFC, spaces kept. The same short text again costs no new string. */
  text(column: number): string;
  /** The number by the decimal and grouping mark of the dialect, null when missing, or why it is refused. */
  number(column: number): number | null | Reason;
  /** Any reader over bytes (`timeReader`, `numberReader`) on the content of a cell. */
  read<T>(column: number, reader: (bytes: Uint8Array, start: number, end: number) => T): T;
  /** The time in a cell; make the reader once with `timeReader(format, zone)`. */
  time(column: number, reader: TimeReader): number | Reason;
  /** The cell is absent or has nothing but spaces. */
  isEmpty(column: number): boolean;
  /** Content of a cell as bytes of UTF-8, quotes removed; a view that holds until the callback returns. */
  bytes(column: number): Uint8Array;
  /** The row as written, without its line break, at most 2,000 bytes. */
  raw(): string;
}

/** A row that was not read, and why. */
export interface RowRefusal {
  readonly rowNumber: number;
  readonly lineNumber: number;
  readonly reason: Reason;
  /** The line as written, at most 2,000 bytes. */
  readonly raw: string;
}

/** Some rows in the order of the file, with the refusals met among them. */
export interface RowBatch {
  /** Names of the columns; empty when the dialect has no header row. */
  readonly header: readonly string[];
  readonly count: number;
  /** Row `index` (0 to `count` − 1) of the batch; always the same object. */
  row(index: number): Row;
  readonly refusals: readonly RowRefusal[];
}

/** Counts of a whole file: rows = delivered + refused + blank + repeatedHeaders + head. */
export interface ReadSummary {
  /** Lines of the file by its line breaks. */
  readonly lines: number;
  /** Rows as Excel counts them. */
  readonly rows: number;
  readonly delivered: number;
  readonly refused: number;
  /** Rows with nothing but delimiters. */
  readonly blank: number;
  /** Rows equal to the header, met again further down. */
  readonly repeatedHeaders: number;
  /** Preamble and header. */
  readonly head: number;
  readonly bytes: number;
}
