/**
 * Who a secret belongs to, remembered for a few seconds, so that thousands of requests a second with one token
 * are not as many queries. What this process changes is forgotten at once; what another one changes, within
 * the lifetime.
 */
export interface Cache<T extends { readonly accountId: string }> {
  /** What `load` said at most a lifetime before `nowMs`; "nothing" and failures are not remembered. */
  get(key: string, nowMs: number, load: () => Promise<T | undefined>): Promise<T | undefined>;
  forget(key: string): void;
  forgetAccount(accountId: string): void;
}

interface Entry<T> {
  readonly loadedAtMs: number;
  readonly value: Promise<T | undefined>;
  /** Not known while loading. */
  accountId?: string;
}

export function createCache<T extends { readonly accountId: string }>(options: {
  lifetimeMs: number;
  mostEntries: number;
}): Cache<T> {
  const entries = new Map<string, Entry<T>>();

  function isFresh(entry: Entry<T>, nowMs: number): boolean {
    const age = nowMs - entry.loadedAtMs;
    return age >= 0 && age < options.lifetimeMs;
  }

  function load(key: string, nowMs: number, loader: () => Promise<T | undefined>): Promise<T | undefined> {
    const entry: Entry<T> = { loadedAtMs: nowMs, value: loader() };
    entries.delete(key);
    entries.set(key, entry);
    const drop = () => void (entries.get(key) === entry && entries.delete(key));
    entry.value.then((value) => {
      if (value) entry.accountId = value.accountId;
      else drop();
    }, drop);
    const oldest = entries.keys().next().value;
    if (entries.size > options.mostEntries && oldest !== undefined) entries.delete(oldest);
    return entry.value;
  }

  return {
    get(key, nowMs, loader) {
      const entry = entries.get(key);
      return entry && isFresh(entry, nowMs) ? entry.value : load(key, nowMs, loader);
    },
    forget: (key) => void entries.delete(key),
    forgetAccount(accountId) {
      for (const [key, entry] of entries)
        if (entry.accountId === undefined || entry.accountId === accountId) entries.delete(key);
    },
  };
}
