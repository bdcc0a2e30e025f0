/** VN_AQI (Decision 1459/QĐ-TCMT) for telemetry: hours and days of one station. */
import {
  AIR_QUALITY_LEVELS,
  type AirQualityIndex,
  cityClockOf,
  cityDateOf,
  dailyAirQualitySeries,
  dominantPollutants,
  type HourlyIndexSeries,
  hourlyAirQualitySeries,
  isParticle,
  levelOfIndex,
  NOWCAST_HOURS,
  type NoIndexReason,
  POLLUTANTS,
  type Pollutant,
  type StationSeries,
  VN_AQI_TABLE,
} from "@dothi/vietnam";
import type { Bilingual } from "../../kernel/errors.ts";
import type { HourlyInput, IndexDefinition, IndexResult } from "../../modules/telemetry/sector.ts";

const HOUR_MS = 3_600_000;

const reasons: Readonly<Record<NoIndexReason, Bilingual>> = {
  "no-data": { vi: "Không có số liệu dùng được.", en: "There is no usable reading." },
  "pm-missing": {
    vi: "Không có số liệu PM2.5 hoặc PM10, là thông số bắt buộc của VN_AQI.",
    en: "There is no PM2.5 or PM10 reading, and VN_AQI needs one of them.",
  },
  "pm-insufficient": {
    vi: "Số liệu PM2.5 và PM10 chưa đủ số giờ cần thiết.",
    en: "PM2.5 and PM10 have fewer hours than needed.",
  },
};

/** One letter a level, so that nobody has to tell levels apart by colour alone. */
const letters = ["A", "B", "C", "D", "E", "F"] as const;

/**
 * VN_AQI. A slot is labelled by the decision with the hour at its end, so the decision's day 01:00…00:00 is
 * the city day of the slot starts. Example: the slot from 23:00 to 24:00 is the decision's hour 00:00.
 */
export const vnAqi: IndexDefinition = {
  code: "vn-aqi",
  name: { vi: "Chỉ số chất lượng không khí VN_AQI", en: "Air quality index VN_AQI" },
  method: "QĐ 1459/QĐ-TCMT",
  source: VN_AQI_TABLE.source,
  properties: POLLUTANTS,
  reachHours: NOWCAST_HOURS - 1,
  levels: AIR_QUALITY_LEVELS.map((level, i) => ({
    code: level.key,
    name: { vi: level.nameVi, en: level.nameEn },
    most: level.to,
    rgb: level.rgb,
    letter: letters[i] ?? "",
    advice: {
      vi: `${level.advice.generalVi} Người nhạy cảm: ${level.advice.sensitiveVi}`,
      en: `${level.advice.generalEn} Sensitive people: ${level.advice.sensitiveEn}`,
    },
  })),
  hourly,
  daily,
};

function hourly(input: HourlyInput, from: number, to: number): IndexResult[] {
  const end = Math.min(to, input.hours);
  const start = Math.max(0, Math.min(from, end));
  // Only the hours asked for and those their NowCast reaches back to.
  const before = Math.max(0, start - NOWCAST_HOURS + 1);
  const station = measured(input, before, end);
  const series = hourlyAirQualitySeries(station);
  const present = presentHours(station);
  const results: IndexResult[] = [];
  for (let t = start - before; t < end - before; t++) results.push(hourResult(station, series, present, t));
  return results;
}

function hourResult(
  station: StationSeries,
  series: HourlyIndexSeries,
  present: Partial<Record<Pollutant, Uint8Array>>,
  t: number,
): IndexResult {
  const parts: IndexResult["parts"][number][] = [];
  for (const property of POLLUTANTS) {
    if (station[property] === undefined) continue;
    const value = series.subIndex[property]?.[t] ?? -1;
    const input = series.concentrationUgPerM3[property]?.[t] ?? Number.NaN;
    const particle = isParticle(property);
    parts.push({
      property,
      value: value < 0 ? null : value,
      input: Number.isNaN(input) ? null : input,
      inputKind: particle ? "nowcast" : "1h",
      hoursPresent: present[property]?.[t] ?? 0,
      hoursNeeded: particle ? NOWCAST_HOURS : 1,
    });
  }
  const value = series.index[t] ?? -1;
  const complete = series.complete[t] === 1;
  if (value >= 0) {
    const dominant = dominantPollutants(series.dominant[t] ?? 0);
    return { value, reason: null, level: levelOfIndex(value).key, dominant, complete, parts };
  }
  return { value: null, reason: reasons[whyNone(parts)], level: null, dominant: [], complete, parts };
}

function whyNone(parts: IndexResult["parts"]): NoIndexReason {
  if (parts.some((part) => part.inputKind === "nowcast" && part.hoursPresent > 0)) return "pm-insufficient";
  return parts.some((part) => part.value !== null) ? "pm-missing" : "no-data";
}

/** Usable hours among those the method reads for the hour: the last twelve for particles, the hour itself for gases. */
function presentHours(station: StationSeries): Partial<Record<Pollutant, Uint8Array>> {
  const counts: Partial<Record<Pollutant, Uint8Array>> = {};
  for (const property of POLLUTANTS) {
    const values = station[property];
    if (values === undefined) continue;
    const window = isParticle(property) ? NOWCAST_HOURS : 1;
    const count = new Uint8Array(values.length);
    let inside = 0;
    for (let t = 0; t < values.length; t++) {
      if (usable(values[t])) inside++;
      if (t >= window && usable(values[t - window])) inside--;
      count[t] = inside;
    }
    counts[property] = count;
  }
  return counts;
}

function usable(value: number | undefined): boolean {
  return value !== undefined && value >= 0 && value < Number.POSITIVE_INFINITY;
}

function daily(input: HourlyInput): { dayOn: string; result: IndexResult }[] {
  // The label of a slot is the hour at its end.
  const hourOfFirst = Math.floor(cityClockOf(input.firstHourMs + HOUR_MS).msOfDay / HOUR_MS);
  return dailyAirQualitySeries(measured(input, 0, input.hours), hourOfFirst).map((day) => ({
    dayOn: cityDateOf(input.firstHourMs + day.firstHour * HOUR_MS),
    result: dayResult(day.result),
  }));
}

function dayResult(day: AirQualityIndex): IndexResult {
  const parts: IndexResult["parts"][number][] = [];
  for (const property of POLLUTANTS) {
    const completeness = day.completeness[property];
    if (completeness === undefined) continue;
    const hours = { hoursPresent: completeness.hoursPresent, hoursNeeded: completeness.hoursExpected };
    const subs = day.subIndices.filter((sub) => sub.pollutant === property);
    for (const sub of subs) {
      parts.push({
        property,
        value: sub.index,
        input: sub.unroundedUgPerM3,
        inputKind: sub.averaging,
        ...hours,
      });
    }
    if (subs.length > 0) continue;
    parts.push({
      property,
      value: null,
      input: null,
      inputKind: isParticle(property) ? "24h" : "1h",
      ...hours,
    });
  }
  return {
    value: day.index,
    reason: day.reason === null ? null : reasons[day.reason],
    level: day.level?.key ?? null,
    dominant: day.dominant,
    complete: day.complete,
    parts,
  };
}

/** The pollutants the station measures, hours `from <= i < to`. */
function measured(input: HourlyInput, from: number, to: number): StationSeries {
  const station: StationSeries = {};
  for (const pollutant of POLLUTANTS) {
    const values = input.values[pollutant];
    if (values !== undefined) station[pollutant] = values.subarray(from, to);
  }
  return station;
}
