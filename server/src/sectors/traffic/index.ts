/** Road traffic: flow by class and mean speed. */
import type { TelemetrySector } from "../../modules/telemetry/sector.ts";
import { trafficDemoThings } from "./demo-things.ts";
import { trafficProperties } from "./properties.ts";

export const traffic: TelemetrySector = {
  code: "traffic",
  name: { vi: "Giao thông", en: "Traffic" },
  kinds: [{ code: "traffic-counter", name: { vi: "Trạm đếm xe", en: "Traffic counter" } }],
  properties: trafficProperties,
  indices: [],
  limits: [],
  demoThings: trafficDemoThings,
};
