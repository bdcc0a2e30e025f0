/**
 * What goes wrong with real devices, at instants that follow from the code of the thing: silence, a value that
 * sticks, readings beyond anything possible, a clock that runs ahead, the same reading twice.
 */
import { seedOf, unitAt } from "./noise.ts";
import { plausibleRange, type Site, valueAt } from "./value.ts";

export interface Stream {
  readonly site: Site;
  readonly property: string;
  readonly intervalSeconds: number;
}

export type Fault = "gap" | "stuck" | "spike" | "duplicate";

/** One message to send. */
export interface Reading {
  readonly phenomenonTimeMs: number;
  readonly result: number;
}

/** How often things go wrong; a few readings in a hundred in all. */
export const faultRates = {
  /** Share of half days in which a device falls silent for 20 minutes to 5 hours. */
  gapOfHalfDays: 0.04,
  /** Share of days on which a datastream sticks for 5 to 9 hours. */
  stuckOfDays: 0.025,
  spikeOfReadings: 0.0008,
  duplicateOfReadings: 0.004,
  /** Share of devices whose clock runs ahead, by up to 90 s before somebody sets it again. */
  fastClockOfDevices: 0.06,
} as const;

const MINUTE_MS = 60_000;
const HALF_DAY_MS = 43_200_000;
const DAY_MS = 86_400_000;
const CLOCK_CYCLE_MS = 6 * DAY_MS;
const MOST_CLOCK_SECONDS = 90;

/** What the device sends for an instant of its grid: nothing, one reading, or the same one twice. */
export function readingsAt(stream: Stream, atMs: number): Reading[] {
  const fault = faultAt(stream, atMs);
  if (fault === "gap") return [];
  const result = faultyValue(stream, fault, atMs);
  if (result === undefined) return [];
  const reading = { phenomenonTimeMs: atMs + clockErrorMs(stream.site.code, atMs), result };
  return fault === "duplicate" ? [reading, reading] : [reading];
}

/** The fault of a datastream at an instant, undefined when all is well. A device-wide silence hides the others. */
export function faultAt(stream: Stream, atMs: number): Fault | undefined {
  const { site, property } = stream;
  if (episode(`${site.code}/gap`, atMs, gapEpisodes) !== undefined) return "gap";
  if (stuckSince(stream, atMs) !== undefined) return "stuck";
  const unit = unitAt(seedOf(`${site.code}/${property}/fault`), atMs);
  if (unit < faultRates.spikeOfReadings) return "spike";
  return unit < faultRates.spikeOfReadings + faultRates.duplicateOfReadings ? "duplicate" : undefined;
}

/** How far the clock of a device is ahead, ms. */
export function clockErrorMs(thing: string, atMs: number): number {
  const seed = seedOf(`${thing}/clock`);
  if (unitAt(seed, 0) >= faultRates.fastClockOfDevices) return 0;
  const share =
    (((atMs + unitAt(seed, 1) * CLOCK_CYCLE_MS) % CLOCK_CYCLE_MS) + CLOCK_CYCLE_MS) % CLOCK_CYCLE_MS;
  return Math.floor((share / CLOCK_CYCLE_MS) * MOST_CLOCK_SECONDS) * 1000;
}

function faultyValue(stream: Stream, fault: Fault | undefined, atMs: number): number | undefined {
  const { site, property } = stream;
  if (fault === "stuck") return valueAt(site, property, stuckSince(stream, atMs) ?? atMs);
  const value = valueAt(site, property, atMs);
  const range = plausibleRange(property);
  if (fault !== "spike" || value === undefined || range === undefined) return value;
  const beyond = (range.most - range.least) * 0.3;
  const upward = unitAt(seedOf(`${site.code}/${property}/spike`), atMs) < 0.6;
  return Math.round(upward ? range.most + beyond : range.least - beyond);
}

/** Instant of the value a sticking datastream repeats. Rain gauges do not stick visibly: their usual value is zero. */
function stuckSince(stream: Stream, atMs: number): number | undefined {
  const { site, property, intervalSeconds } = stream;
  if (property === "rain") return undefined;
  const since = episode(`${site.code}/${property}/stuck`, atMs, stuckEpisodes);
  const gridMs = intervalSeconds * 1000;
  return since === undefined ? undefined : Math.ceil(since / gridMs) * gridMs;
}

interface EpisodeKind {
  readonly windowMs: number;
  readonly share: number;
  readonly leastMs: number;
  readonly mostMs: number;
}

const gapEpisodes: EpisodeKind = {
  windowMs: HALF_DAY_MS,
  share: faultRates.gapOfHalfDays,
  leastMs: 20 * MINUTE_MS,
  mostMs: 300 * MINUTE_MS,
};

const stuckEpisodes: EpisodeKind = {
  windowMs: DAY_MS,
  share: faultRates.stuckOfDays,
  leastMs: 300 * MINUTE_MS,
  mostMs: 540 * MINUTE_MS,
};

/** Start of the episode that covers the instant. A window of time holds at most one, wholly inside it. */
function episode(name: string, atMs: number, kind: EpisodeKind): number | undefined {
  const window = Math.floor(atMs / kind.windowMs);
  const seed = seedOf(name);
  if (unitAt(seed, window) >= kind.share) return undefined;
  const lengthMs = kind.leastMs + (kind.mostMs - kind.leastMs) * unitAt(seed + 1, window);
  const startMs = window * kind.windowMs + (kind.windowMs - lengthMs) * unitAt(seed + 2, window);
  return atMs >= startMs && atMs < startMs + lengthMs ? startMs : undefined;
}
