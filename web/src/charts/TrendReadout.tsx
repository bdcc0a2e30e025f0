import { useFormat, useT } from "../i18n/i18n.tsx";
import styles from "./TrendChart.module.css";
import type { TrendPoint, TrendSeries } from "./trend.ts";

/** The values under the cursor, beside it and announced to screen readers. */
export function TrendReadout({
  series,
  at,
  side,
}: {
  series: readonly TrendSeries[];
  at: number;
  side: "left" | "right";
}) {
  const format = useFormat();
  return (
    <div className={styles.readout} data-side={side} aria-live="polite">
      <span className={styles.when}>{format.dateTime(at)}</span>
      {series.map((line) => (
        <ReadoutLine key={line.id} line={line} point={line.points.find((point) => point.at === at)} />
      ))}
    </div>
  );
}

function ReadoutLine({ line, point }: { line: TrendSeries; point: TrendPoint | undefined }) {
  const t = useT();
  const format = useFormat();
  const digits = line.digits ?? 1;
  if (!point || point.value === null) {
    return (
      <span>
        {line.label}: {t("chart.noValue")}
      </span>
    );
  }
  const band =
    point.min !== undefined && point.max !== undefined
      ? ` (${format.number(point.min, { digits })}–${format.number(point.max, { digits })})`
      : "";
  return (
    <span>
      {line.label}:{" "}
      <strong>
        {format.number(point.value, { digits })} {line.unit}
      </strong>
      {band}
      {point.flag && ` · ${t(`quality.${point.flag}`)}`}
    </span>
  );
}
