import { mkdirSync, rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { writeEngineAddon } from "./addon.ts";
import { checkVersion, layoutOf, lockDataDir, recordVersion } from "./data-dir.ts";
import { writeEngineConfig } from "./engine-config.ts";
import type { EngineThreadData, EngineThreadMessage } from "./engine-thread.ts";
import { ClickhouseEmbeddedError, messageOf } from "./errors.ts";
import type { ChildMessage, ChildOptions, StartMessage } from "./messages.ts";

/*
 * The process that owns one data directory. Its life: options over IPC → lock → version check → engine thread →
 * ready → (SIGTERM, or the parent gone) → running requests finish → engine closes → exit.
 */

/**
 * How long the engine may take to close. It waits for idle keep-alive connections to go away, up to half a minute, which
 * gains nothing: every acknowledged insert is a finished part on disk.
 */
const CLOSE_MS = 1500;

process.once("message", (message: StartMessage) => {
  run(message.options).catch(fail);
});

const stopAsked = Promise.withResolvers<void>();
process.on("disconnect", () => stopAsked.resolve());
process.on("SIGTERM", () => stopAsked.resolve());
// Ctrl-C reaches the whole process group; the parent decides when the engine stops.
process.on("SIGINT", () => undefined);

async function run(options: ChildOptions): Promise<void> {
  const layout = layoutOf(options.dataDir);
  const unlock = lockDataDir(options.dataDir);
  mkdirSync(layout.engine, { recursive: true, mode: 0o700 });
  writeEngineConfig(layout, options);
  const engine = startEngine({
    addonPath: writeEngineAddon(layout.addon),
    enginePath: layout.engine,
    configPath: layout.config,
  });
  checkVersion(options.dataDir, await engine.release);
  engine.open();
  const version = await Promise.race([becomeReady(options), engine.ended.then(endedEarly)]);
  rmSync(layout.config, { force: true }); // it holds passwords, and the engine has read it
  recordVersion(options.dataDir, version);
  tell({ type: "ready", version });

  await Promise.race([stopAsked.promise, engine.ended.then(endedEarly)]);
  await drain(options);
  await closeEngine(options);
  await Promise.race([engine.ended, sleep(CLOSE_MS)]);
  unlock();
  tell({ type: "stopped" });
  end();
}

interface Engine {
  release: Promise<string>;
  ended: Promise<string | undefined>;
  open(): void;
}

function startEngine(data: EngineThreadData): Engine {
  const worker = new Worker(new URL("./engine-thread.ts", import.meta.url), { workerData: data });
  const release = Promise.withResolvers<string>();
  const ended = Promise.withResolvers<string | undefined>();
  worker.on("message", (message: EngineThreadMessage) => {
    if (message.type === "release") release.resolve(message.version);
    else ended.resolve(message.error);
  });
  worker.on("error", (error) => {
    release.reject(error);
    ended.resolve(messageOf(error));
  });
  return { release: release.promise, ended: ended.promise, open: () => worker.postMessage("open") };
}

function endedEarly(error: string | undefined): never {
  throw new ClickhouseEmbeddedError("start-failed", error ?? "the engine ended by itself");
}

/** Resolves with the engine's version as soon as it answers a signed-in query; the supervisor bounds the wait. */
async function becomeReady(options: ChildOptions): Promise<string> {
  for (;;) {
    try {
      return (await ask(options, "SELECT version()")).trim();
    } catch {
      await sleep(20);
    }
  }
}

/** Waits until no request is running, at most `drainMs`. The two left are this one and the engine's own. */
async function drain(options: ChildOptions): Promise<void> {
  const until = Date.now() + options.drainMs;
  while (Date.now() < until) {
    const running = await ask(options, "SELECT count() FROM system.processes WHERE is_initial_query").catch(
      () => "0",
    );
    if (Number(running) <= 2) return;
    await sleep(50);
  }
}

/** What outlasted the wait is cancelled first: the engine ends at once, and unclean, with a query still running. */
async function closeEngine(options: ChildOptions): Promise<void> {
  await ask(options, "KILL QUERY WHERE user = currentUser() AND query_id != queryID() SYNC").catch(
    () => undefined,
  );
  await ask(options, "KILL QUERY WHERE user != currentUser() ASYNC").catch(() => undefined);
}

async function ask(options: ChildOptions, query: string): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${options.port}/`, {
    method: "POST",
    body: query,
    headers: { "X-ClickHouse-User": options.user, "X-ClickHouse-Key": options.password },
    signal: AbortSignal.timeout(5000),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return text;
}

function tell(message: ChildMessage): void {
  if (process.connected) process.send?.(message);
}

function fail(error: unknown): void {
  const code = error instanceof ClickhouseEmbeddedError ? error.code : "start-failed";
  tell({ type: "failed", code, message: messageOf(error) });
  end();
}

/**
 * Leaves without running exit handlers. The addon would close what it takes for a session, and that is not one (see
 * addon.ts); the data is already closed, or is being recovered from as after any crash.
 */
function end(): void {
  setTimeout(() => process.kill(process.pid, "SIGKILL"), 20);
}
