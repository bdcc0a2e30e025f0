/** Numbers as people and loggers write them, straight from the bytes of a cell. */
import type { DecimalMark, ThousandsMark } from "./dialect.ts";
import { REASONS, type Reason } from "./reasons.ts";

/** How numbers are written in a file. */
export interface NumberFormat {
  readonly decimal: DecimalMark;
  /** Absent or null: no grouping. */
  readonly thousands?: ThousandsMark;
  /** Cells that say "no value"; compared trimmed and without regard to case. Default `MISSING_MARKS`. */
  readonly missing?: readonly string[];
}

/** Marks of a missing value; KPH: "không phát hiện", not detected. The blank cell always is one. */
export const MISSING_MARKS: readonly string[] = [
  "NA",
  "N/A",
  "#N/A",
  "null",
  "-",
  "--",
  "---",
  "…",
  "...",
  "KPH",
];

/** Reads one cell, given as bytes of UTF-8 between two offsets: the number, null when missing, or a reason. */
export type NumberReader = (bytes: Uint8Array, start: number, end: number) => number | null | Reason;

const POWERS_OF_TEN = Float64Array.from({ length: 16 }, (_, power) => Number(`1e${power}`));
const PLAIN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const decoder = new TextDecoder();
const encoder = new TextEncoder();
const readers = new Map<string, NumberReader>();

/**
 * The number in a cell, null when it is missing, or why it is refused. Spaces around it are ignored.
 *
 * @example parseNumberCell("1.234,5", { decimal: ",", thousands: "." }) // 1234.5
 * @example parseNumberCell("KPH", { decimal: "." }) // null
 */
export function parseNumberCell(cell: Uint8Array | string, format: NumberFormat): number | null | Reason {
  const bytes = typeof cell === "string" ? encoder.encode(cell) : cell;
  return numberReader(format)(bytes, 0, bytes.length);
}

/**
 * The reader of one number format. A plain decimal of up to 15 digits is computed from its bytes: mantissa and
 * power of ten are both exact there, so one division gives the nearest double, the same as `Number(text)`.
 */
export function numberReader(format: NumberFormat): NumberReader {
  const key = JSON.stringify([format.decimal, format.thousands ?? null, format.missing ?? null]);
  const known = readers.get(key);
  if (known) return known;
  const mark = format.decimal === "," ? 44 : 46;
  const missing = new Set((format.missing ?? MISSING_MARKS).map((text) => text.trim().toLowerCase()));
  const slow = (bytes: Uint8Array, start: number, end: number): number | null | Reason =>
    readSlowly(decoder.decode(bytes.subarray(start, end)), format, missing);
  const reader: NumberReader = (bytes, start, end) => {
    const value = readPlain(bytes, start, end, mark);
    return Number.isNaN(value) ? slow(bytes, start, end) : value;
  };
  if (readers.size > 100) readers.clear();
  readers.set(key, reader);
  return reader;
}

/** A plain decimal, or NaN when the cell is anything else or longer than is exact. */
function readPlain(bytes: Uint8Array, start: number, end: number, mark: number): number {
  const sign = bytes[start];
  let mantissa = 0;
  let digits = 0;
  let markAt = -1;
  for (let at = sign === 45 || sign === 43 ? start + 1 : start; at < end; at++) {
    const digit = (bytes[at] as number) - 48;
    if (digit >= 0 && digit <= 9) {
      mantissa = mantissa * 10 + digit;
      digits++;
    } else if (digit === mark - 48 && markAt < 0) markAt = at;
    else return Number.NaN;
  }
  if (digits === 0 || digits > 15) return Number.NaN;
  const value = markAt < 0 ? mantissa : mantissa / (POWERS_OF_TEN[end - markAt - 1] as number);
  return sign === 45 ? -value : value;
}

function readSlowly(
  cell: string,
  format: NumberFormat,
  missing: ReadonlySet<string>,
): number | null | Reason {
  const text = cell.trim();
  if (text === "" || missing.has(text.toLowerCase())) return null;
  const plain = toPlain(text.replace(/^\u2212/, "-"), format.decimal, format.thousands ?? null);
  if (plain !== null) {
    const value = Number(plain);
    return Number.isFinite(value) ? value : REASONS.numberOutOfRange;
  }
  return whyNotNumber(text);
}

/** Rewrites to the form `Number` reads, or null. Groups must be whole: "1.23" is no number with grouping ".". */
function toPlain(text: string, decimal: DecimalMark, thousands: ThousandsMark): string | null {
  const spaced = thousands === " " ? text.replace(/[\u00a0\u202f]/g, " ") : text;
  const at = spaced.indexOf(decimal);
  const whole = at < 0 ? spaced : spaced.slice(0, at);
  const rest = at < 0 ? "" : `.${spaced.slice(at + 1)}`;
  if (thousands === null || !whole.includes(thousands)) {
    const plain = whole + rest;
    return decimal === "," && whole.includes(".") ? null : PLAIN.test(plain) ? plain : null;
  }
  const groups = whole.replace(/^[+-]/, "").split(thousands);
  const first = groups[0] ?? "";
  const good = /^\d{1,3}$/.test(first) && groups.slice(1).every((group) => /^\d{3}$/.test(group));
  const plain = whole.split(thousands).join("") + rest;
  return good && PLAIN.test(plain) ? plain : null;
}

function whyNotNumber(text: string): Reason {
  if (/^[+-]?(?:nan|inf|infinity|∞)$/i.test(text)) return REASONS.numberNotFinite;
  if (/^[+-]?0[xob][0-9a-f]+$/i.test(text)) return REASONS.numberNotDecimal;
  if (/^[<>≤≥]\s*=?\s*[\d.,]+$/.test(text)) return REASONS.numberLimit;
  if (/^[+-]?[\d.,' \u00a0\u202f]*\d[\d.,' \u00a0\u202f]*(?:e[+-]?\d+)?$/i.test(text))
    return REASONS.numberMark;
  return REASONS.numberText;
}
