import fc from "fast-check";
import { expect, test } from "vitest";
import { bytesSource, detectFormat, type Format, openContainer, openTables, ReaderError } from "./index.ts";
import { parquetOf, plain, TYPE } from "./parquet-testing.ts";
import { REASON_CODES, reason } from "./reasons.ts";
import { sheetData, utf8, xlsxOf, zipOf } from "./testing.ts";

const SEEDS: [Format, Uint8Array][] = [
  ["json", utf8('{"result":{"records":[{"a":1,"b":{"c":[1,2,{"d":null}]}},{"a":"\\u00e9"}]}}')],
  ["ndjson", utf8('{"a":1}\n{"a":[true,false]}\n')],
  [
    "geojson",
    utf8(
      '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":1},"geometry":{"type":"Point","coordinates":[1,2]}}]}',
    ),
  ],
  [
    "xlsx",
    xlsxOf(
      { A: `${sheetData([["a", "b"], [1, true], ["x"]])}<mergeCells><mergeCell ref="A2:A3"/></mergeCells>` },
      { strings: ["<t>x</t>"], formats: ["dd/mm"] },
    ),
  ],
  ["parquet", parquetOf([{ name: "n", type: TYPE.int64, groups: [plain([1, 2, 3], "int64")] }], [3])],
  ["zip", zipOf({ "a.csv": "a,b", "b.json": "[1]" })],
];

async function readEverything(bytes: Uint8Array, format: Format): Promise<void> {
  const source = bytesSource(bytes, 64);
  await detectFormat(source);
  if (format === "zip" || format === "gzip") {
    for await (const member of openContainer(source, format)) {
      if (member.refusal === null) for await (const _ of member.open().stream()) void _;
    }
    return;
  }
  for (const table of await openTables(source, format)) {
    const width = (await table.columns()).length;
    for await (const batch of table.rows()) {
      for (const row of batch.rows) expect(row.length).toBe(width);
      expect(batch.rowNumbers.length).toBe(batch.rows.length);
    }
  }
}

async function expectOnlyReaderErrors(bytes: Uint8Array, format: Format): Promise<void> {
  try {
    await readEverything(bytes, format);
  } catch (error) {
    if (!(error instanceof ReaderError)) throw error;
    expect(REASON_CODES).toContain(error.code);
  }
}

test.each(SEEDS)("%s damaged anywhere gives rows or a ReaderError", async (format, seed) => {
  const edit = fc.tuple(fc.nat(seed.length - 1), fc.integer({ min: 0, max: 255 }));
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { maxLength: 6 }), fc.option(fc.nat(seed.length)), async (edits, cut) => {
      const bytes = seed.slice();
      for (const [at, byte] of edits) bytes[at] = byte;
      await expectOnlyReaderErrors(bytes.subarray(0, cut ?? bytes.length), format);
    }),
    { numRuns: 150 },
  );
});

test("any bytes read as anything", async () => {
  const format = fc.constantFrom<Format>(
    "json",
    "ndjson",
    "geojson",
    "xlsx",
    "parquet",
    "zip",
    "gzip",
    "csv",
  );
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), format, (bytes, as) =>
      expectOnlyReaderErrors(bytes, as),
    ),
    { numRuns: 500 },
  );
  const soup = fc.array(
    fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      '"a"',
      "1",
      "null",
      " ",
      "\n",
      '"type":"Feature"',
      '"properties":',
      '"data":',
    ),
    { maxLength: 40 },
  );
  await fc.assert(
    fc.asyncProperty(soup, format, (parts, as) => expectOnlyReaderErrors(utf8(parts.join("")), as)),
    { numRuns: 500 },
  );
});

test("every reason reads in both languages", () => {
  for (const code of REASON_CODES) {
    const { vi, en } = reason(code, { row: 1 });
    expect(vi.length > 5 && en.length > 5).toBe(true);
    const blanks = (text: string) => new Set(text.match(/\{\w+\}/g));
    expect(blanks(vi)).toEqual(blanks(en));
  }
});
