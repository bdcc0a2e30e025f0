import type { Translate } from "../../i18n/i18n.tsx";
import type { Cell, Diff, SchemaChange } from "./types.ts";

/** A change of columns in words. */
export function schemaChangeText(change: SchemaChange, t: Translate): string {
  if (change.kind === "type") {
    return t("wh.schema.type", {
      column: change.column,
      before: t(`wh.type.${change.before}`),
      after: t(`wh.type.${change.after}`),
    });
  }
  return t(`wh.schema.${change.kind}`, { column: change.column, type: t(`wh.type.${change.type}`) });
}

/** One cell of a compared row: what it was and what it is; equal ones have no `before`. */
export type DiffCell = { value: Cell; before?: Cell; changed: boolean };

/** A compared row cell by cell, in the order of the columns. */
export function diffCells(row: Diff["rows"][number], columnCount: number): readonly DiffCell[] {
  return Array.from({ length: columnCount }, (_, index) => {
    const before = row.before?.[index] ?? null;
    const after = row.after?.[index] ?? null;
    if (row.kind !== "changed") return { value: row.kind === "added" ? after : before, changed: false };
    return before === after ? { value: after, changed: false } : { value: after, before, changed: true };
  });
}

/** Columns in the order most use: those of the key, then those that changed most; the untouched ones last. */
export function columnsByChange(diff: Pick<Diff, "key" | "columns">): readonly number[] {
  const weight = (index: number) => {
    const column = diff.columns[index];
    if (!column) return 0;
    return diff.key.includes(column.name) ? Number.POSITIVE_INFINITY : column.changes;
  };
  return diff.columns
    .map((_, index) => index)
    .sort((a, b) => (weight(a) === weight(b) ? a - b : weight(b) > weight(a) ? 1 : -1));
}
