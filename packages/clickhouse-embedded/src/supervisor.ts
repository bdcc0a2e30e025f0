import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ClickhouseEmbeddedError } from './errors.ts';
import type { ChildMessage, ChildOptions, StartMessage } from './messages.ts';

/** `starting` until the first ready; `restarting` from a death until the next ready; `stopped` is final. */
export type ClickhouseState = 'starting' | 'ready' | 'restarting' | 'stopped';

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

/** A supervised engine process. */
export interface Supervisor {
  readonly pid: number | undefined;
  readonly state: ClickhouseState;
  readonly restarts: number;
  readonly version: string;
  onState(listener: (state: ClickhouseState) => void): () => void;
  onExit(listener: (exit: ClickhouseExit) => void): () => void;
  stop(): Promise<void>;
}

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url));
/** A child that stayed up this long has recovered, and the next death starts the back-off anew. */
const RECOVERED_AFTER_MS = 30_000;
/** Lines of engine output kept to explain a failed start. */
const KEPT_LINES = 12;

/**
 * Starts a child and keeps one running until `stop()`. Resolves when the first is ready; if the first fails, rejects
 * with its reason and does not try again. Later deaths are followed by restarts on the same port, first after
 * `restartDelayMs`, then doubling to `restartDelayMaxMs`.
 */
export async function supervise(options: SupervisorOptions): Promise<Supervisor> {
  const stateListeners = new Set<(state: ClickhouseState) => void>();
  const exitListeners = new Set<(exit: ClickhouseExit) => void>();
  let state: ClickhouseState = 'starting';
  let restarts = 0;
  let delayMs = options.restartDelayMs;
  let stopping = false;
  let wake: NodeJS.Timeout | undefined;
  let stopped: Promise<void> | undefined;
  let current = launch(options, (exit) => exited(exit));
  let version = '';

  try {
    version = await current.ready;
  } catch (error) {
    stopping = true;
    await current.kill(0);
    throw error;
  }
  enter('ready');
  let readyAt = Date.now();

  function enter(next: ClickhouseState): void {
    if (state === next) return;
    state = next;
    for (const listener of stateListeners) listener(next);
  }

  function exited(exit: Omit<ClickhouseExit, 'expected'>): void {
    for (const listener of exitListeners) listener({ ...exit, expected: stopping });
    if (stopping || state === 'starting') return;
    if (state === 'ready' && Date.now() - readyAt > RECOVERED_AFTER_MS) delayMs = options.restartDelayMs;
    enter('restarting');
    options.log(`clickhouse: child ended (${exit.signal ?? exit.code}), restart in ${delayMs} ms`);
    wake = setTimeout(relaunch, delayMs);
    delayMs = Math.min(delayMs * 2, options.restartDelayMaxMs);
  }

  function relaunch(): void {
    restarts += 1;
    const next = launch(options, exited);
    current = next;
    next.ready.then(
      (found) => {
        version = found;
        readyAt = Date.now();
        if (!stopping) enter('ready');
      },
      async (error: Error) => {
        options.log(`clickhouse: restart failed: ${error.message}`);
        await next.kill(0); // its exit schedules the next attempt
      },
    );
  }

  async function stop(): Promise<void> {
    stopping = true;
    clearTimeout(wake);
    await current.kill(options.child.drainMs * 2 + 1000);
    enter('stopped');
  }

  return {
    get pid() {
      return current.process.exitCode === null && current.process.signalCode === null ? current.process.pid : undefined;
    },
    get state() {
      return state;
    },
    get restarts() {
      return restarts;
    },
    get version() {
      return version;
    },
    onState: (listener) => subscribe(stateListeners, listener),
    onExit: (listener) => subscribe(exitListeners, listener),
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

interface Launched {
  process: ChildProcess;
  /** The engine's version. */
  ready: Promise<string>;
  /** SIGTERM, then SIGKILL after `graceMs` (at once when 0); resolves when the process is gone. */
  kill(graceMs: number): Promise<void>;
}

function launch(options: SupervisorOptions, onExit: (exit: Omit<ClickhouseExit, 'expected'>) => void): Launched {
  const child = spawn(process.execPath, [CHILD], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // The engine's allocator gives memory back to the system sooner than it does by default.
    env: { ...childEnvironment(), MALLOC_CONF: 'dirty_decay_ms:1000,muzzy_decay_ms:0,narenas:4' },
  });
  const ready = Promise.withResolvers<string>();
  ready.promise.catch(() => undefined); // a death after ready is reported by onExit, not here
  const gone = Promise.withResolvers<void>();
  const kept = keepLines(child, options.log);
  const rejectWith = (code: ClickhouseEmbeddedError['code'], message: string): void =>
    ready.reject(new ClickhouseEmbeddedError(code, message));
  const timer = setTimeout(
    () => rejectWith('start-timeout', `not ready after ${options.startTimeoutMs} ms\n${kept.join('\n')}`),
    options.startTimeoutMs,
  );
  ready.promise.then(() => clearTimeout(timer), () => clearTimeout(timer));
  child.on('message', (message: ChildMessage) => {
    if (message.type === 'ready') ready.resolve(message.version);
    if (message.type === 'failed') {
      const told = [message.message, ...kept].join('\n');
      rejectWith(message.code === 'start-failed' ? codeOf(told) : message.code, told);
    }
  });
  child.on('error', (error) => rejectWith('start-failed', error.message));
  child.on('close', (code, signal) => {
    rejectWith('start-failed', [`child ended (${signal ?? code})`, ...kept].join('\n'));
    gone.resolve();
    onExit({ code, signal });
  });
  const start: StartMessage = { type: 'start', options: options.child };
  child.send(start, (error) => error && options.log(`clickhouse: ${error.message}`));
  return {
    process: child,
    ready: ready.promise,
    kill: async (graceMs) => {
      if (child.exitCode !== null || child.signalCode !== null) return gone.promise;
      child.kill(graceMs === 0 ? 'SIGKILL' : 'SIGTERM');
      const hard = setTimeout(() => child.kill('SIGKILL'), graceMs);
      await gone.promise;
      clearTimeout(hard);
    },
  };
}

/** The child needs nothing of the parent's environment but what finds programs, files and the time zone. */
function childEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'TZ', 'LANG', 'LC_ALL', 'CHDB_LIBCHDB_PATH', 'CHDB_LIBCHDB_DIR'];
  return Object.fromEntries(kept.map((name) => [name, process.env[name]]));
}

/** Passes the engine's output to `log` and keeps the last lines to explain a failure. */
function keepLines(child: ChildProcess, log: (line: string) => void): string[] {
  const kept: string[] = [];
  if (child.stderr === null) return kept;
  createInterface({ input: child.stderr }).on('line', (line) => {
    kept.push(line);
    if (kept.length > KEPT_LINES) kept.shift();
    log(line);
  });
  return kept;
}

/** What the engine's words about a failed start mean. */
function codeOf(told: string): ClickhouseEmbeddedError['code'] {
  if (/Another server instance in same directory/.test(told)) return 'data-dir-in-use';
  if (/Address already in use/.test(told)) return 'port-in-use';
  return 'start-failed';
}

function subscribe<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
