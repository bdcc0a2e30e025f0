/** Water levels: one synthetic tide, later and weaker the further up the river, with slow set-up by wind and run-off. */
import { SYNTHETIC_PHU_AN, tideHeightM } from "@dothi/vietnam";
import { bellAt, seedOf, smoothAt } from "./noise.ts";
import { type LonLat, recentRainMm } from "./weather.ts";

/** How the tide of Phú An reaches a gauge. */
export interface WaterReach {
  /** Minutes after Phú An; negative nearer the sea. */
  readonly lagMinutes: number;
  readonly amplitude: number;
  /** Mean level above the datum of the gauge, m. */
  readonly meanM: number;
  /** Rise for each millimetre of recent rain, m. */
  readonly runOffMPerMm: number;
}

export interface WaterSite {
  readonly code: string;
  readonly lonLat: LonLat;
  readonly water: WaterReach;
}

const HOUR_MS = 3_600_000;
const surgeSeed = seedOf("water/surge");

/** Level in metres above the datum of the gauge, not rounded. */
export function waterLevelM(site: WaterSite, atMs: number): number {
  const { lagMinutes, amplitude, meanM, runOffMPerMm } = site.water;
  const tide = tideHeightM(atMs - lagMinutes * 60_000, SYNTHETIC_PHU_AN.constituents) * amplitude;
  const surge = 0.045 * smoothAt(surgeSeed, atMs / (30 * HOUR_MS));
  const runOff = runOffMPerMm === 0 ? 0 : runOffMPerMm * recentRainMm(site.lonLat, atMs);
  const ripple = 0.004 * bellAt(seedOf(`${site.code}/ripple`), atMs);
  return meanM + tide + surge + runOff + ripple;
}
