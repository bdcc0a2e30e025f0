/** ORDER BY: directions and the place of NULL are always written, since the engines' defaults differ. */
import { settle } from "./convert.ts";
import { refuse } from "./errors.ts";
import type { Value } from "./model.ts";
import type { Scope } from "./state.ts";
import { asKind, listOf, namesOf, positionOf, positionWithin, type Tree, textOf } from "./tree.ts";

/** A compiled sort key. */
export interface SortKey {
  readonly value: Value;
  readonly sql: string;
}

const collations: ReadonlySet<string> = new Set(["vi", "en"]);

/** @param find compiles the key; looks at output names first where the clause does */
export function sortKey(node: unknown, scope: Scope, find: (node: unknown) => Value): SortKey {
  const body = asKind(node, "SortBy") ?? {};
  if (listOf(body, "useOp").length)
    refuse("clause-not-allowed", positionWithin(body.node), { name: "ORDER BY … USING" });
  const { inner, collation } = splitCollation(body.node);
  const value = settle(scope.state, find(inner));
  if (value.type === "array" || value.type === "json")
    refuse("operator-unknown", value.position, { name: "ORDER BY", types: value.type });
  const descending = textOf(body, "sortby_dir") === "SORTBY_DESC";
  const nulls = textOf(body, "sortby_nulls");
  const first = nulls === "SORTBY_NULLS_DEFAULT" ? descending : nulls === "SORTBY_NULLS_FIRST";
  const written = `${value.sql} ${descending ? "DESC" : "ASC"} NULLS ${first ? "FIRST" : "LAST"}`;
  return { value, sql: collation ? `${written} COLLATE '${collation}'` : written };
}

/** `COLLATE "vi"` sorts as a dictionary does; `COLLATE "C"` is the order without it. */
function splitCollation(node: unknown): { inner: unknown; collation: string | undefined } {
  const clause = asKind(node, "CollateClause");
  if (!clause) return { inner: node, collation: undefined };
  const name = namesOf(listOf(clause, "collname")).at(-1) ?? "";
  const collation = name.replace(/-x-icu$/, "");
  if (collation !== "C" && !collations.has(collation))
    return refuse("clause-not-allowed", positionOf(clause), { name: "COLLATE" });
  return { inner: clause.arg, collation: collation === "C" ? undefined : collation };
}

/** Compiles `PARTITION BY` and the like: plain expressions. */
export function plainKeys(nodes: readonly unknown[], scope: Scope): Value[] {
  return nodes.map((node) => settle(scope.state, scope.state.steps.expression(node, scope)));
}

/** A number literal of LIMIT, a frame or an ordinal. */
export function literalInteger(node: unknown, name: string): number {
  const constant = asKind(node, "A_Const");
  const whole = constant?.ival as Tree | undefined;
  if (!whole) return refuse("constant-needed", positionWithin(node), { name });
  const value = typeof whole.ival === "number" ? whole.ival : 0;
  return value < 0 ? refuse("out-of-range", positionWithin(node), { name, limit: 0 }) : value;
}
