import { dailyAirQualityIndex, hourlyAirQualityIndex, POLLUTANTS } from "@dothi/vietnam";
import fc from "fast-check";
import { expect, test } from "vitest";
import { vnAqi } from "./indices.ts";

const HOUR_MS = 3_600_000;
/** 2026-11-24 00:00 in the city. */
const MIDNIGHT_MS = Date.UTC(2026, 10, 23, 17);

const reading = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 3000 }).map((tenths) => tenths / 10) },
  fc.constant(Number.NaN),
);
const station = fc.integer({ min: 1, max: 60 }).chain((hours) =>
  fc
    .dictionary(
      fc.constantFrom(...POLLUTANTS, "tsp"),
      fc.array(reading, { minLength: hours, maxLength: hours }).map((list) => Float64Array.from(list)),
    )
    .map((values) => ({ firstHourMs: MIDNIGHT_MS, hours, values })),
);

test("any range of hours equals the same hours of the whole, and the engine's single form", () => {
  fc.assert(
    fc.property(station, fc.nat(60), fc.nat(60), (input, a, b) => {
      const whole = vnAqi.hourly(input, 0, input.hours);
      const [from, to] = a < b ? [a, b] : [b, a];
      expect(vnAqi.hourly(input, from, to)).toEqual(whole.slice(from, to));
      for (const [hour, result] of whole.entries()) {
        const history = Object.fromEntries(
          Object.entries(input.values).flatMap(([key, values]) =>
            key === "tsp" ? [] : [[key, values.subarray(0, hour + 1)]],
          ),
        );
        const one = hourlyAirQualityIndex(history);
        expect(result.value).toBe(one.index);
        expect(result.dominant).toEqual(one.dominant);
        expect(result.level).toBe(one.level?.key ?? null);
        expect(result.complete).toBe(one.complete);
        expect(result.reason === null).toBe(one.index !== null);
        for (const part of result.parts) {
          const completeness = one.completeness[part.property as (typeof POLLUTANTS)[number]];
          expect({ present: part.hoursPresent, needed: part.hoursNeeded }).toEqual({
            present: completeness?.hoursPresent,
            needed: completeness?.hoursExpected,
          });
        }
      }
    }),
    { numRuns: 60 },
  );
});

test("a city day is the decision's hours 01:00…00:00", () => {
  const values = { pm25: new Float64Array(72).fill(10), o3: new Float64Array(72).fill(50) };
  // The slot from 23:00 to 24:00 is the hour 00:00, the last of its day.
  values.pm25[23] = 250;
  const days = vnAqi.daily({ firstHourMs: MIDNIGHT_MS, hours: 72, values });
  expect(days.map(({ dayOn, result }) => [dayOn, result.value])).toEqual([
    ["2026-11-24", 40],
    ["2026-11-25", 25],
    ["2026-11-26", 25],
  ]);
  expect(days[0]?.result.complete).toBe(true);
  expect(days[0]?.result.parts.map(({ property, inputKind }) => `${property} ${inputKind}`)).toEqual([
    "pm25 24h",
    "o3 1h",
    "o3 8h",
  ]);
  const expected = dailyAirQualityIndex({ pm25: values.pm25.subarray(0, 24), o3: values.o3.subarray(0, 24) });
  expect(days[0]?.result.value).toBe(expected.index);
});

test("a station that begins or ends within a day has that day too", () => {
  const days = vnAqi.daily({
    firstHourMs: MIDNIGHT_MS + 20 * HOUR_MS,
    hours: 30,
    values: { pm25: new Float64Array(30).fill(10) },
  });
  expect(days.map(({ dayOn, result }) => [dayOn, result.value, result.complete])).toEqual([
    ["2026-11-24", null, false],
    ["2026-11-25", 20, true],
    ["2026-11-26", null, false],
  ]);
  expect(days[0]?.result.reason?.en).toContain("fewer hours");
});

test("reasons without a value", () => {
  const reasonOf = (values: Record<string, Float64Array>) =>
    vnAqi.hourly({ firstHourMs: MIDNIGHT_MS, hours: 1, values }, 0, 1)[0]?.reason?.en;
  expect(reasonOf({})).toContain("no usable reading");
  expect(reasonOf({ o3: Float64Array.of(40) })).toContain("needs one of them");
  expect(reasonOf({ pm25: Float64Array.of(40) })).toContain("fewer hours");
});

test("six levels with letters, colours and advice in two languages", () => {
  expect(vnAqi.levels.map(({ letter, code, most }) => `${letter} ${code} ${most}`)).toEqual([
    "A good 50",
    "B moderate 100",
    "C poor 150",
    "D bad 200",
    "E very-bad 300",
    "F hazardous 500",
  ]);
  for (const { advice } of vnAqi.levels) expect(advice.vi.length * advice.en.length).toBeGreaterThan(0);
});

test("12,000 hours of six pollutants in well under a second", () => {
  const hours = 12_000;
  const values = Object.fromEntries(
    POLLUTANTS.map((pollutant, i) => [
      pollutant,
      Float64Array.from({ length: hours }, (_, t) => 20 + i + (t % 40)),
    ]),
  );
  const startedAt = performance.now();
  const hourly = vnAqi.hourly({ firstHourMs: MIDNIGHT_MS, hours, values }, 0, hours);
  const daily = vnAqi.daily({ firstHourMs: MIDNIGHT_MS, hours, values });
  const milliseconds = performance.now() - startedAt;
  expect([hourly.length, daily.length]).toEqual([12_000, 500]);
  expect(milliseconds).toBeLessThan(1000);
});
