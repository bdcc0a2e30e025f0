/** The rhythm of the city: hours, weekdays, seasons. */
import { cityClockOf, weekdayOfDayNumber } from "@dothi/vietnam";
import { hourBump } from "./noise.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** Local clock of an instant. */
export interface CityMoment {
  /** Hours since local midnight with fraction, 0 ≤ hour < 24. */
  readonly hour: number;
  readonly dayNumber: number;
  /** 1 Monday … 7 Sunday. */
  readonly weekday: number;
  /** Angle of the year in radians, 0 on 1 January. */
  readonly yearAngle: number;
}

export function cityMoment(atMs: number): CityMoment {
  const { dayNumber, msOfDay } = cityClockOf(atMs);
  const hour = msOfDay / HOUR_MS;
  // 2000-01-01 is day 10957; the tropical year keeps the seasons in place.
  const yearAngle = ((dayNumber + hour / 24 - 10957) / 365.2422) * 2 * Math.PI;
  return { hour, dayNumber, weekday: weekdayOfDayNumber(dayNumber), yearAngle };
}

/** How busy the roads are, about 0.05 at night to 1 in the rush hours (7–8 and 17–18 h), less at the weekend. */
export function trafficLevel(moment: CityMoment): number {
  const { hour } = moment;
  const rush = 0.62 * hourBump(hour, 7.4, 1.1) + 0.6 * hourBump(hour, 17.7, 1.4);
  const day = 0.42 * hourBump(hour, 12.5, 4.6) + 0.2 * hourBump(hour, 20.5, 1.8);
  return 0.05 + (rush * workShare(moment) + day) * weekendShare(moment);
}

/** Share of commuting left on a day. */
function workShare({ weekday }: CityMoment): number {
  return weekday === 7 ? 0.5 : weekday === 6 ? 0.8 : 1;
}

function weekendShare({ weekday }: CityMoment): number {
  return weekday === 7 ? 0.86 : weekday === 6 ? 0.95 : 1;
}

/** Height of the sun as a share of noon, 0 at night. */
export function sunLevel(hour: number): number {
  return Math.max(0, Math.sin((Math.PI * (hour - 5.8)) / 12));
}

/** 1 in the middle of the dry season (mid-January), −1 in the middle of the rains. */
export function dryness({ yearAngle }: CityMoment): number {
  return Math.cos(yearAngle - (2 * Math.PI * 15) / 365);
}

/** Month 0–11 of a day number. */
export function monthOf(dayNumber: number): number {
  return new Date(dayNumber * DAY_MS).getUTCMonth();
}
