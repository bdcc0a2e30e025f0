import type { Formatters } from "../i18n/format.ts";

/** One series of a ValueChart: a value for each of the chart's `names`. */
export type ValueSeries = { readonly name: string; readonly values: readonly (number | null)[] };

/** How values are drawn. `bar` with many or long names lies on its side. */
export type ValueLook = "bar" | "line" | "stacked";

/** Colours of a ValueChart as the page computes them now. */
export type ValuePalette = {
  series: readonly string[];
  ink: string;
  ink2: string;
  line: string;
  ground: string;
};

/** What the option is made from. `width` is that of the chart in px. */
export type ValueView = {
  names: readonly string[];
  series: readonly ValueSeries[];
  look: ValueLook;
  animate: boolean;
  width: number;
  palette: ValuePalette;
  format: Formatters;
};

const FONT = "'Inter Variable', system-ui, sans-serif";

/** Whether names are written at the side: they would be crowded under the bars. */
export function liesOnSide(names: readonly string[], look: ValueLook, width: number): boolean {
  if (look === "line") return false;
  const longest = Math.max(0, ...names.map((name) => name.length));
  return longest * 7 * names.length > width - 80 && longest > 10;
}

/** The ECharts option of values by name. The tooltip is drawn in the canvas, so no style enters the page. */
export function valueOption(view: ValueView): Record<string, unknown> {
  const { names, series, look, palette, width } = view;
  const onSide = liesOnSide(names, look, width);
  const nameAxis = {
    type: "category",
    data: [...names],
    inverse: onSide,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: palette.ink2 } },
    axisLabel: {
      color: palette.ink2,
      fontSize: 12,
      hideOverlap: true,
      ...(onSide ? { width: Math.min(180, width * 0.38), overflow: "truncate" } : {}),
    },
  };
  const valueAxis = {
    type: "value",
    scale: look === "line",
    axisLabel: {
      color: palette.ink2,
      fontSize: 12,
      hideOverlap: true,
      formatter: (value: number) => view.format.compact(value),
    },
    splitLine: { lineStyle: { color: palette.line } },
  };
  return {
    animation: view.animate,
    animationDuration: 220,
    textStyle: { fontFamily: FONT, color: palette.ink },
    grid: { left: 8, right: 16, top: 12, bottom: 8, containLabel: true },
    tooltip: tooltip(view),
    xAxis: onSide ? valueAxis : nameAxis,
    yAxis: onSide ? nameAxis : valueAxis,
    series: series.map((entry, index) => oneSeries(entry, index, view)),
  };
}

function tooltip({ palette, look, format }: ValueView) {
  return {
    trigger: "axis",
    renderMode: "richText",
    confine: true,
    axisPointer: { type: look === "line" ? "line" : "shadow" },
    backgroundColor: palette.ground,
    borderColor: palette.line,
    textStyle: { color: palette.ink, fontFamily: FONT, fontSize: 13 },
    valueFormatter: (value: unknown) => (typeof value === "number" ? format.number(value) : "–"),
  };
}

function oneSeries(entry: ValueSeries, index: number, { look, palette }: ValueView) {
  const colour = palette.series[index % palette.series.length];
  const shared = { name: entry.name, data: [...entry.values], itemStyle: { color: colour } };
  if (look === "line") {
    return {
      ...shared,
      type: "line",
      connectNulls: false,
      showSymbol: entry.values.length < 40,
      symbolSize: 5,
      lineStyle: { color: colour, width: 2, type: index % 2 === 0 ? "solid" : "dashed" },
    };
  }
  return { ...shared, type: "bar", barMaxWidth: 36, ...(look === "stacked" ? { stack: "all" } : {}) };
}
