/** VALUES, UNION, INTERSECT and EXCEPT. */
import { commonType, convert, engineTypes, typeName } from "./convert.ts";
import { refuse } from "./errors.ts";
import type { Query, RelationColumn, Value, ValueType } from "./model.ts";
import { columnValue } from "./names.ts";
import { limitClause, type Outermost, orderBy, outputColumns, shown } from "./output.ts";
import { mergeSources, nextRelation, type Scope } from "./state.ts";
import { asKind, bodyOf, listOf, positionWithin, type Tree, textOf } from "./tree.ts";

/** VALUES (…), (…). */
export function values(
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

/** UNION, INTERSECT, EXCEPT [ALL]. */
export function setOperation(
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
