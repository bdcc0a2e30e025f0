/** Window functions: OVER, WINDOW names and frames. */
import { aggregateOver } from "./aggregate-call.ts";
import { windowOnly } from "./aggregates-table.ts";
import { commonType, convert, settle } from "./convert.ts";
import { refuse } from "./errors.ts";
import type { Value } from "./model.ts";
import { literalInteger, plainKeys, sortKey } from "./order.ts";
import { influence, makeValue, type Scope } from "./state.ts";
import { hintFor } from "./suggest.ts";
import { bodyOf, listOf, positionOf, type Tree, textOf } from "./tree.ts";

// Bits of PostgreSQL's WindowDef.frameOptions.
const NON_DEFAULT = 1;
const RANGE = 2;
const GROUPS = 8;
const START = { unboundedPreceding: 0x20, current: 0x200, preceding: 0x800, following: 0x2000 };
const END = { unboundedFollowing: 0x100, current: 0x400, preceding: 0x1000, following: 0x4000 };
const EXCLUDE = 0x8000 | 0x10000 | 0x20000;

/** @throws refusal `aggregate-not-allowed`, `function-arguments`, `clause-not-allowed` */
export function windowCall(name: string, body: Tree, scope: Scope): Value {
  const position = positionOf(body);
  if (scope.plain !== undefined || scope.noWindow) refuse("aggregate-not-allowed", position, { name });
  const inside: Scope = { ...scope, noWindow: true };
  const { sql, values } = windowText(bodyOf(body, "over") ?? {}, inside);
  influence(scope.state, values, "window");
  const over = ` OVER (${sql})`;
  const call = Object.hasOwn(windowOnly, name)
    ? ranking({ name, body, over }, inside)
    : aggregateOver(name, body, inside, over);
  const value = makeValue(call.sql, call.type, { state: scope.state, inputs: [call, ...values], position });
  return { ...value, sources: call.sources, constant: false };
}

interface Ranking {
  readonly name: string;
  readonly body: Tree;
  readonly over: string;
}

function ranking(asked: Ranking, scope: Scope): Value {
  const { name, body, over } = asked;
  const position = positionOf(body);
  const { state } = scope;
  for (const key of ["agg_filter", "agg_distinct", "agg_star", "agg_within_group"])
    if (body[key]) refuse("clause-not-allowed", position, { name: `${name}: ${key.slice(4).toUpperCase()}` });
  const nodes = listOf(body, "args");
  const most: Record<string, number> = {
    ntile: 1,
    lag: 3,
    lead: 3,
    first_value: 1,
    last_value: 1,
    nth_value: 2,
  };
  const least: Record<string, number> = {
    ntile: 1,
    lag: 1,
    lead: 1,
    first_value: 1,
    last_value: 1,
    nth_value: 2,
  };
  if (nodes.length > (most[name] ?? 0) || nodes.length < (least[name] ?? 0))
    return refuse("function-arguments", position, { name, signature: windowOnly[name]?.signature ?? "" });
  if (name === "percent_rank" || name === "cume_dist")
    return makeValue(`${name}()${over}`, "number", { state, inputs: [], position });
  if (!nodes.length)
    return makeValue(`toInt64(${name}()${over})`, "integer", { state, inputs: [], position });
  if (name === "ntile") {
    const size = Math.max(1, literalInteger(nodes[0], name));
    return makeValue(`toInt64(ntile(${size})${over})`, "integer", { state, inputs: [], position });
  }
  const value = settle(state, state.steps.expression(nodes[0], scope));
  if (value.type === "array") refuse("type-mismatch", value.position, { wanted: "text", found: "array" });
  return shifted({ name, over, value, nodes, position }, scope);
}

function shifted(
  call: { name: string; over: string; value: Value; nodes: readonly unknown[]; position: number },
  scope: Scope,
): Value {
  const { name, over, value, nodes, position } = call;
  const { state } = scope;
  if (name === "first_value" || name === "last_value")
    return makeValue(`${name}(toNullable(${value.sql})) RESPECT NULLS${over}`, value.type, {
      state,
      inputs: [value],
      position,
    });
  const offset = nodes.length > 1 ? literalInteger(nodes[1], name) : 1;
  if (name === "nth_value") {
    if (offset < 1) refuse("out-of-range", position, { name, limit: 1 });
    return makeValue(`nth_value(toNullable(${value.sql}), ${offset})${over}`, value.type, {
      state,
      inputs: [value],
      position,
    });
  }
  if (nodes.length < 3)
    return makeValue(`${name}(toNullable(${value.sql}), ${offset})${over}`, value.type, {
      state,
      inputs: [value],
      position,
    });
  const other = state.steps.expression(nodes[2], scope);
  const type = commonType([value, other]);
  const [a, b] = [convert(state, value, type), convert(state, other, type)];
  const sql = `${name}(toNullable(${a.sql}), ${offset}, CAST(${b.sql} AS Nullable(${engineName(type)})))${over}`;
  return makeValue(sql, type, { state, inputs: [a, b], position });
}

function engineName(type: Value["type"]): string {
  const names: Partial<Record<Value["type"], string>> = {
    integer: "Int64",
    number: "Float64",
    boolean: "Bool",
    date: "Date32",
    datetime: "DateTime64(6, 'UTC')",
    timestamp: "DateTime64(6, 'UTC')",
    interval: "Int64",
  };
  return names[type] ?? "String";
}

function windowText(over: Tree, scope: Scope): { sql: string; values: Value[] } {
  const base = baseOf(over, scope);
  const own = { partition: listOf(over, "partitionClause"), order: listOf(over, "orderClause") };
  if (base && own.partition.length) refuse("clause-not-allowed", positionOf(over), { name: "PARTITION BY" });
  if (base && own.order.length && listOf(base, "orderClause").length)
    refuse("clause-not-allowed", positionOf(over), { name: "ORDER BY" });
  const partition = plainKeys(base ? listOf(base, "partitionClause") : own.partition, scope);
  const orderNodes = own.order.length || !base ? own.order : listOf(base, "orderClause");
  const sorts = orderNodes.map((node) =>
    sortKey(node, scope, (inner) => scope.state.steps.expression(inner, scope)),
  );
  const frame = frameText(
    base && textOf(over, "name") ? base : over,
    sorts.map((sort) => sort.value),
  );
  const pieces = [];
  if (partition.length) pieces.push(`PARTITION BY ${partition.map((value) => value.sql).join(", ")}`);
  if (sorts.length) pieces.push(`ORDER BY ${sorts.map((sort) => sort.sql).join(", ")}`);
  if (frame) pieces.push(frame);
  return { sql: pieces.join(" "), values: [...partition, ...sorts.map((sort) => sort.value)] };
}

function baseOf(over: Tree, scope: Scope): Tree | undefined {
  const name = textOf(over, "name") || textOf(over, "refname");
  if (!name) return undefined;
  const found = scope.windows.get(name);
  if (!found)
    return refuse("clause-not-allowed", positionOf(over), {
      name: `WINDOW ${hintFor(name, scope.windows.keys()).en}`,
    });
  if (textOf(found, "refname")) refuse("clause-not-allowed", positionOf(found), { name: "WINDOW … AS (w)" });
  return found;
}

function frameText(window: Tree, order: readonly Value[]): string {
  const bits = typeof window.frameOptions === "number" ? window.frameOptions : 0;
  if (!(bits & NON_DEFAULT)) return "";
  const position = positionOf(window);
  if (bits & GROUPS) refuse("clause-not-allowed", position, { name: "GROUPS" });
  if (bits & EXCLUDE) refuse("clause-not-allowed", position, { name: "EXCLUDE" });
  const offsets = bits & (START.preceding | START.following | END.preceding | END.following);
  const numeric = order.length === 1 && (order[0]?.type === "integer" || order[0]?.type === "number");
  if (bits & RANGE && offsets && !numeric)
    refuse("clause-not-allowed", position, { name: "RANGE … PRECEDING" });
  const start = bound(bits, START, window.startOffset);
  const end = bound(bits, END, window.endOffset);
  return `${bits & RANGE ? "RANGE" : "ROWS"} BETWEEN ${start} AND ${end}`;
}

function bound(bits: number, of: typeof START | typeof END, offset: unknown): string {
  if (bits & of.current) return "CURRENT ROW";
  if (bits & of.preceding) return `${literalInteger(offset, "PRECEDING")} PRECEDING`;
  if (bits & of.following) return `${literalInteger(offset, "FOLLOWING")} FOLLOWING`;
  return "unboundedPreceding" in of ? "UNBOUNDED PRECEDING" : "UNBOUNDED FOLLOWING";
}
