/** Splits bytes of UTF-8 into rows and cells. A cell is two offsets; no text is made. */

/** Limits on one row; beyond them it is refused and reading goes on at the next line. */
export interface RowLimits {
  readonly maxRowBytes: number;
  readonly maxColumns: number;
  readonly maxFieldBytes: number;
}

/** Cell kinds: written plainly; in quotes; in quotes with doubled quotes inside or text after the last one. */
const PLAIN_CELL = 0;
const QUOTED_CELL = 1;
export const ESCAPED_CELL = 2;

/** What is wrong with the row at hand; bits. */
export const TOO_MANY_COLUMNS = 1;
export const CELL_TOO_LONG = 2;
export const NUL_BYTE = 4;
export const UNCLOSED_QUOTE = 8;
export const ROW_TOO_LONG = 16;

/** Bytes at hand and everything known about the row being read. Offsets are into `buffer`. */
export interface Scan {
  buffer: Uint8Array;
  /** End of the bytes at hand. */
  length: number;
  /** Next byte to look at. */
  position: number;
  mode: typeof PLAIN | typeof QUOTED | typeof AFTER_QUOTE | typeof SKIP;
  /** The last line ended with CR; an LF that comes next belongs to it. */
  afterReturn: boolean;
  rowStart: number;
  cellStart: number;
  cellKind: number;
  /** Offset after the first line break inside the row (inside quotes), 0 for none; and whether it was a CR. */
  breakEnd: number;
  breakIsReturn: boolean;
  /** The quoted cell at hand holds a line break. */
  cellHasBreak: boolean;
  /** Line breaks inside the row. */
  innerBreaks: number;
  faults: number;
  /** Cells: of the rows not yet delivered, then of the row at hand from `rowCell` on. */
  starts: Int32Array;
  ends: Int32Array;
  kinds: Uint8Array;
  cell: number;
  rowCell: number;
  /** The row is over; it ends before `position` and before its line break at `rowEnd`. */
  rowDone: boolean;
  rowEnd: number;
  readonly classes: Uint8Array;
  readonly quote: number;
  readonly limits: RowLimits;
}

const PLAIN = 0;
const QUOTED = 1;
const AFTER_QUOTE = 2;
export const SKIP = 3;

const DELIMITER = 1;
const LINE_FEED = 2;
const RETURN = 3;
const QUOTE = 4;
const NUL = 5;

/** A scan at the start of a file. `quote` is a byte or -1. */
export function createScan(delimiter: number, quote: number, limits: RowLimits, cells: number): Scan {
  const classes = new Uint8Array(256);
  classes[0] = NUL;
  classes[10] = LINE_FEED;
  classes[13] = RETURN;
  if (quote >= 0) classes[quote] = QUOTE;
  classes[delimiter] = DELIMITER;
  return {
    buffer: new Uint8Array(0),
    length: 0,
    position: 0,
    mode: PLAIN,
    afterReturn: false,
    rowStart: 0,
    cellStart: 0,
    cellKind: PLAIN_CELL,
    breakEnd: 0,
    breakIsReturn: false,
    cellHasBreak: false,
    innerBreaks: 0,
    faults: 0,
    starts: new Int32Array(cells),
    ends: new Int32Array(cells),
    kinds: new Uint8Array(cells),
    cell: 0,
    rowCell: 0,
    rowDone: false,
    rowEnd: 0,
    classes,
    quote,
    limits,
  };
}

/** Reads to the end of a row (`rowDone`) or of the bytes at hand. */
export function scanRow(scan: Scan): void {
  if (scan.afterReturn && scan.position < scan.length) passLineFeed(scan);
  while (!scan.rowDone && scan.position < scan.length) {
    if (scan.mode === PLAIN) scanPlain(scan);
    else if (scan.mode === QUOTED) scanQuoted(scan);
    else if (scan.mode === AFTER_QUOTE) scanAfterQuote(scan);
    else scanSkipped(scan);
  }
}

/** Makes ready for the row that starts at `position`. */
export function startRow(scan: Scan): void {
  scan.rowDone = false;
  scan.mode = PLAIN;
  scan.rowStart = scan.position;
  scan.cellStart = scan.position;
  scan.cellKind = PLAIN_CELL;
  scan.breakEnd = 0;
  scan.innerBreaks = 0;
  scan.faults = 0;
  scan.rowCell = scan.cell;
}

/** The end of the file: closes the row at hand, if there is one. */
export function scanEnd(scan: Scan): void {
  if (scan.rowDone || (scan.rowStart === scan.length && scan.mode !== SKIP)) return;
  if (scan.mode === QUOTED && scan.breakEnd > 0) {
    resync(scan);
    return;
  }
  if (scan.mode === QUOTED) scan.faults |= UNCLOSED_QUOTE;
  if (scan.mode !== SKIP && !closeCell(scan, scan.length - 1, scan.length)) return;
  finishRow(scan, scan.length);
}

/** A row longer than the limit whose end is not in sight: given up, the rest of its line is passed over. */
export function enforceLimits(scan: Scan): void {
  if (scan.mode === SKIP || scan.rowDone) return;
  const isLong = scan.length - scan.rowStart > scan.limits.maxRowBytes;
  const isLongCell = scan.mode === QUOTED && scan.length - scan.cellStart > scan.limits.maxFieldBytes;
  if (scan.breakEnd > 0 && (isLong || isLongCell)) {
    resync(scan);
  } else if (isLong) {
    scan.faults |= ROW_TOO_LONG;
    scan.cell = scan.rowCell;
    scan.mode = SKIP;
    scan.position = scan.length;
  }
}

function passLineFeed(scan: Scan): void {
  scan.afterReturn = false;
  if (scan.buffer[scan.position] !== 10) return;
  scan.position++;
  if (scan.mode === PLAIN && scan.rowStart === scan.position - 1) startRow(scan);
}

/** The hot loop: cells without quotes. */
function scanPlain(scan: Scan): void {
  const { buffer, length, classes, starts, ends, kinds } = scan;
  const lastCell = scan.rowCell + scan.limits.maxColumns;
  let cell = scan.cell;
  let cellStart = scan.cellStart;
  let at = scan.position;
  for (; at < length; at++) {
    const kind = classes[buffer[at] as number] as number;
    if (kind === 0) continue;
    if (kind <= RETURN) {
      if (cell < lastCell) {
        starts[cell] = cellStart;
        ends[cell] = at;
        kinds[cell] = scan.cellKind;
        cell++;
      } else scan.faults |= TOO_MANY_COLUMNS;
      if (at - cellStart > scan.limits.maxFieldBytes) scan.faults |= CELL_TOO_LONG;
      cellStart = at + 1;
      if (kind !== DELIMITER) {
        scan.cell = cell;
        scan.cellStart = cellStart;
        scan.position = at;
        finishRow(scan, at);
        return;
      }
      scan.cellKind = PLAIN_CELL;
    } else if (kind === NUL) scan.faults |= NUL_BYTE;
    else if (at === cellStart) {
      scan.mode = QUOTED;
      scan.cellHasBreak = false;
      cellStart = at + 1;
      at++;
      break;
    }
  }
  scan.cell = cell;
  scan.cellStart = cellStart;
  scan.position = at;
}

/** Inside quotes: up to the next quote. Line breaks are part of the cell. */
function scanQuoted(scan: Scan): void {
  const { buffer, length, classes } = scan;
  let at = scan.position;
  for (; at < length; at++) {
    const kind = classes[buffer[at] as number] as number;
    if (kind <= DELIMITER) continue;
    if (kind === QUOTE) {
      scan.mode = AFTER_QUOTE;
      at++;
      break;
    }
    if (kind === NUL) scan.faults |= NUL_BYTE;
    else if (kind === RETURN || buffer[at - 1] !== 13) {
      scan.innerBreaks++;
      scan.cellHasBreak = true;
      if (scan.breakEnd === 0) {
        scan.breakEnd = at + 1;
        scan.breakIsReturn = kind === RETURN;
      }
    }
  }
  scan.position = at;
}

/** The byte after a quote inside quotes decides: doubled, the end of the cell, or text that should not be. */
function scanAfterQuote(scan: Scan): void {
  const at = scan.position;
  const kind = scan.classes[scan.buffer[at] as number] as number;
  if (kind === QUOTE) {
    scan.cellKind = ESCAPED_CELL;
    scan.mode = QUOTED;
    scan.position = at + 1;
  } else if (kind === DELIMITER) {
    if (!closeCell(scan, at - 1, at)) return;
    scan.position = at + 1;
    scan.cellStart = at + 1;
    scan.mode = PLAIN;
  } else if (kind === LINE_FEED || kind === RETURN) {
    if (closeCell(scan, at - 1, at)) finishRow(scan, at);
  } else if (scan.cellHasBreak) {
    // A line break, then a quote with text after it: the quote opens another cell, so ours was never closed.
    resync(scan);
  } else {
    scan.cellStart--;
    scan.mode = PLAIN;
    scan.position = at;
    scan.cellKind = ESCAPED_CELL;
  }
}

function scanSkipped(scan: Scan): void {
  const { buffer, length } = scan;
  let at = scan.position;
  while (at < length && buffer[at] !== 10 && buffer[at] !== 13) at++;
  scan.position = at;
  if (at < length) finishRow(scan, at);
}

/** Records a cell that ends at `end`, or in quotes at the quote before it; false when the row was given up. */
function closeCell(scan: Scan, quoteAt: number, end: number): boolean {
  const isQuoted = scan.mode === AFTER_QUOTE;
  if (end - scan.cellStart > scan.limits.maxFieldBytes) {
    if (isQuoted && scan.breakEnd > 0) {
      resync(scan);
      return false;
    }
    scan.faults |= CELL_TOO_LONG;
  }
  if (scan.cell - scan.rowCell >= scan.limits.maxColumns) scan.faults |= TOO_MANY_COLUMNS;
  else {
    const isEscaped = scan.cellKind === ESCAPED_CELL;
    scan.starts[scan.cell] = isQuoted && isEscaped ? scan.cellStart - 1 : scan.cellStart;
    scan.ends[scan.cell] = isQuoted && !isEscaped ? quoteAt : end;
    scan.kinds[scan.cell] = isEscaped ? ESCAPED_CELL : isQuoted ? QUOTED_CELL : PLAIN_CELL;
    scan.cell++;
  }
  scan.cellKind = PLAIN_CELL;
  return true;
}

/** The row ends at `end`; `position` moves past its line break. */
function finishRow(scan: Scan, end: number): void {
  const isLong = end - scan.rowStart > scan.limits.maxRowBytes;
  if (isLong && scan.breakEnd > 0) {
    resync(scan);
    return;
  }
  if (isLong) scan.faults |= ROW_TOO_LONG;
  scan.rowDone = true;
  scan.rowEnd = end;
  passBreak(scan, end);
}

/** Gives up the first line of a row whose quote never closes; what follows it is read as rows of their own. */
function resync(scan: Scan): void {
  const isLong = scan.breakEnd - 1 - scan.rowStart > scan.limits.maxRowBytes;
  scan.faults |= isLong ? ROW_TOO_LONG : UNCLOSED_QUOTE;
  scan.rowDone = true;
  scan.rowEnd = scan.breakEnd - 1;
  scan.cell = scan.rowCell;
  scan.position = scan.breakEnd;
  scan.innerBreaks = 0;
  scan.afterReturn = scan.breakIsReturn;
}

function passBreak(scan: Scan, end: number): void {
  if (end >= scan.length) {
    scan.position = end;
    return;
  }
  scan.afterReturn = scan.buffer[end] === 13;
  scan.position = end + 1;
}
