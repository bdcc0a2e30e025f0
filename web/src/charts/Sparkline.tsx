import styles from "./Sparkline.module.css";
import { sparkPath } from "./sparkline.ts";

/** Props of Sparkline; `label` says in words what the line shows ("PM2.5 24 giờ qua: tăng từ 18 lên 42"). */
export type SparklineProps = {
  values: readonly (number | null)[];
  label: string;
  width?: number;
  height?: number;
};

/** A line the size of a word, for a table or beside a number. Gaps stay gaps. */
export function Sparkline({ values, label, width = 96, height = 24 }: SparklineProps) {
  return (
    <svg
      className={styles.spark}
      width={width}
      height={height}
      viewBox={`0 -2 ${width} ${height + 4}`}
      role="img"
      aria-label={label}
    >
      <title>{label}</title>
      <path
        d={sparkPath(values, width, height)}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
