import type { ReactNode } from "react";
import styles from "./VisuallyHidden.module.css";

/** Text for screen readers only. `live` announces each change of it, politely. */
export function VisuallyHidden({ children, live = false }: { children: ReactNode; live?: boolean }) {
  return (
    <span className={styles.hidden} {...(live ? { "aria-live": "polite" as const } : {})}>
      {children}
    </span>
  );
}
