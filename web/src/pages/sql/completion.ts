/** What can be written at a place of a query: columns of the tables named in it, tables, functions, words of SQL. */
import type { SchemaTable, SqlSchema } from "./types.ts";

/** One proposal; `detail` says in the reader's language what it is, `boost` orders. */
export type Proposal = {
  label: string;
  kind: "column" | "table" | "function" | "keyword";
  detail: string;
  apply: string;
  boost: number;
};

/** Proposals and where the word they replace begins. */
export type Proposals = { from: number; options: Proposal[] };

const NOT_ALIAS = new Set(
  "on using where group order having limit left right inner full cross join union as natural window".split(
    " ",
  ),
);

/** Proposals at a place; null where nothing was begun and nobody asked. */
export function proposalsAt(
  schema: SqlSchema,
  locale: "vi" | "en",
  place: { text: string; position: number; asked: boolean },
): Proposals | null {
  const before = place.text.slice(0, place.position);
  if (isInsideText(before)) return null;
  const word = /[\p{L}\p{N}_]*$/u.exec(before)?.[0] ?? "";
  const from = place.position - word.length;
  const owner = /([\p{L}_][\p{L}\p{N}_]*)\.$/u.exec(before.slice(0, from))?.[1];
  const used = tablesUsed(schema, place.text);
  if (owner) {
    const table = used.get(owner.toLowerCase()) ?? schema.tables.find((one) => one.name === owner);
    return table ? { from, options: columnsOf(table, locale, 10) } : null;
  }
  if (word === "" && !place.asked) return null;
  const wantsTable = /\b(from|join)\s+$/i.test(before.slice(0, from));
  const tables = [...new Set(used.values())];
  return {
    from,
    options: [
      ...(wantsTable ? [] : tables.flatMap((table) => columnsOf(table, locale, 10))),
      ...schema.tables.map((table) => tableProposal(table, locale, wantsTable ? 20 : 0)),
      ...(wantsTable ? [] : schema.functions.map((one) => functionProposal(one, locale))),
      ...(wantsTable ? [] : schema.keywords.map((one) => keywordProposal(one))),
    ],
  };
}

/** Tables named after FROM and JOIN, by name and by alias. */
export function tablesUsed(schema: SqlSchema, text: string): Map<string, SchemaTable> {
  const used = new Map<string, SchemaTable>();
  const pattern = /\b(?:from|join)\s+"?([a-z_][a-z0-9_]*)"?(?:\s+(?:as\s+)?([a-z_][a-z0-9_]*))?/gi;
  for (const [, name = "", alias] of text.matchAll(pattern)) {
    const table = schema.tables.find((one) => one.name === name.toLowerCase());
    if (!table) continue;
    used.set(table.name, table);
    if (alias && !NOT_ALIAS.has(alias.toLowerCase())) used.set(alias.toLowerCase(), table);
  }
  return used;
}

/** True after an opened quote or comment: what is written there are people's words. */
export function isInsideText(before: string): boolean {
  const bare = before
    .replace(/'(?:[^']|'')*'/g, "")
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/--[^\n]*\n/g, "");
  return bare.includes("'") || bare.includes("/*") || bare.includes("--");
}

function columnsOf(table: SchemaTable, locale: "vi" | "en", boost: number): Proposal[] {
  return table.columns.map(({ name, label, type }) => ({
    label: name,
    kind: "column",
    detail: `${label[locale] || label.vi || type} · ${table.name}`,
    apply: quoted(name),
    boost,
  }));
}

function tableProposal(table: SchemaTable, locale: "vi" | "en", boost: number): Proposal {
  return {
    label: table.name,
    kind: "table",
    detail: table.title[locale] || table.title.vi,
    apply: table.name,
    boost,
  };
}

function functionProposal(one: SqlSchema["functions"][number], locale: "vi" | "en"): Proposal {
  return { label: one.name, kind: "function", detail: one[locale], apply: `${one.name}(`, boost: -5 };
}

function keywordProposal(word: string): Proposal {
  return { label: word.toLowerCase(), kind: "keyword", detail: "", apply: word.toLowerCase(), boost: -10 };
}

/** A name as it must stand in SQL. */
export function quoted(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}
