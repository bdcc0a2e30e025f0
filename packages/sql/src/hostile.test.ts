/** Statements that try to get out: each is refused with its code, or shown to come out harmless. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { compileSelect, parseSelect, SqlError, type SqlTable } from "./index.ts";
import { compileTest, testNow } from "./testing.ts";

async function refusalOf(sql: string): Promise<SqlError> {
  const error = await compileTest(sql).then(
    (compiled) => new Error(`not refused: ${compiled.sql}`),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof SqlError)) throw error;
  return error;
}

const refused: readonly (readonly [code: string, sql: string])[] = [
  ["function-unknown", "select * from file('/etc/passwd')"],
  ["function-unknown", "select * from url('http://x/', 'CSV')"],
  ["function-unknown", "select * from s3('https://x/y', 'CSV')"],
  ["function-unknown", "select * from remote('h', 'system', 'tables')"],
  ["function-unknown", "select * from merge('default', '.*')"],
  ["function-unknown", "select * from numbers(10)"],
  ["function-unknown", "select file('/etc/passwd')"],
  ["function-unknown", "select getSetting('readonly')"],
  ["function-unknown", `select "getMacro"('x')`],
  ["function-unknown", `select "sum;drop"(1)`],
  ["function-unknown", "select pg_read_file('/etc/passwd')"],
  ["function-unknown", "select pg_sleep(10)"],
  ["function-unknown", "select * from dblink('h', 'select 1')"],
  ["function-unknown", "select lo_import('/etc/passwd')"],
  ["function-unknown", "select current_setting('x')"],
  ["function-unknown", "select pg_catalog.lower('x')"],
  ["function-unknown", "select system.query('x')"],
  ["function-unknown", "select random()"],
  ["function-unknown", "select current_user"],
  ["function-unknown", "select constructor('x'), __proto__('x')"],
  ["schema-not-allowed", "select * from system.tables"],
  ["schema-not-allowed", "select * from information_schema.tables"],
  ["schema-not-allowed", `select * from "INFORMATION_SCHEMA".tables`],
  ["schema-not-allowed", "select * from pg_catalog.pg_class"],
  ["clause-not-allowed", "select * from a.b.c"],
  ["table-unknown", "select * from pg_class"],
  ["table-unknown", "select * from unheard"],
  ["table-unknown", `select * from "system.tables"`],
  ["table-unknown", `select * from "r\`; drop table r; --"`],
  ["table-unknown", `select * from "__proto__"`],
  ["table-unknown", "select * from r, lateral_r"],
  ["column-unknown", "select `id` from r".replaceAll("`", `"`).replace("id", "id`")],
  ["column-unknown", `select "id) from system.tables --" from r`],
  ["column-unknown", `select "__proto__" from r`],
  ["syntax", "select `id` from r"],
  ["syntax", "select * from r into outfile '/tmp/x'"],
  ["syntax", "select * from r format CSV"],
  ["syntax", "select * from r settings readonly = 0"],
  ["syntax", "select 'a"],
  ["syntax", "select /* open"],
  ["syntax", "select from from"],
  ["syntax", "select 1 from r prewhere 1"],
  ["clause-not-allowed", "select * into x from r"],
  ["clause-not-allowed", "select * from r for update"],
  ["clause-not-allowed", "select * from r for share of r"],
  ["clause-not-allowed", "select * from r tablesample system (1)"],
  ["clause-not-allowed", "select * from r, lateral (select 1) q"],
  ["clause-not-allowed", "with recursive a as (select 1) select * from a"],
  ["clause-not-allowed", "select $1"],
  ["clause-not-allowed", "select (array[1])[1]"],
  ["clause-not-allowed", "select row(1, 2)"],
  ["clause-not-allowed", "select b'101'"],
  ["clause-not-allowed", "select * from rows from (generate_series(1, 2), generate_series(1, 2)) q"],
  ["clause-not-allowed", "select * from generate_series(1, 2) with ordinality"],
  ["clause-not-allowed", "select id operator(pg_catalog.+) 1 from r"],
  ["clause-not-allowed", "select * from only r"],
  ["clause-not-allowed", "select id from r order by id using <"],
  ["clause-not-allowed", "select id from r order by id fetch first 1 row with ties"],
  ["clause-not-allowed", "select concat(variadic array['a'])"],
  ["clause-not-allowed", "select xmlelement(name a)"],
  ["clause-not-allowed", "select json_value('{}', '$.a')"],
  [
    "clause-not-allowed",
    "select sum(n) over (order by t range between interval '1 day' preceding and current row) from r",
  ],
  ["clause-not-allowed", "select sum(n) over (order by id groups 1 preceding) from r"],
  ["clause-not-allowed", 'select name from r order by name collate "zh"'],
  ["statement-not-allowed", "with a as (delete from r returning *) select * from a"],
  ["statement-not-allowed", "with a as (insert into r values (1) returning *) select * from a"],
  ["statement-not-allowed", "copy r to '/tmp/x'"],
  ["statement-not-allowed", "copy (select 1) to program 'sh'"],
  ["statement-not-allowed", "insert into r values (1)"],
  ["statement-not-allowed", "update r set id = 1"],
  ["statement-not-allowed", "delete from r"],
  ["statement-not-allowed", "drop table r"],
  ["statement-not-allowed", "create table x as select 1"],
  ["statement-not-allowed", "set role x"],
  ["statement-not-allowed", "explain select 1"],
  ["statement-not-allowed", "do $$ begin end $$"],
  ["statement-not-allowed", "grant select on r to x"],
  ["statement-not-allowed", "show all"],
  ["one-statement", "select 1; select 2"],
  ["one-statement", "select 1; drop table r"],
  ["empty", "  "],
  ["empty", "-- only a comment"],
  ["empty", ";;"],
  ["character-not-allowed", "select '\0'"],
  ["character-not-allowed", "select '\ud800'"],
  ["too-deep", `select ${"(".repeat(10_000)}1${")".repeat(10_000)}`],
  ["too-deep", `select ${"abs(".repeat(501)}1${")".repeat(501)}`],
  ["too-deep", `select E'\\'', ${"(".repeat(600)}1${")".repeat(600)}, ''`],
  ["too-deep", `select ${"case when r.end then ".repeat(600)}1${" end".repeat(600)} from r`],
  ["too-deep", `select true${" is true between true and true".repeat(900)}`],
  ["too-deep", `select 1${" is distinct from 1 is true".repeat(900)}`],
  ["too-deep", `select * from r${" cross join r".repeat(600)}`],
  ["too-deep", `select ${"- ".repeat(40_000)}1`],
  ["syntax", `select ${"(".repeat(9_000)} 'open`],
  ["too-deep", `select ${"not ".repeat(5_000)}true`],
  ["too-deep", `select ${"case when true then ".repeat(1_000)}1${" end".repeat(1_000)}`],
  ["too-deep", `select ${Array(20_000).fill("1").join("+")}`],
  ["too-deep", `select ${Array(2_000).fill("1").join("+")}`],
  ["too-deep", `select 1${"::int".repeat(15_000)}`],
  ["too-deep", Array(5_500).fill("select 1").join(" union ")],
  ["too-long", `select '${"x".repeat(1_000_000)}'`],
  [
    "too-complex",
    `with a0 as (select 1 as v), ${Array.from({ length: 20 }, (_, i) => `a${i + 1} as (select x.v from a${i} x, a${i} y)`).join(", ")} select * from a20`,
  ],
  ["type-not-allowed", "select 'r'::regclass"],
  ["type-not-allowed", "select '{1}'::int[]"],
  ["type-not-allowed", "select 1::money"],
  ["type-not-allowed", 'select 1::"Int8); select"'],
  ["type-mismatch", "select * from r where name = 1"],
  ["type-mismatch", "select id from r where n"],
  ["type-mismatch", "select id union select name from r".replace("select id", "select id from r")],
  ["literal-invalid", "select * from r where n = 'x'"],
  ["literal-invalid", "select * from r where d = '31/02/2024'"],
  ["literal-invalid", "select interval 'soon'"],
  ["literal-invalid", "select date_trunc('fortnight', t) from r"],
  ["literal-invalid", "select extract(constructor from t) from r"],
  ["operator-unknown", "select name + 1 from r"],
  ["operator-unknown", "select n @> 1 from r"],
  ["operator-unknown", "select j = j from r"],
  ["column-ambiguous", "select id from r a, r b"],
  ["column-not-grouped", "select name, count(*) from r"],
  ["column-not-grouped", "select name from r group by kind"],
  ["column-not-grouped", "select kind from r group by kind order by name"],
  ["aggregate-not-allowed", "select id from r where count(*) > 1"],
  ["aggregate-not-allowed", "select sum(sum(n)) from r"],
  ["aggregate-not-allowed", "select id from r where row_number() over () = 1"],
  ["correlated-subquery", "select id from r where exists (select 1 from s where s.kind = r.kind)"],
  ["correlated-subquery", "select (select max(title) from s where low = n) from r"],
  ["join-not-supported", "select * from r left join s on r.n > s.low"],
  ["join-not-supported", "select * from r left join s on true"],
  ["name-duplicate", "select 1 from r, r"],
  ["name-duplicate", "with a as (select 1), a as (select 2) select * from a"],
  ["column-count", "select 1 union select 1, 2"],
  ["column-count", "select id from r where id in (select id, n from r)"],
  ["position-invalid", "select id from r order by 2"],
  ["constant-needed", "select id from r limit (select 1)"],
  ["constant-needed", "select id from r where name ~ kind"],
  ["out-of-range", "select * from generate_series(1, 1000001)"],
  ["zone-unknown", "select t at time zone 'UTC''; drop' from r"],
  ["pattern-not-allowed", "select id from r where name ~ '(?=a)'"],
  ["pattern-not-allowed", "select to_char(t, 'YYYY;%f') || to_char(t, 'zz') from r"],
  ["function-arguments", "select lower()"],
  ["function-arguments", "select lower('a', 'b')"],
];

test.each(refused)("%s: %.80s", async (code, sql) => {
  const error = await refusalOf(sql);
  expect(error.code).toBe(code);
  expect(error.text.vi).not.toMatch(/[{}]/);
  expect(error.text.vi.length).toBeLessThan(700);
});

test("an unused WITH query is checked all the same", async () => {
  expect((await refusalOf("with a as (select pg_sleep(1)) select 1")).code).toBe("function-unknown");
  expect((await refusalOf("with a as (select * from unheard) select 1")).code).toBe("table-unknown");
});

test("comments and quoting of every kind leave nothing behind", async () => {
  const compiled = await compileTest(
    `select /* x */ $tag$a'b"c\`--$tag$ as "a\`b""c", U&'\\0041;', E'\\'; drop' -- settings readonly=0
     from r as "x\` ; select" where "x\` ; select".id = 1 /* outer /* inner */ */`,
  );
  expect(compiled.sql).toBe(
    "SELECT {p0:String} AS c1, {p1:String} AS c2, {p2:String} AS c3 FROM sql_test.r AS t1 WHERE equals(t1.`id`, toInt64(1))",
  );
  expect(compiled.params).toEqual({ p0: "a'b\"c`--", p1: "A;", p2: "'; drop" });
  expect(compiled.columns.map((column) => column.name)).toEqual(['a`b"c', "?column?", "?column?"]);
});

test("what is wide is not deep", async () => {
  const wide = [
    `select id from r where ${Array(2_000).fill("id = 1").join(" or ")}`,
    `select id from r where id in (${Array(9_000).fill("1").join(", ")})`,
    `select ${Array(1_000).fill("id + 1 - 2").join(", ")} from r`,
    `select case ${Array(1_000).fill("when id = 1 then 2").join(" ")} end from r`,
    `select ${"(".repeat(280)}1${")".repeat(280)}`,
    `select ${Array(290).fill("1").join("+")}`,
  ];
  for (const sql of wide) await expect(compileTest(sql)).resolves.toBeDefined();
});

test("the module goes on after many texts that would exhaust its stack", async () => {
  for (let round = 0; round < 20; round++) {
    await expect(parseSelect(`select ${Array(15_000).fill("1").join("+")}`)).rejects.toMatchObject({
      code: "too-deep",
    });
  }
  await expect(parseSelect("select 1")).resolves.toBeDefined();
});

// What a compiled text may consist of once names of the caller's columns are taken out.
const ours = /^(?:[A-Za-z0-9_.,:<>=+\-*/()[\]{}| $'%]|`\w+`|\\\\1|[đĐ])*$/u;
const words = /\b(?:SETTINGS|FORMAT|OUTFILE|system|url|s3|remote|file|merge)\b/i;

const nasty = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 30 }),
  fc.stringMatching(/^[`'"\\;(){}\-/*$ ]{1,12}$/),
  fc.constantFrom(
    "') FROM system.tables --",
    "` FROM system.tables SETTINGS readonly=0 --",
    "{p0:Identifier}",
    "\\'; DROP",
    "'||url('x')||'",
    "$$",
    "\n--\n",
    "c1",
    "t1",
    "__proto__",
  ),
);
const literal = nasty.map((text) => ({ text, sql: `'${text.replaceAll("'", "''")}'` }));
const identifier = nasty
  .filter((text) => text.length > 0 && !text.includes("\0"))
  .map((text) => ({ text, sql: `"${text.replaceAll('"', '""')}"` }));

test("no text of the statement is in the compiled text, whatever is in its literals and names", async () => {
  await fc.assert(
    fc.asyncProperty(literal, literal, identifier, identifier, async (a, b, name, alias) => {
      fc.pre(!`${a.text}${b.text}`.includes("\0") && new TextEncoder().encode(alias.text).length < 60);
      const sql = `with ${name.sql} as (select id as ${alias.sql}, ${a.sql} as v from r where name like ${b.sql})
        select ${alias.sql}, v || ${b.sql}, replace(v, ${a.sql}, ${b.sql}), to_char(now(), '"x"')
        from ${name.sql} as ${alias.sql} where v in (${a.sql}, ${b.sql}) group by 1, 2, 3, v order by ${alias.sql}.${alias.sql}`;
      const compiled = await compileTest(sql);
      expect(compiled.sql).toMatch(ours);
      expect(compiled.sql).not.toMatch(words);
      expect(Object.values(compiled.params)).toContain(a.text);
      expect(compiled.columns[0]?.name).toBe(alias.text);
    }),
    { numRuns: 500 },
  );
});

test("any text at all is compiled or refused with a code", async () => {
  const bits = fc.constantFrom(
    ..."select from where group by order ( ) , ' \" $$ -- /* */ ; :: and or not in case when end r s id name 1 0.5 'x' * = < || over union all with as limit join on".split(
      " ",
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(bits, { maxLength: 25 }), fc.boolean(), async (parts, start) => {
      const sql = `${start ? "select " : ""}${parts.join(" ")}`;
      const outcome = await compileTest(sql).catch((error: unknown) => error);
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(SqlError);
    }),
    { numRuns: 3000 },
  );
});

test("names of the caller's columns are quoted", async () => {
  const column = { name: "a`b\\c'd", type: "text", nullable: false } as const;
  const tables = new Map<string, SqlTable>([["t", { from: "(SELECT 1)", columns: [column] }]]);
  const compiled = compileSelect(await parseSelect(`select "a\`b\\c'd" from t`), { tables, now: testNow });
  expect(compiled.sql).toBe("SELECT t1.`a\\`b\\\\c'd` AS c1 FROM (SELECT 1) AS t1");
});
