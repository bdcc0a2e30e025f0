/** ClickHouse, embedded or external, through its official client. SQL here is always parameterised. */
import { Readable } from "node:stream";
import { type ClickHouseClient, ClickHouseError, ClickHouseLogLevel, createClient } from "@clickhouse/client";
import { kernelError } from "./errors.ts";
import type { Log } from "./log.ts";

export type Params = Readonly<Record<string, unknown>>;
export type Settings = Readonly<Record<string, string | number>>;

/** Limits of a query written by a person; see {@link Clickhouse.adHoc}. */
export interface AdHocLimits {
  readonly maxSeconds: number;
  readonly maxRows: number;
  readonly maxMemoryBytes: number;
}

export interface Clickhouse {
  readonly prefix: string;
  /** The quoted name of a module's table: `table("telemetry", "observation")`. */
  table(module: string, name: string): string;
  query<T>(sql: string, params?: Params, settings?: Settings): Promise<T[]>;
  /** The answer as bytes in a ClickHouse format (CSVWithNames, Parquet, JSONEachRow …), streamed. */
  stream(sql: string, params: Params, format: string): Promise<Readable>;
  /** Inserts one body in RowBinary. `token` makes a repeated insert of the same block harmless. */
  insertBinary(table: string, columns: readonly string[], body: Buffer, token?: string): Promise<void>;
  insertRows(table: string, rows: readonly object[]): Promise<void>;
  command(sql: string, params?: Params): Promise<void>;
  /**
   * A query written by a person: run as the reading user, with `readonly=1` set outside its text and bounds on
   * time, rows and memory. `readonly` alone lets some statements through (a SETTINGS clause in a subquery, SYSTEM,
   * KILL): the caller must have parsed the query and allowed its statement, clauses, functions and tables.
   * @throws `kernel.query-refused` with ClickHouse's reason
   */
  adHoc<T>(sql: string, params: Params, limits: AdHocLimits): Promise<T[]>;
  ping(): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * Connects to ClickHouse at `url` (user and password inside it).
 * @param options.readerUrl the same server with a user who may only read; for queries written by people
 */
export function openClickhouse(
  url: string,
  options: { prefix: string; log: Log; readerUrl?: string },
): Clickhouse {
  const client = connect(url);
  const reader = options.readerUrl ? connect(options.readerUrl) : client;
  return {
    prefix: options.prefix,
    table: (module, name) => `\`${options.prefix}${module}\`.\`${name}\``,
    query: (sql, params, settings) => select(client, sql, params, settings),
    stream: (sql, params, format) => guarded(() => streamOf(client, sql, params, format)),
    insertBinary: (table, columns, body, token) =>
      guarded(() => insertBinary(client, { table, columns, body, token })),
    insertRows: (table, rows) =>
      guarded(async () => {
        if (rows.length > 0) await client.insert({ table, values: rows, format: "JSONEachRow" });
      }),
    command: (sql, params) =>
      guarded(async () => {
        await client.command({ query: sql, ...(params ? { query_params: { ...params } } : {}) });
      }),
    adHoc: (sql, params, limits) => adHoc(reader, sql, params, limits),
    ping: async () => (await client.ping()).success,
    close: async () => {
      await client.close();
      if (reader !== client) await reader.close();
    },
  };
}

function connect(url: string): ClickHouseClient {
  return createClient({
    url,
    application: "dothi",
    request_timeout: 120_000,
    max_open_connections: 16,
    keep_alive: { enabled: true, idle_socket_ttl: 2_000 },
    clickhouse_settings: {
      date_time_input_format: "best_effort",
      output_format_json_quote_64bit_integers: 0,
    },
    log: { level: ClickHouseLogLevel.OFF },
  });
}

function select<T>(
  client: ClickHouseClient,
  sql: string,
  params: Params = {},
  settings: Settings = {},
): Promise<T[]> {
  return guarded(async () => {
    const answer = await client.query({
      query: sql,
      query_params: { ...params },
      format: "JSONEachRow",
      clickhouse_settings: { ...settings },
    });
    return answer.json<T>();
  });
}

async function streamOf(
  client: ClickHouseClient,
  sql: string,
  params: Params,
  format: string,
): Promise<Readable> {
  const answer = await client.exec({ query: `${sql} FORMAT ${format}`, query_params: { ...params } });
  return answer.stream;
}

async function insertBinary(
  client: ClickHouseClient,
  input: { table: string; columns: readonly string[]; body: Buffer; token: string | undefined },
): Promise<void> {
  const { stream } = await client.exec({
    query: `INSERT INTO ${input.table} (${input.columns.join(", ")}) FORMAT RowBinary`,
    values: Readable.from([input.body], { objectMode: false }),
    ...(input.token ? { clickhouse_settings: { insert_deduplication_token: input.token } } : {}),
  });
  for await (const _ of stream) {
    // the answer of an insert is empty; reading it to the end frees the connection
  }
}

async function adHoc<T>(
  client: ClickHouseClient,
  sql: string,
  params: Params,
  limits: AdHocLimits,
): Promise<T[]> {
  try {
    return await select<T>(client, sql, params, {
      readonly: 1,
      max_execution_time: limits.maxSeconds,
      max_result_rows: limits.maxRows,
      result_overflow_mode: "throw",
      max_memory_usage: limits.maxMemoryBytes,
    });
  } catch (error) {
    if (error instanceof ClickHouseError)
      throw kernelError("query-refused", { reason: firstLine(error) }, { cause: error });
    throw error;
  }
}

/** A lost connection becomes `kernel.engine-unavailable`; the engine's own errors pass as they are. */
async function guarded<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (isConnectionError(error))
      throw kernelError("engine-unavailable", { engine: "ClickHouse" }, { cause: error });
    throw error;
  }
}

const connectionCodes = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "UND_ERR_SOCKET"]);

function isConnectionError(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof ClickHouseError) return false;
  const code = "code" in error ? String(error.code) : "";
  return connectionCodes.has(code) || /socket hang up|Timeout error/.test(error.message);
}

function firstLine(error: Error): string {
  return error.message.split("\n", 1)[0] ?? error.message;
}
