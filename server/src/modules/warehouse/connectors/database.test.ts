import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testEngines } from "../../../kernel/testing.ts";
import { readingStatement } from "../store/foreign-statement.ts";
import { type ForeignConnection, queryToFile, testConnection } from "./database.ts";
import { openGuarded } from "./guard.ts";
import { all, codeOf, testEffects } from "./testing.ts";

const url = new URL(testEngines().databaseUrl);
const connection: ForeignConnection = {
  engine: "postgresql",
  host: url.hostname,
  port: Number(url.port),
  database: decodeURIComponent(url.pathname.slice(1)),
  user: decodeURIComponent(url.username),
  password: decodeURIComponent(url.password),
  tls: "prefer",
};
const effects = await testEffects({ allow: [url.hostname, "127.0.0.0/8", "::1/128"] });
const admin = new pg.Client({ connectionString: url.href });
beforeAll(async () => {
  await admin.connect();
  await admin.query("drop table if exists foreign_test");
  await admin.query("create table foreign_test (n int)");
});
afterAll(async () => {
  await admin.query("drop table foreign_test");
  await admin.end();
});

async function linesOf(query: string): Promise<string[]> {
  const file = await queryToFile(effects, connection, query);
  const text = Buffer.concat((await all(await effects.files.open(file.fileHash))) as Buffer[]).toString();
  return text.trimEnd().split("\n");
}

describe("PostgreSQL", () => {
  test("values keep all their digits and their meaning", async () => {
    const query = `select 9007199254740993::bigint as big, 12345678901234567890.10::numeric as money, 'NaN'::numeric as nan,
      true as yes, null::int as nothing, date '2026-02-03' as day, timestamp '2026-02-03 04:05:06.7' as local,
      timestamptz '2026-02-03 04:05:06+07' as instant, '{"a": [1,\n 2.50]}'::json as doc, array[1,null,3] as list,
      array[['a','b"'],['c','d']] as nested, 'Đường "1"\n' as text, '\\x00ff'::bytea as bytes, 1 as text`;
    const file = await queryToFile(effects, connection, query);
    expect(file).toMatchObject({ rows: 1, fileName: `${connection.database}.ndjson` });
    expect(file.notices).toHaveLength(1);
    expect(file.hints.slice(0, 2)).toEqual([
      { name: "big", type: "bigint" },
      { name: "money", type: "numeric" },
    ]);
    expect((await linesOf(query))[0]).toBe(
      '{"big":9007199254740993,"money":12345678901234567890.10,"nan":"NaN","yes":true,"nothing":null,' +
        '"day":"2026-02-03","local":"2026-02-03T04:05:06.7","instant":"2026-02-02T21:05:06Z",' +
        '"doc":{"a": [1,  2.50]},"list":[1,null,3],"nested":[["a","b\\""],["c","d"]],' +
        '"text":"Đường \\"1\\"\\n","text_2":1}',
    );
  });

  test("two hundred thousand rows come as a stream", async () => {
    const before = process.memoryUsage().heapUsed;
    const query = "select n, repeat('x', 100) as text from generate_series(1, 200000) n order by n";
    const file = await queryToFile(effects, connection, query);
    expect(file).toMatchObject({ rows: 200_000, notices: [] });
    expect(file.bytes).toBeGreaterThan(20_000_000);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(150_000_000);
    expect(await queryToFile(effects, connection, "select 1 as a where false")).toMatchObject({
      rows: 0,
      bytes: 0,
    });
    expect(await codeOf(queryToFile(effects, connection, query, { maxBytes: 1_000_000 }))).toBe(
      "kernel.body-too-large",
    );
  });

  test("it only reads, one statement, in its time", async () => {
    const refused = [
      "select 1; drop table foreign_test",
      "drop table foreign_test",
      "insert into foreign_test values (1) returning n",
      "with x as (delete from foreign_test returning n) select * from x",
      "select set_config('transaction_read_only', 'off', true), pg_sleep(0); select 1",
      "select setval('no_such', 1)",
      "selec 1",
      "",
    ];
    for (const query of refused)
      expect([query, await codeOf(queryToFile(effects, connection, query))]).toEqual([
        query,
        "warehouse.source-query-failed",
      ]);
    const slow = queryToFile(effects, connection, "select pg_sleep(20)", { seconds: 0.3 });
    expect(await codeOf(slow)).toBe("warehouse.source-query-too-long");
    expect((await admin.query("select count(*)::int as n from foreign_test")).rows).toEqual([{ n: 0 }]);
    expect(await linesOf("select 1 as a; -- the end")).toEqual(['{"a":1}']);
  });

  test("a mistake in the last row is said, and nothing is kept", async () => {
    const query = "select 1 / (5000 - n) as x from generate_series(1, 5000) n";
    expect(await codeOf(queryToFile(effects, connection, query))).toBe("warehouse.source-query-failed");
  });

  test("a connection is tried, with words for what is wrong", async () => {
    const good = await testConnection(
      effects,
      connection,
      "select n, 9007199254740993 as big from generate_series(1, 50) n",
    );
    expect(good).toMatchObject({ ok: true, error: null });
    expect(good.serverVersion).toMatch(/^PostgreSQL \d+/);
    expect(good.tables).toContain("public.foreign_test");
    expect(good.sample).toHaveLength(20);
    expect(good.sample?.[0]).toEqual([1, "9007199254740993"]);
    const wrong = [
      { ...connection, database: "no_such_database" },
      { ...connection, user: "nobody_here" },
      { ...connection, tls: "require" as const },
    ];
    for (const one of wrong) {
      const result = await testConnection(effects, one);
      expect(result.ok).toBe(false);
      expect(result.error?.vi).toContain("Không mở được cơ sở dữ liệu");
    }
    expect(await testConnection(effects, connection, "select * from no_such_table")).toMatchObject({
      ok: false,
    });
  });

  test("this machine is refused unless it is allowed", async () => {
    const web = openGuarded({ allow: [] });
    for (const host of ["127.0.0.1", "localhost", "2130706433", "169.254.169.254", "0.0.0.0"]) {
      const work = queryToFile({ ...effects, web }, { ...connection, host }, "select 1");
      expect([host, await codeOf(work)]).toEqual([host, "warehouse.source-address-refused"]);
    }
    await web.close();
  });
});

test("what listens is no database: it ends by the clock or with an error, not never", async () => {
  const server = createServer((socket) =>
    socket.on("error", () => undefined).end("HTTP/1.1 400 Bad Request\r\n\r\n"),
  );
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  for (const engine of ["postgresql", "mysql"] as const) {
    const result = await testConnection(effects, {
      ...connection,
      engine,
      host: "127.0.0.1",
      port,
      tls: "off",
    });
    expect([engine, result.ok, result.error !== null]).toEqual([engine, false, true]);
  }
  server.close();
});

test("statements for MySQL are looked at before they are sent", () => {
  const fails = [
    "select 1; drop table x",
    "drop table x",
    "/* select */ delete from x",
    "select * from x into outfile '/tmp/x'",
    "select 1 into @a",
    "select /*! sql_calc */ 1",
    "set global x = 1",
    "'select'",
  ];
  for (const query of fails) expect(() => readingStatement(query), query).toThrow();
  expect(readingStatement(" select ';', \"a;b\", `c;d` -- it; is\n from x ; ")).toBe(
    "select ';', \"a;b\", `c;d` -- it; is\n from x",
  );
  expect(readingStatement("with a as (select 1) select * from a")).toMatch(/^with/);
  expect(readingStatement("(select 1) union (select 2)")).toMatch(/^\(select/);
});
