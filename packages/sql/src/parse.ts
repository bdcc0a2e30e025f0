/** From text to a tree in which every node is on the list, with the tables it names. */
import { hasSqlDetails, loadModule, parseSync, scanSync } from "libpg-query";
import { allowedNodes, clauseNames, statementNames } from "./allowed-table.ts";
import { indexOfByte, located, refuse, sqlErrorAt } from "./errors.ts";
import { guardDepth, guardText, MAX_LEVELS, mayBeDeep } from "./guard.ts";
import { asKind, bodyOf, listOf, positionOf, positionWithin, type Tree, textOf, unwrap } from "./tree.ts";

/** A table a statement names. */
export interface TableReference {
  readonly name: string;
  /** `"name@3"` is version 3; null is the current one. */
  readonly version: number | null;
  /** Offset of the first mention in UTF-16 units. */
  readonly position: number;
}

/** A checked statement, not yet bound to tables. */
export interface ParsedSelect {
  readonly text: string;
  /** Distinct tables in order of mention; names of WITH queries are not among them. */
  readonly tables: readonly TableReference[];
  readonly tree: Tree;
}

/** Nodes from the root to a leaf, at most; an operator in the text makes up to three. */
const MAX_DEPTH = 3 * MAX_LEVELS;

/**
 * Parses one SELECT by PostgreSQL's own grammar and refuses every node kind, clause and prefix not on the list.
 * @throws SqlError `syntax`, `too-long`, `too-deep`, `one-statement`, `statement-not-allowed`, `clause-not-allowed`, …
 */
export async function parseSelect(text: string): Promise<ParsedSelect> {
  guardText(text);
  await loadModule();
  if (mayBeDeep(text)) located(text, () => guardDepth(tokensOf(text)));
  const statements = grammar(text);
  return located(text, () => {
    const tree = onlySelect(text, statements);
    checkBody(tree, "SelectStmt", 0);
    const tables = new Map<string, TableReference>();
    collectTables(tree, new Set(), { text, tables });
    return { text, tables: [...tables.values()], tree };
  });
}

/** The scanner's tokens; none where it finds an error, which the grammar then finds before it writes a tree. */
function tokensOf(text: string): ReturnType<typeof scanSync>["tokens"] {
  try {
    return scanSync(text).tokens;
  } catch {
    return [];
  }
}

function grammar(text: string): readonly unknown[] {
  try {
    return parseSync(text).stmts ?? [];
  } catch (error) {
    if (hasSqlDetails(error)) throw syntaxError(text, error.message, error.sqlDetails?.cursorPosition ?? 0);
    if (error instanceof RangeError) throw sqlErrorAt(text, "too-deep", 0, { limit: MAX_LEVELS });
    throw error;
  }
}

/** The grammar counts code points here, bytes everywhere else. */
function syntaxError(text: string, message: string, codePoints: number): Error {
  const index = Array.from(text).slice(0, codePoints).join("").length;
  if (/memory exhausted|stack depth/.test(message))
    return sqlErrorAt(text, "too-deep", index, { limit: MAX_LEVELS });
  const near = /near "([\s\S]*)"$/.exec(message)?.[1];
  const end = { vi: "cuối câu lệnh", en: "the end of the statement" };
  return sqlErrorAt(text, "syntax", index, { near: near === undefined ? end : `“${near.slice(0, 40)}”` });
}

function onlySelect(text: string, statements: readonly unknown[]): Tree {
  const [first, second] = statements.map((statement) => statement as Tree);
  if (!first) throw sqlErrorAt(text, "empty", 0);
  if (second) refuse("one-statement", typeof second.stmt_location === "number" ? second.stmt_location : 0);
  const [kind, body] = unwrap(first.stmt);
  if (kind !== "SelectStmt")
    refuse("statement-not-allowed", 0, { name: statementNames[kind] ?? kind.replace(/Stmt$/, "") });
  return body;
}

function checkBody(body: Tree, kind: string, depth: number): void {
  if (depth > MAX_DEPTH) refuse("too-deep", positionWithin(body), { limit: MAX_LEVELS });
  const allowed = Object.hasOwn(allowedNodes, kind) ? allowedNodes[kind] : undefined;
  if (!allowed) return refuseNode(kind, body);
  for (const [field, value] of Object.entries(body)) {
    const how = Object.hasOwn(allowed, field) ? allowed[field] : undefined;
    if (how === undefined)
      refuse(
        "clause-not-allowed",
        positionWithin(value) >= 0 ? positionWithin(value) : positionWithin(body),
        { name: clauseNames[field] ?? field },
      );
    if (typeof how === "string") checkBody(value as Tree, how, depth + 1);
    else if (kind !== "A_Const") checkField(value, depth + 1);
  }
}

function refuseNode(kind: string, body: Tree): never {
  const isStatement = kind.endsWith("Stmt");
  const name = (isStatement ? statementNames[kind] : clauseNames[kind]) ?? kind;
  return refuse(isStatement ? "statement-not-allowed" : "clause-not-allowed", positionWithin(body), { name });
}

function checkField(value: unknown, depth: number): void {
  if (Array.isArray(value)) {
    for (const item of value) checkField(item, depth);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  for (const [kind, body] of Object.entries(value)) checkBody(body as Tree, kind, depth);
}

interface Collecting {
  readonly text: string;
  readonly tables: Map<string, TableReference>;
}

function collectTables(select: Tree, outer: ReadonlySet<string>, into: Collecting): void {
  const known = new Set(outer);
  for (const item of listOf(bodyOf(select, "withClause") ?? {}, "ctes")) {
    const named = asKind(item, "CommonTableExpr") ?? {};
    collectWithin(named.ctequery, known, into);
    known.add(textOf(named, "ctename"));
  }
  for (const [field, value] of Object.entries(select)) {
    if (field === "larg" || field === "rarg") collectTables(value as Tree, known, into);
    else if (field !== "withClause") collectWithin(value, known, into);
  }
}

function collectWithin(value: unknown, known: ReadonlySet<string>, into: Collecting): void {
  if (Array.isArray(value)) {
    for (const item of value) collectWithin(item, known, into);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  for (const [kind, body] of Object.entries(value)) {
    if (kind === "SelectStmt") collectTables(body as Tree, known, into);
    else if (kind === "RangeVar") collectTable(body as Tree, known, into);
    else collectWithin(body, known, into);
  }
}

function collectTable(body: Tree, known: ReadonlySet<string>, into: Collecting): void {
  const schema = textOf(body, "schemaname");
  if (schema !== "" && schema !== "public") refuse("schema-not-allowed", positionOf(body), { name: schema });
  const written = textOf(body, "relname");
  if (schema === "" && known.has(written)) return;
  if (into.tables.has(written)) return;
  const { name, version } = splitVersion(written);
  into.tables.set(written, { name, version, position: indexOfByte(into.text, positionOf(body)) });
}

function splitVersion(written: string): { name: string; version: number | null } {
  const found = /^(.+)@(\d{1,9})$/s.exec(written);
  return { name: found?.[1] ?? written, version: found ? Number(found[2]) : null };
}
