import fc from "fast-check";
import { expect, test } from "vitest";
import { parseNumberCell } from "./number.ts";
import { isReason } from "./reasons.ts";

const dot = { decimal: "." } as const;
const vietnamese = { decimal: ",", thousands: "." } as const;
const codeOf = (cell: string, format: Parameters<typeof parseNumberCell>[1] = dot): unknown => {
  const value = parseNumberCell(cell, format);
  return isReason(value) ? value.code : value;
};

test("a plain decimal is exactly what Number makes of it", () => {
  const digits = fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 1, maxLength: 25 });
  const plain = fc
    .tuple(fc.constantFrom("", "-", "+"), digits, fc.option(digits), fc.constantFrom("", "e5", "E-7", "e+12"))
    .map(
      ([sign, whole, fraction, power]) => sign + whole + (fraction === null ? "" : `.${fraction}`) + power,
    );
  fc.assert(
    fc.property(plain, (text) => {
      expect(parseNumberCell(text, dot)).toBe(Number(text));
      expect(parseNumberCell(` ${text.replace(".", ",")} `, { decimal: "," })).toBe(Number(text));
    }),
    { numRuns: 20_000 },
  );
});

test("every double that JavaScript prints is read back", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(parseNumberCell(String(value), dot)).toBe(Object.is(value, -0) ? 0 : value);
    }),
    { numRuns: 5000 },
  );
});

test.each([
  ["1.234,56", 1234.56],
  ["1.234.567", 1_234_567],
  ["-12,5", -12.5],
  ["0,5", 0.5],
  ["12.5", "number-mark"],
  ["1.23,4", "number-mark"],
  ["1,234,5", "number-mark"],
])("%s in a Vietnamese file", (cell, expected) => expect(codeOf(cell, vietnamese)).toBe(expected));

test.each([
  ["1,234.5", "number-mark", dot],
  ["1,234.5", 1234.5, { decimal: ".", thousands: "," } as const],
  ["1\u00a0234,5", 1234.5, { decimal: ",", thousands: " " } as const],
  ["1 234,5", 1234.5, { decimal: ",", thousands: " " } as const],
  ["1.234", "number-mark", { decimal: "," } as const],
  ["\u22125", -5, dot],
  [".5", 0.5, dot],
  ["5.", 5, dot],
])("%s with other marks", (cell, expected, format) => expect(codeOf(cell, format)).toBe(expected));

test.each(["", "  ", "NA", "n/a", "NULL", "-", "--", "…", "kph"])("%j is missing", (cell) => {
  expect(parseNumberCell(cell, dot)).toBeNull();
});

test("marks of a missing value can be chosen", () => {
  expect(parseNumberCell("-999", { ...dot, missing: ["lỗi"] })).toBe(-999);
  expect(parseNumberCell("Lỗi", { ...dot, missing: ["lỗi"] })).toBeNull();
  expect(codeOf("KPH", { ...dot, missing: [] })).toBe("not-a-number");
});

test.each([
  ["NaN", "number-not-finite"],
  ["-Infinity", "number-not-finite"],
  ["inf", "number-not-finite"],
  ["0x1F", "number-not-decimal"],
  ["1e999", "number-out-of-range"],
  ["<0.5", "number-limit"],
  ["12abc", "not-a-number"],
  ["1 2", "number-mark"],
  ["1.2.3", "number-mark"],
  ["2026-01-01", "not-a-number"],
  ["12%", "not-a-number"],
  ["1_000", "not-a-number"],
])("%s is refused", (cell, code) => expect(codeOf(cell)).toBe(code));

test("nothing throws, and a number is always finite", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), fc.constantFrom(dot, vietnamese), (bytes, format) => {
      const value = parseNumberCell(bytes, format);
      expect(value === null || isReason(value) || Number.isFinite(value)).toBe(true);
    }),
  );
});
