/** Calls of functions: which one, with which arguments, where it may stand. */

import { aggregateCall } from "./aggregate-call.ts";
import { aggregates, collecting, windowOnly } from "./aggregates-table.ts";
import { asText, convert, unify } from "./convert.ts";
import { refuse } from "./errors.ts";
import { type Call, finishCall, type ScalarFunction, scalarFunctions, settleAny } from "./functions-table.ts";
import type { Value, ValueType } from "./model.ts";
import { retype, type Scope } from "./state.ts";
import { hintFor } from "./suggest.ts";
import { bodyOf, listOf, namesOf, positionOf, type Tree, textOf } from "./tree.ts";
import { windowCall } from "./window-call.ts";

/** Names of everything that may be called. */
export const functionNames: readonly string[] = [scalarFunctions, aggregates, collecting, windowOnly].flatMap(
  (table) => Object.keys(table),
);

/** @throws refusal `function-unknown`, `function-arguments`, `aggregate-not-allowed`, `clause-not-allowed` */
export function compileCall(body: Tree, scope: Scope): Value {
  const position = positionOf(body);
  const name = callName(body, position);
  if (body.func_variadic) refuse("clause-not-allowed", position, { name: "VARIADIC" });
  if (bodyOf(body, "over")) return windowCall(name, body, scope);
  if (Object.hasOwn(windowOnly, name))
    return refuse("clause-not-allowed", position, { name: `${name}() — OVER (…)?` });
  if (Object.hasOwn(aggregates, name) || Object.hasOwn(collecting, name))
    return aggregateCall(name, body, scope);
  const spec = Object.hasOwn(scalarFunctions, name) ? scalarFunctions[name] : undefined;
  if (!spec) return refuse("function-unknown", position, { name, hint: hintFor(name, functionNames) });
  for (const key of ["agg_star", "agg_distinct", "agg_filter", "agg_order", "agg_within_group"])
    if (body[key]) refuse("clause-not-allowed", position, { name: `${name}: ${key.slice(4).toUpperCase()}` });
  return callScalar({ name, position, spec, nodes: listOf(body, "args") }, scope);
}

function callName(body: Tree, position: number): string {
  const names = namesOf(listOf(body, "funcname"));
  const written = textOf(body, "funcformat") !== "COERCE_SQL_SYNTAX";
  const name = names.at(-1) ?? "";
  if (names.length > 1 && written) refuse("function-unknown", position, { name: names.join("."), hint: "" });
  return name;
}

interface ScalarCall {
  readonly name: string;
  readonly position: number;
  readonly spec: ScalarFunction;
  readonly nodes: readonly unknown[];
}

/** A scalar function over nodes of the tree. */
export function callScalar(asked: ScalarCall, scope: Scope): Value {
  const { state } = scope;
  const { name, position, spec } = asked;
  const given = asked.nodes.map((node) => argument(node, name, scope));
  const named =
    name === "make_interval" ? namedArguments(asked.nodes, ["years", "months", "weeks", "days"]) : undefined;
  const ordered = named ? named.map((index) => (index < 0 ? undefined : given[index])) : given;
  const kinds = kindsFor(spec, given.length);
  if (!kinds && !named) return wrongArguments(asked);
  if (name === "log" && given.length === 1)
    return finishScalar(asked, scope, [convertTo("number", given[0] as Value, asked, scope)]);
  const converted = ordered.map(
    (value, index) =>
      value && convertTo((kinds ?? spec.takes.map(plainKind))[index] ?? "any", value, asked, scope),
  );
  const args = converted.filter((value): value is Value => value !== undefined);
  const call: Call = { state, name, args, position };
  if (named)
    return finishCall(call, spec, spec.make(call, ...(converted.map((value) => value?.sql) as string[])));
  return finishScalar(asked, scope, args);
}

function finishScalar(asked: ScalarCall, scope: Scope, args: readonly Value[]): Value {
  const call: Call = { state: scope.state, name: asked.name, args, position: asked.position };
  return finishCall(call, asked.spec, asked.spec.make(call, ...args.map((value) => value.sql)));
}

function argument(node: unknown, name: string, scope: Scope): Value {
  const named = (node as { NamedArgExpr?: Tree }).NamedArgExpr;
  if (named && name !== "make_interval") refuse("clause-not-allowed", positionOf(named), { name: "=>" });
  return scope.state.steps.expression(named ? named.arg : node, scope);
}

function namedArguments(nodes: readonly unknown[], names: readonly string[]): number[] | undefined {
  const given = nodes.map((node) => (node as { NamedArgExpr?: Tree }).NamedArgExpr);
  if (!given.some(Boolean)) return undefined;
  for (const one of given)
    if (!one || !names.includes(textOf(one, "name")))
      refuse("clause-not-allowed", positionOf(one ?? {}), { name: "=>" });
  return names.map((name) => given.findIndex((one) => one && textOf(one, "name") === name));
}

const plainKind = (kind: string): string => kind.replace(/[?*]$/, "");

function kindsFor(spec: ScalarFunction, given: number): string[] | undefined {
  const last = spec.takes.at(-1) ?? "";
  const least = spec.takes.filter((kind) => !kind.endsWith("?")).length;
  if (given < least || (given > spec.takes.length && !last.endsWith("*"))) return undefined;
  return Array.from({ length: given }, (_, index) => plainKind(spec.takes[index] ?? last));
}

function wrongArguments(asked: ScalarCall): never {
  return refuse("function-arguments", asked.position, { name: asked.name, signature: asked.spec.signature });
}

const joining: ReadonlySet<string> = new Set(["concat", "concat_ws"]);
const comparing: ReadonlySet<string> = new Set(["greatest", "least"]);
const keepInteger: ReadonlySet<string> = new Set(["abs", "mod", "round", "trunc"]);

function convertTo(kind: string, value: Value, asked: ScalarCall, scope: Scope): Value {
  const { state } = scope;
  if (kind === "any" && joining.has(asked.name))
    return value.type === "boolean" ? shortBoolean(value) : asText(state, value);
  if (kind === "any" && comparing.has(asked.name)) return value;
  if (kind === "any") return settleAny(state, value);
  if (kind === "clock") return clockArgument(value, asked, scope);
  if (kind === "array" && value.type !== "array") return wrongArguments(asked);
  if (kind === "number" && value.type === "integer" && keepInteger.has(asked.name)) return value;
  // A literal keeps its content for functions that need it while compiling.
  const converted = convert(state, value, kind as ValueType);
  return value.literal !== undefined && kind === "text"
    ? { ...converted, literal: value.literal }
    : converted;
}

/** concat() prints booleans as `t` and `f`, where a cast gives `true` and `false`. */
function shortBoolean(value: Value): Value {
  return retype(value, `multiIf(isNull(${value.sql}), NULL, ${value.sql}, 't', 'f')`, "text");
}

function clockArgument(value: Value, asked: ScalarCall, scope: Scope): Value {
  if (value.type === "timestamp" || value.type === "datetime") return value;
  if (value.type === "date")
    return asked.name === "to_char" || asked.name === "age" ? value : convert(scope.state, value, "datetime");
  if (value.type === "unknown") return convert(scope.state, value, "datetime");
  return wrongArguments(asked);
}

/** Values in one type; for lists of a CASE, COALESCE and the like. */
export function unifyNodes(nodes: readonly unknown[], scope: Scope): { type: ValueType; values: Value[] } {
  return unify(
    scope.state,
    nodes.map((node) => scope.state.steps.expression(node, scope)),
  );
}
