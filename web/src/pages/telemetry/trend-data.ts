import type { QualityFlag, Threshold, TrendPoint } from "../../charts/trend.ts";
import { cityMidnight, DAY_MS } from "./city-time.ts";
import type { Limit, SeriesAnswer } from "./types.ts";

/** Flags that say the value itself may be wrong; a gap before it or a corrected value do not. */
const DOUBTFUL = new Set(["step", "flat-line", "clock-skew"]);

/** Buckets as points of a chart. A bucket outside the plausible range is rejected, one with another doubt is suspect. */
export function trendPoints(answer: SeriesAnswer): TrendPoint[] {
  return answer.points.map(({ at, least, mean, most, count, flags }) => {
    const flag = flagOf(flags);
    return {
      at: Date.parse(at),
      value: mean,
      ...(count > 1 ? { min: least, max: most } : {}),
      ...(flag ? { flag } : {}),
    };
  });
}

function flagOf(flags: readonly string[]): QualityFlag | undefined {
  if (flags.includes("range")) return "rejected";
  return flags.some((flag) => DOUBTFUL.has(flag)) ? "suspect" : undefined;
}

/** Averagings in the order in which one is chosen as the line of a chart. */
const PREFERRED: readonly Limit["averaging"][] = ["24h", "1h", "8h"];

/** The limits of one averaging, the first that the property has: a row for each time it was law. */
export function chartLimits(limits: readonly Limit[], property: string): Limit[] {
  const own = limits.filter((limit) => limit.property === property);
  const averaging = PREFERRED.find((kind) => own.some((limit) => limit.averaging === kind));
  return own.filter((limit) => limit.averaging === averaging);
}

/** Lines of a chart for the limits that hold within it, left out when they lie far above every value. */
export function thresholdsOf(
  limits: readonly Limit[],
  points: readonly TrendPoint[],
  label: (limit: Limit) => string,
): Threshold[] {
  const highest = Math.max(0, ...points.map((point) => point.max ?? point.value ?? 0));
  const last = points.at(-1)?.at ?? 0;
  const first = points[0]?.at ?? 0;
  return limits.flatMap((limit) => {
    const from = cityMidnight(limit.validFrom);
    const to = limit.validTo === null ? undefined : cityMidnight(limit.validTo) + DAY_MS;
    const seen = from <= last && (to === undefined || to >= first);
    if (!seen || limit.most > 4 * highest) return [];
    return [{ value: limit.most, label: label(limit), from, ...(to === undefined ? {} : { to }) }];
  });
}
