import { useMemo, useState } from "react";
import { useFormat, useT } from "../i18n/i18n.tsx";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Skeleton } from "../ui/LoadingState.tsx";
import { VisuallyHidden } from "../ui/VisuallyHidden.tsx";
import { FlagLegend } from "./FlagLegend.tsx";
import styles from "./TrendChart.module.css";
import { TrendReadout } from "./TrendReadout.tsx";
import {
  cursorStops,
  fullRange,
  type Threshold,
  type TimeRange,
  type TrendSeries,
  zoomRange,
} from "./trend.ts";
import { useTrendCanvas } from "./use-trend-canvas.ts";
import { useTrendGestures } from "./use-trend-gestures.ts";

/** Props of TrendChart. One or two series of the same unit; `stepMs` is the usual distance of points, beyond which a gap is a gap. */
export type TrendChartProps = {
  label: string;
  series: readonly [TrendSeries] | readonly [TrendSeries, TrendSeries];
  stepMs: number;
  thresholds?: readonly Threshold[];
  aqiBand?: boolean;
  height?: number;
};

const NO_THRESHOLDS: readonly Threshold[] = [];

/**
 * A line over time. Gaps stay gaps, limits carry their name and dates, flagged points have a shape. Drag to zoom; by
 * keyboard arrows move the cursor, + and − zoom, Shift with an arrow pans, Escape shows all. Put it in ChartWithTable.
 */
export function TrendChart({ label, series, stepMs, thresholds = NO_THRESHOLDS, ...rest }: TrendChartProps) {
  const t = useT();
  const whole = useMemo(() => fullRange(series) ?? ([0, 1] as const), [series]);
  const [zoomed, setZoomed] = useState<TimeRange>();
  const range = zoomed ?? whole;
  const stops = useMemo(() => cursorStops(series, range), [series, range]);
  const canvas = useTrendCanvas({ series, thresholds, range, stepMs, aqiBand: rest.aqiBand ?? false });
  const gestures = useTrendGestures({ stops, range, whole, plotWidth: canvas.width, onZoom: setZoomed });
  const { cursor, selection } = gestures;

  return (
    <figure className={styles.chart} aria-label={label}>
      <TrendLegend series={series} thresholds={thresholds} />
      <div
        className={styles.plot}
        style={{ height: rest.height ?? 280 }}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the cursor of the chart is moved by keyboard.
        tabIndex={0}
        aria-label={t("chart.keys", { label })}
        {...gestures.handlers}
      >
        <div className={styles.canvas} ref={canvas.ref} />
        {!canvas.ready && (
          <div className={styles.waiting}>
            <Skeleton block />
          </div>
        )}
        {selection && (
          <div className={styles.selection} style={{ left: selection[0], width: selection[1] }} />
        )}
        {cursor && <div className={styles.cursor} style={{ left: cursor.x }} />}
        {cursor && (
          <TrendReadout series={series} at={cursor.at} side={cursor.share > 0.5 ? "left" : "right"} />
        )}
      </div>
      <div className={styles.foot}>
        <RangeText range={range} />
        <span className={styles.zoom}>
          <Button
            size="small"
            kind="quiet"
            icon="plus"
            onPress={() => setZoomed(zoomRange(range, middle(range), 0.5, whole))}
          >
            {t("chart.zoomIn")}
          </Button>
          {zoomed && (
            <Button size="small" kind="quiet" icon="refresh" onPress={() => setZoomed(undefined)}>
              {t("chart.showAll")}
            </Button>
          )}
        </span>
      </div>
    </figure>
  );
}

function TrendLegend({
  series,
  thresholds,
}: Pick<TrendChartProps, "series"> & { thresholds: readonly Threshold[] }) {
  const t = useT();
  const banded = series.some((line) => line.points.some((point) => point.min !== undefined));
  return (
    <figcaption className={styles.legend}>
      {series.map((line, index) => (
        <span key={line.id} className={styles.key}>
          <span className={index === 0 ? styles.stroke1 : styles.stroke2} />
          {line.label} ({line.unit})
        </span>
      ))}
      {banded && (
        <span className={styles.key}>
          <Icon name="layers" size={16} />
          {t("chart.band")}
        </span>
      )}
      {thresholds.map((limit) => (
        <span key={limit.label} className={styles.key}>
          <span className={styles.limit} />
          {limit.label}
        </span>
      ))}
      <FlagLegend series={series} />
    </figcaption>
  );
}

function RangeText({ range }: { range: TimeRange }) {
  const t = useT();
  const format = useFormat();
  const text = t("chart.range", { from: format.dateTime(range[0]), to: format.dateTime(range[1]) });
  return (
    <span>
      <VisuallyHidden live>{text}</VisuallyHidden>
      <span aria-hidden="true">{text}</span>
    </span>
  );
}

function middle([from, to]: TimeRange): number {
  return (from + to) / 2;
}
