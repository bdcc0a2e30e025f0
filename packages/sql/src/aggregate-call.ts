/** Calls of aggregate functions: DISTINCT, FILTER, ORDER BY inside, WITHIN GROUP. */
import { type Aggregate, aggregates, collecting } from "./aggregates-table.ts";
import { asText, convert, settle } from "./convert.ts";
import { refuse } from "./errors.ts";
import type { Value, ValueType } from "./model.ts";
import { influence, makeValue, type Scope } from "./state.ts";
import { asKind, listOf, positionOf, type Tree, textOf } from "./tree.ts";

/** An aggregate with its arguments compiled. */
interface AggregateCall {
  readonly name: string;
  readonly body: Tree;
  readonly scope: Scope;
  readonly position: number;
  readonly args: readonly Value[];
  readonly filter: Value | undefined;
}

/** @throws refusal `aggregate-not-allowed`, `function-arguments`, `clause-not-allowed` */
export function aggregateCall(name: string, body: Tree, scope: Scope): Value {
  const call = readAggregate(name, body, scope);
  scope.found.aggregate = true;
  const value = Object.hasOwn(collecting, name) ? collect(call) : plain(call);
  return { ...value, loose: [], constant: false };
}

/** The same function over a window; `over` is its ` OVER (…)`. */
export function aggregateOver(name: string, body: Tree, scope: Scope, over: string): Value {
  if (!Object.hasOwn(aggregates, name))
    return refuse("clause-not-allowed", positionOf(body), { name: `${name} OVER` });
  if (body.agg_distinct) refuse("clause-not-allowed", positionOf(body), { name: "DISTINCT OVER" });
  return plain(readArguments(name, body, scope), over);
}

function readAggregate(name: string, body: Tree, scope: Scope): AggregateCall {
  const position = positionOf(body);
  if (scope.plain !== undefined) refuse("aggregate-not-allowed", position, { name });
  // Inside an aggregate neither another one nor a window function may stand.
  return readArguments(name, body, { ...scope, plain: name, keys: new Set() });
}

function readArguments(name: string, body: Tree, scope: Scope): AggregateCall {
  const { state } = scope;
  const args = listOf(body, "args").map((node) => state.steps.expression(node, scope));
  const node = body.agg_filter;
  const filter = node ? convert(state, state.steps.expression(node, scope), "boolean") : undefined;
  if (filter) influence(state, [filter], "condition");
  return { name, body, scope, position: positionOf(body), args, filter };
}

function wrong(call: AggregateCall): never {
  const spec = aggregates[call.name] ?? collecting[call.name];
  return refuse("function-arguments", call.position, { name: call.name, signature: spec?.signature ?? "" });
}

function only(call: AggregateCall, sql: string): string {
  return call.filter ? `if(${call.filter.sql}, ${sql}, NULL)` : sql;
}

function plain(call: AggregateCall, over = ""): Value {
  const { name, body } = call;
  const spec = aggregates[name];
  if (!spec) return wrong(call);
  if (body.agg_within_group) refuse("clause-not-allowed", call.position, { name: `${name} WITHIN GROUP` });
  if (name === "count" && !call.args.length) return countRows(call, over);
  if (call.args.length !== spec.takes.length) return wrong(call);
  const args = call.args.map((value, index) =>
    aggregateArgument(call, value, (spec.takes[index] ?? "any").replace("?", "")),
  );
  const gives: ValueType = spec.gives === "same" ? (args[0]?.type ?? "text") : spec.gives;
  if (body.agg_distinct && !spec.distinct)
    refuse("clause-not-allowed", call.position, { name: `${name}(DISTINCT)` });
  const distinct = body.agg_distinct && spec.distinct === "sql" ? "DISTINCT " : "";
  const sql = spec.make(
    args.map((value) => only(call, value.sql)),
    distinct,
    over,
  );
  return made(call, typed(spec, gives, sql), gives);
}

function typed(spec: Aggregate, gives: ValueType, sql: string): string {
  if (spec.gives === "same" && gives === "boolean") return `CAST(${sql} AS Nullable(Bool))`;
  return sql;
}

function aggregateArgument(call: AggregateCall, value: Value, kind: string): Value {
  const { state } = call.scope;
  if (kind === "any") {
    const settled = settle(state, value);
    return settled.type === "array" ? wrong(call) : settled;
  }
  if (call.name === "sum" && value.type === "integer") return value;
  if (value.type === "interval" && (call.name === "sum" || call.name === "avg"))
    return refuse("type-mismatch", value.position, { wanted: "number", found: "interval" });
  return convert(state, value, kind as ValueType);
}

function countRows(call: AggregateCall, over: string): Value {
  if (!call.body.agg_star) return wrong(call);
  return made(call, `toInt64(${call.filter ? `countIf(${call.filter.sql})` : "count()"}${over})`, "integer");
}

function made(call: AggregateCall, sql: string, type: ValueType, of?: ValueType): Value {
  const extra = of ? { extra: { of } } : {};
  const { state } = call.scope;
  return makeValue(sql, type, {
    state,
    inputs: call.args,
    position: call.position,
    least: "aggregation",
    ...extra,
  });
}

function collect(call: AggregateCall): Value {
  if (call.name === "string_agg") return stringAgg(call);
  if (call.name === "array_agg") return arrayAgg(call);
  return orderedSet(call);
}

function stringAgg(call: AggregateCall): Value {
  const { state } = call.scope;
  const [first, second] = call.args;
  if (!first || !second || call.args.length !== 2) return wrong(call);
  const text = convert(state, first, "text");
  const separator = asText(state, second);
  if (second.literal === undefined) refuse("constant-needed", second.position, { name: "string_agg" });
  const list = sortedList(call, { ...text, sql: `assumeNotNull(${text.sql})` }, `isNotNull(${text.sql})`);
  return made(call, `if(empty(${list}), NULL, arrayStringConcat(${list}, ${separator.sql}))`, "text");
}

function arrayAgg(call: AggregateCall): Value {
  const [first] = call.args;
  if (!first || call.args.length !== 1) return wrong(call);
  const value = settle(call.scope.state, first);
  if (value.type === "array" || value.type === "interval") return wrong(call);
  return made(call, sortedList(call, value, "true"), "array", value.type);
}

/** An array of the values that pass, in the order asked for; `tuple` keeps NULL, which groupArray would drop. */
function sortedList(call: AggregateCall, value: Value, condition: string): string {
  const { body, scope } = call;
  const wanted = call.filter ? `${condition} AND ifNull(${call.filter.sql}, false)` : condition;
  const sorts = listOf(body, "agg_order");
  const distinct = body.agg_distinct === true;
  if (!sorts.length) {
    const list = `groupArrayIf(tuple(${value.sql}), ${wanted})`;
    const kept = distinct ? `arraySort(arrayDistinct(${list}))` : list;
    return `arrayMap(x -> x.1, ${kept})`;
  }
  const keys = sorts.map((sort) => readSort(sort, scope));
  const backwards = keys[0]?.descending ?? false;
  if (keys.some((key) => key.descending !== backwards || key.nullsFirst !== backwards))
    refuse("clause-not-allowed", call.position, { name: `${call.name}: ORDER BY … ASC, … DESC` });
  if (distinct && (keys.length > 1 || keys[0]?.value.sql !== call.args[0]?.sql))
    refuse("clause-not-allowed", call.position, { name: "DISTINCT … ORDER BY" });
  const parts = keys.flatMap(({ value: key }) => [`isNull(${key.sql})`, key.sql]);
  const list = `groupArrayIf(tuple(${value.sql}, tuple(${parts.join(", ")})), ${wanted})`;
  const sorted = `${backwards ? "arrayReverseSort" : "arraySort"}(x -> x.2, ${distinct ? `arrayDistinct(${list})` : list})`;
  return `arrayMap(x -> x.1, ${sorted})`;
}

interface Sort {
  readonly value: Value;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

function readSort(node: unknown, scope: Scope): Sort {
  const body = asKind(node, "SortBy") ?? {};
  const value = settle(scope.state, scope.state.steps.expression(body.node, scope));
  const descending = textOf(body, "sortby_dir") === "SORTBY_DESC";
  const nulls = textOf(body, "sortby_nulls");
  influence(scope.state, [value], "sort");
  return {
    value,
    descending,
    nullsFirst: nulls === "SORTBY_NULLS_DEFAULT" ? descending : nulls === "SORTBY_NULLS_FIRST",
  };
}

/** percentile_cont, percentile_disc and mode. */
function orderedSet(call: AggregateCall): Value {
  const { body, scope, name } = call;
  const [sort, extra] = listOf(body, "agg_order");
  if (!body.agg_within_group || sort === undefined || extra !== undefined) return wrong(call);
  const { value, descending } = readSort(sort, scope);
  const measured = { ...call, args: [value] };
  if (name === "mode")
    return call.args.length ? wrong(call) : made(measured, modeOf(measured, value, descending), value.type);
  const fraction = call.args[0]?.number;
  if (call.args.length !== 1 || fraction === undefined)
    return refuse("constant-needed", call.position, { name });
  if (fraction < 0 || fraction > 1) refuse("out-of-range", call.position, { name, limit: "0..1" });
  const level = descending ? 1 - fraction : fraction;
  if (name === "percentile_disc")
    return made(measured, discrete(measured, value, { fraction, descending }), value.type);
  const number = convert(scope.state, value, "number");
  return made(measured, `quantileExactInclusiveOrNull(${level})(${only(call, number.sql)})`, "number");
}

function sortedValues(call: AggregateCall, value: Value, descending: boolean): string {
  return `${descending ? "arrayReverseSort" : "arraySort"}(groupArray(${only(call, value.sql)}))`;
}

function discrete(call: AggregateCall, value: Value, at: { fraction: number; descending: boolean }): string {
  const list = sortedValues(call, value, at.descending);
  const index = `greatest(toInt64(1), toInt64(ceil(${at.fraction} * length(${list}))))`;
  return `if(empty(${list}), NULL, arrayElement(${list}, ${index}))`;
}

/** The smallest of the most frequent values: the first to be counted as often as any. */
function modeOf(call: AggregateCall, value: Value, descending: boolean): string {
  const list = sortedValues(call, value, descending);
  const counts = `arrayEnumerateUniq(${list})`;
  return `if(empty(${list}), NULL, arrayElement(${list}, indexOf(${counts}, arrayMax(${counts}))))`;
}
