/** Column-oriented JSON, {"a":[…],"b":[…]}: read into memory under a bound. */
import { JsonFault, NEED_MORE, newCursor, ownedText, skipSpace } from "./json-cursor.ts";
import type { Location } from "./json-locate.ts";
import { hintOf, newNode, type RowState, readMember } from "./json-tree.ts";
import { notice, ReaderError } from "./reasons.ts";
import type { StreamSource } from "./source.ts";
import { newBatch, type ReadLimits, type RowRefusal, type TableReader } from "./tables.ts";
import { openText, placeOf } from "./text-input.ts";

/** The table whose columns are the located lists. Throws `json-columns-too-large`. */
export async function readColumnar(
  source: StreamSource,
  located: Location,
  limits: ReadLimits,
): Promise<TableReader> {
  const window = await openText(source);
  while (await window.more()) {
    if (window.text.length > limits.maxColumnarBytes) {
      await window.close();
      throw new ReaderError("json-columns-too-large", { limit: limits.maxColumnarBytes });
    }
  }
  const columns = located.candidates
    .slice(0, limits.maxColumns)
    .map((list) => readList(window.text, list.offset, list.path, limits));
  const fault = columns.find((column) => column.fault !== null)?.fault ?? null;
  const length = Math.max(...columns.map((column) => column.cells.length));
  return {
    name: "",
    notices: fault === null ? [] : [notice("json-truncated", placeOf(window, fault))],
    async columns() {
      return columns.map(({ node }) => ({ name: node.name, typeHint: hintOf(node) }));
    },
    async *rows() {
      for (let start = 0; start < length; start += limits.batchRows) {
        const batch = newBatch();
        for (let row = start; row < Math.min(length, start + limits.batchRows); row++) {
          batch.rows.push(columns.map((column) => column.cells[row] ?? null));
          batch.rowNumbers.push(row + 1);
          for (const column of columns) batch.refusals.push(...(column.refusals.get(row + 1) ?? []));
        }
        yield batch;
      }
    },
  };
}

function readList(text: string, offset: number, name: string, limits: ReadLimits) {
  const cursor = { ...newCursor(), text, pos: offset, end: text.length };
  const node = newNode(ownedText(name), name);
  node.column = 0;
  const cells: (string | null)[] = [];
  const refusals = new Map<number, RowRefusal[]>();
  const state: RowState = {
    limits,
    scanning: false,
    cells: [null],
    refusals: [],
    rowNumber: 0,
    serial: 0,
    duplicates: 0,
    outOfRange: 0,
    tooManyColumns: false,
    columnCount: 1,
  };
  let fault: number | null = null;
  try {
    while (skipSpace(cursor) !== 93) {
      state.cells = [null];
      state.refusals = [];
      state.rowNumber = cells.length + 1;
      if (cursor.text.charCodeAt(cursor.pos) === 34) node.kinds |= 8;
      readMember(cursor, node, 2, state);
      cells.push(state.cells[0] ?? null);
      if (state.refusals.length > 0) {
        refusals.set(
          state.rowNumber,
          state.refusals.map((one) => ({ rowNumber: state.rowNumber, ...one })),
        );
      }
      if (skipSpace(cursor) === 44) cursor.pos++;
    }
  } catch (error) {
    if (error !== NEED_MORE && !(error instanceof JsonFault)) throw error;
    fault = cursor.pos;
  }
  return { node, cells, refusals, fault };
}
