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
  readonly loggers: Logger[];
  link: Link | undefined;
  ready: boolean;
  inFlight: number;
}

export function startNetwork(options: NetworkOptions): Network {
  const { devices, state, now, trouble } = options;
  const gateways = makeGateways(devices.devices, state, now());
  let inFlight = 0;
  let turn: NodeJS.Immediate | NodeJS.Timeout | undefined;
  let stopped = false;

  function work(): void {
    turn = undefined;
    for (let steps = 0; steps < STEPS_A_TURN; steps++) {
      if (inFlight >= MOST_IN_FLIGHT_IN_ALL) return;
      const next = earliest(gateways);
      // Nothing can be sent until a connection or an acknowledgement comes.
      if (next === undefined) return;
      const wait = next.logger.dueMs - now();
      if (wait > 0) {
        turn = setTimeout(work, Math.min(wait, LONGEST_SLEEP_MS));
        return;
      }
      send(next.gateway, next.logger);
    }
    turn = setImmediate(work);
  }

  function wake(): void {
    if (stopped) return;
    if (turn !== undefined) {
      clearTimeout(turn as NodeJS.Timeout);
      clearImmediate(turn as NodeJS.Immediate);
    }
    turn = setImmediate(work);
  }

  function send(gateway: Gateway, logger: Logger): void {
    const step = logger.take();
    if (step.messages.length === 0) confirm(logger, step);
    for (const { property, reading } of step.messages) {
      gateway.inFlight++;
      inFlight++;
      gateway.link?.publish(`dothi/${logger.device.thing}/${property}`, payloadOf(reading), () => {
        const wasFull = gateway.inFlight >= MOST_IN_FLIGHT;
        gateway.inFlight--;
        inFlight--;
        confirm(logger, step);
        // A full gateway is passed over: the others may have made the work sleep until their next live reading.
        if (turn === undefined || wasFull) wake();
      });
    }
  }

  function confirm(logger: Logger, step: Step): void {
    const until = logger.arrived(step);
    if (until !== undefined) state.acknowledge(logger.device, until);
  }

  function lose(gateway: Gateway): void {
    gateway.ready = false;
    inFlight -= gateway.inFlight;
    gateway.inFlight = 0;
    for (const logger of gateway.loggers) logger.rewind();
    wake();
  }

  function save(): void {
    try {
      state.save();
    } catch (error) {
      trouble(`cannot write the state file: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  for (const [i, [device, gateway]] of [...gateways].entries()) {
    gateway.link = openLink(
      {
        url: devices.mqttUrl,
        userName: device.userName,
        password: device.password,
        startAfterMs: i * CONNECTS_EVERY_MS,
      },
      {
        ready: () => {
          gateway.ready = true;
          wake();
        },
        lost: () => lose(gateway),
        trouble,
      },
    );
  }
  const saving = setInterval(save, SAVE_EVERY_MS);

  return {
    stop: () => {
      stopped = true;
      clearInterval(saving);
      clearTimeout(turn as NodeJS.Timeout);
      clearImmediate(turn as NodeJS.Immediate);
      for (const gateway of gateways.values()) gateway.link?.close();
      save();
    },
  };
}

/** One gateway for each user name, under the first device that uses it. */
function makeGateways(
  devices: readonly DeviceEntry[],
  state: SentState,
  nowMs: number,
): Map<DeviceEntry, Gateway> {
  const byUser = new Map<string, Gateway>();
  const gateways = new Map<DeviceEntry, Gateway>();
  for (const device of devices) {
    let gateway = byUser.get(device.userName);
    if (gateway === undefined) {
      gateway = { loggers: [], link: undefined, ready: false, inFlight: 0 };
      byUser.set(device.userName, gateway);
      gateways.set(device, gateway);
    }
    const oldest = nowMs - HISTORY_MS;
    if (device.datastreams.length > 0)
      gateway.loggers.push(createLogger(device, Math.max(oldest, state.sentUntil(device) ?? oldest)));
  }
  return gateways;
}

/** The device whose next step is due first, among those that can send now. */
function earliest(gateways: Map<DeviceEntry, Gateway>): { gateway: Gateway; logger: Logger } | undefined {
  let found: { gateway: Gateway; logger: Logger } | undefined;
  let due = Number.POSITIVE_INFINITY;
  for (const gateway of gateways.values()) {
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
