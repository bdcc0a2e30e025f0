import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

use([
  BarChart,
  LineChart,
  GridComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
  CanvasRenderer,
]);

/**
 * Starts a chart in an element. This file is the only one that imports ECharts and is itself imported lazily. Canvas:
 * thousands of points stay quick on a cheap phone, and no style attribute is written into markup, which CSP would refuse.
 */
export function startChart(element: HTMLElement) {
  return init(element, null, { renderer: "canvas" });
}

/** A running chart. */
export type Chart = ReturnType<typeof startChart>;
