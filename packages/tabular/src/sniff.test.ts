import fc from "fast-check";
import { expect, test } from "vitest";
import { createRowReader } from "./row-reader.ts";
import { sniff } from "./sniff.ts";
import type { SniffOptions } from "./sniff-types.ts";

const look = (text: string, options?: SniffOptions) => sniff(new TextEncoder().encode(text), options);
const codes = (found: ReturnType<typeof sniff>): string[] => found.warnings.map(({ code }) => code);

test("Vietnamese Excel: semicolons, decimal comma, day first", () => {
  const found = look(
    "\ufeffThời gian;Trạm;PM2,5 (µg/Nm3)\r\n13/02/2026 07:00;Quận 1;12,5\r\n14/02/2026 08:00;Quận 1;1.013,25\r\n",
  );
  expect(found).toMatchObject({
    encoding: "utf-8",
    bom: true,
    delimiter: ";",
    decimal: ",",
    thousands: ".",
    lineEnding: "\r\n",
    preambleLines: 0,
    headerRow: true,
    shape: "wide",
    warnings: [],
  });
  expect(found.columns).toMatchObject([
    { name: "Thời gian", guess: "time", timeFormat: "dd/MM/yyyy" },
    { name: "Trạm", guess: "text" },
    { name: "PM2,5 (µg/Nm3)", guess: "decimal", samples: ["12,5", "1.013,25"] },
  ]);
  expect(found.confidence).toBeGreaterThan(0.6);
});

test("sensor export: comma and dot", () => {
  const found = look(
    "station,ts,pm25\n12,2026-01-01T00:00:00Z,12.34\n12,2026-01-01T01:00:00Z,\n13,2026-01-01T00:00:00Z,8\n",
  );
  expect(found).toMatchObject({
    delimiter: ",",
    decimal: ".",
    headerRow: true,
    shape: "wide",
    decimalConfidence: 1,
  });
  expect(found.columns.map(({ guess }) => guess)).toEqual(["integer", "time", "decimal"]);
});

test("without header", () => {
  const found = look("12,2026-01-01T00:00:00Z,12.34\n13,2026-01-01T01:00:00Z,8\n");
  expect(found).toMatchObject({ headerRow: false, preambleLines: 0, columnCount: 3, shape: "long" });
  expect(codes(found)).toContain("no-header");
});

test("titles, blank lines and padded rows above the header are preamble", () => {
  const found = look(
    "BÁO CÁO QUAN TRẮC;;;\nTừ ngày 01/02/2026;;;\n\nSTT;Trạm;Ngày;CO\n1;Bến Thành;13/02/2026;1,5\n2;Bến Thành;14/02/2026;2\n",
  );
  expect(found).toMatchObject({ delimiter: ";", preambleLines: 3, headerRow: true, columnCount: 4 });
  expect(found.columns.map(({ name }) => name)).toEqual(["STT", "Trạm", "Ngày", "CO"]);
  expect(found.columns[2]).toMatchObject({ guess: "date", timeFormat: "dd/MM/yyyy" });
});

test("a title of one cell above a comma table, and the line sep=", () => {
  expect(look("Dữ liệu trạm\nts,a,b\n2026-01-01,1.5,2\n2026-01-02,1.5,3\n")).toMatchObject({
    delimiter: ",",
    preambleLines: 1,
  });
  expect(look("sep=;\na;b\n1;2\n3;4\n")).toMatchObject({ delimiter: ";", preambleLines: 1, headerRow: true });
});

test("what sniff found is what the reader needs", () => {
  const text = "Báo cáo\n\nNgày;Giá trị\n13/01/2026;1,5\nNgày;Giá trị\n14/01/2026;2,5\n";
  const rows: unknown[] = [];
  const reader = createRowReader(look(text), (batch) => {
    for (let i = 0; i < batch.count; i++) rows.push([batch.row(i).text(0), batch.row(i).number(1)]);
  });
  reader.push(new TextEncoder().encode(text));
  reader.end();
  expect(rows).toEqual([
    ["13/01/2026", 1.5],
    ["14/01/2026", 2.5],
  ]);
  expect(codes(look(text))).toEqual(expect.arrayContaining(["preamble", "header-repeated"]));
});

test("day and month are left open when every value is below 13", () => {
  const found = look("ngày,v\n01/02/2026,1\n03/04/2026,2\n");
  expect(found.columns[0]).toMatchObject({ guess: "date", ambiguousDayMonth: true });
  expect(codes(found)).toContain("day-month-ambiguous");
});

test("one column with a decimal comma is one column", () => {
  expect(look("value\n12,5\n13,25\n14,5\n")).toMatchObject({ columnCount: 1, decimal: "," });
});

test("three digits after the only mark are open, a fraction elsewhere settles them", () => {
  expect(codes(look("a\tb\n1.234\tx\n2.345\ty\n"))).toContain("decimal-uncertain");
  expect(look("a\tb\n1.234\tx\n2.34\ty\n")).toMatchObject({ decimal: ".", decimalConfidence: 1 });
  expect(look("a;b\n1.234;x\n2,34;y\n")).toMatchObject({ decimal: ",", thousands: "." });
});

test("codes with zeros in front and long numbers stay text", () => {
  const found = look("ma_phuong,cccd,n\n00123,079123456789,1\n00456,079123456780,2\n");
  expect(found.columns.map(({ guess }) => guess)).toEqual(["text", "text", "integer"]);
});

test("quoted line breaks, delimiters in quotes, empty columns at the end", () => {
  const found = look('ten,dia_chi,v,,\n"A\nB","12, Lê Lợi",1.5,,\n"C","3, Hàm Nghi",2.5,,\n');
  expect(found).toMatchObject({ delimiter: ",", quote: '"', columnCount: 3 });
  expect(found.columns[1]?.samples).toEqual(["12, Lê Lợi", "3, Hàm Nghi"]);
  expect(codes(found)).toContain("columns-empty");
});

test("tabs, bars, single quotes and lone CR", () => {
  expect(look("a\tb\r1\t2,5\r2\t3,5\r")).toMatchObject({ delimiter: "\t", decimal: ",", lineEnding: "\r" });
  expect(look("a|b\n1|2\n2|3\n")).toMatchObject({ delimiter: "|" });
  expect(look("a,b\n'x,1',2\n'y,2',3\n'z',4\n")).toMatchObject({
    delimiter: ",",
    quote: "'",
    columnCount: 2,
  });
});

test("empty, lone mark, header only, NUL bytes", () => {
  expect(codes(look(""))).toEqual(["empty-file"]);
  expect(codes(look("\ufeff"))).toEqual(["empty-file"]);
  const header = look("ts,pm25\n");
  expect(header).toMatchObject({ headerRow: true, columnCount: 2, rowsSampled: 0 });
  expect(codes(header)).toContain("header-only");
  expect(codes(look("a,b\n1,2\n\0\0\0\n3,4\n"))).toContain("rows-unreadable");
});

test("ragged rows do not hide the delimiter", () => {
  const found = look("ts,a,b\n2026-01-01,1,2\n2026-01-02,1\n2026-01-03,1,2,3\n2026-01-04,1,2\n");
  expect(found).toMatchObject({ delimiter: ",", columnCount: 3 });
  expect(codes(found)).toContain("rows-uneven");
});

test("long form by a column of values and a column of names", () => {
  const found = look(
    "Trạm,Thông số,Thời gian,Giá trị\nA,PM2.5,2026-01-01 00:00,1.5\nA,CO,2026-01-01 00:00,2.5\n",
  );
  expect(found.shape).toBe("long");
});

test("a number that could be a time is one only under a name that says so", () => {
  expect(look("ts,v\n1767225600,1.5\n1767225660,2.5\n").columns[0]).toMatchObject({
    guess: "time",
    timeFormat: "epoch-s",
  });
  expect(look("count,v\n1767225600,1.5\n1767225660,2.5\n").columns[0]).toMatchObject({ guess: "integer" });
  expect(look("Ngày,v\n46023,1.5\n46024,2.5\n").columns[0]).toMatchObject({
    guess: "date",
    timeFormat: "excel-serial",
  });
});

test("answers replace guesses", () => {
  const found = look("a,b;c\n1,2;3\n", { delimiter: ";", headerRow: false, decimal: "," });
  expect(found).toMatchObject({
    delimiter: ";",
    headerRow: false,
    decimal: ",",
    decimalConfidence: 1,
    columnCount: 2,
  });
});

test("a table of any numbers written either way is found again", () => {
  const number = fc.double({ min: -1000, max: 1000, noNaN: true }).map((value) => value.toFixed(2));
  const source = fc.array(fc.tuple(number, number, number), { minLength: 2, maxLength: 30 });
  fc.assert(
    fc.property(
      source,
      fc.constantFrom([",", "."], [";", ","], ["\t", ","], ["\t", "."], [";", "."], ["|", ","]),
      (rows, [delimiter = "", decimal = ""]) => {
        const lines = [["pm25", "nhiệt độ", "độ ẩm"], ...rows].map((row) =>
          row.join("\0").replaceAll(".", decimal).replaceAll("\0", delimiter),
        );
        expect(look(`${lines.join("\n")}\n`)).toMatchObject({
          delimiter,
          decimal,
          headerRow: true,
          columnCount: 3,
        });
      },
    ),
  );
});

test("nothing throws on any bytes", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void sniff(bytes)));
  const noise = Uint8Array.from(
    { length: 262_144 },
    (_, i) => (Math.imul(i + 7, 2_654_435_761) >>> 13) & 255,
  );
  const started = performance.now();
  sniff(noise);
  expect(performance.now() - started).toBeLessThan(2000);
});

test("a day above twelve far down the sample settles day and month", () => {
  const lines = Array.from({ length: 3000 }, (_, i) => `0${1 + (i % 9)}/02/2026 07:00,${i}.5`);
  expect(look(`ts,v\n${lines.join("\n")}\n`).columns[0]?.ambiguousDayMonth).toBe(true);
  const settled = look(`ts,v\n${lines.join("\n")}\n13/02/2026 07:00,1\n`).columns[0];
  expect(settled).toMatchObject({ timeFormat: "dd/MM/yyyy" });
  expect(settled?.ambiguousDayMonth).toBeUndefined();
});

test("legacy encodings are found and their headers are read", () => {
  const tcvn3 = Uint8Array.from([
    ...[0x4e, 0x67, 0xb5, 0x79],
    59,
    ...[0x47, 0x69, 0xb8],
    10,
    ...new TextEncoder().encode("13/02/2026;1,5\n"),
  ]);
  const found = sniff(tcvn3);
  expect(found).toMatchObject({ encoding: "tcvn3", delimiter: ";", decimal: "," });
  expect(found.columns.map(({ name }) => name)).toEqual(["Ngày", "Giá"]);
});
