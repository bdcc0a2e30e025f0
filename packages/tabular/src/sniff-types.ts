/** What a look at the start of a file finds out. */
import type { Dialect } from "./dialect.ts";
import type { TimeFormat } from "./time.ts";

/** What the cells of a column look like. */
export type ColumnGuess = "integer" | "decimal" | "time" | "date" | "text" | "empty";

/** One column of the sample. */
export interface ColumnProfile {
  readonly index: number;
  /** Header in NFC without outer spaces; "" without header. */
  readonly name: string;
  readonly guess: ColumnGuess;
  /** Format of a `time` or `date` column. */
  readonly timeFormat?: TimeFormat;
  /** Day-first and month-first both fit every value seen: ask. */
  readonly ambiguousDayMonth?: boolean;
  /** Up to 8 different values that are not blank. */
  readonly samples: readonly string[];
  /** Different values met in the sample, counted up to 1,000. */
  readonly distinct: number;
  /** Cells that are not blank. */
  readonly filled: number;
}

/** A notice for the person who brings the file. */
export interface SniffWarning {
  readonly code: string;
  readonly vi: string;
  readonly en: string;
}

/** A dialect with everything else that was found; can be given to `createRowReader` as it is. */
export interface SniffResult extends Dialect {
  readonly bom: boolean;
  readonly lineEnding: "\n" | "\r\n" | "\r";
  readonly columnCount: number;
  readonly columns: readonly ColumnProfile[];
  /** `wide`: a column for each property; `long`: a reading a row with a column that names what was measured. */
  readonly shape: "wide" | "long" | "unknown";
  /** 0–1: how surely delimiter and encoding are the right ones. */
  readonly confidence: number;
  readonly decimalConfidence: number;
  /** Data rows looked at. */
  readonly rowsSampled: number;
  readonly warnings: readonly SniffWarning[];
}

/** Answers already known; each replaces a guess. */
export interface SniffOptions {
  readonly encoding?: Dialect["encoding"];
  readonly delimiter?: Dialect["delimiter"];
  readonly quote?: Dialect["quote"];
  readonly decimal?: Dialect["decimal"];
  readonly headerRow?: boolean;
  /** The sample is the whole file. Default: true below 256 KiB. */
  readonly complete?: boolean;
}
