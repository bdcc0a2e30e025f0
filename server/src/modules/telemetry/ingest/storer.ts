/** From the journal to ClickHouse: batches are judged in order, gathered and inserted; the next is judged meanwhile. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "../../../kernel/context.ts";
import { counter } from "../../../kernel/metrics.ts";
import * as store from "../store/observations.ts";
import type { Batch, Taken } from "./batch.ts";
import type { Catalogue } from "./catalogue.ts";
import type { Position } from "./journal.ts";
import { type Prepared, prepare, type ReadKnown } from "./prepare.ts";
import { encodeRows } from "./row-binary.ts";
import type { Settler } from "./settle.ts";

export interface Work {
  readonly batch: Batch;
  readonly position: Position;
  /** From the journal after a crash: may be stored already. */
  readonly replayed: boolean;
  /** Someone waits until the rows can be read. */
  readonly onStored?: (taken: Taken) => void;
}

export interface Storer {
  add(work: Work): void;
  backlog(): number;
  belowBacklog(most: number): Promise<void>;
  /** Everything added so far is stored. */
  idle(): Promise<void>;
}

const mostRowsAnInsert = 100_000;
/** Small batches are gathered this long, so that ClickHouse gets few parts; someone waiting shortens it. */
const gatherMs = 200;

const storedRows = counter("dothi_observations_stored_total", "Observations stored in ClickHouse");

export function createStorer(ctx: Context, catalogue: Catalogue, settler: Settler): Storer {
  const queue: Work[] = [];
  let rows = 0;
  let inserting: Promise<void> = Promise.resolve();
  let settling: Promise<void> = Promise.resolve();
  let running: Promise<void> | undefined;
  let wake: (() => void) | undefined;
  const readKnown: ReadKnown = async (queries) => {
    await inserting;
    return retry(ctx, () => store.readKnown(ctx, queries));
  };
  async function run(): Promise<void> {
    while (queue.length > 0) {
      if (!someoneWaits(queue) && countRows(queue) < mostRowsAnInsert) await gather();
      const works = takeUpTo(queue, mostRowsAnInsert);
      const prepared: Prepared[] = [];
      for (const { batch, replayed } of works)
        prepared.push(await prepare(batch, catalogue, { readKnown, replayed }));
      await inserting;
      inserting = insert(works, prepared);
    }
    await inserting;
  }
  /** What is added while the last insert of a run is awaited belongs to the next run. */
  function kick(): void {
    running ??= run().finally(() => {
      running = undefined;
      if (queue.length > 0) kick();
    });
  }
  function gather(): Promise<void> {
    const woken = new Promise<void>((resolve) => {
      wake = resolve;
    });
    return Promise.race([sleep(gatherMs), woken]);
  }
  async function insert(works: readonly Work[], prepared: readonly Prepared[]): Promise<void> {
    await insertRows(ctx, prepared);
    for (const one of prepared) settler.note(one);
    settling = settle(works, prepared);
  }
  /** Meanwhile the next rows are inserted. */
  async function settle(works: readonly Work[], prepared: readonly Prepared[]): Promise<void> {
    const position = works.at(-1)?.position;
    if (position) await settler.reached(position, someoneWaits(works));
    for (const [i, { batch, onStored }] of works.entries()) {
      const stored = prepared[i]?.kept ?? 0;
      rows -= batch.count;
      storedRows.inc(stored);
      onStored?.({ stored, unchanged: batch.count - stored });
    }
  }
  return {
    add: (work) => {
      queue.push(work);
      rows += work.batch.count;
      if (work.onStored || rows >= mostRowsAnInsert) wake?.();
      kick();
    },
    backlog: () => rows,
    belowBacklog: async (most) => {
      while (rows > most) await sleep(5);
    },
    idle: async () => {
      while (running) {
        wake?.();
        await running;
      }
      await settling;
    },
  };
}

/** The same rows inserted again, e.g. after a lost answer, are the same revisions and are read once. */
async function insertRows(ctx: Context, prepared: readonly Prepared[]): Promise<void> {
  const parts = prepared
    .filter((one) => one.kept > 0)
    .map((one) => encodeRows(one.batch, one.quality, one.keep, one.kept));
  if (parts.length === 0) return;
  const [first = Buffer.alloc(0)] = parts;
  const body = parts.length === 1 ? first : Buffer.concat(parts);
  await retry(ctx, () => store.insertObservations(ctx, body));
}

function someoneWaits(works: readonly Work[]): boolean {
  return works.some((work) => work.onStored !== undefined);
}

function countRows(works: readonly Work[]): number {
  return works.reduce((sum, work) => sum + work.batch.count, 0);
}

function takeUpTo(queue: Work[], most: number): Work[] {
  let rows = 0;
  let end = 0;
  for (const { batch } of queue) {
    rows += batch.count;
    if (end > 0 && rows > most) break;
    end++;
  }
  return queue.splice(0, end);
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
