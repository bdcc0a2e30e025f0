/** Traffic of a road: flow by class through the day, and a speed that falls as the road fills. */
import { bellAt, hourBump, seedOf, smoothAt } from "./noise.ts";
import { type CityMoment, cityMoment, trafficLevel } from "./rhythm.ts";
import { type LonLat, recentRainMm } from "./weather.ts";

export interface RoadSection {
  /** Flow in the rush hour, vehicles per hour. */
  readonly motorbikes: number;
  readonly cars: number;
  readonly busesAndTrucks: number;
  /** Trucks may not enter in the rush hours and come at night. */
  readonly truckBan: boolean;
  readonly freeSpeedKmPerHour: number;
  /** Rush-hour flow as a share of what the road can carry. */
  readonly fullness: number;
}

export interface RoadSite {
  readonly code: string;
  readonly lonLat: LonLat;
  readonly road: RoadSection;
}

const HOUR_MS = 3_600_000;

/** Value of a property of a traffic counter, not rounded. */
export function roadValue(site: RoadSite, property: string, atMs: number): number | undefined {
  const moment = cityMoment(atMs);
  switch (property) {
    case "flow-motorbike":
      return site.road.motorbikes * busy(site, moment, atMs) * scatter(site, property, atMs);
    case "flow-car":
      return site.road.cars * (0.05 + 0.95 * busy(site, moment, atMs)) * scatter(site, property, atMs);
    case "flow-bus-truck":
      return site.road.busesAndTrucks * heavyShare(site, moment) * scatter(site, property, atMs);
    case "speed":
      return speedKmPerHour(site, moment, atMs) * scatter(site, property, atMs, 0.4);
    default:
      return undefined;
  }
}

/** Trend of one road above or below the city's rhythm. */
function busy(site: RoadSite, moment: CityMoment, atMs: number): number {
  return trafficLevel(moment) * Math.exp(0.07 * smoothAt(seedOf(`${site.code}/busy`), atMs / (3 * HOUR_MS)));
}

function heavyShare(site: RoadSite, moment: CityMoment): number {
  const { hour } = moment;
  if (!site.road.truckBan) return 0.35 + 0.5 * hourBump(hour, 10, 3.5) + 0.35 * hourBump(hour, 21.5, 2.5);
  const buses = 0.3 * trafficLevel(moment);
  const trucks = 0.75 * hourBump(hour, 23.5, 2) + 0.25 * hourBump(hour, 13, 2);
  return 0.06 + buses + trucks;
}

/** Free speed ÷ (1 + 0.9·x⁴), x = flow over capacity (the form of the US Bureau of Public Roads, 1964). */
function speedKmPerHour(site: RoadSite, moment: CityMoment, atMs: number): number {
  const seed = seedOf(`${site.code}/incident`);
  // Now and then something stands in the way for an hour or two.
  const incident = Math.max(0, smoothAt(seed, atMs / (1.5 * HOUR_MS)) - 2) * 1.5;
  const full = site.road.fullness * busy(site, moment, atMs);
  const wet = 1 - 0.14 * (1 - Math.exp(-recentRainMm(site.lonLat, atMs) / 6));
  return Math.max(5, (site.road.freeSpeedKmPerHour * wet) / (1 + 0.9 * full ** 4 + incident));
}

function scatter(site: RoadSite, property: string, atMs: number, strength = 1): number {
  return Math.max(0, 1 + 0.06 * strength * bellAt(seedOf(`${site.code}/${property}/scatter`), atMs));
}
