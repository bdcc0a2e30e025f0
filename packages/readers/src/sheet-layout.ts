/** Where the table of a sheet is: title rows above, header of up to three rows, columns, notes below. */
import type { MergedArea, SheetExtras, SheetRow } from "./sheet-scan.ts";

/** Rows kept from the top of a sheet to find its layout. */
export const PREVIEW_ROWS = 60;

/** The table inside a sheet. Columns count from 0, rows from 1. */
export interface SheetLayout {
  readonly left: number;
  readonly names: readonly string[];
  /** Rows up to this one are not data. */
  readonly lastHeaderRow: number;
  readonly headerRows: number;
  readonly preambleRows: number;
  /** The row below the header that numbers the columns, 0 when there is none. */
  readonly numberRow: number;
}

const MAX_HEADER_ROWS = 3;
const SEPARATOR = " – ";

/** Finds the layout from the first rows; `left` and `right` bound the columns that hold anything at all. */
export function findLayout(
  preview: readonly SheetRow[],
  extras: SheetExtras,
  bounds: { left: number; right: number },
): SheetLayout {
  const width = tableWidth(preview);
  const index = preview.findIndex((row) => filled(row) >= Math.max(width > 1 ? 2 : 1, Math.ceil(width / 2)));
  const first = preview[index];
  const start = { left: bounds.left, preambleRows: Math.max(0, index), numberRow: 0 };
  if (!first || !isHeader(first, preview.slice(index + 1))) {
    const names = Array.from({ length: bounds.right - bounds.left + 1 }, (_, i) => `column_${i + 1}`);
    return { ...start, names, lastHeaderRow: preview[index - 1]?.number ?? 0, headerRows: 0 };
  }
  const depth = headerDepth(first, preview.slice(index + 1), extras.merges);
  const last = first.number + depth - 1;
  const header = preview.filter((row) => row.number >= first.number && row.number <= last);
  const names: string[] = [];
  for (let column = bounds.left; column <= bounds.right; column++) {
    names.push(joinedName(header, column, extras.merges));
  }
  const next = preview.find((row) => row.number > last);
  const numberRow = next && numbersColumns(next) ? next.number : 0;
  return { ...start, names, lastHeaderRow: Math.max(last, numberRow), headerRows: depth, numberRow };
}

/** True for the words that start a total or a note. */
export function isFooter(text: string): boolean {
  const folded = text
    .slice(0, 60)
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase()
    .replace(/^[\s*(\-–•]+/, "");
  return /^(tong cong|tong so|tong:|cong:|cong$|tong$|ghi chu|nguon|chu thich|nguoi lap|nguoi ky|total|sum$|note|source)/.test(
    folded,
  );
}

/** The usual count of filled cells, of rows that are not nearly empty. */
function tableWidth(preview: readonly SheetRow[]): number {
  const counts = new Map<number, number>();
  for (const row of preview) counts.set(filled(row), (counts.get(filled(row)) ?? 0) + 1);
  let best = 0;
  let votes = 0;
  for (const [width, count] of counts) {
    const weight = count * Math.min(width, 8);
    if (weight > votes || (weight === votes && width > best)) {
      best = width;
      votes = weight;
    }
  }
  return best;
}

function filled(row: SheetRow): number {
  return row.cells.length;
}

/** Words, or years among words; and not simply a row like the ones below it. */
function isHeader(row: SheetRow, below: readonly SheetRow[]): boolean {
  let words = 0;
  for (const cell of row.cells) {
    if (cell.kind === "text" && cell.text !== null && !/^[\d.,\s%-]+$/.test(cell.text)) words++;
    else if (!/^(?:19|20|21)\d\d$/.test(cell.text ?? "")) return false;
  }
  if (words === 0) return false;
  if (row.cells.some((cell) => cell.formula && cell.text === null)) return false;
  const next = below[0];
  if (!next || row.cells.length > 1) return true;
  return next.cells[0]?.text !== row.cells[0]?.text;
}

/** Rows of the header: as far as cells merged downwards reach, or one more below cells merged sideways. */
function headerDepth(first: SheetRow, below: readonly SheetRow[], merges: readonly MergedArea[]): number {
  let last = first.number;
  for (let row = first.number; row <= last && row < first.number + MAX_HEADER_ROWS - 1; row++) {
    for (const area of merges) {
      if (area.top !== row) continue;
      if (area.bottom > row && area.bottom < first.number + MAX_HEADER_ROWS)
        last = Math.max(last, area.bottom);
      const next = below.find((one) => one.number === row + 1);
      const labels =
        next?.cells.filter((cell) => cell.column >= area.left && cell.column <= area.right) ?? [];
      const isSplit = area.right > area.left && area.bottom === row && labels.length > 1;
      if (isSplit && labels.every((cell) => cell.kind === "text" && cell.text !== null))
        last = Math.max(last, row + 1);
    }
  }
  return last - first.number + 1;
}

function joinedName(header: readonly SheetRow[], column: number, merges: readonly MergedArea[]): string {
  const parts: string[] = [];
  for (const row of header) {
    const area = merges.find(
      (one) => one.top <= row.number && one.bottom >= row.number && one.left <= column && one.right >= column,
    );
    const source = area ? header.find((one) => one.number === area.top) : row;
    const cell = source?.cells.find((one) => one.column === (area?.left ?? column));
    const text = (cell?.text ?? "").replace(/\s+/g, " ").trim();
    if (text !== "" && parts.at(-1) !== text) parts.push(text);
  }
  return parts.join(SEPARATOR);
}

/** "(1) (2) (3)" or "A B 1 2": how forms number their columns. */
function numbersColumns(row: SheetRow): boolean {
  const texts = row.cells.map((cell) => (cell.text ?? "").replace(/[()\s]/g, ""));
  if (texts.length < 2 || !texts.every((text) => /^(?:\d{1,3}|[A-Z])$/.test(text))) return false;
  const numbers = texts.filter((text) => /^\d/.test(text)).map(Number);
  const rising = numbers.every((number, i) => i === 0 || number === (numbers[i - 1] ?? 0) + 1);
  return (
    rising &&
    numbers.length > 0 &&
    (numbers[0] ?? 9) <= 2 &&
    (numbers.length > 2 || numbers.length < texts.length)
  );
}
