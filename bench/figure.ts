/** What a benchmark says: a claim, the yardstick measured in the same run, the figure and its goal. */

export interface Figure {
  readonly claim: string;
  readonly yardstick: string;
  /** Shown in the table, e.g. `0.41 ×` or `12.3 ms`. */
  readonly figure: string;
  readonly goal: string;
  readonly met: boolean;
}

export function ratio(value: number): string {
  return `${value.toFixed(2)} ×`;
}

export function perSecond(count: number, ms: number): string {
  return `${Math.round((count / ms) * 1000).toLocaleString("en")}/s`;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

export async function timed(run: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await run();
  return performance.now() - startedAt;
}

/** Median of `times` runs in milliseconds, after `warm` runs that do not count. */
export async function medianOf(times: number, warm: number, run: () => Promise<unknown>): Promise<number> {
  for (let i = 0; i < warm; i++) await run();
  const values: number[] = [];
  for (let i = 0; i < times; i++) values.push(await timed(run));
  return median(values);
}
