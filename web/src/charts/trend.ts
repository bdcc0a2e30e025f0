/** Why a point is not simply good. Each has its own shape on the line and its own word in the table. */
export type QualityFlag = "suspect" | "filled" | "rejected";

/** One point: instant in milliseconds, value (null = none), the band around it, its flag. */
export type TrendPoint = { at: number; value: number | null; min?: number; max?: number; flag?: QualityFlag };

/** One line. `digits` is how many decimals are meaningful. Points are in order of time. */
export type TrendSeries = {
  id: string;
  label: string;
  unit: string;
  digits?: number;
  points: readonly TrendPoint[];
};

/** A limit with the dates between which it is law; open ends are absent. */
export type Threshold = { value: number; label: string; from?: number; to?: number };

/** A span of time in milliseconds. */
export type TimeRange = readonly [from: number, to: number];

/** Puts an empty point wherever more than one and a half steps passed without one, so that no line crosses the gap. */
export function withGaps(points: readonly TrendPoint[], stepMs: number): TrendPoint[] {
  return points.flatMap((point, index) => {
    const before = points[index - 1];
    const gap = before !== undefined && point.at - before.at > stepMs * 1.5;
    return gap ? [{ at: before.at + stepMs, value: null }, point] : [point];
  });
}

/** From the first to the last instant of all series; undefined when there is no point. */
export function fullRange(series: readonly TrendSeries[]): TimeRange | undefined {
  const instants = series.flatMap(({ points }) => [points[0]?.at, points.at(-1)?.at]);
  const known = instants.filter((at) => at !== undefined);
  return known.length === 0 ? undefined : [Math.min(...known), Math.max(...known)];
}

/** Narrows (factor < 1) or widens a range around an instant, never beyond the whole nor below a minimum span. */
export function zoomRange(range: TimeRange, around: number, factor: number, whole: TimeRange): TimeRange {
  const least = (whole[1] - whole[0]) / 200;
  const span = Math.max(least, (range[1] - range[0]) * factor);
  const share = (around - range[0]) / (range[1] - range[0] || 1);
  const from = around - span * Math.min(1, Math.max(0, share));
  return fitRange([from, from + span], whole);
}

/** Moves a range by a share of its own length, stopping at the ends of the whole. */
export function panRange(range: TimeRange, share: number, whole: TimeRange): TimeRange {
  const step = (range[1] - range[0]) * share;
  return fitRange([range[0] + step, range[1] + step], whole);
}

/** Pushes a range inside the whole, keeping its length when that is possible. */
export function fitRange([from, to]: TimeRange, whole: TimeRange): TimeRange {
  const span = Math.min(to - from, whole[1] - whole[0]);
  const start = Math.min(Math.max(from, whole[0]), whole[1] - span);
  return [start, start + span];
}

/** The lowest and highest value, band (not of rejected points) and threshold in sight, with a tenth of air; 0 is included when it is near. */
export function valueExtent(
  series: readonly TrendSeries[],
  thresholds: readonly Threshold[],
  [from, to]: TimeRange,
): readonly [number, number] {
  const points = series.flatMap((line) => line.points.filter((point) => point.at >= from && point.at <= to));
  const values = points.flatMap(({ value, min, max, flag }) =>
    (flag === "rejected" ? [value] : [value, min, max]).filter((v) => v !== null && v !== undefined),
  );
  const limits = thresholds.filter((limit) => (limit.from ?? from) <= to && (limit.to ?? to) >= from);
  const all = [...values, ...limits.map((limit) => limit.value)];
  if (all.length === 0) return [0, 1];
  const low = Math.min(...all);
  const high = Math.max(...all);
  const air = (high - low || Math.abs(high) || 1) * 0.1;
  return [low >= 0 && low - air < high * 0.4 ? 0 : low - air, high + air];
}

/** Every instant of the series in order, each once: the places a keyboard cursor can stand. */
export function cursorStops(series: readonly TrendSeries[], [from, to]: TimeRange): number[] {
  const instants = series.flatMap(({ points }) => points.map((point) => point.at));
  return [...new Set(instants)].filter((at) => at >= from && at <= to).sort((a, b) => a - b);
}

/** The index of the stop nearest to an instant, by halving; −1 for no stops. */
export function nearestIndex(stops: readonly number[], at: number): number {
  let low = 0;
  let high = stops.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((stops[middle] ?? 0) <= at) low = middle;
    else high = middle;
  }
  if (high < 0) return -1;
  return at - (stops[low] ?? 0) <= (stops[high] ?? 0) - at ? low : high;
}
