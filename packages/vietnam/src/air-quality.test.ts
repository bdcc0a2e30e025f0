import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type BreakpointRow,
  concentrationTenths,
  dailyAirQualityIndex,
  dailyAirQualitySeries,
  dominantPollutants,
  highestEightHourMean,
  hourlyAirQualityIndex,
  hourlyAirQualitySeries,
  levelOfIndex,
  nowCast,
  nowCastSeries,
  POLLUTANTS,
  type StationSeries,
  subIndexOf,
  VN_AQI_TABLE,
} from "./index.ts";

const ROWS = Object.keys(VN_AQI_TABLE.breakpoints) as BreakpointRow[];
const PM25_DAY = [26.9, 24.7, 20.5, 23.5, 19.5, 16.5, 19.0, 16.5, 20.3, 22.4, 19.6, 20.6];
const day = (value: number) => Array<number>(24).fill(value);

describe("worked examples of Decision 1459/QĐ-TCMT", () => {
  test("NowCast of PM2.5 from 09:00 to 20:00", () => {
    expect(nowCast(PM25_DAY)).toBeCloseTo(20.2658, 4);
    expect(concentrationTenths(nowCast(PM25_DAY)) / 10).toBe(20.3);
    expect(subIndexOf("pm25", nowCast(PM25_DAY)).index).toBe(41);
  });

  test("hourly index: O3 136.1 → 43, NO2 118.7 → 59 by the formula (printed as 60), PM2.5 → 41", () => {
    const result = hourlyAirQualityIndex({ pm25: PM25_DAY, o3: [136.1], no2: [118.7] });
    expect(
      result.subIndices.map((sub) => [sub.pollutant, sub.averaging, sub.concentrationUgPerM3, sub.index]),
    ).toEqual([
      ["pm25", "nowcast", 20.3, 41],
      ["o3", "1h", 136.1, 43],
      ["no2", "1h", 118.7, 59],
    ]);
    expect(result).toMatchObject({ index: 59, dominant: ["no2"], complete: true, reason: null });
    expect(result.level?.key).toBe("moderate");
  });

  test("daily sub-indices: halves go up", () => {
    expect(subIndexOf("o3EightHour", 89.3).index).toBe(45);
    expect(subIndexOf("o3OneHour", 114.6).index).toBe(36);
    expect(subIndexOf("no2", 130.8).index).toBe(65);
    expect(subIndexOf("pm25", 55.7).index).toBe(110);
  });

  test("daily index 110 with PM2.5 dominant", () => {
    const o3 = day(80);
    for (let hour = 9; hour < 17; hour++) o3[hour] = 85.7;
    o3[12] = 114.6; // mean of those eight hours: (7 · 85.7 + 114.6) / 8 = 89.3125
    const no2 = day(90);
    no2[8] = 130.8;
    const result = dailyAirQualityIndex({ pm25: day(55.7), o3, no2 });
    expect(result).toMatchObject({
      index: 110,
      dominant: ["pm25"],
      complete: true,
      method: "vn-aqi-1459-2019-daily",
    });
    expect(result.subIndices.map((sub) => [sub.pollutant, sub.averaging, sub.index])).toEqual([
      ["pm25", "24h", 110],
      ["o3", "1h", 36],
      ["o3", "8h", 45],
      ["no2", "1h", 65],
    ]);
  });

  test("w = ½: the sum is not normalised, missing hours contribute nothing", () => {
    expect(nowCast([...Array<number>(10).fill(160), 80, 40])).toBeCloseTo(79.96, 2);
    expect(nowCast([...Array<null>(9).fill(null), 160, 80, 40])).toBe(60);
  });
});

describe("missing and strange readings", () => {
  test("two of the newest three hours are needed", () => {
    expect(nowCast([10, 10, 10, Number.NaN, Number.NaN])).toBeNaN();
    expect(nowCast([10, Number.NaN, 12])).toBeCloseTo((12 + 10 * (10 / 12) ** 2) / (1 + (10 / 12) ** 2), 10);
  });

  test("a gap with w > ½ leaves both sums", () => {
    expect(nowCast([20, null, 20, 20])).toBe(20);
  });

  test("negative and infinite readings are missing", () => {
    expect(nowCast([-1, 20, Number.POSITIVE_INFINITY, 20])).toBe(20);
    const result = hourlyAirQualityIndex({ pm25: PM25_DAY, no2: [-3] });
    expect(result).toMatchObject({
      complete: false,
      completeness: { no2: { hoursPresent: 0, hoursExpected: 1 } },
    });
  });

  test("without particulate matter there is no index, but the reason and the other sub-indices", () => {
    expect(hourlyAirQualityIndex({ o3: [136.1] })).toMatchObject({
      index: null,
      level: null,
      reason: "pm-missing",
      dominant: [],
    });
    expect(hourlyAirQualityIndex({ o3: [136.1] }).subIndices).toHaveLength(1);
    expect(hourlyAirQualityIndex({})).toMatchObject({ index: null, reason: "no-data", complete: false });
    expect(hourlyAirQualityIndex({ pm25: [20, 20, 20, null, null] })).toMatchObject({
      index: null,
      reason: "pm-insufficient",
    });
  });

  test("a daily mean needs 18 of 24 hours unless set otherwise", () => {
    const seventeen = [...Array<number>(7).fill(Number.NaN), ...Array<number>(17).fill(30)];
    expect(dailyAirQualityIndex({ pm10: seventeen })).toMatchObject({
      index: null,
      reason: "pm-insufficient",
    });
    const result = dailyAirQualityIndex({ pm10: seventeen }, { minimumDailyHours: 12 });
    expect(result).toMatchObject({
      index: 30,
      complete: false,
      completeness: { pm10: { hoursPresent: 17 } },
    });
  });

  test("all zero is clean air, not a division by zero", () => {
    expect(nowCast([0, 0, 0])).toBe(0);
    expect(hourlyAirQualityIndex({ pm25: [0, 0, 0] })).toMatchObject({ index: 0 });
  });

  test("beyond the last breakpoint the index stays 500 and says so", () => {
    expect(subIndexOf("pm25", 500)).toEqual({ index: 500, beyondTable: false });
    expect(subIndexOf("pm25", 612)).toEqual({ index: 500, beyondTable: true });
    expect(dailyAirQualityIndex({ pm25: day(700) })).toMatchObject({ index: 500, beyondTable: true });
  });

  test("the 8-hour ozone index is skipped above 400", () => {
    const result = dailyAirQualityIndex({ pm25: day(10), o3: day(401) });
    expect(result.subIndices.map((sub) => sub.averaging)).toEqual(["24h", "1h"]);
    expect(dailyAirQualityIndex({ pm25: day(10), o3: day(400) }).index).toBe(300);
  });

  test("8-hour means of the early hours read the evening before", () => {
    expect(highestEightHourMean([...Array<number>(7).fill(100), ...day(20)])).toBe(90);
    expect(highestEightHourMean(day(20))).toBe(20);
  });
});

test("levels meet without gaps and carry advice", () => {
  for (let index = 0; index <= 500; index++) expect(levelOfIndex(index).from).toBeLessThanOrEqual(index);
  expect([50, 51, 100, 101, 150, 151, 200, 201, 300, 301].map((index) => levelOfIndex(index).key)).toEqual([
    "good",
    "moderate",
    "moderate",
    "poor",
    "poor",
    "bad",
    "bad",
    "very-bad",
    "very-bad",
    "hazardous",
  ]);
  expect(() => levelOfIndex(-1)).toThrow(RangeError);
});

// floor(I + 1/2) in exact rational arithmetic.
function exactIndex(row: BreakpointRow, tenths: number): number {
  const points = VN_AQI_TABLE.breakpoints[row];
  const i = points.findIndex((point, at) => at > 0 && tenths <= point * 10);
  if (i < 0) return VN_AQI_TABLE.index[points.length - 1] ?? 0;
  const at = (values: readonly number[], position: number) => BigInt(values[position] ?? 0);
  const width = (at(points, i) - at(points, i - 1)) * 10n;
  const rise = at(VN_AQI_TABLE.index, i) - at(VN_AQI_TABLE.index, i - 1);
  const numerator = rise * (BigInt(tenths) - at(points, i - 1) * 10n) + at(VN_AQI_TABLE.index, i - 1) * width;
  return Number((2n * numerator + width) / (2n * width));
}

test("every concentration in steps of 0.1 over the whole table equals exact rational arithmetic", () => {
  let wrong = 0;
  for (const row of ROWS) {
    const last = (VN_AQI_TABLE.breakpoints[row].at(-1) ?? 0) * 10 + 50;
    const step = row === "co" ? 7 : 1;
    for (let tenths = 0; tenths <= last; tenths += step) {
      if (subIndexOf(row, tenths / 10).index !== exactIndex(row, tenths)) wrong++;
    }
  }
  expect(wrong).toBe(0);
});

const reading = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 6000 }).map((tenths) => tenths / 10) },
  { weight: 2, arbitrary: fc.constant(Number.NaN) },
  { weight: 1, arbitrary: fc.constant(-1) },
);

test("a sub-index never falls when the concentration rises", () => {
  const concentration = fc.double({ min: 0, max: 160_000, noNaN: true });
  fc.assert(
    fc.property(fc.constantFrom(...ROWS), concentration, concentration, (row, a, b) => {
      const [low, high] = a < b ? [a, b] : [b, a];
      expect(subIndexOf(row, low).index).toBeLessThanOrEqual(subIndexOf(row, high).index);
    }),
  );
});

test("the hourly index never falls when one gas rises", () => {
  const gas = fc.constantFrom("o3" as const, "no2" as const, "so2" as const, "co" as const);
  const value = fc.double({ min: 0, max: 4000, noNaN: true });
  fc.assert(
    fc.property(gas, value, value, (pollutant, base, more) => {
      const low = hourlyAirQualityIndex({ pm25: PM25_DAY, [pollutant]: [base] }).index ?? -1;
      const high = hourlyAirQualityIndex({ pm25: PM25_DAY, [pollutant]: [base + more] }).index ?? -1;
      expect(low).toBeLessThanOrEqual(high);
    }),
  );
});

test("NowCast of a series equals NowCast of each hour, and lies within the readings", () => {
  fc.assert(
    fc.property(fc.array(reading, { minLength: 1, maxLength: 40 }), (values) => {
      const all = nowCastSeries(Float64Array.from(values));
      for (let t = 0; t < values.length; t++) {
        expect(all[t]).toBe(nowCast(values, t));
        if (!Number.isNaN(all[t]))
          expect(all[t]).toBeLessThanOrEqual(Math.max(...values.filter((v) => v >= 0)) + 1e-9);
      }
    }),
  );
});

test("hourly series equal the single form at every hour", () => {
  const station = fc.integer({ min: 1, max: 30 }).chain((hours) =>
    fc.dictionary(
      fc.constantFrom(...POLLUTANTS),
      fc.array(reading, { minLength: hours, maxLength: hours }).map((values) => Float64Array.from(values)),
    ),
  );
  fc.assert(
    fc.property(station, (series: StationSeries) => {
      const all = hourlyAirQualitySeries(series);
      for (let t = 0; t < all.hours; t++) {
        const history = Object.fromEntries(
          Object.entries(series).map(([key, values]) => [key, values.subarray(0, t + 1)]),
        );
        const one = hourlyAirQualityIndex(history);
        expect(all.index[t]).toBe(one.index ?? -1);
        expect(dominantPollutants(all.dominant[t] ?? 0)).toEqual(one.dominant);
        expect(all.complete[t] === 1).toBe(one.complete);
      }
    }),
  );
});

test("daily series cut days at 01:00…00:00", () => {
  const pm25 = new Float64Array(72).fill(10);
  pm25[24] = 250; // midnight that closes the first day when the series begins at 00:00
  const days = dailyAirQualitySeries({ pm25 }, 0);
  expect(days.map((entry) => entry.firstHour)).toEqual([-23, 1, 25, 49]);
  expect(days.map((entry) => entry.result.index)).toEqual([null, 40, 20, 20]);
  expect(days[1]?.result.complete).toBe(true);
  expect(dailyAirQualitySeries({ pm25 }, 1).map((entry) => entry.firstHour)).toEqual([0, 24, 48]);
  expect(() => dailyAirQualitySeries({ pm25 }, 24)).toThrow(RangeError);
  expect(() => hourlyAirQualitySeries({ pm25, o3: new Float64Array(3) })).toThrow(RangeError);
});
