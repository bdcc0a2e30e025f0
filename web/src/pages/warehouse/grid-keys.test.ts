import { expect, test } from "vitest";
import { moveInGrid } from "./grid-keys.ts";

const SIZE = { rows: 30, columns: 5 };

test("arrows stay inside the grid", () => {
  expect(moveInGrid("ArrowUp", { row: 0, column: 2 }, SIZE)).toEqual({ row: 0, column: 2 });
  expect(moveInGrid("ArrowRight", { row: 3, column: 4 }, SIZE)).toEqual({ row: 3, column: 4 });
  expect(moveInGrid("ArrowDown", { row: 3, column: 4 }, SIZE)).toEqual({ row: 4, column: 4 });
});

test("pages and ends", () => {
  expect(moveInGrid("PageDown", { row: 25, column: 1 }, SIZE)).toEqual({ row: 29, column: 1 });
  expect(moveInGrid("Home", { row: 9, column: 3 }, SIZE)).toEqual({ row: 9, column: 0 });
  expect(moveInGrid("End", { row: 9, column: 3 }, SIZE, true)).toEqual({ row: 29, column: 4 });
  expect(moveInGrid("a", { row: 9, column: 3 }, SIZE)).toBeUndefined();
});
