import { useFormat, useT } from "../../i18n/i18n.tsx";
import { SelectField } from "../../ui/SelectField.tsx";
import { TextField } from "../../ui/TextField.tsx";
import shared from "../import/import.module.css";
import { EVERY, FIRST_SCHEDULE, isSchedule, type Schedule, scheduleOf } from "./cron.ts";

/** A schedule in the words of people; cron for those who know it. */
export function ScheduleFields({
  schedule,
  onChange,
}: {
  schedule: Schedule;
  onChange: (schedule: Schedule) => void;
}) {
  const t = useT();
  const wrong = isSchedule(schedule) ? undefined : t("sources.schedule.wrong");
  return (
    <div className={shared.shortFields}>
      <SelectField
        label={t("sources.schedule.every")}
        value={schedule.every}
        options={EVERY.map((value) => ({ value, label: t(`sources.every.${value}`) }))}
        onChange={(value) => {
          const every = EVERY.find((one) => one === value);
          if (every) onChange(FIRST_SCHEDULE[every]);
        }}
      />
      {schedule.every === "hour" && (
        <SelectField
          label={t("sources.schedule.minute")}
          value={String(schedule.minute)}
          options={Array.from({ length: 12 }, (_, step) => step * 5)
            .concat(schedule.minute % 5 === 0 ? [] : [schedule.minute])
            .map((minute) => ({ value: String(minute), label: String(minute).padStart(2, "0") }))}
          onChange={(minute) => onChange({ every: "hour", minute: Number(minute) })}
        />
      )}
      {schedule.every === "week" && (
        <SelectField
          label={t("sources.schedule.weekday")}
          value={String(schedule.weekday)}
          options={[1, 2, 3, 4, 5, 6, 7].map((day) => ({
            value: String(day),
            label: t("sources.weekday", { day: String(day) }),
          }))}
          onChange={(weekday) => onChange({ ...schedule, weekday: Number(weekday) })}
        />
      )}
      {schedule.every === "month" && (
        <SelectField
          label={t("sources.schedule.day")}
          value={String(schedule.day)}
          options={Array.from({ length: 28 }, (_, day) => ({
            value: String(day + 1),
            label: String(day + 1),
          }))}
          onChange={(day) => onChange({ ...schedule, day: Number(day) })}
        />
      )}
      {"at" in schedule && (
        <TextField
          label={t("sources.schedule.at")}
          placeholder="06:00"
          value={schedule.at}
          error={wrong}
          maxLength={5}
          onChange={(at) => onChange({ ...schedule, at })}
        />
      )}
      {schedule.every === "cron" && (
        <TextField
          label={t("sources.schedule.cron")}
          hint={t("sources.schedule.cronHint")}
          value={schedule.cron}
          error={wrong}
          maxLength={60}
          onChange={(cron) => onChange({ every: "cron", cron })}
        />
      )}
    </div>
  );
}

/** A cron text as a sentence: "Hằng ngày lúc 06:00". */
export function useScheduleWords(): (cron: string | null) => string {
  const t = useT();
  const format = useFormat();
  return (cron) => {
    const schedule = scheduleOf(cron);
    switch (schedule.every) {
      case "none":
        return t("sources.every.none");
      case "hour":
        return t("sources.words.hour", { minute: format.number(schedule.minute) });
      case "day":
        return t("sources.words.day", { at: schedule.at });
      case "week":
        return t("sources.words.week", {
          day: t("sources.weekday", { day: String(schedule.weekday) }),
          at: schedule.at,
        });
      case "month":
        return t("sources.words.month", { day: String(schedule.day), at: schedule.at });
      case "cron":
        return t("sources.words.cron", { cron: schedule.cron });
    }
  };
}
