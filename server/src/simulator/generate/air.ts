/**
 * Air of a station: a regional background that changes with season and weather, the daily cycle of traffic and
 * mixing height, what stands around the station, and rain that washes it out. Pollutants move together as
 * they do in a city: PM10 and TSP contain PM2.5, nitrogen dioxide follows traffic and gives way to ozone at noon.
 */
import { bellAt, hourBump, seedOf, smoothAt } from "./noise.ts";
import { type CityMoment, cityMoment, dryness, sunLevel, trafficLevel } from "./rhythm.ts";
import { humidityPercent, type LonLat, recentRainMm, temperatureC } from "./weather.ts";

/** What stands around an air station. */
export interface AirSurroundings {
  /** Particles relative to the regional background. */
  readonly particles: number;
  /** Coarse dust: 1 = an ordinary street. */
  readonly dust: number;
  /** Typical levels, µg/m³. */
  readonly no2: number;
  readonly so2: number;
  readonly co: number;
  /** 0 inland … 1 on the coast. */
  readonly sea: number;
}

export interface AirSite {
  readonly code: string;
  readonly lonLat: LonLat;
  readonly air: AirSurroundings;
}

const HOUR_MS = 3_600_000;

const regionSeed = seedOf("air/region");
const ozoneSeed = seedOf("air/ozone-days");

/** Value of a property of an air station, in the unit of the property, not rounded. */
export function airValue(site: AirSite, property: string, atMs: number): number | undefined {
  const moment = cityMoment(atMs);
  switch (property) {
    case "pm25":
      return finePm(site, moment, atMs) * white(site, property, atMs, 0.025);
    case "pm10":
      return coarsePm(site, moment, atMs) * white(site, property, atMs, 0.02);
    case "tsp":
      return coarsePm(site, moment, atMs) * (1.45 + 0.2 * site.air.dust) * white(site, property, atMs, 0.03);
    case "no2":
      return nitrogenDioxide(site, moment, atMs) * white(site, property, atMs, 0.03);
    case "o3":
      return ozone(site, moment, atMs) * white(site, property, atMs, 0.02);
    case "so2":
      return (
        site.air.so2 * local(site, "so2", atMs, 0.3) * mixing(moment) * white(site, property, atMs, 0.04)
      );
    case "co":
      return carbonMonoxide(site, moment, atMs) * white(site, property, atMs, 0.03);
    case "temperature":
      return temperature(site, moment, atMs);
    case "humidity": {
      const place = { lonLat: site.lonLat, sea: site.air.sea, temperatureC: temperature(site, moment, atMs) };
      return humidityPercent(moment, atMs, place) + 0.4 * bellAt(seedOf(`${site.code}/humidity`), atMs);
    }
    default:
      return undefined;
  }
}

/** Fine particles: the background times the place, the hour and the rain. */
function finePm(site: AirSite, moment: CityMoment, atMs: number): number {
  const season = 28 + 9 * dryness(moment);
  const weather = Math.exp(
    0.27 * smoothAt(regionSeed, atMs / (34 * HOUR_MS)) + 0.1 * smoothAt(regionSeed + 1, atMs / (7 * HOUR_MS)),
  );
  const traffic = 0.9 + 0.22 * trafficLevel(moment) * Math.min(1.4, site.air.no2 / 30);
  return (
    2 +
    season *
      weather *
      site.air.particles *
      mixing(moment) *
      traffic *
      local(site, "pm", atMs, 0.13) *
      washOut(site, atMs)
  );
}

function coarsePm(site: AirSite, moment: CityMoment, atMs: number): number {
  const wind = 0.12 * smoothAt(seedOf(`${site.code}/dust`), atMs / (5 * HOUR_MS));
  const dust = (0.34 + 0.22 * site.air.dust + 0.12 * site.air.dust * trafficLevel(moment)) * Math.exp(wind);
  return finePm(site, moment, atMs) * (1 + dust);
}

/** Morning air is shallow and dirty, afternoon air deep and clean. */
function mixing({ hour }: CityMoment): number {
  return (
    0.98 +
    0.26 * hourBump(hour, 7.3, 2.6) -
    0.22 * hourBump(hour, 14.5, 2.8) +
    0.1 * hourBump(hour, 19.5, 1.8)
  );
}

function nitrogenDioxide(site: AirSite, moment: CityMoment, atMs: number): number {
  const emission = 0.42 + 0.85 * trafficLevel(moment);
  const sun = 1 - 0.42 * sunLevel(moment.hour);
  return 2 + site.air.no2 * emission * sun * mixing(moment) * local(site, "no2", atMs, 0.14);
}

/** Sun makes ozone, fresh exhaust eats it. */
function ozone(site: AirSite, moment: CityMoment, atMs: number): number {
  const sunny = Math.exp(0.22 * smoothAt(ozoneSeed, atMs / (30 * HOUR_MS)));
  const made = (78 + 12 * dryness(moment)) * sunLevel(moment.hour - 1.6) ** 1.4 * sunny * washOut(site, atMs);
  const left = 34 + made - 0.42 * nitrogenDioxide(site, moment, atMs);
  return Math.max(4, left) * local(site, "o3", atMs, 0.06);
}

function carbonMonoxide(site: AirSite, moment: CityMoment, atMs: number): number {
  const emission = 0.35 + 0.8 * trafficLevel(moment);
  return 260 + site.air.co * emission * mixing(moment) * local(site, "co", atMs, 0.13);
}

function temperature(site: AirSite, moment: CityMoment, atMs: number): number {
  const own =
    0.5 * bellAt(seedOf(`${site.code}/temperature`), 0) +
    0.12 * bellAt(seedOf(`${site.code}/temperature`), atMs);
  return temperatureC(moment, atMs, { lonLat: site.lonLat, sea: site.air.sea }) + own;
}

/** Share left in the air after the rain of the last hours. */
function washOut(site: AirSite, atMs: number): number {
  return 0.45 + 0.55 * Math.exp(-recentRainMm(site.lonLat, atMs) / 9);
}

/** What a station has to itself: slow and quick changes nearby. */
function local(site: AirSite, what: string, atMs: number, strength: number): number {
  const seed = seedOf(`${site.code}/${what}/local`);
  return Math.exp(
    strength *
      (0.85 * smoothAt(seed, atMs / (16 * HOUR_MS)) + 0.5 * smoothAt(seed + 1, atMs / (2 * HOUR_MS))),
  );
}

/** Scatter of the instrument from reading to reading. */
function white(site: AirSite, property: string, atMs: number, strength: number): number {
  return 1 + strength * bellAt(seedOf(`${site.code}/${property}/white`), atMs);
}
