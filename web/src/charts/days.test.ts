import { expect, test } from "vitest";
import { barShare, leadingCells } from "./days.ts";

test("the highest day fills the height, a missing one has none", () => {
  const days = [
    { on: "2026-02-01", value: 50 },
    { on: "2026-02-02", value: 200 },
    { on: "2026-02-03", value: null },
  ];
  expect(days.map((day) => barShare(day.value, days))).toEqual([0.25, 1, 0]);
});

test("weeks begin on Monday", () => {
  expect(leadingCells("2026-02-02")).toBe(0);
  expect(leadingCells("2026-02-01")).toBe(6);
});
