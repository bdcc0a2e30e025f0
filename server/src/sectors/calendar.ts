/** The city's calendar as simulated data feel it: months, weekdays, Tết, holidays, rains. */
import { addMonths, dateOfDayNumber, dayNumberOf, isWorkingDay, lunarOf, tetOn } from "@dothi/vietnam";

const tetDays = new Map<number, number>();
const nonWorking = new Map<number, boolean>();

/** The `count` months before the month of a date, oldest first, each as its first day. */
export function monthsBefore(today: string, count: number): string[] {
  const first = `${today.slice(0, 8)}01`;
  return Array.from({ length: count }, (_, i) => addMonths(first, i - count));
}

/** The day numbers of the `count` days before a date, oldest first. */
export function daysBefore(today: string, count: number): number[] {
  const end = dayNumberOf(today);
  return Array.from({ length: count }, (_, i) => end - count + i);
}

/** Days since mùng 1 Tết of the same civil year, negative before it. */
export function daysFromTet(dayNumber: number): number {
  const year = new Date(dayNumber * 86_400_000).getUTCFullYear();
  let tet = tetDays.get(year);
  if (tet === undefined) {
    tet = dayNumberOf(tetOn(year));
    tetDays.set(year, tet);
  }
  return dayNumber - tet;
}

/** 1 in the middle of Tết, 0 a week away from it. */
export function tetShare(dayNumber: number): number {
  return Math.max(0, 1 - Math.abs(daysFromTet(dayNumber) - 1) / 7);
}

/** Share of a month's days that lie within the Tết fortnight, 0 to about 0.5. */
export function tetShareOfMonth(month: string): number {
  const first = dayNumberOf(month);
  let sum = 0;
  for (let day = first; day < first + 28; day++) sum += tetShare(day);
  return sum / 14;
}

/** True on weekends and on the days off of public employees. */
export function isDayOff(dayNumber: number): boolean {
  let off = nonWorking.get(dayNumber);
  if (off === undefined) {
    off = !isWorkingDay(dateOfDayNumber(dayNumber));
    nonWorking.set(dayNumber, off);
  }
  return off;
}

/** The day that is `count` working days after a day. */
export function workingDaysAfter(dayNumber: number, count: number): number {
  let day = dayNumber;
  for (let left = count; left > 0; ) {
    day++;
    if (!isDayOff(day)) left--;
  }
  return day;
}

/** How rainy a month is, 0 (February) to 1 (September); months are 1–12. */
export function wetness(month: number): number {
  return WETNESS[month - 1] ?? 0;
}

/** Lunar day of the month, 1–30: the spring tides come with the new and the full moon. */
export function lunarDay(dayNumber: number): number {
  return lunarOf(dateOfDayNumber(dayNumber)).day;
}

const WETNESS = [0.05, 0.02, 0.08, 0.25, 0.65, 0.85, 0.85, 0.85, 1, 0.9, 0.45, 0.15] as const;
