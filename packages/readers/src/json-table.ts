/** The one table of a JSON, NDJSON or GeoJSON file. */

import { readColumnar } from "./json-columnar.ts";
import { type Cursor, JsonFault, ownedText, skipSpace } from "./json-cursor.ts";
import { chooseRows, type Location, locateRows } from "./json-locate.ts";
import { pumpArray, pumpLines, pumpSingle, type RowSink } from "./json-pump.ts";
import {
  assignColumns,
  hintOf,
  type KeyNode,
  newNode,
  type RowState,
  readMember,
  readObject,
} from "./json-tree.ts";
import { type Notice, notice, ReaderError, type ReasonCode } from "./reasons.ts";
import type { StreamSource } from "./source.ts";
import { newBatch, type ReadLimits, type RowBatch, type SourceColumn, type TableReader } from "./tables.ts";
import { openText, type TextWindow } from "./text-input.ts";

/** How the rows of a file are reached and what one of them is. */
interface Plan {
  readonly mode: "array" | "lines" | "single";
  /** Characters before the first row. */
  readonly offset: number;
  readonly rowKind: "object" | "array" | "scalar" | "feature" | "geometry";
  readonly names: readonly string[] | null;
  readonly skipFirst: boolean;
}

/** So that the serial numbers of no two passes meet. */
const SERIALS_A_PASS = 2 ** 36;

/** What one pass over the file left. */
interface Pass {
  readonly state: RowState;
  readonly root: KeyNode;
  readonly notices: Notice[];
}

/** Opens the table; throws `json-no-rows` when there is none, `json-columns-too-large`. */
export async function openJson(
  source: StreamSource,
  format: "json" | "ndjson" | "geojson",
  limits: ReadLimits,
): Promise<TableReader> {
  const notices: Notice[] = [];
  const linewise = format === "ndjson" || (format === "geojson" && (await isSequence(source)));
  const located = linewise ? null : await locateRows(source, limits);
  if (located?.crs && !/CRS84|4326/.test(located.crs)) notices.push(notice("geo-crs", { crs: located.crs }));
  if (located && isColumnar(located)) return readColumnar(source, located, limits);
  const plan = await makePlan(source, located, notices);
  return jsonTable(source, plan, limits, notices);
}

function jsonTable(source: StreamSource, plan: Plan, limits: ReadLimits, notices: Notice[]): TableReader {
  let scanned: Promise<{ root: KeyNode; columns: KeyNode[] }> | null = null;
  let told = false;
  let passes = 0;
  const scan = async () => {
    const pass = newPass(limits, true, newRoot(plan));
    for await (const _ of passOver(source, plan, pass)) {
      // nothing is gathered but the tree
    }
    const columns = columnsOf(plan, pass.root);
    pass.state.tooManyColumns && notices.push(notice("too-many-columns", { limit: limits.maxColumns }));
    return { root: pass.root, columns };
  };
  const layout = () => {
    scanned ??= scan();
    return scanned;
  };
  return {
    name: "",
    notices,
    async columns(): Promise<SourceColumn[]> {
      return (await layout()).columns.map((node) => ({ name: node.path, typeHint: hintOf(node) }));
    },
    async *rows() {
      const { root, columns } = await layout();
      const pass = newPass(limits, false, root);
      pass.state.serial = ++passes * SERIALS_A_PASS;
      pass.state.columnCount = columns.length;
      yield* passOver(source, plan, pass);
      if (!told) notices.push(...pass.notices, ...countNotices(pass.state));
      told = true;
    },
  };
}

function countNotices({ duplicates, outOfRange }: RowState): Notice[] {
  return [
    ...(duplicates > 0 ? [notice("json-duplicate-keys", { count: duplicates })] : []),
    ...(outOfRange > 0 ? [notice("geo-range", { count: outOfRange })] : []),
  ];
}

function newPass(limits: ReadLimits, scanning: boolean, root: KeyNode): Pass {
  const state: RowState = {
    limits,
    scanning,
    cells: [],
    refusals: [],
    rowNumber: 0,
    serial: 0,
    duplicates: 0,
    outOfRange: 0,
    tooManyColumns: false,
    columnCount: 0,
  };
  return { state, root, notices: [] };
}

async function* passOver(source: StreamSource, plan: Plan, pass: Pass): AsyncGenerator<RowBatch> {
  const { state, notices } = pass;
  const { limits } = state;
  const window = await openText(source);
  let batch = newBatch();
  let nuls = 0;
  const sink: RowSink = {
    value(cursor, rowNumber) {
      if (plan.skipFirst && rowNumber === 1) return void readNames(cursor, limits);
      cursor.nulsRemoved = 0;
      if (!readRow(cursor, rowNumber, plan, pass)) {
        if (!state.scanning) batch.refusals.push(kindRefusal(rowNumber, cursor));
        return;
      }
      nuls += cursor.nulsRemoved;
      if (state.scanning) return;
      batch.rows.push(state.cells);
      batch.rowNumbers.push(rowNumber);
      for (const refusal of state.refusals) batch.refusals.push({ rowNumber, ...refusal });
    },
    retract(rowNumber) {
      if (batch.rowNumbers.at(-1) !== rowNumber) return;
      batch.rowNumbers.pop();
      batch.rows.pop();
      batch.refusals = batch.refusals.filter((one) => one.rowNumber !== rowNumber);
    },
    refused(rowNumber, why, raw) {
      if (!state.scanning)
        batch.refusals.push({ rowNumber, reason: lineReason(rowNumber, why, limits), raw });
    },
    broken(code: ReasonCode, place, found) {
      notices.push(notice(code, { ...place, detail: `“${found}”` }));
    },
    full: () => batch.rows.length + batch.refusals.length >= limits.batchRows,
  };
  try {
    await skipTo(window, plan.offset);
    for await (const _ of pump(window, plan, sink, limits)) {
      yield batch;
      batch = newBatch();
    }
    if (batch.rows.length + batch.refusals.length > 0) yield batch;
  } finally {
    await window.close();
  }
  if (nuls > 0) notices.push(notice("nul-removed", { count: nuls }));
}

async function* pump(
  window: TextWindow,
  plan: Plan,
  sink: RowSink,
  limits: ReadLimits,
): AsyncGenerator<void> {
  if (plan.mode === "array") yield* pumpArray(window, sink, limits.maxRowChars);
  else if (plan.mode === "lines") yield* pumpLines(window, sink, limits.maxRowChars);
  else await pumpSingle(window, sink, limits.maxRowChars);
}

function kindRefusal(rowNumber: number, cursor: Cursor) {
  const raw = cursor.text.slice(Math.max(0, cursor.pos - 1000), cursor.pos);
  return { rowNumber, reason: notice("json-row-kind", { row: rowNumber }), raw };
}

function lineReason(row: number, why: "row-too-long" | JsonFault, limits: ReadLimits) {
  if (!(why instanceof JsonFault)) return notice("row-too-long", { row, limit: limits.maxRowChars });
  return notice("json-line", { row, position: why.pos + 1, detail: `“${why.found}”` });
}

/** False when the value is no row; it has been moved over. */
function readRow(cursor: Cursor, rowNumber: number, plan: Plan, { root, state }: Pass): boolean {
  state.serial++;
  state.rowNumber = rowNumber;
  state.cells = new Array<string | null>(state.columnCount).fill(null);
  state.refusals = [];
  const unit = skipSpace(cursor);
  const isRow =
    plan.rowKind === "array"
      ? unit === 91
      : plan.rowKind === "scalar"
        ? unit !== 123 && unit !== 91
        : unit === 123;
  if (!isRow) {
    readMember(cursor, newNode("", "", "skip"), 0, state);
    return false;
  }
  if (plan.rowKind === "array") readArrayRow(cursor, root, state);
  else if (plan.rowKind === "scalar") readMember(cursor, childAt(root, 0, state), 0, state);
  else if (plan.rowKind === "geometry") readMember(cursor, childAt(root, 0, state), 0, state);
  else readObject(cursor, root, 0, state);
  return true;
}

function readArrayRow(cursor: Cursor, root: KeyNode, state: RowState): void {
  cursor.pos++;
  if (skipSpace(cursor) === 93) {
    cursor.pos++;
    return;
  }
  for (let index = 0; ; index++) {
    const unit = skipSpace(cursor);
    if (unit === 93) throw new JsonFault(cursor, true);
    readMember(cursor, childAt(root, index, state), 2, state);
    const next = skipSpace(cursor);
    cursor.pos++;
    if (next === 93) return;
    if (next !== 44) {
      cursor.pos--;
      throw new JsonFault(cursor);
    }
  }
}

function childAt(root: KeyNode, index: number, state: RowState): KeyNode {
  const known = root.order[index];
  if (known) return known;
  if (state.scanning && index < state.limits.maxColumns) {
    const node = newNode("", "");
    root.order.push(node);
    return node;
  }
  state.tooManyColumns ||= state.scanning;
  return newNode("", "", "skip");
}

function newRoot(plan: Plan): KeyNode {
  const root = newNode("", "");
  const add = (node: KeyNode): void => {
    root.children.set(node.name, node);
    root.order.push(node);
  };
  if (plan.rowKind === "feature") {
    for (const name of ["type", "bbox"]) add(newNode(name, name, "skip"));
    add(newNode("id", "id"));
    // An empty path: its keys stand as columns of their own.
    add({ ...newNode("properties", ""), mode: "spread" });
    add(newNode("geometry", "geometry", "geometry"));
  } else if (plan.rowKind === "geometry") add(newNode("geometry", "geometry", "geometry"));
  else if (plan.rowKind === "scalar") add(newNode("value", "value"));
  else for (const name of plan.names ?? []) root.order.push(newNode(name, name));
  return root;
}

/** Feature: `id` when no property has that name, the properties, the shape. */
function columnsOf(plan: Plan, root: KeyNode): KeyNode[] {
  const geometry = root.children.get("geometry");
  if (plan.rowKind === "geometry" && geometry) {
    geometry.column = 0;
    return [geometry];
  }
  const properties = root.children.get("properties");
  const id = root.children.get("id");
  if (plan.rowKind !== "feature" || !geometry || !properties || !id) return assignColumns(root, 0);
  const columns: KeyNode[] = [];
  for (const node of root.order)
    if (node !== geometry && node !== properties && node !== id) node.mode = "skip";
  if (id.kinds !== 0 && !properties.children.has("id")) {
    id.mode = "cell";
    id.column = 0;
    columns.push(id);
  } else id.mode = "skip";
  columns.push(...assignColumns(properties, columns.length));
  properties.mode = "spread";
  geometry.column = columns.length;
  columns.push(geometry);
  return columns;
}

async function makePlan(source: StreamSource, located: Location | null, notices: Notice[]): Promise<Plan> {
  if (!located) {
    const first = await peek(source, 0);
    const kind = first.startsWith("[") ? "array" : isFeature(first) ? "feature" : "object";
    return withNames(
      { mode: "lines", offset: 0, rowKind: kind, names: null, skipFirst: false },
      source,
      null,
      notices,
    );
  }
  const chosen = located.root === "array" ? located.candidates[0] : chooseRows(located.candidates);
  if (located.root === "object") {
    const start = await peek(source, located.rootOffset - 1);
    const single = { mode: "single", offset: located.rootOffset - 1, names: null, skipFirst: false } as const;
    const type = /^\{[^{}[\]]{0,2000}"type"\s*:\s*"(\w+)"/.exec(start)?.[1] ?? "";
    if (type === "Feature") return { ...single, rowKind: "feature" };
    if (/^(Multi)?(Point|LineString|Polygon)$/.test(type)) return { ...single, rowKind: "geometry" };
    if (!chosen) return { ...single, rowKind: "object" };
  }
  if (!chosen) throw new ReaderError("json-no-rows");
  const others = located.candidates.filter(
    (one) => one !== chosen && one.element === "object" && one.name !== "fields",
  );
  if (others.length > 0) {
    notices.push(
      notice("json-other-arrays", { path: chosen.path, others: others.map((one) => one.path).join(", ") }),
    );
  }
  const first = await peek(source, chosen.offset);
  let rowKind: Plan["rowKind"] = chosen.element ?? "object";
  if (rowKind === "object" && isFeature(first)) rowKind = "feature";
  if (chosen.name === "geometries" && chosen.path === "geometries") rowKind = "geometry";
  const plan: Plan = { mode: "array", offset: chosen.offset, rowKind, names: null, skipFirst: false };
  return withNames(plan, source, located.header, notices);
}

/** Names of the columns of rows that are lists: stated beside them, or their first row. */
async function withNames(
  plan: Plan,
  source: StreamSource,
  header: readonly string[] | null,
  notices: Notice[],
): Promise<Plan> {
  if (plan.rowKind !== "array") return plan;
  if (header) return { ...plan, names: header };
  const first = await peek(source, plan.offset);
  try {
    const names: unknown = JSON.parse(first.slice(0, first.indexOf("]") + 1));
    const isHeader =
      Array.isArray(names) &&
      names.length > 0 &&
      names.every((name) => typeof name === "string" && name !== "");
    if (isHeader) {
      return {
        ...plan,
        names: names.map((name: string) => ownedText(name.normalize("NFC"))),
        skipFirst: true,
      };
    }
  } catch {
    // no header row
  }
  notices.push(notice("no-header"));
  return plan;
}

function readNames(cursor: Cursor, limits: ReadLimits): void {
  const state = { ...newPass(limits, true, newNode("", "")).state };
  skipSpace(cursor);
  readMember(cursor, newNode("", "", "skip"), 0, state);
}

function isColumnar(located: Location): boolean {
  const lists = located.candidates.filter((one) => one.depth === 1);
  const [first] = lists;
  return (
    located.root === "object" &&
    located.otherMembers === 0 &&
    lists.length > 1 &&
    lists.length === located.candidates.length &&
    lists.every(
      (one) =>
        one.element !== "object" && one.element !== "array" && one.count === first?.count && one.count > 0,
    )
  );
}

function isFeature(start: string): boolean {
  return (
    /^\{[^{}[\]]{0,2000}"type"\s*:\s*"Feature"/.test(start) ||
    (/"geometry"\s*:/.test(start) && /"properties"\s*:/.test(start))
  );
}

/** A GeoJSON text sequence: a record separator, or a second value after the first line. */
async function isSequence(source: StreamSource): Promise<boolean> {
  const window = await openText(source);
  try {
    await window.more();
    const text = window.text.replace(/^\u{feff}/u, "").trimStart();
    if (text.startsWith("\u{1e}")) return true;
    const end = text.indexOf("\n");
    return end > 0 && /\}\s*$/.test(text.slice(0, end)) && /^\s*\u{1e}?\{/u.test(text.slice(end, end + 100));
  } finally {
    await window.close();
  }
}

async function peek(source: StreamSource, offset: number): Promise<string> {
  const window = await openText(source);
  try {
    await skipTo(window, offset);
    while (window.text.length - window.pos < 20_000 && (await window.more())) {}
    return window.text.slice(window.pos, window.pos + 20_000).replace(/^[\s\u{1e}\u{feff}]+/u, "");
  } finally {
    await window.close();
  }
}

async function skipTo(window: TextWindow, offset: number): Promise<void> {
  while (window.offset + window.text.length < offset) {
    window.pos = window.text.length;
    if (!(await window.more())) break;
  }
  window.pos = Math.min(window.text.length, Math.max(0, offset - window.offset));
}
