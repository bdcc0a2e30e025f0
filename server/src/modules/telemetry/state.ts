/** What telemetry keeps for the life of the app: the catalogue in memory, the pipeline, the refusals, the MQTT door. */
import { defineAppState } from "../../kernel/app-state.ts";
import type { Catalogue } from "./ingest/catalogue.ts";
import type { Pipeline } from "./ingest/pipeline.ts";
import type { Refusals } from "./ingest/refusals.ts";

export interface Telemetry {
  readonly catalogue: Catalogue;
  readonly pipeline: Pipeline;
  readonly refusals: Refusals;
  /** Where devices reach the broker. */
  readonly mqttUrl: string;
  readonly mqttReady: () => boolean;
  readonly stop: () => Promise<void>;
}

export const telemetryState = defineAppState<Telemetry>("telemetry");
