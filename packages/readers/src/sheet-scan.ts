/** The rows of one sheet as a stream, cells already in canonical text. */
import { type CellKind, serialText } from "./excel-time.ts";
import { isWhole, numberText } from "./json-cursor.ts";
import type { ReasonCode } from "./reasons.ts";
import type { ReadLimits } from "./tables.ts";
import { excelText, type Workbook } from "./xlsx-parts.ts";
import { attribute, scanXml, type XmlHandler } from "./xml-scan.ts";

/** A cell with something in it. `column` counts from 0. */
export interface SheetCell {
  readonly column: number;
  readonly text: string | null;
  readonly kind: "text" | "integer" | "boolean" | CellKind;
  readonly formula: boolean;
  /** Why the text is null although the cell holds something. */
  readonly fault?: ReasonCode;
  readonly raw?: string;
}

/** A row as the sheet has it; `number` counts from 1. */
export interface SheetRow {
  readonly number: number;
  readonly hidden: boolean;
  readonly cells: SheetCell[];
}

/** A merged area, ends inclusive; rows from 1, columns from 0. */
export interface MergedArea {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** What a sheet says besides its rows; complete when it was read to the end. */
export interface SheetExtras {
  readonly merges: MergedArea[];
  readonly hiddenColumns: [first: number, last: number][];
  /** The XML broke off. */
  broken: boolean;
  lastRow: number;
}

const MAX_ROW = 1_048_576;
const MAX_COLUMN = 16_384;
const MAX_MERGES = 100_000;

/** Rows in groups as the bytes arrive. `extras` is filled on the way. */
export async function* scanSheet(
  book: Workbook,
  part: string,
  limits: ReadLimits,
  extras: SheetExtras,
): AsyncGenerator<SheetRow[]> {
  let rows: SheetRow[] = [];
  const handler = sheetHandler({ book, limits, extras, give: (row) => void rows.push(row) });
  const scan = scanXml(book.open(part), handler);
  for (;;) {
    const { done, value } = await scan.next();
    if (rows.length > 0) yield rows;
    rows = [];
    if (done) {
      extras.broken = !value;
      return;
    }
  }
}

/** Column letters as a number from 0: A → 0, AA → 26; -1 when there are none. */
export function columnOf(reference: string): number {
  let column = 0;
  let i = 0;
  for (; i < reference.length; i++) {
    const unit = reference.charCodeAt(i) & ~32;
    if (unit < 65 || unit > 90) break;
    column = column * 26 + unit - 64;
    if (column > MAX_COLUMN) return -1;
  }
  return column - 1;
}

interface SheetRun {
  readonly book: Workbook;
  readonly limits: ReadLimits;
  readonly extras: SheetExtras;
  readonly give: (row: SheetRow) => void;
}

/** Where the scanner is inside a sheet. */
interface SheetState {
  row: SheetRow | null;
  number: number;
  column: number;
  cell: OpenCell | null;
  wanted: boolean;
  phonetic: boolean;
}

function sheetHandler(run: SheetRun): XmlHandler {
  const state: SheetState = { row: null, number: 0, column: -1, cell: null, wanted: false, phonetic: false };
  return {
    open: (name, attributes, selfClosing) => openElement(run, state, { name, attributes, selfClosing }),
    close: (name) => closeElement(run, state, name),
    text(text) {
      if (state.cell) state.cell.text += text;
    },
    wantsText: () => state.wanted && state.cell !== null && state.cell.text.length <= run.limits.maxCellChars,
  };
}

interface Element {
  readonly name: string;
  readonly attributes: string;
  readonly selfClosing: boolean;
}

function openElement({ extras }: SheetRun, state: SheetState, element: Element): void {
  const { attributes, selfClosing } = element;
  switch (element.name) {
    case "c": {
      if (!state.row) return;
      const at = columnOf(attribute(attributes, "r") ?? "");
      state.column = at >= 0 ? at : state.column + 1;
      state.cell = selfClosing ? null : openCell(attributes, state.column);
      return;
    }
    case "v":
    case "t":
      state.wanted = !selfClosing && state.cell !== null && !state.phonetic;
      return;
    case "f":
      if (state.cell) state.cell.formula = true;
      return;
    case "row": {
      const stated = Number(attribute(attributes, "r"));
      const isRow = Number.isInteger(stated) && stated > 0 && stated <= MAX_ROW;
      state.number = isRow ? stated : state.number + 1;
      state.column = -1;
      const hidden = isTrue(attribute(attributes, "hidden"));
      state.row = selfClosing ? null : { number: state.number, hidden, cells: [] };
      return;
    }
    case "rPh":
      state.phonetic = !selfClosing;
      return;
    case "mergeCell":
      addMerge(extras, attribute(attributes, "ref") ?? "");
      return;
    case "col":
      addHiddenColumns(extras, attributes);
  }
}

function closeElement(run: SheetRun, state: SheetState, name: string): void {
  const { row, cell } = state;
  if (name === "v" || name === "t") state.wanted = false;
  else if (name === "rPh") state.phonetic = false;
  else if (name === "c") {
    const fits = row !== null && row.cells.length < MAX_COLUMN && cell !== null && cell.column < MAX_COLUMN;
    const closed = fits ? closeCell(cell, run) : null;
    if (closed) row?.cells.push(closed);
    state.cell = null;
  } else if (name === "row" && row) {
    run.extras.lastRow = row.number;
    if (row.cells.length > 0) run.give(row);
    state.row = null;
  }
}

function addHiddenColumns(extras: SheetExtras, attributes: string): void {
  if (!isTrue(attribute(attributes, "hidden")) || extras.hiddenColumns.length >= 1000) return;
  const first = Number(attribute(attributes, "min")) - 1;
  const last = Math.min(Number(attribute(attributes, "max")) - 1, MAX_COLUMN);
  if (last >= first) extras.hiddenColumns.push([first, last]);
}

interface OpenCell {
  readonly column: number;
  readonly type: string;
  readonly style: number;
  text: string;
  formula: boolean;
}

function openCell(attributes: string, column: number): OpenCell {
  return {
    column,
    type: attribute(attributes, "t") ?? "n",
    style: Number(attribute(attributes, "s") ?? 0),
    text: "",
    formula: false,
  };
}

/** A cell with its value; null when it is empty. */
function closeCell(cell: OpenCell, { book, limits }: SheetRun): SheetCell | null {
  const { column, type, text, formula } = cell;
  const base = { column, formula };
  if (text.length > limits.maxCellChars) return faulty(base, "cell-too-long", text.slice(0, 1000));
  if (text === "") return formula && type !== "str" ? faulty(base, "formula-uncached", "") : null;
  switch (type) {
    case "s": {
      const shared = book.strings[Number(text)];
      return shared === undefined ? faulty(base, "string-missing", text) : textCell(base, shared);
    }
    case "inlineStr":
    case "str":
      return textCell(base, excelText(text));
    case "b":
      return { ...base, kind: "boolean", text: /^(?:1|true)$/i.test(text.trim()) ? "true" : "false" };
    case "e":
      return faulty(base, "excel-error", text);
    case "d":
      return isoCell(base, text.trim());
    default:
      return numberCell(base, text.trim(), book.kinds[cell.style] ?? "number", book.from1904);
  }
}

function textCell(base: { column: number; formula: boolean }, text: string): SheetCell | null {
  return text === "" ? null : { ...base, kind: "text", text };
}

function faulty(base: { column: number; formula: boolean }, fault: ReasonCode, raw: string): SheetCell {
  return { ...base, kind: "text", text: null, fault, raw };
}

function numberCell(
  base: { column: number; formula: boolean },
  raw: string,
  kind: CellKind,
  from1904: boolean,
): SheetCell {
  const value = Number(raw);
  if (raw === "" || !Number.isFinite(value)) {
    return { ...base, kind: "number", text: null, fault: "excel-number", raw: raw.slice(0, 1000) };
  }
  if (kind === "number" || kind === "percent") {
    const text = isWhole(raw) && raw !== "-0" ? raw.replace(/^(-?)0+(?=\d)/, "$1") : numberText(value);
    return { ...base, kind: kind === "number" && isWhole(text) ? "integer" : kind, text };
  }
  const text = serialText(value, kind, from1904);
  if (text === null) return { ...base, kind, text: null, fault: "excel-date", raw };
  return { ...base, kind: kind === "date" && text.length > 10 ? "datetime" : kind, text };
}

/** Dates written as ISO 8601 (t="d"). */
function isoCell(base: { column: number; formula: boolean }, raw: string): SheetCell {
  const match = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z?))?$/.exec(raw);
  if (!match) return { ...base, kind: "date", text: null, fault: "excel-date", raw: raw.slice(0, 1000) };
  const [, date, time, zone] = match;
  if (time === undefined) return { ...base, kind: "date", text: date ?? null };
  return { ...base, kind: "datetime", text: `${date}T${time.length === 5 ? `${time}:00` : time}${zone}` };
}

function addMerge(extras: SheetExtras, reference: string): void {
  const match = /^\$?([A-Za-z]{1,3})\$?(\d{1,7}):\$?([A-Za-z]{1,3})\$?(\d{1,7})$/.exec(reference);
  if (!match || extras.merges.length >= MAX_MERGES) return;
  const left = columnOf(match[1] ?? "");
  const right = columnOf(match[3] ?? "");
  const top = Number(match[2]);
  const bottom = Math.min(Number(match[4]), MAX_ROW);
  if (left >= 0 && right >= left && bottom >= top) extras.merges.push({ top, left, bottom, right });
}

function isTrue(value: string | null): boolean {
  return value === "1" || value === "true";
}
