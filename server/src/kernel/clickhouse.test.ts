/** ClickHouse: what a person's query may not do, its bounds, and what is said while the engine is away. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Clickhouse, openClickhouse } from "./clickhouse.ts";
import { silentLog, testEngines } from "./testing.ts";

let clickhouse: Clickhouse;
const limits = { maxSeconds: 2, maxRows: 1_000, maxMemoryBytes: 100_000_000 };
const ask = (sql: string, params = {}, bounds = limits) =>
  clickhouse.adHoc<Record<string, unknown>>(sql, params, bounds);
const database = `adhoc_${process.pid}`;

beforeAll(async () => {
  const { clickhouseUrl, clickhouseReaderUrl } = testEngines();
  clickhouse = openClickhouse(clickhouseUrl, {
    prefix: "t_",
    log: silentLog(),
    readerUrl: clickhouseReaderUrl,
  });
  await clickhouse.command(`create database ${database}`);
  await clickhouse.command(
    `create table ${database}.thing (id UInt32, name String) engine = MergeTree order by id`,
  );
  await clickhouse.insertRows(`${database}.thing`, [
    { id: 1, name: "Đèn" },
    { id: 2, name: "Cầu" },
  ]);
});
afterAll(async () => {
  await clickhouse.command(`drop database ${database}`);
  await clickhouse.close();
});

test("a reading query with parameters is answered", async () => {
  expect(await ask(`select name from ${database}.thing where id = {id:UInt32}`, { id: 1 })).toEqual([
    { name: "Đèn" },
  ]);
  expect(await ask("select {x:String} as x", { x: "'; drop table thing" })).toEqual([
    { x: "'; drop table thing" },
  ]);
});

describe("a person's query", () => {
  test.each([
    "insert into %.thing values (3, 'x')",
    "alter table %.thing delete where 1",
    "drop table %.thing",
    "truncate table %.thing",
    "create table %.other (a Int8) engine = Memory",
    "create temporary table t (a Int8)",
    "rename table %.thing to %.other",
    "set max_execution_time = 0",
    "system shutdown",
    "kill query where 1",
    "grant all on *.* to dothi_reader",
    "create user x",
    "attach table x",
    "optimize table %.thing",
    "select * from file('/etc/passwd', 'LineAsString')",
    "select * from url('http://127.0.0.1:1/', 'LineAsString')",
    "select * from s3('http://127.0.0.1:1/x', 'CSV')",
    "select * from remote('127.0.0.1:1', system.one)",
    "select * from executable('id', 'CSV', 'a String')",
    "select * from postgresql('127.0.0.1:1', 'd', 't', 'u', 'p')",
    "select * from system.users",
    "select * from system.processes",
    "select * from system.settings",
    "select 1 into outfile '/tmp/x'",
    "select 1 settings max_execution_time = 1000",
    "select 1 settings readonly = 0",
    "select 1; drop table %.thing",
    "nonsense",
  ])("may not: %s", async (sql) => {
    await expect(ask(sql.replaceAll("%", database))).rejects.toMatchObject({ code: "kernel.query-refused" });
    expect(await clickhouse.query(`select count() as n from ${database}.thing`)).toEqual([{ n: 2 }]);
  });

  test("ends at its time, its rows and its memory", async () => {
    const startedAt = performance.now();
    await expect(
      ask(
        "select count() from numbers(1000000000000) where sipHash64(number) = 1",
        {},
        { ...limits, maxSeconds: 1 },
      ),
    ).rejects.toMatchObject({
      code: "kernel.query-refused",
      title: { vi: expect.stringMatching(/Kho phân tích từ chối truy vấn: .*(TIMEOUT|[Tt]imeout|too slow)/) },
    });
    expect(performance.now() - startedAt).toBeLessThan(4_000);
    await expect(ask("select number from numbers(1001)")).rejects.toMatchObject({
      code: "kernel.query-refused",
    });
    expect(await ask("select number from numbers(1000)")).toHaveLength(1_000);
    await expect(ask("select length(groupArray(number)) from numbers(100000000)")).rejects.toMatchObject({
      code: "kernel.query-refused",
    });
  });
});

test("while the engine is away, that is what is said", async () => {
  const away = openClickhouse("http://a:b@127.0.0.1:1", { prefix: "", log: silentLog() });
  const refusal = {
    code: "kernel.engine-unavailable",
    kind: "unavailable",
    title: { vi: "ClickHouse đang khởi động lại hoặc không kết nối được." },
  };
  await expect(away.query("select 1")).rejects.toMatchObject(refusal);
  await expect(away.command("select 1")).rejects.toMatchObject(refusal);
  await expect(away.insertRows("t", [{}])).rejects.toMatchObject(refusal);
  await expect(away.insertBinary("t", ["a"], Buffer.alloc(1))).rejects.toMatchObject(refusal);
  await expect(away.stream("select 1", {}, "CSV")).rejects.toMatchObject(refusal);
  await expect(away.adHoc("select 1", {}, limits)).rejects.toMatchObject(refusal);
  expect(await away.ping()).toBe(false);
  await away.close();
});
