import type { ReactNode } from "react";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import styles from "./import.module.css";

const ICONS = { info: "info", warn: "warning", bad: "danger", ok: "check-circle" } as const satisfies Record<
  string,
  IconName
>;

/** Something to know or to answer, beside its cause. */
export function Callout({
  tone,
  title,
  children,
}: {
  tone: keyof typeof ICONS;
  title: string;
  children?: ReactNode;
}) {
  return (
    <div className={styles.callout} data-tone={tone}>
      <Icon name={ICONS[tone]} />
      <div className={styles.calloutBody}>
        <p className={styles.calloutTitle}>{title}</p>
        {children}
      </div>
    </div>
  );
}
