/**
 * The Vietnamese lunar calendar, computed for UTC+7.
 *
 * A month begins on the day of the new moon; the month that holds the winter solstice is the 11th; when
 * thirteen months lie between two such months, the first one without a principal solar term is the leap
 * month. Moments by J. Meeus, Astronomical Algorithms, 2nd ed.: new moon chapter 49, solar longitude
 * chapter 25 (0.01°). The rule is today's for every year; calendars printed before 1968 (in the south before
 * 1976) were reckoned otherwise.
 */
import { CITY_OFFSET_MINUTES, type CivilDate, dateOfDayNumber, dayNumberOf } from "./civil-date.ts";

/** A lunar date; `leap` marks the repeated month that follows the ordinary one of the same number. */
export interface LunarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly leap: boolean;
}

interface LunarMonth {
  readonly year: number;
  readonly month: number;
  readonly leap: boolean;
  readonly firstDay: number;
  readonly length: number;
}

const RADIANS = Math.PI / 180;
const SYNODIC_MONTH = 29.530588861;
const EPOCH_JULIAN_DAY = 2440587.5;
// First new moon of 2000 (Meeus k = 0), days since 1970.
const FIRST_NEW_MOON = 2451550.09766 - EPOCH_JULIAN_DAY;
const SHORTEST_YEAR = 1800;
const LONGEST_YEAR = 2199;

/** Lunar date of a civil date, years 1800–2199. Throws RangeError outside or for a malformed date. */
export function lunarOf(date: CivilDate): LunarDate {
  const day = dayNumberOf(date);
  const year = Number(date.slice(0, 4));
  checkYear(year);
  const month = [...monthsOfYear(year - 1), ...monthsOfYear(year)].findLast(
    (candidate) => candidate.firstDay <= day,
  );
  if (month === undefined) throw new RangeError(`no lunar month for ${date}`);
  return { year: month.year, month: month.month, day: day - month.firstDay + 1, leap: month.leap };
}

/** Civil date of a lunar date. Throws RangeError when that year has no such month or the month no such day. */
export function solarOf(lunar: LunarDate): CivilDate {
  checkYear(lunar.year);
  const month = monthsOfYear(lunar.year).find((m) => m.month === lunar.month && m.leap === lunar.leap);
  if (month === undefined || !Number.isInteger(lunar.day) || lunar.day < 1 || lunar.day > month.length) {
    throw new RangeError(
      `no lunar date ${lunar.day}/${lunar.month}${lunar.leap ? " nhuận" : ""}/${lunar.year}`,
    );
  }
  return dateOfDayNumber(month.firstDay + lunar.day - 1);
}

/** Civil date of the first day of a lunar year (mùng 1 Tết). */
export function tetOn(year: number): CivilDate {
  return solarOf({ year, month: 1, day: 1, leap: false });
}

/** Number of the month that is repeated in a lunar year, undefined in a common year. */
export function leapMonthOf(year: number): number | undefined {
  checkYear(year);
  return monthsOfYear(year).find((month) => month.leap)?.month;
}

const STEMS = ["Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý"];
const BRANCHES = ["Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi"];

/** Stem and branch of a lunar year: 2026 → "Bính Ngọ". */
export function lunarYearName(year: number): string {
  return `${STEMS[(((year - 4) % 10) + 10) % 10] ?? ""} ${BRANCHES[(((year - 4) % 12) + 12) % 12] ?? ""}`;
}

function checkYear(year: number): void {
  if (!(year >= SHORTEST_YEAR && year <= LONGEST_YEAR))
    throw new RangeError(`year ${year} is outside 1800–2199`);
}

const yearCache = new Map<number, readonly LunarMonth[]>();

// Months 1…12 (13) of a lunar year in order.
function monthsOfYear(year: number): readonly LunarMonth[] {
  let months = yearCache.get(year);
  if (months === undefined) {
    const cycles = [...monthsOfCycle(year - 1), ...monthsOfCycle(year)];
    months = cycles.filter((month) => month.year === year);
    yearCache.set(year, months);
  }
  return months;
}

// From the 11th month of `year` to the 10th (or its repetition) of the next year.
function monthsOfCycle(year: number): LunarMonth[] {
  const first = solsticeMonth(year);
  const count = solsticeMonth(year + 1) - first;
  const starts = Array.from({ length: count + 1 }, (_, i) => newMoonDay(first + i));
  const leapIndex =
    count === 13 ? starts.findIndex((start, i) => i > 0 && isWithoutTerm(start, starts[i + 1])) : -1;
  const months: LunarMonth[] = [];
  for (let i = 0; i < count; i++) {
    const ordinal = leapIndex > 0 && i >= leapIndex ? i - 1 : i;
    const firstDay = starts[i] ?? 0;
    months.push({
      year: ordinal < 2 ? year : year + 1,
      month: ((ordinal + 10) % 12) + 1,
      leap: i === leapIndex,
      firstDay,
      length: (starts[i + 1] ?? 0) - firstDay,
    });
  }
  return months;
}

// A month without a principal term begins and ends in the same 30° sector of the sun's path.
function isWithoutTerm(start: number, end: number | undefined): boolean {
  return end !== undefined && sectorAt(start) === sectorAt(end);
}

// Lunation of the 11th month: the last new moon on or before the day of the winter solstice (270°).
function solsticeMonth(year: number): number {
  const yearEnd = Date.UTC(year, 11, 31) / 86_400_000;
  const k = Math.floor((yearEnd - FIRST_NEW_MOON) / SYNODIC_MONTH) + 1;
  let month = k;
  while (newMoonDay(month) > yearEnd) month--;
  return sectorAt(newMoonDay(month)) >= 9 ? month - 1 : month;
}

// 0…11: 30° sector that holds the sun at local midnight, the beginning of that day.
function sectorAt(dayNumber: number): number {
  return Math.floor(solarLongitudeDeg(dayNumber - CITY_OFFSET_MINUTES / 1440) / 30);
}

const newMoonCache = new Map<number, number>();

// Local day on which lunation k (0 = January 2000) begins.
function newMoonDay(k: number): number {
  let day = newMoonCache.get(k);
  if (day === undefined) {
    day = Math.floor(newMoonAt(k) + CITY_OFFSET_MINUTES / 1440);
    newMoonCache.set(k, day);
  }
  return day;
}

// Periodic terms of the new moon, Meeus table 49.A: [days, power of E, M, M', F, Ω].
const NEW_MOON_TERMS: readonly (readonly [number, number, number, number, number, number])[] = [
  [-0.4072, 0, 0, 1, 0, 0],
  [0.17241, 1, 1, 0, 0, 0],
  [0.01608, 0, 0, 2, 0, 0],
  [0.01039, 0, 0, 0, 2, 0],
  [0.00739, 1, -1, 1, 0, 0],
  [-0.00514, 1, 1, 1, 0, 0],
  [0.00208, 2, 2, 0, 0, 0],
  [-0.00111, 0, 0, 1, -2, 0],
  [-0.00057, 0, 0, 1, 2, 0],
  [0.00056, 1, 1, 2, 0, 0],
  [-0.00042, 0, 0, 3, 0, 0],
  [0.00042, 1, 1, 0, 2, 0],
  [0.00038, 1, 1, 0, -2, 0],
  [-0.00024, 1, -1, 2, 0, 0],
  [-0.00017, 0, 0, 0, 0, 1],
  [-0.00007, 0, 2, 1, 0, 0],
  [0.00004, 0, 0, 2, -2, 0],
  [0.00004, 0, 3, 0, 0, 0],
  [0.00003, 0, 1, 1, -2, 0],
  [0.00003, 0, 0, 2, 2, 0],
  [-0.00003, 0, 1, 1, 2, 0],
  [0.00003, 0, -1, 1, 2, 0],
  [-0.00002, 0, -1, 1, -2, 0],
  [-0.00002, 0, 1, 3, 0, 0],
  [0.00002, 0, 0, 4, 0, 0],
];
// Planetary arguments: [days, degrees, degrees per lunation].
const PLANETARY_TERMS: readonly (readonly [number, number, number])[] = [
  [0.000325, 299.77, 0.107408],
  [0.000165, 251.88, 0.016321],
  [0.000164, 251.83, 26.651886],
  [0.000126, 349.42, 36.412478],
  [0.00011, 84.66, 18.206239],
  [0.000062, 141.74, 53.303771],
  [0.00006, 207.14, 2.453732],
  [0.000056, 154.84, 7.30686],
  [0.000047, 34.52, 27.261239],
  [0.000042, 207.19, 0.121824],
  [0.00004, 291.34, 1.844379],
  [0.000037, 161.72, 24.198154],
  [0.000035, 239.56, 25.513099],
  [0.000023, 331.55, 3.592518],
];

// Days since 1970-01-01T00:00 UT of new moon k.
function newMoonAt(k: number): number {
  const t = k / 1236.85;
  const t2 = t * t;
  const t3 = t2 * t;
  const mean = FIRST_NEW_MOON + SYNODIC_MONTH * k + 0.00015437 * t2 - 0.00000015 * t3;
  const e = 1 - 0.002516 * t - 0.0000074 * t2;
  const sun = 2.5534 + 29.1053567 * k - 0.0000014 * t2;
  const moon = 201.5643 + 385.81693528 * k + 0.0107582 * t2 + 0.00001238 * t3;
  const latitude = 160.7108 + 390.67050284 * k - 0.0016118 * t2 - 0.00000227 * t3;
  const node = 124.7746 - 1.56375588 * k + 0.0020672 * t2;
  let correction = 0;
  for (const [days, power, m, m1, f, o] of NEW_MOON_TERMS) {
    correction += days * e ** power * Math.sin((m * sun + m1 * moon + f * latitude + o * node) * RADIANS);
  }
  for (const [i, [days, start, rate]] of PLANETARY_TERMS.entries()) {
    const argument = start + rate * k - (i === 0 ? 0.009173 * t2 : 0);
    correction += days * Math.sin(argument * RADIANS);
  }
  const dynamical = mean + correction;
  return dynamical - deltaTSeconds(dynamical) / 86_400;
}

// Apparent longitude of the sun in degrees 0…360 at a UT moment in days since 1970.
function solarLongitudeDeg(daysUt: number): number {
  const dynamical = daysUt + deltaTSeconds(daysUt) / 86_400;
  const t = (dynamical + EPOCH_JULIAN_DAY - 2451545) / 36525;
  const mean = 280.46646 + 36000.76983 * t + 0.0003032 * t * t;
  const anomaly = (357.52911 + 35999.05029 * t - 0.0001537 * t * t) * RADIANS;
  const centre =
    (1.914602 - 0.004817 * t - 0.000014 * t * t) * Math.sin(anomaly) +
    (0.019993 - 0.000101 * t) * Math.sin(2 * anomaly) +
    0.000289 * Math.sin(3 * anomaly);
  const apparent = mean + centre - 0.00569 - 0.00478 * Math.sin((125.04 - 1934.136 * t) * RADIANS);
  return ((apparent % 360) + 360) % 360;
}

// TT − UT in seconds: Espenak and Meeus (NASA TP-2006-214141), every 20 years from 1800, linear between.
const DELTA_T_SECONDS = [
  14, 12, 6, 8, -5, -3, 21, 24, 33, 51, 64, 72, 85, 114, 157, 203, 251, 302, 350, 395, 442,
];

function deltaTSeconds(daysUt: number): number {
  const position = Math.min(Math.max((daysUt / 365.2425 + 170) / 20, 0), DELTA_T_SECONDS.length - 1.000001);
  const i = Math.floor(position);
  const low = DELTA_T_SECONDS[i] ?? 0;
  return low + ((DELTA_T_SECONDS[i + 1] ?? low) - low) * (position - i);
}
