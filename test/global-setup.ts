/** Starts the engines of a test run in a temporary folder and migrates the template database. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openClickhouse } from "../server/src/kernel/clickhouse.ts";
import { readConfig } from "../server/src/kernel/config.ts";
import { startEngines } from "../server/src/kernel/embedded/engines.ts";
import { migrateJobs } from "../server/src/kernel/jobs.ts";
import { migrate } from "../server/src/kernel/migrate.ts";
import { openPostgres } from "../server/src/kernel/postgres.ts";
import { silentLog } from "../server/src/kernel/testing.ts";

export async function setup(): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), "dothi-engines-"));
  const log = silentLog();
  const engines = await startEngines(readConfig({ DATA_DIR: dataDir }), dataDir, {
    log,
    say: () => undefined,
  });
  await makeTemplate(engines.databaseUrl, engines.clickhouseUrl);
  const { databaseUrl, clickhouseUrl, clickhouseReaderUrl } = engines;
  process.env.DOTHI_TEST_ENGINES = JSON.stringify({ databaseUrl, clickhouseUrl, clickhouseReaderUrl });
  return async () => {
    await engines.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}

/** PostgreSQL is migrated once and cloned; ClickHouse databases are made anew by each test file. */
async function makeTemplate(databaseUrl: string, clickhouseUrl: string): Promise<void> {
  const log = silentLog();
  const admin = openPostgres(databaseUrl, { poolSize: 2, log });
  await admin.pool.query("create database template_dothi");
  await admin.close();
  const url = new URL(databaseUrl);
  url.pathname = "/template_dothi";
  const template = openPostgres(url.href, { poolSize: 4, log });
  const clickhouse = openClickhouse(clickhouseUrl, { prefix: "template_", log });
  await migrateJobs(template.pool);
  await migrate(template.pool, clickhouse, join(import.meta.dirname, "../server/migrations"));
  await template.pool.query("delete from kernel.migration where engine = 'clickhouse'");
  await clickhouse.close();
  await template.close();
  await closeTemplate(databaseUrl);
}

/** A database can be cloned only while nobody is connected to it. */
async function closeTemplate(databaseUrl: string): Promise<void> {
  const admin = openPostgres(databaseUrl, { poolSize: 2, log: silentLog() });
  await admin.pool.query("alter database template_dothi with allow_connections false");
  await admin.pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = 'template_dothi'",
  );
  await admin.close();
}
