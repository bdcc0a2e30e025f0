/** Statistics of columns, taken of a relation: what a person may not see is not in the relation either. */
import type { Context } from "../../../kernel/context.ts";
import type { Cell, ColumnProfile } from "../schema/datasets.ts";
import type { ReadableColumn, Relation } from "./relation.ts";
import { readLimits } from "./rows.ts";

const columnsAtOnce = 16;
const levels = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];

export async function profileRelation(
  ctx: Context,
  relation: Relation,
): Promise<{ rowCount: number; columns: ColumnProfile[] }> {
  const columns: ColumnProfile[] = [];
  let rowCount = 0;
  for (let from = 0; from < relation.columns.length; from += columnsAtOnce) {
    const part = relation.columns.slice(from, from + columnsAtOnce);
    const sql = `SELECT count() AS n, ${part.map(statisticsSql).join(", ")} FROM ${relation.from}`;
    const [row] = await ctx.clickhouse.adHoc<Record<string, unknown>>(sql, relation.params, {
      ...readLimits,
      maxSeconds: 300,
    });
    rowCount = Number(row?.n ?? 0);
    columns.push(...part.map((column, i) => profileOf(column, row ?? {}, i)));
  }
  if (columns.length === 0) {
    const [row] = await ctx.clickhouse.adHoc<{ n: number }>(
      `SELECT count() AS n FROM ${relation.from}`,
      relation.params,
      readLimits,
    );
    rowCount = Number(row?.n ?? 0);
  }
  return { rowCount, columns };
}

function isNumeric({ type }: ReadableColumn): boolean {
  return type === "integer" || type === "number";
}

function statisticsSql(column: ReadableColumn, i: number): string {
  const x = `\`${column.name}\``;
  if (column.shown === "redact") return `countIf(isNull(${x})) AS nulls_${i}`;
  const parts = [`countIf(isNull(${x})) AS nulls_${i}`, `uniqCombined(${x}) AS distinct_${i}`];
  if (column.type === "geometry" || column.type === "json") return parts.join(", ");
  parts.push(`arrayMap(e -> tuple(toString(e.1), e.2), topK(10, 3, 'counts')(${x})) AS top_${i}`);
  if (isNumeric(column)) {
    const number = `toFloat64(${x})`;
    parts.push(
      `toString(min(${x})) AS min_${i}`,
      `toString(max(${x})) AS max_${i}`,
      `avg(${number}) AS mean_${i}`,
      `quantilesTDigest(${levels.join(", ")})(${number}) AS quantiles_${i}`,
      `arrayMap(e -> tuple(e.1, e.2, e.3), histogram(16)(assumeNotNull(${number}))) AS histogram_${i}`,
    );
  } else if (column.type === "date" || column.type === "datetime") {
    parts.push(
      `toString(min(${x})) AS min_${i}`,
      `toString(max(${x})) AS max_${i}`,
      `${dateHistogram(x)} AS h_${i}`,
    );
  } else parts.push(`min(toString(${x})) AS min_${i}`, `max(toString(${x})) AS max_${i}`);
  return parts.join(", ");
}

/** Counts a year, at most the 60 latest of those there are. */
function dateHistogram(x: string): string {
  return `arraySort(arraySlice(arrayReverseSort(arrayZip(sumMap([toYear(assumeNotNull(${x}))], [toUInt64(isNotNull(${x}))]).1, sumMap([toYear(assumeNotNull(${x}))], [toUInt64(isNotNull(${x}))]).2)), 1, 60))`;
}

function profileOf(column: ReadableColumn, row: Record<string, unknown>, i: number): ColumnProfile {
  const of = (name: string) => row[`${name}_${i}`];
  const top =
    (of("top") as [string | null, number][] | undefined)?.filter(
      ([value]) => value !== null && value !== "",
    ) ?? null;
  const typed = (value: unknown): Cell =>
    isNumeric(column) && value !== null && value !== undefined
      ? numberOrText(String(value))
      : ((value as string | undefined) ?? null);
  const bins = of("histogram") as [number, number, number][] | undefined;
  const years = of("h") as [number, number][] | undefined;
  return {
    name: column.name,
    type: column.type,
    shown: column.shown,
    nulls: Number(of("nulls") ?? 0),
    distinct: of("distinct") === undefined ? null : Number(of("distinct")),
    min: typed(of("min")),
    max: typed(of("max")),
    mean: isNumeric(column) && of("mean") !== null ? Number(of("mean")) : null,
    quantiles: (of("quantiles") as number[] | undefined)?.map(Number) ?? null,
    histogram: bins
      ? bins.map(([from, to, count]) => ({ from, to, count: Math.round(count) }))
      : (years
          ?.filter(([, count]) => count > 0)
          .map(([year, count]) => ({ from: String(year), to: String(year), count })) ?? null),
    top: top?.map(([value, count]) => ({ value: typed(value), count: Number(count) })) ?? null,
    examples: (top ?? []).slice(0, 5).map(([value]) => typed(value)),
  };
}

function numberOrText(text: string): Cell {
  const number = Number(text);
  return Number.isSafeInteger(number) || /[.eE]/.test(text) ? number : text;
}
