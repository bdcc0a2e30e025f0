/** GROUP BY: expressions, ordinals, output names, ROLLUP, CUBE and GROUPING SETS. */
import { settle } from "./convert.ts";
import { refuse } from "./errors.ts";
import type { Value } from "./model.ts";
import { resolveColumn } from "./names.ts";
import type { Scope } from "./state.ts";
import { asKind, listOf, namesOf, positionOf, positionWithin, type Tree, textOf } from "./tree.ts";

/** What GROUP BY may refer to in the SELECT list. */
export interface OutputNode {
  readonly name: string;
  readonly node: unknown;
  readonly value?: Value;
}

/** Compiled keys. */
export interface Grouping {
  readonly sql: string;
  readonly values: readonly Value[];
}

const MAX_SETS = 64;

/** @throws refusal `position-invalid`, `aggregate-not-allowed`, `out-of-range` */
export function compileGroup(
  nodes: readonly unknown[],
  outputs: readonly OutputNode[],
  scope: Scope,
): Grouping {
  const inside: Scope = { ...scope, plain: "GROUP BY" };
  const values = new Map<string, Value>();
  const key = (node: unknown): string => {
    const value = groupKey(node, outputs, inside);
    values.set(value.sql, value);
    return value.sql;
  };
  const plain = nodes.every((node) => !asKind(node, "GroupingSet"));
  if (plain) {
    const keys = nodes.flatMap(members).map(key);
    return {
      sql: keys.length ? ` GROUP BY ${[...new Set(keys)].join(", ")}` : "",
      values: [...values.values()],
    };
  }
  let sets: string[][] = [[]];
  for (const node of nodes) {
    const own = setsOf(node, key);
    sets = sets.flatMap((before) => own.map((after) => [...before, ...after]));
    if (sets.length > MAX_SETS)
      refuse("out-of-range", positionWithin(node), { name: "GROUPING SETS", limit: MAX_SETS });
  }
  const listed = sets.map((set) => `(${[...new Set(set)].join(", ")})`);
  return { sql: ` GROUP BY GROUPING SETS (${listed.join(", ")})`, values: [...values.values()] };
}

function members(node: unknown): readonly unknown[] {
  const row = asKind(node, "RowExpr");
  return row ? listOf(row, "args") : [node];
}

function setsOf(node: unknown, key: (node: unknown) => string): string[][] {
  const set = asKind(node, "GroupingSet");
  if (!set) return [members(node).map(key)];
  const kind = textOf(set, "kind");
  const content = listOf(set, "content");
  if (kind === "GROUPING_SET_EMPTY") return [[]];
  if (kind === "GROUPING_SET_SETS") return content.flatMap((item) => setsOf(item, key));
  const parts = content.map((item) => members(item).map(key));
  if (kind === "GROUPING_SET_ROLLUP")
    return parts.map((_, index) => parts.slice(0, parts.length - index).flat()).concat([[]]);
  if (kind !== "GROUPING_SET_CUBE") return refuse("clause-not-allowed", positionOf(set), { name: kind });
  if (parts.length > 6) return refuse("out-of-range", positionOf(set), { name: "CUBE", limit: 6 });
  const count = 2 ** parts.length;
  return Array.from({ length: count }, (_, bits) =>
    parts.filter((_part, index) => !(bits & (1 << index))).flat(),
  );
}

/** An ordinal, else an input column, else an output name, else an expression. */
function groupKey(node: unknown, outputs: readonly OutputNode[], scope: Scope): Value {
  const ordinal = ordinalOf(node, outputs.length);
  if (ordinal !== undefined) return settled(outputs[ordinal]?.node, scope, outputs[ordinal]?.value);
  const column = asKind(node, "ColumnRef");
  const name =
    column && listOf(column, "fields").length === 1 ? namesOf(listOf(column, "fields"))[0] : undefined;
  const isInput = scope.relations.some((relation) => relation.columns.some((one) => one.name === name));
  const output = name === undefined || isInput ? undefined : outputs.find((one) => one.name === name);
  if (output) return settled(output.node, scope, output.value);
  return column ? resolveColumn(column, scope) : settled(node, scope);
}

function settled(node: unknown, scope: Scope, ready?: Value): Value {
  const value = ready ?? settle(scope.state, scope.state.steps.expression(node, scope));
  if (value.type === "array")
    refuse("operator-unknown", value.position, { name: "GROUP BY", types: "array" });
  return value;
}

/** The index a bare whole number points at. @throws refusal `position-invalid` */
export function ordinalOf(node: unknown, count: number): number | undefined {
  const whole = asKind(node, "A_Const")?.ival as Tree | undefined;
  if (!whole) return undefined;
  const number = typeof whole.ival === "number" ? whole.ival : 0;
  if (number < 1 || number > count) refuse("position-invalid", positionWithin(node), { name: number });
  return number - 1;
}
