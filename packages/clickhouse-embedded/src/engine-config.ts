import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataDirLayout } from './data-dir.ts';
import type { ChildOptions } from './messages.ts';

/** `query_id` of the statement whose life is the life of the engine. */
export const KEEP_ALIVE_STATEMENT = 'SELECT sleepEachRow(1) FROM numbers(1000000000000) FORMAT Null SETTINGS max_block_size=1';

/** The statements of the engine's own session: open the listener, then stay until killed. */
export const ENGINE_SCRIPT = `SYSTEM START LISTEN HTTP; ${KEEP_ALIVE_STATEMENT}`;

const MIB = 1024 * 1024;

/** Engines that reach outside the data directory; without `allowSources` nobody may create such a table. */
const OUTSIDE_ENGINES = [
  'AzureBlobStorage', 'AzureQueue', 'COSN', 'DeltaLake', 'Executable', 'ExecutablePool', 'File', 'FileLog', 'HDFS', 'Hive', 'Hudi',
  'Iceberg', 'JDBC', 'Kafka', 'MongoDB', 'MySQL', 'NATS', 'ODBC', 'OSS', 'PostgreSQL', 'RabbitMQ', 'Redis', 'S3', 'S3Queue', 'SQLite',
  'URL', 'YTsaurus', 'ArrowFlight',
];

/** Writes the engine's two configuration files (mode 0600) for this start. */
export function writeEngineConfig(layout: DataDirLayout, options: ChildOptions): void {
  writeFileSync(layout.config, serverXml(layout, options), { mode: 0o600 });
  writeFileSync(layout.users, usersXml(options), { mode: 0o600 });
}

function serverXml(layout: DataDirLayout, options: ChildOptions): string {
  return element('clickhouse', [
    element('listen_host', '127.0.0.1'),
    element('http_port', options.port),
    element('users_config', layout.users),
    element('http_handlers', httpHandlers(options.port)),
    element('user_files_path', join(layout.engine, 'user_files/')),
    element('keep_alive_timeout', 30),
    element('max_concurrent_queries', 3),
    element('max_server_memory_usage', options.memoryLimitBytes),
    cacheSizes(options.memoryLimitBytes),
    element('access_control_improvements', element('table_engines_require_grant', 'true')),
    element('merge_tree', [
      element('fsync_after_insert', options.fsync ? 1 : 0),
      element('fsync_part_directory', options.fsync ? 1 : 0),
    ]),
  ]);
}

/**
 * Requests whose Host is another name get 404: a web page whose name was pointed at 127.0.0.1 (DNS rebinding) must not
 * reach the engine. Only /ping and queries are served; the built-in play page, dashboards and metrics are not.
 */
function httpHandlers(port: number): string {
  const host = element('headers', element('Host', `regex:(127\\.0\\.0\\.1|localhost):${port}`));
  const rule = (parts: string[]): string => element('rule', [host, ...parts]);
  const query = [element('type', 'dynamic_query_handler'), element('query_param_name', 'query')];
  return [
    rule([element('url', '/ping'), element('handler', element('type', 'ping'))]),
    rule([element('handler', query)]),
  ].join('');
}

/** The engine's defaults are made for servers with hundreds of gigabytes; a cache here may hold a small share of the limit. */
function cacheSizes(limitBytes: number): string {
  const marks = Math.max(16 * MIB, Math.floor(limitBytes / 16));
  const small = 16 * MIB;
  return [
    element('mark_cache_size', marks),
    element('primary_index_cache_size', marks),
    element('index_mark_cache_size', small),
    element('uncompressed_cache_size', 0),
    element('index_uncompressed_cache_size', 0),
    element('compiled_expression_cache_size', small),
    element('vector_similarity_index_cache_size', small),
    element('text_index_tokens_cache_size', small),
    element('text_index_header_cache_size', small),
    element('text_index_postings_cache_size', small),
    element('parquet_metadata_cache_size', small),
    element('iceberg_metadata_files_cache_size', small),
    element('max_thread_pool_free_size', 4),
    element('background_schedule_pool_initial_size', 2),
  ].join('');
}

/**
 * Two users. The caller's has a password and every right inside the data directory. `default` is the engine's own
 * session, which can only sign in without a password: it may open the listener and nothing else, and a quota of two
 * statements, which the engine's script uses up, keeps everyone else from being `default` over HTTP.
 */
function usersXml(options: ChildOptions): string {
  const digest = createHash('sha256').update(options.password).digest('hex');
  return element('clickhouse', [
    element('profiles', [
      element('default', [
        element('cancel_http_readonly_queries_on_client_close', 1),
        element('async_insert', 0),
        // What `clickhouse local` sets otherwise than a server does.
        element('implicit_select', 0),
        element('allow_introspection_functions', 0),
        element('storage_file_read_method', 'pread'),
        element('max_concurrent_queries_for_user', options.maxConcurrentQueries),
        element('max_memory_usage', Math.floor(options.memoryLimitBytes * 0.75)),
      ]),
      element('engine', ''),
    ]),
    element('quotas', [
      element('default', ''),
      element('engine', element('interval', [element('duration', 2_000_000_000), element('queries', 2)])),
    ]),
    element('users', [
      element('default', [
        element('password', ''),
        element('networks', element('ip', '127.0.0.1')),
        element('profile', 'engine'),
        element('quota', 'engine'),
        element('grants', element('query', 'GRANT SYSTEM LISTEN ON *.*')),
      ]),
      element(options.user, [
        element('password_sha256_hex', digest),
        element('networks', element('ip', '127.0.0.1')),
        element('profile', 'default'),
        element('quota', 'default'),
        element('grants', grants(options.allowSources).map((grant) => element('query', grant))),
      ]),
    ]),
  ]);
}

function grants(allowSources: boolean): string[] {
  const inside = ['GRANT ALL ON *.*', 'REVOKE SYSTEM LISTEN, SYSTEM SHUTDOWN ON *.*'];
  if (allowSources) return inside;
  const engines = OUTSIDE_ENGINES.map((engine) => `REVOKE TABLE ENGINE ON ${engine}`);
  return [...inside, 'REVOKE READ, WRITE ON *', ...engines];
}

function element(name: string, content: string | number | string[]): string {
  const text = Array.isArray(content) ? content.join('') : String(content);
  const inner = text.startsWith('<') || Array.isArray(content) ? text : escapeXml(text);
  return `<${name}>${inner}</${name}>`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
