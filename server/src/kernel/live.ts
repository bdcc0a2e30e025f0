/**
 * Live push. Every process has a hub: publishers put messages on topics, browsers hold one server-sent-event
 * stream each. The last messages are kept, so that a stream that broke off goes on after its last id; when that
 * is no longer possible the client is told to read everything again (`reset`). Several processes share messages
 * through PostgreSQL NOTIFY.
 */
import { randomBytes, randomUUID } from "node:crypto";
import pg from "pg";
import type { Log } from "./log.ts";

export interface LiveMessage {
  readonly id: string;
  readonly topic: string;
  readonly data: unknown;
}

export interface Live {
  /** `data` must survive JSON; a message over 7.5 kB as JSON stays in this process. */
  publish(topic: string, data: unknown): void;
  subscribe(topics: ReadonlySet<string>, receive: (message: LiveMessage) => void): () => void;
  /** Messages after `lastId` on the topics, or `null` when they can no longer be known. */
  since(lastId: string, topics: ReadonlySet<string>): LiveMessage[] | null;
  readonly listeners: number;
  close(): Promise<void>;
}

const channel = "dothi_live";
const kept = 2_000;
const notifyBytes = 7_500;
const mostUnsent = 1_000;

/** Opens the hub; `connectionString` is that of the database that carries messages between processes. */
export async function openLive(connectionString: string, log: Log): Promise<Live> {
  const origin = randomUUID();
  const hub = createHub();
  const link = connectNotify(connectionString, log, (text) => {
    const message = JSON.parse(text) as { origin: string; topic: string; data: unknown };
    if (message.origin !== origin) hub.deliver(message.topic, message.data);
  });
  return {
    publish: (topic, data) => {
      hub.deliver(topic, data);
      const text = JSON.stringify({ origin, topic, data });
      if (Buffer.byteLength(text) <= notifyBytes) link.send(text);
    },
    subscribe: hub.subscribe,
    since: hub.since,
    get listeners() {
      return hub.listeners();
    },
    close: link.close,
  };
}

type Listener = { topics: ReadonlySet<string>; receive: (message: LiveMessage) => void };

function createHub() {
  const epoch = randomBytes(4).toString("hex");
  const listeners = new Set<Listener>();
  const ring: LiveMessage[] = [];
  let count = 0;
  return {
    listeners: () => listeners.size,
    deliver(topic: string, data: unknown): void {
      const message = { id: `${epoch}-${++count}`, topic, data };
      ring.push(message);
      if (ring.length > kept * 2) ring.splice(0, ring.length - kept);
      for (const listener of listeners) if (listener.topics.has(topic)) listener.receive(message);
    },
    subscribe(topics: ReadonlySet<string>, receive: Listener["receive"]): () => void {
      const listener = { topics, receive };
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    since(lastId: string, topics: ReadonlySet<string>): LiveMessage[] | null {
      const [theirEpoch, number] = lastId.split("-");
      const oldest = count - ring.length;
      const from = Number(number);
      if (theirEpoch !== epoch || !(from >= oldest && from <= count)) return null;
      return ring.slice(from - oldest).filter((message) => topics.has(message.topic));
    },
  };
}

function connectNotify(connectionString: string, log: Log, receive: (text: string) => void) {
  let client: pg.Client | undefined;
  let closed = false;
  let retry: NodeJS.Timeout | undefined;
  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString, application_name: "dothi-live" });
    next.on("error", () => reconnect(next));
    next.on("end", () => reconnect(next));
    next.on("notification", (note) => note.payload && receive(note.payload));
    try {
      await next.connect();
      await next.query(`listen ${channel}`);
      client = next;
    } catch (error) {
      log.debug({ err: error }, "live link to PostgreSQL not open yet");
      reconnect(next);
    }
  }
  function reconnect(broken: pg.Client): void {
    if (client === broken) client = undefined;
    if (closed || retry) return;
    retry = setTimeout(() => {
      retry = undefined;
      void connect();
    }, 1_000).unref();
  }
  void connect();
  let sending: Promise<unknown> = Promise.resolve();
  let unsent = 0;
  return {
    /** One after the other; when PostgreSQL is slow, other processes miss messages rather than this one its memory. */
    send: (text: string): void => {
      if (!client || unsent >= mostUnsent) return;
      unsent++;
      sending = sending
        .then(() => client?.query("select pg_notify($1, $2)", [channel, text]))
        .catch(() => undefined)
        .finally(() => unsent--);
    },
    close: async () => {
      closed = true;
      clearTimeout(retry);
      await client?.end().catch(() => undefined);
    },
  };
}
