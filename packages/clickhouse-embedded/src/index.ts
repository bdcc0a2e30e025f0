import { randomBytes } from "node:crypto";
import { createServer } from "node:net";
import { totalmem } from "node:os";
import { resolve } from "node:path";
import { readerOf } from "./engine-config.ts";
import { ClickhouseEmbeddedError } from "./errors.ts";
import type { ChildOptions } from "./messages.ts";
import {
  type ClickhouseExit,
  type ClickhouseState,
  Supervisor,
  type SupervisorOptions,
} from "./supervisor.ts";

export { ClickhouseEmbeddedError, type ClickhouseEmbeddedErrorCode } from "./errors.ts";
export type { ClickhouseExit, ClickhouseState } from "./supervisor.ts";

/** How to start; only `dataDir` is needed. */
export interface ClickhouseOptions {
  /** Directory of the engine, created when absent (mode 0700). One process at a time. */
  dataDir: string;
  /** Port on 127.0.0.1; 0 (default) takes a free one. */
  port?: number;
  /** Name of the one user, `[a-z][a-z0-9_]*`, default `dothi`; `default` is the engine's own and is refused. */
  user?: string;
  /** Default: 192 random bits for this start. */
  password?: string;
  /** Password of the user that can only read. Default: 192 random bits for this start. */
  readerPassword?: string;
  /** What all queries together may take, bytes; beyond it a query fails with code 241. Default: half of the machine's memory. */
  memoryLimitBytes?: number;
  /** Queries running at once; more wait in a queue. Default 32. */
  maxConcurrentQueries?: number;
  /** Longest wait in that queue, milliseconds; then the query is refused with code 202. Default 10 000. */
  queueMs?: number;
  /** Allow `file()`, `url()`, `s3()`, … and tables outside the data directory. Default false. */
  allowSources?: boolean;
  /** Sync every inserted part to disk before answering: survives power loss, not only a crash. Default false. */
  fsync?: boolean;
  /** How long `stop()` waits for running requests, milliseconds. Default 10 000. */
  drainMs?: number;
  /** How long a start may take (a directory with many parts loads for a while), milliseconds. Default 120 000. */
  startTimeoutMs?: number;
  /** First pause before a restart, milliseconds; doubles to `restartDelayMaxMs`. Default 200. */
  restartDelayMs?: number;
  /** Longest pause before a restart, milliseconds. Default 30 000. */
  restartDelayMaxMs?: number;
  /** Receives what the engine and its supervisor have to say, a line at a time. */
  log?: (line: string) => void;
  /** Called on each change of state. */
  onState?: (state: ClickhouseState) => void;
  /** Called when a child process has ended, expected or not. */
  onExit?: (exit: ClickhouseExit) => void;
}

/** A running engine. Its addresses, names and passwords stay the same across restarts. */
export interface Clickhouse {
  /** `http://user:password@127.0.0.1:port`, as `createClient({ url })` of `@clickhouse/client` takes it. */
  readonly url: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /**
   * As `url`, for the user `<user>_reader`, which can SELECT and nothing else, and not from `system.*`. For queries
   * written by people, with `readonly=1` and limits as settings of the request.
   */
  readonly readerUrl: string;
  readonly readerUser: string;
  readonly readerPassword: string;
  /** Process number of the present child; undefined between a death and the restart, and after `stop()`. */
  readonly pid: number | undefined;
  readonly state: ClickhouseState;
  /** Restarts since the start. */
  readonly restarts: number;
  /** Version of the engine, e.g. `26.7.2.1`. */
  readonly version: string;
  /** Adds a listener; the returned function removes it. */
  onState(listener: (state: ClickhouseState) => void): () => void;
  /** Adds a listener; the returned function removes it. */
  onExit(listener: (exit: ClickhouseExit) => void): () => void;
  /** Lets running requests finish (at most `drainMs`), closes the engine, ends the child. May be called again. */
  stop(): Promise<void>;
}

/**
 * Starts the ClickHouse engine in a child process and resolves when its HTTP interface answers.
 *
 * The child is restarted when it dies, on the same port, and ends by itself when this process dies.
 * Rejects with {@link ClickhouseEmbeddedError}.
 */
export async function startClickhouse(options: ClickhouseOptions): Promise<Clickhouse> {
  const asked = options.port ?? 0;
  for (let attempt = 1; ; attempt += 1) {
    const child = childOptions(options, asked === 0 ? await freePort() : asked);
    try {
      const supervisor = new Supervisor(supervisorOptions(options, child));
      await supervisor.started();
      return describe(child, supervisor, options);
    } catch (error) {
      // Someone took the port between our look and the engine's bind.
      const lostPort = error instanceof ClickhouseEmbeddedError && error.code === "port-in-use";
      if (asked !== 0 || !lostPort || attempt === 5) throw error;
    }
  }
}

function childOptions(options: ClickhouseOptions, port: number): ChildOptions {
  const user = options.user ?? "dothi";
  if (!/^[a-z][a-z0-9_]*$/.test(user) || user === "default") {
    throw new ClickhouseEmbeddedError(
      "option-invalid",
      `user "${user}" must match [a-z][a-z0-9_]* and not be default`,
    );
  }
  if (options.password === "" || options.readerPassword === "") {
    throw new ClickhouseEmbeddedError("option-invalid", "a password must not be empty");
  }
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new ClickhouseEmbeddedError("option-invalid", `port ${port} is not in 1…65535`);
  }
  return {
    dataDir: resolve(options.dataDir),
    port,
    user,
    password: options.password ?? randomPassword(),
    readerPassword: options.readerPassword ?? randomPassword(),
    memoryLimitBytes: options.memoryLimitBytes ?? Math.floor(totalmem() / 2),
    maxConcurrentQueries: options.maxConcurrentQueries ?? 32,
    queueMs: options.queueMs ?? 10_000,
    allowSources: options.allowSources ?? false,
    fsync: options.fsync ?? false,
    drainMs: options.drainMs ?? 10_000,
  };
}

function supervisorOptions(options: ClickhouseOptions, child: ChildOptions): SupervisorOptions {
  return {
    child,
    startTimeoutMs: options.startTimeoutMs ?? 120_000,
    restartDelayMs: options.restartDelayMs ?? 200,
    restartDelayMaxMs: options.restartDelayMaxMs ?? 30_000,
    log: options.log ?? (() => undefined),
  };
}

function describe(child: ChildOptions, supervisor: Supervisor, options: ClickhouseOptions): Clickhouse {
  if (options.onState !== undefined) {
    supervisor.onState(options.onState);
    options.onState(supervisor.state);
  }
  if (options.onExit !== undefined) supervisor.onExit(options.onExit);
  const { port, user, password, readerPassword } = child;
  const readerUser = readerOf(user);
  const addresses = {
    port,
    user,
    password,
    url: address(port, user, password),
    readerUser,
    readerPassword,
    readerUrl: address(port, readerUser, readerPassword),
  };
  return {
    ...addresses,
    get pid() {
      return supervisor.pid;
    },
    get state() {
      return supervisor.state;
    },
    get restarts() {
      return supervisor.restarts;
    },
    get version() {
      return supervisor.version;
    },
    onState: (listener) => supervisor.onState(listener),
    onExit: (listener) => supervisor.onExit(listener),
    stop: () => supervisor.stop(),
  };
}

function address(port: number, user: string, password: string): string {
  const url = new URL(`http://127.0.0.1:${port}`);
  url.username = user;
  url.password = password;
  return url.href;
}

function randomPassword(): string {
  return randomBytes(24).toString("base64url");
}

function freePort(): Promise<number> {
  const { promise, resolve: found, reject } = Promise.withResolvers<number>();
  const server = createServer();
  server.once("error", reject);
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    server.close(() => found(typeof address === "object" && address !== null ? address.port : 0));
  });
  return promise;
}
