/** Looking columns up in the relations of a scope, and naming output columns as PostgreSQL does. */
import { refuse } from "./errors.ts";
import type { Relation, RelationColumn, Value } from "./model.ts";
import type { Scope } from "./state.ts";
import { hintFor } from "./suggest.ts";
import { asKind, bodyOf, listOf, namesOf, positionOf, type Tree, textOf, unwrap } from "./tree.ts";

interface Found {
  readonly relation: Relation;
  readonly column: RelationColumn;
}

/** @throws refusal `column-unknown`, `column-ambiguous`, `correlated-subquery`, `table-unknown` */
export function resolveColumn(body: Tree, scope: Scope): Value {
  const position = positionOf(body);
  const fields = listOf(body, "fields");
  if (asKind(fields.at(-1), "A_Star")) return refuse("clause-not-allowed", position, { name: "*" });
  const names = namesOf(fields);
  const name = names.at(-1) ?? "";
  const qualifier = qualifierOf(names, position);
  const found = find(scope, qualifier, name, position);
  if (!found) return unknownColumn(scope, { qualifier, name, position });
  return columnValue(scope, found.column, position);
}

/** A column as a value. */
export function columnValue(scope: Scope, column: RelationColumn, position: number): Value {
  const { base, sql, type, sources } = column;
  if (base) scope.state.uses.get(base.table)?.add(base.column);
  const of = column.of ? { of: column.of } : {};
  const loose = [{ name: column.name, position }];
  return { sql, type, position, sources, loose, constant: false, isColumn: true, ...of };
}

function qualifierOf(names: readonly string[], position: number): string | undefined {
  if (names.length > 3) return refuse("column-unknown", position, { name: names.join("."), hint: "" });
  if (names.length === 3 && names[0] !== "public")
    return refuse("schema-not-allowed", position, { name: names[0] ?? "" });
  return names.length > 1 ? names.at(-2) : undefined;
}

function find(
  scope: Scope,
  qualifier: string | undefined,
  name: string,
  position: number,
): Found | undefined {
  const exact = findExact(scope, qualifier, (column) => column.name === name, { name, position });
  if (exact || new TextEncoder().encode(name).length < 60) return exact;
  // The grammar cuts names at 63 bytes.
  return findExact(scope, qualifier, (column) => column.name.startsWith(name), { name, position });
}

function findExact(
  scope: Scope,
  qualifier: string | undefined,
  fits: (column: RelationColumn) => boolean,
  asked: { name: string; position: number },
): Found | undefined {
  const found: Found[] = [];
  for (const relation of scope.relations) {
    if (qualifier !== undefined && relation.name !== qualifier) continue;
    for (const column of relation.columns) {
      const visible = qualifier !== undefined || !relation.hidden.has(column.name);
      if (visible && fits(column)) found.push({ relation, column });
    }
  }
  return found.length > 1 ? refuse("column-ambiguous", asked.position, { name: asked.name }) : found[0];
}

function unknownColumn(
  scope: Scope,
  asked: { qualifier: string | undefined; name: string; position: number },
): never {
  const { qualifier, name, position } = asked;
  for (let outer = scope.parent; outer; outer = outer.parent)
    if (find(outer, qualifier, name, position)) refuse("correlated-subquery", position, { name });
  const relationNames = scope.relations.flatMap((relation) => relation.name ?? []);
  if (qualifier !== undefined && !relationNames.includes(qualifier))
    return refuse("table-unknown", position, { name: qualifier, hint: hintFor(qualifier, relationNames) });
  const within = scope.relations.filter((relation) => qualifier === undefined || relation.name === qualifier);
  const names = within.flatMap((relation) => relation.columns.map((column) => column.name));
  return refuse("column-unknown", position, { name, hint: hintFor(name, names) });
}

/** The columns of `*` or `t.*`. @throws refusal `table-unknown` */
export function starColumns(body: Tree, scope: Scope): RelationColumn[] {
  const fields = listOf(body, "fields");
  const position = positionOf(body);
  const qualifier =
    fields.length > 1 ? qualifierOf([...namesOf(fields.slice(0, -1)), "*"], position) : undefined;
  const relations = scope.relations.filter(
    (relation) => qualifier === undefined || relation.name === qualifier,
  );
  if (!relations.length) {
    const names = scope.relations.flatMap((relation) => relation.name ?? []);
    return refuse("table-unknown", position, {
      name: qualifier ?? "*",
      hint: hintFor(qualifier ?? "", names),
    });
  }
  return relations.flatMap((relation) =>
    relation.columns.filter((column) => qualifier !== undefined || !relation.hidden.has(column.name)),
  );
}

/** True for `*` and `t.*`. */
export function isStar(node: unknown): boolean {
  const body = asKind(node, "ColumnRef");
  return body !== undefined && asKind(listOf(body, "fields").at(-1), "A_Star") !== undefined;
}

/** The name of an output column without AS. */
export function outputName(node: unknown): string {
  return nameOf(node) ?? "?column?";
}

function nameOf(node: unknown): string | undefined {
  const [kind, body] = unwrap(node);
  if (kind === "ColumnRef") return namesOf(listOf(body, "fields")).at(-1);
  if (kind === "FuncCall") return namesOf(listOf(body, "funcname")).at(-1);
  if (kind === "TypeCast")
    return nameOf(body.arg) ?? namesOf(listOf(bodyOf(body, "typeName") ?? {}, "names")).at(-1);
  if (kind === "CaseExpr") return nameOf(body.defresult) ?? "case";
  if (kind === "CoalesceExpr") return "coalesce";
  if (kind === "GroupingFunc") return "grouping";
  if (kind === "A_ArrayExpr") return "array";
  if (kind === "CollateClause") return nameOf(body.arg);
  if (kind === "MinMaxExpr") return textOf(body, "op") === "IS_LEAST" ? "least" : "greatest";
  if (kind === "A_Expr" && textOf(body, "kind") === "AEXPR_NULLIF") return "nullif";
  if (kind === "SQLValueFunction") return textOf(body, "op").replace("SVFOP_", "").toLowerCase();
  if (kind === "SubLink") return sublinkName(body);
  return undefined;
}

function sublinkName(body: Tree): string | undefined {
  const kind = textOf(body, "subLinkType");
  if (kind === "EXISTS_SUBLINK") return "exists";
  if (kind === "ARRAY_SUBLINK") return "array";
  if (kind !== "EXPR_SUBLINK") return undefined;
  const [first] = listOf(asKind(body.subselect, "SelectStmt") ?? {}, "targetList");
  const target = asKind(first, "ResTarget") ?? {};
  return textOf(target, "name") || nameOf(target.val);
}
