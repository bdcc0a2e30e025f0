/**
 * Working time: which moments count, and adding and measuring working minutes and days.
 *
 * A calendar is data: weekly hours with validity, and exceptional days. All functions take it as an argument
 * and fall back on `DEFAULT_CALENDAR`.
 */
import {
  type CivilDate,
  cityClockOf,
  dateOfDayNumber,
  dayNumberOf,
  type Instant,
  instantOfCityClock,
  minuteOfTime,
  weekdayOfDayNumber,
} from "./civil-date.ts";
import { HOLIDAYS, HOLIDAYS_COVER, type Holiday } from "./holidays.ts";

/** Weekly hours: on each ISO weekday listed, work from `from` to `to` (HH:mm). Dates included, null = open. */
export interface WorkingHours {
  readonly weekdays: readonly number[];
  readonly from: string;
  readonly to: string;
  readonly validFrom: CivilDate;
  readonly validTo: CivilDate | null;
  readonly source: string;
}

/** A working calendar. Periods of one weekday must not overlap. Not to be changed once used: make a new one. */
export interface WorkingCalendar {
  readonly hours: readonly WorkingHours[];
  readonly holidays: readonly Holiday[];
  /** Span for which the exceptional days are known; outside it only the weekly hours apply. */
  readonly coversFrom: CivilDate;
  readonly coversTo: CivilDate;
}

const DEFAULT_SOURCE = "Cài đặt mặc định của chương trình (chưa theo quyết định nào)";

/** 07:30–11:30 and 13:00–17:00, Monday to Friday: the default setting of this program, not a decision. */
export const DEFAULT_WORKING_HOURS: readonly WorkingHours[] = [
  {
    weekdays: [1, 2, 3, 4, 5],
    from: "07:30",
    to: "11:30",
    validFrom: "1970-01-01",
    validTo: null,
    source: DEFAULT_SOURCE,
  },
  {
    weekdays: [1, 2, 3, 4, 5],
    from: "13:00",
    to: "17:00",
    validFrom: "1970-01-01",
    validTo: null,
    source: DEFAULT_SOURCE,
  },
];

/**
 * A calendar from the program's own facts. Holidays of status `unverified` are left out, so their dates stay
 * working days, unless `includeUnverified` is set.
 */
export function makeCalendar(
  options: {
    readonly hours?: readonly WorkingHours[];
    readonly holidays?: readonly Holiday[];
    readonly includeUnverified?: boolean;
    readonly coversFrom?: CivilDate;
    readonly coversTo?: CivilDate;
  } = {},
): WorkingCalendar {
  const all = options.holidays ?? HOLIDAYS;
  return {
    hours: options.hours ?? DEFAULT_WORKING_HOURS,
    holidays:
      options.includeUnverified === true ? all : all.filter((holiday) => holiday.status !== "unverified"),
    coversFrom: options.coversFrom ?? HOLIDAYS_COVER.from,
    coversTo: options.coversTo ?? HOLIDAYS_COVER.to,
  };
}

/** Default hours and the verified holidays 2024–2027. */
export const DEFAULT_CALENDAR: WorkingCalendar = makeCalendar();

/** Whether the exceptional days around a date are known to the calendar; say so beside a deadline when not. */
export function isCovered(date: CivilDate, calendar: WorkingCalendar = DEFAULT_CALENDAR): boolean {
  return calendar.coversFrom <= date && date <= calendar.coversTo;
}

/** Whether any work is done on a date. Throws RangeError for a malformed date. */
export function isWorkingDay(date: CivilDate, calendar: WorkingCalendar = DEFAULT_CALENDAR): boolean {
  return periodsOf(dayNumberOf(date), calendar).length > 0;
}

/** Whether a moment lies in working time; periods are half-open, so 17:00 itself does not. */
export function isWorkingTime(instant: Instant, calendar: WorkingCalendar = DEFAULT_CALENDAR): boolean {
  const { dayNumber, msOfDay } = cityClockOf(instant);
  return periodsOf(dayNumber, calendar).some(([from, to]) => from <= msOfDay && msOfDay < to);
}

/**
 * Moment after `minutes` of working time: the earliest u with workingMinutesBetween(start, u) = minutes, so
 * 16:00 + 60 is 17:00 of the same day. Negative minutes go back, to the latest such moment. Zero gives the
 * start. Example: Fri 2026-04-24 15:30 + 240 → Tue 2026-04-28 10:00 (Monday 27/04 is off).
 * Throws RangeError when the calendar has no working time within ten years.
 */
export function addWorkingMinutes(
  start: Instant,
  minutes: number,
  calendar: WorkingCalendar = DEFAULT_CALENDAR,
): Date {
  if (!Number.isFinite(minutes)) throw new RangeError(`minutes must be finite, got ${minutes}`);
  const leftMs = Math.round(Math.abs(minutes) * 60_000);
  if (leftMs === 0) return new Date(Number(start));
  return minutes > 0 ? addForward(start, leftMs, calendar) : addBackward(start, leftMs, calendar);
}

function addForward(start: Instant, ms: number, calendar: WorkingCalendar): Date {
  const clock = cityClockOf(start);
  let left = ms;
  let earliest = clock.msOfDay;
  for (let day = clock.dayNumber, idle = 0; idle < LONGEST_GAP_DAYS; day++, idle++) {
    for (const [from, to] of periodsOf(day, calendar)) {
      const begin = Math.max(from, earliest);
      if (begin >= to) continue;
      if (left <= to - begin) return instantOfCityClock(day, begin + left);
      left -= to - begin;
      idle = 0;
    }
    earliest = 0;
  }
  throw new RangeError("the calendar has no working time within ten years");
}

function addBackward(start: Instant, ms: number, calendar: WorkingCalendar): Date {
  const clock = cityClockOf(start);
  let left = ms;
  let latest = clock.msOfDay;
  for (let day = clock.dayNumber, idle = 0; idle < LONGEST_GAP_DAYS; day--, idle++) {
    for (const [from, to] of periodsOf(day, calendar).toReversed()) {
      const end = Math.min(to, latest);
      if (end <= from) continue;
      if (left <= end - from) return instantOfCityClock(day, end - left);
      left -= end - from;
      idle = 0;
    }
    latest = DAY_MS;
  }
  throw new RangeError("the calendar has no working time within ten years");
}

/** Working minutes from one moment to another, fractions of a minute included; negative when `to` is earlier. */
export function workingMinutesBetween(
  from: Instant,
  to: Instant,
  calendar: WorkingCalendar = DEFAULT_CALENDAR,
): number {
  if (Number(to) < Number(from)) return 0 - workingMinutesBetween(to, from, calendar);
  const first = cityClockOf(from);
  const last = cityClockOf(to);
  let ms = 0;
  for (let day = first.dayNumber; day <= last.dayNumber; day++) {
    const earliest = day === first.dayNumber ? first.msOfDay : 0;
    const latest = day === last.dayNumber ? last.msOfDay : DAY_MS;
    for (const [begin, end] of periodsOf(day, calendar)) {
      ms += Math.max(0, Math.min(end, latest) - Math.max(begin, earliest));
    }
  }
  return ms / 60_000;
}

/**
 * The date `days` working days after a date, which itself is not counted (Civil Code 91/2015/QH13 Art. 147);
 * negative goes back; 0 gives the date itself. Example: 2026-02-13 + 3 → 2026-02-25, over Tết.
 * Throws RangeError for a fraction or a calendar without working days.
 */
export function addWorkingDays(
  date: CivilDate,
  days: number,
  calendar: WorkingCalendar = DEFAULT_CALENDAR,
): CivilDate {
  if (!Number.isInteger(days)) throw new RangeError(`days must be whole, got ${days}`);
  const step = Math.sign(days);
  let day = dayNumberOf(date);
  let idle = 0;
  for (let left = Math.abs(days); left > 0; ) {
    day += step;
    if (periodsOf(day, calendar).length > 0) {
      left--;
      idle = 0;
    } else if (++idle > LONGEST_GAP_DAYS) {
      throw new RangeError("the calendar has no working time within ten years");
    }
  }
  return dateOfDayNumber(day);
}

/** Working days after `from` up to and with `to`; the inverse of `addWorkingDays`. Negative when `to` is earlier. */
export function workingDaysBetween(
  from: CivilDate,
  to: CivilDate,
  calendar: WorkingCalendar = DEFAULT_CALENDAR,
): number {
  const first = dayNumberOf(from);
  const last = dayNumberOf(to);
  // Backwards the later date is the one not counted.
  const [begin, end, sign] = first <= last ? [first + 1, last, 1] : [last, first - 1, -1];
  let days = 0;
  for (let day = begin; day <= end; day++) if (periodsOf(day, calendar).length > 0) days++;
  return days === 0 ? 0 : sign * days;
}

/** The date itself when work is done on it, else the next working day (Civil Code 91/2015/QH13 Art. 148.5). */
export function sameOrNextWorkingDay(
  date: CivilDate,
  calendar: WorkingCalendar = DEFAULT_CALENDAR,
): CivilDate {
  return isWorkingDay(date, calendar) ? date : addWorkingDays(date, 1, calendar);
}

/** End of the last working period of a date. Throws RangeError when no work is done on it. */
export function endOfWorkingDay(date: CivilDate, calendar: WorkingCalendar = DEFAULT_CALENDAR): Date {
  const day = dayNumberOf(date);
  const last = periodsOf(day, calendar).at(-1);
  if (last === undefined) throw new RangeError(`no work is done on ${date}`);
  return instantOfCityClock(day, last[1]);
}

const DAY_MS = 86_400_000;
const LONGEST_GAP_DAYS = 3_700;

type Period = readonly [fromMs: number, toMs: number];

interface CompiledCalendar {
  /** Day number → weekday whose hours apply, 0 for a day off. */
  readonly exceptions: ReadonlyMap<number, number>;
  readonly rules: readonly {
    weekdays: readonly number[];
    period: Period;
    firstDay: number;
    lastDay: number;
  }[];
  readonly days: Map<number, readonly Period[]>;
}

const compiled = new WeakMap<WorkingCalendar, CompiledCalendar>();

// Working periods of a day in order, milliseconds since local midnight.
function periodsOf(day: number, calendar: WorkingCalendar): readonly Period[] {
  let known = compiled.get(calendar);
  if (known === undefined) {
    known = compileCalendar(calendar);
    compiled.set(calendar, known);
  }
  let periods = known.days.get(day);
  if (periods === undefined) {
    const weekday = known.exceptions.get(day) ?? weekdayOfDayNumber(day);
    periods = known.rules
      .filter((rule) => rule.firstDay <= day && day <= rule.lastDay && rule.weekdays.includes(weekday))
      .map((rule) => rule.period)
      .toSorted((a, b) => a[0] - b[0]);
    known.days.set(day, periods);
  }
  return periods;
}

function compileCalendar(calendar: WorkingCalendar): CompiledCalendar {
  const exceptions = new Map<number, number>();
  for (const holiday of calendar.holidays) {
    const day = dayNumberOf(holiday.date);
    // A make-up day keeps the hours of the day it pays for; without one, Monday's.
    const likeDay = holiday.inPlaceOf === undefined ? 1 : weekdayOfDayNumber(dayNumberOf(holiday.inPlaceOf));
    exceptions.set(day, holiday.kind === "makeup-work" ? likeDay : 0);
  }
  const rules = calendar.hours.map((hours) => ({
    weekdays: hours.weekdays,
    period: [minuteOfTime(hours.from) * 60_000, minuteOfTime(hours.to) * 60_000] as const,
    firstDay: dayNumberOf(hours.validFrom),
    lastDay: hours.validTo === null ? Number.POSITIVE_INFINITY : dayNumberOf(hours.validTo),
  }));
  return { exceptions, rules, days: new Map() };
}
