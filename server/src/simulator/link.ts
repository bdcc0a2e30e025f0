/** One MQTT connection that comes back by itself, slower each time it fails. */
import { connect, type MqttClient } from "mqtt";

export interface LinkEvents {
  ready(): void;
  /** The connection is gone; what was not acknowledged has to be sent again. */
  lost(): void;
  trouble(reason: string): void;
}

export interface Link {
  /** Publishes at least once (QoS 1). Returns false when not connected; `onArrived` is never called after a loss. */
  publish(topic: string, payload: string, onArrived: () => void): boolean;
  close(): void;
}

export interface LinkOptions {
  readonly url: string;
  readonly userName: string;
  readonly password: string;
  /** First attempt after this long, so that many devices do not arrive at once. */
  readonly startAfterMs: number;
}

const FIRST_WAIT_MS = 1000;
const MOST_WAIT_MS = 30_000;

export function openLink(options: LinkOptions, events: LinkEvents): Link {
  /** The connected client, and the one of the present attempt. */
  let client: MqttClient | undefined;
  let attempt: MqttClient | undefined;
  let closed = false;
  let waitMs = FIRST_WAIT_MS;
  let timer = setTimeout(start, options.startAfterMs);

  function start(): void {
    let wasReady = false;
    let reason = "connection closed";
    const mine = connect(options.url, {
      username: options.userName,
      password: options.password,
      clientId: options.userName,
      reconnectPeriod: 0,
      connectTimeout: 10_000,
      keepalive: 60,
    });
    attempt = mine;
    mine.on("connect", () => {
      wasReady = true;
      client = mine;
      waitMs = FIRST_WAIT_MS;
      events.ready();
    });
    mine.on("error", (error) => {
      reason = "code" in error ? `${error.message} (${String(error.code)})`.trim() : error.message;
    });
    mine.once("close", () => {
      client = undefined;
      mine.end(true);
      if (closed) return;
      events.trouble(reason);
      if (wasReady) events.lost();
      // Up to a quarter longer, so that devices cut off together do not come back together.
      timer = setTimeout(start, waitMs * (1 + Math.random() / 4));
      waitMs = Math.min(MOST_WAIT_MS, waitMs * 2);
    });
  }

  return {
    publish: (topic, payload, onArrived) => {
      const mine = client;
      if (mine === undefined) return false;
      mine.publish(topic, payload, { qos: 1 }, (error) => {
        if (!error && client === mine) onArrived();
      });
      return true;
    },
    close: () => {
      closed = true;
      clearTimeout(timer);
      attempt?.end(true);
      client = undefined;
    },
  };
}
