/** The report of what was refused, as a CSV file that is safe to open in a spreadsheet. */
import type { Delimiter } from "./dialect.ts";
import type { Reason } from "./reasons.ts";

/** A refused row, or one refused cell of a row. */
export interface Refusal {
  /** Row of the sheet, from 1. */
  readonly rowNumber: number;
  /** Name of the column; absent or null when the whole row is refused. */
  readonly column?: string | null;
  readonly value?: string;
  readonly reason: Reason;
  /** The row as written. */
  readonly raw: string;
}

/** `;` opens in columns in a spreadsheet set to Vietnamese. Default `,`. */
export interface RefusalFormat {
  readonly delimiter?: Delimiter;
}

const HEADER = [
  "Dòng / Row",
  "Cột / Column",
  "Giá trị / Value",
  "Lý do",
  "Reason",
  "Dòng gốc / Original row",
];
const PLAIN_NUMBER = /^[+-]?\d+(?:[.,]\d+)*(?:[eE][+-]?\d+)?$/;
const FORMULA = /^[\t\r\n]|^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/;
const encoder = new TextEncoder();

/** Byte-order mark of UTF-8 and the header line; written once, before the first refusals. */
export function refusalHeader(format: RefusalFormat = {}): Uint8Array {
  return encoder.encode(`\ufeff${line(HEADER, format.delimiter ?? ",")}`);
}

/**
 * Lines of the report, without header, so that a long report can be written piece by piece. A cell that a
 * spreadsheet would take for a formula gets an apostrophe in front; a plain number stays as it is.
 */
export function encodeRefusals(refusals: Iterable<Refusal>, format: RefusalFormat = {}): Uint8Array {
  const delimiter = format.delimiter ?? ",";
  let text = "";
  for (const { rowNumber, column, value, reason, raw } of refusals) {
    text += line([String(rowNumber), column ?? "", value ?? "", reason.vi, reason.en, raw], delimiter);
  }
  return encoder.encode(text);
}

/** A cell text that no spreadsheet takes for a formula. */
export function safeCell(text: string): string {
  return FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
}

function line(cells: readonly string[], delimiter: Delimiter): string {
  return `${cells.map((cell) => quoted(safeCell(cell))).join(delimiter)}\r\n`;
}

function quoted(text: string): string {
  return /[",;|\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
