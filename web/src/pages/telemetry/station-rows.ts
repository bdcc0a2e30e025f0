import type { Sort } from "../../ui/DataTable.tsx";
import type { Datastream } from "./types.ts";

/** A row of the table of stations. */
export type StationRow = {
  code: string;
  kind: string;
  name: string;
  ward: string;
  wardCode: string | undefined;
  index: number | null;
  stale: boolean;
  sentAt: number | undefined;
  first: Datastream | undefined;
};

/** Letters without marks and case: Đường → duong. */
export function foldText(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
}

/** Rows that hold every word of the text, with or without marks, and are of the kind and the state asked for. */
export function filterStations(
  rows: readonly StationRow[],
  { text, kind, state }: { text: string; kind: string; state: string },
): StationRow[] {
  const words = foldText(text).split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    const own = foldText(`${row.name} ${row.ward} ${row.code}`);
    const stateOk = state === "" || (state === "stale") === row.stale;
    return stateOk && (kind === "" || row.kind === kind) && words.every((word) => own.includes(word));
  });
}

/** Rows in the order of a column; those without a value stand last. */
export function sortStations(
  rows: readonly StationRow[],
  { column, descending }: Sort,
  compare: (a: string, b: string) => number,
): StationRow[] {
  const sign = descending ? -1 : 1;
  const number = (row: StationRow) =>
    column === "sent" ? row.sentAt : (row.index ?? row.first?.last?.value);
  return [...rows].sort((a, b) => {
    if (column === "ward") return sign * compare(a.ward, b.ward) || compare(a.name, b.name);
    if (column === "name") return sign * compare(a.name, b.name);
    const [x, y] = [number(a), number(b)];
    if (x === undefined || y === undefined) return x === y ? 0 : x === undefined ? 1 : -1;
    return sign * (x - y) || compare(a.name, b.name);
  });
}
