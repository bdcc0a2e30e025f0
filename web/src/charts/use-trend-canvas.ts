import { useEffect, useRef, useState } from "react";
import { useFormat } from "../i18n/i18n.tsx";
import { resolveToken, useIsDark } from "../ui/theme.ts";
import type { Chart } from "./echarts-core.ts";
import { type ChartPalette, type TrendView, trendOption } from "./trend-option.ts";

type CanvasInput = Pick<TrendView, "series" | "thresholds" | "range" | "stepMs" | "aqiBand">;

/** Draws a trend in the element of `ref`: fetches ECharts once, redraws on data, zoom, theme and size. */
export function useTrendCanvas(input: CanvasInput) {
  const ref = useRef<HTMLDivElement>(null);
  const format = useFormat();
  const dark = useIsDark();
  const [chart, setChart] = useState<Chart>();
  const [width, setWidth] = useState(0);
  const { series, thresholds, range, stepMs, aqiBand } = input;

  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    let started: Chart | undefined;
    let cancelled = false;
    void import("./echarts-core.ts").then(({ startChart }) => {
      if (cancelled) return;
      started = startChart(element);
      setChart(started);
    });
    const observer = new ResizeObserver(() => {
      setWidth(element.clientWidth);
      started?.resize();
    });
    observer.observe(element);
    return () => {
      cancelled = true;
      observer.disconnect();
      started?.dispose();
      setChart(undefined);
    };
  }, []);

  useEffect(() => {
    if (!chart || chart.isDisposed()) return;
    const palette = readPalette(dark);
    const animate = !window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    chart.setOption(
      trendOption({ series, thresholds, range, stepMs, aqiBand, animate, width, palette, format }),
      {
        notMerge: true,
      },
    );
  }, [chart, series, thresholds, range, stepMs, aqiBand, format, dark, width]);

  return { ref, width, ready: chart !== undefined };
}

function readPalette(_dark: boolean): ChartPalette {
  return {
    series: [resolveToken("--series-1"), resolveToken("--series-2")],
    threshold: resolveToken("--threshold"),
    ink: resolveToken("--ink"),
    ink2: resolveToken("--ink-2"),
    line: resolveToken("--line"),
    ground: resolveToken("--surface"),
  };
}
