import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  CITIZEN_ID_PROVINCES,
  formatDate,
  formatDateOfPaper,
  formatDateTime,
  formatMoney,
  formatMoneyCompact,
  formatNumber,
  formatPercent,
  maskCitizenId,
  maskPhone,
  moneyInWords,
  numberInWords,
  parseCitizenId,
  parseDate,
  parseDecimal,
  parsePhone,
  weekdayName,
} from "./index.ts";

test("numbers, percentages and money", () => {
  expect(formatNumber(1234567.891)).toBe("1.234.567,891");
  expect(formatNumber(2, { minimumDecimals: 1 })).toBe("2,0");
  expect(formatNumber(Number.NaN)).toBe("–");
  expect(formatPercent(14.65)).toBe("14,65%");
  expect(formatMoney(1234567)).toBe("1.234.567\u00a0₫");
});

test.each([
  [2.74e15, "2,74 triệu tỷ đồng"],
  [1_170_000_000_000_000, "1,17 triệu tỷ đồng"],
  [746_438_000_000_000, "746,44 nghìn tỷ đồng"],
  [1_500_000_000, "1,5 tỷ đồng"],
  [999_999_999, "1 tỷ đồng"],
  [250_000, "250 nghìn đồng"],
  [950, "950 đồng"],
  [0, "0 đồng"],
  [-3_000_000, "-3 triệu đồng"],
  [12_345e15, "12.345 triệu tỷ đồng"],
])("compact money %d", (dong, text) => expect(formatMoneyCompact(dong)).toBe(text));

describe("reading decimals", () => {
  test.each([
    ["1.234.567,891", 1234567.891],
    ["1,234,567.891", 1234567.891],
    ["1.234.567", 1234567],
    ["1,5", 1.5],
    ["1.5", 1.5],
    ["0,125", 0.125],
    ["0.125", 0.125],
    ["1234,567", 1234.567],
    ["1 234 567,5", 1234567.5],
    ["−12,5", -12.5],
    ["42", 42],
  ])("%s reads one way", (text, value) =>
    expect(parseDecimal(text)).toEqual({ ok: true, value, ambiguous: false }),
  );

  test("one mark before three digits reads two ways", () => {
    expect(parseDecimal("1.234")).toEqual({ ok: true, value: 1234, ambiguous: true, alternative: 1.234 });
    expect(parseDecimal("1,234")).toEqual({ ok: true, value: 1.234, ambiguous: true, alternative: 1234 });
    expect(parseDecimal("1.234", "point")).toEqual({ ok: true, value: 1.234, ambiguous: false });
    expect(parseDecimal("1.234", "comma")).toEqual({ ok: true, value: 1234, ambiguous: false });
  });

  test("what is no number is refused", () => {
    for (const text of ["1.23.456", "abc", "1,2,3", "1..2", "12 34", "1e5", ".5", ",5", "5,"]) {
      expect(parseDecimal(text)).toEqual({ ok: false, code: "malformed" });
    }
    expect(parseDecimal(" ")).toEqual({ ok: false, code: "empty" });
  });

  test("what is printed is read back", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e12, max: 1e12 }),
        fc.integer({ min: 0, max: 3 }),
        (whole, decimals) => {
          const value = whole / 10 ** decimals;
          expect(parseDecimal(formatNumber(value), "comma")).toMatchObject({ ok: true, value });
        },
      ),
    );
  });
});

describe("numbers in words", () => {
  test.each([
    [0, "không"],
    [10, "mười"],
    [15, "mười lăm"],
    [21, "hai mươi mốt"],
    [24, "hai mươi bốn"],
    [55, "năm mươi lăm"],
    [105, "một trăm lẻ năm"],
    [111, "một trăm mười một"],
    [1001, "một nghìn không trăm lẻ một"],
    [1_000_000, "một triệu"],
    [1_234_567, "một triệu hai trăm ba mươi bốn nghìn năm trăm sáu mươi bảy"],
    [2_740_000_000_000_000, "hai triệu bảy trăm bốn mươi nghìn tỷ"],
    [1_000_000_005, "một tỷ không trăm lẻ năm"],
    [-21, "âm hai mươi mốt"],
  ])("%d", (value, words) => expect(numberInWords(value)).toBe(words));

  test("regional words, money and large numbers", () => {
    expect(numberInWords(105, { zeroTens: "linh" })).toBe("một trăm linh năm");
    expect(numberInWords(24, { four: "tư" })).toBe("hai mươi tư");
    expect(numberInWords(2000, { thousand: "ngàn" })).toBe("hai ngàn");
    expect(numberInWords(10n ** 18n)).toBe("một tỷ tỷ");
    expect(moneyInWords(1_234_567)).toBe("Một triệu hai trăm ba mươi bốn nghìn năm trăm sáu mươi bảy đồng");
    expect(() => numberInWords(1.5)).toThrow(RangeError);
  });

  test("different numbers never share their words", () => {
    const number = fc.bigInt({ min: 0n, max: 10n ** 16n });
    fc.assert(
      fc.property(number, number, (a, b) => {
        expect(numberInWords(a) === numberInWords(b)).toBe(a === b);
        expect(numberInWords(a)).not.toMatch(/ {2}|^ | $/);
      }),
    );
  });
});

test("dates and times on the city clock", () => {
  const instant = new Date("2026-02-03T00:05:00Z");
  expect(formatDateTime(instant)).toBe("07:05 03/02/2026");
  expect(formatDate(new Date("2026-02-03T17:00:00Z"))).toBe("04/02/2026");
  expect(formatDate("2026-02-03")).toBe("03/02/2026");
  expect(formatDateOfPaper("2020-07-03")).toBe("ngày 03 tháng 7 năm 2020");
  expect(formatDateOfPaper("2020-02-13")).toBe("ngày 13 tháng 02 năm 2020");
  expect([weekdayName("2026-02-16"), weekdayName("2026-02-22"), weekdayName("2026-02-17", "short")]).toEqual([
    "Thứ Hai",
    "Chủ Nhật",
    "T3",
  ]);
  expect([parseDate("3/2/2026"), parseDate("31/02/2026"), parseDate("2026")]).toEqual([
    "2026-02-03",
    undefined,
    undefined,
  ]);
});

test("citizen identity numbers", () => {
  expect(parseCitizenId("079 203 001234")).toEqual({
    provinceCode: "079",
    province: "Thành phố Hồ Chí Minh",
    sex: "male",
    birthYear: 2003,
  });
  expect(parseCitizenId("077185001234")).toMatchObject({
    province: "Bà Rịa - Vũng Tàu",
    sex: "female",
    birthYear: 1985,
  });
  expect(parseCitizenId("123456789")).toBeUndefined();
  expect(maskCitizenId("079203001234")).toBe("079•••••1234");
  expect(maskCitizenId("12")).toBe("••••••••••••");
  expect(Object.keys(CITIZEN_ID_PROVINCES)).toHaveLength(63);
});

test("telephone numbers", () => {
  for (const text of [
    "0901 234 567",
    "+84 901 234 567",
    "84901234567",
    "0084901234567",
    "+84(0)901.234.567",
  ]) {
    expect(parsePhone(text)).toEqual({ e164: "+84901234567", kind: "mobile" });
  }
  expect(parsePhone("028 3829 1234")).toEqual({ e164: "+842838291234", kind: "fixed" });
  expect(parsePhone("0274 382 2825")).toEqual({ e164: "+842743822825", kind: "fixed" });
  for (const text of ["1022", "113", "0123456789", "090123456"]) expect(parsePhone(text)).toBeUndefined();
  expect(maskPhone("+84901234567")).toBe("•••••••567");
});
