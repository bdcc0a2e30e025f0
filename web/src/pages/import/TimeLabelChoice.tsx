import { type MessageKey, useT } from "../../i18n/i18n.tsx";
import styles from "./import.module.css";
import type { MappingDraft } from "./mapping.ts";
import type { TimeLabel } from "./types.ts";

const LABELS: readonly (readonly [TimeLabel, MessageKey, MessageKey])[] = [
  ["instant", "import.label.instant", "import.label.instantText"],
  ["start", "import.label.start", "import.label.startText"],
  ["end", "import.label.end", "import.label.endText"],
];

/** Does a time label a moment, the start or the end of what was averaged; each with its picture. */
export function TimeLabelChoice({
  sampleMs,
  mapping,
  onChange,
}: {
  sampleMs: number | null;
  mapping: MappingDraft;
  onChange: (label: TimeLabel) => void;
}) {
  const t = useT();
  const at = sampleMs ?? Date.UTC(2026, 0, 1, 7);
  const step = mapping.intervalSeconds * 1000;
  const times = { at: clock(at, step), before: clock(at - step, step), after: clock(at + step, step) };
  return (
    <fieldset className={styles.labels}>
      <legend>{t("import.label.ask", times)}</legend>
      {LABELS.map(([value, name, text]) => (
        <label key={value} className={styles.labelChoice}>
          <input
            type="radio"
            name="time-label"
            checked={mapping.timeLabel === value}
            onChange={() => onChange(value)}
          />
          <span className={styles.labelWords}>
            <strong>{t(name)}</strong>
            <span className={styles.quiet}>{t(text, times)}</span>
          </span>
          <LabelPicture label={value} times={times} />
        </label>
      ))}
    </fieldset>
  );
}

/** Three ticks of time; what the reading covers is filled, and the time that is written has a flag. */
function LabelPicture({
  label,
  times,
}: {
  label: TimeLabel;
  times: { at: string; before: string; after: string };
}) {
  return (
    <svg className={styles.labelPicture} viewBox="0 0 180 56" aria-hidden="true">
      {label !== "instant" && (
        <rect className={styles.span} x={label === "start" ? 90 : 24} y="12" width="66" height="20" rx="2" />
      )}
      <line className={styles.axis} x1="8" x2="172" y1="32" y2="32" />
      {[24, 90, 156].map((x) => (
        <line key={x} className={styles.axis} x1={x} x2={x} y1="28" y2="36" />
      ))}
      <line className={styles.flag} x1="90" x2="90" y1="8" y2="32" />
      <circle className={styles.dot} cx="90" cy={label === "instant" ? 22 : 8} r="4.5" />
      <text x="24" y="50">
        {times.before}
      </text>
      <text x="90" y="50" className={styles.now}>
        {times.at}
      </text>
      <text x="156" y="50">
        {times.after}
      </text>
    </svg>
  );
}

/** 07:00, or 03/02 for steps of a day and more. */
function clock(time: number, step: number): string {
  const iso = new Date(time).toISOString();
  return step >= 86_400_000 ? `${iso.slice(8, 10)}/${iso.slice(5, 7)}` : iso.slice(11, 16);
}
