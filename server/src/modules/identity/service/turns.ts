/**
 * Password checks cost memory and processor time on purpose. Turns keep them from filling the thread pool, and
 * let the checks of one account follow each other, so that guesses sent at the same moment are counted one by one.
 */
import { identityError } from "../errors.ts";

export interface Turns {
  /** Runs `work` when the earlier work of the same key is over. @throws `identity.login-busy` */
  take<T>(key: string, work: () => Promise<T>): Promise<T>;
}

export function createTurns(options: { atOnce: number; mostWaiting: number }): Turns {
  const tails = new Map<string, Promise<unknown>>();
  const waiting: (() => void)[] = [];
  let free = options.atOnce;
  let pending = 0;

  async function inSlot<T>(work: () => Promise<T>): Promise<T> {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  }

  return {
    take(key, work) {
      if (pending >= options.mostWaiting)
        return Promise.reject(identityError("login-busy", {}, { details: { retryAfterSeconds: 2 } }));
      pending++;
      const before = tails.get(key) ?? Promise.resolve();
      const mine = before.then(() => inSlot(work));
      const tail = mine.then(
        () => undefined,
        () => undefined,
      );
      tails.set(key, tail);
      void tail.then(() => {
        pending--;
        if (tails.get(key) === tail) tails.delete(key);
      });
      return mine;
    },
  };
}
