/** Two relations compared row by row. */
import type { Context } from "../../../kernel/context.ts";
import type { Cell, Diff } from "../schema/datasets.ts";
import type { ReadableColumn, Relation } from "./relation.ts";
import { cellSql, readLimits } from "./rows.ts";

export interface Comparison {
  readonly counts: Diff["counts"];
  readonly columns: Diff["columns"];
  readonly rows: Diff["rows"];
  readonly more: boolean;
}

interface Input {
  readonly from: Relation;
  readonly to: Relation;
  readonly key: readonly string[];
  readonly limit: number;
  readonly offset: number;
}

const limits = {
  ...readLimits,
  maxSeconds: 120,
  maxMemoryBytes: 3_000_000_000,
  settings: { ...readLimits.settings, join_use_nulls: 1 },
};

/** By key where there is one, otherwise whole rows as they are, with how often each occurs. */
export async function compareRelations(ctx: Context, input: Input): Promise<Comparison | "key-not-unique"> {
  return input.key.length > 0 ? compareByKey(ctx, input) : compareWhole(ctx, input);
}

/** Parameters of both relations are the same secret and the same row rules, so their names may coincide. */
function paramsOf({ from, to }: Input): Record<string, unknown> {
  return { ...from.params, ...to.params };
}

function text({ name }: { readonly name: string }): string {
  return `toString(\`${name}\`)`;
}

async function compareByKey(ctx: Context, input: Input): Promise<Comparison | "key-not-unique"> {
  const { from, to, key } = input;
  const keyOf = `tuple(${key.map((name) => `ifNull(toString(\`${name}\`), '')`).join(", ")})`;
  for (const relation of [from, to]) {
    const [row] = await ctx.clickhouse.adHoc<{ n: number; d: number }>(
      `SELECT count() AS n, uniqExact(${keyOf}) AS d FROM ${relation.from}`,
      relation.params,
      limits,
    );
    if (Number(row?.n) !== Number(row?.d)) return "key-not-unique";
  }
  const shared = to.columns.filter(
    ({ name }) => !key.includes(name) && from.columns.some((one) => one.name === name),
  );
  const side = (relation: Relation) => {
    const cells = shared.map((column) => text(column));
    return `(SELECT ${keyOf} AS k, array(${cells.length > 0 ? cells.map((cell) => `ifNull(${cell}, '\\0')`).join(", ") : "''"}) AS cells, _id FROM ${relation.from})`;
  };
  const joined = `${side(from)} AS a FULL OUTER JOIN ${side(to)} AS b ON a.k = b.k`;
  const changed = "isNotNull(a._id) AND isNotNull(b._id) AND a.cells != b.cells";
  const [sum] = await ctx.clickhouse.adHoc<Record<string, number>>(
    `SELECT countIf(isNull(a._id)) AS added, countIf(isNull(b._id)) AS removed, countIf(${changed}) AS changed,
       countIf(isNotNull(a._id) AND isNotNull(b._id)) AS both
       ${shared.map((_, i) => `, countIf(${changed} AND a.cells[${i + 1}] != b.cells[${i + 1}]) AS c${i}`).join("")}
     FROM ${joined}`,
    paramsOf(input),
    limits,
  );
  const of = (name: string) => Number(sum?.[name] ?? 0);
  const pairs = await ctx.clickhouse.adHoc<{
    kind: "added" | "removed" | "changed";
    a_id: number | null;
    b_id: number | null;
  }>(
    `SELECT multiIf(isNull(a._id), 'added', isNull(b._id), 'removed', 'changed') AS kind, a._id AS a_id, b._id AS b_id
     FROM ${joined} WHERE isNull(a._id) OR isNull(b._id) OR a.cells != b.cells
     ORDER BY kind = 'changed' DESC, kind, ifNull(a_id, b_id) LIMIT ${Math.trunc(input.limit) + 1} OFFSET ${Math.trunc(input.offset)}`,
    paramsOf(input),
    limits,
  );
  const shown = pairs.slice(0, input.limit);
  const before = await rowsById(
    ctx,
    from,
    to.columns,
    shown.flatMap(({ a_id }) => (a_id === null ? [] : [a_id])),
  );
  const after = await rowsById(
    ctx,
    to,
    to.columns,
    shown.flatMap(({ b_id }) => (b_id === null ? [] : [b_id])),
  );
  const keyAt = key.map((name) => to.columns.findIndex((one) => one.name === name));
  return {
    counts: {
      added: of("added"),
      removed: of("removed"),
      changed: of("changed"),
      same: of("both") - of("changed"),
    },
    columns: to.columns.map(({ name, type }) => ({
      name,
      type,
      changes:
        shared.findIndex((one) => one.name === name) < 0
          ? 0
          : of(`c${shared.findIndex((one) => one.name === name)}`),
    })),
    rows: shown.map(({ kind, a_id, b_id }) => {
      const old = a_id === null ? null : (before.get(String(a_id)) ?? null);
      const fresh = b_id === null ? null : (after.get(String(b_id)) ?? null);
      return { kind, key: keyAt.map((at) => (fresh ?? old)?.[at] ?? null), before: old, after: fresh };
    }),
    more: pairs.length > input.limit,
  };
}

/** Cells of rows in the order of `columns`; null where the relation has no such column. */
async function rowsById(
  ctx: Context,
  relation: Relation,
  columns: readonly ReadableColumn[],
  ids: readonly number[],
): Promise<Map<string, Cell[]>> {
  if (ids.length === 0) return new Map();
  const cells = columns.map((column) => {
    const own = relation.columns.find(({ name }) => name === column.name);
    return own ? cellSql(own) : `NULL AS \`${column.name}\``;
  });
  const found = await ctx.clickhouse.adHocTable(
    `SELECT toString(_id) AS row_key, ${cells.join(", ")} FROM ${relation.from} WHERE _id IN {ids:Array(Int64)}`,
    { ...relation.params, ids: ids.map(Number) },
    limits,
  );
  return new Map(found.rows.map((row) => [String(row[0]), row.slice(1) as Cell[]]));
}

async function compareWhole(ctx: Context, input: Input): Promise<Comparison> {
  const { from, to } = input;
  const shared = to.columns.filter(({ name }) => from.columns.some((one) => one.name === name));
  const hash = `sipHash64(tuple(${shared.map((column) => `ifNull(${text(column)}, '\\0')`).join(", ") || "''"}))`;
  const both = `SELECT h, sum(a) AS a, sum(b) AS b, max(ia) AS ia, max(ib) AS ib FROM (
      SELECT ${hash} AS h, 1 AS a, 0 AS b, toInt64(_id) AS ia, toInt64(0) AS ib FROM ${from.from}
      UNION ALL SELECT ${hash} AS h, 0, 1, toInt64(0), toInt64(_id) FROM ${to.from}) GROUP BY h`;
  const [sum] = await ctx.clickhouse.adHoc<Record<string, number>>(
    `SELECT sum(greatest(toInt64(b) - toInt64(a), 0)) AS added, sum(greatest(toInt64(a) - toInt64(b), 0)) AS removed, sum(least(a, b)) AS same FROM (${both})`,
    paramsOf(input),
    limits,
  );
  const listed = await ctx.clickhouse.adHoc<{ added: number; id: number }>(
    `SELECT b > a AS added, if(b > a, ib, ia) AS id FROM (${both}) WHERE a != b ORDER BY added DESC, id LIMIT ${Math.trunc(input.limit) + 1} OFFSET ${Math.trunc(input.offset)}`,
    paramsOf(input),
    limits,
  );
  const shown = listed.slice(0, input.limit);
  const fresh = await rowsById(
    ctx,
    to,
    to.columns,
    shown.filter(({ added }) => added).map(({ id }) => id),
  );
  const old = await rowsById(
    ctx,
    from,
    to.columns,
    shown.filter(({ added }) => !added).map(({ id }) => id),
  );
  return {
    counts: {
      added: Number(sum?.added ?? 0),
      removed: Number(sum?.removed ?? 0),
      changed: 0,
      same: Number(sum?.same ?? 0),
    },
    columns: to.columns.map(({ name, type }) => ({ name, type, changes: 0 })),
    rows: shown.map(({ added, id }) => ({
      kind: added ? ("added" as const) : ("removed" as const),
      key: [],
      before: added ? null : (old.get(String(id)) ?? null),
      after: added ? (fresh.get(String(id)) ?? null) : null,
    })),
    more: listed.length > input.limit,
  };
}
