/** Forward-only migrations in plain SQL: NNNN-module-verb-thing.sql, run in order, each once, by one process. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";
import type { Clickhouse } from "./clickhouse.ts";

const migrationLock = 74_301_968;

/**
 * Brings both engines up to date. A ClickHouse file is run statement by statement with `{{database}}` standing
 * for its module's database; each statement must be repeatable (IF NOT EXISTS).
 * @returns names of the files that were run now
 */
export async function migrate(pool: pg.Pool, clickhouse: Clickhouse, folder: string): Promise<string[]> {
  const connection = await pool.connect();
  try {
    await connection.query("select pg_advisory_lock($1)", [migrationLock]);
    await connection.query("create schema if not exists kernel");
    await connection.query(
      "create table if not exists kernel.migration (engine text, name text, run_at timestamptz not null default now(), primary key (engine, name))",
    );
    const postgresRun = await runNew(connection, "postgres", join(folder, "postgres"), (name, text) =>
      runPostgres(connection, name, text),
    );
    const clickhouseRun = await runNew(connection, "clickhouse", join(folder, "clickhouse"), (name, text) =>
      runClickhouse(clickhouse, name, text),
    );
    return [...postgresRun, ...clickhouseRun];
  } finally {
    await connection.query("select pg_advisory_unlock($1)", [migrationLock]).catch(() => undefined);
    connection.release();
  }
}

async function runNew(
  connection: pg.PoolClient,
  engine: string,
  folder: string,
  run: (name: string, text: string) => Promise<void>,
): Promise<string[]> {
  const { rows } = await connection.query<{ name: string }>(
    "select name from kernel.migration where engine = $1",
    [engine],
  );
  const known = new Set(rows.map((row) => row.name));
  const fresh = (await readdir(folder)).filter((name) => name.endsWith(".sql") && !known.has(name)).sort();
  for (const name of fresh) {
    await run(name, await readFile(join(folder, name), "utf8"));
    await connection.query("insert into kernel.migration (engine, name) values ($1, $2)", [engine, name]);
  }
  return fresh;
}

async function runPostgres(connection: pg.PoolClient, name: string, text: string): Promise<void> {
  try {
    await connection.query("begin");
    await connection.query(text);
    await connection.query("commit");
  } catch (error) {
    await connection.query("rollback");
    throw new Error(`migration ${name} failed`, { cause: error });
  }
}

async function runClickhouse(clickhouse: Clickhouse, name: string, text: string): Promise<void> {
  const module = name.split("-")[1] ?? "";
  const database = `\`${clickhouse.prefix}${module}\``;
  await clickhouse.command(`CREATE DATABASE IF NOT EXISTS ${database}`);
  for (const statement of text.replaceAll("{{database}}", database).split(/;\s*\n/)) {
    if (statement.trim() !== "") await clickhouse.command(statement);
  }
}
