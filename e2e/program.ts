/** Runs the whole program as a child process on free ports and a folder of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export interface RunningProgram {
  readonly url: string;
  readonly mqttUrl: string;
  readonly dataDir: string;
  readonly token: string;
  readonly pid: number;
  /** What it wrote on standard output. */
  output(): string;
  stop(): Promise<number | null>;
  kill(): Promise<void>;
}

export interface ProgramPlace {
  readonly dataDir: string;
  readonly port: number;
  readonly mqttPort: number;
  readonly token: string;
  remove(): Promise<void>;
}

export async function createPlace(): Promise<ProgramPlace> {
  const dataDir = await mkdtemp(join(tmpdir(), "dothi-e2e-"));
  const [port, mqttPort] = [await freePort(), await freePort()];
  const token = `e2e-${"0123456789abcdef".repeat(3)}`;
  return { dataDir, port, mqttPort, token, remove: () => rm(dataDir, { recursive: true, force: true }) };
}

/** Starts and waits until it is ready (at most `seconds`). */
export async function startProgram(
  place: ProgramPlace,
  options: { flags?: string[]; seconds?: number; script?: string } = {},
): Promise<RunningProgram> {
  const { flags = ["--empty"], seconds = 90, script = "server/src/main.ts" } = options;
  const child = spawn(process.execPath, [join(import.meta.dirname, "..", script), ...flags], {
    env: { ...process.env, ...environment(place) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (text += String(chunk)));
  const url = `http://127.0.0.1:${place.port}`;
  await untilReady(child, url, seconds, () => text);
  return {
    url,
    mqttUrl: `mqtt://127.0.0.1:${place.mqttPort}`,
    dataDir: place.dataDir,
    token: place.token,
    pid: child.pid ?? 0,
    output: () => text,
    stop: () => ended(child, "SIGTERM"),
    kill: async () => void (await ended(child, "SIGKILL")),
  };
}

function environment(place: ProgramPlace): Record<string, string> {
  return {
    PORT: String(place.port),
    MQTT_PORT: String(place.mqttPort),
    DATA_DIR: place.dataDir,
    DOTHI_BOOTSTRAP_TOKEN: place.token,
    LOG_LEVEL: "error",
    RATE_LIMIT_PER_MINUTE: "10000000",
  };
}

async function untilReady(
  child: ChildProcess,
  url: string,
  seconds: number,
  output: () => string,
): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the program ended at once:\n${output()}`);
    const ready = await fetch(`${url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready) return;
    await sleep(50);
  }
  child.kill("SIGKILL");
  throw new Error(`the program was not ready within ${seconds} s:\n${output()}`);
}

async function ended(child: ChildProcess, signal: "SIGTERM" | "SIGKILL"): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exit = new Promise<number | null>((resolve) => child.once("exit", resolve));
  child.kill(signal);
  return exit;
}

/** Process ids of the embedded engines now, from their own lock files. */
export async function enginePids(dataDir: string): Promise<{ postgres: number; clickhouse: number }> {
  const postmaster = await readFile(join(dataDir, "postgres/postmaster.pid"), "utf8").catch(() => "0");
  const run = await readFile(join(dataDir, "run.json"), "utf8").catch(() => "{}");
  const { pid = 0 } = JSON.parse(run) as { pid?: number };
  return {
    postgres: Number(postmaster.split("\n", 1)[0]),
    clickhouse: await childOf(pid, "clickhouse-embedded"),
  };
}

async function childOf(parent: number, command: string): Promise<number> {
  const children = await readFile(`/proc/${parent}/task/${parent}/children`, "utf8").catch(() => "");
  for (const pid of children.trim().split(" ").filter(Boolean)) {
    const line = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    if (line.includes(command)) return Number(pid);
  }
  return 0;
}

export async function callApi<T>(
  program: RunningProgram,
  method: string,
  path: string,
  body?: unknown,
): Promise<T> {
  const answer = await fetch(`${program.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${program.token}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 500)}`);
  return (text ? JSON.parse(text) : undefined) as T;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
