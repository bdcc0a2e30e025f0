/** The simulator as a process against a real broker on the loopback interface. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Aedes } from "aedes";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readingsAt } from "./generate/faults.ts";
import { siteOf } from "./sites.ts";

const DAY_MS = 86_400_000;

interface Received {
  readonly topic: string;
  readonly phenomenonTime: string;
  readonly result: number;
}

let folder: string;
let broker: Awaited<ReturnType<typeof Aedes.createBroker>>;
let server: Server;
let sockets: Set<Socket>;
let received: Received[];
let users: Set<string>;
const children: ChildProcess[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "dothi-simulator-"));
  received = [];
  users = new Set();
  sockets = new Set();
  broker = await Aedes.createBroker();
  broker.authenticate = (_client, userName, password, done) => {
    users.add(userName ?? "");
    done(null, password?.toString() === "secret");
  };
  // The hook runs before the acknowledgement, the broker's "publish" event after it.
  broker.authorizePublish = (client, { topic, payload }, done) => {
    if (client !== null)
      received.push({ topic, ...(JSON.parse(payload.toString()) as Omit<Received, "topic">) });
    done(null);
  };
  server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    broker.handle(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  for (const socket of sockets) socket.destroy();
  await new Promise<void>((resolve) => broker.close(() => resolve()));
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const device = (
  thing: string,
  properties: readonly string[],
  options: { intervalSeconds?: number; userName?: string } = {},
) => ({
  thing,
  userName: options.userName ?? thing,
  password: "secret",
  datastreams: properties.map((property, i) => ({
    id: `${thing}-${i}`,
    property,
    intervalSeconds: options.intervalSeconds ?? 600,
  })),
});
type Device = ReturnType<typeof device>;

function writeDevices(devices: readonly Device[]): string {
  const path = join(folder, "demo-devices.json");
  const { port } = server.address() as AddressInfo;
  writeFileSync(path, JSON.stringify({ mqttUrl: `mqtt://127.0.0.1:${port}`, devices }));
  return path;
}

function start(path: string): ChildProcess & { errors: string } {
  const child = spawn(process.execPath, [join(import.meta.dirname, "main.ts"), path], {
    stdio: ["pipe", "ignore", "pipe"],
  });
  children.push(child);
  const watched = Object.assign(child, { errors: "" });
  child.stderr?.on("data", (text: Buffer) => {
    watched.errors += text.toString();
  });
  return watched;
}

async function until(condition: () => boolean): Promise<void> {
  for (let waited = 0; !condition(); waited += 20) {
    if (waited > 20_000)
      throw new Error(
        `nothing more after ${received.length} messages, newest ${received.at(-1)?.phenomenonTime}`,
      );
    await sleep(20);
  }
}

/** Every message the devices owe for instants in (fromMs, toMs], as topic and phenomenon time. */
function owed(devices: readonly Device[], fromMs: number, toMs: number): Set<string> {
  const keys = new Set<string>();
  for (const { thing, datastreams } of devices) {
    for (const { property, intervalSeconds } of datastreams) {
      const gridMs = intervalSeconds * 1000;
      for (let at = (Math.floor(fromMs / gridMs) + 1) * gridMs; at <= toMs; at += gridMs) {
        for (const { phenomenonTimeMs, result } of readingsAt(
          { site: siteOf(thing), property, intervalSeconds },
          at,
        )) {
          keys.add(
            keyOf({
              topic: `dothi/${thing}/${property}`,
              phenomenonTime: new Date(phenomenonTimeMs).toISOString(),
              result,
            }),
          );
        }
      }
    }
  }
  return keys;
}

function keyOf({ topic, phenomenonTime, result }: Received): string {
  return `${topic} ${phenomenonTime} ${result}`;
}

/** Waits until everything owed from `fromMs` to the start of the test has come. */
async function untilComplete(devices: readonly Device[], fromMs: number, toMs: number): Promise<void> {
  const waiting = owed(devices, fromMs, toMs);
  let seen = 0;
  await until(() => {
    for (; seen < received.length; seen++) waiting.delete(keyOf(received[seen] as Received));
    return waiting.size === 0;
  });
}

test("the first start sends eight days, the oldest first over all devices, and nothing it does not owe", async () => {
  const devices = [
    device("kk-ben-thanh", ["pm25", "no2"]),
    device("tv-phu-an", ["water-level"]),
    device("mua-thu-duc", ["rain"], { userName: "gateway-1" }),
    device("on-ben-thanh", ["laeq"], { userName: "gateway-1" }),
  ];
  const startedMs = Date.now();
  const child = start(writeDevices(devices));
  await untilComplete(devices, startedMs - 8 * DAY_MS + 60_000, startedMs - 60_000);
  expect([...users].sort()).toEqual(["gateway-1", "kk-ben-thanh", "tv-phu-an"]);
  // Evenly: when half of everything has come, no device is far behind (a full connection is passed over for a while).
  const half = received.slice(0, received.length / 2);
  for (const { thing } of devices) {
    const own = received.filter(({ topic }) => topic.startsWith(`dothi/${thing}/`)).length;
    const early = half.filter(({ topic }) => topic.startsWith(`dothi/${thing}/`)).length;
    expect(early / own).toBeGreaterThan(0.2);
  }
  const allowed = owed(devices, startedMs - 8 * DAY_MS - 60_000, Date.now() + 60_000);
  expect(received.map(keyOf).filter((key) => !allowed.has(key))).toEqual([]);
  expect(child.errors).toBe("");
});

test("after kill -9 it goes on without a hole, and without sending everything again", async () => {
  const devices = ["kk-thu-duc", "kk-phu-my", "kk-cu-chi"].map((thing) =>
    device(thing, ["pm25", "pm10", "no2", "o3"]),
  );
  const path = writeDevices(devices);
  const startedMs = Date.now();
  const first = start(path);
  const hasState = () => {
    try {
      return readFileSync(join(folder, "demo-devices-state.json"), "utf8").length > 10;
    } catch {
      return false;
    }
  };
  await until(() => hasState() && received.length > 500);
  first.kill("SIGKILL");
  await once(first, "exit");
  const saved = JSON.parse(readFileSync(join(folder, "demo-devices-state.json"), "utf8")) as Record<
    string,
    { sentUntil: number }
  >;
  const before = received.length;
  start(path);
  await untilComplete(devices, startedMs - 8 * DAY_MS + 60_000, startedMs - 60_000);
  for (const { thing, phenomenonTime } of received
    .slice(before)
    .map((message) => ({ ...message, thing: message.topic.split("/")[1] ?? "" }))) {
    expect(Date.parse(phenomenonTime)).toBeGreaterThan(saved[thing]?.sentUntil ?? 0);
  }
});

test("a broken connection costs nothing", async () => {
  const devices = ["kk-thu-duc", "kk-phu-my"].map((thing) => device(thing, ["pm25", "pm10", "no2", "o3"]));
  const startedMs = Date.now();
  const child = start(writeDevices(devices));
  await until(() => received.length > 500);
  for (const socket of sockets) socket.destroy();
  // No hole before and none after.
  await untilComplete(devices, startedMs - 8 * DAY_MS + 60_000, startedMs - 60_000);
  expect(child.errors.trim().split("\n")).toHaveLength(1);
});

test("after the history come live readings, each within moments of its time", async () => {
  const devices = [device("tv-phu-an", ["water-level"], { intervalSeconds: 2 })];
  const path = writeDevices(devices);
  const since = Date.now() - 60_000;
  writeFileSync(
    join(folder, "demo-devices-state.json"),
    JSON.stringify({ "tv-phu-an": { sentUntil: since, datastreams: "tv-phu-an-0" } }),
  );
  const openedMs = Date.now();
  start(path);
  const liveMs = () =>
    received.map(({ phenomenonTime }) => Date.parse(phenomenonTime)).filter((time) => time > openedMs + 2000);
  await until(() => liveMs().length >= 3);
  const newest = Math.max(...liveMs());
  expect(Date.now() - newest).toBeLessThan(3000);
  const have = new Set(received.map(keyOf));
  expect([...owed(devices, since, newest)].filter((key) => !have.has(key))).toEqual([]);
  expect(received.every(({ phenomenonTime }) => Date.parse(phenomenonTime) > since)).toBe(true);
});

test.each([
  ["standard input closes", (child: ChildProcess) => child.stdin?.end()],
  ["it is told to by SIGTERM", (child: ChildProcess) => child.kill("SIGTERM")],
] as const)("it ends when %s", async (_when, end) => {
  const child = start(writeDevices([device("tv-phu-an", ["water-level"])]));
  await until(() => received.length > 10);
  const exited = once(child, "exit");
  end(child);
  expect(await exited).toEqual([0, null]);
});

test("a wrong password is reported in one line, a malformed file ends it", async () => {
  const path = writeDevices([{ ...device("tv-phu-an", ["water-level"]), password: "wrong" }]);
  const child = start(path);
  await until(() => child.errors.includes("\n"));
  await sleep(1500);
  expect(child.errors.trim().split("\n")).toHaveLength(1);
  expect(received).toEqual([]);
  writeFileSync(path, JSON.stringify({ mqttUrl: "mqtt://127.0.0.1:1", devices: [{ thing: "a/b" }] }));
  const second = start(path);
  expect((await once(second, "exit"))[0]).toBe(1);
  expect(second.errors).toContain("/devices/0");
});
