/**
 * From arrived rows to rows to store: each gets its quality flags; a row that says again what is already known is
 * left out. Rows in order of time cost no query. Rows that are late, or came back from the journal, are judged
 * between their neighbours in time, which are read from the store.
 */
import type { Batch } from "./batch.ts";
import { reorder } from "./batch.ts";
import type { Catalogue, Series } from "./catalogue.ts";
import { judge, judgeAlone, newState, qualityFlags, type SeriesState } from "./quality.ts";

/** What the store has: the newest revision of a moment. */
export interface Known {
  readonly at: number;
  readonly value: number;
}

export interface KnownQuery {
  readonly datastreamId: number;
  readonly from: number;
  readonly to: number;
  /** Only these moments, when the range would hold far more than is needed. */
  readonly moments?: readonly number[];
}

export type ReadKnown = (queries: readonly KnownQuery[]) => Promise<Map<number, Known[]>>;

export interface Prepared {
  readonly batch: Batch;
  readonly quality: Uint16Array;
  /** 1 = to store. */
  readonly keep: Uint8Array;
  readonly kept: number;
}

const hour = 3_600_000;
const mostRangeRows = 500_000;

/**
 * @param readKnown reads the store; called only for late rows, after everything before this batch is stored
 * @param replayed the batch is from the journal: its rows may be stored already
 */
export async function prepare(
  arrived: Batch,
  catalogue: Catalogue,
  options: { readKnown: ReadKnown; replayed: boolean },
): Promise<Prepared> {
  const batch = inTimeOrder(arrived, catalogue);
  const quality = new Uint16Array(batch.count);
  const keep = new Uint8Array(batch.count).fill(1);
  const late = lateSeries(batch, catalogue, options.replayed);
  judgeInOrder(batch, catalogue, late, { quality, keep });
  if (late.size > 0) await judgeLate(batch, late, { quality, keep }, options.readKnown);
  let kept = 0;
  for (const one of keep) kept += one;
  return { batch, quality, keep, kept };
}

interface Verdict {
  readonly quality: Uint16Array;
  readonly keep: Uint8Array;
}

let walks = 0;

/** Sorted by series and time where needed; a stable sort, so that of two readings of a moment the later arrival wins. */
function inTimeOrder(batch: Batch, catalogue: Catalogue): Batch {
  const { datastream, at } = batch;
  const walk = ++walks;
  for (let i = 0; i < batch.count; i++) {
    const scratch = catalogue.find(datastream[i] ?? 0)?.scratch;
    const time = at[i] ?? 0;
    if (!scratch) continue;
    if (scratch.walk === walk && time < scratch.seen) return sorted(batch);
    scratch.walk = walk;
    scratch.seen = time;
  }
  return batch;
}

function sorted(batch: Batch): Batch {
  const { datastream, at } = batch;
  const order = Uint32Array.from({ length: batch.count }, (_, i) => i);
  order.sort((a, b) => (datastream[a] ?? 0) - (datastream[b] ?? 0) || (at[a] ?? 0) - (at[b] ?? 0) || a - b);
  return reorder(batch, order);
}

/** Rows of the series that have a row before their newest known moment. */
function lateSeries(batch: Batch, catalogue: Catalogue, replayed: boolean): Map<Series, number[]> {
  const rows = new Map<Series, number[]>();
  for (let i = 0; i < batch.count; i++) {
    const series = catalogue.find(batch.datastream[i] ?? 0);
    if (series && (replayed || (batch.at[i] ?? 0) < series.state.lastAt)) rows.set(series, []);
  }
  if (rows.size === 0) return rows;
  for (let i = 0; i < batch.count; i++) {
    const series = catalogue.find(batch.datastream[i] ?? 0);
    if (series) rows.get(series)?.push(i);
  }
  return rows;
}

function judgeInOrder(
  batch: Batch,
  catalogue: Catalogue,
  late: ReadonlyMap<Series, unknown>,
  verdict: Verdict,
): void {
  const someLate = late.size > 0;
  for (let i = 0; i < batch.count; i++) {
    const series = catalogue.find(batch.datastream[i] ?? 0);
    if (!series) verdict.keep[i] = 0;
    else if (!someLate || !late.has(series)) judgeOne(series.state, series, batch, i, verdict);
  }
}

/** One row at or after the newest moment of its series. */
function judgeOne(state: SeriesState, series: Series, batch: Batch, i: number, verdict: Verdict): void {
  const at = batch.at[i] ?? 0;
  const value = batch.value[i] ?? 0;
  if (at !== state.lastAt) {
    verdict.quality[i] = judge(state, series.limits, at, value, batch.receivedAt);
  } else if (value === state.lastValue) {
    verdict.keep[i] = 0;
  } else {
    verdict.quality[i] = judgeAlone(series.limits, at, value, batch.receivedAt) | qualityFlags.duplicate;
    state.lastValue = value;
    state.flatSince = at;
  }
}

async function judgeLate(
  batch: Batch,
  late: Map<Series, number[]>,
  verdict: Verdict,
  readKnown: ReadKnown,
): Promise<void> {
  const known = await readKnown([...late].map(([series, rows]) => queryFor(series, rows, batch)));
  for (const [series, rows] of late) {
    const state = judgeBetween(series, rows, known.get(series.id) ?? [], batch, verdict);
    if (state.lastAt >= series.state.lastAt) Object.assign(series.state, state);
  }
}

function queryFor(series: Series, rows: readonly number[], batch: Batch): KnownQuery {
  const from = batch.at[rows[0] ?? 0] ?? 0;
  const to = batch.at[rows.at(-1) ?? 0] ?? 0;
  const { intervalMs, flatLineMinutes } = series.limits;
  const lookBack = Math.max(6 * hour, (flatLineMinutes ?? 0) * 60_000 + intervalMs, 3 * intervalMs);
  const expected = (to - from) / intervalMs;
  if (expected > mostRangeRows || expected > rows.length * 20 + 10_000)
    return { datastreamId: series.id, from, to, moments: rows.map((i) => batch.at[i] ?? 0) };
  return { datastreamId: series.id, from: from - lookBack, to };
}

/** Walks the known readings and the new rows together in order of time. */
function judgeBetween(
  series: Series,
  rows: readonly number[],
  known: readonly Known[],
  batch: Batch,
  verdict: Verdict,
): SeriesState {
  const state = newState();
  let next = 0;
  for (const i of rows) {
    const at = batch.at[i] ?? 0;
    for (let k = known[next]; k && k.at <= at; k = known[++next])
      judge(state, series.limits, k.at, k.value, k.at);
    judgeOne(state, series, batch, i, verdict);
  }
  for (let k = known[next]; k; k = known[++next]) judge(state, series.limits, k.at, k.value, k.at);
  return state;
}
