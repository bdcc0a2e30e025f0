/** One weather over the whole city: the same showers fill the rain gauges, wash the air and slow the traffic. */
import { instantOfCityClock } from "@dothi/vietnam";
import { bellAt, hourBump, seedOf, smoothAt, unitAt } from "./noise.ts";
import { type CityMoment, cityMoment, dryness, monthOf } from "./rhythm.ts";

export type LonLat = readonly [number, number];

interface Shower {
  readonly startMs: number;
  readonly durationMs: number;
  readonly lon: number;
  readonly lat: number;
  /** Movement over the whole duration, kilometres east and north. */
  readonly eastKm: number;
  readonly northKm: number;
  readonly radiusKm: number;
  readonly peakMmPer10Minutes: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const KM_PER_DEGREE_LAT = 110.6;
const KM_PER_DEGREE_LON = 109.3;

const showerSeed = seedOf("weather/showers");
const regimeSeed = seedOf("weather/regime");
const temperatureSeed = seedOf("weather/temperature");

/** Expected showers a day over the area, January to December: dry until April, wettest in September, fading in November. */
const showersOfMonth = [0.5, 0.4, 0.8, 2.5, 7.5, 9, 9, 9, 10.5, 9.5, 5, 1.6] as const;
const area = { west: 106.25, east: 107.65, south: 10.25, north: 11.55 } as const;

const memory = new Map<number, readonly Shower[]>();

/** Rain in the ten minutes before the instant, mm, in tips of 0.2 mm as a tipping bucket counts them. */
export function rainIn10Minutes(lonLat: LonLat, atMs: number): number {
  const mean = (intensity(lonLat, atMs - 2 * MINUTE_MS) + intensity(lonLat, atMs - 7 * MINUTE_MS)) / 2;
  return Math.round(mean / 0.2) * 0.2;
}

/** Rain felt at the instant, mm in ten minutes, not rounded. */
function intensity(lonLat: LonLat, atMs: number): number {
  const { dayNumber } = cityMoment(atMs);
  let sum = 0;
  for (const shower of showersOf(dayNumber)) sum += intensityOf(shower, lonLat, atMs);
  // A shower born late in the evening reaches over midnight.
  for (const shower of showersOf(dayNumber - 1)) sum += intensityOf(shower, lonLat, atMs);
  return Math.min(sum, 38);
}

function intensityOf(shower: Shower, [lon, lat]: LonLat, atMs: number): number {
  const share = (atMs - shower.startMs) / shower.durationMs;
  if (share <= 0 || share >= 1) return 0;
  const east = (lon - shower.lon) * KM_PER_DEGREE_LON - shower.eastKm * share;
  const north = (lat - shower.lat) * KM_PER_DEGREE_LAT - shower.northKm * share;
  const apart = (east * east + north * north) / (2 * shower.radiusKm * shower.radiusKm);
  if (apart > 8) return 0;
  // Quick rise, slow fade.
  const inTime = Math.sin(Math.PI * Math.sqrt(share)) ** 2;
  return shower.peakMmPer10Minutes * inTime * Math.exp(-apart);
}

/** Rain of the last three hours with older rain counting less, mm: what has cleaned the air and wetted the roads. */
export function recentRainMm(lonLat: LonLat, atMs: number): number {
  let sum = 0;
  for (let minutes = 5; minutes < 180; minutes += 20) {
    sum += 2 * intensity(lonLat, atMs - minutes * MINUTE_MS) * Math.exp(-minutes / 120);
  }
  return sum;
}

function showersOf(dayNumber: number): readonly Shower[] {
  const known = memory.get(dayNumber);
  if (known !== undefined) return known;
  const showers = makeShowers(dayNumber);
  if (memory.size > 400) memory.clear();
  memory.set(dayNumber, showers);
  return showers;
}

function makeShowers(dayNumber: number): Shower[] {
  const regime = Math.exp(0.7 * smoothAt(regimeSeed, dayNumber / 3) - 0.2);
  const count = poisson((showersOfMonth[monthOf(dayNumber)] ?? 0) * regime, unitAt(showerSeed, dayNumber));
  return Array.from({ length: count }, (_, i) => makeShower(dayNumber, seedOf(`shower/${dayNumber}/${i}`)));
}

function makeShower(dayNumber: number, seed: number): Shower {
  const unit = (position: number) => unitAt(seed, position);
  // Most showers grow in the afternoon heat, a few fall at night.
  const hour = unit(0) < 0.85 ? 15.8 + 1.7 * bellAt(seed, 1) : 24 * unit(2);
  const speedKm = 8 + 18 * unit(3);
  return {
    startMs: Number(instantOfCityClock(dayNumber, Math.max(0, Math.min(23.5, hour)) * HOUR_MS)),
    durationMs: (45 + 75 * unit(4)) * MINUTE_MS,
    lon: area.west + (area.east - area.west) * unit(5),
    lat: area.south + (area.north - area.south) * unit(6),
    // South-west monsoon pushes them east and north.
    eastKm: speedKm * 0.8,
    northKm: speedKm * (unit(7) - 0.2),
    radiusKm: 6 + 8 * unit(8),
    peakMmPer10Minutes: 2 + 18 * unit(9) ** 1.6,
  };
}

/** Count with the given mean for a uniform number: the inverse of the Poisson distribution. */
function poisson(mean: number, uniform: number): number {
  let probability = Math.exp(-mean);
  let sum = probability;
  let count = 0;
  while (uniform > sum && count < 60) {
    count++;
    probability *= mean / count;
    sum += probability;
  }
  return count;
}

/** Air temperature, °C. `sea` 0 inland … 1 on the coast, where days are cooler and nights warmer. */
export function temperatureC(
  moment: CityMoment,
  atMs: number,
  place: { lonLat: LonLat; sea: number },
): number {
  const season = 28 + 1.3 * Math.sin(moment.yearAngle - 0.6) - 0.5 * dryness(moment);
  const day = 0.5 - 0.5 * Math.cos((2 * Math.PI * (moment.hour - 5)) / 24);
  // Warmest about two in the afternoon, coolest before dawn.
  const swing = (day + 0.25 * hourBump(moment.hour, 13.5, 2.5) - 0.5) * (8.4 - 3.4 * place.sea);
  const weather = 0.9 * smoothAt(temperatureSeed, atMs / (40 * HOUR_MS));
  return season + swing + weather - 4.5 * (1 - Math.exp(-recentRainMm(place.lonLat, atMs) / 8));
}

/** Relative humidity, %, for a temperature. */
export function humidityPercent(
  moment: CityMoment,
  atMs: number,
  place: { lonLat: LonLat; sea: number; temperatureC: number },
): number {
  const dry = 78 - 5 * dryness(moment) + 5 * place.sea - 2.9 * (place.temperatureC - 27.5);
  const wet = 12 * (1 - Math.exp(-recentRainMm(place.lonLat, atMs) / 5));
  return Math.max(32, Math.min(99.4, dry + wet));
}
