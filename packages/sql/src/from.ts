/** FROM: tables, subqueries, joins, series. */
import { settle } from "./convert.ts";
import { refuse } from "./errors.ts";
import type { Query, Relation, RelationColumn, Value } from "./model.ts";
import { columnValue } from "./names.ts";
import { compare } from "./operators.ts";
import { influence, nextRelation, quoteName, type Scope, useTable } from "./state.ts";
import { hintFor } from "./suggest.ts";
import {
  asKind,
  bodyOf,
  listOf,
  namesOf,
  positionOf,
  positionWithin,
  type Tree,
  textOf,
  unwrap,
} from "./tree.ts";

/** A compiled FROM item. */
interface Source {
  readonly sql: string;
  readonly relations: readonly Relation[];
  readonly isJoin: boolean;
}

const MAX_SERIES = 1_000_000;

/** @throws refusal `table-unknown`, `name-duplicate`, `join-not-supported`, … */
export function compileFrom(
  nodes: readonly unknown[],
  scope: Scope,
): { sql: string; relations: readonly Relation[] } {
  const items = nodes.map((node) => source(node, scope));
  const [first, ...others] = items;
  if (!first) return { sql: "", relations: [] };
  const rest = others.map((item) => (item.isJoin ? derived(item, scope) : item));
  const relations = [first, ...rest].flatMap((item) => item.relations);
  refuseDuplicates(relations, positionWithin(nodes));
  return { sql: [first.sql, ...rest.map((item) => item.sql)].join(" CROSS JOIN "), relations };
}

function refuseDuplicates(relations: readonly Relation[], position: number): void {
  const seen = new Set<string>();
  for (const { name } of relations) {
    if (name === undefined) continue;
    if (seen.has(name)) refuse("name-duplicate", position, { name });
    seen.add(name);
  }
}

function source(node: unknown, scope: Scope): Source {
  const [kind, body] = unwrap(node);
  if (kind === "RangeVar") return table(body, scope);
  if (kind === "RangeSubselect") return subquery(body, scope);
  if (kind === "RangeFunction") return series(body, scope);
  if (kind === "JoinExpr") return join(body, scope);
  return refuse("clause-not-allowed", positionWithin(node), { name: kind });
}

function table(body: Tree, scope: Scope): Source {
  const { state } = scope;
  const written = textOf(body, "relname");
  if (body.inh !== true) refuse("clause-not-allowed", positionOf(body), { name: "ONLY" });
  const named = textOf(body, "schemaname") === "" ? scope.queries.get(written) : undefined;
  const alias = bodyOf(body, "alias");
  if (named) {
    named.used = true;
    const query = state.steps.query(named.select, { ...named.scope, state });
    return aliased(renamed(query, named.columnNames, positionOf(body)), { alias, fallback: written }, scope);
  }
  const key = state.tables.has(written) ? written : keyOfCut(written, state.tables);
  const found = key === undefined ? undefined : state.tables.get(key);
  if (key === undefined || !found)
    return refuse("table-unknown", positionOf(body), {
      name: written,
      hint: hintFor(written, [...state.tables.keys(), ...scope.queries.keys()]),
    });
  useTable(state, key);
  const inner = nextRelation(state);
  const columns = found.columns.map(({ name, type }): RelationColumn => {
    const base = { table: key, column: name };
    const sources = new Map([[`${key}\0${name}`, { ...base, how: "identity" as const }]]);
    return { name, sql: `${inner}.${quoteName(name)}`, type, sources, base };
  });
  const relation = relationOf(columns, { alias, fallback: written.replace(/@\d+$/, "") }, positionOf(body));
  return { sql: `${found.from} AS ${inner}`, relations: [relation], isJoin: false };
}

/** The grammar cuts names at 63 bytes. */
function keyOfCut(written: string, tables: ReadonlyMap<string, unknown>): string | undefined {
  if (new TextEncoder().encode(written).length < 60) return undefined;
  const fitting = [...tables.keys()].filter((key) => key.startsWith(written));
  return fitting.length === 1 ? fitting[0] : undefined;
}

interface Naming {
  readonly alias: Tree | undefined;
  readonly fallback: string | undefined;
}

function relationOf(columns: readonly RelationColumn[], naming: Naming, position: number): Relation {
  const { alias, fallback } = naming;
  const names = namesOf(listOf(alias ?? {}, "colnames"));
  if (names.length > columns.length)
    refuse("column-count", position, { wanted: columns.length, found: names.length });
  const shown = columns.map((column, index) => ({ ...column, name: names[index] ?? column.name }));
  return { name: alias ? textOf(alias, "aliasname") : fallback, columns: shown, hidden: new Set() };
}

function renamed(query: Query, names: readonly string[], position: number): Query {
  if (names.length > query.columns.length)
    refuse("column-count", position, { wanted: query.columns.length, found: names.length });
  return {
    ...query,
    columns: query.columns.map((column, index) => ({ ...column, name: names[index] ?? column.name })),
  };
}

function aliased(query: Query, naming: Naming, scope: Scope): Source {
  const inner = nextRelation(scope.state);
  const columns = query.columns.map((column) => ({ ...column, sql: `${inner}.${column.sql}` }));
  const relation = relationOf(columns, naming, -1);
  return { sql: `(${query.sql}) AS ${inner}`, relations: [relation], isJoin: false };
}

function subquery(body: Tree, scope: Scope): Source {
  const select = asKind(body.subquery, "SelectStmt") ?? {};
  const query = scope.state.steps.query(select, {
    ...scope,
    relations: [],
    windows: new Map(),
    parent: scope.parent,
  });
  return aliased(query, { alias: bodyOf(body, "alias"), fallback: undefined }, scope);
}

/** generate_series(first, last [, step]) over written integers. */
function series(body: Tree, scope: Scope): Source {
  const [item] = listOf(body, "functions");
  const [callNode] = listOf(asKind(item, "List") ?? {}, "items");
  const call = asKind(callNode, "FuncCall") ?? {};
  const name = namesOf(listOf(call, "funcname")).join(".");
  const position = positionOf(call);
  if (name !== "generate_series")
    refuse("function-unknown", position, { name, hint: hintFor(name, ["generate_series"]) });
  const values = listOf(call, "args").map(
    (node) => scope.state.steps.expression(node, { ...scope, plain: "FROM" }).number,
  );
  const [first, last, step = 1] = values;
  if (
    values.length < 2 ||
    values.length > 3 ||
    !values.every((value) => Number.isSafeInteger(value)) ||
    first === undefined ||
    last === undefined
  )
    return refuse("constant-needed", position, { name });
  if (step === 0) refuse("out-of-range", position, { name, limit: "≠ 0" });
  const count = Math.max(0, Math.floor((last - first) / step) + 1);
  if (count > MAX_SERIES) refuse("out-of-range", position, { name, limit: MAX_SERIES });
  const alias = bodyOf(body, "alias");
  const sql = `SELECT toInt64(${first}) + toInt64(number) * toInt64(${step}) AS c1 FROM numbers(${count})`;
  // With one name, `AS n` names both the relation and its column.
  const column = (alias && textOf(alias, "aliasname")) || name;
  const columns: RelationColumn[] = [{ name: column, sql: "c1", type: "integer", sources: new Map() }];
  return aliased({ sql, columns }, { alias, fallback: name }, scope);
}

const joinWords: Readonly<Record<string, string>> = {
  JOIN_INNER: "INNER",
  JOIN_LEFT: "LEFT",
  JOIN_RIGHT: "RIGHT",
  JOIN_FULL: "FULL",
};

function join(body: Tree, scope: Scope): Source {
  const left = source(body.larg, scope);
  const rightAsWritten = source(body.rarg, scope);
  const right = rightAsWritten.isJoin ? derived(rightAsWritten, scope) : rightAsWritten;
  const kind = joinWords[textOf(body, "jointype")];
  const position = positionWithin(body.quals ?? body.rarg);
  if (!kind || bodyOf(body, "alias")) return refuse("clause-not-allowed", position, { name: "JOIN … AS" });
  refuseDuplicates([...left.relations, ...right.relations], position);
  const using = body.isNatural ? sharedNames(left, right) : namesOf(listOf(body, "usingClause"));
  if (using.length) return joinUsing({ left, right, kind, position, names: using }, scope);
  const relations = [...left.relations, ...right.relations];
  if (body.quals === undefined) {
    if (kind !== "INNER") return refuse("join-not-supported", position, { name: kind });
    return { sql: `${left.sql} CROSS JOIN ${right.sql}`, relations, isJoin: true };
  }
  const inside: Scope = { ...scope, relations, plain: "JOIN … ON", keys: new Set() };
  const condition = settle(scope.state, scope.state.steps.expression(body.quals, inside));
  if (condition.type !== "boolean")
    refuse("type-mismatch", position, { wanted: "boolean", found: condition.type });
  influence(scope.state, [condition], "join");
  if (!hasEquality(body.quals, inside, [left, right])) {
    if (kind !== "INNER") return refuse("join-not-supported", position, { name: kind });
    const sides = derived(
      { sql: `${left.sql} CROSS JOIN ${right.sql}`, relations, isJoin: true },
      scope,
      condition.sql,
    );
    return sides;
  }
  return { sql: `${left.sql} ${kind} JOIN ${right.sql} ON ${condition.sql}`, relations, isJoin: true };
}

/** True if one of the conditions joined by AND compares the two sides for equality. */
function hasEquality(quals: unknown, scope: Scope, sides: readonly [Source, Source]): boolean {
  const [kind, body] = unwrap(quals);
  if (kind === "BoolExpr" && textOf(body, "boolop") === "AND_EXPR")
    return listOf(body, "args").some((node) => hasEquality(node, scope, sides));
  const isEquality =
    kind === "A_Expr" && textOf(body, "kind") === "AEXPR_OP" && namesOf(listOf(body, "name"))[0] === "=";
  if (!isEquality) return false;
  const [a, b] = [body.lexpr, body.rexpr].map((node) =>
    relationsOf(scope.state.steps.expression(node, scope)),
  );
  const [left, right] = sides.map(ownRelations);
  const within = (names: Set<string> | undefined, of: Set<string> | undefined): boolean =>
    !!names?.size && !!of && names.isSubsetOf(of);
  return (within(a, left) && within(b, right)) || (within(a, right) && within(b, left));
}

function relationsOf(value: Value): Set<string> {
  const bare = value.sql.replace(/`(?:\\.|[^`\\])*`/g, "");
  return new Set(Array.from(bare.matchAll(/\b(t\d+)\./g), (match) => match[1] ?? ""));
}

function ownRelations(side: Source): Set<string> {
  return new Set(
    side.relations.flatMap((relation) =>
      relation.columns.flatMap((column) => [...relationsOf({ sql: column.sql } as Value)]),
    ),
  );
}

function visible(side: Source): RelationColumn[] {
  return side.relations.flatMap((relation) =>
    relation.columns.filter((column) => !relation.hidden.has(column.name)),
  );
}

function sharedNames(left: Source, right: Source): string[] {
  const other = new Set(visible(right).map((column) => column.name));
  return visible(left).flatMap((column) => (other.has(column.name) ? [column.name] : []));
}

interface UsingJoin {
  readonly left: Source;
  readonly right: Source;
  readonly kind: string;
  readonly position: number;
  readonly names: readonly string[];
}

function joinUsing(call: UsingJoin, scope: Scope): Source {
  const { left, right, kind, position, names } = call;
  const { state } = scope;
  const merged: RelationColumn[] = [];
  const tests: Value[] = [];
  for (const name of names) {
    const [a, b] = [left, right].map((side) => onlyVisible(side, name, position)) as [
      RelationColumn,
      RelationColumn,
    ];
    const [x, y] = [columnValue(scope, a, position), columnValue(scope, b, position)];
    tests.push(compare({ state, name: "=", left: x, right: y, position }));
    const both = {
      ...a,
      sql: `coalesce(${a.sql}, ${b.sql})`,
      sources: new Map([...b.sources, ...a.sources]),
    };
    if (kind === "FULL" && a.type !== b.type)
      refuse("type-mismatch", position, { wanted: a.type, found: b.type });
    merged.push(kind === "FULL" ? both : kind === "RIGHT" ? b : a);
  }
  influence(state, tests, "join");
  const hide = (relation: Relation): Relation => ({
    ...relation,
    hidden: new Set([...relation.hidden, ...names]),
  });
  const relations = [
    { name: undefined, columns: merged, hidden: new Set<string>() },
    ...[...left.relations, ...right.relations].map(hide),
  ];
  const condition = tests.map((test) => test.sql).join(" AND ");
  return { sql: `${left.sql} ${kind} JOIN ${right.sql} ON ${condition}`, relations, isJoin: true };
}

function onlyVisible(side: Source, name: string, position: number): RelationColumn {
  const columns = visible(side);
  const found = columns.filter((column) => column.name === name);
  if (found.length > 1) return refuse("column-ambiguous", position, { name });
  return (
    found[0] ??
    refuse("column-unknown", position, {
      name,
      hint: hintFor(
        name,
        columns.map((column) => column.name),
      ),
    })
  );
}

/** A join as one subquery, so that it can stand on the right of another; keeps names and what is hidden. */
function derived(item: Source, scope: Scope, condition?: string): Source {
  const alias = nextRelation(scope.state);
  const listed: string[] = [];
  const relations = item.relations.map((relation) => ({
    ...relation,
    columns: relation.columns.map((column) => {
      listed.push(`${column.sql} AS c${listed.length + 1}`);
      return { ...column, sql: `${alias}.c${listed.length}` };
    }),
  }));
  const where = condition ? ` WHERE ${condition}` : "";
  const sql = `(SELECT ${listed.join(", ") || "1"} FROM ${item.sql}${where}) AS ${alias}`;
  return { sql, relations, isJoin: false };
}
