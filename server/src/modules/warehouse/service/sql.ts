/**
 * SQL of people: parsed, checked against lists, and compiled over the relations that the person may read. The text that
 * reaches the engine is ours; it runs as the reading user, read-only, with bounds on time, memory and rows.
 */
import {
  compileSelect,
  functions,
  keywords,
  type ParsedSelect,
  parseSelect,
  SqlError,
  type SqlTable,
} from "@dothi/sql";
import type { AdHocLimits } from "../../../kernel/clickhouse.ts";
import type { Context } from "../../../kernel/context.ts";
import { AppError } from "../../../kernel/errors.ts";
import { authorise } from "../../../kernel/policy.ts";
import type { ColumnType } from "../column-types.ts";
import { warehouseError } from "../errors.ts";
import { policy } from "../policy.ts";
import { mayRead, viewOf } from "../protect/view.ts";
import type { Cell } from "../schema/datasets.ts";
import type { SqlCheck, SqlInput, SqlResult, SqlSchema } from "../schema/use.ts";
import { listDatasetRows } from "../store/datasets.ts";
import { listCurrentVersions } from "../store/versions.ts";
import { bodyOf, type Download, type FileFormat, formats } from "./download.ts";
import { logRead, openReading, protectedOf, type Reading, todayOf } from "./reading.ts";

const defaultRows = 1_000;
const mostExportRows = 5_000_000;

function limitsOf(ctx: Context): AdHocLimits {
  return {
    maxSeconds: ctx.config.SQL_MAX_SECONDS,
    maxRows: 0,
    maxMemoryBytes: ctx.config.SQL_MAX_MEMORY_MB * 1_000_000,
    settings: { date_time_output_format: "iso", max_bytes_before_external_group_by: 0, max_threads: 2 },
  };
}

interface Prepared {
  readonly parsed: ParsedSelect;
  readonly readings: ReadonlyMap<string, Reading>;
  readonly compiled: ReturnType<typeof compileSelect>;
  readonly params: Record<string, unknown>;
}

/** Every table that the text names is opened as the person may see it; what they may not see does not exist. */
async function prepare(
  ctx: Context,
  text: string,
  options: { purpose?: string | undefined; maxRows?: number },
): Promise<Prepared> {
  try {
    const parsed = await parseSelect(text);
    const readings = new Map<string, Reading>();
    const tables = new Map<string, SqlTable>();
    const params: Record<string, unknown> = {};
    for (const { name, version } of parsed.tables) {
      const key = version === null ? name : `${name}@${version}`;
      if (readings.has(key)) continue;
      const reading = await openReading(ctx, name, {
        purpose: options.purpose,
        ...(version === null ? {} : { version }),
      }).catch((error: unknown) => {
        // Not there and not for the person are the same answer; the compiler gives it with its place in the text.
        if (error instanceof AppError && error.code === "warehouse.dataset-unknown") return undefined;
        throw error;
      });
      if (!reading) continue;
      readings.set(key, reading);
      tables.set(key, tableOf(reading, readings.size - 1, params));
    }
    const compiled = compileSelect(parsed, {
      tables,
      now: ctx.now(),
      ...(options.maxRows ? { maxRows: options.maxRows } : {}),
    });
    return { parsed, readings, compiled, params: { ...params, ...compiled.params } };
  } catch (error) {
    if (error instanceof SqlError) throw refused(error);
    throw error;
  }
}

/** The relation with its parameters under names of their own: two datasets may have rules of the same number. */
function tableOf({ relation }: Reading, index: number, params: Record<string, unknown>): SqlTable {
  let from = relation.from;
  for (const [name, value] of Object.entries(relation.params)) {
    from = from.replaceAll(`{${name}:`, `{t${index}_${name}:`);
    params[`t${index}_${name}`] = value;
  }
  return { from, columns: relation.columns.map(({ name, type, nullable }) => ({ name, type, nullable })) };
}

function refused(error: SqlError): AppError {
  const { code, position, line, column } = error;
  return warehouseError(
    "sql-refused",
    { reason: error.text.vi, reasonEn: error.text.en },
    { details: { sqlCode: code, position, line, column } },
  );
}

/** @throws `warehouse.sql-refused`, `warehouse.query-limit`, `kernel.query-refused` */
export async function runSql(ctx: Context, input: SqlInput): Promise<SqlResult> {
  authorise(ctx, policy, "query", "data");
  const startedAt = performance.now();
  const limit = input.limit ?? defaultRows;
  const { readings, compiled, params } = await prepare(ctx, input.sql, {
    purpose: input.purpose,
    maxRows: limit,
  });
  await logAll(ctx, readings, compiled.uses);
  const limits = limitsOf(ctx);
  const answer = await limited(limits, () =>
    ctx.clickhouse.adHocTable(
      compiled.sql,
      params,
      { ...limits, settings: { ...limits.settings, ...compiled.settings } },
      input.queryId && ownQueryId(ctx, input.queryId),
    ),
  );
  const masked = maskedColumns(readings, compiled.lineage);
  return {
    columns: compiled.columns.map(({ name, type }) => ({
      name,
      type: type as ColumnType,
      masked: masked.has(name),
    })),
    rows: answer.rows.slice(0, limit).map((row) => row.map(cellOf)),
    truncated: answer.rows.length > limit,
    milliseconds: Math.round((performance.now() - startedAt) * 10) / 10,
    rowsRead: answer.rowsRead,
    bytesRead: answer.bytesRead,
    tables: [...readings.values()].map(({ dataset, version }) => ({
      name: dataset.name,
      version: version?.number ?? null,
    })),
  };
}

/** Numbers that JavaScript cannot hold leave as text. */
function cellOf(value: unknown): Cell {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number")
    return Number.isInteger(value) && !Number.isSafeInteger(value)
      ? String(BigInt(Math.trunc(value)))
      : value;
  return JSON.stringify(value);
}

function maskedColumns(
  readings: ReadonlyMap<string, Reading>,
  lineage: Prepared["compiled"]["lineage"],
): Set<string> {
  const masked = lineage.filter(({ from }) =>
    from.some(
      ({ table, column }) =>
        readings.get(table)?.relation.columns.find(({ name }) => name === column)?.shown !== "clear",
    ),
  );
  return new Set(masked.map(({ column }) => column));
}

async function logAll(
  ctx: Context,
  readings: ReadonlyMap<string, Reading>,
  uses: Prepared["compiled"]["uses"],
): Promise<void> {
  for (const { table, columns } of uses) {
    const reading = readings.get(table);
    if (reading) await logRead(ctx, reading, "sql", { columns, rows: 0 });
  }
}

/** TIMEOUT_EXCEEDED, MEMORY_LIMIT_EXCEEDED, QUERY_WAS_CANCELLED of the engine. */
async function limited<T>(limits: AdHocLimits, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const code = error instanceof AppError ? String(error.details.engineCode ?? "") : "";
    if (code === "159")
      throw warehouseError(
        "query-limit",
        { limit: `${limits.maxSeconds} giây`, limitEn: `${limits.maxSeconds} seconds` },
        { cause: error },
      );
    if (code === "241") {
      const megabytes = Math.round(limits.maxMemoryBytes / 1_000_000);
      throw warehouseError(
        "query-limit",
        { limit: `${megabytes} MB bộ nhớ`, limitEn: `${megabytes} MB of memory` },
        { cause: error },
      );
    }
    if (code === "394")
      throw warehouseError("query-limit", { limit: "đã hủy", limitEn: "it was cancelled" }, { cause: error });
    throw error;
  }
}

/** Ids are of one account: nobody cancels another's query. */
function ownQueryId(ctx: Context, queryId: string): string {
  return `sql-${ctx.actor.kind === "account" ? ctx.actor.accountId : "anyone"}-${queryId}`;
}

export async function cancelSql(ctx: Context, queryId: string): Promise<void> {
  authorise(ctx, policy, "query", "data");
  await ctx.clickhouse.cancel(ownQueryId(ctx, queryId));
}

/** Whether a text would run, where it is wrong, and where its columns come from. Runs nothing. */
export async function checkSql(ctx: Context, input: { sql: string }): Promise<SqlCheck> {
  authorise(ctx, policy, "query", "data");
  try {
    const { compiled } = await prepare(ctx, input.sql, {});
    return {
      ok: true,
      problem: null,
      columns: compiled.columns.map(({ name, type }) => ({ name, type: type as ColumnType })),
      lineage: compiled.lineage,
    };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "warehouse.sql-refused") throw error;
    const {
      position = 0,
      line = 1,
      column = 1,
      sqlCode = "syntax",
    } = error.details as { position?: number; line?: number; column?: number; sqlCode?: string };
    return {
      ok: false,
      problem: { code: sqlCode, message: error.title, position, line, column },
      columns: [],
      lineage: [],
    };
  }
}

/** The whole result as a file. */
export async function exportSql(
  ctx: Context,
  input: { sql: string; purpose?: string | undefined; format: FileFormat },
): Promise<Download> {
  authorise(ctx, policy, "query", "data");
  const { readings, compiled, params } = await prepare(ctx, input.sql, {
    purpose: input.purpose,
    maxRows: mostExportRows,
  });
  await logAll(ctx, readings, compiled.uses);
  const limits = limitsOf(ctx);
  const open = (format: string, settings: Record<string, string | number> = {}) =>
    limited(limits, () =>
      ctx.clickhouse.adHocStream(
        namedSql(compiled),
        params,
        { ...limits, settings: { ...limits.settings, ...compiled.settings, ...namedSettings, ...settings } },
        format,
      ),
    );
  const columns = compiled.columns.map(({ name, type }) => ({ name, type: type as ColumnType }));
  const body = await bodyOf(input.format, { open, columns, name: "Kết quả", dataset: "", place: null });
  return {
    body,
    mediaType: formats[input.format].mediaType,
    fileName: `ket-qua.${formats[input.format].extension}`,
  };
}

/** A query as rows for a dataset: what the person it runs for may see. */
export async function compileForDataset(ctx: Context, text: string) {
  authorise(ctx, policy, "query", "data");
  const { readings, compiled, params } = await prepare(ctx, text, {});
  await logAll(ctx, readings, compiled.uses);
  return {
    compiled,
    params,
    inputs: [...readings.values()].map(({ dataset }) => dataset.name),
    limits: limitsOf(ctx),
  };
}

/**
 * The compiled text under the names that the person gave its columns: letters, digits, spaces, dots, dashes and _ of
 * any script, each once. Nothing else of a name reaches the engine.
 */
export function namedSql({ sql, columns }: Pick<Prepared["compiled"], "sql" | "columns">): string {
  const taken = new Set<string>();
  const names = columns.map(({ name }) => {
    const plain = name.replace(/[^\p{L}\p{M}\p{N} ._-]+/gu, "_").slice(0, 120) || "cot";
    let free = plain;
    for (let n = 2; taken.has(free); n++) free = `${plain}_${n}`;
    taken.add(free);
    return free;
  });
  return `SELECT ${names.map((name, i) => `c${i + 1} AS \`${name}\``).join(", ")} FROM (${sql})`;
}

/** The order of the inner statement must survive the renaming around it. */
export const namedSettings = { query_plan_remove_redundant_sorting: 0 } as const;

/** Tables, columns and functions for the editor. */
export async function getSqlSchema(ctx: Context): Promise<SqlSchema> {
  authorise(ctx, policy, "query", "data");
  const [rows, versions] = await Promise.all([listDatasetRows(ctx), listCurrentVersions(ctx)]);
  const current = new Map(versions.map((version) => [version.datasetId, version.rowCount]));
  const today = todayOf(ctx);
  const limits = limitsOf(ctx);
  return {
    tables: rows
      .filter(
        (row) =>
          mayRead(ctx.actor, protectedOf(row), today) && (row.kind === "live" || row.currentVersion !== null),
      )
      .map((row) => {
        const view = viewOf(ctx.actor, protectedOf(row), { today });
        return {
          name: row.name,
          title: row.title,
          theme: row.theme,
          rowCount: current.get(row.id) ?? null,
          columns: row.columns
            .filter(({ name }) => view.masks.get(name) !== "hidden")
            .map(({ name, type, label }) => ({
              name,
              type,
              label,
              masked: view.masks.get(name) !== "clear",
            })),
        };
      }),
    functions: functions.map(({ name, signature, text }) => ({ name, signature, ...text })),
    keywords: [...keywords],
    limits: { maxSeconds: limits.maxSeconds, maxRows: mostExportRows, maxMemoryBytes: limits.maxMemoryBytes },
  };
}
