/**
 * Quality flags of a reading. Flags never change or hide a value; they travel with it into indices, charts and
 * exports. The limits are data of the observed property.
 */

export const qualityFlags = {
  /** Outside the plausible range of the property. */
  range: 1,
  /** A jump from the reading before that is larger than plausible. */
  step: 2,
  /** The same value for longer than plausible: the sensor may be stuck. */
  "flat-line": 4,
  /** The first reading after a time without any. */
  gap: 8,
  /** The device's clock is ahead of ours. */
  "clock-skew": 16,
  /** There was an earlier, different value for the same moment; it is kept as an older revision. */
  duplicate: 32,
} as const;

export type QualityFlag = keyof typeof qualityFlags;

export interface QualityLimits {
  readonly least: number | null;
  readonly most: number | null;
  readonly mostStep: number | null;
  readonly flatLineMinutes: number | null;
  readonly intervalMs: number;
}

/** What must be remembered of a series to judge its next reading. Times in milliseconds UTC. */
export interface SeriesState {
  lastAt: number;
  lastValue: number;
  /** When the present run of equal values began. */
  flatSince: number;
}

export const futureToleranceMs = 5 * 60_000;
const skewMs = 30_000;
const gapIntervals = 3;
const minute = 60_000;

export function newState(): SeriesState {
  return { lastAt: Number.NEGATIVE_INFINITY, lastValue: Number.NaN, flatSince: Number.NEGATIVE_INFINITY };
}

/**
 * Flags of a reading that is later than all before it; moves `state` on to it.
 * @param receivedAt arrival; a reading dated after it has a clock ahead of ours
 */
export function judge(
  state: SeriesState,
  limits: QualityLimits,
  at: number,
  value: number,
  receivedAt: number,
): number {
  let flags = judgeAlone(limits, at, value, receivedAt);
  const since = at - state.lastAt;
  const known = state.lastAt !== Number.NEGATIVE_INFINITY;
  if (known && since > gapIntervals * limits.intervalMs) flags |= qualityFlags.gap;
  else if (known && limits.mostStep !== null && Math.abs(value - state.lastValue) > limits.mostStep)
    flags |= qualityFlags.step;
  if (value !== state.lastValue) state.flatSince = at;
  else if (limits.flatLineMinutes !== null && at - state.flatSince >= limits.flatLineMinutes * minute)
    flags |= qualityFlags["flat-line"];
  state.lastAt = at;
  state.lastValue = value;
  return flags;
}

/** The flags that need no other reading. */
export function judgeAlone(limits: QualityLimits, at: number, value: number, receivedAt: number): number {
  let flags = 0;
  if ((limits.least !== null && value < limits.least) || (limits.most !== null && value > limits.most))
    flags |= qualityFlags.range;
  if (at - receivedAt > skewMs) flags |= qualityFlags["clock-skew"];
  return flags;
}

/** `flagNames(5)` → `["range", "flat-line"]`. */
export function flagNames(flags: number): QualityFlag[] {
  return (Object.keys(qualityFlags) as QualityFlag[]).filter((name) => (flags & qualityFlags[name]) !== 0);
}
