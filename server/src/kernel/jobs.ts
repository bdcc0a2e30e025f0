/**
 * Work that happens once, later, whichever process is free: graphile-worker behind our own names. A task may run
 * twice and takes ids, not things. Long work reports progress, which pages follow live.
 */
import { randomUUID } from "node:crypto";
import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import {
  Logger as GraphileLogger,
  parseCronItems,
  type Runner,
  run,
  runMigrations,
  type TaskList,
  type WorkerEvents,
  type WorkerPool,
} from "graphile-worker";
import { sql } from "kysely";
import type pg from "pg";
import type { Context } from "./context.ts";
import { AppError, type Bilingual, kernelError } from "./errors.ts";
import type { Log } from "./log.ts";
import { transaction } from "./postgres.ts";

/** Tells how far the work is; cheap to call often. `total` 0 = not known yet. */
export type Progress = (done: number, total: number, message: Bilingual) => Promise<void>;

export interface Task {
  /** `module.verb-thing` */
  readonly name: string;
  readonly run: (ctx: Context, input: never, progress: Progress) => Promise<unknown>;
  readonly maxAttempts?: number;
}

/** A task on a timetable: five cron fields, UTC. Runs once for all processes together. */
export interface Schedule {
  readonly task: string;
  readonly cron: string;
}

export interface Job {
  readonly id: string;
  readonly task: string;
  readonly state: "queued" | "running" | "done" | "failed";
  readonly done: number;
  readonly total: number;
  readonly message: Bilingual | null;
  readonly result: unknown;
  readonly error: { code: string; title: Bilingual; remedy: Bilingual } | null;
  readonly ownerId: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface JobRunner {
  stop(): Promise<void>;
}

export interface JobsOptions {
  readonly pool: pg.Pool;
  readonly tasks: readonly Task[];
  readonly schedules: readonly Schedule[];
  /** Makes the context that each run of a task gets. */
  readonly contextFor: (task: string) => Context;
  readonly log: Log;
  /** No other process shares this database, so every lock found is that of a dead one. */
  readonly alone: boolean;
}

const quietMs = 250;
/** Jobs that still run this long after the stop was asked for go back into the queue. */
const stopGraceMs = 10_000;
const restartMs = 1_000;

/** Creates the tables of graphile-worker; before our own migrations, which refer to them. */
export async function migrateJobs(pool: pg.Pool): Promise<void> {
  await runMigrations({ pgPool: pool, logger: silentLogger() });
}

/** Starts taking jobs, and goes on after PostgreSQL was away, until stopped. */
export async function startJobs(options: JobsOptions): Promise<JobRunner> {
  if (options.alone) await unlockJobs(options.pool);
  await failAbandonedJobs(options.pool);
  let stopping = false;
  let started = await startRunner(options, ended);
  function ended(): void {
    if (stopping) return;
    options.log.warn("the job runner ended; starting it again");
    setTimeout(async () => {
      if (stopping) return;
      await startRunner(options, ended).then((next) => (started = next), ended);
    }, restartMs).unref();
  }
  return {
    stop: async () => {
      stopping = true;
      await stopRunner(started);
    },
  };
}

interface Started {
  readonly runner: Runner;
  readonly pools: ReadonlySet<WorkerPool>;
}

async function startRunner(options: JobsOptions, ended: () => void): Promise<Started> {
  const { log } = options;
  const events: WorkerEvents = new EventEmitter();
  const pools = new Set<WorkerPool>();
  events.on("pool:create", ({ workerPool }) => void pools.add(workerPool));
  events.on("job:error", ({ job, error }) =>
    log.warn({ task: job.task_identifier, attempt: job.attempts, err: error }, "a job failed"),
  );
  events.on("job:failed", ({ job, error }) =>
    log.error({ task: job.task_identifier, err: error }, "a job failed for the last time"),
  );
  const taskList: TaskList = Object.fromEntries(
    options.tasks.map((task) => [
      task.name,
      (payload, { job }) =>
        runTask(task, options.contextFor(task.name), { payload, last: job.attempts >= job.max_attempts }),
    ]),
  );
  const cron = options.schedules.map((s) => ({
    task: s.task,
    match: s.cron,
    options: { backfillPeriod: 0, maxAttempts: 3 },
  }));
  const runner = await run({
    pgPool: options.pool,
    taskList,
    parsedCronItems: parseCronItems(cron),
    concurrency: 4,
    pollInterval: 1_000,
    noHandleSignals: true,
    logger: silentLogger(),
    events,
  });
  runner.promise.then(ended, ended);
  return { runner, pools };
}

async function stopRunner({ runner, pools }: Started): Promise<void> {
  const stopped = runner.stop().then(
    () => true,
    () => true,
  );
  if (await Promise.race([stopped, sleep(stopGraceMs, false, { ref: false })])) return;
  const force = [...pools].map((pool) => pool.forcefulShutdown("the program stops"));
  await Promise.allSettled(force);
}

/** graphile-worker keeps the lock of a crashed process for four hours; where nobody else can hold one, it is let go. */
async function unlockJobs(pool: pg.Pool): Promise<void> {
  await pool.query(`
    select graphile_worker.force_unlock_workers(array_agg(locked_by)) from (
      select locked_by from graphile_worker._private_jobs union select locked_by from graphile_worker._private_job_queues
    ) lock where locked_by is not null`);
}

/** A job whose last attempt died with its process never runs again: who waits for it is told. */
async function failAbandonedJobs(pool: pg.Pool): Promise<void> {
  await pool.query(
    `update kernel.job set state = 'failed', error = $1::jsonb, updated_at = now()
     where state in ('queued', 'running') and not exists (
       select from graphile_worker._private_jobs p where p.payload ->> 'jobId' = job.id::text
         and (p.attempts < p.max_attempts or p.locked_at > now() - interval '4 hours'))`,
    [JSON.stringify(problemOf(kernelError("internal")))],
  );
}

/**
 * Puts a job with visible progress into the queue, in the caller's transaction. Returns its id.
 * @param options.queue jobs of one queue run one after the other
 */
export async function startJob(
  ctx: Context,
  task: string,
  input: object,
  options: { maxAttempts?: number; queue?: string } = {},
): Promise<string> {
  const { maxAttempts = 5, queue = null } = options;
  const id = randomUUID();
  const ownerId = ctx.actor.kind === "account" ? ctx.actor.accountId : null;
  const payload = JSON.stringify({ jobId: id, input });
  await transaction(ctx, async ({ db }) => {
    await sql`insert into kernel.job (id, task, owner_id) values (${id}, ${task}, ${ownerId})`.execute(db);
    await sql`select graphile_worker.add_job(${task}, payload := ${payload}::json,
      max_attempts := ${maxAttempts}, queue_name := ${queue})`.execute(db);
  });
  return id;
}

/**
 * @throws `kernel.job-unknown`, also when the job is another person's
 */
export async function getJob(ctx: Context, id: string): Promise<Job> {
  const { rows } = await sql<Job>`
    select id, task, state, done, total, message, result, error, owner_id as "ownerId",
           created_at as "createdAt", updated_at as "updatedAt" from kernel.job where id = ${id}::uuid`.execute(
    ctx.db,
  );
  const job = rows[0];
  if (!job || !mayFollow(ctx, job)) throw kernelError("job-unknown", { job: id });
  return job;
}

function mayFollow(ctx: Context, job: Job): boolean {
  if (ctx.actor.kind === "system") return true;
  if (ctx.actor.kind !== "account") return false;
  return (
    job.ownerId === ctx.actor.accountId || ctx.actor.grants.some((grant) => grant.role === "administrator")
  );
}

/** `last` = no attempt is left. Between attempts the job is `queued` and shows why the attempt before failed. */
async function runTask(
  task: Task,
  ctx: Context,
  attempt: { payload: unknown; last: boolean },
): Promise<void> {
  const { jobId, input } = jobOf(attempt.payload);
  if (!jobId) {
    await task.run(ctx, input as never, async () => undefined);
    return;
  }
  await update(ctx, jobId, { state: "running" });
  try {
    const result = await task.run(ctx, input as never, progressOf(ctx, jobId));
    await update(ctx, jobId, { state: "done", result: result ?? null });
  } catch (error) {
    const known = error instanceof AppError ? error : kernelError("internal");
    const again = (known.kind === "internal" || known.kind === "unavailable") && !attempt.last;
    const change = { state: again ? "queued" : "failed", error: problemOf(known) } as const;
    await update(ctx, jobId, change).catch((lost) =>
      ctx.log.warn({ err: lost, jobId }, "a job's state is not written"),
    );
    if (again || !(error instanceof AppError) || known.kind === "unavailable") throw error;
  }
}

function jobOf(payload: unknown): { jobId: string | null; input: unknown } {
  if (payload && typeof payload === "object" && "jobId" in payload && typeof payload.jobId === "string")
    return { jobId: payload.jobId, input: "input" in payload ? payload.input : {} };
  return { jobId: null, input: payload };
}

function problemOf(error: AppError) {
  return { code: error.code, title: error.title, remedy: error.remedy, problems: error.problems };
}

function progressOf(ctx: Context, jobId: string): Progress {
  let writtenAt = 0;
  return async (done, total, message) => {
    const now = Date.now();
    if (now - writtenAt < quietMs && done !== total) return;
    writtenAt = now;
    await update(ctx, jobId, { state: "running", done, total, message });
  };
}

interface JobChange {
  state: Job["state"];
  done?: number;
  total?: number;
  message?: Bilingual;
  result?: unknown;
  error?: unknown;
}

async function update(ctx: Context, id: string, change: JobChange): Promise<void> {
  const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
  await sql`
    update kernel.job set state = ${change.state}, done = coalesce(${change.done ?? null}, done),
      total = coalesce(${change.total ?? null}, total), message = coalesce(${json(change.message)}::jsonb, message),
      result = coalesce(${json(change.result)}::jsonb, result), error = ${json(change.error)}::jsonb, updated_at = now()
    where id = ${id}::uuid`.execute(ctx.db);
  ctx.live.publish(`job:${id}`, { id, ...change });
}

function silentLogger() {
  return new GraphileLogger(() => () => undefined);
}
