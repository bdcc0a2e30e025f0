/** Delimiter, quote, decimal mark, preamble and header, chosen together. */
import type { DecimalMark, Delimiter, Quote } from "./dialect.ts";
import { fold } from "./fold.ts";
import { createRowReader } from "./row-reader.ts";
import {
  addDecimalEvidence,
  cellScore,
  chooseDecimal,
  type DecimalChoice,
  isNumberText,
  isTimeText,
  noDecimalEvidence,
} from "./sniff-cells.ts";
import type { SniffOptions } from "./sniff-types.ts";

/** A row of the sample. */
export interface SampleRow {
  readonly rowNumber: number;
  /** Trimmed. */
  readonly cells: readonly string[];
}

/** One way to read the sample. */
export interface Layout {
  readonly delimiter: Delimiter;
  readonly quote: Quote;
  readonly decimal: DecimalChoice;
  readonly rows: readonly SampleRow[];
  /** Index in `rows` of the first row that is not preamble. */
  readonly first: number;
  readonly hasHeader: boolean;
  /** Cells in most rows. */
  readonly width: number;
  /** Share of rows with `width` cells. */
  readonly evenness: number;
  readonly refused: number;
  readonly score: number;
}

const DELIMITERS: readonly Delimiter[] = [",", ";", "\t", "|"];
const ROWS_SCORED = 400;

/** The best layout of a sample of UTF-8, and the score of the best one with another delimiter. */
export function chooseLayout(sample: Uint8Array, options: SniffOptions): { best: Layout; rival: number } {
  const head = new TextDecoder().decode(sample.subarray(0, 65_536));
  const declared = /^sep=([,;\t|])\s*$/im.exec(head.split(/[\r\n]/, 1)[0] ?? "")?.[1];
  const fixed = options.delimiter ?? DELIMITERS.find((delimiter) => delimiter === declared);
  const delimiters = fixed === undefined ? DELIMITERS : [fixed];
  const quotes = options.quote === undefined ? quoteCandidates(head) : [options.quote];
  const isDeclared = declared !== undefined;
  const layouts = delimiters.flatMap((delimiter) =>
    quotes.map((quote) => layOut(sample, delimiter, quote, { ...options, isDeclared })),
  );
  const ranked = layouts.toSorted((a, b) => b.score - a.score);
  const best = ranked[0] ?? layOut(sample, ",", '"', { ...options, isDeclared });
  const rival = ranked.find((layout) => layout.delimiter !== best.delimiter)?.score ?? 0;
  return { best, rival };
}

/** The rows of a sample of UTF-8 and how many were refused. */
export function readSample(
  sample: Uint8Array,
  delimiter: Delimiter,
  quote: Quote,
  mostRows: number,
): { rows: SampleRow[]; refused: number } {
  const rows: SampleRow[] = [];
  let refused = 0;
  const dialect = { encoding: "utf-8", delimiter, quote, decimal: ".", thousands: null } as const;
  const reader = createRowReader({ ...dialect, preambleLines: 0, headerRow: false }, (batch) => {
    refused += batch.refusals.length;
    for (let i = 0; i < batch.count && rows.length < mostRows; i++) {
      const row = batch.row(i);
      const cells = Array.from({ length: Math.min(row.cellCount, 1024) }, (_, column) =>
        row.text(column).trim(),
      );
      rows.push({ rowNumber: row.rowNumber, cells });
    }
  });
  const size = 16_384;
  for (let at = 0; at < sample.length && rows.length < mostRows; at += size)
    reader.push(sample.subarray(at, at + size));
  reader.end();
  return { rows, refused };
}

function quoteCandidates(head: string): Quote[] {
  const single = head.match(/(?:^|[,;\t|])'[^'\r\n]*'(?=[,;\t|\r\n]|$)/gm)?.length ?? 0;
  const double = head.match(/(?:^|[,;\t|])"/gm)?.length ?? 0;
  if (double === 0) return single >= 3 ? ["'"] : ['"'];
  return ['"', null];
}

function layOut(
  sample: Uint8Array,
  delimiter: Delimiter,
  quote: Quote,
  options: SniffOptions & { isDeclared: boolean },
): Layout {
  const { rows, refused } = readSample(sample, delimiter, quote, ROWS_SCORED);
  const width = commonWidth(rows);
  const first = firstRow(rows, width, options.isDeclared);
  const even = rows.slice(first).filter((row) => row.cells.length === width);
  const evenness = even.length / Math.max(1, rows.length - first + refused);
  const evidence = noDecimalEvidence();
  for (const row of even) for (const cell of row.cells) addDecimalEvidence(evidence, cell);
  const found = chooseDecimal(evidence, delimiter);
  const decimal = options.decimal === undefined ? found : imposeDecimal(found, options.decimal);
  const hasHeader = options.headerRow ?? isHeaderRow(rows, first, decimal.decimal);
  const fit = averageFit(even, delimiter, decimal.decimal);
  const isHeadless = first > 0 && !hasHeader;
  const nullQuote = quote === null ? 0.9 : 1;
  const score = evenness * fit * (1 - 1 / (width + 1)) * (isHeadless ? 0.6 : 1) * nullQuote;
  return { delimiter, quote, decimal, rows, first, hasHeader, width, evenness, refused, score };
}

function imposeDecimal(found: DecimalChoice, decimal: DecimalMark): DecimalChoice {
  const thousands = found.thousands === decimal ? null : found.thousands;
  return { decimal, thousands, confidence: 1, mixed: found.mixed };
}

/** The count of cells that most rows have; the larger one where two are equally common. */
function commonWidth(rows: readonly SampleRow[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  let width = 1;
  let most = 0;
  for (const [cells, count] of counts) {
    if (count > most || (count === most && cells > width)) {
      width = cells;
      most = count;
    }
  }
  return width;
}

/** Titles and notes have few cells filled; the table starts at the first row filled like the rows below. */
function firstRow(rows: readonly SampleRow[], width: number, isDeclared: boolean): number {
  const from = isDeclared ? 1 : 0;
  if (width < 2) return Math.min(from, rows.length);
  const even = rows.filter((row) => row.cells.length === width);
  const fills = even.map(filledCells).sort((a, b) => a - b);
  const usual = fills[fills.length >> 1] ?? width;
  const least = Math.max(usual >= 2 ? 2 : 1, Math.ceil(usual * 0.5));
  const leastCells = width >= 3 ? width - 1 : width;
  const at = rows.findIndex(
    (row, index) => index >= from && row.cells.length >= leastCells && filledCells(row) >= least,
  );
  return at < 0 ? Math.min(from, rows.length) : at;
}

function filledCells(row: SampleRow): number {
  return row.cells.reduce((count, cell) => (cell === "" ? count : count + 1), 0);
}

function averageFit(rows: readonly SampleRow[], delimiter: Delimiter, decimal: DecimalMark): number {
  let sum = 0;
  let count = 0;
  for (const { cells } of rows) {
    for (const cell of cells) {
      if (cell === "") continue;
      sum += cellScore(cell, delimiter, decimal);
      count++;
    }
  }
  return count === 0 ? 0.5 : sum / count;
}

const HEADER_WORDS =
  /^(?:ts|time|timestamp|date|datetime|ngay|gio|thoi (?:gian|diem)|ngay gio|stt|id|ma|ten|ma tram|tram|ten tram|station|name|code|value|gia tri|thong so|chi tieu|don vi|unit|property|parameter|sensor|thing)\b/;

/** Names above values: text over numbers and times, or words that only a header uses, or texts not met below. */
function isHeaderRow(rows: readonly SampleRow[], first: number, decimal: DecimalMark): boolean {
  const head = rows[first];
  if (!head) return false;
  const body = rows.slice(first + 1, first + 101);
  const isValue = (cell: string): boolean => isNumberText(cell, decimal) || isTimeText(cell);
  const named = head.cells.filter((cell) => cell !== "");
  if (named.length === 0 || named.every(isValue)) return false;
  let votes = new Set(named).size === named.length ? 0.1 : -0.5;
  for (const [column, cell] of head.cells.entries()) {
    if (cell === "") continue;
    if (HEADER_WORDS.test(fold(cell))) votes += 1;
    const below = body.map((row) => row.cells[column] ?? "").filter((text) => text !== "");
    const isTyped = below.length > 0 && below.filter(isValue).length >= below.length * 0.6;
    if (isTyped) votes += isValue(cell) ? -1 : 1;
    else if (below.includes(cell)) votes -= 0.7;
    else if (new Set(below).size < below.length * 0.7) votes += 0.2;
  }
  return votes > 0;
}
