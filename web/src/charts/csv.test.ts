import { expect, test } from "vitest";
import { toCsv } from "./csv.ts";

const columns = [
  { header: "Trạm", value: (row: { name: string; pm25: number | null }) => row.name },
  { header: "PM2.5", value: (row: { name: string; pm25: number | null }) => row.pm25 },
];

test('Vietnamese uses ";" and the decimal comma, quotes and formulas are made safe', () => {
  const rows = [
    { name: 'Thủ Đức; "Bắc"', pm25: 12.5 },
    { name: "=1+1", pm25: null },
  ];
  expect(toCsv(columns, rows, "vi")).toBe('\uFEFFTrạm;PM2.5\r\n"Thủ Đức; ""Bắc""";12,5\r\n\'=1+1;\r\n');
});

test('English uses "," and the point', () => {
  expect(toCsv(columns, [{ name: "a,b", pm25: 12.5 }], "en")).toBe('\uFEFFTrạm,PM2.5\r\n"a,b",12.5\r\n');
});
