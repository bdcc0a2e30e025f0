/**
 * VN_AQI, hourly and daily, by Decision 1459/QĐ-TCMT of 12 November 2019.
 *
 * Every array of hours is in time order: the last element is the newest hour (the decision's c1).
 * A missing hour is NaN, null or undefined; a negative or infinite reading counts as missing.
 */
import {
  type AirQualityLevel,
  type AirQualityTable,
  type BreakpointRow,
  levelOfIndex,
  POLLUTANTS,
  type Pollutant,
  VN_AQI_TABLE,
} from "./air-quality-table.ts";

/** Hourly means of one pollutant, µg/m³, time order. */
export type HourlyValues = ArrayLike<number | null | undefined>;

/** Hourly means of a station; an absent key means that the station does not measure the pollutant. */
export type StationHours = Partial<Record<Pollutant, HourlyValues>>;

/** How the concentration behind a sub-index was averaged. */
export type Averaging = "nowcast" | "1h" | "8h" | "24h";

/** Sub-index of one pollutant with the concentration it was computed from. */
export interface SubIndex {
  readonly pollutant: Pollutant;
  readonly averaging: Averaging;
  /** Concentration after rounding, the one interpolated (µg/m³). */
  readonly concentrationUgPerM3: number;
  /** Concentration before rounding (µg/m³). */
  readonly unroundedUgPerM3: number;
  readonly index: number;
  /** The concentration is above the last breakpoint: the index stays at the table's last value. */
  readonly beyondTable: boolean;
}

/** Hours present of the hours the method reads for one pollutant. */
export interface Completeness {
  readonly hoursPresent: number;
  readonly hoursExpected: number;
}

/**
 * Why there is no index: `no-data` no pollutant has a usable value; `pm-missing` no PM hour at all in the
 * window; `pm-insufficient` PM hours exist but too few (hourly: fewer than two of the newest three; daily:
 * fewer than the minimum).
 */
export type NoIndexReason = "no-data" | "pm-missing" | "pm-insufficient";

/** Identifies the method beside every published value. */
export type AirQualityMethod = "vn-aqi-1459-2019-hourly" | "vn-aqi-1459-2019-daily";

/** A VN_AQI value with everything the decision asks to publish beside it. */
export interface AirQualityIndex {
  readonly method: AirQualityMethod;
  /** Whole number 0–500, or null with `reason`. */
  readonly index: number | null;
  readonly reason: NoIndexReason | null;
  readonly level: AirQualityLevel | null;
  /** Pollutants whose sub-index equals the index; several on a tie, none without an index. */
  readonly dominant: readonly Pollutant[];
  /** All sub-indices that could be computed, also when there is no index; daily ozone may appear twice (1 h, 8 h). */
  readonly subIndices: readonly SubIndex[];
  /** Of every pollutant the station measures. */
  readonly completeness: Partial<Record<Pollutant, Completeness>>;
  /** No hour is missing from any measured pollutant. With gaps NowCast at w = ½ reads too low: show this flag. */
  readonly complete: boolean;
  /** The dominant concentration is above the table: read the index as "500 or more". */
  readonly beyondTable: boolean;
}

/** Parameters of the method that the decision leaves open or that another edition of it may change. */
export interface AirQualityOptions {
  /** Breakpoints; default `VN_AQI_TABLE`. */
  readonly table?: AirQualityTable;
  /** Hours of 24 needed for a daily PM mean. Default 18 (75 %): this program's convention, not a clause of the decision. */
  readonly minimumDailyHours?: number;
  /** Hours of 8 needed for an 8-hour mean. Default 6 (75 %): this program's convention. */
  readonly minimumEightHourHours?: number;
}

/** NowCast window in hours. */
export const NOWCAST_HOURS = 12;

const MISSING = Number.NaN;
// Readings are decimal numbers held in binary: a value this close below a half is that half (20.25 → 20.3).
const HALF_TOLERANCE = 1e-7;

/** The reading as a number, NaN when missing, negative or not finite. */
export function validReading(value: number | null | undefined): number {
  return typeof value === "number" && value >= 0 && value < Number.POSITIVE_INFINITY ? value : MISSING;
}

/**
 * Concentration rounded half up to whole tenths of a µg/m³, as an integer count of tenths. One decimal because
 * the worked example of QĐ 1459/QĐ-TCMT takes a NowCast of 20.2658 as 20.3.
 */
export function concentrationTenths(concentrationUgPerM3: number): number {
  return Math.floor(concentrationUgPerM3 * 10 + 0.5 + HALF_TOLERANCE);
}

/**
 * Sub-index of a concentration on one row of the table, whole number rounded half up.
 *
 * The concentration is rounded half up to 0.1 µg/m³, then everything is integer arithmetic, so halves are
 * exact: PM2.5 55.7 → (150−100)/(80−50)·(55.7−50)+100 = 109.5 → 110, where floating point gives 109.49….
 * Above the last breakpoint: the last index with `beyondTable`. NaN in gives NaN out.
 * Source: QĐ 1459/QĐ-TCMT, formula for AQI_x.
 */
export function subIndexOf(
  row: BreakpointRow,
  concentrationUgPerM3: number,
  table: AirQualityTable = VN_AQI_TABLE,
): { index: number; beyondTable: boolean } {
  const breakpoints = table.breakpoints[row];
  const tenths = concentrationTenths(concentrationUgPerM3);
  return {
    index: interpolateTenths(breakpoints, table.index, tenths),
    beyondTable: tenths > (breakpoints.at(-1) ?? 0) * 10,
  };
}

/** The arithmetic of `subIndexOf` for a concentration already counted in whole tenths of a µg/m³; NaN gives NaN. */
export function interpolateTenths(
  breakpoints: readonly number[],
  indexes: readonly number[],
  tenths: number,
): number {
  if (Number.isNaN(tenths)) return MISSING;
  for (let i = 1; i < breakpoints.length; i++) {
    const high = (breakpoints[i] ?? 0) * 10;
    if (tenths > high) continue;
    const low = (breakpoints[i - 1] ?? 0) * 10;
    const indexLow = indexes[i - 1] ?? 0;
    const rise = (indexes[i] ?? 0) - indexLow;
    // floor(n/d + 1/2) as one integer division; numerators stay far below 2^53.
    const width = high - low;
    return indexLow + Math.floor((2 * rise * (tenths - low) + width) / (2 * width));
  }
  return indexes[breakpoints.length - 1] ?? 0;
}

/**
 * 12-hour NowCast in µg/m³ (not rounded) at position `end` (default: the last element), or NaN when fewer
 * than two of the newest three hours exist.
 *
 * w* = Cmin/Cmax of the hours present, w = max(w*, ½). w > ½: Σ w^(i−1)·c_i / Σ w^(i−1) over hours present.
 * w = ½: Σ (½)^i·c_i, literally as the decision has it, not normalised; a missing hour contributes 0.
 * Example: c1 = 40, c2 = 80, c3…c12 = 160 → 79.96; with c4…c12 missing → 60.00.
 */
export function nowCast(hours: HourlyValues, end: number = hours.length - 1): number {
  let smallest = Number.POSITIVE_INFINITY;
  let largest = 0;
  let newestThree = 0;
  for (let i = 0; i < NOWCAST_HOURS; i++) {
    const value = validReading(hours[end - i]);
    if (Number.isNaN(value)) continue;
    if (i < 3) newestThree++;
    if (value < smallest) smallest = value;
    if (value > largest) largest = value;
  }
  if (newestThree < 2) return MISSING;
  if (largest === 0) return 0;
  return weightedNowCast(hours, end, Math.max(smallest / largest, 0.5));
}

function weightedNowCast(hours: HourlyValues, end: number, weight: number): number {
  let factor = 1;
  let sum = 0;
  let factors = 0;
  for (let i = 0; i < NOWCAST_HOURS; i++) {
    const value = validReading(hours[end - i]);
    if (!Number.isNaN(value)) {
      sum += factor * value;
      factors += factor;
    }
    factor *= weight;
  }
  return weight > 0.5 ? sum / factors : sum / 2;
}

/** Hourly VN_AQI of the newest hour; PM by NowCast over the last 12 elements, the others by the last element. */
export function hourlyAirQualityIndex(hours: StationHours, options: AirQualityOptions = {}): AirQualityIndex {
  const subIndices: SubIndex[] = [];
  const completeness: Partial<Record<Pollutant, Completeness>> = {};
  for (const pollutant of POLLUTANTS) {
    const values = hours[pollutant];
    if (values === undefined) continue;
    const last = values.length - 1;
    const particles = isParticle(pollutant);
    const hoursExpected = particles ? NOWCAST_HOURS : 1;
    completeness[pollutant] = { hoursPresent: countPresent(values, last, hoursExpected), hoursExpected };
    const concentration = particles ? nowCast(values) : validReading(values[last]);
    const averaging = particles ? "nowcast" : "1h";
    pushSubIndex(subIndices, { pollutant, averaging, concentration, row: oneHourRow(pollutant) }, options);
  }
  return summarise("vn-aqi-1459-2019-hourly", subIndices, completeness);
}

/**
 * Daily VN_AQI. The arrays end at 00:00 of the next day: the last 24 elements are the hours 01:00…00:00.
 * Ozone reads up to 7 elements before those for the 8-hour means that end early in the day; without them,
 * means start where enough hours exist. PM by the 24-hour mean; O3 by the higher of the highest 1-hour and
 * the highest 8-hour index, the 8-hour one skipped above 400 µg/m³; NO2, SO2, CO by the highest 1-hour mean.
 */
export function dailyAirQualityIndex(hours: StationHours, options: AirQualityOptions = {}): AirQualityIndex {
  const minimum = options.minimumDailyHours ?? 18;
  const subIndices: SubIndex[] = [];
  const completeness: Partial<Record<Pollutant, Completeness>> = {};
  for (const pollutant of POLLUTANTS) {
    const values = hours[pollutant];
    if (values === undefined) continue;
    const day = summariseDay(values);
    completeness[pollutant] = { hoursPresent: day.present, hoursExpected: 24 };
    if (isParticle(pollutant)) {
      const concentration = day.present >= Math.max(minimum, 1) ? day.sum / day.present : MISSING;
      pushSubIndex(
        subIndices,
        { pollutant, averaging: "24h", concentration, row: oneHourRow(pollutant) },
        options,
      );
      continue;
    }
    const row = oneHourRow(pollutant);
    pushSubIndex(subIndices, { pollutant, averaging: "1h", concentration: day.highest, row }, options);
    if (pollutant !== "o3") continue;
    const eightHour = highestEightHourMean(values, options.minimumEightHourHours ?? 6);
    const lastRow = (options.table ?? VN_AQI_TABLE).breakpoints.o3EightHour.at(-1) ?? 0;
    if (concentrationTenths(eightHour) > lastRow * 10) continue;
    pushSubIndex(
      subIndices,
      { pollutant, averaging: "8h", concentration: eightHour, row: "o3EightHour" },
      options,
    );
  }
  return summarise("vn-aqi-1459-2019-daily", subIndices, completeness);
}

/** Highest of the 8-hour means ending in the last 24 hours of `values` (µg/m³), NaN when none has enough hours. */
export function highestEightHourMean(values: HourlyValues, minimumHours = 6): number {
  let highest = MISSING;
  const last = values.length - 1;
  for (let end = Math.max(0, last - 23); end <= last; end++) {
    let sum = 0;
    let present = 0;
    for (let i = Math.max(0, end - 7); i <= end; i++) {
      const value = validReading(values[i]);
      if (Number.isNaN(value)) continue;
      sum += value;
      present++;
    }
    const mean = sum / present;
    if (present >= Math.max(minimumHours, 1) && !(mean <= highest)) highest = mean;
  }
  return highest;
}

function summariseDay(values: HourlyValues): { sum: number; present: number; highest: number } {
  let sum = 0;
  let present = 0;
  let highest = MISSING;
  for (let i = Math.max(0, values.length - 24); i < values.length; i++) {
    const value = validReading(values[i]);
    if (Number.isNaN(value)) continue;
    sum += value;
    present++;
    if (!(value <= highest)) highest = value;
  }
  return { sum, present, highest };
}

function countPresent(values: HourlyValues, last: number, hours: number): number {
  let present = 0;
  for (let i = 0; i < hours; i++) if (!Number.isNaN(validReading(values[last - i]))) present++;
  return present;
}

/** Particulate matter, of which VN_AQI needs at least one. */
export function isParticle(pollutant: Pollutant): boolean {
  return pollutant === "pm25" || pollutant === "pm10";
}

/** Row of the table for a pollutant; ozone: the 1-hour row. */
export function oneHourRow(pollutant: Pollutant): BreakpointRow {
  return pollutant === "o3" ? "o3OneHour" : pollutant;
}

function pushSubIndex(
  subIndices: SubIndex[],
  entry: { pollutant: Pollutant; averaging: Averaging; concentration: number; row: BreakpointRow },
  options: AirQualityOptions,
): void {
  if (Number.isNaN(entry.concentration)) return;
  const { index, beyondTable } = subIndexOf(entry.row, entry.concentration, options.table);
  subIndices.push({
    pollutant: entry.pollutant,
    averaging: entry.averaging,
    concentrationUgPerM3: concentrationTenths(entry.concentration) / 10,
    unroundedUgPerM3: entry.concentration,
    index,
    beyondTable,
  });
}

function summarise(
  method: AirQualityMethod,
  subIndices: readonly SubIndex[],
  completeness: Partial<Record<Pollutant, Completeness>>,
): AirQualityIndex {
  const measured = Object.values(completeness);
  const complete = measured.length > 0 && measured.every((c) => c.hoursPresent === c.hoursExpected);
  const common = { method, subIndices, completeness, complete };
  if (!subIndices.some((sub) => isParticle(sub.pollutant))) {
    const particleHours = (completeness.pm25?.hoursPresent ?? 0) + (completeness.pm10?.hoursPresent ?? 0);
    const reason = particleHours > 0 ? "pm-insufficient" : subIndices.length > 0 ? "pm-missing" : "no-data";
    return { ...common, index: null, reason, level: null, dominant: [], beyondTable: false };
  }
  const index = Math.max(...subIndices.map((sub) => sub.index));
  const highest = subIndices.filter((sub) => sub.index === index);
  const dominant = [...new Set(highest.map((sub) => sub.pollutant))];
  const beyondTable = highest.some((sub) => sub.beyondTable);
  return { ...common, index, reason: null, level: levelOfIndex(index), dominant, beyondTable };
}
