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
  /** Further settings, given outside the text. */
  readonly settings?: Settings;
}

/** The answer of {@link Clickhouse.adHocTable}. */
export interface AdHocTable {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly unknown[])[];
  readonly rowsRead: number;
  readonly bytesRead: number;
}

export interface Clickhouse {
  readonly prefix: string;
  /** The quoted name of a module's table: `table("telemetry", "observation")`. */
  table(module: string, name: string): string;
  query<T>(sql: string, params?: Params, settings?: Settings): Promise<T[]>;
  /** The answer as bytes in a ClickHouse format (CSVWithNames, Parquet, JSONEachRow …), streamed. */
  stream(sql: string, params: Params, format: string): Promise<Readable>;
  /** Inserts one body in RowBinary. A repeated insert is stored again: the table's key must make that harmless. */
  insertBinary(table: string, columns: readonly string[], body: Buffer): Promise<void>;
  insertRows(table: string, rows: readonly object[]): Promise<void>;
  /** Inserts a stream in a ClickHouse format (RowBinary, Parquet …); memory stays that of a block. */
  insertStream(table: string, format: string, body: Readable): Promise<void>;
  command(sql: string, params?: Params): Promise<void>;
  /**
   * A query written by a person: run as the reading user, with `readonly=1` set outside its text and bounds on
   * time, rows and memory. `readonly` alone lets some statements through (a SETTINGS clause in a subquery, SYSTEM,
   * KILL): the caller must have parsed the query and allowed its statement, clauses, functions and tables.
   * @throws `kernel.query-refused` with ClickHouse's reason
   */
  adHoc<T>(sql: string, params: Params, limits: AdHocLimits): Promise<T[]>;
  /** As {@link Clickhouse.adHoc}, with the columns' types, rows as arrays and what it cost. `queryId` makes it known to {@link Clickhouse.cancel}. */
  adHocTable(sql: string, params: Params, limits: AdHocLimits, queryId?: string): Promise<AdHocTable>;
  /** As {@link Clickhouse.adHoc}, as bytes in a ClickHouse format. A failure after the first bytes ends the stream with an error. */
  adHocStream(sql: string, params: Params, limits: AdHocLimits, format: string): Promise<Readable>;
  /** Ends a running query of this id. */
  cancel(queryId: string): Promise<void>;
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
    insertBinary: (table, columns, body) => guarded(() => insertBinary(client, { table, columns, body })),
    insertRows: (table, rows) =>
      guarded(async () => {
        if (rows.length > 0) await client.insert({ table, values: rows, format: "JSONEachRow" });
      }),
    command: (sql, params) =>
      guarded(async () => {
        await client.command({ query: sql, ...(params ? { query_params: { ...params } } : {}) });
      }),
    insertStream: (table, format, body) => guarded(() => insertStream(client, table, format, body)),
    adHoc: (sql, params, limits) => adHoc(reader, sql, params, limits),
    adHocTable: (sql, params, limits, queryId) =>
      refusing(() => adHocTable(reader, sql, { params, limits, queryId })),
    adHocStream: (sql, params, limits, format) =>
      refusing(() => adHocStream(reader, sql, { params, limits, format })),
    cancel: (queryId) =>
      guarded(async () => {
        await client.command({
          query: "KILL QUERY WHERE query_id = {id:String} ASYNC",
          query_params: { id: queryId },
        });
      }),
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
  input: { table: string; columns: readonly string[]; body: Buffer },
): Promise<void> {
  const { stream } = await client.exec({
    query: `INSERT INTO ${input.table} (${input.columns.join(", ")}) FORMAT RowBinary`,
    values: Readable.from([input.body], { objectMode: false }),
  });
  for await (const _ of stream) {
    // the answer of an insert is empty; reading it to the end frees the connection
  }
}

function adHoc<T>(client: ClickHouseClient, sql: string, params: Params, limits: AdHocLimits): Promise<T[]> {
  return refusing(() => select<T>(client, sql, params, settingsOf(limits)));
}

function settingsOf(limits: AdHocLimits): Settings {
  return {
    ...limits.settings,
    readonly: 1,
    max_execution_time: limits.maxSeconds,
    max_result_rows: limits.maxRows,
    result_overflow_mode: "throw",
    max_memory_usage: limits.maxMemoryBytes,
  };
}

/** The engine's refusal of a query becomes `kernel.query-refused` with its reason. */
async function refusing<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await guarded(run);
  } catch (error) {
    if (error instanceof ClickHouseError)
      throw kernelError(
        "query-refused",
        { reason: firstLine(error) },
        { cause: error, details: { engineCode: error.code } },
      );
    throw error;
  }
}

async function adHocTable(
  client: ClickHouseClient,
  sql: string,
  input: { params: Params; limits: AdHocLimits; queryId: string | undefined },
): Promise<AdHocTable> {
  const answer = await client.query({
    query: sql,
    query_params: { ...input.params },
    format: "JSONCompact",
    clickhouse_settings: settingsOf(input.limits),
    ...(input.queryId ? { query_id: input.queryId } : {}),
  });
  const body = (await answer.json()) as unknown as {
    meta: { name: string; type: string }[];
    data: unknown[][];
    statistics?: { rows_read: number; bytes_read: number };
  };
  return {
    columns: body.meta,
    rows: body.data,
    rowsRead: body.statistics?.rows_read ?? 0,
    bytesRead: body.statistics?.bytes_read ?? 0,
  };
}

async function adHocStream(
  client: ClickHouseClient,
  sql: string,
  input: { params: Params; limits: AdHocLimits; format: string },
): Promise<Readable> {
  const answer = await client.exec({
    query: `${sql} FORMAT ${input.format}`,
    query_params: { ...input.params },
    clickhouse_settings: settingsOf(input.limits),
  });
  return answer.stream;
}

async function insertStream(
  client: ClickHouseClient,
  table: string,
  format: string,
  body: Readable,
): Promise<void> {
  const { stream } = await client.exec({ query: `INSERT INTO ${table} FORMAT ${format}`, values: body });
  for await (const _ of stream) {
    // the answer of an insert is empty; reading it to the end frees the connection
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
