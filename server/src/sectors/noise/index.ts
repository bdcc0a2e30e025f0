/** Environmental noise. */
import type { TelemetrySector } from "../../modules/telemetry/sector.ts";
import { noiseDemoThings } from "./demo-things.ts";
import { noiseLimits } from "./limits.ts";
import { noiseProperties } from "./properties.ts";

export const noise: TelemetrySector = {
  code: "noise",
  name: { vi: "Tiếng ồn", en: "Noise" },
  kinds: [{ code: "noise-station", name: { vi: "Trạm quan trắc tiếng ồn", en: "Noise monitoring station" } }],
  properties: noiseProperties,
  indices: [],
  limits: noiseLimits,
  demoThings: noiseDemoThings,
};
