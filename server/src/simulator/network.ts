/**
 * All devices together: each step leaves when it is due, the oldest first over the whole city, so that history
 * fills in evenly; the live readings are simply the last steps. What is on its way is bounded.
 */
import type { DeviceEntry, Devices } from "./devices-file.ts";
import { type Link, openLink } from "./link.ts";
import { createLogger, type Logger, type Step } from "./logger.ts";
import type { SentState } from "./sent-state.ts";

/** Unacknowledged messages on one connection, and on all of them. */
const MOST_IN_FLIGHT = 500;
const MOST_IN_FLIGHT_IN_ALL = 1000;
/** History of a device that starts for the first time, and the longest gap filled later. */
const HISTORY_MS = 8 * 86_400_000;
const STEPS_A_TURN = 200;
const SAVE_EVERY_MS = 1000;
const LONGEST_SLEEP_MS = 60_000;
const CONNECTS_EVERY_MS = 10;

export interface NetworkOptions {
  readonly devices: Devices;
  readonly state: SentState;
  readonly now: () => number;
  /** Told why something does not work. */
  readonly trouble: (reason: string) => void;
}

export interface Network {
  /** Ends the connections and remembers what has arrived. */
  stop(): void;
}

interface Gateway {
  readonly userName: string;
  readonly password: string;
  readonly loggers: Logger[];
  link: Link | undefined;
  ready: boolean;
  inFlight: number;
}

/** The network at work: what is on its way, and when to look again. */
interface Run {
  readonly options: NetworkOptions;
  readonly gateways: readonly Gateway[];
  inFlight: number;
  turn: { readonly cancel: () => void } | undefined;
  stopped: boolean;
}

export function startNetwork(options: NetworkOptions): Network {
  const { devices, state, now } = options;
  const gateways = makeGateways(devices.devices, state, now());
  const run: Run = { options, gateways, inFlight: 0, turn: undefined, stopped: false };
  for (const [i, gateway] of gateways.entries()) openGateway(run, gateway, i * CONNECTS_EVERY_MS);
  const saving = setInterval(() => save(options), SAVE_EVERY_MS);
  return {
    stop: () => {
      run.stopped = true;
      run.turn?.cancel();
      clearInterval(saving);
      for (const { link } of gateways) link?.close();
      save(options);
    },
  };
}

function openGateway(run: Run, gateway: Gateway, startAfterMs: number): void {
  const { devices, trouble } = run.options;
  const { userName, password } = gateway;
  gateway.link = openLink(
    { url: devices.mqttUrl, userName, password, startAfterMs },
    {
      ready: () => {
        gateway.ready = true;
        wake(run);
      },
      lost: () => {
        gateway.ready = false;
        run.inFlight -= gateway.inFlight;
        gateway.inFlight = 0;
        for (const logger of gateway.loggers) logger.rewind();
        wake(run);
      },
      trouble,
    },
  );
}

/** Sends what is due, a number of steps at a time so that acknowledgements get their turn. */
function work(run: Run): void {
  run.turn = undefined;
  for (let steps = 0; steps < STEPS_A_TURN; steps++) {
    if (run.inFlight >= MOST_IN_FLIGHT_IN_ALL) return;
    const next = earliest(run.gateways);
    // Nothing can be sent until a connection or an acknowledgement comes.
    if (next === undefined) return;
    const waitMs = next.logger.dueMs - run.options.now();
    if (waitMs > 0) {
      sleep(run, waitMs);
      return;
    }
    send(run, next.gateway, next.logger);
  }
  wake(run);
}

function sleep(run: Run, waitMs: number): void {
  const timer = setTimeout(work, Math.min(waitMs, LONGEST_SLEEP_MS), run);
  run.turn = { cancel: () => clearTimeout(timer) };
}

function wake(run: Run): void {
  if (run.stopped) return;
  run.turn?.cancel();
  const immediate = setImmediate(work, run);
  run.turn = { cancel: () => clearImmediate(immediate) };
}

function send(run: Run, gateway: Gateway, logger: Logger): void {
  const step = logger.take();
  if (step.messages.length === 0) confirm(run, logger, step);
  for (const { property, reading } of step.messages) {
    gateway.inFlight++;
    run.inFlight++;
    gateway.link?.publish(`dothi/${logger.device.thing}/${property}`, payloadOf(reading), () => {
      const wasFull = gateway.inFlight >= MOST_IN_FLIGHT;
      gateway.inFlight--;
      run.inFlight--;
      confirm(run, logger, step);
      // A full gateway is passed over: the others may have made the work sleep until their next live reading.
      if (run.turn === undefined || wasFull) wake(run);
    });
  }
}

function confirm(run: Run, logger: Logger, step: Step): void {
  const until = logger.arrived(step);
  if (until !== undefined) run.options.state.acknowledge(logger.device, until);
}

function save({ state, trouble }: NetworkOptions): void {
  try {
    state.save();
  } catch (error) {
    trouble(`cannot write the state file: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** One gateway for each user name. */
function makeGateways(devices: readonly DeviceEntry[], state: SentState, nowMs: number): Gateway[] {
  const gateways = new Map<string, Gateway>();
  const oldest = nowMs - HISTORY_MS;
  for (const device of devices) {
    if (device.datastreams.length === 0) continue;
    const { userName, password } = device;
    const gateway = gateways.get(userName) ?? {
      userName,
      password,
      loggers: [],
      link: undefined,
      ready: false,
      inFlight: 0,
    };
    gateways.set(userName, gateway);
    gateway.loggers.push(createLogger(device, Math.max(oldest, state.sentUntil(device) ?? oldest)));
  }
  return [...gateways.values()];
}

/** The device whose next step is due first, among those that can send now. */
function earliest(gateways: readonly Gateway[]): { gateway: Gateway; logger: Logger } | undefined {
  let found: { gateway: Gateway; logger: Logger } | undefined;
  let due = Number.POSITIVE_INFINITY;
  for (const gateway of gateways) {
    if (!gateway.ready || gateway.inFlight >= MOST_IN_FLIGHT) continue;
    for (const logger of gateway.loggers) {
      const { dueMs } = logger;
      if (dueMs >= due) continue;
      due = dueMs;
      found = { gateway, logger };
    }
  }
  return found;
}

function payloadOf(reading: { phenomenonTimeMs: number; result: number }): string {
  return JSON.stringify({
    phenomenonTime: new Date(reading.phenomenonTimeMs).toISOString(),
    result: reading.result,
  });
}
