/** A foreign MySQL or MariaDB: one reading statement, streamed, in a read-only transaction. */
import { isIP } from "node:net";
import type { Readable } from "node:stream";
import mysql from "mysql2";
import { AppError } from "../../../kernel/errors.ts";
import { sourceError } from "../connectors/connector-errors.ts";
import { binaryNotice, instantJson, lineJson, numberJson, uniqueNames } from "./foreign-json.ts";
import { readingStatement } from "./foreign-statement.ts";
import type { ForeignColumn, ForeignRows, ForeignSession, ForeignTarget } from "./foreign-types.ts";

type ToJson = (text: string) => string;
type Cell = string | null;

interface Column extends ForeignColumn {
  readonly toJson: ToJson | null;
}

const connectMs = 15_000;
const batchRows = 500;
const binaryCharset = 63;

/** @throws `warehouse.source-connection-failed` */
export async function openMysql(target: ForeignTarget): Promise<ForeignSession> {
  const connection = await connect(target, target.tls !== "off").catch((error: unknown) => {
    const refused = codeOf(error) === "HANDSHAKE_NO_SSL_SUPPORT";
    if (target.tls === "prefer" && refused)
      return connect(target, false).catch((again) => failed(target, again));
    return failed(target, error);
  });
  const [[version = ""] = []] = await rows(connection, "select version()").catch((error) =>
    failed(target, error),
  );
  const isMaria = /mariadb/i.test(version ?? "");
  return {
    serverVersion: isMaria ? `MariaDB ${version}` : `MySQL ${version}`,
    listTables: async () => (await rows(connection, tablesSql)).map(([name]) => name ?? ""),
    read: (query) => read(connection, query, target, isMaria),
    close: async () => connection.destroy(),
  };
}

const tablesSql = `select concat(table_schema, '.', table_name) from information_schema.tables
  where table_schema not in ('mysql', 'sys', 'information_schema', 'performance_schema')
    and table_type in ('BASE TABLE', 'VIEW', 'SYSTEM VERSIONED') order by 1 limit 500`;

function connect(target: ForeignTarget, encrypted: boolean): Promise<mysql.Connection> {
  const { promise, resolve, reject } = Promise.withResolvers<mysql.Connection>();
  const servername = isIP(target.host) ? {} : { servername: target.host };
  const connection = mysql.createConnection({
    host: target.address,
    port: target.port,
    database: target.database,
    user: target.user,
    password: target.password,
    connectTimeout: connectMs,
    charset: "utf8mb4",
    multipleStatements: false,
    // A hostile server could otherwise ask for files of ours.
    flags: ["-LOCAL_FILES"],
    ...(encrypted ? { ssl: { rejectUnauthorized: false, ...servername } } : {}),
  });
  connection.on("error", () => undefined);
  connection.connect((error) => {
    if (!error) return resolve(connection);
    connection.destroy();
    reject(error);
  });
  return promise;
}

async function read(
  connection: mysql.Connection,
  query: string,
  target: ForeignTarget,
  isMaria: boolean,
): Promise<ForeignRows> {
  const statement = readingStatement(query);
  try {
    const limit = isMaria
      ? `set session max_statement_time = ${target.seconds}`
      : `set session max_execution_time = ${Math.ceil(target.seconds * 1_000)}`;
    for (const sql of [limit, "set session time_zone = '+00:00'", "start transaction read only"])
      await rows(connection, sql);
    const stream = connection
      .query({ sql: statement, rowsAsArray: true, typeCast: asText })
      .stream({ highWaterMark: batchRows });
    const deadline = setTimeout(
      () => stream.destroy(sourceError("source-query-too-long", { seconds: target.seconds })),
      (target.seconds + 5) * 1_000,
    );
    stream.on("close", () => clearTimeout(deadline));
    const columns = describe(await fieldsOf(stream, connection));
    return {
      columns: columns.filter((one) => one.toJson).map(({ name, type }) => ({ name, type })),
      notices: columns.filter((one) => !one.toJson).map((one) => binaryNotice(one.name, one.type)),
      batches: batches(stream, columns, target),
    };
  } catch (error) {
    throw queryFailed(error, target);
  }
}

/** The column definitions come before the first row. */
function fieldsOf(stream: Readable, connection: mysql.Connection): Promise<readonly mysql.FieldPacket[]> {
  const { promise, resolve, reject } = Promise.withResolvers<readonly mysql.FieldPacket[]>();
  stream.once("fields", (fields: readonly mysql.FieldPacket[] | undefined) => resolve(fields ?? []));
  stream.once("error", reject);
  stream.once("close", () => reject(new Error("the connection was closed")));
  connection.once("end", () => reject(new Error("the connection was closed")));
  return promise;
}

async function* batches(
  stream: Readable,
  columns: readonly Column[],
  target: ForeignTarget,
): AsyncGenerator<string[][]> {
  let batch: string[][] = [];
  try {
    for await (const row of stream as AsyncIterable<Cell[]>) {
      batch.push(
        row.flatMap((cell, at) => {
          const toJson = columns[at]?.toJson;
          return toJson ? [cell === null ? "null" : toJson(cell)] : [];
        }),
      );
      if (batch.length < batchRows) continue;
      yield batch;
      batch = [];
    }
  } catch (error) {
    throw queryFailed(error, target);
  }
  if (batch.length > 0) yield batch;
}

/** All values as the server wrote them; bits as a whole number. */
function asText(field: mysql.TypeCastField): string | null {
  if (field.type === "BIT") {
    const bytes = field.buffer();
    return bytes ? BigInt(`0x${bytes.toString("hex") || "0"}`).toString() : null;
  }
  return field.string("utf8");
}

function describe(fields: readonly mysql.FieldPacket[]): Column[] {
  const names = uniqueNames(fields.map((field) => field.name));
  return fields.map((field, at) => {
    const code = field.columnType ?? field.type ?? 253;
    const name = names[at] ?? field.name;
    if (code === 255) return { name, type: "geometry", toJson: null };
    const isText = code >= 249 && code <= 254 && code !== 255;
    const isBytes = isText && field.characterSet === binaryCharset && !field.extendedTypeName;
    if (isBytes) return { name, type: "blob", toJson: null };
    const [type, toJson] = types[code] ?? ["text", JSON.stringify];
    const isJson = field.extendedFormat === "json";
    return { name, type: isJson ? "json" : type, toJson: isJson ? lineJson : toJson };
  });
}

const text = JSON.stringify as ToJson;
const types: Readonly<Record<number, readonly [string, ToJson]>> = {
  0: ["decimal", numberJson],
  1: ["tinyint", numberJson],
  2: ["smallint", numberJson],
  3: ["int", numberJson],
  4: ["float", numberJson],
  5: ["double", numberJson],
  7: ["timestamp", (value) => instantJson(value, "Z")],
  8: ["bigint", numberJson],
  9: ["mediumint", numberJson],
  10: ["date", text],
  11: ["time", text],
  12: ["datetime", (value) => instantJson(value, "")],
  13: ["year", numberJson],
  16: ["bit", numberJson],
  245: ["json", lineJson],
  246: ["decimal", numberJson],
  252: ["text", text],
  253: ["varchar", text],
  254: ["char", text],
};

function rows(connection: mysql.Connection, sql: string): Promise<Cell[][]> {
  const { promise, resolve, reject } = Promise.withResolvers<Cell[][]>();
  connection.query({ sql, rowsAsArray: true, typeCast: asText, timeout: 60_000 }, (error, result) => {
    if (error) return reject(error);
    resolve(Array.isArray(result) ? (result as unknown as Cell[][]) : []);
  });
  return promise;
}

function failed(target: ForeignTarget, cause: unknown): never {
  const { host, database } = target;
  throw sourceError("source-connection-failed", { host, database, reason: reasonOf(cause) }, { cause });
}

function queryFailed(cause: unknown, target: ForeignTarget): Error {
  if (cause instanceof AppError) return cause;
  const code = codeOf(cause);
  if (
    code === "ER_STATEMENT_TIMEOUT" ||
    code === "ER_QUERY_TIMEOUT" ||
    /max_statement_time/.test(reasonOf(cause))
  )
    return sourceError("source-query-too-long", { seconds: target.seconds }, { cause });
  if (code.startsWith("ER_"))
    return sourceError("source-query-failed", { reason: reasonOf(cause) }, { cause });
  const { host, database } = target;
  return sourceError("source-connection-failed", { host, database, reason: reasonOf(cause) }, { cause });
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}
