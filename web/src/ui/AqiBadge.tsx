import { useFormat, useT } from "../i18n/i18n.tsx";
import styles from "./AqiBadge.module.css";
import { aqiLevel } from "./aqi.ts";
import { cx } from "./cx.ts";

/** A VN_AQI value: letter on the legal colour, the number, the level in words. Null says that there is no value. */
export function AqiBadge({ value, size = "normal" }: { value: number | null; size?: "normal" | "large" }) {
  const t = useT();
  const format = useFormat();
  const level = aqiLevel(value);
  const look = level ? styles[`level${level.rank}`] : styles.none;
  return (
    <span className={cx(styles.badge, look, size === "large" && styles.large)}>
      <span className={styles.letter} aria-hidden="true">
        {level?.letter ?? "–"}
      </span>
      <span className={styles.text}>
        {level && value !== null
          ? `${format.number(value, { digits: 0 })} · ${t(level.labelKey)}`
          : t("aqi.none")}
      </span>
    </span>
  );
}
