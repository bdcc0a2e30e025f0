/** What the warehouse sends and takes for files, loads, sources and connections; the server's own names. */
import type { Bilingual } from "../registry/types.ts";

/** Types of a column. */
export const COLUMN_TYPES = [
  "text",
  "integer",
  "number",
  "boolean",
  "date",
  "datetime",
  "time",
  "json",
  "geometry",
] as const;

/** One of {@link COLUMN_TYPES}. */
export type ColumnType = (typeof COLUMN_TYPES)[number];

/** A value of a row. */
export type Cell = string | number | boolean | null;

/** What a person answered where the program would have had to guess. */
export type ReadingAnswers = {
  encoding?: string;
  delimiter?: "," | ";" | "\t" | "|";
  decimal?: "." | ",";
  headerRow?: boolean;
  dayMonth?: "day-first" | "month-first";
};

/** A remark in both languages, of a column or of the file. */
export type Notice = { code: string; vi: string; en: string; column?: string };

/** One column of a preview. */
export type PreviewColumn = {
  name: string;
  sourceName: string;
  type: ColumnType;
  unit: string | null;
  ambiguousDayMonth: boolean;
};

/** What is in a file. */
export type FilePreview = {
  format: string;
  tables: { path: string; name: string; format: string; hidden: boolean; bytes: number | null }[];
  table: string;
  suggestedName: string;
  suggestedTitle: string;
  dialect: { encoding: string; delimiter: string; decimal: string; headerRow: boolean } | null;
  columns: PreviewColumn[];
  rows: (string | null)[][];
  notices: Notice[];
  sampled: boolean;
};

/** How the rows of a file go into a dataset. */
export type LoadMode = "replace" | "append" | "upsert";

/** What starts a load. */
export type NewLoad = {
  fileHash: string;
  fileName: string;
  table?: string;
  answers?: ReadingAnswers;
  mode?: LoadMode;
  note?: string;
  draft?: boolean;
};

/** A refusal in words. */
export type Failure = { code: string; title: Bilingual; remedy: Bilingual };

/** What became of each column. */
export type ReportColumn = {
  name: string;
  sourceName: string;
  type: ColumnType;
  format: string | null;
  filled: number;
  quarantined: number;
  unit: string | null;
  why: Bilingual;
};

/** What became of a file. */
export type LoadReport = {
  format: string;
  encoding: string | null;
  delimiter: string | null;
  rowsRead: number;
  rowsLoaded: number;
  rowsRefused: number;
  cellsQuarantined: number;
  notices: Notice[];
  columns: ReportColumn[];
  seconds: { read: number; type: number; store: number; file: number; check: number };
};

/** A load and what became of it. */
export type Load = {
  id: string;
  dataset: string;
  state: "queued" | "running" | "done" | "unchanged" | "failed";
  mode: LoadMode;
  fileName: string;
  fileHash: string | null;
  fileBytes: number | null;
  sourceId: string | null;
  author: string;
  jobId: string | null;
  createdAt: string;
  finishedAt: string | null;
  version: number | null;
  report: LoadReport | null;
  error: Failure | null;
};

/** The job of a load. */
export type Job = {
  id: string;
  state: "queued" | "running" | "done" | "failed";
  done: number;
  total: number;
  message: Bilingual | null;
  error: Failure | null;
};

/** One cell or row that did not fit. */
export type QuarantineItem = {
  rowNumber: number;
  column: string | null;
  value: string;
  code: string;
  reason: Bilingual;
};

/** A page of what did not fit. */
export type QuarantinePage = { items: QuarantineItem[]; total: number; nextCursor: string | null };

/** A dataset as the catalogue lists it; what this page needs of it. */
export type DatasetCard = {
  name: string;
  title: Bilingual;
  theme: string;
  agency: { code: string; name: Bilingual };
  access: "open" | "city" | "agency";
  kind: "table" | "live" | "query";
  rowCount: number | null;
  version: number | null;
  updatedAt: string | null;
};

/** One version; what this page needs of it. */
export type Version = {
  number: number;
  state: "draft" | "published" | "withdrawn";
  loadId: string | null;
  heldBack: Bilingual | null;
};

/** One dataset; what this page needs of it. */
export type Dataset = DatasetCard & {
  key: string[];
  columns: { name: string; type: ColumnType; label: Bilingual }[];
  may: { load: boolean; publish: boolean };
  pending: Version | null;
};

/** What makes a dataset. */
export type NewDataset = {
  name?: string;
  title: Bilingual;
  description?: Bilingual;
  theme: string;
  agencyCode: string;
  access?: "city" | "agency";
  updateEvery?: string | null;
  key?: string[];
};

/** A theme of the catalogue. */
export type Theme = { code: string; label: Bilingual };

/** Where a source fetches from. */
export type SourceConfig =
  | { kind: "url"; url: string; table?: string }
  | { kind: "database"; connectionId: string; query: string }
  | { kind: "ckan"; url: string; filter?: string; theme?: string }
  | { kind: "dcat"; url: string; theme?: string };

/** What makes a source. */
export type NewSource = {
  title: string;
  agencyCode: string;
  dataset?: string;
  config: SourceConfig;
  mode?: LoadMode;
  cron?: string | null;
};

/** A change of a source. */
export type SourceChange = Partial<
  Pick<Source, "title" | "mode" | "cron" | "enabled"> & { config: SourceConfig }
>;

/** A source and how it goes. */
export type Source = {
  id: string;
  title: string;
  agency: { code: string; name: Bilingual };
  dataset: string | null;
  kind: "upload" | "url" | "database" | "ckan" | "dcat" | "live";
  config: SourceConfig | null;
  mode: LoadMode;
  cron: string | null;
  enabled: boolean;
  state: "never-run" | "ok" | "running" | "failed" | "paused";
  lastRunAt: string | null;
  lastSuccessAt: string | null;
  nextRunAt: string | null;
  lagMinutes: number | null;
  failuresInRow: number;
  lastError: Failure | null;
};

/** One run of a source. */
export type SourceRun = {
  id: string;
  startedAt: string;
  finishedAt: string | null;
  outcome: "running" | "loaded" | "unchanged" | "failed" | "harvested";
  loadId: string | null;
  message: Bilingual | null;
  counts: Record<string, number>;
  error: Failure | null;
};

/** A stored way to a database; the password never comes back. */
export type Connection = {
  id: string;
  title: string;
  agency: { code: string; name: Bilingual };
  engine: "postgresql" | "mysql";
  host: string;
  port: number;
  database: string;
  user: string;
  tls: "require" | "prefer" | "off";
  usedBy: number;
};

/** What makes a connection. */
export type NewConnection = Omit<Connection, "id" | "agency" | "usedBy"> & {
  agencyCode: string;
  password: string;
};

/** What a test of a connection found. */
export type ConnectionTest = {
  ok: boolean;
  milliseconds: number;
  serverVersion: string | null;
  tables: string[];
  error: Bilingual | null;
  sample?: Cell[][];
};
