import type { ValueLook, ValueSeries } from "../../charts/value-chart.ts";
import type { Cell, Column, Profile } from "./types.ts";
import type { Aggregate } from "./types-use.ts";
import { isPlain } from "./words.ts";

/** Steps of a time axis and bins of a number axis. */
export const TIME_STEPS = ["hour", "day", "week", "month", "quarter", "year"] as const;
/** Ways to make one value of many rows. */
export const MEASURES = ["count", "sum", "avg", "median", "min", "max", "distinct"] as const;

export type Step = (typeof TIME_STEPS)[number] | "none" | "bins";
export type Measure = (typeof MEASURES)[number];

/** What a chart shows. `column` is measured, unless rows are counted. */
export type ChartAsk = {
  x: string;
  step: Step;
  y: Measure;
  column: string | undefined;
  series: string | undefined;
  look: ValueLook;
};

/** At most so many series are told apart; the smaller ones are added up. */
export const MOST_SERIES = 6;
/** At most so many categories are drawn; the smaller ones are left to the table. */
export const MOST_CATEGORIES = 30;

/** Columns that can stand on an axis: seen in some form, and with values that repeat or have an order. */
export function axisColumns(columns: readonly Column[]): readonly Column[] {
  return columns.filter(
    ({ type, shown }) => type !== "geometry" && type !== "json" && shown !== "hidden" && shown !== "redact",
  );
}

/** Columns that can be added up. */
export function measureColumns(columns: readonly Column[], key: readonly string[]): readonly Column[] {
  return columns.filter(
    (column) =>
      (column.type === "integer" || column.type === "number") &&
      column.shown === "clear" &&
      column.unit !== "°" &&
      !isPlain(column, key),
  );
}

/** The step an axis begins with: for a time by its span, bins for an amount, values as they are for the rest. */
export function firstStep(column: Column | undefined, key: readonly string[], profile?: Profile): Step {
  if (column?.type === "date" || column?.type === "datetime") return timeStep(column, profile);
  return column && measureColumns([column], key).length > 0 ? "bins" : "none";
}

const DAY_MS = 86_400_000;

/** Hours for a span of three days at most, days for four months, years beyond thirty years, months else. */
function timeStep(column: Column, profile: Profile | undefined): Step {
  const found = profile?.columns.find((entry) => entry.name === column.name);
  const days = (Date.parse(String(found?.max ?? "")) - Date.parse(String(found?.min ?? ""))) / DAY_MS;
  if (Number.isNaN(days)) return "month";
  if (days <= 3 && column.type === "datetime") return "hour";
  if (days <= 125) return "day";
  return days > 30 * 366 ? "year" : "month";
}

/**
 * The chart of the first look: a monthly line of the first measured column over the first date; without a date, how many
 * rows each category has (a coded column, else the column with the fewest values).
 */
export function defaultChart(
  columns: readonly Column[],
  key: readonly string[],
  profile: Profile | undefined,
): ChartAsk | undefined {
  const usable = axisColumns(columns);
  const [measure] = measureColumns(columns, key).filter((column) => column.unit);
  const time =
    usable.find((column) => column.type === "date") ?? usable.find((column) => column.type === "datetime");
  if (time) {
    const value = measure
      ? { y: "avg" as const, column: measure.name }
      : { y: "count" as const, column: undefined };
    return { x: time.name, step: timeStep(time, profile), ...value, series: undefined, look: "line" };
  }
  const category = categoryOf(usable, key, profile);
  if (!category) return undefined;
  const step = firstStep(category, key);
  return { x: category.name, step, y: "count", column: undefined, series: undefined, look: "bar" };
}

function categoryOf(usable: readonly Column[], key: readonly string[], profile: Profile | undefined) {
  const coded = usable.find((column) => column.codes.length > 1);
  if (coded) return coded;
  const distinct = (column: Column) =>
    profile?.columns.find((entry) => entry.name === column.name)?.distinct ?? Number.POSITIVE_INFINITY;
  const [fewest] = usable
    .filter((column) => !key.includes(column.name) && distinct(column) > 1 && distinct(column) <= 60)
    .sort((a, b) => distinct(a) - distinct(b));
  return fewest ?? usable.find((column) => !key.includes(column.name)) ?? usable[0];
}

/** Values of a chart as its drawing wants them. `left` = categories that found no room. */
export type ChartData = { names: readonly string[]; series: readonly ValueSeries[]; left: number };

type Naming = { x: (value: Cell) => string; series: (value: Cell) => string; rest: string; all: string };

/**
 * Points [x, series, value] as names and series. Categories (`ordered` false) come largest first and at most 30; series
 * largest first, those after the fifth added up as `rest`.
 */
export function chartData(points: Aggregate["points"], ordered: boolean, naming: Naming): ChartData {
  const totals = new Map<string, { x: Cell; total: number }>();
  const seriesTotals = new Map<string, { value: Cell; total: number }>();
  const cells = new Map<string, number | null>();
  for (const [x, series, value] of points) {
    const known = totals.get(keyOf(x)) ?? { x, total: 0 };
    totals.set(keyOf(x), { x, total: known.total + (value ?? 0) });
    const line = seriesTotals.get(keyOf(series)) ?? { value: series, total: 0 };
    seriesTotals.set(keyOf(series), { value: series, total: line.total + (value ?? 0) });
    cells.set(`${keyOf(x)}\n${keyOf(series)}`, value);
  }
  const categories = [...totals];
  if (!ordered) categories.sort(([, a], [, b]) => b.total - a.total);
  const shown = ordered ? categories : categories.slice(0, MOST_CATEGORIES);
  const lines = [...seriesTotals].sort(([, a], [, b]) => b.total - a.total);
  const single = lines.length === 1 && lines[0]?.[1].value === null;
  const [named, others] =
    lines.length > MOST_SERIES
      ? [lines.slice(0, MOST_SERIES - 1), lines.slice(MOST_SERIES - 1)]
      : [lines, []];
  const values = (line: string) => shown.map(([x]) => cells.get(`${x}\n${line}`) ?? null);
  const series = named.map(([line, { value }]) => ({
    name: single ? naming.all : naming.series(value),
    values: values(line),
  }));
  if (others.length > 0) {
    const sums = shown.map(([x]) =>
      others.reduce((sum, [line]) => sum + (cells.get(`${x}\n${line}`) ?? 0), 0),
    );
    series.push({ name: naming.rest, values: sums });
  }
  return { names: shown.map(([, { x }]) => naming.x(x)), series, left: categories.length - shown.length };
}

/** How a step of time is written on an axis: "03/2026", "Q1/2026", "2026", a day, an hour. */
export function stepText(value: Cell, step: Step): string | undefined {
  const parts =
    typeof value === "string" ? /^(\d{4})-(\d{2})(?:-(\d{2}))?(?:[T ](\d{2}))?/.exec(value) : null;
  if (!parts) return undefined;
  const [, year, month = "01", day = "01", hour = "00"] = parts;
  if (step === "year") return year;
  if (step === "quarter") return `Q${Math.ceil(Number(month) / 3)}/${year}`;
  if (step === "month") return `${month}/${year}`;
  if (step === "day" || step === "week") return `${day}/${month}/${year}`;
  return step === "hour" ? `${day}/${month} ${hour}:00` : undefined;
}

function keyOf(value: Cell): string {
  return `${typeof value} ${value}`;
}
