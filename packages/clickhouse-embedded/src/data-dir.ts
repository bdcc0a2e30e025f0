import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ClickhouseEmbeddedError } from "./errors.ts";

/** Where things lie in a data directory. */
export interface DataDirLayout {
  /** The engine's own tree: databases, parts, metadata. */
  engine: string;
  config: string;
  users: string;
  addon: string;
  owner: string;
  version: string;
}

/** The layout of `dataDir`; creates nothing. */
export function layoutOf(dataDir: string): DataDirLayout {
  return {
    engine: join(dataDir, "engine"),
    config: join(dataDir, "config.xml"),
    users: join(dataDir, "users.xml"),
    addon: join(dataDir, "addon"),
    owner: join(dataDir, "owner.json"),
    version: join(dataDir, "engine-version"),
  };
}

/**
 * Makes this process the owner of `dataDir` until it dies or calls the returned function.
 * A lock left by a dead process, or by a process whose number was given to another since, is taken over.
 * Throws `data-dir-in-use` when the owner lives. The engine holds a kernel lock on its `status` file besides; this one
 * exists because the engine tidies its temporary directory before it takes that lock.
 */
export function lockDataDir(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  chmodSync(dataDir, 0o700);
  const { owner } = layoutOf(dataDir);
  const mine = JSON.stringify({ pid: process.pid, startedAtTicks: startTicks(process.pid) });
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (createExclusively(owner, mine)) return () => rmSync(owner, { force: true });
    const holder = livingHolder(owner);
    if (holder !== undefined) {
      throw new ClickhouseEmbeddedError("data-dir-in-use", `${dataDir} is in use by process ${holder}`);
    }
    discardStale(owner);
  }
  throw new ClickhouseEmbeddedError(
    "data-dir-in-use",
    `${dataDir} is being taken by several processes at once`,
  );
}

/**
 * Refuses a directory last opened by a newer release (`year.month`) than `installed`: parts and metadata may hold what
 * this engine cannot read. Throws `data-dir-too-new`.
 */
export function checkVersion(dataDir: string, installed: string): void {
  const recorded = readIfPresent(layoutOf(dataDir).version)?.trim();
  if (recorded === undefined || recorded === "") return;
  if (releaseNumber(recorded) > releaseNumber(installed)) {
    throw new ClickhouseEmbeddedError(
      "data-dir-too-new",
      `${dataDir} was opened by ClickHouse ${recorded}; the installed engine is ${installed}`,
    );
  }
}

/** Records the release that has opened `dataDir`. */
export function recordVersion(dataDir: string, version: string): void {
  const file = layoutOf(dataDir).version;
  writeFileSync(`${file}.new`, `${version}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** `26.7.2.1` → 2607: ClickHouse counts releases as year.month. */
function releaseNumber(version: string): number {
  const [year = 0, month = 0] = version.split(".").map((part) => Number.parseInt(part, 10) || 0);
  return year * 100 + month;
}

function createExclusively(file: string, content: string): boolean {
  try {
    writeFileSync(file, content, { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** The process number in the lock if that very process still lives. */
function livingHolder(file: string): number | undefined {
  const text = readIfPresent(file);
  if (text === undefined) return undefined;
  try {
    const { pid, startedAtTicks } = JSON.parse(text) as { pid: number; startedAtTicks?: string };
    return isAlive(pid) && startTicks(pid) === startedAtTicks ? pid : undefined;
  } catch {
    return undefined; // half written by a process that died: nobody owns it
  }
}

/** Renaming first lets exactly one of several contenders remove a given stale lock. */
function discardStale(file: string): void {
  const aside = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, aside);
    rmSync(aside, { force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Field 22 of /proc/<pid>/stat: tells a process from a later one with the same number. Counted after the name, which may hold spaces. */
function startTicks(pid: number): string | undefined {
  const stat = readIfPresent(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
}

function readIfPresent(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" || code === "ESRCH") return undefined;
    throw error;
  }
}
