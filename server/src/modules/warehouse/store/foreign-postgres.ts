/** A foreign PostgreSQL: the owner's statement as a cursor in a read-only transaction. */
import { isIP } from "node:net";
import pg from "pg";
import { AppError } from "../../../kernel/errors.ts";
import { sourceError } from "../connectors/connector-errors.ts";
import { binaryNotice, instantJson, lineJson, numberJson, uniqueNames } from "./foreign-json.ts";
import type { ForeignColumn, ForeignRows, ForeignSession, ForeignTarget } from "./foreign-types.ts";

type ToJson = (text: string) => string;

interface Result {
  readonly fields: readonly pg.FieldDef[];
  readonly rows: (string | null)[][];
}

const connectMs = 15_000;
const batchBytes = 2_097_152;
const largestFetch = 5_000;
const byteaOid = 17;

/** @throws `warehouse.source-connection-failed` */
export async function openPostgres(target: ForeignTarget): Promise<ForeignSession> {
  const client = await connect(target, target.tls !== "off").catch((error: unknown) => {
    const refused = error instanceof Error && /does not support SSL/i.test(error.message);
    if (target.tls === "prefer" && refused)
      return connect(target, false).catch((again) => failed(target, again));
    return failed(target, error);
  });
  const version = await run(client, "show server_version").catch((error) => failed(target, error));
  return {
    serverVersion: `PostgreSQL ${version.rows[0]?.[0] ?? ""}`,
    listTables: async () => (await run(client, tablesSql)).rows.map(([name]) => name ?? ""),
    read: (query) => read(client, query, target),
    close: () => client.end().catch(() => undefined),
  };
}

const tablesSql = `select format('%I.%I', table_schema, table_name) from information_schema.tables
  where table_schema not in ('pg_catalog', 'information_schema') order by 1 limit 500`;

async function connect(target: ForeignTarget, encrypted: boolean): Promise<pg.Client> {
  const servername = isIP(target.host) ? {} : { servername: target.host };
  const client = new pg.Client({
    host: target.address,
    port: target.port,
    database: target.database,
    user: target.user,
    password: target.password,
    ssl: encrypted ? { rejectUnauthorized: false, ...servername } : false,
    connectionTimeoutMillis: connectMs,
    query_timeout: (target.seconds + 5) * 1_000,
    application_name: "dothi",
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  return client;
}

async function read(client: pg.Client, query: string, target: ForeignTarget): Promise<ForeignRows> {
  try {
    await run(client, "begin transaction read only");
    await run(client, `set local statement_timeout = ${Math.ceil(target.seconds * 1_000)}`);
    await run(client, "set local time zone 'UTC'");
    await run(client, "set local datestyle = 'ISO, YMD'");
    await run(client, "set local intervalstyle = 'iso_8601'");
    await run(client, "set local extra_float_digits = 1");
    await run(client, "set local cursor_tuple_fraction = 1");
    // The extended protocol takes one statement only, and a cursor only one that reads.
    await run(client, `declare dothi_rows no scroll cursor for ${query}`);
    const head = await run(client, "fetch forward 100 from dothi_rows");
    const columns = await describe(client, head.fields);
    const kept = columns.filter((column) => column.toJson);
    return {
      columns: kept.map(({ name, type }) => ({ name, type })),
      notices: columns.filter((one) => !one.toJson).map((one) => binaryNotice(one.name, one.type)),
      batches: batches(client, head, columns, target),
    };
  } catch (error) {
    throw queryFailed(error, target);
  }
}

async function* batches(
  client: pg.Client,
  head: Result,
  columns: readonly { readonly toJson: ToJson | null }[],
  target: ForeignTarget,
): AsyncGenerator<string[][]> {
  let rows = head.rows;
  let count = 100;
  while (rows.length > 0) {
    const batch = rows.map((row) =>
      row.flatMap((cell, at) => {
        const toJson = columns[at]?.toJson;
        return toJson ? [cell === null ? "null" : toJson(cell)] : [];
      }),
    );
    yield batch;
    if (rows.length < count) break;
    const bytes = batch.reduce((sum, row) => sum + row.reduce((all, cell) => all + cell.length, 0), 0);
    count = Math.max(1, Math.min(largestFetch, Math.floor((batchBytes * rows.length) / (bytes + 1))));
    try {
      rows = (await run(client, `fetch forward ${count} from dothi_rows`)).rows;
    } catch (error) {
      throw queryFailed(error, target);
    }
  }
  await run(client, "rollback").catch(() => undefined);
}

async function describe(
  client: pg.Client,
  fields: readonly pg.FieldDef[],
): Promise<(ForeignColumn & { readonly toJson: ToJson | null })[]> {
  const names = uniqueNames(fields.map((field) => field.name));
  const wanted = fields.map(
    (field, at) => `(${at}, ${Number(field.dataTypeID)}::oid, ${Number(field.dataTypeModifier)})`,
  );
  if (wanted.length === 0) return [];
  const types = await run(
    client,
    `select format_type(f.oid, f.modifier), case when t.typcategory = 'A' then t.typelem else 0 end
     from (values ${wanted.join(", ")}) f (at, oid, modifier) join pg_type t on t.oid = f.oid order by f.at`,
  );
  return fields.map((field, at) => {
    const [type, element] = types.rows[at] ?? [];
    const toJson =
      Number(element) > 0 ? arrayJson(scalarJson(Number(element))) : scalarJson(field.dataTypeID);
    return { name: names[at] ?? field.name, type: type ?? "text", toJson };
  });
}

const scalars: Readonly<Record<number, ToJson>> = {
  16: (text) => (text === "t" ? "true" : "false"),
  20: numberJson,
  21: numberJson,
  23: numberJson,
  26: numberJson,
  700: numberJson,
  701: numberJson,
  1700: numberJson,
  114: lineJson,
  3802: lineJson,
  1114: (text) => instantJson(text, ""),
  1184: (text) => instantJson(text, "Z"),
};

function scalarJson(oid: number): ToJson | null {
  return oid === byteaOid ? null : (scalars[oid] ?? JSON.stringify);
}

/** `{1,NULL,3}` → `[1,null,3]`, nested alike; `[0:1]={1,2}` without its bounds. */
function arrayJson(toJson: ToJson | null): ToJson | null {
  if (!toJson) return null;
  const token = /[{},]|"((?:[^"\\]|\\[\s\S])*)"|[^{},"]+/g;
  return (text) => {
    const body = text.startsWith("[") ? text.slice(text.indexOf("=") + 1) : text;
    return body.replace(token, (found: string, quoted: string | undefined) => {
      if (quoted !== undefined) return toJson(quoted.replace(/\\([\s\S])/g, "$1"));
      if (found === "{") return "[";
      if (found === "}") return "]";
      return found === "," ? "," : found === "NULL" ? "null" : toJson(found);
    });
  };
}

async function run(client: pg.Client, text: string): Promise<Result> {
  const config = {
    text,
    rowMode: "array" as const,
    queryMode: "extended",
    types: { getTypeParser: () => (value: string) => value },
  };
  const result = await client.query<(string | null)[]>(config as pg.QueryArrayConfig);
  return { fields: result.fields, rows: result.rows };
}

function failed(target: ForeignTarget, cause: unknown): never {
  const { host, database } = target;
  throw sourceError("source-connection-failed", { host, database, reason: reasonOf(cause) }, { cause });
}

function queryFailed(cause: unknown, target: ForeignTarget): Error {
  if (cause instanceof AppError) return cause;
  const code = cause instanceof pg.DatabaseError ? cause.code : undefined;
  const late = code === "57014" || (cause instanceof Error && cause.message === "Query read timeout");
  if (late) return sourceError("source-query-too-long", { seconds: target.seconds }, { cause });
  if (!(cause instanceof pg.DatabaseError)) {
    const { host, database } = target;
    return sourceError("source-connection-failed", { host, database, reason: reasonOf(cause) }, { cause });
  }
  return sourceError("source-query-failed", { reason: reasonOf(cause) }, { cause });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}
