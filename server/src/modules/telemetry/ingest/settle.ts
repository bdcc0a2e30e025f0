/**
 * After rows are in ClickHouse: last values and the hours whose indices changed go to PostgreSQL, watchers are
 * told, and only then the journal forgets the rows. Last values are gathered, so that a busy sensor costs one
 * update per round and not one per reading.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "../../../kernel/context.ts";
import { indexedProperties } from "../indices.ts";
import * as store from "../store/observations.ts";
import type { Catalogue, Series } from "./catalogue.ts";
import type { Journal, Position } from "./journal.ts";
import type { Prepared } from "./prepare.ts";

export interface Settler {
  /** Remembers what a stored batch changed. */
  note(prepared: Prepared): void;
  /** Everything up to `position` is in ClickHouse. `now` = someone waits for it to be readable everywhere. */
  reached(position: Position, now: boolean): Promise<void>;
  stop(): Promise<void>;
}

export interface Latest {
  readonly datastreamId: number;
  readonly thingId: number;
  readonly at: number;
  readonly value: number;
  readonly quality: number;
  readonly revision: number;
  readonly receivedAt: number;
}

const roundMs = 250;
const pushMs = 1_000;
const hour = 3_600_000;
const mostPushed = 150;

export function createSettler(ctx: Context, catalogue: Catalogue, journal: Journal): Settler {
  let latest = new Map<number, Latest>();
  let dirty = new Map<number, Set<number>>();
  let position: Position | undefined;
  let chain: Promise<void> = Promise.resolve();
  const push = createPusher(ctx);
  const timer = setInterval(() => void settle(), roundMs);

  function settle(): Promise<void> {
    chain = chain
      .then(settleNow)
      .catch((error) => ctx.log.warn({ err: error }, "last values are not written yet; trying again"));
    return chain;
  }
  async function settleNow(): Promise<void> {
    if (!position) return;
    const [values, hours, upTo] = [latest, dirty, position];
    latest = new Map();
    dirty = new Map();
    position = undefined;
    try {
      await store.settleRound(
        ctx,
        [...values.values()],
        rangesOf(hours, Math.floor(ctx.now().getTime() / hour)),
      );
      push.add(values.values());
      await journal.settle(upTo);
    } catch (error) {
      for (const [id, value] of values) if (!latest.has(id)) latest.set(id, value);
      for (const [thing, slots] of hours) dirty.set(thing, slots.union(dirty.get(thing) ?? new Set()));
      position ??= upTo;
      throw error;
    }
  }
  let walks = 0;
  /** The newest kept row of each series in the batch, and every hour that its rows touch. */
  function noteBatch(prepared: Prepared): void {
    const { batch, keep } = prepared;
    const walk = --walks;
    const indexed = indexedProperties();
    const touched = new Set<Series>();
    for (let i = 0; i < batch.count; i++) {
      const series = keep[i] === 1 ? catalogue.find(batch.datastream[i] ?? 0) : undefined;
      if (!series) continue;
      const { scratch } = series;
      const slot = hourSlot(batch.at[i] ?? 0, series.timeLabel);
      if (scratch.walk === walk && scratch.seen === slot) continue;
      scratch.walk = walk;
      scratch.seen = slot;
      touched.add(series);
      if (indexed.has(series.property)) markHour(series.thingId, slot);
    }
    noteNewest(prepared, touched);
  }
  /** From the end of the batch: the first row met of a series is its newest. */
  function noteNewest(prepared: Prepared, touched: Set<Series>): void {
    const { batch, keep } = prepared;
    for (let i = batch.count - 1; i >= 0 && touched.size > 0; i--) {
      const series = keep[i] === 1 ? catalogue.find(batch.datastream[i] ?? 0) : undefined;
      if (series && touched.delete(series)) noteLatest(series, prepared, i);
    }
  }
  function markHour(thingId: number, slot: number): void {
    const slots = dirty.get(thingId);
    if (slots) slots.add(slot);
    else dirty.set(thingId, new Set([slot]));
  }
  /** Within a batch the rows of a series are in order of time, so its last row is its newest. */
  function noteLatest(series: Series, { batch, quality }: Prepared, i: number): void {
    const at = batch.at[i] ?? 0;
    const before = latest.get(series.id);
    if (!before || at >= before.at) {
      const row = {
        at,
        value: batch.value[i] ?? 0,
        quality: quality[i] ?? 0,
        revision: batch.revision + i,
        receivedAt: batch.receivedAt,
      };
      latest.set(series.id, { datastreamId: series.id, thingId: series.thingId, ...row });
    }
  }
  return {
    note: noteBatch,
    reached: async (upTo, now) => {
      position = upTo;
      if (now) await settle();
    },
    stop: async () => {
      clearInterval(timer);
      for (let i = 0; i < 20 && position; i++) {
        await settle();
        if (position) await sleep(100);
      }
      push.stop();
    },
  };
}

/**
 * The hour slot (its start, in hours since 1970) that a reading belongs to. A reading labelled by the start of its
 * hour opens the slot; a moment or an end closes one: (08:00, 09:00] is the hour from 08:00.
 */
export function hourSlot(at: number, label: "instant" | "start" | "end"): number {
  return label === "start" ? Math.floor(at / hour) : Math.ceil(at / hour) - 1;
}

/** Runs of neighbouring hours: `{3,4,5,40}` → 3–5 and 40–40. The running hour stands alone: it is computed when it is over. */
function rangesOf(dirty: ReadonlyMap<number, ReadonlySet<number>>, running: number): store.DirtyRange[] {
  const ranges: store.DirtyRange[] = [];
  for (const [thingId, slots] of dirty) {
    let open: { thingId: number; from: number; to: number } | undefined;
    for (const slot of [...slots].sort((a, b) => a - b)) {
      if (open && slot <= open.to + 24 && slot < running) open.to = slot;
      else {
        open = { thingId, from: slot, to: slot };
        ranges.push(open);
      }
    }
  }
  return ranges;
}

/** Tells watchers of new last values, at most once a second and in messages small enough to pass between processes. */
function createPusher(ctx: Context) {
  let waiting = new Map<number, Latest>();
  const timer = setInterval(() => {
    const rows = [...waiting.values()].map((l) => [l.datastreamId, l.thingId, l.at, l.value, l.quality]);
    waiting = new Map();
    for (let i = 0; i < rows.length; i += mostPushed)
      ctx.live.publish("telemetry:latest", { rows: rows.slice(i, i + mostPushed) });
  }, pushMs);
  return {
    add(values: Iterable<Latest>): void {
      for (const value of values) waiting.set(value.datastreamId, value);
    },
    stop: () => clearInterval(timer),
  };
}
