import { useEffect, useRef, useState } from "react";
import { useFormat } from "../i18n/i18n.tsx";
import { Skeleton } from "../ui/LoadingState.tsx";
import { resolveToken, useIsDark } from "../ui/theme.ts";
import type { Chart } from "./echarts-core.ts";
import styles from "./ValueChart.module.css";
import {
  liesOnSide,
  type ValueLook,
  type ValuePalette,
  type ValueSeries,
  valueOption,
} from "./value-chart.ts";

/** Props of ValueChart; `label` says in words what is drawn. Keep `names` and `series` the same between renders. */
export type ValueChartProps = {
  label: string;
  names: readonly string[];
  series: readonly ValueSeries[];
  look: ValueLook;
};

const SERIES = ["--series-1", "--series-2", "--series-3", "--series-4", "--series-5", "--series-6"] as const;

/** Values by category or step: bars, lines or parts of a whole. The table beside it says the same in words. */
export function ValueChart({ label, names, series, look }: ValueChartProps) {
  const { ref, ready, width } = useValueCanvas({ names, series, look });
  const tall = width > 0 && liesOnSide(names, look, width) && names.length > 12;
  return (
    <figure className={styles.figure} aria-label={label}>
      {series.length > 1 && (
        <figcaption className={styles.legend}>
          {series.map((entry, index) => (
            <span key={entry.name} className={styles.key}>
              <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
                <rect width="14" height="14" rx="2" className={styles[`series${(index % 6) + 1}`]} />
              </svg>
              {entry.name}
            </span>
          ))}
        </figcaption>
      )}
      <div className={styles.box} data-tall={tall}>
        <div ref={ref} className={styles.canvas} />
        {!ready && (
          <div className={styles.waiting}>
            <Skeleton block />
          </div>
        )}
      </div>
    </figure>
  );
}

function useValueCanvas({ names, series, look }: Omit<ValueChartProps, "label">) {
  const ref = useRef<HTMLDivElement>(null);
  const format = useFormat();
  const dark = useIsDark();
  const [chart, setChart] = useState<Chart>();
  const [width, setWidth] = useState(0);

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
    if (!chart || chart.isDisposed() || width === 0) return;
    const animate = !window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const palette = readPalette(dark);
    chart.setOption(valueOption({ names, series, look, animate, width, palette, format }), {
      notMerge: true,
    });
  }, [chart, names, series, look, width, dark, format]);

  return { ref, ready: chart !== undefined, width };
}

function readPalette(_dark: boolean): ValuePalette {
  return {
    series: SERIES.map((name) => resolveToken(name)),
    ink: resolveToken("--ink"),
    ink2: resolveToken("--ink-2"),
    line: resolveToken("--line"),
    ground: resolveToken("--raised"),
  };
}
