/** One data logger: which readings are due next, which are on their way, and up to where all have arrived. */
import type { DeviceEntry } from "./devices-file.ts";
import { type Reading, readingsAt, type Stream } from "./generate/faults.ts";
import { seedOf, unitAt } from "./generate/noise.ts";
import { siteOf } from "./sites.ts";

/** All readings of a device for one instant of its grid. */
export interface Step {
  readonly atMs: number;
  readonly messages: readonly { readonly property: string; readonly reading: Reading }[];
}

export interface Logger {
  readonly device: DeviceEntry;
  /** When the next step leaves the device: its instant plus a few seconds. */
  readonly dueMs: number;
  /** Takes the next step and moves on. Call `arrived` for each of its messages, or at once when it has none. */
  take(): Step;
  /** One message of the step has been acknowledged; returns the instant up to which nothing is missing when that has moved. */
  arrived(step: Step): number | undefined;
  /** Goes back to the first step that has not wholly arrived: the connection was lost. */
  rewind(): void;
}

const MOST_DELAY_MS = 20_000;

/** A logger that has sent everything up to and including `sentUntilMs`. */
export function createLogger(device: DeviceEntry, sentUntilMs: number): Logger {
  const site = siteOf(device.thing);
  const streams = device.datastreams.map(
    ({ property, intervalSeconds }): Stream => ({ site, property, intervalSeconds }),
  );
  const delaySeed = seedOf(`${device.thing}/delay`);
  let confirmed = sentUntilMs;
  let next = nextInstant(streams, confirmed);
  let open: { step: Step; missing: number }[] = [];

  const mostDelayMs = Math.min(MOST_DELAY_MS, shortestMs(streams) / 10);
  const dueOf = (atMs: number) => atMs + Math.floor(unitAt(delaySeed, atMs) * mostDelayMs);
  let dueMs = dueOf(next);
  const moveTo = (atMs: number) => {
    next = atMs;
    dueMs = dueOf(next);
  };
  const settle = (): number | undefined => {
    const before = confirmed;
    while (open[0]?.missing === 0) confirmed = open.shift()?.step.atMs ?? confirmed;
    return confirmed === before ? undefined : confirmed;
  };

  return {
    device,
    get dueMs() {
      return dueMs;
    },
    take: () => {
      const step = { atMs: next, messages: messagesAt(streams, next) };
      open.push({ step, missing: step.messages.length });
      moveTo(nextInstant(streams, next));
      return step;
    },
    arrived: (step) => {
      const entry = open.find((candidate) => candidate.step === step);
      if (entry !== undefined && entry.missing > 0) entry.missing--;
      return settle();
    },
    rewind: () => {
      open = [];
      moveTo(nextInstant(streams, confirmed));
    },
  };
}

function messagesAt(streams: readonly Stream[], atMs: number): Step["messages"] {
  return streams
    .filter(({ intervalSeconds }) => atMs % (intervalSeconds * 1000) === 0)
    .flatMap((stream) => readingsAt(stream, atMs).map((reading) => ({ property: stream.property, reading })));
}

/** Every datastream reports at whole multiples of its interval, as loggers do. */
function nextInstant(streams: readonly Stream[], afterMs: number): number {
  let earliest = Number.POSITIVE_INFINITY;
  for (const { intervalSeconds } of streams) {
    const gridMs = intervalSeconds * 1000;
    earliest = Math.min(earliest, (Math.floor(afterMs / gridMs) + 1) * gridMs);
  }
  return earliest;
}

function shortestMs(streams: readonly Stream[]): number {
  return Math.min(...streams.map(({ intervalSeconds }) => intervalSeconds * 1000));
}
