import { describe, expect, test } from "vitest";
import { chartData, defaultChart, MOST_CATEGORIES, MOST_SERIES, stepText } from "./chart-ask.ts";
import type { Column, Profile } from "./types.ts";

function column(name: string, type: Column["type"], extra: Partial<Column> = {}): Column {
  return {
    name,
    type,
    sourceName: name,
    label: { vi: name, en: name },
    description: { vi: "", en: "" },
    unit: null,
    codes: [],
    term: null,
    class: "none",
    classStatus: "confirmed",
    shown: "clear",
    ...extra,
  };
}

const NAMING = { x: String, series: String, rest: "Khác", all: "Tất cả" };

describe("the first look", () => {
  test("a date and a measured column make a monthly line", () => {
    const columns = [
      column("ma", "text"),
      column("ngay", "date"),
      column("luong_mua", "number", { unit: "mm" }),
    ];
    expect(defaultChart(columns, ["ma"], undefined)).toMatchObject({
      x: "ngay",
      step: "month",
      y: "avg",
      column: "luong_mua",
      look: "line",
    });
  });

  test("the step follows the span of the data", () => {
    const columns = [column("luc", "datetime")];
    const step = (min: string, max: string) =>
      defaultChart(columns, [], { columns: [{ name: "luc", min, max }] } as unknown as Profile)?.step;
    expect(step("2026-01-01", "2026-01-02")).toBe("hour");
    expect(step("2026-01-01", "2026-03-02")).toBe("day");
    expect(step("2024-01-01", "2026-03-02")).toBe("month");
    expect(step("1950-01-01", "2026-03-02")).toBe("year");
  });

  test("without a date rows are counted by a coded column", () => {
    const codes = ["a", "b"].map((code) => ({ code, label: { vi: code, en: code } }));
    const columns = [column("ma", "text"), column("loai", "text", { codes })];
    expect(defaultChart(columns, ["ma"], undefined)).toMatchObject({ x: "loai", y: "count", look: "bar" });
  });

  test("else by the column with the fewest values", () => {
    const columns = [column("ma", "text"), column("ten", "text"), column("phuong", "text")];
    const profile = {
      columns: [
        { name: "ten", distinct: 900 },
        { name: "phuong", distinct: 12 },
      ],
    } as unknown as Profile;
    expect(defaultChart(columns, ["ma"], profile)?.x).toBe("phuong");
  });

  test("masked and shapeless columns make no chart", () => {
    const columns = [column("vi_tri", "geometry"), column("cccd", "text", { shown: "redact" })];
    expect(defaultChart(columns, [], undefined)).toBeUndefined();
  });
});

describe("values for the drawing", () => {
  test("categories come largest first, and gaps stay gaps", () => {
    const data = chartData(
      [
        ["a", "x", 1],
        ["b", "x", 5],
        ["b", "y", 2],
      ],
      false,
      NAMING,
    );
    expect(data).toEqual({
      names: ["b", "a"],
      series: [
        { name: "x", values: [5, 1] },
        { name: "y", values: [2, null] },
      ],
      left: 0,
    });
  });

  test("many categories and series are cut, the smaller series added up", () => {
    const points = Array.from({ length: 40 }, (_, x) => [`x${x}`, `s${x % 9}`, 40 - x] as const);
    const data = chartData(points, false, NAMING);
    expect([data.names.length, data.left]).toEqual([MOST_CATEGORIES, 10]);
    expect(data.series).toHaveLength(MOST_SERIES);
    expect(data.series.at(-1)?.name).toBe("Khác");
  });

  test("one series without a name takes the name of the measure", () => {
    expect(chartData([["a", null, 3]], true, NAMING).series).toEqual([{ name: "Tất cả", values: [3] }]);
  });
});

test("steps of time are written as people say them", () => {
  const at = "2026-05-04T10:00:00+07:00";
  expect((["year", "quarter", "month", "day", "hour"] as const).map((step) => stepText(at, step))).toEqual([
    "2026",
    "Q2/2026",
    "05/2026",
    "04/05/2026",
    "04/05 10:00",
  ]);
  expect(stepText(7, "month")).toBeUndefined();
});
