/** Builds the program from its configuration: kernel first, then each module in order. */
import { join } from "node:path";
import type { FastifyRequest } from "fastify";
import type { Actor } from "./kernel/actor.ts";
import { openClickhouse } from "./kernel/clickhouse.ts";
import type { Config } from "./kernel/config.ts";
import type { Context } from "./kernel/context.ts";
import { deliverEvent } from "./kernel/events.ts";
import { openFiles } from "./kernel/files.ts";
import { registerLiveRoute } from "./kernel/http/live-route.ts";
import { createHttp, finishHttp } from "./kernel/http/server.ts";
import { registerStatusRoutes } from "./kernel/http/status-routes.ts";
import { getJob, type JobRunner, migrateJobs, startJobs, type Task } from "./kernel/jobs.ts";
import { openLive } from "./kernel/live.ts";
import type { Log } from "./kernel/log.ts";
import { migrate } from "./kernel/migrate.ts";
import type { App, Http, LiveTopic, ModuleDefinition } from "./kernel/module.ts";
import { deliverTask, emitterOn, registerSubscriptions } from "./kernel/outbox.ts";
import { openPostgres } from "./kernel/postgres.ts";
import { seed } from "./kernel/seed.ts";
import { modules } from "./modules.ts";
import { registerSectors } from "./sectors/index.ts";

export interface AppOptions {
  readonly config: Config;
  readonly log: Log;
  readonly databaseUrl: string;
  readonly clickhouseUrl: string;
  readonly clickhouseReaderUrl?: string;
  readonly demo: boolean;
  readonly webRoot?: string;
  readonly now?: () => Date;
  /** Tells the person at the terminal of steps that may take over a second. */
  readonly onStep?: (step: "migrate" | "seed" | "modules") => void;
}

export interface RunningApp {
  readonly app: App;
  readonly http: Http;
  listen(): Promise<string>;
  close(): Promise<void>;
}

const migrationsFolder = join(import.meta.dirname, "../migrations");

/** Opens everything and starts every module; nothing listens yet. On failure what was opened is closed again. */
export async function createApp(options: AppOptions): Promise<RunningApp> {
  const app = await openApp(options);
  const closers: (() => Promise<unknown>)[] = [
    () => app.live.close(),
    () => app.clickhouse.close(),
    () => app.postgres.close(),
  ];
  const close = async () => {
    for (const closer of closers.splice(0))
      await closer().catch((error) => app.log.warn({ err: error }, "closing a part failed"));
  };
  try {
    options.onStep?.("migrate");
    await migrateJobs(app.postgres.pool);
    await migrate(app.postgres.pool, app.clickhouse, migrationsFolder);
    registerSectors();
    registerSubscriptions(modules.flatMap((module) => module.subscriptions ?? []));
    options.onStep?.("seed");
    await seed(app.contextFor({ kind: "system", task: "seed" }), modules, options.demo);
    options.onStep?.("modules");
    for (const module of modules) {
      await module.start?.(app);
      closers.unshift(async () => module.stop?.(app));
    }
    const jobs = await startAllJobs(app);
    closers.unshift(() => jobs.stop());
    const http = await buildHttp(app, options.webRoot);
    closers.unshift(() => http.close());
    return { app, http, listen: () => http.listen({ port: app.config.PORT, host: app.config.HOST }), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openApp(options: AppOptions): Promise<App> {
  const { config, log } = options;
  const postgres = openPostgres(options.databaseUrl, { poolSize: config.DATABASE_POOL, log });
  const readerUrl = options.clickhouseReaderUrl;
  const clickhouse = openClickhouse(options.clickhouseUrl, {
    prefix: config.CLICKHOUSE_DATABASE_PREFIX,
    log,
    ...(readerUrl ? { readerUrl } : {}),
  });
  const files = await openFiles(config.DATA_DIR, config.S3_URL);
  const live = await openLive(options.databaseUrl, log);
  const now = options.now ?? (() => new Date());
  const state = new Map<symbol, unknown>();
  const emit = emitterOn(postgres.db);
  const shared = { config, log, clickhouse, files, live, state, now };
  return {
    ...shared,
    postgres,
    contextFor: (actor): Context => ({ ...shared, db: postgres.db, actor, emit }),
  };
}

function startAllJobs(app: App): Promise<JobRunner> {
  const deliver: Task = {
    name: deliverTask,
    run: (ctx, input: { eventId: number; subscriber: string }) => deliverEvent(ctx, input),
  };
  return startJobs({
    pool: app.postgres.pool,
    tasks: [deliver, ...modules.flatMap((module) => module.tasks ?? [])],
    schedules: modules.flatMap((module) => module.schedules ?? []),
    contextFor: (task) => app.contextFor({ kind: "system", task }),
    log: app.log,
    alone: app.config.DATABASE_URL === "",
  });
}

async function buildHttp(app: App, webRoot: string | undefined): Promise<Http> {
  const authenticator = modules.find((module) => module.authenticate);
  const authenticate = async (request: FastifyRequest): Promise<Actor> =>
    (await authenticator?.authenticate?.(request, app)) ?? { kind: "anonymous" };
  const http = await createHttp({ app, authenticate });
  registerStatusRoutes(http, app, modules);
  const jobTopic: LiveTopic = {
    prefix: "job:",
    may: async (ctx, topic) => void (await getJob(ctx, topic.slice(4))),
  };
  const families = [jobTopic, ...modules.flatMap((module: ModuleDefinition) => module.topics ?? [])];
  registerLiveRoute(http, app, { families, authenticate });
  for (const module of modules) await module.routes?.(http, app);
  await finishHttp(http, webRoot);
  return http;
}
