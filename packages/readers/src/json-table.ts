/** The one table of a JSON, NDJSON or GeoJSON file. */

import { readColumnar } from "./json-columnar.ts";
import { type Cursor, JsonFault, skipSpace } from "./json-cursor.ts";
import { locateRows } from "./json-locate.ts";
import { isColumnar, isSequence, makePlan, type Plan, skipTo } from "./json-plan.ts";
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
import { type Notice, notice, type ReasonCode } from "./reasons.ts";
import type { StreamSource } from "./source.ts";
import { newBatch, type ReadLimits, type RowBatch, type SourceColumn, type TableReader } from "./tables.ts";
import { openText, type TextWindow } from "./text-input.ts";

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

function readNames(cursor: Cursor, limits: ReadLimits): void {
  const state = { ...newPass(limits, true, newNode("", "")).state };
  skipSpace(cursor);
  readMember(cursor, newNode("", "", "skip"), 0, state);
}
