/** A chart out of the rows of a result: which columns fit, and the points of each series. */
import { isNumeric } from "../warehouse-in/type-look.ts";
import type { Cell } from "../warehouse-in/types.ts";
import type { ChartSpec, ResultColumn, SqlResult } from "./types.ts";

/** Series drawn at most; the others are counted. */
export const MOST_SERIES = 6;
/** Points drawn at most. */
const MOST_POINTS = 5000;

/** Points of one series: x as its place among the categories or on the scale, and y. */
export type ChartSeries = { name: string; points: [number | null, number][] };

/** What is drawn. `categories` are the places of x in order; null when x is a scale of numbers. */
export type ChartData = {
  categories: Cell[] | null;
  series: ChartSeries[];
  hiddenSeries: number;
  hiddenPoints: number;
};

/** A chart to begin with: a line over time, else bars; null when no column holds numbers. */
export function suggestChart(columns: readonly ResultColumn[]): ChartSpec | null {
  const y = columns.findLast(({ type }) => isNumeric(type));
  if (!y) return null;
  const others = columns.filter((column) => column !== y);
  const time = others.find(({ type }) => type === "date" || type === "datetime");
  const text = others.find(({ type }) => type === "text" || type === "boolean");
  const x = time ?? text ?? others[0] ?? y;
  const series = others.find((column) => column !== x && column.type === "text");
  return {
    type: time ? "line" : isNumeric(x.type) ? "scatter" : "bar",
    x: x.name,
    y: y.name,
    series: series?.name ?? "",
  };
}

/** A kept chart, if all its columns are there still. */
export function chartOf(
  kept: Record<string, unknown> | null,
  columns: readonly ResultColumn[],
): ChartSpec | null {
  const has = (name: unknown): name is string => columns.some((column) => column.name === name);
  if (!kept || !has(kept.x) || !has(kept.y)) return null;
  const type = kept.type === "bar" || kept.type === "scatter" ? kept.type : "line";
  return { type, x: kept.x, y: kept.y, series: has(kept.series) ? kept.series : "" };
}

/** The points of a chart. Rows without a number are left out. */
export function chartData(result: Pick<SqlResult, "columns" | "rows">, spec: ChartSpec): ChartData {
  const at = (name: string) => result.columns.findIndex((column) => column.name === name);
  const [x, y, series] = [at(spec.x), at(spec.y), at(spec.series)];
  const scale = spec.type === "scatter" && isNumeric(result.columns[x]?.type ?? "text");
  const groups = new Map<string, [number | null, number][]>();
  const categories = new Map<Cell, number>();
  let points = 0;
  let hiddenPoints = 0;
  for (const row of result.rows) {
    const value = numberOf(row[y]);
    if (value === null) continue;
    if (points >= MOST_POINTS) {
      hiddenPoints += 1;
      continue;
    }
    points += 1;
    const place = row[x] ?? null;
    if (!categories.has(place)) categories.set(place, categories.size);
    const name = series < 0 ? spec.y : String(row[series] ?? "–");
    const known = groups.get(name);
    const point: [number | null, number] = [scale ? numberOf(place) : (categories.get(place) ?? null), value];
    if (known) known.push(point);
    else groups.set(name, [point]);
  }
  const all = [...groups].map(([name, of]) => ({ name, points: of }));
  return {
    categories: scale ? null : [...categories.keys()],
    series: all.slice(0, MOST_SERIES),
    hiddenSeries: Math.max(0, all.length - MOST_SERIES),
    hiddenPoints,
  };
}

function numberOf(value: Cell | undefined): number | null {
  if (typeof value === "number") return value;
  if (typeof value !== "string" || value.trim() === "") return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}
