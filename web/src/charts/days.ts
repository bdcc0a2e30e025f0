import { type AqiLevel, aqiLevel } from "../ui/aqi.ts";

/** The value of one city day, `on` as YYYY-MM-DD. */
export type DayValue = { on: string; value: number | null };

/** Height of a bar as a share 0–1 of the highest value of its chart. */
export function barShare(value: number | null, days: readonly DayValue[]): number {
  const highest = Math.max(1, ...days.map((day) => day.value ?? 0));
  return value === null ? 0 : Math.max(0, value) / highest;
}

/** How many empty cells stand before the first day in a week that begins on Monday. */
export function leadingCells(firstDay: string): number {
  return (new Date(`${firstDay}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/** The VN_AQI level of a day, when the values are indices. */
export function levelOf(day: DayValue, isAqi: boolean): AqiLevel | undefined {
  return isAqi ? aqiLevel(day.value) : undefined;
}

/** Noon of a city day, an instant that no time zone moves to another date in Vietnam. */
export function noonOf(on: string): string {
  return `${on}T05:00:00Z`;
}
