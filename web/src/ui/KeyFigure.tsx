import type { ReactNode } from "react";
import { Badge, type Tone } from "./Badge.tsx";
import styles from "./KeyFigure.module.css";

/** Props of KeyFigure. `value` is already written in the language; `change` says what moved, in words, with its tone. */
export type KeyFigureProps = {
  label: string;
  value: string;
  unit?: string;
  change?: { text: string; direction: "up" | "down" | "same"; tone: Tone };
  note?: ReactNode;
};

const ARROWS = { up: "arrow-up", down: "arrow-down", same: "minus" } as const;

/** One large number with its unit, what changed and its note. */
export function KeyFigure({ label, value, unit, change, note }: KeyFigureProps) {
  return (
    <div className={styles.figure}>
      <span className={styles.label}>{label}</span>
      <span className={styles.value}>
        {value} {unit && <span className={styles.unit}>{unit}</span>}
      </span>
      {(change || note) && (
        <span className={styles.row}>
          {change && (
            <Badge tone={change.tone} icon={ARROWS[change.direction]}>
              {change.text}
            </Badge>
          )}
          {note}
        </span>
      )}
    </div>
  );
}
