import { useState } from "react";
import { useT } from "../../i18n/i18n.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { cityDayOf, cityMidnight, DAY_MS, HOUR_MS } from "./city-time.ts";
import { type Span, useNow } from "./queries.ts";
import styles from "./StationPage.module.css";

/** The periods offered. */
export type PeriodId = "day" | "week" | "month" | "own";

const LENGTH: Record<Exclude<PeriodId, "own">, number> = {
  day: DAY_MS,
  week: 7 * DAY_MS,
  month: 30 * DAY_MS,
};
const PERIODS: readonly PeriodId[] = ["day", "week", "month", "own"];

/** A chosen period: its span, and the two days of an own one. */
export type Period = {
  id: PeriodId;
  span: Span;
  fromOn: string;
  toOn: string;
  error: boolean;
  choose: (id: PeriodId) => void;
  setDays: (fromOn: string, toOn: string) => void;
};

/** The state of a period; an own one of two days the wrong way round keeps the last week. */
export function usePeriod(): Period {
  const now = useNow();
  const [id, choose] = useState<PeriodId>("week");
  const [days, setOwn] = useState(() => ({ fromOn: cityDayOf(now - 6 * DAY_MS), toOn: cityDayOf(now) }));
  const own = spanOfDays(days.fromOn, days.toOn);
  const to = Math.ceil(now / HOUR_MS) * HOUR_MS;
  const recent = (length: number) => ({ from: to - length, to });
  const span = id === "own" ? (own ?? recent(LENGTH.week)) : recent(LENGTH[id]);
  return {
    id,
    span,
    ...days,
    error: id === "own" && own === undefined,
    choose,
    setDays: (fromOn, toOn) => setOwn({ fromOn, toOn }),
  };
}

/** From the first midnight to the last of two city days, both included; undefined when they are no span. */
export function spanOfDays(fromOn: string, toOn: string): Span | undefined {
  const from = cityMidnight(fromOn);
  const to = cityMidnight(toOn) + DAY_MS;
  return to > from ? { from, to } : undefined;
}

/** 24 hours, 7 days, 30 days, or two days of one's own. */
export function PeriodPicker({ period }: { period: Period }) {
  const t = useT();
  const { fromOn, toOn } = period;
  return (
    <div className={styles.period}>
      <SegmentedControl
        label={t("period.label")}
        value={period.id}
        options={PERIODS.map((value) => ({ value, label: t(`period.${value}`) }))}
        onChange={period.choose}
      />
      {period.id === "own" && (
        <div className={styles.ownDays}>
          <TextField
            kind="date"
            label={t("period.from")}
            value={fromOn}
            onChange={(on) => period.setDays(on, toOn)}
          />
          <TextField
            kind="date"
            label={t("period.to")}
            value={toOn}
            onChange={(on) => period.setDays(fromOn, on)}
            error={period.error ? t("period.wrong") : undefined}
          />
        </div>
      )}
    </div>
  );
}
