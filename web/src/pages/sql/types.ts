/** What the warehouse sends and takes for SQL; the server's own names. */
import type { Bilingual } from "../registry/types.ts";
import type { Cell, ColumnType } from "../warehouse-in/types.ts";

/** What starts a query. */
export type SqlInput = { sql: string; purpose?: string; limit?: number; queryId?: string };

/** One column of a result. */
export type ResultColumn = { name: string; type: ColumnType; masked: boolean };

/** Rows of a query. */
export type SqlResult = {
  columns: ResultColumn[];
  rows: Cell[][];
  truncated: boolean;
  milliseconds: number;
  rowsRead: number;
  bytesRead: number;
  tables: { name: string; version: number | null }[];
};

/** Forms in which a result can be saved. */
export const EXPORT_FORMATS = ["csv", "csv-excel", "xlsx", "parquet", "json"] as const;

/** One of {@link EXPORT_FORMATS}. */
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Where a column of the result comes from. */
export type ColumnSource = { column: string; from: { table: string; column: string }[]; how: string };

/** What a query would do, without running it. `position` counts from 0; line and column from 1. */
export type SqlCheck = {
  ok: boolean;
  problem: { code: string; message: Bilingual; position: number; line: number; column: number } | null;
  columns: { name: string; type: ColumnType }[];
  lineage: ColumnSource[];
};

/** A table that can be asked. */
export type SchemaTable = {
  name: string;
  title: Bilingual;
  theme: string;
  rowCount: number | null;
  columns: { name: string; type: ColumnType; label: Bilingual; masked: boolean }[];
};

/** Everything that can stand in a query. */
export type SqlSchema = {
  tables: SchemaTable[];
  functions: { name: string; signature: string; vi: string; en: string }[];
  keywords: string[];
  limits: { maxSeconds: number; maxRows: number; maxMemoryBytes: number };
};

/** How the chart of a result is drawn; column names. */
export type ChartSpec = { type: "line" | "bar" | "scatter"; x: string; y: string; series: string };

/** What is kept of a query. */
export type SavedQueryInput = { title: string; sql: string; shared?: boolean; chart?: ChartSpec | null };

/** A kept query. */
export type SavedQuery = {
  id: string;
  title: string;
  sql: string;
  shared: boolean;
  mine: boolean;
  author: string;
  chart: Record<string, unknown> | null;
  updatedAt: string;
  materialises: {
    dataset: string;
    cron: string | null;
    lastRunAt: string | null;
    nextRunAt: string | null;
  } | null;
};

/** What makes a dataset out of a query. */
export type MaterialiseInput = {
  dataset: string;
  title: string;
  theme: string;
  agencyCode: string;
  cron: string | null;
};
