import { expect, test } from "vitest";
import { AIR_LIMITS, limitOn } from "./index.ts";

test("the daily PM2.5 limit falls on 1 January 2026", () => {
  expect(limitOn("pm25", "24h", "2025-12-31")?.limitUgPerNm3).toBe(50);
  expect(limitOn("pm25", "24h", "2026-01-01")?.limitUgPerNm3).toBe(45);
  expect(limitOn("pm25", "year", "2026-01-01")?.limitUgPerNm3).toBe(25);
});

test("no limit before the regulation and none for averaging times it does not name", () => {
  expect(limitOn("pm25", "24h", "2023-09-11")).toBeUndefined();
  expect(limitOn("pm10", "1h", "2026-01-01")).toBeUndefined();
});

test("at most one limit holds on a date", () => {
  for (const row of AIR_LIMITS) {
    const same = AIR_LIMITS.filter(
      (other) => other.pollutant === row.pollutant && other.averaging === row.averaging,
    );
    const holding = same.filter(
      (other) => other.validFrom <= "2026-06-01" && (other.validTo ?? "9999") >= "2026-06-01",
    );
    expect(holding).toHaveLength(1);
  }
});
