import { expect, test } from "vitest";
import { retryDelay } from "./live.ts";

test("waits double from try to try, 30 seconds at most, shortened by up to a half", () => {
  expect([0, 1, 2, 3].map((attempt) => retryDelay(attempt, 0))).toEqual([1000, 2000, 4000, 8000]);
  expect(retryDelay(20, 0)).toBe(30_000);
  expect(retryDelay(20, 1)).toBe(15_000);
});
