/** All sectors. Adding one means adding its folder and one line here. */
import { registerTelemetrySector, type TelemetrySector } from "../modules/telemetry/sector.ts";
import { air } from "./air/index.ts";
import { flood } from "./flood/index.ts";
import { noise } from "./noise/index.ts";
import { traffic } from "./traffic/index.ts";

export const sectors: readonly TelemetrySector[] = [air, flood, noise, traffic];

/** Makes every sector known to telemetry. Called once at start, before the demo city is seeded; calling again changes nothing. */
export function registerSectors(): void {
  for (const sector of sectors) registerTelemetrySector(sector);
}
