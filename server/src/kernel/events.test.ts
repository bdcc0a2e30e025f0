/** Events: nothing of a change that was rolled back, each effect once, retries, dead letters. */
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createApp, type RunningApp } from "../app.ts";
import type { Context } from "./context.ts";
import { defineEvent, deliverEvent, listDeadLetters, on } from "./events.ts";
import { registerSubscriptions } from "./outbox.ts";
import { transaction } from "./postgres.ts";
import { createTestPlace, silentLog, type TestPlace } from "./testing.ts";

interface Thing {
  id: string;
}
const happened = defineEvent<Thing>("test.thing-happened");
let place: TestPlace;
let running: RunningApp;
let ctx: Context;
/** What each subscriber does before its effect. */
let behave: (id: string, subscriber: string) => void = () => undefined;

async function effect(inner: Context, subscriber: string, id: string): Promise<void> {
  await sql`insert into effect values (${subscriber}, ${id})`.execute(inner.db);
  behave(id, subscriber);
}
async function effectsOf(id: string): Promise<string[]> {
  const { rows } = await sql<{ subscriber: string }>`
    select subscriber from effect where id = ${id} order by 1`.execute(ctx.db);
  return rows.map((row) => row.subscriber);
}
async function eventIdOf(id: string): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    select id from kernel.outbox where payload ->> 'id' = ${id}`.execute(ctx.db);
  return rows[0]?.id;
}
/** Retries wait with growing delay; this makes them due. */
async function hurry(): Promise<void> {
  await sql`update graphile_worker._private_jobs set run_at = now() where locked_at is null`.execute(ctx.db);
}

beforeAll(async () => {
  place = await createTestPlace();
  running = await createApp({ ...place, log: silentLog(), demo: false });
  ctx = running.app.contextFor({ kind: "system", task: "test" });
  await sql`create table effect (subscriber text, id text)`.execute(ctx.db);
  registerSubscriptions(
    ["test.first", "test.second"].map((name) =>
      on(happened, name, (inner, { id }) => effect(inner, name, id)),
    ),
  );
});
afterAll(async () => {
  await running.close();
  await place.remove();
});

test("each subscriber is called once, in a transaction of its own", async () => {
  await ctx.emit(happened, { id: "plain" });
  await vi.waitFor(
    async () => expect(await effectsOf("plain")).toEqual(["test.first", "test.second"]),
    5_000,
  );
});

test("a change that is rolled back tells nobody", async () => {
  const change = transaction(ctx, async (inner) => {
    await inner.emit(happened, { id: "rolled back" });
    throw new Error("no");
  });
  await expect(change).rejects.toThrow("no");
  expect(await eventIdOf("rolled back")).toBeUndefined();
});

test("outside a transaction the event and its deliveries are written together or not at all", async () => {
  const { rows } = await sql<{ n: number }>`select count(*) as n from kernel.outbox`.execute(ctx.db);
  await sql`alter function graphile_worker.add_job rename to add_job_away`.execute(ctx.db);
  await expect(ctx.emit(happened, { id: "half" })).rejects.toThrow();
  await sql`alter function graphile_worker.add_job_away rename to add_job`.execute(ctx.db);
  const after = await sql<{ n: number }>`select count(*) as n from kernel.outbox`.execute(ctx.db);
  expect(after.rows).toEqual(rows);
});

test("a handler that throws leaves no effect, is tried again, and does not hold up the others", async () => {
  let failures = 2;
  behave = (id, subscriber) => {
    if (id === "shaky" && subscriber === "test.first" && failures-- > 0) throw new Error("not yet");
  };
  await ctx.emit(happened, { id: "shaky" });
  await vi.waitFor(async () => expect(await effectsOf("shaky")).toEqual(["test.second"]), 5_000);
  await vi.waitFor(
    async () => {
      await hurry();
      expect(await effectsOf("shaky")).toEqual(["test.first", "test.second"]);
    },
    { timeout: 15_000, interval: 200 },
  );
  expect(failures).toBe(-1);
});

test("a delivery that comes again, as after a crash before it was acknowledged, does nothing", async () => {
  const eventId = (await eventIdOf("plain")) ?? 0;
  await deliverEvent(ctx, { eventId, subscriber: "test.first" });
  await Promise.all([1, 2, 3].map(() => deliverEvent(ctx, { eventId, subscriber: "test.first" })));
  expect(await effectsOf("plain")).toEqual(["test.first", "test.second"]);
});

test("a crash between effect and acknowledgement leaves the effect undone, to be done by the next try", async () => {
  await running.app.postgres.pool.query("select 1");
  behave = (id) => {
    if (id === "cut") throw new Error("the connection went away");
  };
  await ctx.emit(happened, { id: "cut" });
  const eventId = (await eventIdOf("cut")) ?? 0;
  await expect(deliverEvent(ctx, { eventId, subscriber: "test.first" })).rejects.toThrow();
  expect(await effectsOf("cut")).toEqual([]);
  behave = () => undefined;
  await vi.waitFor(
    async () => {
      await hurry();
      expect(await effectsOf("cut")).toEqual(["test.first", "test.second"]);
    },
    { timeout: 15_000, interval: 200 },
  );
});

test("what failed for the last time is listed with its reason", async () => {
  behave = (id) => {
    if (id === "dead") throw new Error("cannot be done");
  };
  await transaction(ctx, async (inner) => {
    await inner.emit(happened, { id: "dead" });
    await sql`update graphile_worker._private_jobs set max_attempts = 1
      where payload ->> 'eventId' = (select max(id)::text from kernel.outbox)`.execute(inner.db);
  });
  await vi.waitFor(async () => expect(await listDeadLetters(ctx)).toHaveLength(2), 5_000);
  expect((await listDeadLetters(ctx))[0]).toMatchObject({
    event: "test.thing-happened",
    attempts: 1,
    lastError: "cannot be done",
  });
  behave = () => undefined;
});

test("a delivery to a subscriber that this process does not know is an error, not a loss", async () => {
  const eventId = (await eventIdOf("plain")) ?? 0;
  await expect(deliverEvent(ctx, { eventId, subscriber: "test.gone" })).rejects.toThrow(/no subscriber/);
  const { rows } = await sql`select 1 from kernel.event_delivered where subscriber = 'test.gone'`.execute(
    ctx.db,
  );
  expect(rows).toEqual([]);
});
