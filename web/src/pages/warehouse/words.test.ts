import { describe, expect, test } from "vitest";
import { formattersFor } from "../../i18n/format.ts";
import { cellText, isPlain, matchesWords, pick, qualityLevel } from "./words.ts";

const YES_NO = { yes: "Có", no: "Không" };

describe("cells for people", () => {
  const format = formattersFor("vi");

  test("amounts are written in the language's way, codes are left alone", () => {
    expect(cellText(1234.5, { type: "number" }, format, YES_NO)).toBe("1.234,5");
    expect(cellText(2024, { type: "integer", plain: true }, format, YES_NO)).toBe("2024");
    expect(cellText("007", { type: "text" }, format, YES_NO)).toBe("007");
  });

  test("a date is the same day in every zone", () => {
    expect(cellText("2026-02-03", { type: "date" }, format, YES_NO)).toBe("03/02/2026");
    expect(cellText("chưa rõ", { type: "date" }, format, YES_NO)).toBe("chưa rõ");
  });

  test("an instant without a zone is UTC, shown in the city's own time", () => {
    expect(cellText("2026-09-25 17:00:00.000000", { type: "datetime" }, format, YES_NO)).toBe(
      "26/09/2026 00:00",
    );
    expect(cellText("2026-09-25T17:00:00Z", { type: "datetime" }, format, YES_NO)).toBe("26/09/2026 00:00");
    expect(cellText("2026", { type: "datetime" }, format, YES_NO)).toBe("2026");
  });

  test("yes and no are words, nothing is nothing", () => {
    expect([true, false, null].map((value) => cellText(value, { type: "boolean" }, format, YES_NO))).toEqual([
      "Có",
      "Không",
      "",
    ]);
  });
});

test("whole numbers that name something are not grouped", () => {
  const column = (name: string, unit: string | null = null) =>
    ({ name, type: "integer", unit, codes: [] }) as const;
  expect(isPlain(column("nam"), [])).toBe(true);
  expect(isPlain(column("ma_phuong"), [])).toBe(true);
  expect(isPlain(column("so_hoc_sinh"), [])).toBe(false);
  expect(isPlain(column("so_hieu"), ["so_hieu"])).toBe(true);
  expect(isPlain(column("nam", "người"), [])).toBe(false);
});

test("levels of quality", () => {
  expect([95, 75, 20, null].map((score) => qualityLevel(score).word)).toEqual([
    "high",
    "middle",
    "low",
    "none",
  ]);
});

test("a missing translation falls back on Vietnamese", () => {
  expect(pick({ vi: "Trường", en: "" }, "en")).toBe("Trường");
  expect(pick({ vi: "Trường", en: "School" }, "en")).toBe("School");
});

test("words are found with and without marks", () => {
  expect(matchesWords("dinh danh", ["Số định danh cá nhân"])).toBe(true);
  expect(matchesWords("", ["x"])).toBe(true);
  expect(matchesWords("phường xã", ["Mã phường"])).toBe(false);
});
