/** The program from start to stop: data folder, engines, app, demo devices, and what the person at the terminal sees. */
import { spawn } from "node:child_process";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createApp, type RunningApp } from "./app.ts";
import { banner } from "./banner.ts";
import type { Config } from "./kernel/config.ts";
import { takeDataDir } from "./kernel/embedded/data-dir.ts";
import { type Engines, startEngines } from "./kernel/embedded/engines.ts";
import type { Say } from "./kernel/embedded/start-error.ts";
import { checkPorts, explainStart } from "./kernel/embedded/start-refusals.ts";
import type { Bilingual } from "./kernel/errors.ts";
import type { Log } from "./kernel/log.ts";
import { hasDemo } from "./kernel/seed.ts";
import { listDemoAccounts } from "./modules/identity/index.ts";

export interface ProgramOptions {
  readonly config: Config;
  readonly log: Log;
  readonly say: Say;
  /** `--empty` = no demo city; `--demo` = demo city even with external engines. */
  readonly arguments: readonly string[];
  /** Aborts the start between two steps; what was started is stopped again. */
  readonly signal?: AbortSignal;
}

export interface Program {
  stop(): Promise<void>;
}

/** The devices need little; without this the heap would grow with the back-fill of a first start. */
const smallHeap = ["--max-old-space-size=64", "--max-semi-space-size=2"];

const webRoot = join(import.meta.dirname, "../../web/dist");

const stepTexts: Record<"migrate" | "seed" | "modules", Bilingual> = {
  migrate: { vi: "… cập nhật cấu trúc dữ liệu", en: "… bringing the stores up to date" },
  seed: { vi: "… nạp dữ kiện và thành phố mẫu", en: "… loading facts and the demo city" },
  modules: { vi: "… khởi động các phân hệ", en: "… starting the modules" },
};

/**
 * Starts everything in order. Whatever fails, what was started before it is stopped again.
 * @throws StartError with what the person at the terminal can do about it
 */
export async function startProgram(options: ProgramOptions): Promise<Program> {
  const { config, log, say, signal } = options;
  const startedAt = Date.now();
  const dataDir = await takeDataDir(config.DATA_DIR);
  const closers: (() => Promise<unknown>)[] = [() => dataDir.release()];
  const stopAll = async () => {
    for (const closer of closers.splice(0))
      await closer().catch((error) => log.warn({ err: error }, "stopping a part failed"));
  };
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= stopAll());
  try {
    say({ vi: `Dothi: dữ liệu ở ${dataDir.path}`, en: `Dothi: data in ${dataDir.path}` });
    await checkPorts(config);
    say({ vi: "… khởi động kho dữ liệu", en: "… starting the data engines" });
    const engines = await startEngines(config, dataDir.path, { log, say });
    closers.unshift(() => engines.stop());
    signal?.throwIfAborted();
    const demo = wantsDemo(config, options.arguments);
    const running = await createApp({ ...addressesOf(engines), ...ownParts(options), demo });
    closers.unshift(() => running.close());
    signal?.throwIfAborted();
    const url = await running.listen();
    closers.unshift(await writeRunFile(dataDir.path, engines, url));
    const ctx = running.app.contextFor({ kind: "system", task: "start" });
    const showDemo = demo && (await hasDemo(ctx));
    if (showDemo) closers.unshift(startDemoDevices(running, dataDir.path));
    const accounts = { vi: await listDemoAccounts(ctx, "vi"), en: await listDemoAccounts(ctx, "en") };
    say(banner({ config, url, accounts, seconds: (Date.now() - startedAt) / 1000 }));
    return { stop };
  } catch (error) {
    await stop();
    return explainStart(config, error);
  }
}

function addressesOf({ databaseUrl, clickhouseUrl, clickhouseReaderUrl }: Engines) {
  return { databaseUrl, clickhouseUrl, clickhouseReaderUrl };
}

function ownParts({ config, log, say }: ProgramOptions) {
  return { config, log, webRoot, onStep: (step: keyof typeof stepTexts) => say(stepTexts[step]) };
}

/** The demo city comes by itself only where nothing external is used. */
function wantsDemo(config: Config, flags: readonly string[]): boolean {
  if (flags.includes("--empty")) return false;
  const external = config.DATABASE_URL || config.CLICKHOUSE_URL || config.MQTT_URL;
  return flags.includes("--demo") || !external;
}

/** For tools on this machine (`npm run token`, `npm run import`): where the running program is. Readable by its owner only. */
async function writeRunFile(dataDir: string, engines: Engines, url: string): Promise<() => Promise<void>> {
  const path = join(dataDir, "run.json");
  const { databaseUrl, clickhouseUrl } = engines;
  await writeFile(
    path,
    JSON.stringify({ pid: process.pid, url, databaseUrl, clickhouseUrl, engines: engines.pids() }),
    { mode: 0o600 },
  );
  return () => rm(path, { force: true });
}

/** The simulated devices of the demo city are a process of their own that speaks MQTT only, like real ones. */
function startDemoDevices(running: RunningApp, dataDir: string): () => Promise<void> {
  const child = spawn(
    process.execPath,
    [...smallHeap, join(import.meta.dirname, "simulator/main.ts"), join(dataDir, "demo-devices.json")],
    {
      stdio: ["pipe", "ignore", "inherit"],
    },
  );
  child.on("exit", (code) => code && running.app.log.warn({ code }, "the simulated devices ended"));
  return async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    const killer = setTimeout(() => child.kill("SIGKILL"), 3_000);
    await ended;
    clearTimeout(killer);
  };
}
