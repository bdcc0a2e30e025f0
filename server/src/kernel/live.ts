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
  /** Besides the topics comes `reset` when messages of other processes may have been missed: read everything again. */
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
  const link = connectNotify(connectionString, log, {
    receive: (text) => {
      const message = readNote(text);
      if (message && message.origin !== origin) hub.deliver(message.topic, message.data);
    },
    restored: hub.reset,
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

/** Anyone with the database's password can notify; what is not ours is left. */
function readNote(text: string): { origin: string; topic: string; data: unknown } | undefined {
  try {
    const note = JSON.parse(text);
    return typeof note?.origin === "string" && typeof note.topic === "string" ? note : undefined;
  } catch {
    return undefined;
  }
}

type Listener = { topics: ReadonlySet<string>; receive: (message: LiveMessage) => void };

const newEpoch = () => randomBytes(4).toString("hex");

function createHub() {
  let epoch = newEpoch();
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
    /** Messages may have been missed: every listener is told, and no earlier id can be gone on from. */
    reset(): void {
      epoch = newEpoch();
      count = 0;
      ring.length = 0;
      for (const { receive } of listeners) receive({ id: `${epoch}-0`, topic: "reset", data: {} });
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

interface NotifyEnds {
  readonly receive: (text: string) => void;
  /** The link is open again after it was lost; what was sent meanwhile is unknown. */
  readonly restored: () => void;
}

function connectNotify(connectionString: string, log: Log, { receive, restored }: NotifyEnds) {
  let wasOpen = false;
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
      if (closed) return void (await next.end());
      client = next;
      if (wasOpen) restored();
      wasOpen = true;
    } catch (error) {
      log.debug({ err: error }, "live link to PostgreSQL not open yet");
      await next.end().catch(() => undefined);
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
