import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DataDirLayout } from "./data-dir.ts";
import type { ChildOptions } from "./messages.ts";

/** The statement whose life is the life of the engine. */
const KEEP_ALIVE_STATEMENT =
  "SELECT sleepEachRow(1) FROM numbers(1000000000000) FORMAT Null SETTINGS max_block_size=1";

/** The statements of the engine's own session: open the listener, then stay until killed. */
export const ENGINE_SCRIPT = `SYSTEM START LISTEN HTTP; ${KEEP_ALIVE_STATEMENT}`;

/** The engine's own session and the question `stop()` asks count as queries too. */
const OWN_QUERIES = 2;

/** The answer to a query without credentials, in the engine's own words and code (AUTHENTICATION_FAILED). */
const UNAUTHORIZED = [
  element("type", "static"),
  element("status", 401),
  element("http_response_headers", [
    element("X-ClickHouse-Exception-Code", 516),
    element("WWW-Authenticate", "Basic"),
  ]),
  element(
    "response_content",
    "Code: 516. DB::Exception: credentials are missing or wrong. (AUTHENTICATION_FAILED)",
  ),
];

const MIB = 1024 * 1024;

/** Engines that reach outside the data directory; without `allowSources` nobody may create such a table. */
const OUTSIDE_ENGINES = [
  "AzureBlobStorage",
  "AzureQueue",
  "COSN",
  "DeltaLake",
  "Executable",
  "ExecutablePool",
  "File",
  "FileLog",
  "HDFS",
  "Hive",
  "Hudi",
  "Iceberg",
  "JDBC",
  "Kafka",
  "MongoDB",
  "MySQL",
  "NATS",
  "ODBC",
  "OSS",
  "PostgreSQL",
  "RabbitMQ",
  "Redis",
  "S3",
  "S3Queue",
  "SQLite",
  "URL",
  "YTsaurus",
  "ArrowFlight",
];

/** Writes the engine's two configuration files (mode 0600) for this start. */
export function writeEngineConfig(layout: DataDirLayout, options: ChildOptions): void {
  writeFileSync(layout.config, serverXml(layout, options), { mode: 0o600 });
  writeFileSync(layout.users, usersXml(options), { mode: 0o600 });
}

function serverXml(layout: DataDirLayout, options: ChildOptions): string {
  return element("clickhouse", [
    element("listen_host", "127.0.0.1"),
    element("http_port", options.port),
    element("users_config", layout.users),
    element("http_handlers", httpHandlers(options)),
    element("user_files_path", join(layout.engine, "user_files/")),
    element("keep_alive_timeout", 30),
    element("max_concurrent_queries", options.maxConcurrentQueries + OWN_QUERIES),
    element("max_server_memory_usage", options.memoryLimitBytes),
    cacheSizes(options.memoryLimitBytes),
    element("access_control_improvements", element("table_engines_require_grant", "true")),
    element("merge_tree", [
      element("fsync_after_insert", options.fsync ? 1 : 0),
      element("fsync_part_directory", options.fsync ? 1 : 0),
    ]),
  ]);
}

/**
 * Requests whose Host is another name get 404: a web page whose name was pointed at 127.0.0.1 (DNS rebinding) must not
 * reach the engine. Only /ping and queries are served; the built-in play page, dashboards and metrics are not.
 * A query must sign in by a header: nobody gets through as `default`, which has no password. A name in the URL beside
 * the X-ClickHouse-User header is an error to the engine, but beside an Authorization header it is preferred, and rules
 * cannot see the query string; so an Authorization header must be exactly right to get as far as the engine.
 */
function httpHandlers(options: ChildOptions): string {
  const host = element("Host", `regex:(127\\.0\\.0\\.1|localhost):${options.port}`);
  const rule = (headers: string, parts: string[]): string =>
    element("rule", [element("headers", host + headers), ...parts]);
  const query = element("handler", [
    element("type", "dynamic_query_handler"),
    element("query_param_name", "query"),
  ]);
  const users = [
    [options.user, options.password],
    [readerOf(options.user), options.readerPassword],
  ] as const;
  return [
    rule("", [element("url", "/ping"), element("handler", element("type", "ping"))]),
    ...users.map(([name]) => rule(element("X-ClickHouse-User", name), [query])),
    ...users.map(([name, password]) => rule(element("Authorization", basic(name, password)), [query])),
    rule("", [element("handler", UNAUTHORIZED)]),
  ].join("");
}

function basic(name: string, password: string): string {
  return `Basic ${Buffer.from(`${name}:${password}`).toString("base64")}`;
}

/** The engine's defaults are made for servers with hundreds of gigabytes; a cache here may hold a small share of the limit. */
function cacheSizes(limitBytes: number): string {
  const marks = Math.max(16 * MIB, Math.floor(limitBytes / 16));
  const small = 16 * MIB;
  return [
    element("mark_cache_size", marks),
    element("primary_index_cache_size", marks),
    element("index_mark_cache_size", small),
    element("uncompressed_cache_size", 0),
    element("index_uncompressed_cache_size", 0),
    element("compiled_expression_cache_size", small),
    element("vector_similarity_index_cache_size", small),
    element("text_index_tokens_cache_size", small),
    element("text_index_header_cache_size", small),
    element("text_index_postings_cache_size", small),
    element("parquet_metadata_cache_size", small),
    element("iceberg_metadata_files_cache_size", small),
    element("max_thread_pool_free_size", 16),
    element("background_schedule_pool_initial_size", 2),
  ].join("");
}

/** Name of the user that can only read, beside `user`. */
export function readerOf(user: string): string {
  return `${user}_reader`;
}

/**
 * Three users. The caller's has every right inside the data directory. Its reader can SELECT from everything but the
 * system tables: `readonly=1` alone lets SYSTEM and KILL statements pass. `default` is the engine's own
 * session, which can only sign in without a password: it may open the listener and nothing else, and a quota of two
 * statements, which the engine's script uses up, is the second lock on a door that the HTTP rules already close.
 */
function usersXml(options: ChildOptions): string {
  return element("clickhouse", [
    element("profiles", [
      element("default", [
        element("cancel_http_readonly_queries_on_client_close", 1),
        element("async_insert", 0),
        // What `clickhouse local` sets otherwise than a server does.
        element("implicit_select", 0),
        element("allow_introspection_functions", 0),
        element("storage_file_read_method", "pread"),
        element("queue_max_wait_ms", options.queueMs),
        element("max_memory_usage", Math.floor(options.memoryLimitBytes * 0.75)),
      ]),
      element("engine", ""),
    ]),
    element("quotas", [
      element("default", ""),
      element("engine", element("interval", [element("duration", 2_000_000_000), element("queries", 2)])),
    ]),
    element("users", [
      element("default", [
        element("password", ""),
        element("networks", element("ip", "127.0.0.1")),
        element("profile", "engine"),
        element("quota", "engine"),
        element("grants", element("query", "GRANT SYSTEM LISTEN ON *.*")),
      ]),
      signedIn(options.user, options.password, grants(options.allowSources)),
      signedIn(readerOf(options.user), options.readerPassword, READER_GRANTS),
    ]),
  ]);
}

function signedIn(name: string, password: string, granted: string[]): string {
  return element(name, [
    element("password_sha256_hex", createHash("sha256").update(password).digest("hex")),
    element("networks", element("ip", "127.0.0.1")),
    element("profile", "default"),
    element("quota", "default"),
    element(
      "grants",
      granted.map((grant) => element("query", grant)),
    ),
  ]);
}

const READER_GRANTS = ["GRANT SELECT, SHOW, dictGet ON *.*", "REVOKE SELECT ON system.*"];

/** CREATE DICTIONARY is among what leaves the directory: in this engine a dictionary's source may be a command. */
function grants(allowSources: boolean): string[] {
  const inside = ["GRANT ALL ON *.*", "REVOKE SYSTEM LISTEN, SYSTEM SHUTDOWN ON *.*"];
  if (allowSources) return inside;
  const engines = OUTSIDE_ENGINES.map((engine) => `REVOKE TABLE ENGINE ON ${engine}`);
  return [...inside, "REVOKE READ, WRITE ON *", "REVOKE CREATE DICTIONARY ON *.*", ...engines];
}

function element(name: string, content: string | number | string[]): string {
  const text = Array.isArray(content) ? content.join("") : String(content);
  const inner = text.startsWith("<") || Array.isArray(content) ? text : escapeXml(text);
  return `<${name}>${inner}</${name}>`;
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
