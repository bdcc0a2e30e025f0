/** Reading rows of a relation: filters, words, order, pages, counts, groups. */
import type { Readable } from "node:stream";
import { fold } from "@dothi/vietnam";
import type { AdHocLimits, AdHocTable } from "../../../kernel/clickhouse.ts";
import type { Context } from "../../../kernel/context.ts";
import type { Comparison, FilterValue, Predicate } from "../filter.ts";
import type { ReadableColumn, Relation } from "./relation.ts";
import { foldSql } from "./staging.ts";

export const readLimits: AdHocLimits = {
  maxSeconds: 30,
  maxRows: 2_000_000,
  maxMemoryBytes: 1_500_000_000,
  settings: { date_time_output_format: "iso", use_query_condition_cache: 1 },
};
const downloadLimits: AdHocLimits = { ...readLimits, maxSeconds: 3_600, maxRows: 0 };

/** Conditions and their parameters, numbered apart from those of the relation. */
export interface Where {
  readonly sql: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** What is asked of a column that is not there, or a value of another type. */
export class ConditionError extends Error {
  readonly column: string;
  constructor(column: string, message: string) {
    super(message);
    this.column = column;
  }
}

/** @throws ConditionError */
export function whereOf(relation: Relation, predicate: Predicate | null, words: string | undefined): Where {
  const params: Record<string, unknown> = {};
  const add = (value: unknown, type: string) => {
    const name = `f${Object.keys(params).length}`;
    params[name] = value;
    return `{${name}:${type}}`;
  };
  const parts: string[] = [];
  if (predicate) parts.push(predicateSql(relation, predicate, add));
  const tokens = tokensOf(words ?? "");
  if (tokens.length > 0) parts.push(wordsSql(relation, tokens, add));
  return { sql: parts.length > 0 ? ` WHERE ${parts.join(" AND ")}` : "", params };
}

type Add = (value: unknown, type: string) => string;

function predicateSql(relation: Relation, predicate: Predicate, add: Add): string {
  if ("column" in predicate) return testSql(relation, predicate, add);
  const [parts, word] = "all" in predicate ? [predicate.all, " AND "] : [predicate.any, " OR "];
  if (parts.length === 0) return "1";
  return `(${parts.map((part) => predicateSql(relation, part, add)).join(word)})`;
}

const operators: Record<Exclude<Comparison, "contains">, string> = {
  eq: "=",
  ne: "!=",
  gt: ">",
  gte: ">=",
  lt: "<",
  lte: "<=",
};

function testSql(
  relation: Relation,
  test: { column: string; is: Comparison; value: FilterValue },
  add: Add,
): string {
  const column = columnOf(relation, test.column);
  const x = `\`${column.name}\``;
  if (test.value === null) return test.is === "ne" ? `isNotNull(${x})` : `isNull(${x})`;
  if (test.is === "contains") {
    const wanted = fold(String(test.value));
    return `position(${foldSql(`ifNull(toString(${x}), '')`)}, ${add(wanted, "String")}) > 0`;
  }
  return `${x} ${operators[test.is]} ${valueSql(column, test.value, add)}`;
}

function valueSql(column: ReadableColumn, value: string | number | boolean, add: Add): string {
  switch (column.type) {
    case "integer": {
      const text = String(value).trim();
      if (/^[+-]?\d{1,19}$/.test(text)) return add(text, "Int64");
      if (Number.isFinite(Number(text)) && text !== "") return add(Number(text), "Float64");
      throw new ConditionError(column.name, "a number is expected");
    }
    case "number": {
      const number = typeof value === "boolean" ? Number.NaN : Number(value);
      if (!Number.isFinite(number) || value === "")
        throw new ConditionError(column.name, "a number is expected");
      return add(number, "Float64");
    }
    case "boolean": {
      const text = String(value).toLowerCase();
      if (!["true", "false", "1", "0"].includes(text))
        throw new ConditionError(column.name, "true or false is expected");
      return add(text === "true" || text === "1", "Bool");
    }
    case "date":
      if (!/^\d{4}-\d{2}-\d{2}/.test(String(value)))
        throw new ConditionError(column.name, "a date yyyy-MM-dd is expected");
      return `toDate32OrNull(${add(String(value).slice(0, 10), "String")})`;
    case "datetime":
      if (!/^\d{4}-\d{2}/.test(String(value)))
        throw new ConditionError(column.name, "an ISO 8601 time is expected");
      return `parseDateTime64BestEffortOrNull(${add(String(value), "String")}, 6, 'Asia/Ho_Chi_Minh')`;
    default:
      return add(String(value), "String");
  }
}

/** Words of letters and digits, without marks. */
export function tokensOf(text: string): string[] {
  return [
    ...new Set(
      fold(text)
        .split(/[^\p{L}\p{N}]+/u)
        .filter(Boolean),
    ),
  ].slice(0, 12);
}

function wordsSql(relation: Relation, tokens: readonly string[], add: Add): string {
  if (relation.indexed) return `hasAllTokens(_text, ${add(tokens, "Array(String)")})`;
  const texts = relation.columns.filter(({ type, shown }) => type === "text" && shown === "clear");
  if (texts.length === 0) return "0";
  const all = foldSql(
    `concatWithSeparator(' ', ${texts.map(({ name }) => `ifNull(toString(\`${name}\`), '')`).join(", ")})`,
  );
  return `(${tokens.map((token) => `position(${all}, ${add(token, "String")}) > 0`).join(" AND ")})`;
}

/** @throws ConditionError */
export function columnOf(relation: Relation, name: string): ReadableColumn {
  const found = relation.columns.find((column) => column.name === name);
  if (!found) throw new ConditionError(name, "there is no such column");
  return found;
}

/** What leaves for a column: integers that JavaScript cannot hold as text. */
export function cellSql({ name, wide }: ReadableColumn): string {
  return wide ? `toString(\`${name}\`) AS \`${name}\`` : `\`${name}\``;
}

export interface Order {
  readonly column: ReadableColumn;
  readonly descending: boolean;
}

/** A place in a list: after these values, or after so many rows where the order is that of the alphabet. */
export type After =
  | { readonly values: readonly unknown[]; readonly id: string }
  | { readonly offset: number };

export interface PageRequest {
  readonly relation: Relation;
  readonly where: Where;
  readonly columns: readonly ReadableColumn[];
  readonly order: readonly Order[];
  readonly after: After | null;
  readonly limit: number;
}

/** Text is sorted as the Vietnamese alphabet has it, which comparisons of the engine do not know. */
export function isAlphabetic(order: readonly Order[]): boolean {
  return order.some(({ column }) => column.type === "text");
}

/** One page, `_id` first. */
export function selectPage(ctx: Context, request: PageRequest): Promise<AdHocTable> {
  const { relation, where, columns, order, after, limit } = request;
  const params: Record<string, unknown> = { ...relation.params, ...where.params };
  const condition = after && "values" in after ? afterSql(order, after, params) : "";
  const clause = condition ? `${where.sql ? `${where.sql} AND` : " WHERE"} ${condition}` : where.sql;
  const sorted = order.map(({ column, descending }) => {
    const collate = column.type === "text" ? " COLLATE 'vi'" : "";
    return `\`${column.name}\` ${descending ? "DESC" : "ASC"} NULLS LAST${collate}`;
  });
  const skip = after && "offset" in after ? ` OFFSET ${Math.trunc(after.offset)}` : "";
  const cells = ["_id", ...columns.map(cellSql)];
  // The page's rows are found first by the narrow columns, then only they are read whole.
  const sql = `SELECT ${cells.join(", ")} FROM ${relation.from}${clause} ORDER BY ${[...sorted, "_id ASC"].join(", ")} LIMIT ${Math.trunc(limit)}${skip}`;
  return ctx.clickhouse.adHocTable(sql, params, readLimits);
}

function afterSql(
  order: readonly Order[],
  after: { values: readonly unknown[]; id: string },
  params: Record<string, unknown>,
): string {
  params.after_id = after.id;
  const id = "_id > toInt64({after_id:String})";
  const alternatives: string[] = [];
  const equal: string[] = [];
  order.forEach(({ column, descending }, i) => {
    const x = `\`${column.name}\``;
    const value = after.values[i];
    if (value === null || value === undefined) {
      equal.push(`isNull(${x})`);
      return;
    }
    params[`after_${i}`] = String(value);
    const typed = typedParam(column, `{after_${i}:String}`);
    alternatives.push(
      `(${[...equal, `(${x} ${descending ? "<" : ">"} ${typed} OR isNull(${x}))`].join(" AND ")})`,
    );
    equal.push(`${x} = ${typed}`);
  });
  alternatives.push(`(${[...equal, id].join(" AND ")})`);
  return `(${alternatives.join(" OR ")})`;
}

function typedParam({ type }: ReadableColumn, text: string): string {
  if (type === "integer") return `toInt64(${text})`;
  if (type === "number") return `toFloat64(${text})`;
  if (type === "boolean") return `(${text} = 'true')`;
  if (type === "date") return `toDate32(${text})`;
  if (type === "datetime") return `parseDateTime64BestEffort(${text}, 6, 'UTC')`;
  return text;
}

export async function countRows(ctx: Context, relation: Relation, where: Where): Promise<number> {
  const sql = `SELECT count() AS n FROM ${relation.from}${where.sql}`;
  const [row] = await ctx.clickhouse.adHoc<{ n: number }>(
    sql,
    { ...relation.params, ...where.params },
    readLimits,
  );
  return Number(row?.n ?? 0);
}

/** All rows as bytes in a format of the engine. */
export function streamRows(
  ctx: Context,
  request: Omit<PageRequest, "after" | "limit">,
  format: string,
  settings: Record<string, string | number> = {},
): Promise<Readable> {
  const { relation, where, columns, order } = request;
  const sorted = order.map(
    ({ column, descending }) => `\`${column.name}\` ${descending ? "DESC" : "ASC"} NULLS LAST`,
  );
  const cells = format === "Parquet" ? columns.map(({ name }) => `\`${name}\``) : columns.map(cellSql);
  const sql = `SELECT ${cells.join(", ")} FROM ${relation.from}${where.sql} ORDER BY ${[...sorted, "_id"].join(", ")}`;
  const limits = { ...downloadLimits, settings: { ...downloadLimits.settings, ...settings } };
  return ctx.clickhouse.adHocStream(sql, { ...relation.params, ...where.params }, limits, format);
}

export type Step = "none" | "hour" | "day" | "week" | "month" | "quarter" | "year" | "bins";
export type Measure = "count" | "sum" | "avg" | "min" | "max" | "median" | "distinct";

export interface GroupRequest {
  readonly relation: Relation;
  readonly where: Where;
  readonly x: ReadableColumn;
  readonly step: Step;
  readonly measure: Measure;
  readonly column: ReadableColumn | null;
  readonly series: ReadableColumn | null;
  readonly limit: number;
}

/** [x, series, value], the largest groups where there are too many of words, in order of x. */
export async function selectGroups(ctx: Context, request: GroupRequest): Promise<AdHocTable> {
  const { relation, where, x, series, limit } = request;
  const key = stepSql(x, request.step);
  const split = series ? `toString(\`${series.name}\`)` : "NULL";
  const isWords = x.type === "text" || x.type === "boolean";
  const order = isWords ? "v DESC, x" : "x";
  const sql = `SELECT ${key} AS x, ${split} AS s, ${measureSql(request.measure, request.column)} AS v
    FROM ${relation.from}${where.sql} GROUP BY x, s ORDER BY ${order} LIMIT ${Math.trunc(limit) + 1}`;
  return ctx.clickhouse.adHocTable(sql, { ...relation.params, ...where.params }, readLimits);
}

function stepSql({ name, type }: ReadableColumn, step: Step): string {
  const x = `\`${name}\``;
  const zone = "'Asia/Ho_Chi_Minh'";
  if (type === "date" || type === "datetime") {
    const local = type === "datetime" ? `toTimeZone(${x}, ${zone})` : x;
    const day = (sql: string) => `toString(toDate32(${sql}))`;
    if (step === "hour" && type === "datetime")
      return `formatDateTime(toStartOfHour(${local}), '%Y-%m-%dT%H:00', ${zone})`;
    if (step === "week") return day(`toMonday(${local})`);
    if (step === "month") return day(`toStartOfMonth(${local})`);
    if (step === "quarter") return day(`toStartOfQuarter(${local})`);
    if (step === "year") return day(`toStartOfYear(${local})`);
    return day(local);
  }
  if (type === "number" || type === "integer")
    return step === "bins" ? `round(${x}, -toInt32(floor(log10(greatest(abs(${x}), 1)))))` : x;
  return `ifNull(toString(${x}), '')`;
}

function measureSql(measure: Measure, column: ReadableColumn | null): string {
  if (measure === "count" || !column) return "count()";
  const x = `\`${column.name}\``;
  if (measure === "distinct") return `uniqExact(${x})`;
  if (column.type !== "integer" && column.type !== "number" && column.type !== "boolean")
    throw new ConditionError(column.name, "only numbers can be measured so");
  if (measure === "median") return `quantile(0.5)(${x})`;
  return `${measure}(toFloat64(${x}))`;
}
