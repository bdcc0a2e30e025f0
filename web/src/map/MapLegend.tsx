import { useT } from "../i18n/i18n.tsx";
import styles from "./MapLegend.module.css";
import type { MapLevel } from "./station.ts";

/** Props of MapLegend; `marks` also explains dashed edges, dots and double edges. */
export type MapLegendProps = { title?: string; levels: readonly MapLevel[]; marks?: boolean };

/** Every level as colour, letter, range and words, and what the marks on a tile mean. */
export function MapLegend({ title, levels, marks = true }: MapLegendProps) {
  const t = useT();
  return (
    <div className={styles.legend}>
      <span className={styles.name}>{title ?? t("map.legend")}</span>
      <ul className={styles.levels}>
        {levels.map((level) => (
          <li key={level.rank} className={styles.level}>
            <span className={styles.letter} style={{ background: level.colour, color: level.ink }}>
              {level.letter}
            </span>
            <span>
              {level.label} <span className={styles.range}>{level.range}</span>
            </span>
          </li>
        ))}
      </ul>
      {marks && (
        <ul className={styles.marks}>
          <li>{t("map.legend.stale")}</li>
          <li>{t("map.legend.simulated")}</li>
          <li>{t("map.legend.cluster")}</li>
        </ul>
      )}
    </div>
  );
}
