/** The outbox: events are written in the transaction of the change they tell of, with one delivery job a subscriber. */
import { sql } from "kysely";
import type { Context, Database } from "./context.ts";

export interface Subscription {
  readonly event: string;
  /** Unique and stable: deliveries are remembered under this name. */
  readonly subscriber: string;
  readonly handle: (ctx: Context, payload: object) => Promise<void>;
}

export const deliverTask = "kernel.deliver-event";
const maxAttempts = 20;

const subscribersByEvent = new Map<string, Map<string, Subscription["handle"]>>();

/** Makes the subscriptions known to this process; the same subscriber registered again replaces itself. */
export function registerSubscriptions(subscriptions: readonly Subscription[]): void {
  for (const { event, subscriber, handle } of subscriptions) {
    const existing = subscribersByEvent.get(event) ?? new Map();
    subscribersByEvent.set(event, existing.set(subscriber, handle));
  }
}

/** `emit` bound to a database handle: the event and one delivery job a subscriber, all or nothing. */
export function emitterOn(db: Database): Context["emit"] {
  return async ({ name }, payload) => {
    if (db.isTransaction) return write(db, name, payload);
    await db.transaction().execute((inner) => write(inner, name, payload));
  };
}

async function write(db: Database, name: string, payload: object): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    insert into kernel.outbox (name, payload) values (${name}, ${JSON.stringify(payload)}::jsonb)
    returning id`.execute(db);
  const eventId = rows[0]?.id;
  for (const subscriber of subscribersByEvent.get(name)?.keys() ?? []) {
    const delivery = JSON.stringify({ eventId, subscriber });
    await sql`select graphile_worker.add_job(${deliverTask}, payload := ${delivery}::json,
      max_attempts := ${maxAttempts})`.execute(db);
  }
}

/** The handler of a subscriber in this process. */
export function subscriberOf(event: string, subscriber: string): Subscription["handle"] | undefined {
  return subscribersByEvent.get(event)?.get(subscriber);
}
