/** Readings out: ranges in buckets or raw, files, quality counts, exceedances; readings in by HTTP. */
import type { Readable } from "node:stream";
import type { Context } from "../../../kernel/context.ts";
import { decodeCursor, encodeCursor, type Page } from "../../../kernel/page.ts";
import { authorise } from "../../../kernel/policy.ts";
import { telemetryError } from "../errors.ts";
import type { SeriesFacts } from "../ingest/catalogue.ts";
import { flagNames, type QualityFlag, qualityFlags } from "../ingest/quality.ts";
import { policy } from "../policy.ts";
import { type LimitDefinition, telemetrySectors } from "../sector.ts";
import { telemetryState } from "../state.ts";
import * as indices from "../store/indices.ts";
import * as store from "../store/observations.ts";
import { getThing } from "./things.ts";

const second = 1_000;
const dayMs = 86_400_000;
const mostDays = 366 * 5;

/** Bucket widths that people can read, seconds. */
const widths = [
  1, 5, 10, 30, 60, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800,
];

export interface Series {
  readonly series: SeriesFacts;
  readonly bucketSeconds: number;
  readonly points: {
    at: string;
    least: number;
    mean: number;
    most: number;
    count: number;
    flags: QualityFlag[];
  }[];
}

/**
 * A range of a series in at most about `points` buckets with least, mean, most and count; the width is the
 * smallest readable one that is enough, never smaller than the series' own interval.
 * @throws `telemetry.series-unknown`, `telemetry.range-invalid`
 */
export async function readSeries(
  ctx: Context,
  input: { datastreamId: number; from: Date; to: Date; points: number },
): Promise<Series> {
  authorise(ctx, policy, "read", "reading");
  checkRange(input.from, input.to, mostDays);
  const series = await getSeries(ctx, input.datastreamId);
  const wanted = (input.to.getTime() - input.from.getTime()) / second / input.points;
  const bucketSeconds =
    widths.find((w) => w >= wanted && w >= Math.min(series.intervalSeconds, 3_600)) ??
    Math.ceil(wanted / 604_800) * 604_800;
  const rows = await store.readBuckets(ctx, {
    datastreamId: series.id,
    from: input.from.getTime(),
    to: input.to.getTime(),
    bucketMs: bucketSeconds * second,
  });
  const points = rows.map(({ at, quality, ...rest }) => ({
    at: new Date(at).toISOString(),
    ...rest,
    flags: flagNames(quality),
  }));
  return { series, bucketSeconds, points };
}

export interface RawReading {
  readonly at: string;
  readonly value: number;
  readonly flags: QualityFlag[];
  /** How many values this moment has had. */
  readonly revisions: number;
}

/** Every reading of the range, a page at a time. */
export async function listReadings(
  ctx: Context,
  input: { datastreamId: number; from: Date; to: Date; limit: number; cursor?: string },
): Promise<Page<RawReading>> {
  authorise(ctx, policy, "read", "reading");
  checkRange(input.from, input.to, mostDays * 10);
  const series = await getSeries(ctx, input.datastreamId);
  const [after] = input.cursor === undefined ? [] : decodeCursor(input.cursor, 1);
  const from = after === undefined ? input.from.getTime() : Number(after) + 1;
  const rows = await store.readRaw(ctx, {
    datastreamId: series.id,
    from,
    to: input.to.getTime(),
    limit: input.limit + 1,
  });
  const items = rows.slice(0, input.limit);
  const last = items.at(-1);
  return {
    items: items.map(({ at, quality, ...rest }) => ({
      at: new Date(at).toISOString(),
      ...rest,
      flags: flagNames(quality),
    })),
    nextCursor: rows.length > input.limit && last ? encodeCursor([last.at]) : null,
  };
}

const fileForms = {
  csv: { format: "CSVWithNames", type: "text/csv; charset=utf-8" },
  json: { format: "JSONEachRow", type: "application/x-ndjson" },
  parquet: { format: "Parquet", type: "application/vnd.apache.parquet" },
} as const;
export type FileForm = keyof typeof fileForms;

/** The range as a file, streamed from the store. */
export async function exportReadings(
  ctx: Context,
  input: { datastreamId: number; from: Date; to: Date; form: FileForm },
): Promise<{ body: Readable; type: string; name: string }> {
  authorise(ctx, policy, "read", "reading");
  checkRange(input.from, input.to, mostDays * 10);
  const series = await getSeries(ctx, input.datastreamId);
  const { format, type } = fileForms[input.form];
  const body = await store.streamReadings(ctx, {
    datastreamId: series.id,
    from: input.from.getTime(),
    to: input.to.getTime(),
    format,
  });
  const extension = input.form === "json" ? "ndjson" : input.form;
  return {
    body,
    type,
    name: `${series.thingCode}-${series.property}-${input.from.toISOString().slice(0, 10)}.${extension}`,
  };
}

/** How many readings of each series of a station carry which quality flag, day by day. */
export async function countQuality(ctx: Context, input: { thing: string; from: Date; to: Date }) {
  authorise(ctx, policy, "read", "reading");
  checkRange(input.from, input.to, mostDays);
  const thing = await getThing(ctx, input.thing);
  const ids = thing.datastreams.map((d) => d.id);
  const names = Object.keys(qualityFlags) as QualityFlag[];
  const [rows, extent] = await Promise.all([
    store.countFlags(ctx, { datastreamIds: ids, from: input.from.getTime(), to: input.to.getTime() }),
    store.readExtent(ctx, ids),
  ]);
  return thing.datastreams.map(({ id, property, intervalSeconds }) => {
    const days = rows.filter((row) => row.datastreamId === id);
    const flags = Object.fromEntries(
      names.map((name, bit) => [name, days.reduce((sum, d) => sum + (d.byFlag[bit] ?? 0), 0)]),
    );
    const whole = extent.find((e) => e.datastreamId === id);
    return {
      datastreamId: id,
      property,
      readings: days.reduce((sum, d) => sum + d.count, 0),
      expected: Math.floor((input.to.getTime() - input.from.getTime()) / second / intervalSeconds),
      flags,
      first: whole && whole.count > 0 ? new Date(whole.first).toISOString() : null,
      last: whole && whole.count > 0 ? new Date(whole.last).toISOString() : null,
      days: days.map(({ dayOn, count, byFlag }) => ({
        dayOn,
        count,
        flagged: byFlag.reduce((sum, n) => sum + n, 0),
      })),
    };
  });
}

export interface Exceedance {
  readonly property: string;
  readonly dayOn: string;
  readonly mean: number;
  readonly hours: number;
  readonly limit: LimitDefinition;
}

const leastHours = 18;

/**
 * Days whose 24-hour mean (of at least 18 hours) is over the limit that was in force on that day, or, with
 * `limitsOn`, over the limits of that one date: how would those days look under today's rule?
 * Days for which no limit is loaded are counted apart, not taken as lawful.
 */
export async function listExceedances(
  ctx: Context,
  input: { thing: string; from: Date; to: Date; limitsOn?: string },
) {
  authorise(ctx, policy, "read", "reading");
  checkRange(input.from, input.to, mostDays);
  const thing = await getThing(ctx, input.thing);
  const limits = telemetrySectors().flatMap((s) => s.limits.filter((l) => l.averaging === "24h"));
  const exceedances: Exceedance[] = [];
  const judged: Record<string, number> = {};
  const withoutLimit: Record<string, number> = {};
  for (const datastream of thing.datastreams.filter((d) => limits.some((l) => l.property === d.property))) {
    const days = await indices.readDailyMeans(ctx, {
      datastreamId: datastream.id,
      startLabelled: datastream.timeLabel === "start",
      from: input.from.getTime(),
      to: input.to.getTime(),
    });
    const full = days.filter((d) => d.hours >= leastHours);
    judged[datastream.property] = full.length;
    withoutLimit[datastream.property] = 0;
    for (const { dayOn, mean, hours } of full) {
      const date = input.limitsOn ?? dayOn;
      const limit = limits.find(
        (l) =>
          l.property === datastream.property &&
          l.validFrom <= date &&
          (l.validTo === null || date <= l.validTo),
      );
      if (!limit) withoutLimit[datastream.property] = (withoutLimit[datastream.property] ?? 0) + 1;
      else if (mean > limit.most)
        exceedances.push({ property: datastream.property, dayOn, mean, hours, limit });
    }
  }
  return {
    leastHours,
    limitsOn: input.limitsOn ?? null,
    daysJudged: judged,
    daysWithoutLimit: withoutLimit,
    exceedances: exceedances.sort((a, b) => (a.dayOn < b.dayOn ? 1 : -1)),
    limits,
  };
}

/** Newest refused readings, newest first. */
export async function listRefusals(ctx: Context, limit: number): Promise<store.RefusalRow[]> {
  authorise(ctx, policy, "read", "refusal");
  return store.listRefusals(ctx, { devices: null, limit });
}

async function getSeries(ctx: Context, id: number): Promise<SeriesFacts> {
  const { catalogue } = telemetryState.of(ctx);
  if (!catalogue.find(id)) await catalogue.refresh();
  const series = catalogue.find(id);
  if (!series) throw telemetryError("series-unknown", { series: id });
  const { limits: _limits, state: _state, scratch: _scratch, ...facts } = series;
  return facts;
}

function checkRange(from: Date, to: Date, days: number): void {
  const span = to.getTime() - from.getTime();
  if (span > 0 && span <= days * dayMs) return;
  throw telemetryError("range-invalid", { from: from.toISOString(), to: to.toISOString(), days });
}
