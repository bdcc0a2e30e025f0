/**
 * The one path of every reading: journal → quality flags → ClickHouse → last value → live push.
 * A sender is answered when its rows are on disk in the journal (`durable`), or when they can be read (`stored`).
 * When storing falls behind, senders wait: nothing is dropped and memory stays bounded.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "../../../kernel/context.ts";
import { counter, gauge } from "../../../kernel/metrics.ts";
import * as store from "../store/observations.ts";
import { type Batch, createBatchBuilder } from "./batch.ts";
import type { Catalogue } from "./catalogue.ts";
import { type Journal, openJournal, type Position } from "./journal.ts";
import { type Prepared, prepare } from "./prepare.ts";
import { encodeRows } from "./row-binary.ts";
import { createSettler, type Settler } from "./settle.ts";

export interface Rows {
  readonly count: number;
  readonly datastream: Uint32Array;
  readonly at: Float64Array;
  readonly resultAt: Float64Array;
  readonly value: Float64Array;
}

export interface Pipeline {
  /** One reading; `done` is called when it is durable. Callers have validated it. */
  acceptOne(datastream: number, at: number, resultAt: number, value: number, done: () => void): void;
  /** Many readings at once; resolves with the number of rows that said something new when they can be read. */
  acceptStored(rows: Rows): Promise<{ stored: number; unchanged: number }>;
  /** Rows that are durable but not stored yet. */
  backlog(): number;
  stop(): Promise<void>;
}

interface Work {
  readonly batch: Batch;
  readonly position: Position;
  readonly replayed: boolean;
  readonly onStored?: (result: { stored: number; unchanged: number }) => void;
}

const mostBacklogRows = 1_000_000;
const mostRowsAnInsert = 100_000;
/** Small batches are gathered this long, so that ClickHouse gets few parts; someone waiting shortens it. */
const gatherMs = 200;

const receivedRows = counter("dothi_observations_received_total", "Observations made durable");
const storedRows = counter("dothi_observations_stored_total", "Observations stored in ClickHouse");

/** Opens the journal, stores what a crash left in it, and starts taking readings. */
export async function startPipeline(ctx: Context, catalogue: Catalogue, folder: string): Promise<Pipeline> {
  const journal = await openJournal(folder);
  const settler = createSettler(ctx, catalogue, journal);
  const storer = createStorer(ctx, catalogue, settler);
  let newestRevision = 0;
  for await (const { batch, position } of journal.leftOver()) {
    newestRevision = Math.max(newestRevision, batch.revision + batch.count);
    storer.add({ batch, position, replayed: true });
  }
  await storer.idle();
  const intake = createIntake({ journal, storer, newestRevision, now: () => ctx.now().getTime() });
  gauge("dothi_observations_backlog", "Observations durable but not stored yet", function collect() {
    this.set(storer.backlog());
  });
  return {
    acceptOne: intake.acceptOne,
    acceptStored: intake.acceptStored,
    backlog: () => storer.backlog() + intake.waiting(),
    stop: async () => {
      await intake.stop();
      await storer.idle();
      await settler.stop();
      await journal.close();
    },
  };
}

function createIntake(parts: { journal: Journal; storer: ReturnType<typeof createStorer>; newestRevision: number; now: () => number }) {
  const { journal, storer } = parts;
  let builder = createBatchBuilder(1_024);
  let callbacks: (() => void)[] = [];
  let bulk: { rows: Rows; onStored: NonNullable<Work["onStored"]>; onFailed: (error: unknown) => void }[] = [];
  let revision = parts.newestRevision;
  let running: Promise<void> | undefined;
  let stopped = false;

  /** Microseconds since 1970, but always more than any revision given before. */
  function nextRevision(count: number): number {
    const first = Math.max(revision + 1, Date.now() * 1000);
    revision = first + count - 1;
    return first;
  }
  async function commit(): Promise<void> {
    while (builder.count > 0 || bulk.length > 0) {
      await storer.belowBacklog(mostBacklogRows);
      const now = parts.now();
      const work: { batch: Batch; onStored?: Work["onStored"] }[] = [];
      const acks = callbacks;
      callbacks = [];
      if (builder.count > 0) work.push({ batch: builder.take(now, nextRevision(builder.count)) });
      const big = bulk;
      bulk = [];
      for (const { rows, onStored } of big) work.push({ batch: { ...rows, receivedAt: now, revision: nextRevision(rows.count) }, onStored });
      try {
        const position = await journal.append(work.map(({ batch }) => batch));
        for (const { batch, onStored } of work) {
          receivedRows.inc(batch.count);
          storer.add({ batch, position, replayed: false, ...(onStored ? { onStored } : {}) });
        }
      } catch (error) {
        for (const { onFailed } of big) onFailed(error);
        throw error;
      }
      for (const ack of acks) ack();
    }
  }
  function kick(): void {
    if (running || stopped) return;
    running = new Promise<void>((resolve) => setImmediate(resolve))
      .then(commit)
      .catch((error) => storer.log.fatal({ err: error }, "the ingest journal cannot be written; readings are not taken"))
      .finally(() => {
        running = undefined;
        if (builder.count > 0 || bulk.length > 0) kick();
      });
  }
  return {
    acceptOne(datastream: number, at: number, resultAt: number, value: number, done: () => void): void {
      builder.add(datastream, at, resultAt, value);
      callbacks.push(done);
      kick();
    },
    acceptStored(rows: Rows): Promise<{ stored: number; unchanged: number }> {
      if (rows.count === 0) return Promise.resolve({ stored: 0, unchanged: 0 });
      return new Promise((resolve, reject) => {
        bulk.push({ rows, onStored: resolve, onFailed: reject });
        kick();
      });
    },
    waiting: () => builder.count,
    stop: async () => {
      while (running) await running;
      stopped = true;
    },
  };
}

function createStorer(ctx: Context, catalogue: Catalogue, settler: Settler) {
  const queue: Work[] = [];
  let rows = 0;
  let inserting: Promise<void> = Promise.resolve();
  let running: Promise<void> | undefined;
  let wake: (() => void) | undefined;
  const readKnown: Parameters<typeof prepare>[2]["readKnown"] = async (queries) => {
    await inserting;
    return retry(ctx, () => store.readKnown(ctx, queries));
  };

  async function run(): Promise<void> {
    while (queue.length > 0) {
      if (!someoneWaits(queue) && queueRows(queue) < mostRowsAnInsert) await Promise.race([sleep(gatherMs), new Promise<void>((r) => (wake = r))]);
      const works = takeUpTo(queue, mostRowsAnInsert);
      const prepared: Prepared[] = [];
      for (const { batch, replayed } of works) prepared.push(await prepare(batch, catalogue, { readKnown, replayed }));
      await inserting;
      inserting = insert(works, prepared);
    }
    await inserting;
  }
  async function insert(works: readonly Work[], prepared: readonly Prepared[]): Promise<void> {
    const parts = prepared.filter((one) => one.kept > 0).map((one) => encodeRows(one.batch, one.quality, one.keep, one.kept));
    const token = `${works[0]?.batch.revision ?? 0}-${works.length}`;
    if (parts.length > 0) await retry(ctx, () => store.insertObservations(ctx, Buffer.concat(parts), token));
    const position = works.at(-1)?.position;
    for (const one of prepared) settler.note(one);
    if (position) await settler.reached(position, someoneWaits(works));
    for (const [i, work] of works.entries()) {
      const kept = prepared[i]?.kept ?? 0;
      rows -= work.batch.count;
      storedRows.inc(kept);
      work.onStored?.({ stored: kept, unchanged: work.batch.count - kept });
    }
  }
  return {
    log: ctx.log,
    backlog: () => rows,
    add(work: Work): void {
      queue.push(work);
      rows += work.batch.count;
      if (work.onStored || rows >= mostRowsAnInsert) wake?.();
      running ??= run().finally(() => {
        running = undefined;
      });
    },
    idle: async () => {
      while (running) {
        wake?.();
        await running;
      }
    },
    belowBacklog: async (most: number) => {
      while (rows > most) await sleep(5);
    },
  };
}

function someoneWaits(works: readonly Work[]): boolean {
  return works.some((work) => work.onStored !== undefined);
}

function queueRows(queue: readonly Work[]): number {
  return queue.reduce((sum, work) => sum + work.batch.count, 0);
}

function takeUpTo(queue: Work[], most: number): Work[] {
  let rows = 0;
  const end = queue.findIndex((work) => (rows += work.batch.count) > most);
  return queue.splice(0, Math.max(1, end === -1 ? queue.length : end));
}

/** An engine that is away is waited for: the rows are safe in the journal. */
async function retry<T>(ctx: Context, run: () => Promise<T>): Promise<T> {
  for (let delayMs = 100; ; delayMs = Math.min(delayMs * 2, 5_000)) {
    try {
      return await run();
    } catch (error) {
      ctx.log.warn({ err: error, delayMs }, "storing observations failed; trying again");
      await sleep(delayMs);
    }
  }
}
