import type { Datastream, Thing } from "./types.ts";

/** A row of the topic `telemetry:latest`. */
export type LatestRow = [datastreamId: number, thingId: number, atMs: number, value: number, quality: number];

/** Puts newer readings into stations; what did not change stays the same object, and older readings are ignored. */
export function applyLatest(things: readonly Thing[], rows: readonly LatestRow[]): Thing[] {
  const byThing = Map.groupBy(rows, ([, thingId]) => thingId);
  return things.map((thing) => {
    const news = byThing.get(thing.id);
    return news ? withReadings(thing, news) : thing;
  });
}

function withReadings(thing: Thing, rows: readonly LatestRow[]): Thing {
  return { ...thing, datastreams: thing.datastreams.map((stream) => withNewest(stream, rows)) };
}

function withNewest(stream: Datastream, rows: readonly LatestRow[]): Datastream {
  let last = stream.last;
  for (const [id, , atMs, value, quality] of rows) {
    const newer = id === stream.id && (!last || Date.parse(last.at) < atMs);
    if (newer) last = { at: new Date(atMs).toISOString(), value, quality };
  }
  return last === stream.last ? stream : { ...stream, last };
}

/** The rows of a live message; an unknown shape gives none. */
export function readLatestRows(data: unknown): LatestRow[] {
  const rows = (data as { rows?: unknown } | null)?.rows;
  return Array.isArray(rows)
    ? (rows.filter((row) => Array.isArray(row) && row.length >= 5) as LatestRow[])
    : [];
}

/** The stations of a message of the topic `telemetry:index`. */
export function indexedThings(data: unknown): number[] {
  const things = (data as { things?: unknown } | null)?.things;
  return Array.isArray(things) ? things.filter((id) => typeof id === "number") : [];
}

/** When a station last sent anything, in milliseconds; undefined if it never did. */
export function lastSentAt(thing: Pick<Thing, "datastreams">): number | undefined {
  const instants = thing.datastreams.flatMap(({ last }) => (last ? [Date.parse(last.at)] : []));
  return instants.length === 0 ? undefined : Math.max(...instants);
}

const MISSED_INTERVALS = 3;
const LEAST_SILENCE_MS = 20 * 60_000;

/** Whether a station has stopped: nothing for three of its shortest intervals, and at least 20 minutes. */
export function isStale(thing: Pick<Thing, "datastreams">, now: number): boolean {
  const sentAt = lastSentAt(thing);
  if (sentAt === undefined) return true;
  const interval = Math.min(...thing.datastreams.map((stream) => stream.intervalSeconds * 1000));
  return now - sentAt > Math.max(LEAST_SILENCE_MS, MISSED_INTERVALS * interval);
}
