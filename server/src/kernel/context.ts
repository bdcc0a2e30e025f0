/** What a service function is given: made once per request, job or event. */
import type { Kysely } from "kysely";
import type { Actor } from "./actor.ts";
import type { Clickhouse } from "./clickhouse.ts";
import type { Config } from "./config.ts";
import type { FileStore } from "./files.ts";
import type { Live } from "./live.ts";
import type { Log } from "./log.ts";

/** Kysely without a schema; each store narrows it to its own tables by `tables<T>(ctx, "schema")`. */
// biome-ignore lint/suspicious/noExplicitAny: the kernel knows no tables; stores narrow this type
export type Database = Kysely<any>;

/** `name` is past tense, `module.thing-happened`; `P` is the payload's type. */
export interface EventType<P extends object> {
  readonly name: string;
  readonly payload?: P;
}

export interface Context {
  /** The pool, or the transaction this context runs in. */
  readonly db: Database;
  readonly clickhouse: Clickhouse;
  readonly files: FileStore;
  readonly live: Live;
  readonly config: Config;
  /** What modules keep for the life of the app; see app-state.ts. */
  readonly state: Map<symbol, unknown>;
  readonly actor: Actor;
  /** The only clock. */
  readonly now: () => Date;
  /** Puts an event into the outbox, in the same transaction as the change it tells of. */
  readonly emit: <P extends object>(type: EventType<P>, payload: P) => Promise<void>;
  readonly log: Log;
}
