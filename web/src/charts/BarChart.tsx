import { useEffect, useRef } from "react";
import { useFormat, useT } from "../i18n/i18n.tsx";
import { cx } from "../ui/cx.ts";
import { VisuallyHidden } from "../ui/VisuallyHidden.tsx";
import styles from "./BarChart.module.css";
import { barShare, type DayValue, leadingCells, levelOf, noonOf } from "./days.ts";

/** Props of BarChart and DayCalendar. With `aqi` each day wears the colour and the letter of its level. */
export type DayChartProps = {
  label: string;
  days: readonly DayValue[];
  aqi?: boolean;
  digits?: number;
  height?: number;
};

/** A bar a day: value on top, letter of the level inside, date below. A day without data is a hatched stub. */
export function BarChart({ label, days, aqi = false, digits = 0, height = 200 }: DayChartProps) {
  const t = useT();
  const format = useFormat();
  const ref = useRef<HTMLElement>(null);

  useEffect(() => {
    // The newest day, at the right, is what one comes for.
    if (ref.current && days.length > 0) ref.current.scrollLeft = ref.current.scrollWidth;
  }, [days]);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: many days scroll sideways, which the keyboard must reach.
    <figure ref={ref} className={styles.chart} aria-label={label} tabIndex={0}>
      <ol className={styles.bars} style={{ height }}>
        {days.map((day) => {
          const level = levelOf(day, aqi);
          const fill = level ? { background: level.colour, color: level.ink } : {};
          return (
            <li key={day.on} className={styles.bar}>
              <div className={styles.column}>
                <span>
                  {day.value === null ? t("chart.noValueShort") : format.number(day.value, { digits })}
                </span>
                <span
                  className={cx(styles.fill, day.value === null && styles.none)}
                  style={{ ...fill, height: `${barShare(day.value, days) * (height - 76)}px` }}
                >
                  {level?.letter}
                  {level && <VisuallyHidden>{t(level.labelKey)}</VisuallyHidden>}
                </span>
              </div>
              <span className={styles.day}>{format.weekdayShort(noonOf(day.on))}</span>
              <span className={styles.day}>{shortDate(day.on)}</span>
            </li>
          );
        })}
      </ol>
    </figure>
  );
}

/** The same days as a calendar whose weeks begin on Monday. */
export function DayCalendar({ label, days, aqi = false, digits = 0 }: DayChartProps) {
  const t = useT();
  const format = useFormat();
  const blanks = days[0] ? leadingCells(days[0].on) : 0;
  return (
    <figure aria-label={label}>
      <ol className={styles.calendar}>
        {Array.from({ length: blanks }, (_, index) => index).map((index) => (
          <li key={`blank-${index}`} aria-hidden="true" />
        ))}
        {days.map((day) => {
          const level = levelOf(day, aqi);
          return (
            <li
              key={day.on}
              className={cx(styles.cell, day.value === null && styles.none)}
              style={level ? { background: level.colour, color: level.ink } : {}}
            >
              <span className={styles.cellDay}>
                <VisuallyHidden>{format.weekdayShort(noonOf(day.on))} </VisuallyHidden>
                {shortDate(day.on)}
              </span>
              <span>
                {day.value === null ? t("chart.noValueShort") : format.number(day.value, { digits })}{" "}
                {level?.letter}
              </span>
            </li>
          );
        })}
      </ol>
    </figure>
  );
}

function shortDate(on: string): string {
  return `${on.slice(8, 10)}/${on.slice(5, 7)}`;
}
