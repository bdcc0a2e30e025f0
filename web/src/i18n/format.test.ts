import { describe, expect, test } from "vitest";
import { formattersFor } from "./format.ts";

const vi = formattersFor("vi");
const en = formattersFor("en");
const instant = "2026-02-03T00:05:00Z";

describe("Vietnamese", () => {
  test("numbers", () => {
    expect(vi.number(1234567.891)).toBe("1.234.567,891");
    expect(vi.number(12, { digits: 1, fixed: true })).toBe("12,0");
    expect(vi.percent(0.1465, 2)).toBe("14,65%");
    expect(vi.money(1234567)).toBe("1.234.567\u00a0₫");
    expect(vi.compact(2.74e15)).toBe("2,74 triệu tỷ");
    expect(vi.bytes(1_500_000)).toBe("1,5 MB");
  });

  test("dates are the city’s, day first, 24 hours", () => {
    expect(vi.date(instant)).toBe("03/02/2026");
    expect(vi.dateTime(instant)).toBe("03/02/2026 07:05");
    expect(vi.date("2026-02-03T17:00:00Z")).toBe("04/02/2026");
    expect(vi.weekdayTime(instant)).toBe("Thứ Ba, 03/02/2026 07:05");
    expect(vi.weekdayShort("2026-02-08T00:00:00Z")).toBe("CN");
  });

  test("spans and distances", () => {
    expect(vi.duration(3 * 3_600_000 + 20 * 60_000)).toBe("3 giờ 20 phút");
    expect(vi.duration(45_000)).toBe("45 giây");
    expect(vi.duration(2 * 86_400_000 + 60_000)).toBe("2 ngày");
    expect(vi.relative("2026-02-03T00:00:00Z", instant)).toBe("5 phút trước");
  });

  test("alphabetical order", () => {
    const names = ["Đông", "Quận 10", "An", "Dĩ An", "Quận 2", "Ân", "Ăn", "Đà Nẵng"];
    expect(names.sort(vi.compare)).toEqual([
      "An",
      "Ăn",
      "Ân",
      "Dĩ An",
      "Đà Nẵng",
      "Đông",
      "Quận 2",
      "Quận 10",
    ]);
  });
});

test("English", () => {
  expect(en.dateTime(instant)).toBe("3 Feb 2026 07:05");
  expect(en.compact(2.74e15)).toBe("2,740 trillion");
});
