/** IN, EXISTS, ANY, ALL and scalar subqueries, with PostgreSQL's answers about NULL. */
import { commonType, convert } from "./convert.ts";
import { refuse } from "./errors.ts";
import type { Query, Value } from "./model.ts";
import { binary } from "./operators.ts";
import { influence, makeValue, mergeSources, nextRelation, type Scope } from "./state.ts";
import { asKind, listOf, namesOf, positionOf, type Tree, textOf } from "./tree.ts";

/** @throws refusal `column-count`, `clause-not-allowed` */
export function compileSublink(body: Tree, scope: Scope): Value {
  const position = positionOf(body);
  const select = asKind(body.subselect, "SelectStmt") ?? {};
  const kind = textOf(body, "subLinkType");
  if (kind === "EXISTS_SUBLINK") return exists(inner(select, scope), scope, position);
  if (kind === "EXPR_SUBLINK") return scalar(inner(select, scope), scope, position);
  if (kind === "ARRAY_SUBLINK") return arrayOf(inner(select, scope), scope, position);
  const operator = namesOf(listOf(body, "operName"))[0] ?? "=";
  if (kind === "ANY_SUBLINK" && operator === "=") return member(body, select, scope);
  if (kind === "ALL_SUBLINK" && (operator === "<>" || operator === "!="))
    return negate(member(body, select, scope), scope);
  return refuse("clause-not-allowed", position, { name: `${operator} ANY/ALL (SELECT …)` });
}

function inner(select: Tree, scope: Scope): Query {
  return scope.state.steps.query(select, { ...scope, relations: [], windows: new Map(), parent: scope });
}

function onlyColumn(query: Query, position: number): Query["columns"][number] {
  const [column, other] = query.columns;
  if (!column || other) return refuse("column-count", position, { wanted: 1, found: query.columns.length });
  return column;
}

function exists(query: Query, scope: Scope, position: number): Value {
  return makeValue(`exists(${query.sql})`, "boolean", { state: scope.state, inputs: [], position });
}

function scalar(query: Query, scope: Scope, position: number): Value {
  const column = onlyColumn(query, position);
  if (column.type === "array") return refuse("type-mismatch", position, { wanted: "text", found: "array" });
  const value = makeValue(`(${query.sql})`, column.type, { state: scope.state, inputs: [], position });
  return { ...value, sources: mergeSources([column.sources], "transformation"), constant: false };
}

function arrayOf(query: Query, scope: Scope, position: number): Value {
  const column = onlyColumn(query, position);
  const alias = nextRelation(scope.state);
  const sql = `(SELECT arrayMap(x -> x.1, groupArray(tuple(${alias}.c1))) FROM (${query.sql}) AS ${alias})`;
  const value = makeValue(sql, "array", {
    state: scope.state,
    inputs: [],
    position,
    extra: { of: column.type },
  });
  return { ...value, sources: mergeSources([column.sources], "aggregation"), constant: false };
}

/** `x IN (SELECT …)`: true if found, NULL if it may be found (x or a member is NULL), false otherwise. */
function member(body: Tree, select: Tree, scope: Scope): Value {
  const { state } = scope;
  const position = positionOf(body);
  if (asKind(body.testexpr, "RowExpr"))
    return refuse("clause-not-allowed", position, { name: "(a, b) IN (SELECT …)" });
  const left = state.steps.expression(body.testexpr, scope);
  const first = inner(select, scope);
  const column = onlyColumn(first, position);
  const type = commonType([left, { type: column.type, position } as Value]);
  const query =
    column.type === type
      ? first
      : state.steps.query(select, { ...scope, relations: [], windows: new Map(), parent: scope }, [type]);
  const value = convert(state, left, type);
  const alias = nextRelation(state);
  const all = `(SELECT count() FROM (${query.sql}) AS ${alias})`;
  const nulls = `(SELECT count() FROM (${query.sql}) AS ${alias} WHERE isNull(${alias}.c1))`;
  const found = `ifNull(in(${value.sql}, (SELECT ${alias}.c1 FROM (${query.sql}) AS ${alias} WHERE isNotNull(${alias}.c1))), false)`;
  const sql = `multiIf(${found}, true, ${all} = 0, false, isNull(${value.sql}) OR ${nulls} > 0, NULL, false)`;
  influence(state, [{ ...value, sources: column.sources }], "filter");
  return makeValue(sql, "boolean", { state, inputs: [value], position });
}

function negate(value: Value, scope: Scope): Value {
  return makeValue(`not(${value.sql})`, "boolean", {
    state: scope.state,
    inputs: [value],
    position: value.position,
  });
}

/** `x IN (a, b)`: constants as a set, others by comparison; NULL among them makes "not found" unknown. */
export function inList(left: Value, items: readonly Value[], scope: Scope, position: number): Value {
  const { state } = scope;
  const type = commonType([left, ...items]);
  const value = convert(state, left, type);
  const given = items.filter((item) => !item.isNull);
  const known = given.map((item) => convert(state, item, type));
  // Only what is written out can be no NULL; `length(NULL)` is constant too.
  const isFixed = (_: Value, index: number): boolean =>
    given[index]?.literal !== undefined || given[index]?.number !== undefined;
  const fixed = known.filter(isFixed);
  const pieces = known
    .filter((item, index) => !isFixed(item, index))
    .map((item) => binary({ state, name: "=", left: value, right: item, position }).sql);
  if (fixed.length) pieces.push(fixedSet(value, fixed));
  if (known.length < items.length) pieces.push("CAST(NULL AS Nullable(Bool))");
  const sql = pieces.length > 1 ? `(${pieces.join(" OR ")})` : (pieces[0] ?? "false");
  return makeValue(sql, "boolean", { state, inputs: [value, ...known], position });
}

function fixedSet(value: Value, items: readonly Value[]): string {
  if (items.length === 1) return `equals(${value.sql}, ${items[0]?.sql})`;
  const set = `in(${value.sql}, tuple(${items.map((item) => item.sql).join(", ")}))`;
  return `if(isNull(${value.sql}), NULL, ${set})`;
}

/** `x op ANY (array)` and `x op ALL (array)`. */
export function anyOrAll(body: Tree, scope: Scope): Value {
  const { state } = scope;
  const position = positionOf(body);
  const name = namesOf(listOf(body, "name"))[0] ?? "";
  const all = textOf(body, "kind") === "AEXPR_OP_ALL";
  const left = state.steps.expression(body.lexpr, scope);
  const right = state.steps.expression(body.rexpr, scope);
  if (!right.elements) return inArray({ left, right, name, all, position }, scope);
  if (name === "=" && !all) return inList(left, right.elements, scope, position);
  if (!right.elements.length)
    return makeValue(all ? "true" : "false", "boolean", { state, inputs: [left], position });
  const tests = right.elements.map((item) =>
    binary({ state, name: name === "!=" ? "<>" : name, left, right: item, position }),
  );
  const sql = `(${tests.map((test) => test.sql).join(all ? " AND " : " OR ")})`;
  return makeValue(sql, "boolean", { state, inputs: tests, position });
}

function inArray(
  call: { left: Value; right: Value; name: string; all: boolean; position: number },
  scope: Scope,
): Value {
  const { left, right, name, all, position } = call;
  if (name !== "=" || all || right.type !== "array" || !right.of)
    return refuse("clause-not-allowed", position, { name: "ANY/ALL" });
  const value = convert(scope.state, left, right.of);
  const sql = `multiIf(isNull(${value.sql}), NULL, has(${right.sql}, ${value.sql}), true, has(${right.sql}, NULL), NULL, false)`;
  return makeValue(sql, "boolean", { state: scope.state, inputs: [value, right], position });
}
