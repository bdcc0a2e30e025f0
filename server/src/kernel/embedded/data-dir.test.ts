/** DATA_DIR: one living process at a time, writable, made by engines of the same version. */
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkEngineVersion, takeDataDir } from "./data-dir.ts";
import { StartError } from "./start-error.ts";

let folder: string;
let count = 0;
const place = () => join(folder, String(count++));
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dothi-data-dir-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function refusalOf(promise: Promise<unknown>): Promise<StartError> {
  const error = await promise.then(
    () => undefined,
    (e) => e,
  );
  expect(error).toBeInstanceOf(StartError);
  return error as StartError;
}

/** A folder that `holder` seems to hold. */
async function heldBy(holder: object | string): Promise<string> {
  const dir = place();
  await mkdir(dir, { recursive: true });
  const text = typeof holder === "string" ? holder : JSON.stringify(holder);
  await writeFile(join(dir, "dothi.lock"), text);
  return dir;
}

const startOf = async (pid: number) => {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8");
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
};

test("a folder that a living process holds is refused with its pid, and free again after release", async () => {
  const dir = place();
  const held = await takeDataDir(dir);
  const { text } = await refusalOf(takeDataDir(dir));
  expect(text.vi).toContain(`pid ${process.pid}`);
  expect(text.vi).toMatch(/Hãy dừng tiến trình đó, hoặc đặt DATA_DIR/);
  expect(text.en).toMatch(/in use by another Dothi process .*\nStop that process, or set DATA_DIR/);
  await held.release();
  await (await takeDataDir(dir)).release();
  expect(await readdir(dir)).toEqual([]);
});

test("the lock of another living process is refused, that of a dead one counts for nothing", async () => {
  const child = spawn("sleep", ["30"]);
  const pid = child.pid ?? 0;
  const dir = await heldBy({ pid, startedAt: await startOf(pid) });
  expect((await refusalOf(takeDataDir(dir))).text.en).toContain(`pid ${pid}`);
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await ended;
  await (await takeDataDir(dir)).release();
});

test("a pid that was given to another process since is not taken for the holder", async () => {
  const dir = await heldBy({ pid: process.pid, startedAt: "1" });
  await (await takeDataDir(dir)).release();
});

test.each(["", "{", "null", "[]", '{"pid":0}', '{"pid":-1}', '{"pid":"x"}'])(
  "a lock that says nothing (%j) counts for nothing",
  async (text) => {
    await (await takeDataDir(await heldBy(text))).release();
  },
);

test("of many that take a dead holder's folder at once, exactly one gets it", async () => {
  for (let round = 0; round < 20; round++) {
    const dir = await heldBy({ pid: 2 ** 22 + 1, startedAt: "1" });
    const takers = await Promise.allSettled(Array.from({ length: 8 }, () => takeDataDir(dir)));
    expect(takers.filter((taker) => taker.status === "fulfilled")).toHaveLength(1);
  }
});

test("a folder that cannot be written is refused", async () => {
  const file = place();
  await writeFile(file, "");
  for (const dir of [join(file, "below"), file, "/sys/dothi"]) {
    const { text } = await refusalOf(takeDataDir(dir));
    expect(text.vi).toMatch(/Không ghi được vào DATA_DIR .*\nHãy cấp quyền ghi/);
    expect(text.en).toMatch(/cannot be written\.\nGive the running account write permission/);
  }
});

test("an engine of another major version is refused, the same one is not", async () => {
  const dir = place();
  await mkdir(dir);
  await checkEngineVersion(dir, "postgres", "17");
  await checkEngineVersion(dir, "postgres", "17");
  const { text } = await refusalOf(checkEngineVersion(dir, "postgres", "18"));
  expect(text.vi).toMatch(
    /postgres phiên bản 17 tạo ra; chương trình này dùng phiên bản 18\.\nHãy chạy lại bản Dothi cũ/,
  );
  expect(text.en).toMatch(/made by postgres 17; this program runs 18\.\nExport the data/);
});
