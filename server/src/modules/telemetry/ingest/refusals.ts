/** What could not be taken is kept as it came for 30 days, with the reason, so that its owner can see and send it again. */
import type { Context } from "../../../kernel/context.ts";
import type { AppError } from "../../../kernel/errors.ts";
import { counter } from "../../../kernel/metrics.ts";
import * as store from "../store/observations.ts";

export interface Refusals {
  add(refusal: {
    source: "mqtt" | "http";
    device: string;
    topic: string;
    payload: string;
    error: AppError;
  }): void;
  stop(): Promise<void>;
}

const roundMs = 1_000;
const mostWaiting = 5_000;
const mostPayload = 4_096;

const refused = counter("dothi_observations_refused_total", "Readings refused", ["code"]);

/** Collects refusals and writes them once a second. Beyond 5,000 waiting only the count goes on: junk must not cost memory. */
export function createRefusals(ctx: Context): Refusals {
  let waiting: store.RefusalRow[] = [];
  let writing: Promise<void> = Promise.resolve();
  function write(): void {
    if (waiting.length === 0) return;
    const rows = waiting;
    waiting = [];
    writing = store
      .insertRefusals(ctx, rows)
      .catch((error) => ctx.log.warn({ err: error, count: rows.length }, "refusals are not recorded"));
  }
  const timer = setInterval(write, roundMs);
  return {
    add: ({ source, device, topic, payload, error }) => {
      refused.labels(error.code).inc();
      if (waiting.length >= mostWaiting) return;
      waiting.push({
        received_at: ctx.now().toISOString(),
        source,
        device: device.slice(0, 200),
        topic: topic.slice(0, 500),
        payload: payload.slice(0, mostPayload),
        code: error.code,
        reason_vi: `${error.title.vi} ${error.remedy.vi}`,
        reason_en: `${error.title.en} ${error.remedy.en}`,
      });
    },
    stop: async () => {
      clearInterval(timer);
      write();
      await writing;
    },
  };
}
