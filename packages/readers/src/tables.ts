/** Tables out of one file, whatever its format. */
import type { Notice, Reason } from "./reasons.ts";

/** What the values of a column are in the file itself; null where the file does not say. */
export type TypeHint =
  | "text"
  | "integer"
  | "number"
  | "boolean"
  | "date"
  | "datetime"
  | "time"
  | "json"
  | "geometry"
  | null;

/** A column as the file has it. Names may be empty or repeated: making them unique is the caller's. */
export interface SourceColumn {
  readonly name: string;
  readonly typeHint: TypeHint;
  /** "%" for fractions formatted as percent, "s" for elapsed times. */
  readonly unit?: string;
}

/** A cell (`column` set: it reads as null in its row) or a whole row (not delivered) that could not be used. */
export interface RowRefusal {
  readonly rowNumber: number;
  readonly column?: string;
  readonly reason: Reason;
  /** As in the file, cut after 1,000 characters. */
  readonly raw: string;
}

/** Some rows in the order of the file; `rows[i]` has the number `rowNumbers[i]` and one cell a column. */
export interface RowBatch {
  readonly rows: (string | null)[][];
  readonly rowNumbers: number[];
  readonly refusals: RowRefusal[];
}

/**
 * One table. `columns()` may read the whole file (once; the answer is kept); `rows()` can be called again.
 * `notices` grows while reading: complete after `rows()` has ended.
 */
export interface TableReader {
  readonly name: string;
  readonly notices: Notice[];
  columns(): Promise<SourceColumn[]>;
  rows(): AsyncIterable<RowBatch>;
}

/** Bounds; the defaults are in `DEFAULT_LIMITS`. */
export interface ReadLimits {
  /** Rows in a batch. */
  readonly batchRows: number;
  readonly maxColumns: number;
  /** Characters of one cell. */
  readonly maxCellChars: number;
  /** Characters of one JSON row. */
  readonly maxRowChars: number;
  /** Characters of the string table of a workbook. */
  readonly maxSharedStringChars: number;
  /** Levels of a nested JSON cell. */
  readonly maxDepth: number;
  /** Bytes of a column-oriented JSON file. */
  readonly maxColumnarBytes: number;
  /** Unpacked bytes of one part of a workbook. */
  readonly maxPartBytes: number;
}

/** The bounds used where the caller gives none. */
export const DEFAULT_LIMITS: ReadLimits = {
  batchRows: 1000,
  maxColumns: 2000,
  maxCellChars: 4_194_304,
  maxRowChars: 16_777_216,
  maxSharedStringChars: 134_217_728,
  maxDepth: 64,
  maxColumnarBytes: 67_108_864,
  maxPartBytes: 17_179_869_184,
};

/** A batch being filled. */
export interface BatchBuilder {
  rows: (string | null)[][];
  rowNumbers: number[];
  refusals: RowRefusal[];
}

/** An empty batch. */
export function newBatch(): BatchBuilder {
  return { rows: [], rowNumbers: [], refusals: [] };
}

/** True when a batch is large enough to be given out. */
export function isFull(batch: BatchBuilder, limits: ReadLimits): boolean {
  return batch.rows.length >= limits.batchRows || batch.refusals.length >= limits.batchRows;
}

/** True when a batch holds nothing. */
export function isBlank(batch: BatchBuilder): boolean {
  return batch.rows.length === 0 && batch.refusals.length === 0;
}
