/** The shape of a delimited file: everything a reader must know before the first row. */

/** Encodings that can be read. Everything is turned into UTF-8 before rows are split. */
export const ENCODINGS = [
  "utf-8",
  "utf-16le",
  "utf-16be",
  "windows-1258",
  "windows-1252",
  "tcvn3",
  "viscii",
  "vni",
] as const;

/** Name of an encoding. */
export type Encoding = (typeof ENCODINGS)[number];

/** Character between two cells. */
export type Delimiter = "," | ";" | "\t" | "|";

/** Character around a cell that holds a delimiter or a line break; doubled inside it. Null: none. */
export type Quote = '"' | "'" | null;

/** Character before the fraction of a number. */
export type DecimalMark = "." | ",";

/** Character between groups of three digits. " " also stands for the two no-break spaces. Null: none. */
export type ThousandsMark = "." | "," | " " | "'" | null;

/** How to read one file; plain data, safe to keep as JSON. */
export interface Dialect {
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  readonly quote: Quote;
  readonly decimal: DecimalMark;
  readonly thousands: ThousandsMark;
  /** Rows above the header (titles, notes, blank lines). */
  readonly preambleLines: number;
  /** The first row after the preamble names the columns. */
  readonly headerRow: boolean;
  /** Number of columns; a row with further cells that are not empty is refused. 0 or absent: not known. */
  readonly columnCount?: number;
}

/** The dialect of RFC 4180 with a header row. */
export const RFC_4180: Dialect = {
  encoding: "utf-8",
  delimiter: ",",
  quote: '"',
  decimal: ".",
  thousands: null,
  preambleLines: 0,
  headerRow: true,
};
