/** Queries for a newcomer, made for the tables that are there. */
import type { MessageKey } from "../../i18n/i18n.tsx";
import { quoted } from "./completion.ts";
import type { SchemaTable } from "./types.ts";

/** An example; its comment explains it in the reader's language. */
export type Example = { key: MessageKey; table: string; sql: string };

const PREFERRED = "phan_anh_1022";

/** Examples on the citizens' reports if they are there, else on the largest table. */
export function examplesOf(tables: readonly SchemaTable[]): Example[] {
  const table =
    tables.find(({ name }) => name === PREFERRED) ??
    tables.toSorted((a, b) => (b.rowCount ?? 0) - (a.rowCount ?? 0))[0];
  if (!table) return [];
  const group = table.columns.find(({ type, masked, name }) => type === "text" && !masked && !isId(name));
  const time = table.columns.find(({ type }) => type === "datetime" || type === "date");
  const number = table.columns.find(
    ({ type, name }) => (type === "number" || type === "integer") && !isId(name),
  );
  const name = table.name;
  return [
    { key: "sql.example.first", table: name, sql: `select *\nfrom ${name}\nlimit 100` },
    { key: "sql.example.count", table: name, sql: `select count(*) as so_dong\nfrom ${name}` },
    ...(group ? [countBy(name, quoted(group.name))] : []),
    ...(time ? [byMonth(name, quoted(time.name))] : []),
    ...(group && number ? [average(name, quoted(group.name), quoted(number.name))] : []),
    ...(group && time ? [share(name, quoted(group.name))] : []),
  ];
}

function countBy(table: string, column: string): Example {
  return {
    key: "sql.example.countBy",
    table,
    sql: `select ${column}, count(*) as so_luong\nfrom ${table}\ngroup by ${column}\norder by so_luong desc\nlimit 20`,
  };
}

function byMonth(table: string, column: string): Example {
  return {
    key: "sql.example.byMonth",
    table,
    sql: `select date_trunc('month', ${column}) as thang, count(*) as so_luong\nfrom ${table}\ngroup by thang\norder by thang`,
  };
}

function average(table: string, group: string, number: string): Example {
  return {
    key: "sql.example.average",
    table,
    sql: `select ${group}, avg(${number}) as trung_binh, count(*) as so_luong\nfrom ${table}\ngroup by ${group}\nhaving count(*) >= 5\norder by trung_binh desc`,
  };
}

function share(table: string, group: string): Example {
  return {
    key: "sql.example.share",
    table,
    sql: `with dem as (\n  select ${group}, count(*) as so_luong\n  from ${table}\n  group by ${group}\n)\nselect ${group}, so_luong, round(100.0 * so_luong / sum(so_luong) over (), 1) as phan_tram\nfrom dem\norder by so_luong desc`,
  };
}

function isId(name: string): boolean {
  return /^(ma|id|_id|stt)(_|$)|_(id|code|name)$|^(lat|lon|name|ten)$/.test(name);
}
