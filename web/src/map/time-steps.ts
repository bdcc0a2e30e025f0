/** A span cut into equal steps, all in milliseconds; `to` is the newest step. */
export type TimeSpan = { from: number; to: number; stepMs: number };

/** The step an instant falls on, within the span. */
export function snapToStep(at: number, { from, to, stepMs }: TimeSpan): number {
  const steps = Math.round((Math.min(Math.max(at, from), to) - from) / stepMs);
  return Math.min(to, from + steps * stepMs);
}

/** The next step while playing: from the end it begins again. */
export function nextStep(at: number, span: TimeSpan): number {
  return at >= span.to ? span.from : snapToStep(at + span.stepMs, span);
}

/** The midnights of the city inside a span (UTC+7, no summer time): where the scale writes the day. */
export function cityMidnights({ from, to }: TimeSpan): number[] {
  const day = 86_400_000;
  const offset = 7 * 3_600_000;
  const first = Math.ceil((from + offset) / day) * day - offset;
  return Array.from(
    { length: Math.max(0, Math.floor((to - first) / day) + 1) },
    (_, index) => first + index * day,
  );
}
