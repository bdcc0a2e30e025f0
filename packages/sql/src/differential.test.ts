/** The compiler against PostgreSQL itself: what both engines answer. */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { statements } from "./test-statements-table.ts";
import { type Both, compileTest, type Engines, openBoth } from "./testing.ts";

const database = "sql_differential";
let both: Both;

beforeAll(async () => {
  both = await openBoth(JSON.parse(process.env.DOTHI_TEST_ENGINES ?? "{}") as Engines, database);
});
afterAll(() => both.close());

async function answers(sql: string): Promise<{ postgres: unknown; clickhouse: unknown }> {
  const compiled = await compileTest(sql, { database });
  const [postgres, clickhouse] = await Promise.all([both.postgres(sql), both.clickhouse(compiled)]);
  return { postgres, clickhouse };
}

test.each(statements)("%s", async (sql) => {
  const { postgres, clickhouse } = await answers(sql);
  expect(clickhouse).toEqual(postgres);
});

const oneOf = (...items: string[]): fc.Arbitrary<string> => fc.constantFrom(...items);

const grammar = fc.letrec<Record<"integer" | "number" | "truth" | "text" | "day" | "instant", string>>(
  (tie) => ({
    integer: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.oneof(oneOf("id", "n", "null::int8"), fc.integer({ min: -20, max: 20 }).map(String)),
      fc.tuple(tie("integer"), oneOf("+", "-"), tie("integer")).map(([a, o, b]) => `(${a} ${o} ${b})`),
      fc.tuple(tie("integer"), oneOf("/", "%")).map(([a, o]) => `(${a} ${o} 7)`),
      tie("integer").map((a) => `(- ${a})`),
      tie("text").map((a) => `length(${a})`),
      fc
        .tuple(tie("truth"), tie("integer"), tie("integer"))
        .map(([c, a, b]) => `case when ${c} then ${a} else ${b} end`),
      fc.tuple(tie("integer"), tie("integer")).map(([a, b]) => `coalesce(${a}, ${b})`),
      fc.tuple(tie("integer"), tie("integer")).map(([a, b]) => `nullif(${a}, ${b})`),
      fc.tuple(tie("integer"), tie("integer")).map(([a, b]) => `greatest(${a}, ${b})`),
      fc.tuple(tie("day"), tie("day")).map(([a, b]) => `(${a} - ${b})`),
      tie("truth").map((a) => `(${a})::int`),
    ),
    number: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      oneOf("x", "2.5::float8", "null::float8"),
      fc.tuple(tie("number"), oneOf("+", "-", "*"), tie("number")).map(([a, o, b]) => `(${a} ${o} ${b})`),
      fc.tuple(tie("integer"), tie("number")).map(([a, b]) => `(${a} + ${b})`),
      tie("number").map((a) => `abs(${a})`),
      tie("instant").map((a) => `extract(hour from ${a})::float8`),
      fc.tuple(tie("number"), tie("integer")).map(([a, b]) => `least(${a}, ${b})`),
    ),
    truth: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      oneOf("ok", "true", "null::bool", "kind is null"),
      fc
        .tuple(tie("integer"), oneOf("=", "<>", "<", "<=", ">", ">="), tie("number"))
        .map(([a, o, b]) => `(${a} ${o} ${b})`),
      fc.tuple(tie("text"), oneOf("=", "<", ">="), tie("text")).map(([a, o, b]) => `(${a} ${o} ${b})`),
      fc.tuple(tie("day"), oneOf("=", "<"), tie("instant")).map(([a, o, b]) => `(${a} ${o} ${b})`),
      fc.tuple(tie("truth"), oneOf("and", "or"), tie("truth")).map(([a, o, b]) => `(${a} ${o} ${b})`),
      tie("truth").map((a) => `(not ${a})`),
      fc
        .tuple(tie("truth"), oneOf("is true", "is not true", "is false", "is unknown", "is not null"))
        .map(([a, o]) => `(${a} ${o})`),
      fc.tuple(tie("integer"), tie("integer")).map(([a, b]) => `(${a} is distinct from ${b})`),
      fc
        .tuple(tie("integer"), oneOf("in", "not in"), tie("integer"))
        .map(([a, o, b]) => `(${a} ${o} (1, ${b}, 10))`),
      fc
        .tuple(tie("integer"), oneOf("in", "not in"))
        .map(([a, o]) => `(${a} ${o} (select n from r where id > 3))`),
      fc.tuple(tie("text"), oneOf("like", "not like")).map(([a, o]) => `(${a} ${o} '%n%')`),
      fc
        .tuple(tie("integer"), tie("integer"), tie("integer"))
        .map(([a, b, c]) => `(${a} between ${b} and ${c})`),
    ),
    text: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      oneOf("name", "kind", "'Đường ''1'''", "null::text", "''"),
      fc.tuple(tie("text"), tie("text")).map(([a, b]) => `(${a} || ${b})`),
      fc.tuple(oneOf("lower", "upper", "reverse", "trim"), tie("text")).map(([f, a]) => `${f}(${a})`),
      fc
        .tuple(tie("text"), fc.integer({ min: -3, max: 4 }), fc.nat(4))
        .map(([a, b, c]) => `substring(${a} from ${b} for ${c})`),
      tie("integer").map((a) => `(${a})::text`),
      fc.tuple(tie("text"), tie("integer")).map(([a, b]) => `concat(${a}, ${b})`),
      fc.tuple(tie("text"), fc.integer({ min: -3, max: 4 })).map(([a, b]) => `left(${a}, ${b})`),
      tie("instant").map((a) => `to_char(${a}, 'YYYY-MM-DD HH24:MI:SS')`),
    ),
    day: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      oneOf("d", "date '2024-02-29'", "null::date"),
      fc.tuple(tie("day"), fc.integer({ min: -400, max: 400 })).map(([a, b]) => `(${a} + ${b})`),
      tie("instant").map((a) => `(${a})::date`),
    ),
    instant: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      oneOf("t", "timestamptz '2024-01-31 23:30:00'", "null::timestamptz"),
      fc
        .tuple(oneOf("day", "week", "month", "year", "hour"), tie("instant"))
        .map(([u, a]) => `date_trunc('${u}', ${a})`),
      fc
        .tuple(tie("instant"), oneOf("+", "-"), oneOf("1 month", "3 days", "02:30", "1 year 5 days"))
        .map(([a, o, i]) => `(${a} ${o} interval '${i}')`),
      tie("day").map((a) => `(${a})::timestamptz`),
    ),
  }),
);

const expression = fc.oneof(
  grammar.integer,
  grammar.number,
  grammar.truth,
  grammar.text,
  grammar.day,
  grammar.instant,
);

test("generated expressions answer alike", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(expression, { minLength: 1, maxLength: 4 }),
      grammar.truth,
      async (list, where) => {
        const { postgres, clickhouse } = await answers(
          `select id as k, ${list.join(", ")} from r where ${where} order by k`,
        );
        expect(clickhouse).toEqual(postgres);
      },
    ),
    { numRuns: 150, interruptAfterTimeLimit: 60_000 },
  );
}, 120_000);

test("generated groups and windows answer alike", async () => {
  const aggregate = fc.oneof(
    fc.tuple(oneOf("sum", "count", "min", "max"), grammar.integer).map(([f, a]) => `${f}(${a})`),
    fc
      .tuple(oneOf("sum", "min", "max"), grammar.integer, grammar.truth)
      .map(([f, a, c]) => `${f}(${a}) filter (where ${c})`),
    grammar.integer.map((a) => `count(distinct ${a})`),
    grammar.truth.map((a) => `bool_or(${a})`),
    grammar.text.map((a) => `string_agg(${a}, ',' order by id)`),
  );
  await fc.assert(
    fc.asyncProperty(
      oneOf("kind", "ok", "n", "d"),
      fc.array(aggregate, { minLength: 1, maxLength: 3 }),
      grammar.truth,
      async (key, list, where) => {
        const sql = `select ${key}, ${list.join(", ")}, rank() over (order by count(*) desc) from r where ${where} group by ${key} order by ${key}`;
        const { postgres, clickhouse } = await answers(sql);
        expect(clickhouse).toEqual(postgres);
      },
    ),
    { numRuns: 80, interruptAfterTimeLimit: 60_000 },
  );
}, 120_000);

test("what has no answer in PostgreSQL is NULL", async () => {
  const compiled = await compileTest(
    "select 1 / 0, 1 % 0, 1.5 / 0, sqrt(-1), ln(0), ('x' || '')::int, ('31/02' || '')::date, make_date(2024, 2, 30), mod(5, 0)",
    { database },
  );
  expect(await both.clickhouse(compiled)).toEqual([Array(9).fill(null)]);
});

test("now and current_date are those of the caller, in the zone of the caller", async () => {
  const compiled = await compileTest(
    "select now(), current_date, current_timestamp, localtimestamp, date_trunc('day', now())",
    { database },
  );
  const at = Date.parse("2026-03-05T18:30:15.250Z");
  expect(await both.clickhouse(compiled)).toEqual([
    [at, "2026-03-06", at, at - 250, Date.parse("2026-03-05T17:00:00Z")],
  ]);
});

test("own functions: fold, median, approx_count_distinct; order of a language", async () => {
  const folded = await compileTest(`select fold(name) from r where fold(name) like '%duong%'`, { database });
  expect(await both.clickhouse(folded)).toEqual([["duong le loi"]]);
  const counted = await compileTest("select median(x), approx_count_distinct(kind) from r", { database });
  expect(await both.clickhouse(counted)).toEqual([[1.875, 3]]);
  const sorted = await compileTest(
    `select column1 from (values ('đ'), ('a'), ('d'), ('á')) v order by column1 collate "vi"`,
    { database },
  );
  expect(await both.clickhouse(sorted)).toEqual([["a"], ["á"], ["d"], ["đ"]]);
});

test("one row more than maxRows tells that the answer was cut, also under a LIMIT and an ORDER BY", async () => {
  const rows = async (sql: string, maxRows: number): Promise<unknown[][]> =>
    both.clickhouse(await compileTest(sql, { database, maxRows }));
  expect(await rows("select id from r order by id desc", 3)).toEqual([[9], [8], [7], [6]]);
  expect(await rows("select id from r order by id desc limit 2", 3)).toEqual([[9], [8]]);
  expect(await rows("select id from r union all select id from r order by id limit 100 offset 1", 3)).toEqual(
    [[1], [2], [2], [3]],
  );
  expect(await rows("values (1), (2), (3)", 1)).toHaveLength(2);
});

test("a table that is an expression, with a prefix and a name of its own", async () => {
  expect(
    await both.clickhouse(await compileTest("select public.r.id from public.r where id = 1", { database })),
  ).toEqual([[1]]);
});
