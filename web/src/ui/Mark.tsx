import { cx } from "./cx.ts";
import styles from "./Mark.module.css";

/** The mark of Dothi: one encaustic floor tile (gạch bông), its arcs a roundabout of four streets. */
export function Mark({ size = 32 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <g fill="none" stroke="currentColor" strokeWidth="3">
        <path d="M4 16A12 12 0 0 0 16 4M16 4a12 12 0 0 0 12 12M28 16a12 12 0 0 0-12 12M16 28A12 12 0 0 0 4 16" />
        <rect x="1.5" y="1.5" width="29" height="29" rx="5" strokeWidth="1.5" opacity="0.5" />
      </g>
      <circle cx="16" cy="16" r="3.25" fill="var(--bar-accent)" />
    </svg>
  );
}

/** The floor of tiles, pure decoration: a thin `strip` under the bar or a `panel` that fills its parent. */
export function TileFloor({ look }: { look: "strip" | "panel" }) {
  return <div className={cx(styles.tile, styles[look])} aria-hidden="true" />;
}
