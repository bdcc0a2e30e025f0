/** VN_AQI of a whole station history at once, in typed arrays. */
import {
  type AirQualityIndex,
  type AirQualityOptions,
  concentrationTenths,
  dailyAirQualityIndex,
  interpolateTenths,
  isParticle,
  NOWCAST_HOURS,
  oneHourRow,
  type StationHours,
} from "./air-quality-index.ts";
import { POLLUTANTS, type Pollutant, VN_AQI_TABLE } from "./air-quality-table.ts";

/** Hourly means of one station, all of the same length, time order, NaN = missing. */
export type StationSeries = Partial<Record<Pollutant, Float64Array>>;

/** Hourly indices of N hours; −1 stands for "no index". */
export interface HourlyIndexSeries {
  readonly hours: number;
  /** VN_AQI of each hour, −1 without one. */
  readonly index: Int16Array;
  /** Bit i set: `POLLUTANTS[i]` has the highest sub-index. 0 without an index. */
  readonly dominant: Uint8Array;
  /** 1 when no hour the method reads is missing from any measured pollutant. */
  readonly complete: Uint8Array;
  /** Sub-index of each measured pollutant, −1 = none. */
  readonly subIndex: Partial<Record<Pollutant, Int16Array>>;
  /** The concentration behind each sub-index before rounding (NowCast or 1-hour mean, µg/m³), NaN = none. */
  readonly concentrationUgPerM3: Partial<Record<Pollutant, Float64Array>>;
}

/**
 * Hourly VN_AQI of every hour; equal to `hourlyAirQualityIndex` of the history up to that hour.
 * Throws RangeError when the arrays differ in length.
 */
export function hourlyAirQualitySeries(
  series: StationSeries,
  options: AirQualityOptions = {},
): HourlyIndexSeries {
  const hours = lengthOf(series);
  const index = new Int16Array(hours).fill(-1);
  const dominant = new Uint8Array(hours);
  const complete = new Uint8Array(hours).fill(Object.keys(series).length > 0 ? 1 : 0);
  const subIndex: Partial<Record<Pollutant, Int16Array>> = {};
  const concentrationUgPerM3: Partial<Record<Pollutant, Float64Array>> = {};
  for (const [bit, pollutant] of POLLUTANTS.entries()) {
    const values = series[pollutant];
    if (values === undefined) continue;
    const concentration = isParticle(pollutant) ? nowCastSeries(values) : values.map(keepValid);
    const sub = subIndexSeries(pollutant, concentration, options);
    concentrationUgPerM3[pollutant] = concentration;
    subIndex[pollutant] = sub;
    markGaps(complete, values, isParticle(pollutant) ? NOWCAST_HOURS : 1);
    raiseIndex(index, dominant, sub, 1 << bit);
  }
  dropHoursWithoutParticles(index, dominant, subIndex);
  return { hours, index, dominant, complete, subIndex, concentrationUgPerM3 };
}

function raiseIndex(index: Int16Array, dominant: Uint8Array, sub: Int16Array, bit: number): void {
  for (let t = 0; t < sub.length; t++) {
    const value = sub[t] as number;
    const highest = index[t] as number;
    if (value < 0 || value < highest) continue;
    dominant[t] = value === highest ? (dominant[t] as number) | bit : bit;
    index[t] = value;
  }
}

function dropHoursWithoutParticles(
  index: Int16Array,
  dominant: Uint8Array,
  subIndex: Partial<Record<Pollutant, Int16Array>>,
): void {
  for (let t = 0; t < index.length; t++) {
    if ((subIndex.pm25?.[t] ?? -1) >= 0 || (subIndex.pm10?.[t] ?? -1) >= 0) continue;
    index[t] = -1;
    dominant[t] = 0;
  }
}

/** NowCast of every hour (µg/m³, not rounded), NaN where it cannot be computed; equal to `nowCast` at each hour. */
export function nowCastSeries(values: Float64Array): Float64Array {
  // Twelve missing hours before the first, so that the inner loops need no bounds.
  const padded = new Float64Array(values.length + NOWCAST_HOURS).fill(Number.NaN);
  for (let t = 0; t < values.length; t++) padded[t + NOWCAST_HOURS] = keepValid(values[t] ?? Number.NaN);
  const result = new Float64Array(values.length);
  for (let t = 0; t < values.length; t++) result[t] = nowCastOfWindow(padded, t + NOWCAST_HOURS);
  return result;
}

// `nowCast` over clean values; NaN fails every comparison and so drops out without a test of its own.
function nowCastOfWindow(padded: Float64Array, newest: number): number {
  let smallest = Number.POSITIVE_INFINITY;
  let largest = -1;
  let newestThree = 0;
  for (let i = 0; i < NOWCAST_HOURS; i++) {
    const value = padded[newest - i] as number;
    if (value < smallest) smallest = value;
    if (value > largest) largest = value;
    if (i < 3 && value >= 0) newestThree++;
  }
  if (newestThree < 2) return Number.NaN;
  if (largest === 0) return 0;
  const weight = Math.max(smallest / largest, 0.5);
  let factor = 1;
  let sum = 0;
  let factors = 0;
  for (let i = 0; i < NOWCAST_HOURS; i++) {
    const value = padded[newest - i] as number;
    if (value >= 0) {
      sum += factor * value;
      factors += factor;
    }
    factor *= weight;
  }
  return weight > 0.5 ? sum / factors : sum / 2;
}

/** Pollutants of a `dominant` bit mask, in the order of `POLLUTANTS`. */
export function dominantPollutants(mask: number): Pollutant[] {
  return POLLUTANTS.filter((_, bit) => (mask & (1 << bit)) !== 0);
}

/** Daily index of one day of a series. */
export interface DailyIndex {
  /** Position of the day's 01:00 in the series; negative when the series starts later in that day. */
  readonly firstHour: number;
  readonly result: AirQualityIndex;
}

/**
 * Daily VN_AQI of every day the series touches. `hourOfFirst` is the local clock hour (0–23) of the first
 * element; a day is the hours 01:00…00:00, so an element of hour 0 closes the day before.
 * Throws RangeError when the arrays differ in length or `hourOfFirst` is no hour.
 */
export function dailyAirQualitySeries(
  series: StationSeries,
  hourOfFirst: number,
  options: AirQualityOptions = {},
): DailyIndex[] {
  if (!Number.isInteger(hourOfFirst) || hourOfFirst < 0 || hourOfFirst > 23) {
    throw new RangeError(`hourOfFirst must be 0–23, got ${hourOfFirst}`);
  }
  const hours = lengthOf(series);
  const days: DailyIndex[] = [];
  for (let firstHour = 0 - ((hourOfFirst + 23) % 24); firstHour < hours; firstHour += 24) {
    const day: StationHours = {};
    for (const pollutant of POLLUTANTS) {
      const values = series[pollutant];
      if (values !== undefined) day[pollutant] = dayWindow(values, firstHour);
    }
    days.push({ firstHour, result: dailyAirQualityIndex(day, options) });
  }
  return days;
}

// The 24 hours of the day after the 7 before it; the ends of a series are padded with NaN.
function dayWindow(values: Float64Array, firstHour: number): Float64Array {
  const from = firstHour - 7;
  const to = firstHour + 24;
  if (from >= 0 && to <= values.length) return values.subarray(from, to);
  const window = new Float64Array(31).fill(Number.NaN);
  const start = Math.max(0, from);
  window.set(values.subarray(start, Math.min(values.length, to)), start - from);
  return window;
}

function lengthOf(series: StationSeries): number {
  const lengths = new Set(Object.values(series).map((values) => values.length));
  if (lengths.size > 1) throw new RangeError(`series differ in length: ${[...lengths].join(", ")}`);
  return [...lengths][0] ?? 0;
}

function keepValid(value: number): number {
  return value >= 0 && value < Number.POSITIVE_INFINITY ? value : Number.NaN;
}

function subIndexSeries(
  pollutant: Pollutant,
  concentration: Float64Array,
  options: AirQualityOptions,
): Int16Array {
  const table = options.table ?? VN_AQI_TABLE;
  const breakpoints = table.breakpoints[oneHourRow(pollutant)];
  const result = new Int16Array(concentration.length).fill(-1);
  for (let t = 0; t < concentration.length; t++) {
    const value = concentration[t] ?? Number.NaN;
    if (!Number.isNaN(value))
      result[t] = interpolateTenths(breakpoints, table.index, concentrationTenths(value));
  }
  return result;
}

// Clears `complete` wherever one of the last `window` hours is missing.
function markGaps(complete: Uint8Array, values: Float64Array, window: number): void {
  let sinceGap = 0;
  for (let t = 0; t < values.length; t++) {
    sinceGap = Number.isNaN(keepValid(values[t] ?? Number.NaN)) ? 0 : sinceGap + 1;
    if (sinceGap < window) complete[t] = 0;
  }
}
