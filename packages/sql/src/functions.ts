/** The functions that may be called, for completion and documentation. */
import { aggregates, collecting, windowOnly } from "./aggregates-table.ts";
import { scalarFunctions } from "./functions-table.ts";
import type { Bilingual } from "./model.ts";

/** A function that a statement may call. */
export interface SqlFunction {
  readonly name: string;
  readonly kind: "scalar" | "aggregate" | "window" | "table";
  readonly signature: string;
  readonly text: Bilingual;
}

/** Every function, by name within its kind. */
export const functions: readonly SqlFunction[] = [
  ...listed(scalarFunctions, "scalar"),
  ...listed({ ...aggregates, ...collecting }, "aggregate"),
  ...listed(windowOnly, "window"),
  {
    name: "generate_series",
    kind: "table",
    signature: "FROM generate_series(first, last [, step]) AS n",
    text: { vi: "Dãy số nguyên, tối đa 1.000.000 hàng", en: "Whole numbers, 1,000,000 rows at most" },
  },
];

function listed(
  table: Readonly<Record<string, { signature: string; text: Bilingual }>>,
  kind: SqlFunction["kind"],
): SqlFunction[] {
  return Object.entries(table).map(([name, { signature, text }]) => ({ name, kind, signature, text }));
}
