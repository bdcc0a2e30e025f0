/** SELECT, VALUES and set operations. */
import { commonType, convert, engineTypes, settle, typeName } from "./convert.ts";
import { instantOf } from "./datetime.ts";
import { refuse } from "./errors.ts";
import { compileFrom } from "./from.ts";
import { compileGroup, type OutputNode, ordinalOf } from "./group.ts";
import type { Query, RelationColumn, Value, ValueType } from "./model.ts";
import { columnValue, isStar, outputName, starColumns } from "./names.ts";
import { literalInteger, sortKey } from "./order.ts";
import {
  countQuery,
  influence,
  mergeSources,
  type NamedQuery,
  nextRelation,
  type Scope,
  type State,
} from "./state.ts";
import { asKind, bodyOf, listOf, namesOf, positionOf, positionWithin, type Tree, textOf } from "./tree.ts";

/** What holds for the outermost query only. */
export interface Outermost {
  readonly limit: number | undefined;
}

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

interface Target extends OutputNode {
  readonly value: Value;
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

/** What a column is given as: comparisons of the engine give UInt8, which is no Bool. */
function shown(state: State, value: Value, outermost: boolean): string {
  if (value.type === "boolean" && !value.isColumn) return `CAST(${value.sql} AS Nullable(Bool))`;
  if (!outermost) return value.sql;
  if (value.type === "timestamp") return instantOf(state, value.sql);
  if (value.type === "array") return `if(empty(${value.sql}), NULL, toJSONString(${value.sql}))`;
  if (value.type === "interval")
    return refuse("type-mismatch", value.position, { wanted: "extract(epoch FROM …)", found: "interval" });
  return value.sql;
}

function outputColumns(targets: readonly Target[], outermost: boolean): RelationColumn[] {
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

interface Order {
  readonly sql: string;
  readonly values: readonly Value[];
}

function orderBy(select: Tree, targets: readonly Target[], scope: Scope): Order {
  const nodes = listOf(select, "sortClause");
  if (!nodes.length) return { sql: "", values: [] };
  const keys = nodes.map((node) => sortKey(node, scope, (inner) => orderValue(inner, targets, scope)));
  const values = keys.map((key) => key.value);
  influence(scope.state, values, "sort");
  return { sql: ` ORDER BY ${keys.map((key) => key.sql).join(", ")}`, values };
}

/** An ordinal, else an output name, else an expression over the input. */
function orderValue(node: unknown, targets: readonly Target[], scope: Scope): Value {
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

function limitClause(select: Tree, top: Outermost | undefined): string {
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

function values(
  select: Tree,
  scope: Scope,
  wanted: readonly ValueType[] | undefined,
  top: Outermost | undefined,
): Query {
  const { state } = scope;
  const inside: Scope = { ...scope, plain: "VALUES" };
  const rows = listOf(select, "valuesLists").map((row) => {
    const items = listOf(asKind(row, "List") ?? {}, "items");
    return items.map((node) => state.steps.expression(node, inside));
  });
  const width = rows[0]?.length ?? 0;
  for (const row of rows)
    if (row.length !== width)
      refuse("column-count", row[0]?.position ?? 0, { wanted: width, found: row.length });
  const types = Array.from(
    { length: width },
    (_, index) => wanted?.[index] ?? commonType(rows.flatMap((row) => row[index] ?? [])),
  );
  const converted = rows.map((row) =>
    row.map((value, index) => convert(state, value, types[index] ?? "text")),
  );
  const tuples = converted.map((row) => `tuple(${row.map((value) => castTo(value)).join(", ")})`);
  const alias = nextRelation(state);
  const columns = types.map((type, index): RelationColumn => {
    const sources = mergeSources(
      converted.flatMap((row) => row[index]?.sources ?? []),
      "identity",
    );
    return { name: `column${index + 1}`, sql: `${alias}.c0.${index + 1}`, type, sources };
  });
  const sql = `(SELECT arrayJoin([${tuples.join(", ")}]) AS c0) AS ${alias}`;
  return finish(select, { sql, columns }, scope, top);
}

function castTo(value: Value): string {
  if (value.type === "array" || value.type === "unknown" || value.type === "interval")
    return refuse("type-mismatch", value.position, { wanted: "text", found: typeName(value.type) });
  return `CAST(${value.sql} AS Nullable(${engineTypes[value.type]}))`;
}

/** Output columns, ORDER BY and LIMIT around a relation that was made of several rows or queries. */
function finish(
  select: Tree,
  from: { sql: string; columns: readonly RelationColumn[] },
  outer: Scope,
  top: Outermost | undefined,
): Query {
  const relation = { name: undefined, columns: from.columns, hidden: new Set<string>() };
  const scope: Scope = {
    ...outer,
    relations: [relation],
    windows: new Map(),
    plain: "ORDER BY",
    noWindow: true,
    keys: new Set(),
  };
  const targets = from.columns.map((column) => ({
    name: column.name,
    node: undefined,
    value: columnValue(scope, column, positionWithin(select)),
  }));
  const order = orderBy(select, targets, scope);
  const listed = targets.map(
    (one, index) => `${shown(outer.state, one.value, top !== undefined)} AS c${index + 1}`,
  );
  const sql = `SELECT ${listed.join(", ")} FROM ${from.sql}${order.sql}${limitClause(select, top)}`;
  return { sql, columns: outputColumns(targets, top !== undefined) };
}

const setWords: Readonly<Record<string, string>> = {
  SETOP_UNION: "UNION",
  SETOP_INTERSECT: "INTERSECT",
  SETOP_EXCEPT: "EXCEPT",
};

function setOperation(
  select: Tree,
  scope: Scope,
  wanted: readonly ValueType[] | undefined,
  top: Outermost | undefined,
): Query {
  const { state } = scope;
  const sides = [bodyOf(select, "larg") ?? {}, bodyOf(select, "rarg") ?? {}] as const;
  const inside: Scope = { ...scope, relations: [], windows: new Map() };
  const types = wanted ?? unionTypes(sides, inside);
  const [left, right] = sides.map((side) => state.steps.query(side, inside, types)) as [Query, Query];
  const alias = nextRelation(state);
  const word = setWords[textOf(select, "op")] ?? "UNION";
  const all = select.all === true ? (word === "UNION" ? " ALL" : "") : " DISTINCT";
  const names = left.columns.map((column) => column.sql).join(", ");
  const side = (query: Query): string => `SELECT ${names} FROM (${query.sql})`;
  const columns = left.columns.map((column, index) => {
    const sources = [column.sources, right.columns[index]?.sources ?? new Map()];
    return { ...column, sql: `${alias}.${column.sql}`, sources: mergeSources(sources, "identity") };
  });
  return finish(
    select,
    { sql: `(${side(left)} ${word}${all} ${side(right)}) AS ${alias}`, columns },
    scope,
    top,
  );
}

/** Common types; a column that is an untyped literal on one side takes the type of the other. */
function unionTypes(sides: readonly [Tree, Tree], scope: Scope): ValueType[] {
  const [left, right] = sides.map((side) => scope.state.steps.query(side, scope)) as [Query, Query];
  const position = positionWithin(sides[1]);
  if (left.columns.length !== right.columns.length)
    refuse("column-count", position, { wanted: left.columns.length, found: right.columns.length });
  const [leftOpen, rightOpen] = sides.map(openColumns);
  return left.columns.map((column, index) => {
    const other = right.columns[index];
    const type = (of: RelationColumn | undefined, open: boolean | undefined): ValueType =>
      open ? "unknown" : (of?.type ?? "unknown");
    const pair = [type(column, leftOpen?.[index]), type(other, rightOpen?.[index])];
    return commonType(pair.map((one) => ({ type: one, position }) as Value));
  });
}

/** Which columns of a SELECT list are bare string or NULL literals. */
function openColumns(select: Tree): boolean[] {
  return listOf(select, "targetList").map((node) => {
    const constant = asKind(asKind(node, "ResTarget")?.val, "A_Const");
    return constant !== undefined && (constant.isnull === true || constant.sval !== undefined);
  });
}
