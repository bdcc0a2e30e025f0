import { useId } from "react";
import { useFormat, useT } from "../i18n/i18n.tsx";
import styles from "./ProgressBar.module.css";

/** Props of ProgressBar. Without `total` the amount of work is not known yet. `etaMs` is the time still needed. */
export type ProgressBarProps = {
  label: string;
  done: number;
  total?: number;
  message?: string;
  etaMs?: number;
};

/** How far long work has come: done of total, what is being done, how long still. */
export function ProgressBar({ label, done, total, message, etaMs }: ProgressBarProps) {
  const t = useT();
  const format = useFormat();
  const id = useId();
  const count =
    total === undefined
      ? format.number(done)
      : `${format.number(done)} / ${format.number(total)} · ${format.percent(total ? done / total : 1, 0)}`;
  return (
    <div className={styles.progress}>
      <div className={styles.line}>
        <strong id={id}>{label}</strong>
        <span className={styles.count}>{count}</span>
      </div>
      <progress
        aria-labelledby={id}
        {...(total === undefined ? {} : { value: done, max: Math.max(total, 1) })}
      />
      <div className={styles.line} aria-live="polite">
        <span>{message}</span>
        {etaMs !== undefined && (
          <span className={styles.count}>{t("progress.eta", { time: format.duration(etaMs) })}</span>
        )}
      </div>
    </div>
  );
}
