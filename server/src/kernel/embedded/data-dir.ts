/** DATA_DIR: one living process at a time, writable, and made by engines that we can still open. */
import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { StartError } from "./start-error.ts";

export interface DataDir {
  readonly path: string;
  release(): Promise<void>;
}

interface Holder {
  readonly pid: number;
  /** Start time of that process in kernel ticks, so that a reused pid is not taken for it. */
  readonly startedAt: string;
}

/**
 * Takes the folder for this process; the lock of a dead process counts for nothing.
 * @throws StartError if it cannot be written or a living process holds it
 */
export async function takeDataDir(path: string): Promise<DataDir> {
  const root = resolve(path);
  const lock = join(root, "dothi.lock");
  await mkdir(root, { recursive: true, mode: 0o711 }).catch((error) => refuseUnwritable(root, error));
  const me: Holder = { pid: process.pid, startedAt: (await startTimeOf(process.pid)) ?? "" };
  for (let attempt = 0; attempt < 3; attempt++) {
    if (await createLock(root, lock, JSON.stringify(me))) return held(root, lock);
    const holder = await readHolder(lock);
    if (holder && (await isAlive(holder))) refuseHeld(root, holder.pid);
    if (await inherit(root, { lock, dead: holder, me })) return held(root, lock);
    await sleep(20);
  }
  throw refuseHeld(root, (await readHolder(lock))?.pid ?? 0);
}

function held(root: string, lock: string): DataDir {
  return { path: root, release: () => rm(lock, { force: true }) };
}

/** False if there is a lock already. The file appears with its content, so that nobody reads half a lock. */
async function createLock(root: string, lock: string, content: string): Promise<boolean> {
  const draft = `${lock}.${process.pid}-${randomUUID()}`;
  try {
    await writeFile(draft, content, { mode: 0o600, flag: "wx" });
    await link(draft, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    return refuseUnwritable(root, error);
  } finally {
    await rm(draft, { force: true }).catch(() => undefined);
  }
}

/**
 * Puts our lock in the place of a dead holder's. Of several processes that try, the one that creates the claim may
 * replace the lock, and only while it is still the dead one's.
 */
async function inherit(
  root: string,
  { lock, dead, me }: { lock: string; dead: Holder | undefined; me: Holder },
): Promise<boolean> {
  const claim = `${lock}.claim`;
  if (!(await createLock(root, claim, JSON.stringify(me)))) {
    const claimant = await readHolder(claim);
    if (!claimant || !(await isAlive(claimant))) await rm(claim, { force: true });
    return false;
  }
  const now = await readHolder(lock);
  const unchanged = now?.pid === dead?.pid && now?.startedAt === dead?.startedAt;
  if (unchanged) await rename(claim, lock);
  else await rm(claim, { force: true });
  return unchanged;
}

/**
 * Remembers the major version of an engine in the folder and refuses a folder of another one.
 * @throws StartError when the folder was made by a different major version
 */
export async function checkEngineVersion(dataDir: string, engine: string, major: string): Promise<void> {
  const path = join(dataDir, `${engine}.version`);
  const found = await readFile(path, "utf8").then(
    (text) => text.trim(),
    () => undefined,
  );
  if (found === undefined) return writeFile(path, `${major}\n`);
  if (found !== major) refuseVersion(dataDir, { engine, found, needed: major });
}

/** @throws StartError always */
export function refuseVersion(
  dataDir: string,
  { engine, found, needed }: { engine: string; found: string; needed: string },
): never {
  throw new StartError({
    vi: `Thư mục ${dataDir} do ${engine} phiên bản ${found} tạo ra; chương trình này dùng phiên bản ${needed}.\nHãy chạy lại bản Dothi cũ để xuất dữ liệu, hoặc đặt DATA_DIR sang thư mục khác.`,
    en: `${dataDir} was made by ${engine} ${found}; this program runs ${needed}.\nExport the data with the earlier Dothi, or set DATA_DIR to another folder.`,
  });
}

function refuseUnwritable(root: string, cause: unknown): never {
  throw new StartError(
    {
      vi: `Không ghi được vào DATA_DIR ${root}.\nHãy cấp quyền ghi cho tài khoản đang chạy, hoặc đặt DATA_DIR sang thư mục khác.`,
      en: `DATA_DIR ${root} cannot be written.\nGive the running account write permission, or set DATA_DIR to another folder.`,
    },
    cause,
  );
}

function refuseHeld(root: string, pid: number): never {
  throw new StartError({
    vi: `DATA_DIR ${root} đang được một tiến trình Dothi khác dùng (pid ${pid}).\nHãy dừng tiến trình đó, hoặc đặt DATA_DIR sang thư mục khác.`,
    en: `DATA_DIR ${root} is in use by another Dothi process (pid ${pid}).\nStop that process, or set DATA_DIR to another folder.`,
  });
}

async function readHolder(lock: string): Promise<Holder | undefined> {
  try {
    const holder = JSON.parse(await readFile(lock, "utf8")) as Holder | null;
    return Number.isInteger(holder?.pid) ? (holder ?? undefined) : undefined;
  } catch {
    return undefined;
  }
}

async function isAlive(holder: Holder): Promise<boolean> {
  if (holder.pid < 1) return false;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  const now = await startTimeOf(holder.pid);
  return now === undefined || holder.startedAt === "" || now === holder.startedAt;
}

/** Field 22 of /proc/<pid>/stat; undefined where there is no /proc. */
async function startTimeOf(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  return stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
}
