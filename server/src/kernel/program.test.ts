/** The program as a person starts and stops it: a child process, free ports, folders of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestPlace, type TestPlace, testEngines } from "./testing.ts";

const main = join(import.meta.dirname, "../main.ts");
let folder: string;
let place: TestPlace;
const children: ChildProcess[] = [];
const servers: Server[] = [];
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dothi-program-"));
  place = await createTestPlace();
});
afterAll(async () => {
  for (const child of children)
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
  for (const server of servers) server.close();
  await place.remove();
  await rm(folder, { recursive: true, force: true });
});

interface Running {
  child: ChildProcess;
  text(): string;
  ended: Promise<number | null>;
}

function run(environment: Record<string, string>, flags: string[] = [], nodeFlags: string[] = []): Running {
  const kept = Object.fromEntries(["PATH", "HOME", "TMPDIR"].map((name) => [name, process.env[name]]));
  const env = { ...kept, PORT: "0", MQTT_PORT: "0", DATA_DIR: newDir(), LOG_LEVEL: "silent", ...environment };
  const child = spawn(process.execPath, [...nodeFlags, main, ...flags], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.push(child);
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (text += String(chunk)));
  const ended = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)));
  return { child, text: () => text, ended };
}
const newDir = () => join(folder, String(count++));
const external = () => ({
  DATABASE_URL: place.databaseUrl,
  CLICKHOUSE_URL: testEngines().clickhouseUrl,
  CLICKHOUSE_DATABASE_PREFIX: place.config.CLICKHOUSE_DATABASE_PREFIX,
});

/** Waits for the line that says it is ready, and returns the address in it. */
async function ready(running: Running): Promise<string> {
  const found = await expect
    .poll(
      () =>
        running.child.exitCode !== null
          ? running.text()
          : /(?:giây|ready after [\d.]+ s): +(http\S+)/.exec(running.text())?.[1],
      { timeout: 60_000, interval: 50 },
    )
    .toMatch(/^http/)
    .then(() => /(?:giây|ready after [\d.]+ s): +(http\S+)/.exec(running.text())?.[1]);
  return found ?? "";
}

async function takePort(): Promise<number> {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

/** All processes that came from `pid`, and theirs. */
async function descendants(pid: number): Promise<number[]> {
  const all: number[] = [];
  for (const thread of await readdir(`/proc/${pid}/task`).catch(() => [])) {
    const text = await readFile(`/proc/${pid}/task/${thread}/children`, "utf8").catch(() => "");
    for (const child of text.trim().split(" ").filter(Boolean).map(Number))
      all.push(child, ...(await descendants(child)));
  }
  return all;
}
const living = (pids: number[]) =>
  pids.filter((pid) => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  });

/** Ends with status 1, one message, no stack. */
async function refusal(environment: Record<string, string>): Promise<string> {
  const running = run(environment);
  expect(await running.ended).toBe(1);
  expect(running.text()).not.toMatch(/\n\s+at |node:internal/);
  return running.text();
}

describe("a start that cannot be says why and what to do", { timeout: 30_000 }, () => {
  test("bad configuration: everything at once, secrets hidden", async () => {
    const bad = { PORT: "x", LOG_LEVEL: "loud", DATABASE_URL: "mysql://u:geheim@h", MQTT_PORT: "-1" };
    const text = await refusal(bad);
    expect(text).toMatch(
      /Cấu hình sai:\n {2}- PORT="x": .*\n {2}- DATABASE_URL=\(secret\): .*\n {2}- MQTT_PORT=.*\n {2}- LOG_LEVEL=/,
    );
    expect(text).not.toContain("geheim");
    expect(await refusal({ ...bad, DOTHI_LANG: "en" })).toContain("Bad configuration:");
  });

  test("PORT or MQTT_PORT taken, or both the same", async () => {
    const port = String(await takePort());
    expect(await refusal({ PORT: port })).toMatch(
      new RegExp(
        `Cổng ${port} \\(PORT\\) đang có chương trình khác dùng\\.\nHãy chọn cổng khác, ví dụ: PORT=`,
      ),
    );
    expect(await refusal({ PORT: port, DOTHI_LANG: "en" })).toMatch(
      new RegExp(`Port ${port} \\(PORT\\) is taken .*\nChoose another, for example: PORT=`),
    );
    expect(await refusal({ MQTT_PORT: port })).toMatch(
      new RegExp(`Cổng ${port} \\(MQTT_PORT\\).*\nHãy chọn cổng khác, ví dụ: MQTT_PORT=`),
    );
    expect(await refusal({ PORT: "18999", MQTT_PORT: "18999" })).toContain("hai cổng khác nhau");
    expect(await refusal({ HOST: "203.0.113.7", PORT: "18998" })).toMatch(
      /203\.0\.113\.7 \(HOST\).*\nHãy đặt HOST/,
    );
  });

  test("DATA_DIR that cannot be written", async () => {
    const file = newDir();
    await writeFile(file, "");
    expect(await refusal({ DATA_DIR: join(file, "below") })).toMatch(
      /Không ghi được vào DATA_DIR .*\nHãy cấp quyền ghi/,
    );
  });

  test("DATA_DIR that another process holds, with its pid", async () => {
    const dir = newDir();
    await mkdir(dir);
    const stat = await readFile(`/proc/${process.pid}/stat`, "utf8");
    const startedAt = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
    await writeFile(join(dir, "dothi.lock"), JSON.stringify({ pid: process.pid, startedAt }));
    expect(await refusal({ DATA_DIR: dir })).toContain(`(pid ${process.pid})`);
    expect(await readdir(dir)).toEqual(["dothi.lock"]);
  });

  test("PostgreSQL or ClickHouse that cannot be reached, or refuses the password", async () => {
    const good = external();
    const wrongPassword = good.DATABASE_URL.replace(/:[^:@/]+@/, ":geheim@");
    expect(await refusal({ ...good, DATABASE_URL: "postgres://u:geheim@127.0.0.1:1/d" })).toMatch(
      /Không kết nối được PostgreSQL: .*ECONNREFUSED.*\nHãy kiểm tra DATABASE_URL/,
    );
    expect(
      await refusal({ ...good, DATABASE_URL: "postgres://u:geheim@localhost:1/d", DOTHI_LANG: "en" }),
    ).toMatch(/PostgreSQL cannot be reached: .+\nCheck DATABASE_URL/);
    expect(await refusal({ ...good, DATABASE_URL: wrongPassword })).toMatch(
      /Không kết nối được PostgreSQL: .*password authentication failed/,
    );
    expect(await refusal({ ...good, CLICKHOUSE_URL: "http://u:geheim@127.0.0.1:1" })).toMatch(
      /Không kết nối được ClickHouse: .*\nHãy kiểm tra CLICKHOUSE_URL/,
    );
    const wrong = good.CLICKHOUSE_URL.replace(/:[^:@/]+@/, ":geheim@");
    expect(await refusal({ ...good, CLICKHOUSE_URL: wrong })).toMatch(
      /Không kết nối được ClickHouse: .*\nHãy kiểm tra CLICKHOUSE_URL/,
    );
  });
});

describe("with external engines", { timeout: 60_000 }, () => {
  test("none of our own is started, and the demo city comes only when asked for", async () => {
    const dir = newDir();
    const plain = run({ ...external(), DATA_DIR: dir });
    const url = await ready(plain);
    expect(plain.text()).toContain("PostgreSQL: bên ngoài · ClickHouse: bên ngoài");
    expect(plain.text()).not.toContain("Thành phố mẫu");
    expect(await readdir(dir)).not.toContain("postgres");
    expect(await readdir(dir)).not.toContain("clickhouse");
    expect(await descendants(plain.child.pid ?? 0)).toEqual([]);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    plain.child.kill("SIGTERM");
    expect(await plain.ended).toBe(0);
    const demo = run({ ...external(), DOTHI_LANG: "en" }, ["--demo"]);
    await ready(demo);
    expect(demo.text()).toContain("Demo city");
    const below = await descendants(demo.child.pid ?? 0);
    expect(below.length).toBeGreaterThan(0);
    demo.child.kill("SIGINT");
    expect(await demo.ended).toBe(0);
    expect(living(below)).toEqual([]);
  });

  test("an exception nobody caught ends it in order with status 1, a rejection does not", async () => {
    const throwing = `data:text/javascript,${encodeURIComponent('process.on("SIGUSR2", () => { throw new Error("boom") }); process.on("SIGHUP", () => void Promise.reject(new Error("lost")))')}`;
    const dir = newDir();
    const running = run({ ...external(), DATA_DIR: dir, LOG_LEVEL: "error" }, [], ["--import", throwing]);
    const url = await ready(running);
    running.child.kill("SIGHUP");
    await expect
      .poll(() => running.text())
      .toMatch(/"msg":"a rejection nobody handled; the program goes on"/);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect(await (await fetch(`${url}/metrics`)).text()).toContain("dothi_unhandled_rejections_total 1");
    running.child.kill("SIGUSR2");
    expect(await running.ended).toBe(1);
    expect(running.text()).toMatch(/"boom"[\s\S]*the program stops/);
    expect(await readdir(dir)).not.toContain("dothi.lock");
  });
});

describe("with its own engines", { timeout: 120_000 }, () => {
  const dir = () => join(folder, "own");
  let token: string;

  async function things(url: string): Promise<unknown> {
    const answer = await fetch(`${url}/api/identity/session`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return (await answer.json()) as unknown;
  }

  test("first start, SIGTERM twice, second start by SIGINT: data as it was, no process left", async () => {
    token = `t-${"0123456789abcdef".repeat(3)}`;
    const first = run({ DATA_DIR: dir(), DOTHI_BOOTSTRAP_TOKEN: token }, ["--empty"]);
    const url = await ready(first);
    expect(first.text()).not.toContain("Thành phố mẫu");
    const session = await things(url);
    expect(session).toMatchObject({ demo: false, account: { id: expect.any(String) } });
    const stream = await fetch(`${url}/api/live?topics=telemetry:city`);
    const below = await descendants(first.child.pid ?? 0);
    expect(below.length).toBeGreaterThan(2);
    const second = await refusal({ DATA_DIR: dir() });
    expect(second).toContain(`(pid ${first.child.pid})`);
    first.child.kill("SIGTERM");
    await sleep(30);
    first.child.kill("SIGTERM");
    expect(await first.ended).toBe(0);
    expect(first.text()).toMatch(/SIGTERM: đang dừng…\nĐã dừng, dữ liệu còn nguyên\.\n$/);
    await stream.text();
    expect(living(below)).toEqual([]);
    expect(await readdir(dir())).not.toContain("dothi.lock");
    expect(await readdir(dir())).not.toContain("run.json");

    const again = run({ DATA_DIR: dir() }, ["--empty"]);
    const address = await ready(again);
    expect(await things(address)).toEqual(session);
    again.child.kill("SIGINT");
    expect(await again.ended).toBe(0);
  });

  test("a signal during the start ends it in order too, and after kill -9 the next start finds everything", async () => {
    const cut = run({ DATA_DIR: dir() }, ["--empty"]);
    await expect.poll(() => cut.text(), { timeout: 20_000, interval: 10 }).toContain("khởi động kho dữ liệu");
    await sleep(300);
    const below = await descendants(cut.child.pid ?? 0);
    cut.child.kill("SIGTERM");
    expect(await cut.ended).toBe(0);
    expect(living(below)).toEqual([]);
    const killed = run({ DATA_DIR: dir() }, ["--empty"]);
    await ready(killed);
    killed.child.kill("SIGKILL");
    await killed.ended;
    const next = run({ DATA_DIR: dir() }, ["--empty"]);
    const session = await things(await ready(next));
    expect(session).toMatchObject({ account: { id: expect.any(String) } });
    const url = /http:\S+/.exec(next.text())?.[0] ?? "";
    const child = (
      JSON.parse(await readFile(join(dir(), "run.json"), "utf8")) as { engines: { clickhouse: number } }
    ).engines.clickhouse;
    process.kill(child, "SIGKILL");
    await expect
      .poll(async () => (await (await fetch(`${url}/readyz`)).json()) as unknown, { interval: 10 })
      .toMatchObject({ status: "not-ready", parts: { postgres: "ready", clickhouse: "not reachable" } });
    await expect
      .poll(async () => (await fetch(`${url}/readyz`)).status, { timeout: 20_000, interval: 100 })
      .toBe(200);
    next.child.kill("SIGTERM");
    expect(await next.ended).toBe(0);
  });
});
