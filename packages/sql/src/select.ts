/** SELECT. */

import { convert, settle } from "./convert.ts";
import { refuse } from "./errors.ts";
import { compileFrom } from "./from.ts";
import { compileGroup, type OutputNode } from "./group.ts";
import type { Query, Value, ValueType } from "./model.ts";
import { columnValue, isStar, outputName, starColumns } from "./names.ts";
import {
  limitClause,
  type Order,
  type Outermost,
  orderBy,
  orderValue,
  outputColumns,
  shown,
  type Target,
} from "./output.ts";
import { setOperation, values } from "./set-operation.ts";
import { countQuery, influence, type NamedQuery, type Scope, type State } from "./state.ts";
import { asKind, bodyOf, listOf, namesOf, positionOf, positionWithin, type Tree, textOf } from "./tree.ts";

/** @param wanted types the columns are converted to, for members of a set operation */
export function compileQuery(
  select: Tree,
  outer: Scope,
  wanted?: readonly ValueType[],
  top?: Outermost,
): Query {
  countQuery(outer.state, positionWithin(select));
  const scope = withQueries(select, outer);
  const query = compileBody(select, scope, wanted, top);
  checkUnused(scope, outer);
  return query;
}

function compileBody(
  select: Tree,
  scope: Scope,
  wanted: readonly ValueType[] | undefined,
  top: Outermost | undefined,
): Query {
  if (textOf(select, "op") !== "SETOP_NONE") return setOperation(select, scope, wanted, top);
  if (listOf(select, "valuesLists").length) return values(select, scope, wanted, top);
  return plainSelect(select, scope, wanted, top);
}

function withQueries(select: Tree, outer: Scope): Scope {
  const clause = bodyOf(select, "withClause");
  if (!clause) return outer;
  const queries = new Map<string, NamedQuery>(outer.queries);
  const own = new Set<string>();
  for (const item of listOf(clause, "ctes")) {
    const body = asKind(item, "CommonTableExpr") ?? {};
    const name = textOf(body, "ctename");
    if (own.has(name)) refuse("name-duplicate", positionOf(body), { name });
    own.add(name);
    const inner =
      asKind(body.ctequery, "SelectStmt") ??
      refuse("statement-not-allowed", positionOf(body), { name: "WITH" });
    const scope: Scope = {
      ...outer,
      queries: new Map(queries),
      relations: [],
      windows: new Map(),
      parent: undefined,
    };
    queries.set(name, {
      select: inner,
      columnNames: namesOf(listOf(body, "aliascolnames")),
      scope,
      used: false,
    });
  }
  return { ...outer, queries };
}

/** A WITH query that nothing uses must still be one that could be used. */
function checkUnused(scope: Scope, outer: Scope): void {
  for (const [name, query] of scope.queries) {
    if (query.used || outer.queries.get(name) === query) continue;
    query.used = true;
    const state: State = { ...scope.state, uses: new Map(), influences: new Map() };
    state.steps.query(query.select, { ...query.scope, state });
  }
}

function plainSelect(
  select: Tree,
  outer: Scope,
  wanted: readonly ValueType[] | undefined,
  top: Outermost | undefined,
): Query {
  const { state } = outer;
  const from = compileFrom(listOf(select, "fromClause"), outer);
  const found = { aggregate: false };
  const windows = new Map(listOf(select, "windowClause").map((node) => windowOf(node)));
  const base: Scope = {
    ...outer,
    relations: from.relations,
    windows,
    plain: undefined,
    noWindow: false,
    keys: new Set(),
    found,
  };
  const where =
    select.whereClause === undefined
      ? ""
      : ` WHERE ${filter(select.whereClause, { ...base, plain: "WHERE" }).sql}`;
  const nodes = expandTargets(listOf(select, "targetList"), base);
  const group = compileGroup(listOf(select, "groupClause"), nodes, base);
  influence(state, group.values, "group");
  const scope: Scope = { ...base, keys: new Set(group.values.map((value) => value.sql)) };
  const targets = nodes.map((node, index) => target(node, scope, wanted?.[index]));
  if (wanted && wanted.length !== targets.length)
    refuse("column-count", positionWithin(select), { wanted: wanted.length, found: targets.length });
  const having =
    select.havingClause === undefined ? undefined : filter(select.havingClause, { ...scope, noWindow: true });
  const order = orderBy(select, targets, scope);
  const distinct = distinctClause(select, { targets, order }, scope);
  const grouped = group.sql !== "" || found.aggregate || having !== undefined;
  if (grouped)
    refuseLoose([
      ...targets.map((one) => one.value),
      ...order.values,
      ...distinct.values,
      ...(having ? [having] : []),
    ]);
  const columns = outputColumns(targets, top !== undefined);
  const listed = targets.map(
    (one, index) => `${shown(state, one.value, top !== undefined)} AS c${index + 1}`,
  );
  const pieces = [
    `SELECT ${distinct.sql}${listed.join(", ") || "1 AS c0"}`,
    from.sql ? ` FROM ${from.sql}` : "",
    where,
    group.sql,
    having ? ` HAVING ${having.sql}` : "",
    order.sql,
    distinct.limitBy,
    limitClause(select, top),
  ];
  return { sql: pieces.join(""), columns };
}

function windowOf(node: unknown): readonly [string, Tree] {
  const body = asKind(node, "WindowDef") ?? {};
  return [textOf(body, "name"), body];
}

function filter(node: unknown, scope: Scope): Value {
  const condition = convert(scope.state, scope.state.steps.expression(node, scope), "boolean");
  influence(scope.state, [condition], "filter");
  return condition;
}

function expandTargets(nodes: readonly unknown[], scope: Scope): OutputNode[] {
  return nodes.flatMap((node): OutputNode[] => {
    const body = asKind(node, "ResTarget") ?? {};
    if (!isStar(body.val)) return [{ name: textOf(body, "name") || outputName(body.val), node: body.val }];
    const star = asKind(body.val, "ColumnRef") ?? {};
    return starColumns(star, scope).map((column) => ({
      name: column.name,
      node: undefined,
      value: columnValue(scope, column, positionOf(star)),
    }));
  });
}

function target(output: OutputNode, scope: Scope, wanted: ValueType | undefined): Target {
  const made = output.value ?? scope.state.steps.expression(output.node, scope);
  const settled = wanted ? convert(scope.state, made, wanted) : settle(scope.state, made);
  const value = settled.loose.length && scope.keys.has(settled.sql) ? { ...settled, loose: [] } : settled;
  return { ...output, value };
}

function refuseLoose(all: readonly Value[]): void {
  for (const { loose } of all) {
    const [first] = loose;
    if (first) refuse("column-not-grouped", first.position, { name: first.name });
  }
}

interface Distinct {
  readonly sql: string;
  readonly limitBy: string;
  readonly values: readonly Value[];
}

function distinctClause(
  select: Tree,
  made: { targets: readonly Target[]; order: Order },
  scope: Scope,
): Distinct {
  const nodes = listOf(select, "distinctClause");
  if (!nodes.length) return { sql: "", limitBy: "", values: [] };
  const { targets, order } = made;
  const isOn = nodes.some((node) => Object.keys((node ?? {}) as object).length > 0);
  if (!isOn) {
    const listed = new Set(targets.map((one) => one.value.sql));
    for (const value of order.values)
      if (!listed.has(value.sql))
        refuse("clause-not-allowed", value.position, { name: "SELECT DISTINCT … ORDER BY" });
    return { sql: "DISTINCT ", limitBy: "", values: [] };
  }
  const values = nodes.map((node) => settle(scope.state, orderValue(node, targets, scope)));
  const wanted = new Set(values.map((value) => value.sql));
  for (const value of order.values) {
    if (!wanted.size) break;
    if (!wanted.delete(value.sql) && !values.some((one) => one.sql === value.sql))
      refuse("clause-not-allowed", value.position, { name: "DISTINCT ON … ORDER BY" });
  }
  influence(scope.state, values, "group");
  return { sql: "", limitBy: ` LIMIT 1 BY ${values.map((value) => value.sql).join(", ")}`, values };
}
