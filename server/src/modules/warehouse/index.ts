/** The door of the warehouse. */
import { randomBytes } from "node:crypto";
import type { App, ModuleDefinition } from "../../kernel/module.ts";
import { openGuarded } from "./connectors/guard.ts";
import { warehouseSchedules, warehouseTasks } from "./jobs.ts";
import { createLru } from "./lru.ts";
import { dataRoutes } from "./routes/data.ts";
import { datasetRoutes } from "./routes/datasets.ts";
import { loadRoutes } from "./routes/loads.ts";
import { seedBundled, seedTerms } from "./service/bundled.ts";
import { warehouseState } from "./state.ts";
import { secretKey } from "./store/datasets.ts";
import { createReadLog } from "./store/read-log.ts";

export { datasetOpened, versionPublished } from "./events.ts";
export { type LiveDataset, registerLiveDataset } from "./live.ts";
export { enterLive as enterLiveDatasets } from "./service/bundled.ts";
export { listDatasets } from "./service/catalogue.ts";
export { getDataset } from "./service/datasets.ts";
export { aggregateRows, listRows } from "./service/rows.ts";
export { runSql } from "./service/sql.ts";

const cacheBytes = 48 * 1024 ** 2;

export const warehouseModule: ModuleDefinition = {
  name: "warehouse",
  routes: async (http) => {
    datasetRoutes(http);
    dataRoutes(http);
    await loadRoutes(http);
  },
  tasks: warehouseTasks,
  schedules: warehouseSchedules,
  topics: [{ prefix: "warehouse:", may: () => undefined }],
  seed: async (ctx, { demo }) => {
    if (demo) await seedBundled(ctx);
    else await seedTerms(ctx);
  },
  start,
  stop: async (app) => {
    const { readLog, web } = warehouseState.of(app);
    await readLog.stop();
    await web.close();
  },
};

async function start(app: App): Promise<void> {
  const ctx = app.contextFor({ kind: "system", task: "warehouse" });
  const [hashKey, sealKey] = await Promise.all([
    secretKey(ctx, "hash", randomBytes(32)),
    secretKey(ctx, "seal", randomBytes(32)),
  ]);
  const allow = app.config.SOURCE_ALLOW.split(",")
    .map((entry) => entry.trim())
    .filter(Boolean);
  warehouseState.set(app, {
    hashKey: hashKey.toString("hex"),
    sealKey,
    pages: createLru(cacheBytes),
    readLog: createReadLog(ctx),
    web: openGuarded({ allow, own: ownEngines(app) }),
  });
}

/** Our own stores, which no source may reach whatever else is allowed. */
function ownEngines({ config }: App): string[] {
  const usual: Record<string, string> = {
    "postgres:": "5432",
    "postgresql:": "5432",
    "https:": "443",
    "http:": "80",
    "mqtt:": "1883",
    "mqtts:": "8883",
  };
  const { DATABASE_URL, CLICKHOUSE_URL, CLICKHOUSE_READER_URL, S3_URL, MQTT_URL } = config;
  return [DATABASE_URL, CLICKHOUSE_URL, CLICKHOUSE_READER_URL, S3_URL, MQTT_URL]
    .filter(Boolean)
    .map((text) => {
      const { hostname, port, protocol } = new URL(text);
      return `${hostname}:${port || usual[protocol]}`;
    });
}
