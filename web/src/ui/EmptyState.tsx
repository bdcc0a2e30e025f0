import type { ReactNode } from "react";
import { Icon, type IconName } from "./Icon.tsx";
import styles from "./States.module.css";

/** Props of EmptyState: what is not here, why, and the one thing to do about it. */
export type EmptyStateProps = { title: string; text?: string; icon?: IconName; action?: ReactNode };

/** Says that there is nothing, which is not an error. */
export function EmptyState({ title, text, icon = "inbox", action }: EmptyStateProps) {
  return (
    <div className={styles.state}>
      <span className={styles.mark}>
        <Icon name={icon} size={28} />
      </span>
      <p className={styles.title}>{title}</p>
      {text && <p>{text}</p>}
      {action}
    </div>
  );
}
