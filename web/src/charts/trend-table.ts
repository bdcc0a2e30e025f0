import type { Formatters } from "../i18n/format.ts";
import type { Translate } from "../i18n/i18n.tsx";
import type { ChartColumn } from "./ChartWithTable.tsx";
import type { TrendPoint, TrendSeries } from "./trend.ts";

/** One row of a trend's table: an instant and the points of the series at it. */
export type TrendRow = { at: number; points: readonly (TrendPoint | undefined)[] };

/** Rows of one or two series, newest first. */
export function trendRows(series: readonly TrendSeries[]): TrendRow[] {
  const byInstant = series.map((line) => new Map(line.points.map((point) => [point.at, point])));
  const instants = [...new Set(byInstant.flatMap((points) => [...points.keys()]))].sort((a, b) => b - a);
  return instants.map((at) => ({ at, points: byInstant.map((points) => points.get(at)) }));
}

/** Columns of a trend's table: time, each value with its unit, and why a value is flagged. */
export function trendColumns(
  series: readonly TrendSeries[],
  t: Translate,
  format: Formatters,
): ChartColumn<TrendRow>[] {
  const flags = (row: TrendRow) =>
    row.points.flatMap((point) => (point?.flag ? t(`quality.${point.flag}`) : [])).join(", ");
  return [
    {
      id: "at",
      header: t("chart.time"),
      cell: (row) => format.dateTime(row.at),
      value: (row) => format.dateTime(row.at),
    },
    ...series.map((line, index): ChartColumn<TrendRow> => {
      const valueAt = (row: TrendRow) => row.points[index]?.value ?? null;
      return {
        id: line.id,
        header: `${line.label} (${line.unit})`,
        kind: "number",
        cell: (row) => {
          const value = valueAt(row);
          return value === null ? "–" : format.number(value, { digits: line.digits ?? 1, fixed: true });
        },
        value: valueAt,
      };
    }),
    { id: "flag", header: t("chart.quality"), cell: (row) => flags(row) || t("quality.good"), value: flags },
  ];
}
