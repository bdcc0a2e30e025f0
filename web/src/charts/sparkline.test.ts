import { expect, test } from "vitest";
import { sparkPath } from "./sparkline.ts";

test("a rising line goes from bottom left to top right", () => {
  expect(sparkPath([0, 5, 10], 100, 20)).toBe("M0 20L50 10L100 0");
});

test("a gap lifts the pen, a lone value is a dash", () => {
  expect(sparkPath([0, null, 10, null], 90, 20)).toBe("M0 20h1M60 0h1");
  expect(sparkPath([], 90, 20)).toBe("");
});
