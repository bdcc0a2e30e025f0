import { expect, test } from "vitest";
import { type Dialect, RFC_4180 } from "./dialect.ts";
import { createRowReader, type RowReaderOptions } from "./row-reader.ts";
import type { Row, RowRefusal } from "./rows.ts";
import { timeReader } from "./time.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

function read<T>(
  text: string,
  take: (row: Row) => T,
  dialect: Partial<Dialect> = {},
  options?: RowReaderOptions,
) {
  const rows: T[] = [];
  const refusals: RowRefusal[] = [];
  let header: readonly string[] = [];
  const reader = createRowReader(
    { ...RFC_4180, ...dialect },
    (batch) => {
      header = batch.header;
      refusals.push(...batch.refusals);
      for (let i = 0; i < batch.count; i++) rows.push(take(batch.row(i)));
    },
    options,
  );
  reader.push(bytesOf(text));
  return { rows, refusals, header, summary: reader.end() };
}

const cells = (row: Row): string[] => Array.from({ length: row.cellCount }, (_, i) => row.text(i));

test("a reading is text, time and number without the text of the row being made", () => {
  const time = timeReader("iso", "+07:00");
  const { rows, header } = read(
    "station,ts,pm25\n12,2026-01-01T00:00:00Z,12.34\n13,2026-01-01 07:00,\n",
    (row) => [row.rowNumber, row.text(0), row.time(1, time), row.number(2), row.isEmpty(2)],
  );
  expect(header).toEqual(["station", "ts", "pm25"]);
  expect(rows).toEqual([
    [2, "12", Date.UTC(2026, 0, 1), 12.34, false],
    [3, "13", Date.UTC(2026, 0, 1), null, true],
  ]);
});

test("row numbers are those of Excel, line numbers those of the file", () => {
  const { rows } = read('a,b\n"x\ny",1\n\n,\nz,2\n', (row) => [row.rowNumber, row.lineNumber, row.text(0)]);
  expect(rows).toEqual([
    [2, 2, "x\ny"],
    [5, 6, "z"],
  ]);
});

test("cells beyond the end of a short row are blank", () => {
  const { rows } = read("a,b,c\n1\n", (row) => [row.text(2), row.number(2), row.isEmpty(2), row.cellCount]);
  expect(rows).toEqual([["", null, true, 1]]);
});

test("an unquoted decimal comma in a comma file does not become a shorter number", () => {
  const { rows, refusals } = read("ts,v\n2026-01-01,12,5\n2026-01-02,7,\n", cells, { columnCount: 2 });
  expect(rows).toEqual([["2026-01-02", "7", ""]]);
  expect(refusals).toMatchObject([{ rowNumber: 2, reason: { code: "extra-cells" }, raw: "2026-01-01,12,5" }]);
});

test("a quote that never closes costs its own line", () => {
  const { rows, refusals } = read('a,b\n1,"open\n2,x\n3,"y"\n4,z\n', cells);
  expect(refusals).toMatchObject([
    { rowNumber: 2, lineNumber: 2, reason: { code: "unclosed-quote" }, raw: '1,"open' },
  ]);
  expect(rows).toEqual([
    ["2", "x"],
    ["3", "y"],
    ["4", "z"],
  ]);
});

test("a quote left open at the end of the file costs its own line", () => {
  const { rows, refusals } = read('a,b\n1,"open\n2,x\n3,y', cells);
  expect(refusals.map(({ rowNumber }) => rowNumber)).toEqual([2]);
  expect(rows).toEqual([
    ["2", "x"],
    ["3", "y"],
  ]);
});

test("text after a closing quote and quotes inside plain cells are kept", () => {
  const { rows } = read('a,b\n"x"y,5" pipe\n"say ""hi""",""\n', cells);
  expect(rows).toEqual([
    ["xy", '5" pipe'],
    ['say "hi"', ""],
  ]);
});

test("a row beyond a limit is refused and the next one is read", () => {
  const long = "x".repeat(2_000_000);
  const { rows, refusals } = read(`a,b\n1,${long}\n2,y\n`, cells);
  expect(rows).toEqual([["2", "y"]]);
  expect(refusals[0]?.reason.code).toBe("row-too-long");
  expect(refusals[0]?.raw.length).toBe(2000);
  expect(read("a\n1,2,3\n4\n", cells, {}, { maxColumns: 2 }).refusals[0]?.reason.code).toBe(
    "too-many-columns",
  );
  expect(read("a\n12345\n4\n", cells, {}, { maxFieldBytes: 4 }).refusals[0]?.reason.code).toBe(
    "cell-too-long",
  );
});

test("a row with a NUL byte is refused", () => {
  const { rows, refusals } = read("a\n1\0\n2\n", cells);
  expect(rows).toEqual([["2"]]);
  expect(refusals[0]?.reason.code).toBe("nul-byte");
});

test("preamble is passed over and a header met again is left out", () => {
  const text = 'Báo cáo "tháng\n\nts,v\n1,2\nts,v\n3,4\n';
  const { rows, header, summary } = read(text, cells, { preambleLines: 2 });
  expect(header).toEqual(["ts", "v"]);
  expect(rows).toEqual([
    ["1", "2"],
    ["3", "4"],
  ]);
  expect(summary).toMatchObject({ rows: 6, head: 3, repeatedHeaders: 1, delivered: 2 });
});

test("empty, lone byte-order mark and header only", () => {
  expect(read("", cells).summary).toMatchObject({ rows: 0, lines: 0, delivered: 0 });
  expect(read("\ufeff", cells).summary).toMatchObject({ rows: 0, lines: 0, bytes: 3 });
  expect(read("a,b", cells).summary).toMatchObject({ rows: 1, head: 1, delivered: 0 });
});

test("text is NFC", () => {
  expect(read("a\nĐường\n".normalize("NFD"), cells).rows).toEqual([["Đường"]]);
});

test("numbers follow the marks of the dialect, also inside quotes", () => {
  const { rows } = read('a;b\n1.234,5;"12,5"\nKPH;x\n', (row) => [row.number(0), row.number(1)], {
    delimiter: ";",
    decimal: ",",
    thousands: ".",
  });
  expect(rows).toMatchObject([
    [1234.5, 12.5],
    [null, { code: "not-a-number" }],
  ]);
});

test("rows are delivered as soon as they are complete", () => {
  const seen: string[] = [];
  const reader = createRowReader({ ...RFC_4180, headerRow: false }, (batch) => {
    for (let i = 0; i < batch.count; i++) seen.push(batch.row(i).text(0));
  });
  reader.push(bytesOf("1\n2"));
  expect(seen).toEqual(["1"]);
  reader.push(bytesOf("2\n"));
  expect(seen).toEqual(["1", "22"]);
  reader.end();
});
