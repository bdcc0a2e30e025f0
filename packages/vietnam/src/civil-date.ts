/**
 * Civil dates of the city as `yyyy-MM-dd` strings and their day numbers (whole days since 1970-01-01).
 * The city is on UTC+7 without daylight saving (Asia/Ho_Chi_Minh, listed by some engines as Asia/Saigon).
 */

/** A civil date `yyyy-MM-dd`. */
export type CivilDate = string;

/** A moment: a Date or milliseconds since 1970-01-01T00:00Z. */
export type Instant = Date | number;

/** Offset of the city's clock from UTC, minutes. */
export const CITY_OFFSET_MINUTES = 420;

const DAY_MS = 86_400_000;
const OFFSET_MS = CITY_OFFSET_MINUTES * 60_000;
const DATE_PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Days since 1970-01-01 of a civil date. Throws RangeError for a date that does not exist. */
export function dayNumberOf(date: CivilDate): number {
  const [, year, month, day] = DATE_PATTERN.exec(date) ?? [];
  const days = Date.UTC(Number(year), Number(month) - 1, Number(day)) / DAY_MS;
  if (Number.isNaN(days) || dateOfDayNumber(days) !== date) throw new RangeError(`not a date: ${date}`);
  return days;
}

/** Civil date of a day number. */
export function dateOfDayNumber(dayNumber: number): CivilDate {
  return new Date(dayNumber * DAY_MS).toISOString().slice(0, 10);
}

/** Date `days` later (earlier when negative). */
export function addDays(date: CivilDate, days: number): CivilDate {
  return dateOfDayNumber(dayNumberOf(date) + days);
}

/** Same day `months` later, or the last day of that month when it has no such day: 31/01 + 1 → 28/02. */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const start = new Date(dayNumberOf(date) * DAY_MS);
  const target = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + months, 1));
  const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(start.getUTCDate(), lastDay));
  return target.toISOString().slice(0, 10);
}

/** ISO weekday of a date: 1 Monday … 7 Sunday. */
export function weekdayOf(date: CivilDate): number {
  return weekdayOfDayNumber(dayNumberOf(date));
}

/** ISO weekday of a day number: 1 Monday … 7 Sunday. */
export function weekdayOfDayNumber(dayNumber: number): number {
  // 1970-01-01 was a Thursday.
  return ((((dayNumber + 3) % 7) + 7) % 7) + 1;
}

/** Civil date of a moment on the city's clock; the city's day begins at 17:00Z. */
export function cityDateOf(instant: Instant): CivilDate {
  return dateOfDayNumber(cityClockOf(instant).dayNumber);
}

/** Day number and milliseconds since local midnight of a moment. Throws RangeError for an invalid Date. */
export function cityClockOf(instant: Instant): { dayNumber: number; msOfDay: number } {
  const local = Number(instant) + OFFSET_MS;
  if (!Number.isFinite(local)) throw new RangeError("not an instant");
  const dayNumber = Math.floor(local / DAY_MS);
  return { dayNumber, msOfDay: local - dayNumber * DAY_MS };
}

/** Moment of a local time: day number and milliseconds since local midnight. */
export function instantOfCityClock(dayNumber: number, msOfDay = 0): Date {
  return new Date(dayNumber * DAY_MS + msOfDay - OFFSET_MS);
}

/** Moment of a local date and clock time `HH:mm` (24:00 allowed). Throws RangeError when malformed. */
export function cityInstant(date: CivilDate, time = "00:00"): Date {
  return instantOfCityClock(dayNumberOf(date), minuteOfTime(time) * 60_000);
}

/** Minutes since midnight of `HH:mm`, 00:00–24:00. Throws RangeError when malformed. */
export function minuteOfTime(time: string): number {
  const [, hour, minute] = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(time) ?? [];
  const minutes = Number(hour) * 60 + Number(minute);
  if (!(minutes <= 1440)) throw new RangeError(`not a time: ${time}`);
  return minutes;
}
