/** The ECharts option of a result's chart. Imported lazily, with ECharts itself. */
import { BarChart, ScatterChart } from "echarts/charts";
import { LegendComponent, TooltipComponent } from "echarts/components";
import { use } from "echarts/core";
import type { Formatters } from "../../i18n/format.ts";
import type { ColumnType } from "../warehouse-in/types.ts";
import type { ChartData } from "./chart-build.ts";
import { axisTexts } from "./grid.ts";
import type { ChartSpec } from "./types.ts";

export { startChart } from "../../charts/echarts-core.ts";

use([BarChart, ScatterChart, LegendComponent, TooltipComponent]);

/** Colours as the page computes them now. */
export type Palette = { series: readonly string[]; ink: string; line: string; ground: string };

const SYMBOLS = ["circle", "rect", "triangle", "diamond", "pin", "roundRect"] as const;
const FONT = "'Inter Variable', system-ui, sans-serif";

/** What is drawn. The tooltip is drawn in the canvas: one of HTML would need style attributes, which CSP refuses. */
export function chartOption(
  data: ChartData,
  spec: ChartSpec,
  look: { palette: Palette; format: Formatters; xType: ColumnType },
) {
  const { palette, format, xType } = look;
  const text = { color: palette.ink, fontFamily: FONT, fontSize: 13 };
  const numbers = (value: number) => format.number(value, { digits: 6 });
  const many = data.series.length > 1;
  return {
    animation: false,
    color: [...palette.series],
    textStyle: { fontFamily: FONT },
    grid: { left: 8, right: 16, top: many ? 48 : 32, bottom: 8, containLabel: true },
    ...(many ? { legend: { type: "scroll", top: 0, textStyle: text, pageTextStyle: text } } : {}),
    tooltip: {
      trigger: spec.type === "scatter" ? "item" : "axis",
      renderMode: "richText",
      backgroundColor: palette.ground,
      borderColor: palette.line,
      textStyle: text,
      valueFormatter: (value: unknown) => (typeof value === "number" ? numbers(value) : String(value)),
    },
    xAxis: {
      ...(data.categories
        ? {
            type: "category",
            data: axisTexts(data.categories, xType, format),
            axisLabel: { ...text, hideOverlap: true, width: 90, overflow: "truncate" },
          }
        : { type: "value", scale: true, axisLabel: { ...text, formatter: numbers } }),
      axisLine: { lineStyle: { color: palette.line } },
      splitLine: { show: false },
    },
    yAxis: {
      type: "value",
      name: spec.y,
      nameTextStyle: { ...text, align: "left" },
      axisLabel: { ...text, formatter: (value: number) => format.compact(value) },
      splitLine: { lineStyle: { color: palette.line } },
    },
    series: data.series.map(({ name, points }, at) => ({
      name,
      type: spec.type,
      data: points,
      symbol: SYMBOLS[at % SYMBOLS.length],
      symbolSize: spec.type === "scatter" ? 9 : 6,
      showSymbol: points.length <= 100,
      ...(spec.type === "line" ? { lineStyle: { width: 2, type: at % 2 === 0 ? "solid" : "dashed" } } : {}),
    })),
  };
}
