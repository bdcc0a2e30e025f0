import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type ClickHouseClient, createClient } from "@clickhouse/client";
import { type Clickhouse, type ClickhouseOptions, startClickhouse } from "./index.ts";

/** An engine in a directory of its own, with a client; `close` ends both and removes the directory. */
export interface TestEngine {
  engine: Clickhouse;
  client: ClickHouseClient;
  dataDir: string;
  close(): Promise<void>;
}

/** A new empty directory for a test. */
export function temporaryDir(): string {
  return mkdtempSync(join(tmpdir(), "clickhouse-embedded-"));
}

/** A client that says nothing on its own: failures are what many tests are about. */
export function quietClient(engine: Clickhouse): ClickHouseClient {
  return createClient({
    url: engine.url,
    log: { level: 127 },
    max_open_connections: 30,
    request_timeout: 60_000,
  });
}

/** Starts a {@link TestEngine}. */
export async function startTestEngine(options: Partial<ClickhouseOptions> = {}): Promise<TestEngine> {
  const dataDir = temporaryDir();
  const engine = await startClickhouse({
    dataDir,
    memoryLimitBytes: 1_500_000_000,
    restartDelayMs: 50,
    ...options,
  });
  const client = quietClient(engine);
  const close = async (): Promise<void> => {
    await client.close();
    await engine.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { engine, client, dataDir, close };
}

/** Sends a request as any HTTP program would. */
export function send(
  engine: Clickhouse,
  query: string,
  init: RequestInit & { settings?: string; asReader?: boolean } = {},
): Promise<Response> {
  const { settings = "", asReader = false, headers, ...rest } = init;
  const address = `http://127.0.0.1:${engine.port}/?query=${encodeURIComponent(query)}${settings && `&${settings}`}`;
  const user = asReader ? engine.readerUser : engine.user;
  const password = asReader ? engine.readerPassword : engine.password;
  const signedIn = { "X-ClickHouse-User": user, "X-ClickHouse-Key": password, ...headers };
  return fetch(address, { method: "POST", headers: signedIn, ...rest });
}

/** The rows of a query, as arrays. */
export async function rowsOf(client: ClickHouseClient, query: string): Promise<unknown[][]> {
  return (await client.query({ query, format: "JSONCompactEachRow" })).json<unknown[]>();
}

/** Waits until `condition` holds; fails after `timeoutMs`. */
export async function until(condition: () => boolean | Promise<boolean>, timeoutMs = 15_000): Promise<void> {
  const limit = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > limit) throw new Error(`condition not met in ${timeoutMs} ms`);
    await sleep(20);
  }
}
