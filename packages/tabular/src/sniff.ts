/** A look at the start of a file: its dialect, its columns, and what a person should know. */
import type { Dialect } from "./dialect.ts";
import { detectEncoding } from "./encoding-detect.ts";
import { guessShape, profileColumn } from "./sniff-columns.ts";
import { chooseLayout, type Layout, readSample, type SampleRow } from "./sniff-layout.ts";
import type { ColumnProfile, SniffOptions, SniffResult } from "./sniff-types.ts";
import { sniffWarnings } from "./sniff-warnings.ts";
import { createTranscoder } from "./transcode.ts";

/** Most bytes of a file that `sniff` looks at. */
export const SNIFF_BYTES = 262_144;

/**
 * The dialect of a delimited file from its first bytes (256 KiB are enough). Nothing throws: an empty or strange
 * sample gives a usable dialect with low confidence and warnings in words.
 *
 * @example
 * const found = sniff(new TextEncoder().encode("Thời gian;PM2,5\n01/02/2026 07:00;12,5\n"));
 * // found.delimiter === ";", found.decimal === ",", found.columns[0].ambiguousDayMonth === true
 */
export function sniff(sample: Uint8Array, options: SniffOptions = {}): SniffResult {
  const bytes = sample.subarray(0, SNIFF_BYTES);
  const found = detectEncoding(bytes);
  const encoding = options.encoding ?? found.encoding;
  const isComplete = options.complete ?? sample.length < SNIFF_BYTES;
  const utf8 = createTranscoder(encoding)(bytes, true);
  const whole = isComplete ? utf8 : withoutLastLine(utf8);
  const { best, rival } = chooseLayout(whole, options);
  const { rows, refused } = readSample(whole, best.delimiter, best.quote, 20_000);
  const head = rows[best.first];
  const body = rows.slice(best.first + (best.hasHeader ? 1 : 0)).filter((row) => !isSame(row, head, best));
  const columns = profileColumns(best, head, body);
  const encodingConfidence = options.encoding ? 1 : found.confidence;
  const lead = best.score <= 0 ? 0 : Math.min(1, (2 * (best.score - rival)) / best.score + 0.2);
  const result: Omit<SniffResult, "warnings"> = {
    encoding,
    delimiter: best.delimiter,
    quote: best.quote,
    decimal: best.decimal.decimal,
    thousands: best.decimal.thousands,
    preambleLines: head ? head.rowNumber - 1 : 0,
    headerRow: head !== undefined && best.hasHeader,
    columnCount: columns.length,
    bom: found.bom,
    lineEnding: lineEnding(whole),
    columns,
    shape: guessShape(columns),
    confidence:
      body.length === 0 ? 0.2 : round(encodingConfidence * (options.delimiter ? 1 : lead) * best.evenness),
    decimalConfidence: round(best.decimal.confidence),
    rowsSampled: body.length,
  };
  const facts = {
    encodingConfidence,
    isMixedDecimal: best.decimal.mixed,
    unevenRows: body.filter((row) => row.cells.length !== best.width).length,
    repeatedHeaders: best.hasHeader ? rows.length - best.first - 1 - body.length : 0,
    refused,
    width: best.width,
    isEmpty: rows.length === 0,
  };
  return { ...result, warnings: sniffWarnings(result, facts) };
}

/** The dialect alone, to be kept beside a mapping. */
export function dialectOf(result: SniffResult): Dialect {
  const { encoding, delimiter, quote, decimal, thousands, preambleLines, headerRow, columnCount } = result;
  return { encoding, delimiter, quote, decimal, thousands, preambleLines, headerRow, columnCount };
}

/** Columns up to the last with a name or a value; trailing empty ones are left out. */
function profileColumns(
  layout: Layout,
  head: SampleRow | undefined,
  body: readonly SampleRow[],
): ColumnProfile[] {
  if (!head) return [];
  const names = layout.hasHeader ? head.cells : [];
  const width = Math.max(layout.width, names.length);
  const columns = Array.from({ length: width }, (_, index) =>
    profileColumn(index, names[index] ?? "", body, layout.decimal.decimal),
  );
  while (columns.length > 1 && columns.at(-1)?.guess === "empty" && columns.at(-1)?.name === "")
    columns.pop();
  return columns;
}

function isSame(row: SampleRow, head: SampleRow | undefined, { hasHeader }: Layout): boolean {
  if (!hasHeader || !head || row.cells.length !== head.cells.length) return false;
  return row.cells.every((cell, index) => cell === head.cells[index]);
}

/** A sample that was cut ends inside a row. */
function withoutLastLine(bytes: Uint8Array): Uint8Array {
  const end = Math.max(bytes.lastIndexOf(10), bytes.lastIndexOf(13));
  return end < 0 ? bytes : bytes.subarray(0, end + 1);
}

/** The most frequent line ending. */
function lineEnding(bytes: Uint8Array): "\n" | "\r\n" | "\r" {
  let feeds = 0;
  let returns = 0;
  let pairs = 0;
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] === 10) bytes[i - 1] === 13 ? pairs++ : feeds++;
    else if (bytes[i] === 13 && bytes[i + 1] !== 10) returns++;
  }
  if (pairs > 0 && pairs >= feeds && pairs >= returns) return "\r\n";
  return returns > feeds ? "\r" : "\n";
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
