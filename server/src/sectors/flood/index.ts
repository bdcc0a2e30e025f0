/** Tide, river levels and rain: what decides whether a street floods. Alarm levels stand in `alarm-levels.ts`. */
import type { TelemetrySector } from "../../modules/telemetry/sector.ts";
import { alarmLevels } from "./alarm-levels.ts";
import { floodDemoThings } from "./demo-things.ts";
import { floodProperties } from "./properties.ts";

export const flood: TelemetrySector = {
  code: "flood",
  name: { vi: "Triều, mưa và ngập", en: "Tide, rain and flooding" },
  kinds: [
    { code: "river-gauge", name: { vi: "Trạm thủy văn", en: "River gauge" } },
    { code: "tide-gauge", name: { vi: "Trạm hải văn", en: "Tide gauge" } },
    { code: "rain-gauge", name: { vi: "Trạm đo mưa", en: "Rain gauge" } },
  ],
  properties: floodProperties,
  indices: [],
  limits: [],
  alarmLevels,
  demoThings: floodDemoThings,
};
