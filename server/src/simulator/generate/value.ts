/** The healthy value of any datastream at any instant: same thing, property and instant, same value. */
import { sectors } from "../../sectors/index.ts";
import { type AirSite, airValue } from "./air.ts";
import { type RoadSite, roadValue } from "./road.ts";
import { laeqDba, type SoundSite } from "./sound.ts";
import { type WaterSite, waterLevelM } from "./water.ts";
import { rainIn10Minutes } from "./weather.ts";

/** A place with everything that can be measured there. */
export type Site = AirSite & WaterSite & SoundSite & RoadSite;

const properties = new Map(
  sectors.flatMap((sector) => sector.properties.map((property) => [property.code, property] as const)),
);

/** Value rounded as the property is reported and kept within its plausible range; undefined for a property that is not simulated. */
export function valueAt(site: Site, property: string, atMs: number): number | undefined {
  const definition = properties.get(property);
  const raw = rawValue(site, property, atMs);
  if (definition === undefined || raw === undefined) return undefined;
  const { least, most } = definition.plausible;
  const kept = Math.max(least ?? raw, Math.min(most ?? raw, raw));
  const factor = 10 ** definition.decimals;
  return Math.round(kept * factor) / factor;
}

/** Plausible range of a property, for faults that leave it. */
export function plausibleRange(property: string): { least: number; most: number } | undefined {
  const plausible = properties.get(property)?.plausible;
  if (plausible?.least == null || plausible.most == null) return undefined;
  return { least: plausible.least, most: plausible.most };
}

function rawValue(site: Site, property: string, atMs: number): number | undefined {
  switch (property) {
    case "water-level":
    case "tide":
      return waterLevelM(site, atMs);
    case "rain":
      return rainIn10Minutes(site.lonLat, atMs);
    case "laeq":
      return laeqDba(site, atMs);
    default:
      return airValue(site, property, atMs) ?? roadValue(site, property, atMs);
  }
}
