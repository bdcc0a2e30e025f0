/** The push reader: bytes of a file in, batches of rows out, in constant memory. */
import { createTextReader, decodeText, unescapeCell } from "./cell-text.ts";
import type { Dialect } from "./dialect.ts";
import { numberReader } from "./number.ts";
import { REASONS, type Reason } from "./reasons.ts";
import {
  CELL_TOO_LONG,
  createScan,
  ESCAPED_CELL,
  enforceLimits,
  NUL_BYTE,
  ROW_TOO_LONG,
  type RowLimits,
  type Scan,
  SKIP,
  scanEnd,
  scanRow,
  startRow,
  TOO_MANY_COLUMNS,
  UNCLOSED_QUOTE,
} from "./row-scan.ts";
import type { ReadSummary, Row, RowBatch, RowRefusal } from "./rows.ts";
import { createTranscoder } from "./transcode.ts";

/** Limits and choices of a row reader. */
export interface RowReaderOptions extends Partial<RowLimits> {
  /** Cells that mean "no value" for `row.number`. Default `MISSING_MARKS`. */
  readonly missing?: readonly string[];
  /** Rows equal to the header further down: left out and counted (default), or kept. */
  readonly repeatedHeaders?: "skip" | "keep";
  /** Most rows in a batch. Default 4096. */
  readonly batchRows?: number;
}

/** Takes a file in pieces of any size. */
export interface RowReader {
  /** Reads on; complete rows are delivered before it returns. The bytes may be reused afterwards. */
  push(chunk: Uint8Array): void;
  /** Ends the file: delivers what is left and counts. */
  end(): ReadSummary;
}

const PIECE_BYTES = 262_144;
const RAW_BYTES = 2000;

/**
 * A reader of one file in one dialect. A row that cannot be read is refused with a reason and reading goes on at
 * the next line; a quote that never closes costs its own line only. Nothing throws on any bytes.
 * Default limits: 1 MiB a row, 4,096 columns, 256 KiB a cell.
 */
export function createRowReader(
  dialect: Dialect,
  onRows: (batch: RowBatch) => void,
  options: RowReaderOptions = {},
): RowReader {
  const run = createRun(dialect, onRows, options);
  const transcode = createTranscoder(dialect.encoding);
  let bytes = 0;
  let isEnded = false;
  return {
    push(chunk) {
      if (isEnded) throw new Error("push after end");
      bytes += chunk.length;
      for (let at = 0; at < chunk.length; at += PIECE_BYTES) {
        take(run, transcode(chunk.subarray(at, at + PIECE_BYTES), false));
      }
      deliver(run);
    },
    end() {
      if (!isEnded) {
        take(run, transcode(new Uint8Array(0), true));
        isEnded = true;
        readRows(run, true);
        deliver(run);
      }
      return { ...run.counts, lines: run.lineNumber - 1, bytes };
    },
  };
}

interface Run {
  readonly scan: Scan;
  readonly dialect: Dialect;
  readonly quote: number;
  readonly columnCount: number;
  readonly keepsRepeated: boolean;
  readonly batchRows: number;
  readonly onRows: (batch: RowBatch) => void;
  /** Line of the row at hand. */
  lineNumber: number;
  header: readonly string[];
  headerBytes: Uint8Array | null;
  isHeaderDue: boolean;
  /** Rows not yet delivered: first cell, count of cells, offsets, numbers. */
  count: number;
  readonly firstCells: Int32Array;
  readonly cellCounts: Int32Array;
  readonly rowStarts: Int32Array;
  readonly rowEnds: Int32Array;
  readonly rowNumbers: Float64Array;
  readonly lineNumbers: Float64Array;
  refusals: RowRefusal[];
  readonly counts: {
    rows: number;
    delivered: number;
    refused: number;
    blank: number;
    repeatedHeaders: number;
    head: number;
  };
  readonly moveTo: (index: number) => Row;
}

function createRun(dialect: Dialect, onRows: (batch: RowBatch) => void, options: RowReaderOptions): Run {
  const limits: RowLimits = {
    maxRowBytes: options.maxRowBytes ?? 1_048_576,
    maxColumns: options.maxColumns ?? 4096,
    maxFieldBytes: options.maxFieldBytes ?? 262_144,
  };
  const batchRows = options.batchRows ?? 4096;
  const quote = dialect.quote === null ? -1 : dialect.quote.charCodeAt(0);
  const rows = Math.max(1, batchRows);
  const scan = createScan(dialect.delimiter.charCodeAt(0), quote, limits, rows * 8 + limits.maxColumns);
  const parts = {
    scan,
    dialect,
    quote,
    columnCount: dialect.columnCount ?? 0,
    keepsRepeated: options.repeatedHeaders === "keep",
    batchRows: rows,
    onRows,
    lineNumber: 1,
    header: [],
    headerBytes: null,
    isHeaderDue: dialect.headerRow,
    count: 0,
    firstCells: new Int32Array(rows),
    cellCounts: new Int32Array(rows),
    rowStarts: new Int32Array(rows),
    rowEnds: new Int32Array(rows),
    rowNumbers: new Float64Array(rows),
    lineNumbers: new Float64Array(rows),
    refusals: [],
    counts: { rows: 0, delivered: 0, refused: 0, blank: 0, repeatedHeaders: 0, head: 0 },
  };
  return Object.assign(parts, {
    moveTo: createCursor(parts, numberReader({ ...dialect, ...missingOf(options) })),
  });
}

function missingOf(options: RowReaderOptions): { missing?: readonly string[] } {
  return options.missing === undefined ? {} : { missing: options.missing };
}

/** Appends bytes and reads the rows they complete. */
function take(run: Run, bytes: Uint8Array): void {
  if (bytes.length === 0) return;
  makeRoom(run, bytes.length);
  run.scan.buffer.set(bytes, run.scan.length);
  run.scan.length += bytes.length;
  readRows(run, false);
}

/** Moves the row at hand to the front of the buffer, or grows the buffer, so that `size` bytes fit. */
function makeRoom(run: Run, size: number): void {
  const { scan } = run;
  if (scan.length + size <= scan.buffer.length) return;
  deliver(run);
  const shift = scan.rowStart;
  const kept = scan.length - shift;
  if (kept + size > scan.buffer.length) {
    const grown = new Uint8Array(
      Math.max(kept + size, Math.min(2 * scan.buffer.length, 2 * PIECE_BYTES + kept)),
    );
    grown.set(scan.buffer.subarray(shift, scan.length));
    scan.buffer = grown;
  } else scan.buffer.copyWithin(0, shift, scan.length);
  for (let i = scan.rowCell; i < scan.cell; i++) {
    scan.starts[i] = (scan.starts[i] ?? 0) - shift;
    scan.ends[i] = (scan.ends[i] ?? 0) - shift;
  }
  scan.length = kept;
  scan.rowStart = 0;
  scan.position -= shift;
  scan.cellStart -= shift;
  if (scan.breakEnd > 0) scan.breakEnd -= shift;
}

function readRows(run: Run, isEnd: boolean): void {
  const { scan } = run;
  for (;;) {
    scanRow(scan);
    if (!scan.rowDone) {
      if (isEnd) scanEnd(scan);
      else enforceLimits(scan);
    }
    if (!scan.rowDone) break;
    settleRow(run);
    scan.cell = scan.rowCell;
    if (run.count === run.batchRows || run.refusals.length === run.batchRows) deliver(run);
    else if (scan.cell + scan.limits.maxColumns > scan.starts.length) deliver(run);
    startRow(scan);
  }
  if (scan.mode === SKIP) {
    scan.length = Math.min(scan.length, scan.rowStart + RAW_BYTES);
    scan.position = scan.length;
  }
}

/** Decides what a complete row is: delivered (its cells stay), refused, blank, head or the header again. */
function settleRow(run: Run): void {
  const { scan, counts } = run;
  counts.rows++;
  const cellCount = scan.cell - scan.rowCell;
  const length = scan.rowEnd - scan.rowStart;
  const isHead = counts.rows <= run.dialect.preambleLines;
  if (scan.faults === 0 && length === cellCount - 1 && !isHead) counts.blank++;
  else if (isHead) counts.head++;
  else if (scan.faults !== 0) refuse(run, reasonOf(scan.faults));
  else if (run.isHeaderDue) takeHeader(run);
  else if (run.headerBytes !== null && length === run.headerBytes.length && isHeader(run, run.headerBytes)) {
    counts.repeatedHeaders++;
  } else if (run.columnCount > 0 && cellCount > run.columnCount && hasExtraCells(run)) {
    refuse(run, REASONS.extraCells);
  } else keepRow(run, cellCount);
  run.lineNumber += 1 + scan.innerBreaks;
}

function keepRow(run: Run, cellCount: number): void {
  const { scan, count } = run;
  run.firstCells[count] = scan.rowCell;
  run.cellCounts[count] = cellCount;
  run.rowStarts[count] = scan.rowStart;
  run.rowEnds[count] = scan.rowEnd;
  run.rowNumbers[count] = run.counts.rows;
  run.lineNumbers[count] = run.lineNumber;
  run.count = count + 1;
  scan.rowCell = scan.cell;
}

function takeHeader(run: Run): void {
  const { scan } = run;
  const names: string[] = [];
  for (let i = scan.rowCell; i < scan.cell; i++) {
    const content = cellBytes(scan, i, run.quote);
    names.push(decodeText(content, 0, content.length).trim());
  }
  run.header = names;
  run.isHeaderDue = false;
  if (!run.keepsRepeated) run.headerBytes = scan.buffer.slice(scan.rowStart, scan.rowEnd);
  run.counts.head++;
}

function isHeader(run: Run, header: Uint8Array): boolean {
  const { buffer, rowStart } = run.scan;
  for (let i = 0; i < header.length; i++) if (header[i] !== buffer[rowStart + i]) return false;
  return true;
}

function hasExtraCells(run: Run): boolean {
  const { scan } = run;
  for (let i = scan.rowCell + run.columnCount; i < scan.cell; i++) {
    for (let at = scan.starts[i] ?? 0; at < (scan.ends[i] ?? 0); at++)
      if ((scan.buffer[at] ?? 0) > 32) return true;
  }
  return false;
}

function refuse(run: Run, reason: Reason): void {
  const { scan } = run;
  run.counts.refused++;
  run.refusals.push({
    rowNumber: run.counts.rows,
    lineNumber: run.lineNumber,
    reason,
    raw: rawText(scan.buffer, scan.rowStart, scan.rowEnd),
  });
}

function reasonOf(faults: number): Reason {
  if (faults & ROW_TOO_LONG) return REASONS.rowTooLong;
  if (faults & UNCLOSED_QUOTE) return REASONS.unclosedQuote;
  if (faults & TOO_MANY_COLUMNS) return REASONS.tooManyColumns;
  if (faults & CELL_TOO_LONG) return REASONS.cellTooLong;
  return faults & NUL_BYTE ? REASONS.nulByte : REASONS.rowTooLong;
}

/** Hands over what is complete and moves the cells of the row at hand to the front. */
function deliver(run: Run): void {
  const { scan } = run;
  if (run.count > 0 || run.refusals.length > 0) {
    run.counts.delivered += run.count;
    run.onRows({ header: run.header, count: run.count, row: run.moveTo, refusals: run.refusals });
    run.count = 0;
    run.refusals = [];
  }
  scan.starts.copyWithin(0, scan.rowCell, scan.cell);
  scan.ends.copyWithin(0, scan.rowCell, scan.cell);
  scan.kinds.copyWithin(0, scan.rowCell, scan.cell);
  scan.cell -= scan.rowCell;
  scan.rowCell = 0;
}

function cellBytes(scan: Scan, cell: number, quote: number): Uint8Array {
  const start = scan.starts[cell] ?? 0;
  const end = scan.ends[cell] ?? 0;
  if (scan.kinds[cell] === ESCAPED_CELL) return unescapeCell(scan.buffer, start, end, quote);
  return scan.buffer.subarray(start, end);
}

function rawText(buffer: Uint8Array, start: number, end: number): string {
  return decodeText(buffer, start, Math.min(end, start + RAW_BYTES));
}

/** The one `Row` of a reader, and the function that moves it. */
function createCursor(
  run: Omit<Run, "moveTo">,
  toNumber: (bytes: Uint8Array, start: number, end: number) => number | null | Reason,
): (index: number) => Row {
  const { scan, quote } = run;
  const { starts, ends, kinds } = scan;
  const toText = createTextReader();
  const nothing = new Uint8Array(0);
  let first = 0;
  let cells = 0;
  let at = 0;
  const read = <T>(column: number, reader: (bytes: Uint8Array, start: number, end: number) => T): T => {
    if (column < 0 || column >= cells) return reader(nothing, 0, 0);
    const cell = first + column;
    if (kinds[cell] !== ESCAPED_CELL)
      return reader(scan.buffer, starts[cell] as number, ends[cell] as number);
    const content = cellBytes(scan, cell, quote);
    return reader(content, 0, content.length);
  };
  const row = {
    rowNumber: 0,
    lineNumber: 0,
    cellCount: 0,
    text: (column: number) => read(column, toText),
    number: (column: number) => read(column, toNumber),
    read,
    time: read,
    isEmpty: (column: number) => read(column, isBlank),
    bytes: (column: number) => read(column, (bytes, start, end) => bytes.subarray(start, end)),
    raw: () => rawText(scan.buffer, run.rowStarts[at] ?? 0, run.rowEnds[at] ?? 0),
  };
  return (index) => {
    at = index;
    first = run.firstCells[index] as number;
    cells = run.cellCounts[index] as number;
    row.cellCount = cells;
    row.rowNumber = run.rowNumbers[index] as number;
    row.lineNumber = run.lineNumbers[index] as number;
    return row;
  };
}

function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if ((bytes[at] as number) > 32) return false;
  return true;
}
