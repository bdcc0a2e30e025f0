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
    const postgresRun = await runNew(connection, join(folder, "postgres"), {
      engine: "postgres",
      run: (text, record) => runPostgres(connection, text, record),
    });
    const clickhouseRun = await runNew(connection, join(folder, "clickhouse"), {
      engine: "clickhouse",
      run: async (text, record, name) => {
        await runClickhouse(clickhouse, name, text);
        await record();
      },
    });
    return [...postgresRun, ...clickhouseRun];
  } finally {
    await connection.query("select pg_advisory_unlock($1)", [migrationLock]).catch(() => undefined);
    connection.release();
  }
}

interface Runner {
  readonly engine: string;
  /** Runs the file; `record` remembers that it was run. */
  readonly run: (text: string, record: () => Promise<unknown>, name: string) => Promise<void>;
}

async function runNew(connection: pg.PoolClient, folder: string, { engine, run }: Runner): Promise<string[]> {
  const { rows } = await connection.query<{ name: string }>(
    "select name from kernel.migration where engine = $1",
    [engine],
  );
  const known = new Set(rows.map((row) => row.name));
  const fresh = (await readdir(folder)).filter((name) => name.endsWith(".sql") && !known.has(name)).sort();
  for (const name of fresh) {
    const record = () =>
      connection.query("insert into kernel.migration (engine, name) values ($1, $2)", [engine, name]);
    await run(await readFile(join(folder, name), "utf8"), record, name).catch((cause) => {
      throw new Error(`migration ${engine}/${name} failed`, { cause });
    });
  }
  return fresh;
}

/** The file and the record of it are one transaction: a crash between them cannot be. */
async function runPostgres(
  connection: pg.PoolClient,
  text: string,
  record: () => Promise<unknown>,
): Promise<void> {
  await connection.query("begin");
  try {
    await connection.query(text);
    await record();
    await connection.query("commit");
  } catch (error) {
    await connection.query("rollback").catch(() => undefined);
    throw error;
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
