/** Which columns the objects of a JSON file make, and one row of cells out of one object. */
import {
  type Cursor,
  canonicalNumber,
  cleanText,
  isNotFinite,
  isNumber,
  isWhole,
  JsonFault,
  ownedText,
  readBare,
  readString,
  skipSpace,
} from "./json-cursor.ts";
import { readNested } from "./json-nested.ts";
import { notice, type Reason, type ReasonCode } from "./reasons.ts";
import type { ReadLimits, TypeHint } from "./tables.ts";

/** A key of the rows, or of objects inside them. */
export interface KeyNode {
  readonly name: string;
  /** `parent.child`. */
  readonly path: string;
  readonly children: Map<string, KeyNode>;
  /** Children in first-seen order, to guess the next key. */
  readonly order: KeyNode[];
  kinds: number;
  /** An object with more keys than are spread over columns. */
  wide: boolean;
  /** Decided when all rows were seen. */
  mode: "cell" | "json" | "spread" | "skip" | "geometry";
  column: number;
  lastRow: number;
}

const INTEGER = 1;
const NUMBER = 2;
const BOOLEAN = 4;
const TEXT = 8;
const NESTED = 16;
const DATE = 32;
const INSTANT = 64;
const OBJECT = 128;
const MAX_SPREAD_KEYS = 20;
const MAX_SPREAD_LEVELS = 2;

/** What reading rows fills and counts. */
export interface RowState {
  readonly limits: ReadLimits;
  /** Scanning gathers keys and kinds; reading fills cells. */
  readonly scanning: boolean;
  cells: (string | null)[];
  refusals: { column: string; reason: Reason; raw: string }[];
  rowNumber: number;
  /** Counts attempts, so that a row started twice is not taken for repeated keys. */
  serial: number;
  duplicates: number;
  outOfRange: number;
  tooManyColumns: boolean;
  columnCount: number;
}

/** A node without children. */
export function newNode(name: string, path: string, mode: KeyNode["mode"] = "cell"): KeyNode {
  return { name, path, children: new Map(), order: [], kinds: 0, wide: false, mode, column: -1, lastRow: -1 };
}

/** The leaves of a scanned tree as columns, in first-seen order, each node told how it is read. */
export function assignColumns(root: KeyNode, first: number): KeyNode[] {
  const columns: KeyNode[] = [];
  const visit = (node: KeyNode, level: number): void => {
    for (const child of node.order) {
      if (child.mode === "skip" || child.mode === "geometry") continue;
      const spread =
        level < MAX_SPREAD_LEVELS && child.kinds === OBJECT && !child.wide && child.order.length > 0;
      child.mode = spread ? "spread" : child.kinds & (NESTED | OBJECT) ? "json" : "cell";
      if (spread) visit(child, level + 1);
      else {
        child.column = first + columns.length;
        columns.push(child);
      }
    }
  };
  visit(root, 0);
  return columns;
}

/** What the values of a scanned node are. */
export function hintOf(node: KeyNode): TypeHint {
  const { kinds } = node;
  if (node.mode === "geometry") return "geometry";
  if (kinds & (NESTED | OBJECT)) return "json";
  if (kinds === 0) return null;
  if (kinds === INTEGER) return "integer";
  if ((kinds & ~(INTEGER | NUMBER)) === 0) return "number";
  if (kinds === BOOLEAN) return "boolean";
  if (kinds === DATE) return "date";
  return kinds === INSTANT ? "datetime" : "text";
}

/** Reads the object at the cursor into the children of `parent`. `level` 0 is the row itself. */
export function readObject(cursor: Cursor, parent: KeyNode, level: number, state: RowState): void {
  cursor.pos++;
  let unit = skipSpace(cursor);
  if (unit === 125) {
    cursor.pos++;
    return;
  }
  for (let index = 0; ; index++) {
    if (unit !== 34) throw new JsonFault(cursor, index > 0 && unit === 125);
    const child = readKey(cursor, parent, index, state);
    if (skipSpace(cursor) !== 58) throw new JsonFault(cursor);
    cursor.pos++;
    unit = skipSpace(cursor);
    if (child.lastRow === state.serial && child.mode !== "skip") state.duplicates++;
    child.lastRow = state.serial;
    readMember(cursor, child, level, state);
    unit = skipSpace(cursor);
    if (unit === 125) break;
    if (unit !== 44) throw new JsonFault(cursor);
    cursor.pos++;
    unit = skipSpace(cursor);
    if (state.scanning && level > 0 && index + 2 > MAX_SPREAD_KEYS) parent.wide = true;
  }
  cursor.pos++;
}

/** Reads the value at the cursor into the cell of `node`, or its keys into columns of their own. */
export function readMember(cursor: Cursor, node: KeyNode, level: number, state: RowState): void {
  const unit = cursor.text.charCodeAt(cursor.pos);
  if (node.mode === "skip") {
    skipValue(cursor, unit, state.limits);
    return;
  }
  if (node.mode === "geometry") {
    readGeometry(cursor, node, state);
    return;
  }
  if (unit === 123) {
    if (state.scanning) {
      node.kinds |= OBJECT;
      if (level < MAX_SPREAD_LEVELS && !node.wide) {
        readObject(cursor, node, level + 1, state);
        return;
      }
    } else if (node.mode === "spread") {
      readObject(cursor, node, level + 1, state);
      return;
    }
  }
  const value = readCell(cursor, unit, node, state);
  if (!state.scanning && node.column >= 0) state.cells[node.column] = value;
}

/** Refuses one cell of the row being read. */
export function refuseCell(state: RowState, code: ReasonCode, column: string, raw: string): null {
  const details = {
    row: state.rowNumber,
    column,
    limit: code === "json-depth" ? state.limits.maxDepth : state.limits.maxCellChars,
  };
  if (!state.scanning)
    state.refusals.push({ column, reason: notice(code, details), raw: raw.slice(0, 1000) });
  return null;
}

const SKIPPED = newNode("", "", "skip");

function readKey(cursor: Cursor, parent: KeyNode, index: number, state: RowState): KeyNode {
  const guess = parent.order[index];
  const { text, pos } = cursor;
  if (guess && text.startsWith(guess.name, pos + 1) && text.charCodeAt(pos + 1 + guess.name.length) === 34) {
    const end = pos + 2 + guess.name.length;
    if (end <= cursor.end && !guess.name.includes("\\") && !guess.name.includes('"')) {
      cursor.pos = end;
      return guess;
    }
  }
  const name = readString(cursor);
  const known = parent.children.get(name);
  if (known) return known;
  if (!state.scanning) return SKIPPED;
  if (state.columnCount >= state.limits.maxColumns) {
    state.tooManyColumns = true;
    return SKIPPED;
  }
  const owned = ownedText(name);
  const node = newNode(owned, parent.path === "" ? owned : `${parent.path}.${owned}`);
  parent.children.set(owned, node);
  parent.order.push(node);
  if (parent.path !== "" && parent.order.length > MAX_SPREAD_KEYS) parent.wide = true;
  else state.columnCount++;
  return node;
}

function readCell(cursor: Cursor, unit: number, node: KeyNode, state: RowState): string | null {
  if (unit === 34) {
    const text = readString(cursor);
    if (state.scanning) node.kinds |= kindOfText(text);
    if (text.length > state.limits.maxCellChars) return refuseCell(state, "cell-too-long", node.path, text);
    return node.mode === "json" ? JSON.stringify(text) : text;
  }
  return unit === 123 || unit === 91
    ? readNestedCell(cursor, unit, node, state)
    : readBareCell(cursor, node, state);
}

function readNestedCell(cursor: Cursor, unit: number, node: KeyNode, state: RowState): string | null {
  const start = cursor.pos;
  if (unit === 91) node.kinds |= NESTED;
  const text = readNested(cursor, state.limits.maxDepth);
  const raw = text ?? cursor.text.slice(start, start + 1000);
  if (text === null) return refuseCell(state, "json-depth", node.path, raw);
  if (text.length > state.limits.maxCellChars) return refuseCell(state, "cell-too-long", node.path, raw);
  return state.scanning ? null : cleanText(cursor, text);
}

function readBareCell(cursor: Cursor, node: KeyNode, state: RowState): string | null {
  const start = cursor.pos;
  const bare = readBare(cursor);
  if (bare === "null") return null;
  if (bare === "true" || bare === "false") {
    node.kinds |= BOOLEAN;
    return bare;
  }
  if (isNumber(bare)) {
    node.kinds |= isWhole(bare) ? INTEGER : NUMBER;
    return state.scanning ? null : canonicalNumber(bare);
  }
  if (isNotFinite(bare)) {
    node.kinds |= NUMBER;
    return refuseCell(state, "json-not-finite", node.path, bare);
  }
  cursor.pos = start;
  throw new JsonFault(cursor);
}

/** ISO dates and instants are what they seem; every other string stays text, also "00123". */
function kindOfText(text: string): number {
  if (text.length < 10 || text.charCodeAt(4) !== 45 || text.length > 30) return TEXT;
  if (/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(text)) return DATE;
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/.test(text) ? INSTANT : TEXT;
}

function skipValue(cursor: Cursor, unit: number, limits: ReadLimits): void {
  if (unit === 34) readString(cursor);
  else if (unit === 123 || unit === 91) readNested(cursor, limits.maxDepth);
  else {
    const start = cursor.pos;
    const bare = readBare(cursor);
    if (bare !== "null" && bare !== "true" && bare !== "false" && !isNumber(bare) && !isNotFinite(bare)) {
      cursor.pos = start;
      throw new JsonFault(cursor);
    }
  }
}

function readGeometry(cursor: Cursor, node: KeyNode, state: RowState): void {
  const unit = cursor.text.charCodeAt(cursor.pos);
  const start = cursor.pos;
  node.kinds |= NESTED;
  if (unit !== 123) {
    skipValue(cursor, unit, state.limits);
    const raw = cursor.text.slice(start, cursor.pos);
    if (raw !== "null") refuseCell(state, "geo-invalid", node.path, raw);
    return;
  }
  const text = readNested(cursor, state.limits.maxDepth);
  if (state.scanning) return;
  const raw = text ?? cursor.text.slice(start, start + 1000);
  if (text === null) refuseCell(state, "json-depth", node.path, raw);
  else if (text.length > state.limits.maxCellChars) refuseCell(state, "cell-too-long", node.path, raw);
  else if (!/"type":"(?:(?:Multi)?(?:Point|LineString|Polygon)|GeometryCollection)"/.test(text)) {
    refuseCell(state, "geo-invalid", node.path, raw);
  } else {
    if (isOutOfRange(text)) state.outOfRange++;
    if (node.column >= 0) state.cells[node.column] = cleanText(cursor, text);
  }
}

/** The first position of a shape; projected coordinates are out of range in all of them. */
function isOutOfRange(geometry: string): boolean {
  const [, lon, lat] = /\[(-?\d[^,\]]{0,40}),(-?\d[^,\]]{0,40})/.exec(geometry) ?? [];
  return Math.abs(Number(lon ?? 0)) > 180 || Math.abs(Number(lat ?? 0)) > 90;
}
