/** Randomness that can be computed again: a text names a stream of numbers, the same text gives the same stream. */

/** A stream of random numbers. Every call takes the next number. */
export interface Random {
  /** Uniform in [0, 1). */
  readonly unit: () => number;
  /** Whole number from `least` to `most`, both included. */
  readonly whole: (least: number, most: number) => number;
  /** Uniform between two numbers. */
  readonly between: (least: number, most: number) => number;
  /** Bell-shaped around 0 with standard deviation 1, within ±3.5. */
  readonly bell: () => number;
  readonly chance: (share: number) => boolean;
  /** One of a list that is not empty. */
  readonly pick: <T>(list: readonly T[]) => T;
  /** Whole number around a mean of a count: never negative, spread like a Poisson count. */
  readonly count: (mean: number) => number;
}

/** The stream named by a text (FNV-1a seed, mulberry32). */
export function randomOf(name: string): Random {
  let state = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) state = Math.imul(state ^ name.charCodeAt(i), 0x01000193);
  const unit = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  const bell = (): number => (unit() + unit() + unit() + unit() - 2) * Math.sqrt(3);
  return {
    unit,
    bell,
    whole: (least, most) => least + Math.floor(unit() * (most - least + 1)),
    between: (least, most) => least + unit() * (most - least),
    chance: (share) => unit() < share,
    pick: <T>(list: readonly T[]): T => {
      const item = list[Math.floor(unit() * list.length)];
      if (item === undefined) throw new RangeError("nothing to pick from");
      return item;
    },
    count: (mean) => poisson(mean, unit, bell),
  };
}

/** Chooses positions 0…n−1 with given weights: cumulative sums once, then a binary search a draw. */
export function chooser(weights: readonly number[]): (random: Random) => number {
  const sums = new Float64Array(weights.length);
  let sum = 0;
  for (const [i, weight] of weights.entries()) {
    sum += weight;
    sums[i] = sum;
  }
  return (random) => {
    const target = random.unit() * sum;
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) > target) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}

function poisson(mean: number, unit: () => number, bell: () => number): number {
  if (mean <= 0) return 0;
  if (mean > 30) return Math.max(0, Math.round(mean + bell() * Math.sqrt(mean)));
  const limit = Math.exp(-mean);
  let product = unit();
  let events = 0;
  while (product > limit) {
    product *= unit();
    events++;
  }
  return events;
}
