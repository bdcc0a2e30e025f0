import { expect, test } from "vitest";
import { lagMinutes, nextRun } from "./schedule.ts";

const next = (cron: string, after: string, zone?: string) =>
  nextRun(cron, new Date(after), zone).toISOString();
const codeFor = (cron: string) => {
  try {
    nextRun(cron, new Date("2026-11-24T00:00:00Z"));
    return "ok";
  } catch (error) {
    return error instanceof Error && "code" in error ? error.code : error;
  }
};

test("city time, without daylight saving", () => {
  expect(next("0 6 * * *", "2026-11-24T00:00:00Z")).toBe("2026-11-24T23:00:00.000Z");
  expect(next("0 6 * * *", "2026-11-24T23:00:00Z")).toBe("2026-11-25T23:00:00.000Z");
  for (const month of ["03", "06", "10", "11"])
    expect(next("30 2 * * *", `2026-${month}-28T12:00:00Z`)).toBe(`2026-${month}-28T19:30:00.000Z`);
  expect(next("0 6 * * *", "2026-03-28T12:00:00Z", "Europe/Paris")).toBe("2026-03-29T04:00:00.000Z");
});

test("ends of months and leap days", () => {
  expect(next("0 0 31 * *", "2026-01-31T00:00:00Z")).toBe("2026-03-30T17:00:00.000Z");
  expect(next("0 0 29 2 *", "2026-01-01T00:00:00Z")).toBe("2028-02-28T17:00:00.000Z");
  expect(next("0 12 L * *", "2026-02-01T00:00:00Z")).toBe("2026-02-28T05:00:00.000Z");
  expect(next("0 8 * JUL MON-FRI", "2026-07-03T12:00:00Z")).toBe("2026-07-06T01:00:00.000Z");
});

test("what is no schedule, or too often", () => {
  for (const wrong of [
    "",
    "* * * *",
    "0 0 6 * * *",
    "@daily",
    "0 25 * * *",
    "0 0 30 2 *",
    "H 0 * * *",
    "x 6 * * *",
  ])
    expect([wrong, codeFor(wrong)]).toEqual([wrong, "warehouse.source-schedule-invalid"]);
  for (const often of ["* * * * *", "*/4 * * * *", "0,2 6 * * *", "0,58 * * * *", "1-3 0 1 1 *"])
    expect([often, codeFor(often)]).toEqual([often, "warehouse.source-schedule-too-often"]);
  for (const good of ["*/5 * * * *", "0,55 6 * * *", "0,58 6,18 * * *", "7 * * * *"])
    expect([good, codeFor(good)]).toEqual([good, "ok"]);
});

test("lag counts from the first run that was missed", () => {
  const at = (time: string) => new Date(`2026-11-24T${time}Z`);
  expect(lagMinutes("0 * * * *", at("01:05:00"), at("01:59:00"))).toBe(0);
  expect(lagMinutes("0 * * * *", at("01:05:00"), at("03:30:00"))).toBe(90);
  expect(lagMinutes(null, at("01:05:00"), at("03:30:00"))).toBeNull();
});
