/** Where the two data engines are: the external ones that are configured, else the embedded ones, started here. */
import { join } from "node:path";
import { startClickhouse } from "@dothi/clickhouse-embedded";
import type { Config } from "../config.ts";
import type { Log } from "../log.ts";
import { startPostgres } from "./postgres-server.ts";
import type { Say } from "./start-error.ts";

export interface Engines {
  readonly databaseUrl: string;
  readonly clickhouseUrl: string;
  /** For queries written by people; empty if an external ClickHouse has no such user configured. */
  readonly clickhouseReaderUrl: string;
  /** Process ids of the embedded ones, for operators and crash tests. */
  pids(): { postgres?: number | undefined; clickhouse?: number | undefined };
  stop(): Promise<void>;
}

/** Starts what is not external. PostgreSQL and ClickHouse come up side by side. */
export async function startEngines(
  config: Config,
  dataDir: string,
  options: { log: Log; say: Say },
): Promise<Engines> {
  const [postgres, clickhouse] = await Promise.allSettled([
    config.DATABASE_URL ? undefined : startPostgres(dataDir, options),
    config.CLICKHOUSE_URL
      ? undefined
      : startClickhouse({
          dataDir: join(dataDir, "clickhouse"),
          log: (line) => options.log.debug({ clickhouse: line }),
        }),
  ]);
  const failed = [postgres, clickhouse].find((part) => part.status === "rejected");
  const server = postgres.status === "fulfilled" ? postgres.value : undefined;
  const child = clickhouse.status === "fulfilled" ? clickhouse.value : undefined;
  const stop = async () => void (await Promise.all([child?.stop(), server?.stop()]));
  if (failed) {
    await stop();
    throw failed.reason;
  }
  return {
    databaseUrl: config.DATABASE_URL || (server?.url ?? ""),
    clickhouseUrl: config.CLICKHOUSE_URL || (child?.url ?? ""),
    clickhouseReaderUrl: config.CLICKHOUSE_URL ? config.CLICKHOUSE_READER_URL : (child?.readerUrl ?? ""),
    pids: () => ({ postgres: server?.pid(), clickhouse: child?.pid }),
    stop,
  };
}
