/** What a query gives: its columns, ORDER BY and LIMIT. */
import { instantOf } from "./datetime.ts";
import { refuse } from "./errors.ts";
import { type OutputNode, ordinalOf } from "./group.ts";
import type { RelationColumn, Value, ValueType } from "./model.ts";
import { literalInteger, sortKey } from "./order.ts";
import { influence, type Scope, type State } from "./state.ts";
import { asKind, listOf, namesOf, positionWithin, type Tree, textOf } from "./tree.ts";

/** What holds for the outermost query only. */
export interface Outermost {
  readonly limit: number | undefined;
}

/** A compiled member of the SELECT list. */
export interface Target extends OutputNode {
  readonly value: Value;
}

/** What a column is given as: comparisons of the engine give UInt8, which is no Bool. */
export function shown(state: State, value: Value, outermost: boolean): string {
  if (value.type === "boolean" && !value.isColumn) return `CAST(${value.sql} AS Nullable(Bool))`;
  if (!outermost) return value.sql;
  if (value.type === "timestamp") return instantOf(state, value.sql);
  if (value.type === "array") return `if(empty(${value.sql}), NULL, toJSONString(${value.sql}))`;
  if (value.type === "interval")
    return refuse("type-mismatch", value.position, { wanted: "extract(epoch FROM …)", found: "interval" });
  return value.sql;
}

/** The columns of a query. */
export function outputColumns(targets: readonly Target[], outermost: boolean): RelationColumn[] {
  return targets.map(({ name, value }, index) => {
    const type = outermost ? outerType(value.type) : value.type;
    return {
      name,
      sql: `c${index + 1}`,
      type,
      sources: value.sources,
      ...(value.of ? { of: value.of } : {}),
    };
  });
}

function outerType(type: ValueType): ValueType {
  if (type === "timestamp") return "datetime";
  return type === "array" ? "json" : type;
}

/** A compiled ORDER BY. */
export interface Order {
  readonly sql: string;
  readonly values: readonly Value[];
}

/** Keys by ordinal, output name or expression. */
export function orderBy(select: Tree, targets: readonly Target[], scope: Scope): Order {
  const nodes = listOf(select, "sortClause");
  if (!nodes.length) return { sql: "", values: [] };
  const keys = nodes.map((node) => sortKey(node, scope, (inner) => orderValue(inner, targets, scope)));
  const values = keys.map((key) => key.value);
  influence(scope.state, values, "sort");
  return { sql: ` ORDER BY ${keys.map((key) => key.sql).join(", ")}`, values };
}

/** An ordinal, else an output name, else an expression over the input. */
export function orderValue(node: unknown, targets: readonly Target[], scope: Scope): Value {
  const ordinal = ordinalOf(node, targets.length);
  const chosen = ordinal === undefined ? namedTarget(node, targets) : targets[ordinal];
  return chosen?.value ?? scope.state.steps.expression(node, scope);
}

function namedTarget(node: unknown, targets: readonly Target[]): Target | undefined {
  const fields = listOf(asKind(node, "ColumnRef") ?? {}, "fields");
  if (fields.length !== 1) return undefined;
  const [name] = namesOf(fields);
  const found = targets.filter((one) => one.name === name);
  if (new Set(found.map((one) => one.value.sql)).size > 1)
    refuse("column-ambiguous", positionWithin(node), { name: name ?? "" });
  return found[0];
}

/** LIMIT and OFFSET; the caller's bound holds besides the statement's own. */
export function limitClause(select: Tree, top: Outermost | undefined): string {
  if (textOf(select, "limitOption") === "LIMIT_OPTION_WITH_TIES")
    refuse("clause-not-allowed", positionWithin(select.limitCount), { name: "WITH TIES" });
  const own = limitNumber(select.limitCount, "LIMIT");
  const offset = limitNumber(select.limitOffset, "OFFSET");
  const bounds = [own, top?.limit].filter((bound) => bound !== undefined);
  const limit = bounds.length ? ` LIMIT ${Math.min(...bounds)}` : "";
  return offset ? `${limit} OFFSET ${offset}` : limit;
}

function limitNumber(node: unknown, name: string): number | undefined {
  if (node === undefined || asKind(node, "A_Const")?.isnull) return undefined;
  return literalInteger(node, name);
}
