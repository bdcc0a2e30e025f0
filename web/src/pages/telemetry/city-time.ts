import type { DayValue } from "../../charts/days.ts";
import type { IndexValue } from "./types.ts";

/** Milliseconds. */
export const HOUR_MS = 3_600_000;
/** Milliseconds. */
export const DAY_MS = 24 * HOUR_MS;
const CITY_OFFSET_MS = 7 * HOUR_MS;

/** Midnight of the city's day that holds an instant. */
export function startOfCityDay(at: number): number {
  return Math.floor((at + CITY_OFFSET_MS) / DAY_MS) * DAY_MS - CITY_OFFSET_MS;
}

/** The city's day of an instant, YYYY-MM-DD. */
export function cityDayOf(at: number): string {
  return new Date(at + CITY_OFFSET_MS).toISOString().slice(0, 10);
}

/** Midnight at the start of a city day YYYY-MM-DD; NaN for anything else. */
export function cityMidnight(on: string): number {
  return Date.parse(`${on}T00:00:00+07:00`);
}

/** The last `count` days up to today, each with the index of the day or null. */
export function daysOfIndex(values: readonly IndexValue[], today: number, count: number): DayValue[] {
  const byDay = new Map(values.map((entry) => [cityDayOf(Date.parse(entry.at)), entry.value]));
  return Array.from({ length: count }, (_, index) => {
    const on = cityDayOf(today - (count - 1 - index) * DAY_MS);
    return { on, value: byDay.get(on) ?? null };
  });
}
