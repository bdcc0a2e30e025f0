/** The door of the pipeline: readings of many senders are written to the journal in one go, then acknowledged. */
import type { Context } from "../../../kernel/context.ts";
import { counter } from "../../../kernel/metrics.ts";
import { createBatchBuilder, type Rows, type Taken } from "./batch.ts";
import type { Journal } from "./journal.ts";
import type { Storer } from "./storer.ts";

export interface Intake {
  acceptOne(
    datastream: number,
    at: number,
    resultAt: number,
    value: number,
    done: (error?: Error) => void,
  ): void;
  acceptStored(rows: Rows): Promise<Taken>;
  waiting(): number;
  stop(): Promise<void>;
}

interface Bulk {
  readonly rows: Rows;
  readonly onStored: (taken: Taken) => void;
  readonly onFailed: (error: Error) => void;
}

const mostBacklogRows = 1_000_000;

const receivedRows = counter("dothi_observations_received_total", "Observations made durable");

export function createIntake(parts: {
  ctx: Context;
  journal: Journal;
  storer: Storer;
  newestRevision: number;
}): Intake {
  const { ctx, journal, storer } = parts;
  const nextRevision = revisionsAfter(parts.newestRevision);
  let builder = createBatchBuilder(1_024);
  let dones: ((error?: Error) => void)[] = [];
  let bulk: Bulk[] = [];
  let running: Promise<void> | undefined;
  let stopped = false;

  /** Writes everything that waits now. What cannot be written is handed back to its senders. */
  async function commitRound(): Promise<void> {
    await storer.belowBacklog(mostBacklogRows);
    const [singles, acks, big] = [builder, dones, bulk];
    [builder, dones, bulk] = [createBatchBuilder(1_024), [], []];
    const receivedAt = ctx.now().getTime();
    const work = big.map(({ rows, onStored }) => ({
      batch: { ...rows, receivedAt, revision: nextRevision(rows.count) },
      onStored,
    }));
    const single =
      singles.count > 0 ? [{ batch: singles.take(receivedAt, nextRevision(singles.count)) }] : [];
    try {
      const all = [...single, ...work];
      const position = await journal.append(all.map(({ batch }) => batch));
      for (const one of all) storer.add({ ...one, position, replayed: false });
      receivedRows.inc(all.reduce((sum, { batch }) => sum + batch.count, 0));
      for (const done of acks) done();
    } catch (cause) {
      const error = new Error("the ingest journal cannot be written", { cause });
      ctx.log.error({ err: error }, "readings are not taken");
      for (const done of acks) done(error);
      for (const { onFailed } of big) onFailed(error);
    }
  }
  async function commitAll(): Promise<void> {
    while (builder.count > 0 || bulk.length > 0) await commitRound();
  }
  /** One round at a time; what arrives meanwhile goes into the next. */
  function kick(): void {
    if (running || stopped) return;
    running = new Promise<void>((resolve) => setImmediate(resolve)).then(commitAll).finally(() => {
      running = undefined;
      if (builder.count > 0 || bulk.length > 0) kick();
    });
  }
  return {
    acceptOne: (datastream, at, resultAt, value, done) => {
      builder.add(datastream, at, resultAt, value);
      dones.push(done);
      kick();
    },
    acceptStored: (rows) => {
      if (rows.count === 0) return Promise.resolve({ stored: 0, unchanged: 0 });
      return new Promise((onStored, onFailed) => {
        bulk.push({ rows, onStored, onFailed });
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

/** First revision of a batch: microseconds since 1970, but always more than any revision given before. */
function revisionsAfter(newest: number): (count: number) => number {
  let last = newest;
  return (count) => {
    const first = Math.max(last + 1, Date.now() * 1000);
    last = first + count - 1;
    return first;
  };
}
