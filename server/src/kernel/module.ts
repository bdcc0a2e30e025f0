/** The shape of a module as the app sees it, and of the app as a module sees it. */

import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Actor } from "./actor.ts";
import type { Clickhouse } from "./clickhouse.ts";
import type { Config } from "./config.ts";
import type { Context } from "./context.ts";
import type { FileStore } from "./files.ts";
import type { Schedule, Task } from "./jobs.ts";
import type { Live } from "./live.ts";
import type { Log } from "./log.ts";
import type { Subscription } from "./outbox.ts";
import type { Postgres } from "./postgres.ts";

export interface App {
  readonly config: Config;
  readonly log: Log;
  readonly postgres: Postgres;
  readonly clickhouse: Clickhouse;
  readonly files: FileStore;
  readonly live: Live;
  readonly state: Map<symbol, unknown>;
  readonly now: () => Date;
  contextFor(actor: Actor): Context;
}

export type Http = FastifyInstance<
  import("node:http").Server,
  import("node:http").IncomingMessage,
  import("node:http").ServerResponse,
  import("fastify").FastifyBaseLogger,
  TypeBoxTypeProvider
>;

/** A family of live topics, e.g. `job:`, and who may follow one. `may` returns or throws. */
export interface LiveTopic {
  readonly prefix: string;
  readonly may: (ctx: Context, topic: string) => Promise<void> | void;
}

/** `demo: false` = the facts every city needs; `demo: true` = this module's part of the demo city, seeded after them. */
export interface SeedOptions {
  readonly demo: boolean;
}

/** Where facts of the program come from; shown on the About page. */
export interface Source {
  readonly title: string;
  readonly publisher?: string;
  readonly url?: string;
  readonly licence?: string;
  readonly note?: string;
}

export interface ModuleDefinition {
  readonly name: string;
  readonly sources?: readonly Source[];
  readonly routes?: (http: Http, app: App) => void | Promise<void>;
  readonly tasks?: readonly Task[];
  readonly schedules?: readonly Schedule[];
  readonly subscriptions?: readonly Subscription[];
  readonly topics?: readonly LiveTopic[];
  /** Runs once a part ("base", then "demo" if wanted), in one transaction. */
  readonly seed?: (ctx: Context, options: SeedOptions) => Promise<void>;
  readonly start?: (app: App) => Promise<void>;
  readonly stop?: (app: App) => Promise<void>;
  /** Says what is not ready yet, or nothing. */
  readonly notReady?: (app: App) => Promise<string | undefined>;
  /** Only identity has one: who is asking. */
  readonly authenticate?: (request: FastifyRequest, app: App) => Promise<Actor>;
}
