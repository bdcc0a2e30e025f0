/** Schedules as people choose them, and the five cron fields (city time) that the server keeps. */

/** A schedule as chosen. `at` is HH:mm; weekdays 1 = Monday … 7 = Sunday; days of the month 1–28. */
export type Schedule =
  | { every: "none" }
  | { every: "hour"; minute: number }
  | { every: "day"; at: string }
  | { every: "week"; weekday: number; at: string }
  | { every: "month"; day: number; at: string }
  | { every: "cron"; cron: string };

/** Kinds of schedule in the order offered. */
export const EVERY = ["none", "hour", "day", "week", "month", "cron"] as const;

/** A schedule to begin with, of each kind. */
export const FIRST_SCHEDULE: { readonly [Every in Schedule["every"]]: Extract<Schedule, { every: Every }> } =
  {
    none: { every: "none" },
    hour: { every: "hour", minute: 5 },
    day: { every: "day", at: "06:00" },
    week: { every: "week", weekday: 1, at: "06:00" },
    month: { every: "month", day: 1, at: "06:00" },
    cron: { every: "cron", cron: "0 6 * * *" },
  };

const FIELD = /^(\*|\d+(-\d+)?)(\/\d+)?(,(\*|\d+(-\d+)?)(\/\d+)?)*$/;

/** Cron of a schedule; null = runs by hand only. */
export function cronOf(schedule: Schedule): string | null {
  switch (schedule.every) {
    case "none":
      return null;
    case "hour":
      return `${schedule.minute} * * * *`;
    case "day":
      return `${clock(schedule.at)} * * *`;
    case "week":
      return `${clock(schedule.at)} * * ${schedule.weekday % 7}`;
    case "month":
      return `${clock(schedule.at)} ${schedule.day} * *`;
    case "cron":
      return schedule.cron.trim().replace(/\s+/g, " ");
  }
}

/** The schedule a cron text stands for; what has no plain words stays cron. */
export function scheduleOf(cron: string | null): Schedule {
  if (cron === null) return { every: "none" };
  const [minute = "", hour = "", day = "", month = "", weekday = ""] = cron.trim().split(/\s+/);
  const plain = /^\d+$/;
  if (!plain.test(minute) || month !== "*") return { every: "cron", cron };
  if (hour === "*" && day === "*" && weekday === "*") return { every: "hour", minute: Number(minute) };
  if (!plain.test(hour)) return { every: "cron", cron };
  const at = `${hour.padStart(2, "0")}:${minute.padStart(2, "0")}`;
  if (day === "*" && weekday === "*") return { every: "day", at };
  if (day === "*" && /^[0-7]$/.test(weekday)) return { every: "week", weekday: Number(weekday) || 7, at };
  if (plain.test(day) && weekday === "*") return { every: "month", day: Number(day), at };
  return { every: "cron", cron };
}

/** True if a schedule can be kept. */
export function isSchedule(schedule: Schedule): boolean {
  const cron = cronOf(schedule);
  if (cron === null) return true;
  const fields = cron.split(" ");
  return fields.length === 5 && fields.every((field) => FIELD.test(field));
}

/** "07:05" → "5 7". An unreadable time gives a cron that {@link isSchedule} refuses. */
function clock(at: string): string {
  const [, hour, minute] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(at.trim()) ?? [];
  return hour && minute ? `${Number(minute)} ${Number(hour)}` : "?";
}
