/** Where the two data engines are: the external ones that are configured, else the embedded ones, started here. */
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type Clickhouse,
  ClickhouseEmbeddedError,
  type ClickhouseEmbeddedErrorCode,
  startClickhouse,
} from "@dothi/clickhouse-embedded";
import type { Config } from "../config.ts";
import type { Bilingual } from "../errors.ts";
import type { Log } from "../log.ts";
import { startPostgres } from "./postgres-server.ts";
import { type Say, StartError } from "./start-error.ts";

const longestCloseMs = 20_000;

export interface Engines {
  readonly databaseUrl: string;
  readonly clickhouseUrl: string;
  /** For queries written by people; empty if an external ClickHouse has no such user configured. */
  readonly clickhouseReaderUrl: string;
  /** Process ids of the embedded ones, for operators and crash tests. */
  pids(): { postgres?: number | undefined; clickhouse?: number | undefined };
  stop(): Promise<void>;
}

/**
 * Starts what is not external. PostgreSQL and ClickHouse come up side by side.
 * @throws StartError when one does not; the other is stopped again
 */
export async function startEngines(
  config: Config,
  dataDir: string,
  options: { log: Log; say: Say },
): Promise<Engines> {
  const [postgres, clickhouse] = await Promise.allSettled([
    config.DATABASE_URL ? undefined : startPostgres(dataDir, options),
    config.CLICKHOUSE_URL ? undefined : startOwnClickhouse(join(dataDir, "clickhouse"), options.log),
  ]);
  const server = postgres.status === "fulfilled" ? postgres.value : undefined;
  const child = clickhouse.status === "fulfilled" ? clickhouse.value : undefined;
  const stop = async () => void (await Promise.all([child?.stop(), server?.stop()]));
  const failed = [postgres, clickhouse].find((part) => part.status === "rejected");
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

/** The engine of a killed program closes by itself within seconds; DATA_DIR is ours by then, so it is waited for. */
async function startOwnClickhouse(dataDir: string, log: Log): Promise<Clickhouse> {
  const deadline = Date.now() + longestCloseMs;
  for (;;) {
    try {
      return await startClickhouse({ dataDir, log: (line) => log.debug({ clickhouse: line }) });
    } catch (error) {
      const known = error instanceof ClickhouseEmbeddedError ? error : undefined;
      if (known?.code !== "data-dir-in-use" || Date.now() > deadline) throw startFailed(dataDir, error);
      await sleep(500);
    }
  }
}

function startFailed(dataDir: string, error: unknown): StartError {
  const reason = error instanceof Error ? error.message : String(error);
  const code = error instanceof ClickhouseEmbeddedError ? error.code : "start-failed";
  const remedy = remedies[code] ?? {
    vi: "Hãy xem lý do nêu trên, hoặc đặt CLICKHOUSE_URL tới một máy chủ ClickHouse.",
    en: "See the reason above, or set CLICKHOUSE_URL to a ClickHouse server.",
  };
  return new StartError(
    {
      vi: `ClickHouse kèm theo không khởi động được tại ${dataDir}:\n${reason}\n${remedy.vi}`,
      en: `The embedded ClickHouse did not start at ${dataDir}:\n${reason}\n${remedy.en}`,
    },
    error,
  );
}

const remedies: Partial<Record<ClickhouseEmbeddedErrorCode, Bilingual>> = {
  "data-dir-in-use": {
    vi: "Hãy dừng tiến trình đang dùng thư mục này, hoặc đặt DATA_DIR sang thư mục khác.",
    en: "Stop the process that uses this folder, or set DATA_DIR to another one.",
  },
  "data-dir-too-new": {
    vi: "Dữ liệu do bản Dothi mới hơn tạo ra: hãy chạy bản mới hơn đó, hoặc đặt DATA_DIR sang thư mục khác.",
    en: "The data was made by a newer Dothi: run that one, or set DATA_DIR to another folder.",
  },
  "platform-unsupported": {
    vi: "Trên máy này hãy đặt CLICKHOUSE_URL tới một máy chủ ClickHouse.",
    en: "On this machine set CLICKHOUSE_URL to a ClickHouse server.",
  },
};
