import type { ReactNode } from "react";
import styles from "./Toolbar.module.css";

/** A line of filters and actions over a table or a map; `end` is pushed to the far side. */
export function Toolbar({ label, children, end }: { label: string; children: ReactNode; end?: ReactNode }) {
  return (
    <fieldset className={styles.toolbar} aria-label={label}>
      {children}
      {end && <div className={styles.end}>{end}</div>}
    </fieldset>
  );
}
