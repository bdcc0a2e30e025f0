import { useEffect, useEffectEvent, useState } from "react";
import { queryText } from "./client.ts";

/** State of the live connection. `retrying`: lost, trying again by itself. `offline`: the browser has no network. */
export type LiveState = "connecting" | "open" | "retrying" | "offline";

/** One message; `id` grows with time and is what a reconnect resumes from. */
export type LiveMessage = { topic: string; id: string; data: unknown };

/** Comes in place of messages that can no longer be had after a break: read everything again. */
export const RESET_TOPIC = "reset";

/** Pause before try n (0, 1, 2 …), in milliseconds: 1, 2, 4 … 30 s, each shortened by up to a half. */
export function retryDelay(attempt: number, random: number): number {
  return Math.min(30_000, 1000 * 2 ** attempt) * (1 - random / 2);
}

/**
 * Listens to topics over server-sent events at `/api/live?topics=a,b`; the SSE event name is the topic and the
 * data is JSON. The browser resumes a dropped stream with Last-Event-ID; when it gives up, a new stream is opened
 * with `lastEventId` in the query, so no message is missed as long as the server still keeps it.
 */
export function useLive(topics: readonly string[], onMessage: (message: LiveMessage) => void): LiveState {
  const [state, setState] = useState<LiveState>("connecting");
  const deliver = useEffectEvent(onMessage);
  const key = [...topics].sort().join(" ");

  useEffect(() => {
    if (!key) return;
    return openLive(key.split(" "), { onState: setState, onMessage: (message) => deliver(message) });
  }, [key]);

  return state;
}

type LiveHandlers = { onState: (state: LiveState) => void; onMessage: (message: LiveMessage) => void };

/** The same without React: opens the stream and gives the function that closes it. */
export function openLive(topics: readonly string[], handlers: LiveHandlers): () => void {
  let source: EventSource | undefined;
  let timer: number | undefined;
  let attempt = 0;
  let lastEventId = "";

  function connect(): void {
    window.clearTimeout(timer);
    source?.close();
    const url = `/api/live${queryText({ topics: topics.join(","), lastEventId: lastEventId || undefined })}`;
    source = new EventSource(url);
    source.onopen = () => {
      attempt = 0;
      handlers.onState("open");
    };
    source.onerror = () => onLost();
    for (const topic of [...topics, RESET_TOPIC])
      source.addEventListener(topic, (event) => onEvent(topic, event));
  }

  function onEvent(topic: string, event: MessageEvent<string>): void {
    lastEventId = event.lastEventId || lastEventId;
    const data = parseJson(event.data);
    if (data !== undefined) handlers.onMessage({ topic, id: event.lastEventId, data });
  }

  function onLost(): void {
    handlers.onState(navigator.onLine ? "retrying" : "offline");
    if (source?.readyState !== EventSource.CLOSED) return;
    timer = window.setTimeout(connect, retryDelay(attempt, Math.random()));
    attempt += 1;
  }

  handlers.onState("connecting");
  connect();
  window.addEventListener("online", connect);
  return () => {
    window.removeEventListener("online", connect);
    window.clearTimeout(timer);
    source?.close();
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
