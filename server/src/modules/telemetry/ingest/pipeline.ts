/**
 * The one path of every reading: journal → quality flags → ClickHouse → last value → live push.
 * A sender is answered when its rows are on disk in the journal (`durable`), or when they can be read (`stored`).
 * When storing falls behind, senders wait: nothing is dropped and memory stays bounded.
 */
import type { Context } from "../../../kernel/context.ts";
import { gauge } from "../../../kernel/metrics.ts";
import type { Rows, Taken } from "./batch.ts";
import type { Catalogue } from "./catalogue.ts";
import { createIntake } from "./intake.ts";
import { openJournal } from "./journal.ts";
import { createSettler } from "./settle.ts";
import { createStorer } from "./storer.ts";

export interface Pipeline {
  /** One reading; `done` is called when it is durable, or with an error if it could not be made so. */
  acceptOne(
    datastream: number,
    at: number,
    resultAt: number,
    value: number,
    done: (error?: Error) => void,
  ): void;
  /** Many readings at once; resolves when they can be read, with the number of rows that said something new. */
  acceptStored(rows: Rows): Promise<Taken>;
  /** Rows that are durable but not stored yet. */
  backlog(): number;
  stop(): Promise<void>;
}

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
  const intake = createIntake({ ctx, journal, storer, newestRevision });
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
