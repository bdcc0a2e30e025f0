/** Sound of a place by the hour: roads follow traffic, nightlife peaks late, aircraft come and go, rain drums. */
import { bellAt, hourBump, seedOf, smoothAt } from "./noise.ts";
import { cityMoment, trafficLevel } from "./rhythm.ts";
import { type LonLat, rainIn10Minutes } from "./weather.ts";

export interface SoundScene {
  /** Level at the busiest and at the quietest hour, dBA. */
  readonly loudDba: number;
  readonly quietDba: number;
  readonly rhythm: "road" | "nightlife" | "aircraft";
}

export interface SoundSite {
  readonly code: string;
  readonly lonLat: LonLat;
  readonly sound: SoundScene;
}

const HOUR_MS = 3_600_000;

/** LAeq of ten minutes, dBA, not rounded. */
export function laeqDba(site: SoundSite, atMs: number): number {
  const { loudDba, quietDba, rhythm } = site.sound;
  const moment = cityMoment(atMs);
  const seed = seedOf(`${site.code}/laeq`);
  const activity = rhythm === "nightlife" ? nightlife(moment.hour, moment.weekday) : trafficLevel(moment);
  // Levels add up as logarithms: half the traffic is 3 dB less, not half the sound.
  const share = Math.min(1, Math.max(0, 1 + Math.log10(Math.max(activity, 0.05)) / 1.3));
  const flights =
    rhythm === "aircraft"
      ? 2.6 * bellAt(seed + 7, atMs) * (moment.hour > 5 || moment.hour < 0.5 ? 1 : 0.3)
      : 0;
  const rain = 2.5 * Math.log1p(rainIn10Minutes(site.lonLat, atMs) / 2);
  const scatter = 0.9 * smoothAt(seed, atMs / (2 * HOUR_MS)) + 0.6 * bellAt(seed + 1, atMs);
  return quietDba + (loudDba - quietDba) * share + flights + rain + scatter;
}

function nightlife(hour: number, weekday: number): number {
  const weekend = weekday >= 5 ? 1 : 0.7;
  return (
    0.12 +
    0.25 * hourBump(hour, 12, 3) +
    weekend * (0.7 * hourBump(hour, 21.8, 2) + 0.45 * hourBump(hour, 0.5, 1.4))
  );
}
