import { describe, expect, test } from "vitest";
import {
  containsOf,
  endsOf,
  filterText,
  nextSort,
  oneOf,
  rangeOf,
  readFilters,
  valuesOf,
  withFilter,
  writeFilters,
} from "./filters.ts";

describe("filters of the address", () => {
  test("what cannot be read is no filter", () => {
    expect(readFilters(undefined)).toEqual({});
    expect(readFilters("{")).toEqual({});
    expect(readFilters("[1]")).toEqual({});
  });

  test("what this page did not make is kept", () => {
    const filters = readFilters('{"$or":[{"a":1}],"b":{"ne":2}}');
    expect(writeFilters(withFilter(filters, "c", "x"))).toBe('{"$or":[{"a":1}],"b":{"ne":2},"c":"x"}');
  });

  test("a freed column leaves no trace", () => {
    expect(writeFilters(withFilter({ a: 1 }, "a", undefined))).toBe("");
  });
});

describe("one column", () => {
  test("one value stands alone, several in a list", () => {
    expect([oneOf([]), oneOf(["a"]), oneOf(["a", "b"])]).toEqual([undefined, "a", ["a", "b"]]);
  });

  test("a part of a text stands beside whole values", () => {
    expect(oneOf([], " Lê ")).toEqual({ contains: "Lê" });
    const mixed = oneOf(["TH"], "Lê");
    expect(mixed).toEqual(["TH", { contains: "Lê" }]);
    expect([valuesOf(mixed), containsOf(mixed), filterText(mixed, String)]).toEqual([
      ["TH"],
      "Lê",
      "TH, …Lê…",
    ]);
    expect(containsOf({ gte: 1 })).toBe("");
  });

  test("a range takes a comma and leaves out what is empty or not a number", () => {
    expect(rangeOf("1,5", "", true)).toEqual({ gte: 1.5 });
    expect(rangeOf("", "2024-12-31", false)).toEqual({ lte: "2024-12-31" });
    expect(rangeOf("abc", " ", true)).toBeUndefined();
  });

  test("the ends of a range fill its fields again", () => {
    expect(endsOf({ gte: 0, lte: 9 })).toEqual({ least: "0", most: "9" });
    expect(endsOf("a")).toEqual({ least: "", most: "" });
  });

  test("is told in signs", () => {
    const told = ["a", ["a", "b", "c"], { gte: 1 }, { lte: 2 }, { gte: 1, lte: 2 }, { ne: 1 }];
    expect(told.map((filter) => filterText(filter, String))).toEqual([
      "a",
      "a, b +1",
      "≥ 1",
      "≤ 2",
      "1 – 2",
      "…",
    ]);
  });

  test("pressing a head goes up, down, none", () => {
    expect([nextSort(undefined, "a"), nextSort("a", "a"), nextSort("-a", "a"), nextSort("b", "a")]).toEqual([
      "a",
      "-a",
      "",
      "a",
    ]);
  });
});
