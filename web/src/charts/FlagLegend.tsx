import { useT } from "../i18n/i18n.tsx";
import styles from "./TrendChart.module.css";
import type { QualityFlag, TrendSeries } from "./trend.ts";

const SHAPES: Record<QualityFlag, string> = {
  suspect: "M8 2 15 14H1Z",
  filled: "M8 1 15 8 8 15 1 8Z",
  rejected: "M3 3 13 13M13 3 3 13",
};

/** The shapes of the flags that the series really have, with their words. */
export function FlagLegend({ series }: { series: readonly TrendSeries[] }) {
  const t = useT();
  const used = new Set(series.flatMap((line) => line.points.flatMap((point) => point.flag ?? [])));
  return (Object.keys(SHAPES) as QualityFlag[])
    .filter((flag) => used.has(flag))
    .map((flag) => (
      <span key={flag} className={styles.key}>
        <svg width="14" height="14" viewBox="0 0 16 16" aria-hidden="true">
          <path d={SHAPES[flag]} fill="none" stroke="currentColor" strokeWidth="1.75" />
        </svg>
        {t(`quality.${flag}`)}
      </span>
    ));
}
