/** Expressions: each node kind of PostgreSQL that is allowed, and nothing else. */
import { callScalar, compileCall, unifyNodes } from "./calls.ts";
import { cast, convert, roundHalfAway, settle, unify } from "./convert.ts";
import { wallTextOf } from "./datetime.ts";
import { refuse } from "./errors.ts";
import { scalarFunctions } from "./functions-table.ts";
import { constantValue } from "./literals.ts";
import type { Value } from "./model.ts";
import { resolveColumn } from "./names.ts";
import { binary, compare, distinctFrom, like, prefix } from "./operators.ts";
import { makeValue, retype, type Scope } from "./state.ts";
import { anyOrAll, compileSublink, inList } from "./subquery.ts";
import { asKind, listOf, namesOf, positionOf, positionWithin, type Tree, textOf, unwrap } from "./tree.ts";
import { typeNames } from "./type-names-table.ts";

type Compile = (body: Tree, scope: Scope) => Value;

/** @throws refusal for everything that is not allowed, is unknown or does not fit */
export function compileExpression(node: unknown, scope: Scope): Value {
  const [kind, body] = unwrap(node);
  const compile = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  if (!compile) return refuse("clause-not-allowed", positionWithin(node), { name: kind || "?" });
  const value = compile(body, scope);
  // A key of GROUP BY may be used as a whole, whatever it is made of.
  return value.loose.length && scope.keys.has(value.sql) ? { ...value, loose: [] } : value;
}

const kinds: Readonly<Record<string, Compile>> = {
  A_Const: (body) => constantValue(body),
  A_Expr: operatorExpression,
  A_ArrayExpr: arrayLiteral,
  BoolExpr: logic,
  BooleanTest: booleanTest,
  CaseExpr: caseExpression,
  CoalesceExpr: coalesce,
  CollateClause: plainCollation,
  ColumnRef: resolveColumn,
  FuncCall: compileCall,
  GroupingFunc: grouping,
  MinMaxExpr: minMax,
  NullTest: nullTest,
  SQLValueFunction: valueFunction,
  SubLink: compileSublink,
  TypeCast: typeCast,
};

function compiled(node: unknown, scope: Scope): Value {
  return scope.state.steps.expression(node, scope);
}

function operatorExpression(body: Tree, scope: Scope): Value {
  const { state } = scope;
  const position = positionOf(body);
  const kind = textOf(body, "kind");
  const written = namesOf(listOf(body, "name"));
  if (written.length > 1) return refuse("clause-not-allowed", position, { name: "OPERATOR(…)" });
  const name = written[0] === "!=" ? "<>" : (written[0] ?? "");
  if (kind === "AEXPR_IN") return inExpression(body, scope, name);
  if (kind.startsWith("AEXPR_BETWEEN") || kind.startsWith("AEXPR_NOT_BETWEEN"))
    return between(body, scope, kind);
  if (kind === "AEXPR_OP_ANY" || kind === "AEXPR_OP_ALL") return anyOrAll(body, scope);
  if (kind === "AEXPR_LIKE" || kind === "AEXPR_ILIKE") return likeExpression(body, scope, name);
  if (kind === "AEXPR_OP" && body.lexpr === undefined)
    return prefix(state, name, compiled(body.rexpr, scope), position);
  if (asKind(body.lexpr, "RowExpr")) return refuse("clause-not-allowed", position, { name: "ROW (a, b)" });
  const call = {
    state,
    name,
    left: compiled(body.lexpr, scope),
    right: compiled(body.rexpr, scope),
    position,
  };
  if (kind === "AEXPR_OP") return binary(call);
  if (kind === "AEXPR_DISTINCT" || kind === "AEXPR_NOT_DISTINCT")
    return distinctFrom(call, kind === "AEXPR_NOT_DISTINCT");
  if (kind === "AEXPR_NULLIF") return nullIf(call);
  return refuse("clause-not-allowed", position, { name: kind.replace("AEXPR_", "").replace("_", " ") });
}

function nullIf(call: Parameters<typeof compare>[0]): Value {
  const left = settle(call.state, call.left);
  const test = compare({ ...call, left });
  return makeValue(`if(${test.sql}, NULL, ${left.sql})`, left.type, { ...call, inputs: [left, test] });
}

function inExpression(body: Tree, scope: Scope, name: string): Value {
  const items = listOf(asKind(body.rexpr, "List") ?? {}, "items");
  const position = positionOf(body);
  if (asKind(body.lexpr, "RowExpr")) return refuse("clause-not-allowed", position, { name: "(a, b) IN (…)" });
  const left = compiled(body.lexpr, scope);
  const values = items.map((item) => compiled(item, scope));
  const value = inList(left, values, scope, position);
  return name === "<>" ? negated(value, scope) : value;
}

function negated(value: Value, scope: Scope): Value {
  return makeValue(`not(${value.sql})`, "boolean", {
    state: scope.state,
    inputs: [value],
    position: value.position,
  });
}

function between(body: Tree, scope: Scope, kind: string): Value {
  const { state } = scope;
  const position = positionOf(body);
  const [lowNode, highNode] = listOf(asKind(body.rexpr, "List") ?? {}, "items");
  const value = compiled(body.lexpr, scope);
  const ends = [compiled(lowNode, scope), compiled(highNode, scope)] as const;
  const inside = (low: Value, high: Value): Value => {
    const least = compare({ state, name: ">=", left: value, right: low, position });
    const most = compare({ state, name: "<=", left: value, right: high, position });
    return makeValue(`(${least.sql} AND ${most.sql})`, "boolean", { state, inputs: [least, most], position });
  };
  const one = inside(ends[0], ends[1]);
  const both = kind.endsWith("_SYM") ? either([one, inside(ends[1], ends[0])], scope, position) : one;
  return kind.includes("NOT") ? negated(both, scope) : both;
}

function either(values: readonly Value[], scope: Scope, position: number): Value {
  return makeValue(`(${values.map((value) => value.sql).join(" OR ")})`, "boolean", {
    state: scope.state,
    inputs: values,
    position,
  });
}

function likeExpression(body: Tree, scope: Scope, operator: string): Value {
  const { state } = scope;
  const escaped = asKind(body.rexpr, "FuncCall");
  const isEscape = escaped && namesOf(listOf(escaped, "funcname")).join(".") === "pg_catalog.like_escape";
  const [patternNode, escapeNode] = isEscape ? listOf(escaped, "args") : [body.rexpr, undefined];
  const name = `${operator.startsWith("!") ? "!" : ""}~~${textOf(body, "kind") === "AEXPR_ILIKE" ? "*" : ""}`;
  const call = {
    state,
    name,
    left: compiled(body.lexpr, scope),
    right: compiled(patternNode, scope),
    position: positionOf(body),
  };
  if (escapeNode === undefined) return like(call);
  const mark = compiled(escapeNode, scope).literal;
  if (mark === undefined || Array.from(mark).length > 1)
    return refuse("constant-needed", positionWithin(escapeNode), { name: "ESCAPE" });
  return like(call, mark);
}

function arrayLiteral(body: Tree, scope: Scope): Value {
  const { state } = scope;
  const position = positionOf(body);
  const { type, values } = unifyNodes(listOf(body, "elements"), scope);
  if (type === "array" || type === "interval")
    return refuse("clause-not-allowed", position, { name: "ARRAY[ARRAY[…]]" });
  const sql = `[${values.map((value) => value.sql).join(", ")}]`;
  return makeValue(sql, "array", { state, inputs: values, position, extra: { of: type, elements: values } });
}

function logic(body: Tree, scope: Scope): Value {
  const { state } = scope;
  const position = positionOf(body);
  const args = listOf(body, "args").map((node) => convert(state, compiled(node, scope), "boolean"));
  const [first] = args;
  const operator = textOf(body, "boolop");
  if (operator === "NOT_EXPR" && first)
    return makeValue(`not(${first.sql})`, "boolean", { state, inputs: args, position });
  const joined = args.map((value) => value.sql).join(operator === "AND_EXPR" ? " AND " : " OR ");
  return makeValue(`(${joined})`, "boolean", { state, inputs: args, position });
}

function booleanTest(body: Tree, scope: Scope): Value {
  const { state } = scope;
  const value = convert(state, compiled(body.arg, scope), "boolean");
  const tests: Record<string, string> = {
    IS_TRUE: `ifNull(${value.sql}, false)`,
    IS_NOT_TRUE: `not(ifNull(${value.sql}, false))`,
    IS_FALSE: `not(ifNull(${value.sql}, true))`,
    IS_NOT_FALSE: `ifNull(${value.sql}, true)`,
    IS_UNKNOWN: `isNull(${value.sql})`,
    IS_NOT_UNKNOWN: `isNotNull(${value.sql})`,
  };
  const sql = tests[textOf(body, "booltesttype")] ?? "false";
  return makeValue(sql, "boolean", { state, inputs: [value], position: positionOf(body) });
}

function nullTest(body: Tree, scope: Scope): Value {
  const value = settle(scope.state, compiled(body.arg, scope));
  const name = textOf(body, "nulltesttype") === "IS_NULL" ? "isNull" : "isNotNull";
  return makeValue(`${name}(${value.sql})`, "boolean", {
    state: scope.state,
    inputs: [value],
    position: positionOf(body),
  });
}

function caseExpression(body: Tree, scope: Scope): Value {
  const { state } = scope;
  const position = positionOf(body);
  const subject = body.arg === undefined ? undefined : compiled(body.arg, scope);
  const whens = listOf(body, "args").map((node) => asKind(node, "CaseWhen") ?? {});
  const tests = whens.map((when) => {
    const test = compiled(when.expr, scope);
    return subject
      ? compare({ state, name: "=", left: subject, right: test, position: test.position })
      : convert(state, test, "boolean");
  });
  const results = whens.map((when) => compiled(when.result, scope));
  const other = body.defresult === undefined ? nullValue(position) : compiled(body.defresult, scope);
  const { type, values } = unify(state, [...results, other]);
  const pairs = tests.map((test, index) => `${test.sql}, ${values[index]?.sql}`);
  const sql = `multiIf(${pairs.join(", ")}, ${values.at(-1)?.sql})`;
  return makeValue(sql, type, { state, inputs: [...tests, ...values], position });
}

function nullValue(position: number): Value {
  return constantValue({ isnull: true, location: position });
}

function coalesce(body: Tree, scope: Scope): Value {
  const { type, values } = unifyNodes(listOf(body, "args"), scope);
  const sql = `coalesce(${values.map((value) => value.sql).join(", ")})`;
  return makeValue(sql, type, { state: scope.state, inputs: values, position: positionOf(body) });
}

function minMax(body: Tree, scope: Scope): Value {
  const name = textOf(body, "op") === "IS_LEAST" ? "least" : "greatest";
  const spec = scalarFunctions[name];
  if (!spec) return refuse("function-unknown", positionOf(body), { name, hint: "" });
  return callScalar({ name, position: positionOf(body), spec, nodes: listOf(body, "args") }, scope);
}

/** COLLATE outside ORDER BY: only the order without a language, which is ours anyway. */
function plainCollation(body: Tree, scope: Scope): Value {
  const name = namesOf(listOf(body, "collname")).at(-1);
  if (name !== "C") return refuse("clause-not-allowed", positionOf(body), { name: "COLLATE" });
  return convert(scope.state, compiled(body.arg, scope), "text");
}

function grouping(body: Tree, scope: Scope): Value {
  const position = positionOf(body);
  if (scope.plain !== undefined || !scope.keys.size)
    return refuse("aggregate-not-allowed", position, { name: "grouping" });
  const args = listOf(body, "args").map((node) => compiled(node, scope));
  for (const arg of args)
    if (!scope.keys.has(arg.sql)) refuse("column-not-grouped", arg.position, { name: "grouping()" });
  const sql = `toInt64(grouping(${args.map((arg) => arg.sql).join(", ")}))`;
  return makeValue(sql, "integer", { state: scope.state, inputs: args, position });
}

function valueFunction(body: Tree, scope: Scope): Value {
  const { state } = scope;
  const position = positionOf(body);
  const op = textOf(body, "op");
  if (typeof body.typmod === "number" && body.typmod >= 0)
    return refuse("clause-not-allowed", position, { name: "current_timestamp(n)" });
  const literal = wallTextOf(state.timeZone, state.now);
  const wall = (type: "date" | "timestamp"): Value =>
    convert(
      state,
      { ...constantValue({ sval: { sval: literal.slice(0, type === "date" ? 10 : 19) } }), position },
      type,
    );
  if (op === "SVFOP_CURRENT_DATE") return wall("date");
  if (op === "SVFOP_LOCALTIMESTAMP") return wall("timestamp");
  if (op === "SVFOP_CURRENT_TIMESTAMP")
    return callScalar({ name: "now", position, spec: scalarFunctions.now as never, nodes: [] }, scope);
  return refuse("function-unknown", position, { name: op.replace("SVFOP_", "").toLowerCase(), hint: "" });
}

function typeCast(body: Tree, scope: Scope): Value {
  const { state } = scope;
  const typeBody = body.typeName as Tree;
  const written = namesOf(listOf(typeBody, "names"));
  const name = written.length > 1 && written[0] !== "pg_catalog" ? written.join(".") : (written.at(-1) ?? "");
  const type = Object.hasOwn(typeNames, name) ? typeNames[name] : undefined;
  const position = positionOf(typeBody);
  if (!type || listOf(typeBody, "arrayBounds").length)
    return refuse("type-not-allowed", position, { name: type ? `${name}[]` : name });
  const value = cast(state, compiled(body.arg, scope), type);
  return withModifiers(value, { name, modifiers: listOf(typeBody, "typmods"), position }, scope);
}

function withModifiers(
  value: Value,
  written: { name: string; modifiers: readonly unknown[]; position: number },
  scope: Scope,
): Value {
  const { name, modifiers, position } = written;
  if (!modifiers.length) return value;
  const numbers = modifiers.map((node) => compiled(node, scope).number ?? -1);
  if (name === "numeric") {
    const scale = numbers[1] ?? 0;
    if (scale < 0 || scale > 15) refuse("out-of-range", position, { name, limit: 15 });
    return retype(value, roundHalfAway(value.sql, scale), "number");
  }
  const [size = 0] = numbers;
  if (name === "varchar" || name === "bpchar")
    return retype(value, `leftUTF8(${value.sql}, ${Math.max(0, size)})`, "text");
  return refuse("type-not-allowed", position, { name: `${name}(…)` });
}
