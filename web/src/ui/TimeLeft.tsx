import { useFormat, useT } from "../i18n/i18n.tsx";
import { Badge, type Tone } from "./Badge.tsx";
import type { IconName } from "./Icon.tsx";

/** Where a clock stands. The server decides it, in working time. */
export type ClockState = "on-time" | "near" | "late" | "paused" | "done";

/** Props of TimeLeft. `text` is working time in words from the server ("2 ngày 3 giờ làm việc"). */
export type TimeLeftProps = { state: ClockState; text: string; dueAt?: string };

const LOOK: Record<ClockState, readonly [Tone, IconName]> = {
  "on-time": ["idle", "clock"],
  near: ["warn", "hourglass"],
  late: ["bad", "danger"],
  paused: ["idle", "pause"],
  done: ["ok", "check-circle"],
};

/** The time left to a deadline: icon, words and tone; the due instant stands in the tooltip and for screen readers. */
export function TimeLeft({ state, text, dueAt }: TimeLeftProps) {
  const t = useT();
  const format = useFormat();
  const [tone, icon] = LOOK[state];
  const due = dueAt ? t("timeLeft.due", { time: format.dateTime(dueAt) }) : undefined;
  return (
    <span title={due}>
      <Badge tone={tone} icon={icon}>
        {t(`timeLeft.${state}`, { text })}
      </Badge>
    </span>
  );
}
