/** The tables of a workbook, one a sheet. */
import { type Notice, notice } from "./reasons.ts";
import { findLayout, isFooter, PREVIEW_ROWS, type SheetLayout } from "./sheet-layout.ts";
import { type MergedArea, type SheetCell, type SheetExtras, type SheetRow, scanSheet } from "./sheet-scan.ts";
import type { ByteSource } from "./source.ts";
import {
  type BatchBuilder,
  isBlank,
  isFull,
  newBatch,
  type ReadLimits,
  type RowBatch,
  type SourceColumn,
  type TableReader,
} from "./tables.ts";
import { openWorkbook, type SheetPart, type Workbook } from "./xlsx-parts.ts";

/** Merged areas are filled downwards in this many columns from the left: offices merge labels there. */
const LABEL_COLUMNS = 3;
const FOOTER_ROWS = 15;

/** Opens every sheet, hidden ones marked by a notice. */
export async function openXlsx(source: ByteSource, limits: ReadLimits): Promise<TableReader[]> {
  const book = await openWorkbook(source, limits);
  return book.sheets.map((sheet) => sheetTable(book, sheet, limits));
}

/** What the first pass over a sheet found. */
interface Survey {
  readonly layout: SheetLayout;
  readonly columns: SourceColumn[];
  readonly fills: readonly MergedArea[];
}

function sheetTable(book: Workbook, sheet: SheetPart, limits: ReadLimits): TableReader {
  const notices: Notice[] = [];
  if (sheet.hidden) notices.push(notice("sheet-hidden"));
  if (sheet.part === null) notices.push(notice("sheet-missing", { name: sheet.name }));
  if (book.stringsCut) notices.push(notice("strings-too-large"));
  let surveyed: Promise<Survey> | null = null;
  const survey = (): Promise<Survey> => {
    surveyed ??= surveySheet(book, sheet, limits, notices);
    return surveyed;
  };
  return {
    name: sheet.name,
    notices,
    columns: async () => (await survey()).columns,
    async *rows() {
      const found = await survey();
      if (sheet.part !== null && found.columns.length > 0) yield* readRows(book, sheet.part, limits, found);
    },
  };
}

interface Tally {
  readonly preview: SheetRow[];
  readonly last: SheetRow[];
  left: number;
  right: number;
  formulas: number;
  hiddenRows: number;
}

async function surveySheet(
  book: Workbook,
  sheet: SheetPart,
  limits: ReadLimits,
  notices: Notice[],
): Promise<Survey> {
  const extras = noExtras();
  const tally: Tally = { preview: [], last: [], left: Infinity, right: -1, formulas: 0, hiddenRows: 0 };
  const bodyKinds = new Map<number, Set<SheetCell["kind"]>>();
  if (sheet.part !== null) {
    for await (const rows of scanSheet(book, sheet.part, limits, extras)) countRows(rows, tally, bodyKinds);
  }
  if (tally.right < 0) return { layout: emptyLayout(), columns: [], fills: [] };
  const tooWide = tally.right - tally.left + 1 > limits.maxColumns;
  const right = tooWide ? tally.left + limits.maxColumns - 1 : tally.right;
  const layout = findLayout(tally.preview, extras, { left: tally.left, right });
  const body = tally.preview.filter((row) => row.number > layout.lastHeaderRow);
  for (const cell of body.flatMap((row) => row.cells)) addKind(bodyKinds, cell);
  const columns = layout.names.map((name, i) => columnFor(name, bodyKinds.get(layout.left + i)));
  const fills = tellMerges(extras.merges, layout, notices);
  if (tooWide) notices.push(notice("too-many-columns", { limit: limits.maxColumns }));
  if (extras.broken) notices.push(notice("sheet-broken", { row: extras.lastRow }));
  tellLayout(layout, tally, extras, notices);
  for (const column of columns) {
    if (column.unit === "%") notices.push(notice("percent", { column: column.name }));
  }
  return { layout, columns, fills };
}

/** Kinds of the rows kept for the layout are added when it is known which of them are data. */
function countRows(
  rows: readonly SheetRow[],
  tally: Tally,
  kinds: Map<number, Set<SheetCell["kind"]>>,
): void {
  for (const row of rows) {
    countRow(tally, row);
    if (tally.preview.length < PREVIEW_ROWS) tally.preview.push(row);
    else for (const cell of row.cells) addKind(kinds, cell);
  }
}

function countRow(tally: Tally, row: SheetRow): void {
  for (const cell of row.cells) {
    if (cell.column < tally.left) tally.left = cell.column;
    if (cell.column > tally.right) tally.right = cell.column;
    if (cell.formula) tally.formulas++;
  }
  if (row.hidden) tally.hiddenRows++;
  tally.last.push(row);
  if (tally.last.length > FOOTER_ROWS) tally.last.shift();
}

function addKind(kinds: Map<number, Set<SheetCell["kind"]>>, cell: SheetCell): void {
  if (cell.text === null) return;
  let known = kinds.get(cell.column);
  if (!known) {
    known = new Set();
    kinds.set(cell.column, known);
  }
  known.add(cell.kind);
}

function columnFor(name: string, kinds: ReadonlySet<SheetCell["kind"]> | undefined): SourceColumn {
  if (!kinds) return { name, typeHint: null };
  const only = (...allowed: SheetCell["kind"][]): boolean =>
    [...kinds].every((kind) => allowed.includes(kind));
  if (only("integer")) return { name, typeHint: "integer" };
  if (only("integer", "number")) return { name, typeHint: "number" };
  if (only("percent")) return { name, typeHint: "number", unit: "%" };
  if (only("elapsed")) return { name, typeHint: "number", unit: "s" };
  if (only("integer", "number", "percent")) return { name, typeHint: "number" };
  if (only("boolean")) return { name, typeHint: "boolean" };
  if (only("date")) return { name, typeHint: "date" };
  if (only("datetime") || only("datetime", "date")) return { name, typeHint: "datetime" };
  return { name, typeHint: only("time") ? "time" : "text" };
}

/** The areas to fill downwards; the others keep their first cell. */
function tellMerges(merges: readonly MergedArea[], layout: SheetLayout, notices: Notice[]): MergedArea[] {
  const body = merges.filter(
    (area) => area.top > layout.lastHeaderRow && area.bottom - area.top + area.right - area.left > 0,
  );
  const isLabel = (area: MergedArea): boolean =>
    area.bottom > area.top && area.left === area.right && area.left < layout.left + LABEL_COLUMNS;
  const fills = body.filter(isLabel);
  if (fills.length > 0) notices.push(notice("merged-filled", { count: fills.length }));
  if (body.length > fills.length) notices.push(notice("merged-first", { count: body.length - fills.length }));
  return fills.toSorted((a, b) => a.top - b.top);
}

function tellLayout(layout: SheetLayout, tally: Tally, extras: SheetExtras, notices: Notice[]): void {
  if (layout.preambleRows > 0) notices.push(notice("preamble", { count: layout.preambleRows }));
  if (layout.headerRows === 0) notices.push(notice("no-header"));
  if (layout.headerRows > 1) notices.push(notice("header-joined", { count: layout.headerRows }));
  if (layout.numberRow > 0) notices.push(notice("number-row", { row: layout.numberRow }));
  if (tally.formulas > 0) notices.push(notice("formulas", { count: tally.formulas }));
  if (tally.hiddenRows > 0) notices.push(notice("hidden-rows", { count: tally.hiddenRows }));
  const last = layout.left + layout.names.length - 1;
  let hidden = 0;
  for (const [from, to] of extras.hiddenColumns) {
    hidden += Math.max(0, Math.min(to, last) - Math.max(from, layout.left) + 1);
  }
  if (hidden > 0) notices.push(notice("hidden-columns", { count: hidden }));
  for (const row of tally.last) {
    const text = row.cells[0]?.text;
    if (row.number > layout.lastHeaderRow && text && isFooter(text)) {
      notices.push(notice("footer", { row: row.number, text: text.slice(0, 80) }));
    }
  }
}

async function* readRows(
  book: Workbook,
  part: string,
  limits: ReadLimits,
  survey: Survey,
): AsyncGenerator<RowBatch> {
  const { layout } = survey;
  const filler = createFiller(survey.fills);
  let batch = newBatch();
  for await (const rows of scanSheet(book, part, limits, noExtras())) {
    for (const row of rows) {
      if (row.number <= layout.lastHeaderRow) continue;
      const cells = rowCells(row, survey, batch, limits);
      filler(row.number, cells, layout.left);
      batch.rows.push(cells);
      batch.rowNumbers.push(row.number);
      if (!isFull(batch, limits)) continue;
      yield batch;
      batch = newBatch();
    }
  }
  if (!isBlank(batch)) yield batch;
}

function rowCells(
  row: SheetRow,
  { layout, columns }: Survey,
  batch: BatchBuilder,
  limits: ReadLimits,
): (string | null)[] {
  const cells = new Array<string | null>(columns.length).fill(null);
  for (const cell of row.cells) {
    const at = cell.column - layout.left;
    const column = columns[at];
    if (!column) continue;
    const isMidnight = column.typeHint === "datetime" && cell.kind === "date" && cell.text !== null;
    cells[at] = isMidnight ? `${cell.text}T00:00:00` : cell.text;
    if (!cell.fault) continue;
    const raw = cell.raw ?? "";
    const details = { row: row.number, column: column.name, value: raw, limit: limits.maxCellChars };
    batch.refusals.push({
      rowNumber: row.number,
      column: column.name,
      reason: notice(cell.fault, details),
      raw,
    });
  }
  return cells;
}

function noExtras(): SheetExtras {
  return { merges: [], hiddenColumns: [], broken: false, lastRow: 0 };
}

/** Repeats the value of a merged area in every row of it; rows come in rising order. */
function createFiller(
  fills: readonly MergedArea[],
): (row: number, cells: (string | null)[], left: number) => void {
  let next = 0;
  let active: { area: MergedArea; value: string | null }[] = [];
  return (row, cells, left) => {
    if (next >= fills.length && active.length === 0) return;
    active = active.filter(({ area }) => area.bottom >= row);
    for (const { area, value } of active) cells[area.left - left] ??= value;
    for (let area = fills[next]; area && area.top <= row; area = fills[++next]) {
      if (area.bottom >= row)
        active.push({ area, value: area.top === row ? (cells[area.left - left] ?? null) : null });
    }
  };
}

function emptyLayout(): SheetLayout {
  return { left: 0, names: [], lastHeaderRow: 0, headerRows: 0, preambleRows: 0, numberRow: 0 };
}
