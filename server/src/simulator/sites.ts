/** From the code of a thing to the place it stands in. */
import { sectors } from "../sectors/index.ts";
import type { Site } from "./generate/value.ts";
import type { LonLat } from "./generate/weather.ts";
import { airTable, ordinary, roadTable, soundTable, waterTable } from "./sites-table.ts";

const places = new Map<string, LonLat>(
  sectors.flatMap((sector) => sector.demoThings.map((thing) => [thing.code, thing.lonLat] as const)),
);

/** Heart of the city, for things that are not of the demo network. */
const CENTRE: LonLat = [106.7, 10.776];

/** The place of a thing; one that is not in the tables stands in an ordinary street by the river. */
export function siteOf(code: string): Site {
  return {
    code,
    lonLat: places.get(code) ?? CENTRE,
    air: airTable[code] ?? ordinary.air,
    water: waterTable[code] ?? ordinary.water,
    sound: soundTable[code] ?? ordinary.sound,
    road: roadTable[code] ?? ordinary.road,
  };
}
