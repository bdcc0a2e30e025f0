import type { ReactNode } from "react";
import type { Tone } from "../../ui/Badge.tsx";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import styles from "./warehouse.module.css";

const ICONS: Record<Tone, IconName> = {
  idle: "info",
  info: "info",
  ok: "check-circle",
  warn: "warning",
  bad: "danger",
};

type NoticeProps = { children: ReactNode; tone?: Tone; action?: ReactNode };

/** A sentence that must be read before what stands under it, with the one thing to do about it. */
export function Notice({ children, tone = "info", action }: NoticeProps) {
  return (
    <div className={styles.notice} data-tone={tone} role="note">
      <Icon name={ICONS[tone]} />
      <div className={styles.noticeText}>{children}</div>
      {action}
    </div>
  );
}
