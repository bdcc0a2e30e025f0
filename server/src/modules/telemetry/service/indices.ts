/** Indices of stations, e.g. VN_AQI: computed again for every hour whose readings changed, and read. */
import type { Context } from "../../../kernel/context.ts";
import { authorise } from "../../../kernel/policy.ts";
import { telemetryError } from "../errors.ts";
import { indexDefinitions } from "../indices.ts";
import { policy } from "../policy.ts";
import type { HourlyInput, IndexDefinition, IndexResult } from "../sector.ts";
import * as store from "../store/indices.ts";

const hour = 3_600_000;
const day = 24 * hour;
const cityOffset = 7 * hour;
const mostMarks = 2_000;
const mostRounds = 200;

/** Works off the marks left by stored readings, until none is due. Safe to run again. */
export async function computeIndices(ctx: Context): Promise<void> {
  authorise(ctx, policy, "compute", "index");
  for (let round = 0; round < mostRounds; round++) {
    const marks = await store.listDirty(ctx, ctx.now(), mostMarks);
    if (marks.length === 0) return;
    const changed: store.LastIndex[] = [];
    for (const definition of indexDefinitions()) {
      for (const range of rangesOf(marks, definition.reachHours))
        changed.push(...(await computeRange(ctx, definition, range)));
    }
    await store.clearDirty(ctx, marks);
    if (changed.length > 0)
      ctx.live.publish("telemetry:index", { things: [...new Set(changed.map((c) => c.thingId))] });
  }
}

interface Range {
  readonly thingId: number;
  /** Hour slots, both included. */
  readonly from: number;
  readonly to: number;
}

/** Marks of a station that lie close together are computed together; each reaches on to the hours that depend on it. */
function rangesOf(marks: readonly store.DirtyRow[], reachHours: number): Range[] {
  const slots = marks.map((m) => ({
    thingId: m.thingId,
    from: m.fromHour.getTime() / hour,
    to: m.toHour.getTime() / hour + reachHours,
  }));
  slots.sort((a, b) => a.thingId - b.thingId || a.from - b.from);
  const ranges: { thingId: number; from: number; to: number }[] = [];
  for (const slot of slots) {
    const last = ranges.at(-1);
    if (last?.thingId === slot.thingId && slot.from <= last.to + 24) last.to = Math.max(last.to, slot.to);
    else ranges.push(slot);
  }
  return ranges;
}

async function computeRange(
  ctx: Context,
  definition: IndexDefinition,
  range: Range,
): Promise<store.LastIndex[]> {
  const series = await store.listIndexedSeries(ctx, [range.thingId], definition.properties);
  if (series.length === 0) return [];
  const firstDay = cityDayStart(range.from * hour) / hour;
  const from = firstDay - definition.reachHours;
  const to = Math.min(cityDayStart(range.to * hour) / hour + 24, Math.floor(ctx.now().getTime() / hour));
  if (to <= from) return [];
  const means = await store.readHourlyMeans(ctx, series, from, to);
  const lastSlot = means.reduce((last, mean) => Math.max(last, mean.slot), from);
  const input = hourlyInput(series, means, from, to);
  const upTo = Math.min(range.to, to - 1, lastSlot);
  const results = upTo >= range.from ? definition.hourly(input, range.from - from, upTo - from + 1) : [];
  const days = definition.daily(input).filter((d) => cityMidnight(d.dayOn) >= firstDay * hour);
  const revision = ctx.now().getTime() * 1000;
  const base = { thing_id: range.thingId, index_code: definition.code, revision };
  await store.insertIndexValues(ctx, [
    ...results.map((result, i) => ({
      ...base,
      ...rowOf(result),
      period: "hour" as const,
      at: clickhouseTime((range.from + i + 1) * hour),
    })),
    ...days.map(({ dayOn, result }) => ({
      ...base,
      ...rowOf(result),
      period: "day" as const,
      at: clickhouseTime(cityMidnight(dayOn)),
    })),
  ]);
  const last = lastOf(definition, range, results);
  await store.upsertLastIndex(ctx, last);
  return last;
}

/** The newest hour, with or without a value: an index that has stopped must not look alive. */
function lastOf(
  definition: IndexDefinition,
  range: Range,
  results: readonly IndexResult[],
): store.LastIndex[] {
  const result = results.at(-1);
  if (!result) return [];
  const hourFrom = new Date((range.from + results.length - 1) * hour);
  const { value, level, dominant, complete } = result;
  return [{ thingId: range.thingId, indexCode: definition.code, hourFrom, value, level, dominant, complete }];
}

function hourlyInput(
  series: readonly store.IndexedSeries[],
  means: readonly store.HourlyMean[],
  from: number,
  to: number,
): HourlyInput {
  const hours = to - from;
  const values: Record<string, Float64Array> = {};
  const bySeries = new Map<number, Float64Array>();
  for (const { id, property } of series) {
    const array = new Float64Array(hours).fill(Number.NaN);
    values[property] = array;
    bySeries.set(id, array);
  }
  for (const { datastreamId, slot, mean } of means) {
    const array = bySeries.get(datastreamId);
    if (array) array[slot - from] = mean;
  }
  return { firstHourMs: from * hour, hours, values };
}

function rowOf(result: IndexResult) {
  const { value, level, complete, dominant, parts, reason } = result;
  return { value, level: level ?? "", complete, dominant, details: JSON.stringify({ parts, reason }) };
}

function clickhouseTime(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace("T", " ");
}

function cityDayStart(ms: number): number {
  return Math.floor((ms + cityOffset) / day) * day - cityOffset;
}

function cityMidnight(dayOn: string): number {
  return Date.parse(`${dayOn}T00:00:00+07:00`);
}

export interface IndexValue {
  readonly at: string;
  readonly value: number | null;
  readonly level: string | null;
  readonly complete: boolean;
  readonly dominant: readonly string[];
  readonly parts: IndexResult["parts"];
  readonly reason: IndexResult["reason"];
}

/** @throws `telemetry.index-unknown` */
export function getIndexDefinition(code: string): IndexDefinition {
  const found = indexDefinitions().find((definition) => definition.code === code);
  if (!found) throw telemetryError("index-unknown", { index: code });
  return found;
}

/** Hourly values are labelled by the end of their hour, daily ones by the start of the city's day. */
export async function listIndexValues(
  ctx: Context,
  input: { thingId: number; indexCode: string; period: "hour" | "day"; from: Date; to: Date },
): Promise<IndexValue[]> {
  authorise(ctx, policy, "read", "index");
  getIndexDefinition(input.indexCode);
  const rows = await store.readIndex(ctx, { ...input, from: input.from.getTime(), to: input.to.getTime() });
  return rows.map(({ at, details, level, ...row }) => {
    const { parts, reason } = JSON.parse(details) as Pick<IndexResult, "parts" | "reason">;
    return { at: new Date(at).toISOString(), ...row, level: level || null, parts, reason };
  });
}

/** The hours of the last `days` days and, for each station, the value of each of those hours (null = none). */
export async function readIndexMap(
  ctx: Context,
  input: { indexCode: string; days: number },
): Promise<{ hours: string[]; things: { id: number; values: (number | null)[] }[] }> {
  authorise(ctx, policy, "read", "index");
  getIndexDefinition(input.indexCode);
  const to = Math.floor(ctx.now().getTime() / hour) * hour;
  const count = input.days * 24;
  const from = to - (count - 1) * hour;
  const rows = await store.readIndexOfAll(ctx, { indexCode: input.indexCode, from, to });
  const things = rows.map(({ thingId, at, value }) => {
    const values: (number | null)[] = Array.from({ length: count }, () => null);
    for (const [i, ms] of at.entries()) values[(ms - from) / hour] = value[i] ?? null;
    return { id: thingId, values };
  });
  return { hours: Array.from({ length: count }, (_, i) => new Date(from + i * hour).toISOString()), things };
}
