/** The embedded PostgreSQL and the program on it: killed, left behind, of another version, as root. */
import { spawnSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApp } from "../../app.ts";
import { createTestPlace, silentLog } from "../testing.ts";
import { type PostgresServer, startPostgres } from "./postgres-server.ts";
import { chooseRunAs } from "./run-as.ts";

let folder: string;
let dataDir: string;
let server: PostgresServer;
const lines: { level: number; msg: string; postgres?: string }[] = [];
const log = pino({ level: "debug" }, { write: (line: string) => void lines.push(JSON.parse(line)) });
const start = (dir = dataDir) => startPostgres(dir, { log, say: () => undefined });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dothi-pg-"));
  await chmod(folder, 0o711);
  dataDir = join(folder, "data");
  await mkdir(dataDir, { mode: 0o711 });
  server = await start();
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const isAlive = (pid: number) =>
  stat(`/proc/${pid}`).then(
    () => true,
    () => false,
  );

async function ask(sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: server.url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}
const untilAnswers = (sql: string) =>
  expect.poll(() => ask(sql).catch(() => []), { timeout: 15_000, interval: 100 });

test("it listens on loopback with a password, keeps no draft, and runs as nobody special", async () => {
  expect(new URL(server.url).hostname).toBe("127.0.0.1");
  expect(await ask("show listen_addresses")).toEqual([{ listen_addresses: "127.0.0.1" }]);
  expect((await readdir(dataDir)).sort()).toEqual(["postgres", "postgres.version", "secrets"]);
  const wrong = new pg.Client({ connectionString: server.url.replace(/:[^:@]+@/, ":wrong@") });
  await expect(wrong.connect()).rejects.toMatchObject({ code: "28P01" });
  const status = await readFile(`/proc/${server.pid()}/status`, "utf8");
  if (process.getuid?.() === 0) expect(status).not.toMatch(/^Uid:\t0\t/m);
  expect((await stat(join(dataDir, "secrets/postgres"))).mode & 0o077).toBe(0);
});

test("errors of the server are in the log", async () => {
  await ask("select 1/0").catch(() => undefined);
  await expect.poll(() => lines.some((line) => line.postgres?.includes("division by zero"))).toBe(true);
});

test("kill -9 under the running program: same address, one failed query, everything goes on", {
  timeout: 60_000,
}, async () => {
  const place = await createTestPlace();
  const running = await createApp({ ...place, databaseUrl: server.url, log: silentLog(), demo: false });
  const { pool } = running.app.postgres;
  const { url } = server;
  await pool.query("create table kept (n int); insert into kept values (1)");
  const cut = pool.query("select pg_sleep(20)").then(
    () => "no",
    () => "cut",
  );
  await sleep(200);
  const pid = server.pid() ?? 0;
  process.kill(pid, "SIGKILL");
  expect(await cut).toBe("cut");
  const during = await running.http.inject("/readyz");
  expect([during.statusCode, during.json().parts.postgres]).toEqual([503, "not reachable"]);
  await untilAnswers("select n from kept").toEqual([{ n: 1 }]);
  expect([server.url, server.pid() === pid]).toEqual([url, false]);
  await expect
    .poll(async () => (await running.http.inject("/readyz")).statusCode, { timeout: 10_000 })
    .toBe(200);
  await pool.query("select graphile_worker.add_job('kernel.deliver-event', '{}'::json, max_attempts := 1)");
  await expect
    .poll(
      async () =>
        (
          await pool.query(
            "select attempts from graphile_worker.jobs where task_identifier = 'kernel.deliver-event'",
          )
        ).rows,
      { timeout: 10_000 },
    )
    .toEqual([{ attempts: 1 }]);
  expect(lines.some((line) => line.msg === "PostgreSQL ended; starting it again")).toBe(true);
  await running.close();
  await place.remove();
});

test("stop ends it and everything it started, and stop again is harmless", async () => {
  const pid = server.pid() ?? 0;
  const readChildren = async () =>
    (await readFile(`/proc/${pid}/task/${pid}/children`, "utf8")).trim().split(" ").map(Number);
  await expect.poll(async () => (await readChildren()).length, { timeout: 10_000 }).toBeGreaterThan(2);
  const children = await readChildren();
  await server.stop();
  await server.stop();
  expect(await Promise.all([pid, ...children].map(isAlive))).not.toContain(true);
  expect(await stat(join(dataDir, "postgres/postmaster.pid")).catch(() => "gone")).toBe("gone");
});

test("a cluster of another major version is refused in words, also without our own note of it", async () => {
  const version = join(dataDir, "postgres/PG_VERSION");
  const own = await readFile(version, "utf8");
  await writeFile(version, "14\n");
  const refusal = {
    name: "StartError",
    text: { vi: expect.stringMatching(/PostgreSQL phiên bản 14 .*\nHãy chạy lại bản Dothi cũ/) },
  };
  await expect(start()).rejects.toMatchObject(refusal);
  await rm(join(dataDir, "postgres.version"));
  await expect(start()).rejects.toMatchObject(refusal);
  await writeFile(version, own);
});

test("a server that cannot start says why, and leaves no process", async () => {
  const conf = join(dataDir, "postgres/postgresql.conf");
  const own = await readFile(conf, "utf8");
  await writeFile(conf, "nonsense = yes\n");
  await expect(start()).rejects.toMatchObject({
    name: "StartError",
    text: { vi: expect.stringMatching(/không khởi động được[\s\S]*nonsense/) },
  });
  await writeFile(conf, own);
  const found = spawnSync("pgrep", ["-f", dataDir], { encoding: "utf8" }).stdout;
  expect(found.trim()).toBe("");
});

describe.skipIf(process.getuid?.() !== 0)("as root", () => {
  test("where nobody can reach the folder, a user namespace is used or the remedy is told", async () => {
    const closed = join(folder, "closed");
    await mkdir(closed, { mode: 0o700 });
    const choose = () => chooseRunAs("/bin/true", join(closed, "postgres"));
    const namespaces =
      spawnSync("/usr/bin/env", ["unshare", "--user", "--map-user=1000", "true"]).status === 0;
    if (namespaces) expect(choose().prefix[0]).toBe("unshare");
    else
      expect(choose).toThrow(
        expect.objectContaining({
          text: { vi: expect.stringContaining("“nobody”"), en: expect.stringContaining("DATABASE_URL") },
        }),
      );
  });

  test("where nobody can reach it, the account is postgres or nobody and the folder is its own", async () => {
    const dir = join(folder, "open");
    const { ids, prefix } = chooseRunAs("/bin/true", dir);
    expect(prefix).toEqual([]);
    expect((await stat(dir)).uid).toBe(ids?.uid);
    expect(ids?.uid).not.toBe(0);
  });

  test("in a folder that nobody can reach the server runs all the same", { timeout: 60_000 }, async () => {
    if (spawnSync("/usr/bin/env", ["unshare", "--user", "--map-user=1000", "true"]).status !== 0) return;
    const closed = join(folder, "closed-data");
    await mkdir(closed, { mode: 0o700 });
    const inside = await start(closed);
    const client = new pg.Client({ connectionString: inside.url });
    await client.connect();
    expect((await client.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
    await client.end();
    await inside.stop();
  });
});
