import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { ClickhouseEmbeddedError } from "./errors.ts";
import type { ChildMessage, ChildOptions, StartMessage } from "./messages.ts";

/** `starting` until the first ready; `restarting` from a death until the next ready; `stopped` is final. */
export type ClickhouseState = "starting" | "ready" | "restarting" | "stopped";

/** A child that has ended: exactly one of `code` and `signal` is set. */
export interface ClickhouseExit {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** Whether it happened inside `stop()`. */
  expected: boolean;
}

/** What the supervisor needs besides the child's own options. */
export interface SupervisorOptions {
  child: ChildOptions;
  startTimeoutMs: number;
  restartDelayMs: number;
  restartDelayMaxMs: number;
  log(line: string): void;
}

const CHILD = fileURLToPath(new URL("./child.ts", import.meta.url));
/** A child that stayed up this long has recovered, and the next death starts the back-off anew. */
const RECOVERED_AFTER_MS = 30_000;
/** Beyond its own waits, what a child may take to end before it is killed. */
const CLOSE_GRACE_MS = 15_000;
/** Lines of engine output kept to explain a failed start. */
const KEPT_LINES = 12;

/**
 * Keeps one child running until `stop()`:
 *
 *     starting ──► ready ◄──► restarting          any ──stop()──► stopped
 *
 * Restarts use the same port, the first `restartDelayMs` after a death, then doubling to `restartDelayMaxMs`.
 */
export class Supervisor {
  state: ClickhouseState = "starting";
  /** Restarts so far. */
  restarts = 0;
  /** Version of the engine, empty before the first ready. */
  version = "";
  readonly #options: SupervisorOptions;
  readonly #stateListeners = new Set<(state: ClickhouseState) => void>();
  readonly #exitListeners = new Set<(exit: ClickhouseExit) => void>();
  #current: Launched;
  #delayMs: number;
  #readyAt = 0;
  #wake: NodeJS.Timeout | undefined;
  #stopped: Promise<void> | undefined;

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#delayMs = options.restartDelayMs;
    this.#current = launch(options, (exit) => this.#exited(exit));
  }

  /** Resolves when the first child is ready; if it fails, rejects with its reason, and nothing runs any more. */
  async started(): Promise<void> {
    try {
      this.#becomeReady(await this.#current.ready);
    } catch (error) {
      this.#stopped = this.#current.kill(0);
      await this.#stopped;
      throw error;
    }
  }

  /** Process number of the present child, if there is one. */
  get pid(): number | undefined {
    const child = this.#current.process;
    return child.exitCode === null && child.signalCode === null ? child.pid : undefined;
  }

  /** Adds a listener; the returned function removes it. */
  onState(listener: (state: ClickhouseState) => void): () => void {
    return subscribe(this.#stateListeners, listener);
  }

  /** Adds a listener; the returned function removes it. */
  onExit(listener: (exit: ClickhouseExit) => void): () => void {
    return subscribe(this.#exitListeners, listener);
  }

  /** Ends the child for good: gently, then by force when it takes longer than it may. */
  stop(): Promise<void> {
    clearTimeout(this.#wake);
    this.#stopped ??= this.#current
      .kill(this.#options.child.drainMs + CLOSE_GRACE_MS)
      .then(() => this.#enter("stopped"));
    return this.#stopped;
  }

  #enter(next: ClickhouseState): void {
    if (this.state === next) return;
    this.state = next;
    for (const listener of this.#stateListeners) listener(next);
  }

  #becomeReady(version: string): void {
    this.version = version;
    this.#readyAt = Date.now();
    if (this.#stopped === undefined) this.#enter("ready");
  }

  #exited(exit: Omit<ClickhouseExit, "expected">): void {
    const expected = this.#stopped !== undefined;
    for (const listener of this.#exitListeners) listener({ ...exit, expected });
    if (expected || this.state === "starting") return;
    const recovered = this.state === "ready" && Date.now() - this.#readyAt > RECOVERED_AFTER_MS;
    if (recovered) this.#delayMs = this.#options.restartDelayMs;
    this.#enter("restarting");
    this.#options.log(
      `clickhouse: child ended (${exit.signal ?? exit.code}), restart in ${this.#delayMs} ms`,
    );
    this.#wake = setTimeout(() => this.#relaunch(), this.#delayMs);
    this.#delayMs = Math.min(this.#delayMs * 2, this.#options.restartDelayMaxMs);
  }

  #relaunch(): void {
    this.restarts += 1;
    const next = launch(this.#options, (exit) => this.#exited(exit));
    this.#current = next;
    next.ready.then(
      (version) => this.#becomeReady(version),
      async (error: Error) => {
        this.#options.log(`clickhouse: restart failed: ${error.message}`);
        await next.kill(0); // its exit schedules the next attempt
      },
    );
  }
}

interface Launched {
  process: ChildProcess;
  /** The engine's version. */
  ready: Promise<string>;
  /** SIGTERM, then SIGKILL after `graceMs` (at once when 0); resolves when the process is gone. */
  kill(graceMs: number): Promise<void>;
}

function launch(
  options: SupervisorOptions,
  onExit: (exit: Omit<ClickhouseExit, "expected">) => void,
): Launched {
  const child = spawn(process.execPath, [CHILD], {
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    // The engine's allocator gives memory back to the system sooner than it does by default.
    env: { ...childEnvironment(), MALLOC_CONF: "dirty_decay_ms:1000,muzzy_decay_ms:0,narenas:4" },
  });
  const ready = Promise.withResolvers<string>();
  ready.promise.catch(() => undefined); // a death after ready is reported by onExit, not here
  const gone = Promise.withResolvers<void>();
  const kept = keepLines(child, options.log);
  const rejectWith = (code: ClickhouseEmbeddedError["code"], message: string): void =>
    ready.reject(new ClickhouseEmbeddedError(code, message));
  const timer = setTimeout(
    () => rejectWith("start-timeout", `not ready after ${options.startTimeoutMs} ms\n${kept.join("\n")}`),
    options.startTimeoutMs,
  );
  ready.promise.then(
    () => clearTimeout(timer),
    () => clearTimeout(timer),
  );
  child.on("message", (message: ChildMessage) => {
    if (message.type === "ready") ready.resolve(message.version);
    if (message.type === "failed") {
      const told = [message.message, ...kept].join("\n");
      rejectWith(message.code === "start-failed" ? codeOf(told) : message.code, told);
    }
  });
  child.on("error", (error) => rejectWith("start-failed", error.message));
  child.on("close", (code, signal) => {
    rejectWith("start-failed", [`child ended (${signal ?? code})`, ...kept].join("\n"));
    gone.resolve();
    onExit({ code, signal });
  });
  const start: StartMessage = { type: "start", options: options.child };
  child.send(start, (error) => error && options.log(`clickhouse: ${error.message}`));
  return {
    process: child,
    ready: ready.promise,
    kill: async (graceMs) => {
      if (child.exitCode !== null || child.signalCode !== null) return gone.promise;
      child.kill(graceMs === 0 ? "SIGKILL" : "SIGTERM");
      const hard = setTimeout(() => child.kill("SIGKILL"), graceMs);
      await gone.promise;
      clearTimeout(hard);
    },
  };
}

/** The child needs nothing of the parent's environment but what finds programs, files and the time zone. */
function childEnvironment(): NodeJS.ProcessEnv {
  const kept = ["PATH", "HOME", "TMPDIR", "TZ", "LANG", "LC_ALL", "CHDB_LIBCHDB_PATH", "CHDB_LIBCHDB_DIR"];
  return Object.fromEntries(kept.map((name) => [name, process.env[name]]));
}

/** Passes the engine's output to `log` and keeps the last lines to explain a failure. */
function keepLines(child: ChildProcess, log: (line: string) => void): string[] {
  const kept: string[] = [];
  if (child.stderr === null) return kept;
  createInterface({ input: child.stderr }).on("line", (line) => {
    kept.push(line);
    if (kept.length > KEPT_LINES) kept.shift();
    log(line);
  });
  return kept;
}

/** What the engine's words about a failed start mean. */
function codeOf(told: string): ClickhouseEmbeddedError["code"] {
  if (/Another server instance in same directory/.test(told)) return "data-dir-in-use";
  if (/Address already in use/.test(told)) return "port-in-use";
  return "start-failed";
}

function subscribe<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
