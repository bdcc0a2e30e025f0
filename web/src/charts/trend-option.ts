import type { Formatters } from "../i18n/format.ts";
import { AQI_LEVELS } from "../ui/aqi.ts";
import {
  type QualityFlag,
  type Threshold,
  type TimeRange,
  type TrendPoint,
  type TrendSeries,
  valueExtent,
  withGaps,
} from "./trend.ts";

/** Colours of a chart as the page computes them now. */
export type ChartPalette = {
  series: readonly [string, string];
  threshold: string;
  ink: string;
  ink2: string;
  line: string;
  ground: string;
};

/** What the option is made from. */
export type TrendView = {
  series: readonly TrendSeries[];
  thresholds: readonly Threshold[];
  range: TimeRange;
  stepMs: number;
  aqiBand: boolean;
  animate: boolean;
  /** Width of the chart in px; a narrow one names its limits in the legend only. */
  width: number;
  palette: ChartPalette;
  format: Formatters;
};

/** Room around the plot in px; the overlay of cursor and selection uses the same. */
export const PLOT = { left: 52, right: 16, top: 14, bottom: 30 } as const;

/** Shape of a flagged point: triangle, diamond, cross. */
export const FLAG_SYMBOLS: Record<QualityFlag, string> = {
  suspect: "triangle",
  filled: "diamond",
  rejected: "path://M2 0 10 8 18 0 20 2 12 10 20 18 18 20 10 12 2 20 0 18 8 10 0 2Z",
};

/** From this width on, in px, limits are named inside the plot. */
const WIDE = 520;
/** Limits nearer than this share of the height get no name on the chart. */
const CROWDED = 0.08;

const DAY = 86_400_000;

/** The city is 7 hours before UTC all year. The axis is drawn in UTC on shifted instants, so that its ticks are the city's midnights in any browser. */
const CITY_OFFSET = 7 * 3_600_000;

const FONT = "'Inter Variable', system-ui, sans-serif";

/** The ECharts option of a trend: lines, bands, limits, bands of VN_AQI. */
export function trendOption(view: TrendView): Record<string, unknown> {
  const { palette, range, series } = view;
  const [low, high] = valueExtent(series, view.thresholds, range);
  return {
    useUTC: true,
    animation: view.animate,
    animationDuration: 220,
    textStyle: { fontFamily: FONT, color: palette.ink },
    grid: { ...PLOT, outerBoundsMode: "none" },
    xAxis: timeAxis(view),
    yAxis: {
      type: "value",
      min: low,
      max: view.aqiBand ? Math.min(500, Math.max(high, 60)) : high,
      axisLabel: {
        color: palette.ink2,
        fontSize: 12,
        showMaxLabel: false,
        formatter: (value: number) => view.format.number(value, { digits: 1 }),
      },
      splitLine: { lineStyle: { color: palette.line } },
    },
    series: series.flatMap((line, index) => [
      ...bandSeries(line, index, view),
      lineSeries(line, index, view),
    ]),
  };
}

function timeAxis({ palette, range, format }: TrendView) {
  return {
    type: "time",
    min: onAxis(range[0]),
    max: onAxis(range[1]),
    splitNumber: 6,
    axisLine: { lineStyle: { color: palette.ink2 } },
    axisTick: { lineStyle: { color: palette.ink2 } },
    axisLabel: {
      color: palette.ink2,
      fontSize: 12,
      hideOverlap: true,
      formatter: (x: number) =>
        x % DAY === 0 ? format.date(x - CITY_OFFSET).replace(/[/ ]\d{4}$/, "") : format.time(x - CITY_OFFSET),
    },
  };
}

function lineSeries(line: TrendSeries, index: number, view: TrendView) {
  const colour = view.palette.series[index === 0 ? 0 : 1];
  return {
    name: line.label,
    type: "line",
    data: withGaps(line.points, view.stepMs).map((point) => pointItem(point, view)),
    connectNulls: false,
    showSymbol: true,
    showAllSymbol: true,
    symbol: "none",
    silent: true,
    lineStyle: { color: colour, width: 2, type: index === 0 ? "solid" : "dashed" },
    itemStyle: { color: colour },
    z: 4,
    ...(index === 0
      ? { markLine: markLines(view), ...(view.aqiBand ? { markArea: aqiAreas(view) } : {}) }
      : {}),
  };
}

function pointItem({ at, value, flag }: TrendPoint, { palette }: TrendView) {
  if (!flag) return { value: [onAxis(at), value] };
  return {
    value: [onAxis(at), value],
    symbol: FLAG_SYMBOLS[flag],
    symbolSize: 10,
    itemStyle: {
      color: flag === "rejected" ? palette.threshold : palette.ground,
      borderColor: palette.ink,
      borderWidth: 1.5,
    },
  };
}

function bandSeries(line: TrendSeries, index: number, view: TrendView) {
  if (!line.points.some((point) => point.min !== undefined && point.max !== undefined)) return [];
  const points = withGaps(line.points, view.stepMs);
  const shared = {
    type: "line",
    stack: `band-${line.id}`,
    stackStrategy: "all",
    symbol: "none",
    silent: true,
    z: 2,
  };
  const floor = points.map(({ at, value, min }) => [onAxis(at), value === null ? null : (min ?? value)]);
  const height = points.map(({ at, value, min, max }) => [
    onAxis(at),
    value === null ? null : (max ?? value) - (min ?? value),
  ]);
  return [
    { ...shared, data: floor, lineStyle: { opacity: 0 } },
    {
      ...shared,
      data: height,
      lineStyle: { opacity: 0 },
      areaStyle: { color: view.palette.series[index === 0 ? 0 : 1], opacity: 0.16 },
    },
  ];
}

function markLines({ series, thresholds, range, palette, width }: TrendView) {
  const shown = thresholds.filter(
    (limit) => (limit.from ?? range[0]) <= range[1] && (limit.to ?? range[1]) >= range[0],
  );
  const [low, high] = valueExtent(series, thresholds, range);
  // Names that would lie on one another are left to the legend.
  const isCrowded = (limit: Threshold) =>
    shown.some((other) => other !== limit && Math.abs(other.value - limit.value) < (high - low) * CROWDED);
  return {
    silent: true,
    symbol: "none",
    lineStyle: { color: palette.threshold, width: 1.5, type: [6, 4] },
    label: {
      show: width >= WIDE,
      color: palette.threshold,
      fontSize: 12,
      fontWeight: 600,
      position: "insideEndTop",
      backgroundColor: palette.ground,
      padding: [1, 3],
      borderRadius: 2,
    },
    data: shown.map((limit) => [
      {
        coord: [onAxis(Math.max(limit.from ?? range[0], range[0])), limit.value],
        label: { formatter: limit.label, show: width >= WIDE && !isCrowded(limit) },
      },
      { coord: [onAxis(Math.min(limit.to ?? range[1], range[1])), limit.value] },
    ]),
  };
}

function aqiAreas({ palette }: TrendView) {
  return {
    silent: true,
    label: { position: "insideRight", color: palette.ink, fontSize: 11, fontWeight: 700 },
    data: AQI_LEVELS.map((level) => [
      {
        yAxis: level.rank === 1 ? 0 : level.min - 0.5,
        name: level.letter,
        itemStyle: { color: level.colour, opacity: 0.2 },
      },
      { yAxis: level.max + 0.5 },
    ]),
  };
}

function onAxis(at: number): number {
  return at + CITY_OFFSET;
}
