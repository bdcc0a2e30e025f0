import fc from "fast-check";
import { expect, test } from "vitest";
import { isReason } from "./reasons.ts";
import { parseDateAndTime, parseTime, TIME_FORMATS, type TimeFormat } from "./time.ts";
import { createTimeEvidence, detectTimeFormat } from "./time-detect.ts";

const HCMC = "Asia/Ho_Chi_Minh";
const show = (time: number | { code: string }): string =>
  typeof time === "number" ? new Date(time).toISOString() : time.code;
const at = (cell: string, format: TimeFormat, zone = HCMC): string => show(parseTime(cell, format, zone));

test.each<[string, TimeFormat, string]>([
  ["2026-01-01T07:05:09Z", "iso", "2026-01-01T07:05:09.000Z"],
  ["2026-01-01T07:05:09+07:00", "iso", "2026-01-01T00:05:09.000Z"],
  ["2026-01-01T07:05:09-0330", "iso", "2026-01-01T10:35:09.000Z"],
  ["2026-01-01T07:05:09+07", "iso", "2026-01-01T00:05:09.000Z"],
  ["2026-01-01 07:05:09.1239 Z", "iso", "2026-01-01T07:05:09.123Z"],
  ["2026-01-01 07:05", "iso", "2026-01-01T00:05:00.000Z"],
  ["2026-01-01", "iso", "2025-12-31T17:00:00.000Z"],
  ["2026-12-31T24:00", "iso", "2026-12-31T17:00:00.000Z"],
  ["31/12/2026 24:00", "dd/MM/yyyy", "2026-12-31T17:00:00.000Z"],
  ["3/2/2026 7:05", "dd/MM/yyyy", "2026-02-03T00:05:00.000Z"],
  ["03-02-2026 07:05:06", "dd/MM/yyyy", "2026-02-03T00:05:06.000Z"],
  ["03.02.2026", "dd/MM/yyyy", "2026-02-02T17:00:00.000Z"],
  ["03/02/2026 07:05 CH", "dd/MM/yyyy", "2026-02-03T12:05:00.000Z"],
  ["2/3/2026 12:05:00 AM", "MM/dd/yyyy", "2026-02-02T17:05:00.000Z"],
  ["2026/02/03 07:05", "yyyy/MM/dd", "2026-02-03T00:05:00.000Z"],
  ["2026-2-3", "yyyy/MM/dd", "2026-02-02T17:00:00.000Z"],
  ["202602030705", "yyyyMMddHHmm", "2026-02-03T00:05:00.000Z"],
  ["20260203070506", "yyyyMMddHHmm", "2026-02-03T00:05:06.000Z"],
  ["20260203T0705", "yyyyMMddHHmm", "2026-02-03T00:05:00.000Z"],
  ["20260203", "yyyyMMddHHmm", "2026-02-02T17:00:00.000Z"],
  ["46023", "excel-serial", "2025-12-31T17:00:00.000Z"],
  ["46023,5", "excel-serial", "2026-01-01T05:00:00.000Z"],
  ["46023.2951388889", "excel-serial", "2026-01-01T00:05:00.000Z"],
  ["1767225600", "epoch-s", "2026-01-01T00:00:00.000Z"],
  ["1767225600.5", "epoch-s", "2026-01-01T00:00:00.500Z"],
  ["1767225600123", "epoch-ms", "2026-01-01T00:00:00.123Z"],
])("%s as %s", (cell, format, expected) => expect(at(` ${cell} `, format)).toBe(expected));

test.each<[string, TimeFormat, string]>([
  ["31/02/2026", "dd/MM/yyyy", "time-impossible"],
  ["29/02/2025", "dd/MM/yyyy", "time-impossible"],
  ["02/13/2026", "dd/MM/yyyy", "time-impossible"],
  ["2026-01-01 25:00", "iso", "time-impossible"],
  ["2026-01-01 24:01", "iso", "time-impossible"],
  ["2026-01-01 07:60", "iso", "time-impossible"],
  ["01/01/2026 13:00 PM", "dd/MM/yyyy", "time-impossible"],
  ["2026-01-01T", "iso", "time-format"],
  ["2026-01-01 07:05 abc", "iso", "time-format"],
  ["01/02/26", "dd/MM/yyyy", "time-format"],
  ["hôm qua", "iso", "time-format"],
  ["", "iso", "time-missing"],
])("%s as %s is refused", (cell, format, code) => expect(at(cell, format)).toBe(code));

test("zones: Saigon, fixed offsets, names with summer time, unknown ones", () => {
  expect(at("2026-01-01 07:00", "iso", "Asia/Saigon")).toBe("2026-01-01T00:00:00.000Z");
  expect(at("2026-01-01 07:00", "iso", "-05:30")).toBe("2026-01-01T12:30:00.000Z");
  expect(at("2026-07-01 07:00", "iso", "Europe/Paris")).toBe("2026-07-01T05:00:00.000Z");
  expect(at("2026-03-29 02:30", "iso", "Europe/Paris")).toBe("2026-03-29T01:30:00.000Z");
  expect(at("2026-10-25 02:30", "iso", "Europe/Paris")).toBe("2026-10-25T00:30:00.000Z");
  expect(at("2026-01-01", "iso", "Mặt/Trăng")).toBe("zone-unknown");
});

test("date and time of day in two columns", () => {
  const both = (date: string, time: string): string => show(parseDateAndTime(date, time, "dd/MM/yyyy", HCMC));
  expect(both("03/02/2026", "07:05")).toBe("2026-02-03T00:05:00.000Z");
  expect(both("03/02/2026", " 7h30 ")).toBe("2026-02-03T00:30:00.000Z");
  expect(both("03/02/2026", "7")).toBe("2026-02-03T00:00:00.000Z");
  expect(both("03/02/2026", "24")).toBe("2026-02-03T17:00:00.000Z");
  expect(both("03/02/2026", "07:05 CH")).toBe("2026-02-03T12:05:00.000Z");
  expect(both("03/02/2026", "")).toBe("2026-02-02T17:00:00.000Z");
  expect(both("", "07:05")).toBe("time-format");
});

test("every instant that toISOString prints is read back", () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true }),
      (date) => {
        expect(parseTime(date.toISOString(), "iso", HCMC)).toBe(date.getTime());
        const [, year = "", month = "", day = ""] = /^(\d+)-(\d+)-(\d+)/.exec(date.toISOString()) ?? [];
        const midnight = Date.parse(`${year}-${month}-${day}T00:00:00Z`);
        expect(parseTime(`${day}/${month}/${year}`, "dd/MM/yyyy", "UTC")).toBe(midnight);
      },
    ),
    { numRuns: 5000 },
  );
});

test("nothing throws, and a time is always a whole number of milliseconds", () => {
  const units = [..."0123456789-/:. TZ+AMPCHS"];
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...units), maxLength: 26 }),
      fc.constantFrom(...TIME_FORMATS),
      (cell, format) => {
        const time = parseTime(cell, format, "+07:00");
        expect(isReason(time) || Number.isSafeInteger(time)).toBe(true);
      },
    ),
    { numRuns: 5000 },
  );
});

test("a value of 13 or more anywhere decides day and month", () => {
  expect(detectTimeFormat(["01/02/2026", "03/04/2026"])).toMatchObject({
    format: "dd/MM/yyyy",
    ambiguous: true,
    candidates: ["dd/MM/yyyy", "MM/dd/yyyy"],
  });
  const many = Array.from({ length: 5000 }, () => "01/02/2026 07:00");
  expect(detectTimeFormat([...many, "13/02/2026 07:00"])).toMatchObject({
    format: "dd/MM/yyyy",
    ambiguous: false,
  });
  expect(detectTimeFormat([...many, "02/13/2026 07:00"])).toMatchObject({
    format: "MM/dd/yyyy",
    ambiguous: false,
  });
});

test("other formats are told apart, blanks do not count and a stray value does not spoil it", () => {
  expect(detectTimeFormat(["2026-01-01 00:00", ""])).toMatchObject({
    format: "iso",
    ambiguous: false,
    values: 1,
  });
  expect(detectTimeFormat(["1767225600"]).format).toBe("epoch-s");
  expect(detectTimeFormat(["1767225600000"]).format).toBe("epoch-ms");
  expect(detectTimeFormat(["202601010700"]).format).toBe("yyyyMMddHHmm");
  expect(detectTimeFormat(["46023.5"]).format).toBe("excel-serial");
  expect(detectTimeFormat(["12,5", "13"]).format).toBeNull();
  const evidence = createTimeEvidence();
  for (let day = 1; day <= 28; day++) evidence.add(`${day}/01/2026`);
  evidence.add("tổng");
  expect(evidence.result()).toMatchObject({ format: "dd/MM/yyyy", ambiguous: false, values: 29, read: 28 });
});
