import type { ReactNode } from "react";
import { type MessageKey, useT } from "../i18n/i18n.tsx";
import styles from "./Badge.module.css";
import { cx } from "./cx.ts";
import { Icon, type IconName } from "./Icon.tsx";

/** The five tones. A tone never speaks alone: an icon and words stand beside it. */
export type Tone = "idle" | "info" | "ok" | "warn" | "bad";

/** A short word on a soft ground: a kind, a count, a mark. */
export function Badge({
  children,
  tone = "idle",
  icon,
}: {
  children: ReactNode;
  tone?: Tone;
  icon?: IconName;
}) {
  return (
    <span className={cx(styles.badge, styles[tone])}>
      {icon && <Icon name={icon} size={14} />}
      {children}
    </span>
  );
}

/** States that a thing, a case or a job can be in. */
export type Status = keyof typeof STATUSES;

const STATUSES = {
  draft: ["idle", "file", "status.draft"],
  waiting: ["idle", "hourglass", "status.waiting"],
  running: ["info", "refresh", "status.running"],
  paused: ["warn", "pause", "status.paused"],
  done: ["ok", "check-circle", "status.done"],
  rejected: ["bad", "close-circle", "status.rejected"],
  failed: ["bad", "danger", "status.failed"],
  overdue: ["bad", "clock", "status.overdue"],
  online: ["ok", "station", "status.online"],
  stale: ["warn", "clock", "status.stale"],
  offline: ["bad", "offline", "status.offline"],
  retired: ["idle", "minus", "status.retired"],
} as const satisfies Record<string, readonly [Tone, IconName, MessageKey]>;

/** A state as icon, words and colour together; `label` replaces the usual words ("Chờ Sở Xây dựng"). */
export function StatusBadge({ status, label }: { status: Status; label?: string }) {
  const t = useT();
  const [tone, icon, key] = STATUSES[status];
  return (
    <Badge tone={tone} icon={icon}>
      {label ?? t(key)}
    </Badge>
  );
}

/** How bad: 1 low … 4 critical. */
export type Severity = 1 | 2 | 3 | 4;

const SEVERITY_LOOK = { 1: styles.info, 2: styles.warn, 3: styles.bad, 4: styles.solid } as const;

/** Severity as rising steps, words and colour together. */
export function SeverityBadge({ severity }: { severity: Severity }) {
  const t = useT();
  return (
    <span className={cx(styles.badge, SEVERITY_LOOK[severity])}>
      <span className={styles.steps} aria-hidden="true">
        {[1, 2, 3, 4].map((step) => (
          <span key={step} className={styles.step} data-on={step <= severity} />
        ))}
      </span>
      {t(`severity.${severity}`)}
    </span>
  );
}
