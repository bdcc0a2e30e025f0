/**
 * Real engines for tests: one PostgreSQL and one ClickHouse a test run (started by test/global-setup.ts), a
 * database cloned from a migrated template and own ClickHouse databases for each test file.
 */
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { type Config, readConfig } from "./config.ts";
import { createLog } from "./log.ts";

export interface TestEngines {
  readonly databaseUrl: string;
  readonly clickhouseUrl: string;
  readonly clickhouseReaderUrl: string;
}

export interface TestPlace {
  readonly config: Config;
  readonly databaseUrl: string;
  readonly clickhouseUrl: string;
  readonly clickhouseReaderUrl: string;
  remove(): Promise<void>;
}

/** Where the engines of this test run are. */
export function testEngines(): TestEngines {
  const text = process.env.DOTHI_TEST_ENGINES;
  if (!text) throw new Error("the test engines are not running: use `npm test`");
  return JSON.parse(text) as TestEngines;
}

/**
 * An empty, migrated place for one test file: its own PostgreSQL database, ClickHouse databases and folder.
 * @param template database to clone; made by the global set-up
 */
export async function createTestPlace(overrides: Record<string, string> = {}): Promise<TestPlace> {
  const engines = testEngines();
  const name = `t_${randomBytes(6).toString("hex")}`;
  await withAdmin(engines.databaseUrl, (admin) =>
    admin.query(`create database ${name} template template_dothi`),
  );
  const dataDir = await mkdtemp(join(tmpdir(), "dothi-test-"));
  const environment = {
    PORT: "0",
    MQTT_PORT: "0",
    LOG_LEVEL: "silent",
    DATA_DIR: dataDir,
    RATE_LIMIT_PER_MINUTE: "1000000",
  };
  const config = readConfig({ ...environment, CLICKHOUSE_DATABASE_PREFIX: `${name}_`, ...overrides });
  const url = new URL(engines.databaseUrl);
  url.pathname = `/${name}`;
  return {
    config,
    databaseUrl: url.href,
    clickhouseUrl: engines.clickhouseUrl,
    clickhouseReaderUrl: engines.clickhouseReaderUrl,
    remove: async () => {
      await withAdmin(engines.databaseUrl, (admin) =>
        admin.query(`drop database if exists ${name} with (force)`),
      );
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export function silentLog() {
  return createLog({ level: "silent", format: "json" });
}

async function withAdmin(url: string, run: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await run(client);
  } finally {
    await client.end();
  }
}
