import fc from "fast-check";
import { expect, test } from "vitest";
import { formatKind, serialOf, serialText } from "./excel-time.ts";
import { ReaderError, type WriteCell, writeXlsx } from "./index.ts";
import { readAll, readOne, sheetData, xlsxOf } from "./testing.ts";

const N = (value: string, style = 0) => ({ xml: `<c s="${style}"><v>${value}</v></c>` });

test("numbers, text, booleans and dates of both systems", async () => {
  const rows = [
    ["số", "chữ", "ok", "ngày", "lúc", "giờ", "lâu", "tỉ lệ"],
    [N("0.1"), "00123", true, N("45292", 1), N("45292.5", 2), N("0.25", 3), N("1.5", 4), N("0.25", 5)],
    [7, "Hòa", false, N("45293", 1), N("45293.29166666667", 2), N("0.5", 3), N("0.1", 4), N("1", 5)],
  ];
  const formats = ["dd/mm/yyyy", "dd/mm/yyyy hh:mm", "hh:mm", "[h]:mm", "0%"];
  const found = await readOne(xlsxOf({ A: sheetData(rows) }, { formats }), "xlsx");
  expect(found.columns.map((one) => [one.typeHint, one.unit])).toEqual([
    ["number", undefined],
    ["text", undefined],
    ["boolean", undefined],
    ["date", undefined],
    ["datetime", undefined],
    ["time", undefined],
    ["number", "s"],
    ["number", "%"],
  ]);
  expect(found.rows).toEqual([
    ["0.1", "00123", "true", "2024-01-01", "2024-01-01T12:00:00", "06:00:00", "129600", "0.25"],
    ["7", "Hòa", "false", "2024-01-02", "2024-01-02T07:00:00", "12:00:00", "8640", "1"],
  ]);
  expect(found.codes).toEqual(["percent"]);
  const mac = xlsxOf(
    { A: sheetData([["d"], [N("0", 1)]]) },
    { formats, workbookPr: '<workbookPr date1904="1"/>' },
  );
  expect((await readOne(mac, "xlsx")).rows).toEqual([["1904-01-01"]]);
});

test.each([
  [1, "date", "1900-01-01"],
  [59, "date", "1900-02-28"],
  [60, "date", null],
  [61, "date", "1900-03-01"],
  [45292.999999999, "date", "2024-01-02"],
  [-1, "date", null],
  [2_958_465, "date", "9999-12-31"],
  [2_958_466, "date", null],
  [0.75, "time", "18:00:00"],
] as const)("serial %s as %s", (serial, kind, text) => {
  expect(serialText(serial, kind, false)).toBe(text);
});

test.each([
  ["General", "number"],
  ["#,##0.00", "number"],
  ['0.0" m"', "number"],
  ["[Red]0.0;[Blue]-0.0", "number"],
  ["0.00%", "percent"],
  ["dd/mm/yyyy", "date"],
  ["mmm-yy", "date"],
  ['"ngày" d "tháng" m "năm" yyyy', "date"],
  ["[$-42A]dd mmmm yyyy;@", "date"],
  ["hh:mm:ss.000", "time"],
  ["mm:ss", "time"],
  ["yyyy\\-mm\\-dd hh:mm", "datetime"],
  ["[hh]:mm:ss", "elapsed"],
])("format %s is %s", (code, kind) => {
  expect(formatKind(code)).toBe(kind);
});

test("title rows, a header over merged cells, a row that numbers the columns, a total", async () => {
  const xml =
    sheetData([
      ["BÁO CÁO DÂN SỐ"],
      ["Đơn vị: người"],
      [],
      ["Phường", "Dân số", null, "Ghi chú"],
      [null, "Nam", "Nữ"],
      ["(1)", "(2)", "(3)", "(4)"],
      ["Bến Thành", 10, 12, "a"],
      ["Tân Định", 20, 22],
      ["Tổng cộng", 30, 34],
    ]) +
    '<mergeCells><mergeCell ref="A4:A5"/><mergeCell ref="B4:C4"/><mergeCell ref="D4:D5"/><mergeCell ref="A1:D1"/></mergeCells>';
  const found = await readOne(xlsxOf({ A: xml }), "xlsx");
  expect(found.names).toEqual(["Phường", "Dân số – Nam", "Dân số – Nữ", "Ghi chú"]);
  expect(found.rows).toEqual([
    ["Bến Thành", "10", "12", "a"],
    ["Tân Định", "20", "22", null],
    ["Tổng cộng", "30", "34", null],
  ]);
  expect(found.rowNumbers).toEqual([7, 8, 9]);
  expect(found.codes).toEqual(["preamble", "header-joined", "number-row", "footer"]);
});

test("labels merged downwards are repeated, other merged cells keep the first", async () => {
  const rows = [
    ["quận", "phường", "x", "y"],
    ["Q1", "a", 1, 5],
    [null, "b", 2],
    ["Q3", "c", 3, 6],
  ];
  const xml = `${sheetData(rows)}<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="D2:D3"/></mergeCells>`;
  const found = await readOne(xlsxOf({ A: xml }), "xlsx");
  expect(found.rows).toEqual([
    ["Q1", "a", "1", "5"],
    ["Q1", "b", "2", null],
    ["Q3", "c", "3", "6"],
  ]);
  expect(found.codes).toEqual(["merged-filled", "merged-first"]);
});

test("errors, formulas without value and broken references cost one cell", async () => {
  const rows = [
    ["a", "b", "c", "d"],
    [
      { xml: '<c t="e"><v>#N/A</v></c>' },
      { xml: "<c><f>1+1</f><v></v></c>" },
      { xml: '<c t="s"><v>9</v></c>' },
      { xml: "<c><f>1+1</f><v>2</v></c>" },
    ],
  ];
  const found = await readOne(xlsxOf({ A: sheetData(rows) }), "xlsx");
  expect(found.rows).toEqual([[null, null, null, "2"]]);
  expect(found.refusals.map((one) => [one.column, one.reason.code])).toEqual([
    ["a", "excel-error"],
    ["b", "formula-uncached"],
    ["c", "string-missing"],
  ]);
  expect(found.refusals[0]?.reason.en).toContain("#N/A");
  expect(found.codes).toEqual(["formulas"]);
});

test("shared strings with runs, phonetic hints and escapes; sheets in order, hidden ones marked", async () => {
  const strings = [
    "<t>tên</t>",
    "<r><t>Đư</t></r><r><rPr/><t>ờng &amp; </t></r><rPh><t>x</t></rPh>",
    "<t>a_x000D_b&#x1EBF;<![CDATA[<c>]]></t>",
  ];
  const s = (at: number) => ({ xml: `<c t="s"><v>${at}</v></c>` });
  const file = xlsxOf(
    { Một: sheetData([[s(0)], [s(1)], [s(2)]]), Hai: "<sheetData/>" },
    { strings, state: ' state="veryHidden"' },
  );
  const [one, two] = await readAll(file, "xlsx", { chunkBytes: 1 });
  expect(one?.rows).toEqual([["Đường & "], ["a\rbế<c>"]]);
  expect([one?.name, two?.name, two?.codes, two?.names]).toEqual(["Một", "Hai", ["sheet-hidden"], []]);
});

test("prefixes, missing references, strict names, hidden rows and columns, no header, empty columns", async () => {
  const xml =
    '<x:cols><x:col min="2" max="2" hidden="1"/></x:cols><x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c><x:v>2</x:v></x:c></x:row>' +
    '<x:row hidden="1"><x:c><x:v>3</x:v></x:c><x:c s="0"/><x:c/></x:row><x:row r="9"/></x:sheetData>';
  const found = await readOne(xlsxOf({ A: xml }), "xlsx");
  expect(found.names).toEqual(["column_1", "column_2"]);
  expect(found.rows).toEqual([
    ["1", "2"],
    ["3", null],
  ]);
  expect(found.codes).toEqual(["no-header", "hidden-rows", "hidden-columns"]);
});

test("a sheet cut in the middle gives its rows; a DTD is refused", async () => {
  const cut = await readOne(xlsxOf({ A: `${sheetData([["a"], [1], [2]])}<broken` }), "xlsx");
  expect(cut.rows).toEqual([["1"], ["2"]]);
  expect(cut.codes).toContain("sheet-broken");
  const bomb = '<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]><workbook>&lol2;</workbook>';
  const files = { "xl/sharedStrings.xml": bomb.replaceAll("workbook", "sst") };
  await expect(readOne(xlsxOf({ A: sheetData([["a"]]) }, { files }), "xlsx")).rejects.toMatchObject({
    code: "xml-doctype",
  });
  await expect(readOne(xlsxOf({ A: "" }, { files: { "xl/workbook.xml": bomb } }), "xlsx")).rejects.toThrow(
    ReaderError,
  );
});

async function written(label: string[], rows: WriteCell[][], maxRows?: number): Promise<Uint8Array> {
  const columns = label.map((one) => ({ label: one, type: "text" as const }));
  const parts: Uint8Array[] = [];
  async function* batches() {
    yield rows.slice(0, 3);
    yield [];
    yield rows.slice(3);
  }
  for await (const part of writeXlsx([{ name: "Dữ liệu", columns, rows: batches() }], maxRows))
    parts.push(part);
  return new Uint8Array(Buffer.concat(parts));
}

const text = fc
  .string({ unit: "grapheme", minLength: 1 })
  .map((one) => one.replaceAll("\0", "").normalize("NFC"))
  .filter((one) => one !== "");
const day = fc.date({ min: new Date("1900-03-01"), max: new Date("9999-12-30"), noInvalidDate: true });

test("what is written is read back", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), day), {
        minLength: 1,
        maxLength: 8,
      }),
      async (rows) => {
        const found = await readOne(await written(["chữ", "số", "ok", "lúc"], rows), "xlsx");
        expect(found.names).toEqual(["chữ", "số", "ok", "lúc"]);
        expect(found.rows.map((row) => [row[0], Number(row[1]), row[2], Date.parse(`${row[3]}Z`)])).toEqual(
          rows.map(([a, b, c, d]) => [a, b === 0 ? 0 : b, String(c), d.getTime()]),
        );
      },
    ),
    { numRuns: 60 },
  );
});

test("text is never a formula, a long sheet goes on in the next, names are made fit", async () => {
  const rows = Array.from({ length: 5 }, (_, i) => [`=1+${i}`]);
  const sheets = await readAll(await written(["a"], rows, 2), "xlsx");
  expect(sheets.map((one) => [one.name, one.rows.flat(), one.codes])).toEqual([
    ["Dữ liệu", ["=1+0", "=1+1"], []],
    ["Dữ liệu (2)", ["=1+2", "=1+3"], []],
    ["Dữ liệu (3)", ["=1+4"], []],
  ]);
  expect(serialText(serialOf(new Date(Date.UTC(1900, 1, 28))), "date", false)).toBe("1900-02-28");
});
