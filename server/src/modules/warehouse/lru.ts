/** A bounded store of answers that cannot change: the least recently used go first. */

export interface Lru {
  get(key: string): unknown;
  /** `weight` in about bytes. */
  set(key: string, value: unknown, weight: number): void;
}

/** @param capacity total weight, bytes; one entry takes at most a tenth of it */
export function createLru(capacity: number): Lru {
  const entries = new Map<string, { value: unknown; weight: number }>();
  let total = 0;
  function drop(key: string): void {
    total -= entries.get(key)?.weight ?? 0;
    entries.delete(key);
  }
  return {
    get(key) {
      const found = entries.get(key);
      if (!found) return undefined;
      entries.delete(key);
      entries.set(key, found);
      return found.value;
    },
    set(key, value, weight) {
      if (weight > capacity / 10) return;
      drop(key);
      entries.set(key, { value, weight });
      total += weight;
      for (const oldest of entries.keys()) {
        if (total <= capacity) break;
        drop(oldest);
      }
    },
  };
}
