import fc from "fast-check";
import { expect, test } from "vitest";
import { RFC_4180 } from "./dialect.ts";
import { REASONS } from "./reasons.ts";
import { encodeRefusals, refusalHeader, safeCell } from "./refusals.ts";
import { createRowReader } from "./row-reader.ts";

test("the report names row, column, value, both reasons and the row as written", () => {
  const report = [
    ...refusalHeader(),
    ...encodeRefusals([
      { rowNumber: 7, column: "pm25", value: "abc", reason: REASONS.numberText, raw: '1,"abc"' },
      { rowNumber: 9, column: null, value: "", reason: REASONS.unclosedQuote, raw: '=cmd|"x' },
    ]),
  ];
  expect(new TextDecoder("utf-8", { ignoreBOM: true }).decode(Uint8Array.from(report))).toBe(
    "\ufeffDòng / Row,Cột / Column,Giá trị / Value,Lý do,Reason,Dòng gốc / Original row\r\n" +
      '7,pm25,abc,Không phải là số,Not a number,"1,""abc"""\r\n' +
      `9,,,Dấu nháy mở không có dấu nháy đóng,A quote is opened and never closed,"'=cmd|""x"\r\n`,
  );
});

test.each(["=1+1", "+A1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"])("%j is disarmed", (cell) => {
  expect(safeCell(cell)).toBe(`'${cell}`);
});

test.each(["-1", "+1.5", "-1.234,5", "-1e-5", "", "abc", "2026-01-01"])("%j stays as it is", (cell) => {
  expect(safeCell(cell)).toBe(cell);
});

test("the report is a table whatever was refused", () => {
  const text = fc.string({ unit: fc.constantFrom(..."ab\"',;\n\r=+-@ é"), maxLength: 10 });
  const refusal = fc.record({ rowNumber: fc.nat(), column: text, value: text, raw: text });
  fc.assert(
    fc.property(fc.array(refusal), (refusals) => {
      const rows: string[][] = [];
      const reader = createRowReader(RFC_4180, (batch) => {
        for (let i = 0; i < batch.count; i++) {
          const row = batch.row(i);
          rows.push([1, 2, 5].map((column) => row.text(column)));
        }
      });
      reader.push(refusalHeader());
      reader.push(encodeRefusals(refusals.map((one) => ({ ...one, reason: REASONS.nulByte }))));
      expect(reader.end().refused).toBe(0);
      expect(rows).toEqual(refusals.map(({ column, value, raw }) => [column, value, raw].map(safeCell)));
    }),
  );
});
