/**
 * Typed events through an outbox: the lower module emits in its own transaction, each subscriber is called
 * later in a transaction of its own, at least once, retried with growing delay. A handler's effects happen
 * once, because the record of the delivery is written in the handler's transaction. What still fails after
 * the last try stays visible as a dead letter.
 */
import { sql } from "kysely";
import type { Context, EventType } from "./context.ts";
import { deliverTask, type Subscription, subscriberOf } from "./outbox.ts";
import { authorise, type Policy } from "./policy.ts";
import { transaction } from "./postgres.ts";

export function defineEvent<P extends object>(name: string): EventType<P> {
  return { name };
}

/** Types the handler by its event. The result goes into a module's `subscriptions`. */
export function on<P extends object>(
  event: EventType<P>,
  subscriber: string,
  handle: (ctx: Context, payload: P) => Promise<void>,
): Subscription {
  return { event: event.name, subscriber, handle: handle as Subscription["handle"] };
}

/** Delivers one event to one subscriber; a repeated delivery does nothing. Throws to be retried. */
export async function deliverEvent(
  ctx: Context,
  input: { eventId: number; subscriber: string },
): Promise<void> {
  await transaction(ctx, async (inner) => {
    const { rows: fresh } = await sql`
      insert into kernel.event_delivered (event_id, subscriber) values (${input.eventId}, ${input.subscriber})
      on conflict do nothing returning event_id`.execute(inner.db);
    if (fresh.length === 0) return;
    const { rows } = await sql<{ name: string; payload: object }>`
      select name, payload from kernel.outbox where id = ${input.eventId}`.execute(inner.db);
    const event = rows[0];
    const handle = event && subscriberOf(event.name, input.subscriber);
    if (!event || !handle)
      throw new Error(`event ${input.eventId} has no subscriber ${input.subscriber} here`);
    await handle(inner, event.payload);
  });
}

const policy: Policy = {
  module: "kernel",
  rows: [{ who: ["operator", "administrator"], action: "read", thing: "dead-letter" }],
};

export interface DeadLetter {
  readonly eventId: number;
  readonly event: string;
  readonly subscriber: string;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly emittedAt: Date;
}

/** Deliveries that failed for the last time, newest first. */
export async function listDeadLetters(ctx: Context): Promise<DeadLetter[]> {
  authorise(ctx, policy, "read", "dead-letter");
  const { rows } = await sql<DeadLetter>`
    select o.id as "eventId", o.name as event, p.payload ->> 'subscriber' as subscriber, j.attempts,
           j.last_error as "lastError", o.emitted_at as "emittedAt"
    from graphile_worker._private_jobs p
    join graphile_worker.jobs j on j.id = p.id
    join kernel.outbox o on o.id = (p.payload ->> 'eventId')::bigint
    where j.task_identifier = ${deliverTask} and j.attempts >= j.max_attempts and j.locked_at is null
    order by o.id desc limit 200`.execute(ctx.db);
  return rows;
}
