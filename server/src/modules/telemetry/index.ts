/** The door of telemetry. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Context } from "../../kernel/context.ts";
import { gauge } from "../../kernel/metrics.ts";
import type { App, ModuleDefinition } from "../../kernel/module.ts";
import { enterLiveDatasets, registerLiveDataset } from "../warehouse/index.ts";
import { demoDevicesFile, seedDemoCity } from "./demo.ts";
import { importRoutes } from "./import-routes.ts";
import { loadCatalogue } from "./ingest/catalogue.ts";
import { startPipeline } from "./ingest/pipeline.ts";
import { createRefusals } from "./ingest/refusals.ts";
import { readingsDataset } from "./live-dataset.ts";
import { startBroker } from "./mqtt/broker.ts";
import { readExternalBroker } from "./mqtt/external.ts";
import { routes } from "./routes.ts";
import { telemetrySectors } from "./sector.ts";
import { importFile, importTask } from "./service/imports.ts";
import { computeIndices } from "./service/indices.ts";
import { telemetryState } from "./state.ts";
import { computeTask } from "./store/observations.ts";
import { syncSectors } from "./store/series.ts";

export const telemetryModule: ModuleDefinition = {
  name: "telemetry",
  sources: [
    {
      title: "VN_AQI: cách tính và công bố / calculation and publication",
      publisher: "Quyết định 1459/QĐ-TCMT ngày 12/11/2019, Tổng cục Môi trường",
      note: "Theo bản chép, chưa đối chiếu bản gốc / from a transcription",
    },
    {
      title: "Giới hạn chất lượng không khí xung quanh / limits of ambient air",
      publisher: "QCVN 05:2023/BTNMT",
      note: "Theo bản chép, chưa đối chiếu bản gốc / from a transcription",
    },
    {
      title: "Mức báo động lũ, triều / flood alarm levels",
      publisher: "Quyết định 05/2020/QĐ-TTg, theo báo chí",
      note: "Chưa đối chiếu với phụ lục của quyết định / not compared with the annex",
    },
    {
      title: "Ngưỡng kiểm tra chất lượng số liệu / limits of the quality checks",
      publisher: "Giá trị mặc định của chương trình / defaults of the program",
    },
  ],
  routes: async (http) => {
    routes(http);
    await importRoutes(http);
  },
  tasks: [
    { name: computeTask, run: computeIndices },
    { name: importTask, run: importFile },
  ],
  schedules: [{ task: computeTask, cron: "* * * * *" }],
  topics: [{ prefix: "telemetry:", may: () => undefined }],
  seed: async (ctx, { demo }) => {
    await syncSectors(ctx, telemetrySectors());
    if (demo) await seedDemoCity(ctx);
  },
  start,
  stop: (app) => telemetryState.of(app).stop(),
  notReady: async (app) =>
    telemetryState.of(app).mqttReady() ? undefined : "the MQTT broker is not connected",
};

async function start(app: App): Promise<void> {
  const ctx = app.contextFor({ kind: "system", task: "telemetry" });
  await syncSectors(ctx, telemetrySectors());
  const catalogue = await loadCatalogue(ctx);
  const unfollow = app.live.subscribe(new Set(["telemetry:catalogue"]), () => void catalogue.reload());
  registerLiveDataset(readingsDataset(catalogue.list));
  await enterLiveDatasets(ctx);
  const refusals = createRefusals(ctx);
  const pipeline = await startPipeline(ctx, catalogue, join(app.config.DATA_DIR, "journal"));
  const doors = { catalogue, pipeline, refusals, now: () => app.now().getTime(), log: app.log };
  const mqtt = await openMqtt(app, doors);
  telemetryState.set(app, {
    catalogue,
    pipeline,
    refusals,
    mqttUrl: mqtt.url,
    mqttReady: mqtt.ready,
    stop: async () => {
      unfollow();
      await mqtt.close();
      await pipeline.stop();
      await refusals.stop();
    },
  });
  await tellDemoDevices(ctx, mqtt.url);
}

async function openMqtt(app: App, doors: Parameters<typeof startBroker>[0]) {
  if (app.config.MQTT_URL) {
    const external = readExternalBroker(doors, app.config.MQTT_URL);
    return { url: app.config.MQTT_URL, ready: external.connected, close: external.close };
  }
  const broker = await startBroker(doors, { host: app.config.MQTT_HOST, port: app.config.MQTT_PORT });
  gauge("dothi_mqtt_clients", "Devices connected to the embedded broker", function collect() {
    this.set(broker.clients());
  });
  return { url: `mqtt://127.0.0.1:${broker.port}`, ready: () => true, close: broker.close };
}

/** The simulator reads where the broker of this start is from a file beside its devices' secrets. */
async function tellDemoDevices(ctx: Context, mqttUrl: string): Promise<void> {
  const folder = ctx.config.DATA_DIR;
  const secrets = await readFile(join(folder, "demo-secrets.json"), "utf8").catch(() => undefined);
  if (secrets === undefined) return;
  await writeFile(join(folder, demoDevicesFile), JSON.stringify({ mqttUrl, devices: JSON.parse(secrets) }), {
    mode: 0o600,
  });
}
