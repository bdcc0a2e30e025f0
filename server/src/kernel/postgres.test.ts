/** Transactions nest into one, migrations run once and whole, a lost connection harms one query only. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Clickhouse } from "./clickhouse.ts";
import type { Context } from "./context.ts";
import { migrate } from "./migrate.ts";
import { emitterOn } from "./outbox.ts";
import { openPostgres, type Postgres, transaction } from "./postgres.ts";
import { createTestPlace, silentLog, type TestPlace } from "./testing.ts";

let place: TestPlace;
let postgres: Postgres;
let ctx: Context;
beforeAll(async () => {
  place = await createTestPlace();
  postgres = openPostgres(place.databaseUrl, { poolSize: 4, log: silentLog() });
  ctx = { db: postgres.db, emit: emitterOn(postgres.db), log: silentLog() } as unknown as Context;
  await sql`create table row (n int primary key)`.execute(ctx.db);
});
afterAll(async () => {
  await postgres.close();
  await place.remove();
});

const add = (inner: Context, n: number) => sql`insert into row values (${n})`.execute(inner.db);
const rows = async () =>
  (await sql<{ n: number }>`select n from row order by n`.execute(ctx.db)).rows.map((r) => r.n);

test("an inner transaction joins the outer one: both or neither", async () => {
  const both = transaction(ctx, async (outer) => {
    await add(outer, 1);
    await transaction(outer, (inner) => add(inner, 2));
    throw new Error("after all");
  });
  await expect(both).rejects.toThrow("after all");
  expect(await rows()).toEqual([]);
  await transaction(ctx, async (outer) => {
    await add(outer, 1);
    await transaction(outer, (inner) => transaction(inner, (third) => add(third, 2)));
  });
  expect(await rows()).toEqual([1, 2]);
});

test("an inner failure that is swallowed does not let half a transaction through", async () => {
  const swallowed = transaction(ctx, async (outer) => {
    await add(outer, 3);
    await transaction(outer, (inner) => add(inner, 1)).catch(() => undefined);
    await add(outer, 4);
  });
  await expect(swallowed).rejects.toThrow();
  expect(await rows()).toEqual([1, 2]);
});

test("bigint and date come as a number and as text", async () => {
  const { rows: got } = await postgres.pool.query(
    "select 9007199254740991::bigint as n, date '2026-02-28' as d",
  );
  expect(got).toEqual([{ n: 9_007_199_254_740_991, d: "2026-02-28" }]);
});

test("connections that are cut, at work or idle, fail one query and nothing else", async () => {
  await Promise.all([1, 2, 3].map(() => postgres.pool.query("select 1")));
  const working = postgres.pool.query("select pg_sleep(10)");
  const failed = expect(working).rejects.toMatchObject({ code: "57P01" });
  const cutter = openPostgres(place.databaseUrl, { poolSize: 2, log: silentLog() });
  await expect
    .poll(
      async () =>
        (
          await cutter.pool.query(
            "select 1 from pg_stat_activity where query like 'select pg_sleep%' and pid <> pg_backend_pid()",
          )
        ).rowCount,
    )
    .toBe(1);
  await cutter.pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
  );
  await failed;
  await cutter.close();
  await expect.poll(() => rows().catch(() => "not yet")).toEqual([1, 2]);
});

const commands: string[] = [];
const clickhouse = {
  prefix: "p_",
  command: async (text: string) => void commands.push(text),
} as unknown as Clickhouse;

async function migrationsOf(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "dothi-migrations-"));
  for (const engine of ["postgres", "clickhouse"]) await mkdir(join(folder, engine));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

test("of several processes at once one migrates, each file once, in order", async () => {
  const folder = await migrationsOf({
    "postgres/9001-a-make.sql": "create table made (n int); insert into made values (1)",
    "postgres/9002-a-fill.sql": "select pg_sleep(0.2); insert into made select n + 1 from made",
    "clickhouse/9001-air-make.sql":
      "create table if not exists {{database}}.a (n Int8);\ncreate table if not exists {{database}}.b (n Int8);\n",
  });
  const pools = [1, 2, 3].map(() => openPostgres(place.databaseUrl, { poolSize: 2, log: silentLog() }));
  const ran = await Promise.all(pools.map(({ pool }) => migrate(pool, clickhouse, folder)));
  expect(ran.flat()).toEqual(["9001-a-make.sql", "9002-a-fill.sql", "9001-air-make.sql"]);
  expect((await postgres.pool.query("select n from made order by n")).rows).toEqual([{ n: 1 }, { n: 2 }]);
  expect(commands).toEqual(
    [
      "CREATE DATABASE IF NOT EXISTS `p_air`",
      "create table if not exists `p_air`.a (n Int8)",
      "create table if not exists `p_air`.b (n Int8)",
    ].map((text) => expect.stringContaining(text)),
  );
  for (const pool of pools) await pool.close();
  await rm(folder, { recursive: true });
});

test("a file that fails leaves nothing, is named, and is run again when it is put right", async () => {
  const files = {
    "postgres/9101-b-make.sql": "create table before (n int)",
    "postgres/9102-b-fail.sql": "create table half (n int); select 1/0",
  };
  const folder = await migrationsOf(files);
  await expect(migrate(postgres.pool, clickhouse, folder)).rejects.toMatchObject({
    message: expect.stringContaining("9102-b-fail.sql"),
    cause: { message: "division by zero" },
  });
  const exists = async (table: string) =>
    (await postgres.pool.query("select to_regclass($1) is not null as yes", [table])).rows[0].yes;
  expect([await exists("before"), await exists("half")]).toEqual([true, false]);
  await writeFile(join(folder, "postgres/9102-b-fail.sql"), "create table half (n int)");
  expect(await migrate(postgres.pool, clickhouse, folder)).toEqual(["9102-b-fail.sql"]);
  expect(await migrate(postgres.pool, clickhouse, folder)).toEqual([]);
  await rm(folder, { recursive: true });
});

test("a ClickHouse file that fails is named too", async () => {
  const folder = await migrationsOf({ "clickhouse/9201-air-fail.sql": "nonsense" });
  const failing = {
    prefix: "p_",
    command: async () => Promise.reject(new Error("syntax")),
  } as unknown as Clickhouse;
  await expect(migrate(postgres.pool, failing, folder)).rejects.toThrow("9201-air-fail.sql");
  await rm(folder, { recursive: true });
});
