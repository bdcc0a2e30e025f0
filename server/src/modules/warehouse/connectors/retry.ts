/** GET with patience: what fails for a moment is tried again, as the other side asks. */

import { sourceError } from "./connector-errors.ts";
import type { HarvestEffects } from "./effects.ts";
import { wait } from "./effects.ts";
import type { Answer, GetOptions } from "./guard.ts";
import { isPassing } from "./network-errors.ts";

const attempts = 4;
const firstPauseMs = 1_000;
/** Longer than this we do not hold a worker; the source's schedule comes round again. */
const longestPauseMs = 60_000;

/**
 * Runs `use` on an answer with status 200 (or one of `accept`); after a passing failure of the request or of `use`
 * again, up to four times, honouring Retry-After up to a minute.
 * @throws `warehouse.source-status` (details `status`, `retryAfterSeconds`) and those of `Guard.get`
 */
export async function getWithRetry<T>(
  effects: HarvestEffects,
  request: { readonly url: string; readonly options: GetOptions; readonly accept?: readonly number[] },
  use: (answer: Answer) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await effects.web.get(request.url, request.options);
      if (answer.status === 200 || request.accept?.includes(answer.status)) return await use(answer);
      answer.body.on("error", () => undefined).destroy();
      throw statusError(answer, effects.now());
    } catch (error) {
      const pauseMs = Math.max(firstPauseMs * 4 ** (attempt - 1), retryAfterMs(error));
      if (attempt === attempts || !isPassing(error) || pauseMs > longestPauseMs) throw error;
      effects.log.info({ url: request.url, attempt, pauseMs }, "source is asked again");
      await wait(effects, pauseMs);
    }
  }
}

/** Header Retry-After in seconds: a number or a date; undefined if absent or unreadable. */
export function retryAfterSeconds(header: string | undefined, now: Date): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - now.getTime()) / 1_000));
}

function statusError(answer: Answer, now: Date): Error {
  const seconds = retryAfterSeconds(answer.headers["retry-after"], now);
  return sourceError(
    "source-status",
    { host: new URL(answer.url).host, status: answer.status },
    { details: { status: answer.status, ...(seconds === undefined ? {} : { retryAfterSeconds: seconds }) } },
  );
}

function retryAfterMs(error: unknown): number {
  const details = error && typeof error === "object" && "details" in error ? error.details : undefined;
  const seconds = (details as { retryAfterSeconds?: unknown } | undefined)?.retryAfterSeconds;
  return typeof seconds === "number" ? seconds * 1_000 : 0;
}
