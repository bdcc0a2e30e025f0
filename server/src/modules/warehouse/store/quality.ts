/** Quality rules as queries on the table of a version. */
import type { Context } from "../../../kernel/context.ts";
import type { RuleDefinition } from "../column-types.ts";
import type { StoredColumn } from "./staging.ts";

/** What a rule is checked on. */
export interface Checked {
  readonly table: string;
  readonly columns: readonly StoredColumn[];
  readonly rowCount: number;
  readonly now: Date;
  readonly createdAt: Date;
  /** Table of the version before, with its columns and rows. */
  readonly before: {
    readonly table: string;
    readonly columns: readonly StoredColumn[];
    readonly rowCount: number;
  } | null;
  /** Table of another dataset, for `relationships`. */
  readonly other: (
    dataset: string,
  ) => Promise<{ table: string; columns: readonly StoredColumn[] } | undefined>;
}

/** `skipped` carries why. `ids` are `_id`s of failing rows, at most 20. */
export type RuleOutcome =
  | {
      readonly outcome: "pass" | "fail";
      readonly failing: number;
      readonly checked: number;
      readonly ids: readonly string[];
      readonly measured?: number;
    }
  | {
      readonly outcome: "skipped";
      readonly why: "column-missing" | "no-version-before" | "dataset-missing" | "wrong-type";
    };

const mostExamples = 20;

export async function checkRule(ctx: Context, rule: RuleDefinition, on: Checked): Promise<RuleOutcome> {
  switch (rule.kind) {
    case "row_count":
      return checkRowCount(rule, on);
    case "freshness":
      return checkFreshness(ctx, rule, on);
    case "distribution_drift":
      return checkDrift(ctx, rule, on);
    case "relationships":
      return checkRelationship(ctx, rule, on);
    case "unique":
      return checkUnique(ctx, rule.columns, on);
    default:
      return checkCells(ctx, rule, on);
  }
}

type CellRule = Extract<RuleDefinition, { kind: "not_null" | "accepted_values" | "range" | "regex" }>;

async function checkCells(ctx: Context, rule: CellRule, on: Checked): Promise<RuleOutcome> {
  const column = on.columns.find(({ name }) => name === rule.column);
  if (!column) return { outcome: "skipped", why: "column-missing" };
  const { bad, params } = badCells(rule, column);
  if (bad === null) return { outcome: "skipped", why: "wrong-type" };
  const found = await failingRows(ctx, on.table, bad, params);
  const allowed = rule.kind === "not_null" ? (rule.mostShare ?? 0) * on.rowCount : 0;
  return { outcome: found.failing > allowed ? "fail" : "pass", checked: on.rowCount, ...found };
}

function badCells(
  rule: CellRule,
  column: StoredColumn,
): { bad: string | null; params: Record<string, unknown> } {
  const x = `\`${rule.column}\``;
  switch (rule.kind) {
    case "not_null":
      return { bad: `isNull(${x})`, params: {} };
    case "accepted_values":
      return {
        bad: `isNotNull(${x}) AND NOT has({values:Array(String)}, ifNull(toString(${x}), ''))`,
        params: { values: [...rule.values] },
      };
    case "regex":
      return {
        bad: `isNotNull(${x}) AND NOT match(ifNull(toString(${x}), ''), {pattern:String})`,
        params: { pattern: rule.pattern },
      };
    case "range":
      return rangeOf(rule, column);
  }
}

function rangeOf(
  rule: Extract<CellRule, { kind: "range" }>,
  { type, name }: StoredColumn,
): { bad: string | null; params: Record<string, unknown> } {
  const x = `\`${name}\``;
  const params: Record<string, unknown> = {};
  const bound = (key: "least" | "most") => {
    const value = rule[key];
    if (value === undefined) return null;
    params[key] = String(value);
    const sign = key === "least" ? "<" : ">";
    if (type === "integer" || type === "number")
      return `toFloat64(${x}) ${sign} toFloat64OrNull({${key}:String})`;
    if (type === "date") return `${x} ${sign} toDate32OrNull({${key}:String})`;
    if (type === "datetime")
      return `${x} ${sign} parseDateTime64BestEffortOrNull({${key}:String}, 6, 'Asia/Ho_Chi_Minh')`;
    return null;
  };
  const parts = [bound("least"), bound("most")].filter((one) => one !== null);
  return { bad: parts.length > 0 ? `(${parts.join(" OR ")})` : null, params };
}

async function failingRows(
  ctx: Context,
  from: string,
  bad: string,
  params: Record<string, unknown>,
): Promise<{ failing: number; ids: string[] }> {
  const [row] = await ctx.clickhouse.query<{ n: number; ids: string[] }>(
    `SELECT countIf(ifNull(${bad}, 0)) AS n, groupArrayIf(${mostExamples})(toString(_id), ifNull(${bad}, 0)) AS ids FROM ${from}`,
    params,
    { max_execution_time: 300 },
  );
  return { failing: Number(row?.n ?? 0), ids: row?.ids ?? [] };
}

async function checkUnique(ctx: Context, names: readonly string[], on: Checked): Promise<RuleOutcome> {
  if (names.some((name) => !on.columns.some((one) => one.name === name)))
    return { outcome: "skipped", why: "column-missing" };
  const key = names.map((name) => `\`${name}\``).join(", ");
  const [row] = await ctx.clickhouse.query<{ n: number; ids: string[] }>(
    `SELECT sum(c - 1) AS n, groupArray(${mostExamples})(toString(last)) AS ids FROM
       (SELECT count() AS c, max(_id) AS last FROM ${on.table} GROUP BY ${key} HAVING c > 1 ORDER BY last)`,
    {},
    { max_execution_time: 300 },
  );
  const failing = Number(row?.n ?? 0);
  return { outcome: failing > 0 ? "fail" : "pass", failing, checked: on.rowCount, ids: row?.ids ?? [] };
}

async function checkRelationship(
  ctx: Context,
  rule: Extract<RuleDefinition, { kind: "relationships" }>,
  on: Checked,
): Promise<RuleOutcome> {
  if (!on.columns.some(({ name }) => name === rule.column))
    return { outcome: "skipped", why: "column-missing" };
  const other = await on.other(rule.toDataset);
  if (!other?.columns.some(({ name }) => name === rule.toColumn))
    return { outcome: "skipped", why: "dataset-missing" };
  const bad = `isNotNull(\`${rule.column}\`) AND ifNull(toString(\`${rule.column}\`), '') NOT IN (SELECT ifNull(toString(\`${rule.toColumn}\`), '') FROM ${other.table})`;
  const found = await failingRows(ctx, on.table, bad, {});
  return { outcome: found.failing > 0 ? "fail" : "pass", checked: on.rowCount, ...found };
}

function checkRowCount(rule: Extract<RuleDefinition, { kind: "row_count" }>, on: Checked): RuleOutcome {
  const change = on.before && on.before.rowCount > 0 ? Math.abs(on.rowCount / on.before.rowCount - 1) : 0;
  const bad =
    (rule.least !== undefined && on.rowCount < rule.least) ||
    (rule.most !== undefined && on.rowCount > rule.most) ||
    (rule.mostChangeShare !== undefined && change > rule.mostChangeShare);
  return { outcome: bad ? "fail" : "pass", failing: bad ? 1 : 0, checked: 1, ids: [], measured: on.rowCount };
}

/** Hours between the newest value (or the load) and now. */
async function checkFreshness(
  ctx: Context,
  rule: Extract<RuleDefinition, { kind: "freshness" }>,
  on: Checked,
): Promise<RuleOutcome> {
  let newest = on.createdAt.getTime();
  if (rule.column !== undefined) {
    const column = on.columns.find(({ name }) => name === rule.column);
    if (!column) return { outcome: "skipped", why: "column-missing" };
    if (column.type !== "date" && column.type !== "datetime")
      return { outcome: "skipped", why: "wrong-type" };
    const [row] = await ctx.clickhouse.query<{ at: number | null }>(
      `SELECT toUnixTimestamp64Milli(max(toDateTime64(\`${rule.column}\`, 3, 'Asia/Ho_Chi_Minh'))) AS at FROM ${on.table}`,
    );
    newest = Number(row?.at ?? 0);
  }
  const hours = (on.now.getTime() - newest) / 3_600_000;
  const bad = hours > rule.mostHours;
  return {
    outcome: bad ? "fail" : "pass",
    failing: bad ? 1 : 0,
    checked: 1,
    ids: [],
    measured: Math.round(hours * 10) / 10,
  };
}

/**
 * Population stability index Σ (p − q)·ln(p / q) over ten bins of the version before (its deciles), or its values for
 * words; empty shares count as 0.0001.
 */
async function checkDrift(
  ctx: Context,
  rule: Extract<RuleDefinition, { kind: "distribution_drift" }>,
  on: Checked,
): Promise<RuleOutcome> {
  if (!on.before) return { outcome: "skipped", why: "no-version-before" };
  const column = on.columns.find(({ name }) => name === rule.column);
  const old = on.before.columns.find(({ name }) => name === rule.column);
  if (!column || !old) return { outcome: "skipped", why: "column-missing" };
  const numeric = [column, old].every(({ type }) => type === "integer" || type === "number");
  const x = `\`${rule.column}\``;
  const shares = (from: string, bin: string) =>
    `(SELECT ${bin} AS b, count() / sum(count()) OVER () AS p FROM ${from} WHERE isNotNull(${x}) GROUP BY b)`;
  const edges = numeric
    ? `(SELECT quantilesExact(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)(toFloat64(${x})) FROM ${on.before.table})`
    : "";
  const bin = numeric
    ? `toString(arrayCount(e -> assumeNotNull(toFloat64(${x})) > e, ${edges}))`
    : `ifNull(toString(${x}), '')`;
  const [row] = await ctx.clickhouse.query<{ psi: number }>(
    `SELECT sum((greatest(n.p, 0.0001) - greatest(o.p, 0.0001)) * log(greatest(n.p, 0.0001) / greatest(o.p, 0.0001))) AS psi
     FROM ${shares(on.before.table, bin)} AS o FULL OUTER JOIN ${shares(on.table, bin)} AS n ON o.b = n.b`,
    {},
    { max_execution_time: 300 },
  );
  const psi = Math.round(Number(row?.psi ?? 0) * 10_000) / 10_000;
  const bad = psi > rule.mostPsi;
  return { outcome: bad ? "fail" : "pass", failing: bad ? 1 : 0, checked: 1, ids: [], measured: psi };
}

/** Different values of a column, most frequent first, for finding personal data. */
export async function sampleValues(
  ctx: Context,
  table: string,
  column: string,
  limit = 2_000,
): Promise<{ values: string[]; total: number }> {
  const [row] = await ctx.clickhouse.query<{ v: string[]; n: number }>(
    `SELECT groupUniqArray(${limit})(toString(assumeNotNull(\`${column}\`))) AS v, uniqCombined(\`${column}\`) AS n
     FROM (SELECT \`${column}\` FROM ${table} WHERE isNotNull(\`${column}\`) LIMIT 200000)`,
  );
  return { values: row?.v ?? [], total: Number(row?.n ?? 0) };
}

/** Smallest group of rows that look the same in the given columns of a relation, and what it holds of others. */
export async function measureAnonymity(
  ctx: Context,
  input: {
    from: string;
    params: Readonly<Record<string, unknown>>;
    quasi: readonly string[];
    sensitive: readonly string[];
    leastK: number;
  },
): Promise<{
  k: number;
  classes: number;
  rowsBelow: number;
  l: Record<string, { distinct: number; entropyOk: boolean }>;
}> {
  const key = input.quasi.map((name) => `ifNull(toString(\`${name}\`), '')`).join(", ");
  const group = input.quasi.length > 0 ? `GROUP BY ${key}` : "";
  const [row] = await ctx.clickhouse.query<{ k: number; classes: number; below: number }>(
    `SELECT min(c) AS k, count() AS classes, sumIf(c, c < {least:UInt32}) AS below FROM (SELECT count() AS c FROM ${input.from} ${group})`,
    { ...input.params, least: input.leastK },
  );
  const l: Record<string, { distinct: number; entropyOk: boolean }> = {};
  for (const name of input.sensitive) {
    const [one] = await ctx.clickhouse.query<{ d: number; ok: number }>(
      `SELECT min(kinds) AS d, min(h >= log(kinds) - 1e-9) AS ok FROM (
         SELECT count() AS kinds, -sum(p * log(p)) AS h FROM (
           SELECT g, c / sum(c) OVER (PARTITION BY g) AS p FROM
             (SELECT ${input.quasi.length > 0 ? `tuple(${key})` : "1"} AS g, ifNull(toString(\`${name}\`), '') AS s, count() AS c FROM ${input.from} GROUP BY g, s)
         ) GROUP BY g)`,
      input.params,
    );
    l[name] = { distinct: Number(one?.d ?? 0), entropyOk: Number(one?.ok ?? 0) === 1 };
  }
  return {
    k: Number(row?.k ?? 0),
    classes: Number(row?.classes ?? 0),
    rowsBelow: Number(row?.below ?? 0),
    l,
  };
}
