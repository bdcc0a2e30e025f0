/** The MySQL way of foreign databases, on a MariaDB of its own; skipped with a line where mariadbd is not installed. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type ForeignConnection,
  queryToFile,
  testConnection,
} from "../../server/src/modules/warehouse/connectors/database.ts";
import { all, codeOf, testEffects } from "../../server/src/modules/warehouse/connectors/testing.ts";

const program = ["/usr/sbin/mariadbd", "/usr/local/sbin/mariadbd", "/usr/bin/mariadbd"].find(existsSync);
if (!program) process.stdout.write("mariadbd is not installed: the tests of MySQL sources are skipped\n");

const tools = { client: "mariadb", install: "mariadb-install-db" };
const effects = await testEffects({ allow: ["127.0.0.1"] });
let server: ChildProcess | undefined;
let folder = "";
let connection: ForeignConnection;

function sql(text: string): void {
  execFileSync(tools.client, [
    "--no-defaults",
    `--socket=${join(folder, "socket")}`,
    "-uroot",
    "--default-character-set=utf8mb4",
    "-e",
    text,
  ]);
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, "127.0.0.1", done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}

async function start(path: string): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), "dothi-mariadb-"));
  const port = await freePort();
  const data = [`--datadir=${join(folder, "data")}`, `--user=${userInfo().username}`];
  execFileSync(tools.install, ["--no-defaults", "--auth-root-authentication-method=normal", ...data], {
    stdio: "ignore",
  });
  server = spawn(
    path,
    [
      "--no-defaults",
      ...data,
      `--socket=${join(folder, "socket")}`,
      `--port=${port}`,
      "--bind-address=127.0.0.1",
    ],
    { stdio: "ignore" },
  );
  for (let tries = 0; tries < 100 && !existsSync(join(folder, "socket")); tries++) await sleep(200);
  const user = { user: "reader", password: "mật khẩu" };
  connection = { engine: "mysql", host: "127.0.0.1", port, database: "city", ...user, tls: "prefer" };
  sql(`create database city character set utf8mb4;
    create user reader@localhost identified by '${user.password}'; grant all on city.* to reader@localhost;
    create table city.t (id bigint unsigned primary key, money decimal(30,10), flag bit(10), zero int(5) zerofill,
      day date, at datetime(3), instant timestamp(6) null, year year, doc json, note text, code varchar(20),
      kind enum('a','b'), raw blob, place point, f double, key_uuid uuid);
    set time_zone = '+00:00';
    insert into city.t values (18446744073709551615, 12345678901234567890.1234567891, 513, 42, '2026-02-03',
      '2026-02-03 04:05:06.789', '2026-02-03 04:05:06.123456', 2026, '{"a": [1, 2.50]}', 'Đường "1"\\n', '00123', 'b',
      x'00ff', point(1, 2), 1.5e300, '123e4567-e89b-12d3-a456-426614174000');
    insert into city.t (id) values (2);
    create sequence city.s;`);
  sql("delimiter //\ncreate function city.f() returns int begin delete from city.t; return 1; end //\n");
}

beforeAll(async () => {
  if (program) await start(program);
});

afterAll(async () => {
  if (!server) return;
  const ended = new Promise((done) => server?.once("exit", done));
  server.kill("SIGTERM");
  await ended;
  await rm(folder, { recursive: true, force: true });
});

describe.skipIf(!program)("MariaDB", () => {
  test("values keep all their digits and their meaning", async () => {
    const file = await queryToFile(effects, connection, "select * from t order by id desc;");
    expect(file).toMatchObject({ rows: 2, fileName: "city.ndjson" });
    expect(file.notices.map((one) => one.en)).toEqual([
      expect.stringContaining('"raw"'),
      expect.stringContaining('"place"'),
    ]);
    const text = Buffer.concat((await all(await effects.files.open(file.fileHash))) as Buffer[]).toString();
    expect(text.split("\n")[0]).toBe(
      '{"id":18446744073709551615,"money":12345678901234567890.1234567891,"flag":513,"zero":"00042",' +
        '"day":"2026-02-03","at":"2026-02-03T04:05:06.789","instant":"2026-02-03T04:05:06.123456Z","year":2026,' +
        '"doc":{"a": [1, 2.50]},"note":"Đường \\"1\\"\\n","code":"00123","kind":"b","f":1.5e300,' +
        '"key_uuid":"123e4567-e89b-12d3-a456-426614174000"}',
    );
    expect(file.hints.slice(0, 3)).toEqual([
      { name: "id", type: "bigint" },
      { name: "money", type: "decimal" },
      { name: "flag", type: "bit" },
    ]);
  });

  test("two hundred thousand rows come as a stream", async () => {
    const query = "select seq, repeat('x', 100) as text from seq_1_to_200000";
    expect(await queryToFile(effects, connection, query)).toMatchObject({ rows: 200_000 });
    expect(await queryToFile(effects, connection, "select 1 as a from t where false")).toMatchObject({
      rows: 0,
    });
    expect(await codeOf(queryToFile(effects, connection, query, { maxBytes: 1_000 }))).toBe(
      "kernel.body-too-large",
    );
  });

  test("it only reads, in its time", async () => {
    for (const query of ["delete from t", "select 1; select 2", "select * from no_such", "selec 1"])
      expect([query, await codeOf(queryToFile(effects, connection, query))]).toEqual([
        query,
        "warehouse.source-query-failed",
      ]);
    expect(await codeOf(queryToFile(effects, connection, "select f()"))).toBe(
      "warehouse.source-query-failed",
    );
    const slow = queryToFile(
      effects,
      connection,
      "select count(*) from seq_1_to_100000000 a, seq_1_to_1000 b",
      { seconds: 1 },
    );
    expect(await codeOf(slow)).toBe("warehouse.source-query-too-long");
  });

  test("a connection is tried", async () => {
    const good = await testConnection(effects, connection, "select id, note from t order by id");
    expect(good).toMatchObject({ ok: true, tables: ["city.t"], error: null });
    expect(good.serverVersion).toMatch(/^MariaDB /);
    expect(good.sample?.[1]).toEqual(["18446744073709551615", 'Đường "1"\n']);
    expect(await testConnection(effects, { ...connection, password: "wrong" })).toMatchObject({ ok: false });
    expect(await testConnection(effects, { ...connection, tls: "off" })).toMatchObject({ ok: true });
  });
});
