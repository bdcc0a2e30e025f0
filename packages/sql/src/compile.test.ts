/** Places of errors, suggestions, tables, columns, lineage. */
import { expect, test } from "vitest";
import {
  compileSelect,
  functions,
  keywords,
  parseSelect,
  SqlError,
  type SqlTable,
  sqlErrors,
} from "./index.ts";
import { compileTest, testNow, testTables } from "./testing.ts";

async function refusalOf(sql: string): Promise<SqlError> {
  const error: unknown = await compileTest(sql).catch((thrown: unknown) => thrown);
  if (!(error instanceof SqlError)) throw new Error(`not refused: ${sql}`);
  return error;
}

test("places count UTF-16 units, lines and columns", async () => {
  const unknown = await refusalOf("select 'Đường 🛣️',\n  nme from r");
  expect([unknown.code, unknown.position, unknown.line, unknown.column]).toEqual([
    "column-unknown",
    22,
    2,
    3,
  ]);
  const syntax = await refusalOf("select 'đ🛣' from from r");
  expect([syntax.code, syntax.position]).toEqual(["syntax", 18]);
  const first = await refusalOf("update r set id = 1");
  expect([first.position, first.line, first.column]).toEqual([0, 1, 1]);
});

test("refusals say what was probably meant", async () => {
  expect((await refusalOf("select nam from r")).text.vi).toBe(
    "Dòng 1, cột 8: Không có cột nam. Có phải là name?",
  );
  expect((await refusalOf("select sume(n) from r")).text.en).toContain("Did you mean sum?");
  expect((await refusalOf("select * from rr")).text.en).toContain("Did you mean r?");
  const tables = new Map<string, SqlTable>([
    ["bui", { from: "b", columns: [{ name: "Nồng độ bụi", type: "number", nullable: true }] }],
  ]);
  const parsed = await parseSelect("select nong_do_bui from bui");
  expect(() => compileSelect(parsed, { tables, now: testNow })).toThrow(/Did you mean "Nồng độ bụi"\?/);
});

test("every code has a text in both languages with the same details", () => {
  for (const [code, text] of Object.entries(sqlErrors)) {
    const details = (sentence: string): string[] => [...new Set(sentence.match(/\{\w+\}/g) ?? [])].sort();
    expect(details(text.vi), code).toEqual(details(text.en));
  }
});

test("lists for completion", () => {
  expect(functions.length).toBeGreaterThan(110);
  expect(functions.every(({ text, signature }) => text.vi && text.en && signature)).toBe(true);
  expect(keywords).toContain("SELECT");
});

test("tables of a statement: versions, prefixes, not the names of WITH", async () => {
  const parsed = await parseSelect(
    `with a as (select * from "trạm@3"), r as (select * from r) select * from a, r, public.s, (select * from z where x in (select 1 from y)) q`,
  );
  expect(parsed.tables.map(({ name, version }) => [name, version])).toEqual([
    ["trạm", 3],
    ["r", null],
    ["s", null],
    ["z", null],
    ["y", null],
  ]);
  expect(parsed.tables[0]?.position).toBe(25);
});

test("versions are tables of their own, named without the version", async () => {
  const column = { name: "id", type: "integer", nullable: false } as const;
  const tables = new Map<string, SqlTable>([["trạm@3", { from: "(SELECT 1 AS id)", columns: [column] }]]);
  const compiled = compileSelect(await parseSelect(`select "trạm".id from "trạm@3"`), {
    tables,
    now: testNow,
  });
  expect(compiled.uses).toEqual([{ table: "trạm@3", columns: ["id"] }]);
});

test("names longer than the grammar keeps are found", async () => {
  const name = "Số lượng phương tiện giao thông đường bộ trung bình trong một giờ cao điểm";
  const tables = new Map<string, SqlTable>([
    [`${name} bảng`, { from: "x", columns: [{ name, type: "number", nullable: true }] }],
  ]);
  const parsed = await parseSelect(`select "${name}" from "${name} bảng"`);
  expect(compileSelect(parsed, { tables, now: testNow }).uses).toEqual([
    { table: `${name} bảng`, columns: [name] },
  ]);
});

test("columns are named and typed as in PostgreSQL", async () => {
  const compiled = await compileTest(
    "select id, id::text, count(*), 1 + 1, case when true then 1 end, coalesce(1, 2), name as n, 'x'::text, current_date, now(), array_agg(name), t at time zone 'UTC' from r group by id, name, t",
  );
  expect(compiled.columns.map(({ name, type }) => `${name}:${type}`)).toEqual([
    "id:integer",
    "id:text",
    "count:integer",
    "?column?:integer",
    "case:integer",
    "coalesce:integer",
    "n:text",
    "text:text",
    "current_date:date",
    "now:datetime",
    "array_agg:json",
    "timezone:datetime",
  ]);
});

async function lineage(sql: string): Promise<string[]> {
  const compiled = await compileTest(sql);
  return compiled.lineage.map(
    ({ column, from, how }) =>
      `${column} ${how}: ${from.map((source) => `${source.table}.${source.column} ${source.how}`).join(", ")}`,
  );
}

test("lineage of columns, expressions and aggregates", async () => {
  expect(await lineage("select id, n + x as y, sum(n) as z, 1 as k from r group by id, n, x")).toEqual([
    "id identity: r.id identity",
    "y transformation: r.n transformation, r.x transformation",
    "z aggregation: r.n aggregation",
    "k transformation: ",
  ]);
});

test("lineage through WITH, subqueries, joins, unions and windows", async () => {
  expect(
    await lineage(`with a as (select kind, sum(n) as total, max(d) as last from r group by kind)
      select a.kind, q.total * 2 as twice, s.title, row_number() over (order by s.low) as rn
      from a join (select kind as k, total from a) q on q.k = a.kind join s on s.kind = a.kind`),
  ).toEqual([
    "kind identity: r.kind identity",
    "twice aggregation: r.n aggregation",
    "title identity: s.title identity",
    "rn transformation: ",
  ]);
  expect(await lineage("select name from r union all select upper(title) from s")).toEqual([
    "name transformation: r.name identity, s.title transformation",
  ]);
  expect(await lineage("select kind, (select max(low) from s) as m from r full join s using (kind)")).toEqual(
    ["kind identity: s.kind identity, r.kind identity", "m aggregation: s.low aggregation"],
  );
  expect(await lineage("select * from (values (1)) v join r on r.id = v.column1").then((all) => all[0])).toBe(
    "column1 transformation: ",
  );
});

test("columns that shape rows without being shown", async () => {
  const { indirect, uses } = await compileTest(
    "select count(*) filter (where ok), rank() over (order by max(r.d)) from r join s on r.kind = s.kind where x > 1 group by id order by max(t)",
  );
  expect(indirect.map(({ table, column, how }) => `${how} ${table}.${column}`).sort()).toEqual([
    "condition r.ok",
    "filter r.x",
    "group r.id",
    "join r.kind",
    "join s.kind",
    "sort r.t",
    "window r.d",
  ]);
  expect(uses).toEqual([
    { table: "r", columns: ["d", "id", "kind", "ok", "t", "x"] },
    { table: "s", columns: ["kind"] },
  ]);
});

test("a table that is only counted is used without columns", async () => {
  expect((await compileTest("select count(*) from r")).uses).toEqual([{ table: "r", columns: [] }]);
});

test("options that are wrong are the caller's mistake", async () => {
  const parsed = await parseSelect("select 1");
  expect(() =>
    compileSelect(parsed, { tables: testTables("x"), now: testNow, timeZone: "Mars/Base" }),
  ).toThrow(RangeError);
  expect(() => compileSelect(parsed, { tables: testTables("x"), now: testNow, maxRows: -1 })).toThrow(
    RangeError,
  );
});
