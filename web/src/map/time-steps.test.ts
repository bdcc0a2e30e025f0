import { expect, test } from "vitest";
import { cityMidnights, nextStep, snapToStep } from "./time-steps.ts";

const HOUR = 3_600_000;
const from = Date.parse("2026-02-03T00:00:00Z");
const span = { from, to: from + 48 * HOUR, stepMs: HOUR };

test("an instant goes to its step and never out of the span", () => {
  expect(snapToStep(from + 1.4 * HOUR, span)).toBe(from + HOUR);
  expect(snapToStep(from - HOUR, span)).toBe(from);
  expect(snapToStep(from + 999 * HOUR, span)).toBe(span.to);
});

test("playing goes round", () => {
  expect(nextStep(from, span)).toBe(from + HOUR);
  expect(nextStep(span.to, span)).toBe(from);
});

test("a city day begins at 17:00 UTC", () => {
  const days = cityMidnights(span).map((at) => new Date(at).toISOString());
  expect(days).toEqual(["2026-02-03T17:00:00.000Z", "2026-02-04T17:00:00.000Z"]);
});
