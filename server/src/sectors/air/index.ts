/** Ambient air: stations, VN_AQI and the limits of QCVN 05:2023/BTNMT. */
import type { TelemetrySector } from "../../modules/telemetry/sector.ts";
import { airDemoThings } from "./demo-things.ts";
import { vnAqi } from "./indices.ts";
import { airLimits } from "./limits.ts";
import { airProperties } from "./properties.ts";

export const air: TelemetrySector = {
  code: "air",
  name: { vi: "Không khí", en: "Air" },
  kinds: [{ code: "air-station", name: { vi: "Trạm quan trắc không khí", en: "Air monitoring station" } }],
  properties: airProperties,
  indices: [vnAqi],
  limits: airLimits,
  demoThings: airDemoThings,
};
