import type { DayValue } from "../../charts/days.ts";
import type { QualityFlag, TrendPoint, TrendSeries } from "../../charts/trend.ts";

/** The style guide's own instant, so that it looks the same on every day. */
export const SAMPLE_NOW = Date.parse("2026-02-10T05:00:00Z");

/** One hour in milliseconds. */
export const HOUR = 3_600_000;

/** Seven days of invented hourly PM2.5 with a gap of nine hours, flagged points and a band. */
export function samplePm25(): TrendSeries {
  const points = Array.from({ length: 169 }, (_, hour) => hour)
    .filter((hour) => hour < 60 || hour > 68)
    .map((hour) => samplePoint(hour));
  return { id: "pm25", label: "PM2.5", unit: "µg/m³", digits: 1, points };
}

/** The same span at a second place, without a band. */
export function samplePm25Second(): TrendSeries {
  const points = samplePm25().points.map(({ at, value }, index) => ({
    at,
    value: value === null ? null : Math.round((value * 0.7 + 6 + 5 * Math.sin(index / 11)) * 10) / 10,
  }));
  return { id: "pm25-2", label: "PM2.5 Thủ Đức", unit: "µg/m³", digits: 1, points };
}

/** Hourly VN_AQI of three days that climbs from good to bad. */
export function sampleAqi(): TrendSeries {
  const points = Array.from({ length: 73 }, (_, hour) => ({
    at: SAMPLE_NOW - (72 - hour) * HOUR,
    value: Math.round(40 + hour * 1.6 + 22 * Math.sin(hour / 4) + 9 * wobble(hour)),
  }));
  return { id: "aqi", label: "VN_AQI giờ", unit: "VN_AQI", digits: 0, points };
}

/** Twenty-eight days of daily VN_AQI, two of them without data. */
export const SAMPLE_DAYS: readonly DayValue[] = Array.from({ length: 28 }, (_, index) => ({
  on: new Date(Date.UTC(2026, 0, 14 + index)).toISOString().slice(0, 10),
  value:
    index === 9 || index === 10
      ? null
      : Math.max(18, Math.round(95 + 70 * Math.sin(index / 4) + 40 * wobble(index))),
}));

function samplePoint(hour: number): TrendPoint {
  const daily =
    12 * Math.cos(((hour - 7) / 24) * 2 * Math.PI) + 7 * Math.cos(((hour - 19) / 12) * 2 * Math.PI);
  const value = Math.max(4, 33 + daily + 14 * Math.sin(hour / 31) + 9 * wobble(hour));
  const flags: Record<number, QualityFlag> = {
    30: "suspect",
    31: "suspect",
    96: "filled",
    97: "filled",
    131: "rejected",
  };
  const flag = flags[hour];
  return {
    at: SAMPLE_NOW - (168 - hour) * HOUR,
    value: round(flag === "rejected" ? value + 48 : value),
    min: round(value * 0.82),
    max: round(value * 1.2),
    ...(flag ? { flag } : {}),
  };
}

/** A repeatable unevenness between −1 and 1. */
function wobble(seed: number): number {
  const raw = Math.sin(seed * 127.1 + 11.7) * 43758.5453;
  return (raw - Math.floor(raw)) * 2 - 1;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
