/** Randomness that can be computed again: every figure follows from a text seed and a position, nothing is remembered. */

/** 32-bit seed of a text (FNV-1a, then mixed so that similar texts differ everywhere). */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return mix(hash);
}

function mix(value: number): number {
  let x = value >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

/** A number in [0, 1) for a whole position; positions may exceed 32 bits (milliseconds). */
export function unitAt(seed: number, position: number): number {
  const low = position >>> 0;
  const high = Math.floor(position / 0x1_0000_0000) >>> 0;
  return mix(mix(seed ^ low) + Math.imul(high + 1, 0x9e3779b1)) / 0x1_0000_0000;
}

/** Bell-shaped number with mean 0 and standard deviation 1, within ±3.5: the sum of four uniform numbers. */
export function bellAt(seed: number, position: number): number {
  let sum = -2;
  for (let i = 0; i < 4; i++) sum += unitAt(seed + Math.imul(i + 1, 0x632be5ab), position);
  return sum * Math.sqrt(3);
}

/** Smooth noise over a continuous position: bell-shaped values at whole positions, eased between them; no jumps anywhere. */
export function smoothAt(seed: number, position: number): number {
  const left = Math.floor(position);
  const share = position - left;
  const eased = share * share * (3 - 2 * share);
  return bellAt(seed, left) * (1 - eased) + bellAt(seed, left + 1) * eased;
}

/** Bump of height 1 at `centre` hours of the day, going round midnight. */
export function hourBump(hour: number, centre: number, widthHours: number): number {
  const apart = Math.abs(((hour - centre + 36) % 24) - 12);
  return Math.exp(-(apart * apart) / (2 * widthHours * widthHours));
}
