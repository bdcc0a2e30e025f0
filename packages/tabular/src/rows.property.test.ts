import fc from "fast-check";
import { expect, test } from "vitest";
import type { Delimiter, Dialect, Encoding } from "./dialect.ts";
import { createRowReader, type RowReaderOptions } from "./row-reader.ts";
import type { ReadSummary, RowRefusal } from "./rows.ts";
import { SINGLE_BYTE_ENCODINGS } from "./transcode.ts";

interface Read {
  rows: string[][];
  numbers: { rowNumber: number; lineNumber: number }[];
  refusals: RowRefusal[];
  summary: ReadSummary;
}

function readAll(
  bytes: Uint8Array,
  dialect: Dialect,
  cuts: readonly number[] = [],
  options?: RowReaderOptions,
): Read {
  const rows: string[][] = [];
  const numbers: { rowNumber: number; lineNumber: number }[] = [];
  const refusals: RowRefusal[] = [];
  const reader = createRowReader(
    dialect,
    (batch) => {
      refusals.push(...batch.refusals);
      for (let i = 0; i < batch.count; i++) {
        const row = batch.row(i);
        rows.push(Array.from({ length: row.cellCount }, (_, column) => row.text(column)));
        numbers.push({ rowNumber: row.rowNumber, lineNumber: row.lineNumber });
      }
    },
    options,
  );
  let from = 0;
  for (const cut of [...cuts].sort((a, b) => a - b)) {
    const to = Math.min(cut, bytes.length);
    reader.push(bytes.slice(from, to));
    from = to;
  }
  reader.push(bytes.slice(from));
  return { rows, numbers, refusals, summary: reader.end() };
}

const VIETNAMESE = [..."aăâbcdđeêghiklmnoôơpqrstuưvxyÀÁẠẢÃẾỘỮỳỵỷ0123456789 .,;|\t\"'\n\r-+="];
const cell = fc.oneof(
  fc.string({ unit: fc.constantFrom(...VIETNAMESE), maxLength: 12 }),
  fc.string({ unit: "grapheme", maxLength: 6 }),
);
const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 8 });

function encodeTable(
  rows: readonly string[][],
  delimiter: string,
  quote: string,
  eol: string,
  quoteAll: boolean,
): string {
  const encodeCell = (text: string): string =>
    quoteAll || text === "" || /[\n\r]/.test(text) || text.includes(delimiter) || text.includes(quote)
      ? quote + text.replaceAll(quote, quote + quote) + quote
      : text;
  return rows.map((row) => row.map(encodeCell).join(delimiter) + eol).join("");
}

function encodeBytes(text: string, encoding: Encoding): Uint8Array {
  if (encoding === "utf-8") return new TextEncoder().encode(text);
  if (encoding === "utf-16le" || encoding === "utf-16be") {
    const bytes = new Uint8Array(text.length * 2);
    const view = new DataView(bytes.buffer);
    for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), encoding === "utf-16le");
    return bytes;
  }
  const high: readonly string[] = SINGLE_BYTE_ENCODINGS[encoding].high;
  return Uint8Array.from([...text], (char) =>
    char < "\x80" ? char.charCodeAt(0) : high.indexOf(char) + 128,
  );
}

const dialects = fc.record({
  encoding: fc.constantFrom<Encoding>(
    "utf-8",
    "utf-16le",
    "utf-16be",
    "windows-1258",
    "windows-1252",
    "tcvn3",
    "viscii",
  ),
  delimiter: fc.constantFrom<Delimiter>(",", ";", "\t", "|"),
  quote: fc.constantFrom<'"' | "'">('"', "'"),
  eol: fc.constantFrom("\n", "\r\n", "\r"),
  quoteAll: fc.boolean(),
});

const BARE = { decimal: ".", thousands: null, preambleLines: 0, headerRow: false } as const;

test("any table of texts is read back from any dialect, encoding and cutting", () => {
  fc.assert(
    fc.property(table, dialects, fc.array(fc.nat(400)), fc.boolean(), (source, d, cuts, hasMark) => {
      const isSingle = d.encoding in SINGLE_BYTE_ENCODINGS;
      const high: readonly string[] = isSingle ? SINGLE_BYTE_ENCODINGS[d.encoding as "tcvn3"].high : [];
      const fits = (char: string): boolean =>
        char !== "\0" &&
        char !== "\ufffd" &&
        char !== "\ufeff" &&
        (!isSingle || char < "\x80" || high.includes(char));
      const taken = d.encoding === "viscii" ? "\x02\x05\x06\x14\x19\x1e" : "";
      const rows = source.map((row) =>
        row.map((text) =>
          [...text]
            .filter((char) => fits(char) && !taken.includes(char))
            .join("")
            .toWellFormed(),
        ),
      );
      const mark = hasMark && !isSingle ? "\ufeff" : "";
      const bytes = encodeBytes(
        mark + encodeTable(rows, d.delimiter, d.quote, d.eol, d.quoteAll),
        d.encoding,
      );
      const read = readAll(bytes, { ...BARE, ...d }, cuts);
      expect(read.rows).toEqual(rows.map((row) => row.map((text) => text.normalize("NFC"))));
      expect(read.refusals).toEqual([]);
      expect(read.numbers.map(({ rowNumber }) => rowNumber)).toEqual(rows.map((_, i) => i + 1));
    }),
    { numRuns: 1500 },
  );
});

const roughByte = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...[..."a1,;\"\n\r '"].map((char) => char.charCodeAt(0)), 0) },
  { weight: 1, arbitrary: fc.nat(255) },
);
const roughBytes = fc.array(roughByte, { maxLength: 300 }).map((bytes) => Uint8Array.from(bytes));
const encodings = fc.constantFrom<Encoding>(
  "utf-8",
  "utf-16le",
  "utf-16be",
  "windows-1258",
  "tcvn3",
  "viscii",
  "vni",
);
const limits = fc.constantFrom<RowReaderOptions>(
  {},
  { maxRowBytes: 20 },
  { maxFieldBytes: 5 },
  { maxColumns: 2 },
  { maxRowBytes: 12, maxFieldBytes: 6, maxColumns: 3, batchRows: 2 },
);

test("where chunks are cut never matters, whatever the bytes and the limits", () => {
  fc.assert(
    fc.property(
      roughBytes,
      encodings,
      limits,
      fc.array(fc.nat(300)),
      fc.boolean(),
      (bytes, encoding, options, cuts, headerRow) => {
        const dialect = { ...BARE, encoding, delimiter: ",", quote: '"', headerRow, columnCount: 2 } as const;
        expect(readAll(bytes, dialect, cuts, options)).toEqual(readAll(bytes, dialect, [], options));
        const single = Array.from({ length: bytes.length }, (_, i) => i);
        expect(readAll(bytes, dialect, single, options)).toEqual(readAll(bytes, dialect, [], options));
      },
    ),
    { numRuns: 3000 },
  );
});

test("every row of any bytes is delivered, refused, blank or head, and every line is counted", () => {
  fc.assert(
    fc.property(roughBytes, limits, fc.nat(2), fc.boolean(), (bytes, options, preambleLines, headerRow) => {
      const dialect = {
        ...BARE,
        encoding: "utf-8",
        delimiter: ",",
        quote: '"',
        preambleLines,
        headerRow,
      } as const;
      const { rows, refusals, summary } = readAll(bytes, dialect, [], options);
      expect(summary.delivered).toBe(rows.length);
      expect(summary.refused).toBe(refusals.length);
      const { delivered, refused, blank, repeatedHeaders, head } = summary;
      expect(delivered + refused + blank + repeatedHeaders + head).toBe(summary.rows);
      expect(summary.lines).toBe(countLines(bytes));
    }),
    { numRuns: 2000 },
  );
});

test("without quotes every line that is not blank is a row or a refusal", () => {
  fc.assert(
    fc.property(roughBytes, limits, (bytes, options) => {
      const dialect = { ...BARE, encoding: "utf-8", delimiter: ",", quote: null } as const;
      const { summary } = readAll(bytes, dialect, [], options);
      expect(summary.delivered + summary.refused + summary.blank).toBe(summary.lines);
    }),
  );
});

/** Lines by LF, CR LF and CR; a last line needs no line break. */
function countLines(bytes: Uint8Array): number {
  const text = String.fromCharCode(
    ...(bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.slice(3) : bytes),
  );
  const parts = text.split(/\r\n|\r|\n/);
  return parts.length - (parts.at(-1) === "" ? 1 : 0);
}

test("a megabyte of noise is read in under a second", () => {
  const bytes = new Uint8Array(1_000_000);
  let seed = 1;
  for (let i = 0; i < bytes.length; i++) {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    bytes[i] = seed >>> 16;
  }
  const started = performance.now();
  const { summary } = readAll(bytes, { ...BARE, encoding: "utf-8", delimiter: ",", quote: '"' });
  expect(performance.now() - started).toBeLessThan(1000);
  expect(summary.delivered + summary.refused + summary.blank).toBe(summary.rows);
});

test("quotes that never close cost no more than their lines, in time proportional to the file", () => {
  const lines = Array.from({ length: 40_000 }, (_, i) => (i % 2 === 0 ? `"open ${i},1` : `x ""${i}"",2`));
  const bytes = new TextEncoder().encode(lines.join("\n"));
  const started = performance.now();
  const { summary } = readAll(bytes, { ...BARE, encoding: "utf-8", delimiter: ",", quote: '"' });
  expect(performance.now() - started).toBeLessThan(2000);
  expect(summary).toMatchObject({ delivered: 20_000, refused: 20_000, lines: 40_000 });
});
