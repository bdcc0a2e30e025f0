/** Server-sent events: replay, reset, permission, slow readers, two processes, the end of a stream. */
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createApp, type RunningApp } from "../../app.ts";
import type { Actor } from "../actor.ts";
import { kernelError } from "../errors.ts";
import type { Http } from "../module.ts";
import { createTestPlace, silentLog, type TestPlace } from "../testing.ts";
import { registerLiveRoute } from "./live-route.ts";
import { createHttp } from "./server.ts";

let place: TestPlace;
let running: RunningApp;
let http: Http;
let url: string;
let actor: Actor = { kind: "anonymous" };
const account: Actor = { kind: "account", accountId: "1", displayName: "", grants: [], via: "session" };
const aborts: AbortController[] = [];

beforeAll(async () => {
  place = await createTestPlace();
  running = await createApp({ ...place, log: silentLog(), demo: false });
});
afterAll(async () => {
  await running.close();
  await place.remove();
});

async function open(): Promise<void> {
  const { app } = running;
  const authenticate = async () => actor;
  http = await createHttp({ app, authenticate });
  const families = [
    { prefix: "open:", may: () => undefined },
    {
      prefix: "closed:",
      may: (ctx: { actor: Actor }) => {
        if (ctx.actor.kind !== "account") throw kernelError("login-required");
      },
    },
  ];
  registerLiveRoute(http, app, { families, authenticate });
  await http.listen({ port: 0, host: "127.0.0.1" });
  url = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}/api/live`;
}
beforeEach(async () => {
  actor = { kind: "anonymous" };
  await open();
});
afterEach(async () => {
  vi.useRealTimers();
  for (const abort of aborts.splice(0)) abort.abort();
  await http.close();
});

interface Stream {
  text(): string;
  status: number;
  headers: Headers;
  ended: Promise<void>;
}

async function follow(query: string, headers: Record<string, string> = {}): Promise<Stream> {
  const abort = new AbortController();
  aborts.push(abort);
  const answer = await fetch(`${url}?${query}`, { headers, signal: abort.signal });
  let text = "";
  const read = async () => {
    const decoder = new TextDecoder();
    for await (const chunk of answer.body ?? [])
      text += decoder.decode(chunk as Uint8Array, { stream: true });
  };
  return {
    text: () => text,
    status: answer.status,
    headers: answer.headers,
    ended: read().catch(() => undefined),
  };
}
const says = (stream: Stream, part: string | RegExp) =>
  vi.waitFor(() => expect(stream.text()).toMatch(part), { timeout: 4_000, interval: 10 });
const publish = (topic: string, data: unknown) => running.app.live.publish(topic, data);

test("messages of the topics asked for arrive, with the headers of every answer", async () => {
  const stream = await follow("topics=open:a,open:b&topic=open:c");
  publish("open:a", { n: 1 });
  publish("open:x", { n: 2 });
  publish("open:c", { text: "dòng\nhai" });
  await says(stream, /event: open:a\ndata: \{"n":1\}\n\n/);
  await says(stream, 'event: open:c\ndata: {"text":"dòng\\nhai"}\n\n');
  expect(stream.text()).not.toContain("open:x");
  expect(stream.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  expect(stream.headers.get("cache-control")).toBe("no-store");
  expect(stream.headers.get("content-security-policy")).toContain("default-src 'self'");
  expect(stream.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
});

test("a stream goes on after the last id, by header or by query", async () => {
  const stream = await follow("topics=open:a");
  for (const n of [1, 2, 3]) publish("open:a", { n });
  publish("open:b", { n: 4 });
  await says(stream, '"n":3');
  const first = /id: (\S+)\nevent: open:a\ndata: \{"n":1\}/.exec(stream.text())?.[1] ?? "";
  for (const again of [
    await follow("topics=open:a", { "last-event-id": first }),
    await follow(`topics=open:a&lastEventId=${first}`),
  ]) {
    await says(again, '"n":3');
    expect(again.text()).toMatch(/"n":2[\s\S]*"n":3/);
    expect(again.text()).not.toMatch(/"n":1|"n":4|reset/);
  }
});

test.each(["x", "deadbeef-1", "-", "deadbeef-NaN", "a-1e9"])(
  "after an id that is not known (%s) all is read again",
  async (id) => {
    publish("open:a", {});
    await says(await follow(`topics=open:a&lastEventId=${id}`), "event: reset\ndata: {}\n\n");
  },
);

test("a topic that one may not follow, and one that does not exist, are refused before the stream begins", async () => {
  expect((await follow("topics=closed:a")).status).toBe(401);
  expect((await follow("topics=open:a,closed:a")).status).toBe(401);
  expect((await follow("topics=nowhere:a")).status).toBe(404);
  actor = account;
  expect((await follow("topics=closed:a")).status).toBe(200);
});

test("a stream whose reader may no longer follow ends within a minute, others go on", async () => {
  vi.useFakeTimers({ toFake: ["setInterval"] });
  actor = account;
  const closed = await follow("topics=closed:a");
  const open = await follow("topics=open:a");
  publish("closed:a", { n: 1 });
  await says(closed, '"n":1');
  vi.advanceTimersByTime(61_000);
  publish("closed:a", { n: 2 });
  await says(closed, '"n":2');
  actor = { kind: "anonymous" };
  vi.advanceTimersByTime(60_000);
  await closed.ended;
  publish("closed:a", { n: 3 });
  publish("open:a", { n: 4 });
  await says(open, '"n":4');
  expect(closed.text()).not.toContain('"n":3');
});

test("a quiet stream has a heartbeat", async () => {
  vi.useFakeTimers({ toFake: ["setInterval"] });
  const stream = await follow("topics=open:a");
  vi.advanceTimersByTime(15_001);
  await says(stream, /\n: \n\n/);
});

test("a reader that does not read is cut off, and readers that do are not held up", async () => {
  const good = await follow("topics=open:a");
  const before = running.app.live.listeners;
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  socket.on("error", () => undefined);
  socket.write("GET /api/live?topics=open:a HTTP/1.1\r\nhost: a\r\n\r\n");
  socket.pause();
  await vi.waitFor(() => expect(running.app.live.listeners).toBe(before + 1));
  const data = { text: "x".repeat(100_000) };
  for (let i = 0; i < 300 && running.app.live.listeners > before; i++) {
    publish("open:a", data);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await vi.waitFor(() => expect(running.app.live.listeners).toBe(before));
  publish("open:a", { n: "last" });
  await says(good, '"n":"last"');
  socket.destroy();
});

test("a reader that leaves is forgotten", async () => {
  const before = running.app.live.listeners;
  const stream = await follow("topics=open:a");
  expect(running.app.live.listeners).toBe(before + 1);
  aborts.pop()?.abort();
  await stream.ended;
  await vi.waitFor(() => expect(running.app.live.listeners).toBe(before));
});

test("closing the server ends the streams at once", async () => {
  const stream = await follow("topics=open:a");
  const startedAt = performance.now();
  await http.close();
  await stream.ended;
  expect(performance.now() - startedAt).toBeLessThan(2_000);
});

test("two processes on one database: messages pass, strange notes do not harm, and a lost link is told", async () => {
  const other = await createTestPlace({ DATABASE_URL: place.databaseUrl });
  const second = await createApp({ ...other, databaseUrl: place.databaseUrl, log: silentLog(), demo: false });
  try {
    const stream = await follow("topics=open:a");
    await vi.waitFor(
      () => {
        second.app.live.publish("open:a", { from: "second" });
        expect(stream.text()).toContain("second");
      },
      { timeout: 4_000, interval: 50 },
    );
    const { pool } = running.app.postgres;
    for (const note of ["no json", "null", "[]", '{"topic":1}', ""])
      await pool.query("select pg_notify('dothi_live', $1)", [note]);
    second.app.live.publish("open:a", { large: "y".repeat(9_000) });
    second.app.live.publish("open:a", { still: "well" });
    await says(stream, '"still":"well"');
    expect(stream.text()).not.toContain("yyyy");
    await pool.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'dothi-live' and datname = current_database()",
    );
    await says(stream, "event: reset\ndata: {}");
    await vi.waitFor(
      () => {
        second.app.live.publish("open:a", { back: true });
        expect(stream.text()).toContain('"back":true');
      },
      { timeout: 4_000, interval: 50 },
    );
  } finally {
    await second.close();
    await other.remove();
  }
});
