/** Shapes of the import's answers, as the server writes them. */
import type { Bilingual } from "../telemetry/types.ts";

/** What the cells of a column look like. */
export type ColumnGuess = "integer" | "decimal" | "time" | "date" | "text" | "empty";

/** How times are written; the server's own names. */
export const TIME_FORMATS = [
  "iso",
  "dd/MM/yyyy",
  "MM/dd/yyyy",
  "yyyy/MM/dd",
  "yyyyMMddHHmm",
  "epoch-s",
  "epoch-ms",
  "excel-serial",
] as const;

/** One of {@link TIME_FORMATS}. */
export type TimeFormat = (typeof TIME_FORMATS)[number];

/** Encodings that can be read. */
export const ENCODINGS = [
  "utf-8",
  "utf-16le",
  "utf-16be",
  "windows-1258",
  "tcvn3",
  "vni",
  "viscii",
  "windows-1252",
] as const;

/** Character between two cells. */
export type Delimiter = "," | ";" | "\t" | "|";

/** One column of the sample. */
export type ColumnProfile = {
  index: number;
  name: string;
  guess: ColumnGuess;
  timeFormat?: TimeFormat;
  ambiguousDayMonth?: boolean;
  samples: string[];
  distinct: number;
  filled: number;
};

/** A remark in both languages. */
export type Notice = Bilingual & { code: string };

/** How to read the file. */
export type Dialect = {
  encoding: string;
  delimiter: Delimiter;
  quote: '"' | "'" | null;
  decimal: "." | ",";
  thousands: "." | "," | " " | "'" | null;
  preambleLines: number;
  headerRow: boolean;
  columnCount: number;
};

/** What the look at the start of the file found. */
export type Sniff = Dialect & {
  columns: ColumnProfile[];
  shape: "wide" | "long" | "unknown";
  confidence: number;
  rowsSampled: number;
  warnings: Notice[];
};

type TimeSource = { columns: number[]; format: TimeFormat; zone: string };

/** A mapping to begin with. */
export type Suggestion =
  | {
      shape: "wide";
      time: TimeSource;
      station?: { column?: number };
      values: { column: number; property: string }[];
    }
  | { shape: "long"; time: TimeSource; series: { columns: number[] }; value: number; property?: number };

/** Answer of a preview. */
export type Preview = {
  sniff: Sniff;
  rows: string[][];
  suggestion: { mapping: Suggestion | null; confidence: number; notes: Notice[] };
};

/** Answers of the person that replace guesses. */
export type Answers = {
  encoding?: string;
  delimiter?: Delimiter;
  decimal?: "." | ",";
  headerRow?: boolean;
};

/** A text of a column, in how many rows, and what it names if that is known. */
export type ColumnText = { text: string; rows: number; thing: string | null; property: string | null };

/** The different texts of some columns of the whole file. */
export type ColumnTexts = {
  columns: { column: number; texts: ColumnText[]; more: boolean }[];
  rowsRead: number;
  complete: boolean;
};

/** What the time of a reading means. */
export type TimeLabel = "instant" | "start" | "end";

/** How a file is read into series. */
export type ImportPlan = {
  dialect: Dialect;
  time: TimeSource;
  timeLabel: TimeLabel;
  stationColumn?: number;
  stations: { text: string; thing: string }[];
  values?: { column: number; property: string }[];
  long?: { value: number; propertyColumn: number; properties: { text: string; property: string }[] };
  intervalSeconds: number;
};

/** A station to be created with the import. */
export type NewThing = {
  code: string;
  nameVi: string;
  nameEn: string;
  kind: string;
  agencyCode: string | null;
  lon: number;
  lat: number;
};

/** What starts an import. */
export type NewImport = { fileHash: string; fileName: string; plan: ImportPlan; newThings?: NewThing[] };

/** An import and what became of it. */
export type ImportRow = {
  id: string;
  fileHash: string;
  fileName: string;
  fileBytes: number;
  mapping: ImportPlan;
  jobId: string | null;
  state: "queued" | "running" | "done" | "failed";
  rowsRead: number;
  rowsRefused: number;
  observations: number;
  unchanged: number;
  refusedHash: string | null;
  createdAt: string;
  finishedAt: string | null;
};

/** The job of an import. */
export type Job = {
  id: string;
  state: ImportRow["state"];
  done: number;
  total: number;
  message: Bilingual | null;
  error: { code: string; title: Bilingual; remedy: Bilingual } | null;
};
