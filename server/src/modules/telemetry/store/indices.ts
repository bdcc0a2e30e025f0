/** Indices of stations: which hours are to be computed, the hourly means they come from, and the results. */
import { sql } from "kysely";
import type { Context } from "../../../kernel/context.ts";
import { qualityFlags } from "../ingest/quality.ts";
import { db, type TimeLabel } from "./tables.ts";

export interface DirtyRow {
  readonly thingId: number;
  readonly fromHour: Date;
  readonly toHour: Date;
  /** As text: a JavaScript date would lose the microseconds that tell a newer mark from this one. */
  readonly markedAt: string;
}

/** Marks whose hours are over at `now`, oldest first. */
export async function listDirty(ctx: Context, now: Date, limit: number): Promise<DirtyRow[]> {
  const { rows } = await sql<DirtyRow>`
    select thing_id as "thingId", from_hour as "fromHour", to_hour as "toHour", marked_at::text as "markedAt"
    from telemetry.index_dirty where from_hour + interval '1 hour' <= ${now} order by marked_at limit ${limit}`.execute(
    ctx.db,
  );
  return rows;
}

/** Takes the marks away, except those that were marked again meanwhile. */
export async function clearDirty(ctx: Context, rows: readonly DirtyRow[]): Promise<void> {
  await sql`
    delete from telemetry.index_dirty d using unnest(${rows.map((r) => r.thingId)}::int[], ${rows.map((r) => r.fromHour)}::timestamptz[],
      ${rows.map((r) => r.toHour)}::timestamptz[], ${rows.map((r) => r.markedAt)}::text[]) as n (thing_id, from_hour, to_hour, marked_at)
    where d.thing_id = n.thing_id and d.from_hour = n.from_hour and d.to_hour = n.to_hour and d.marked_at::text = n.marked_at`.execute(
    ctx.db,
  );
}

export interface IndexedSeries {
  readonly id: number;
  readonly thingId: number;
  readonly property: string;
  readonly timeLabel: TimeLabel;
}

export function listIndexedSeries(
  ctx: Context,
  thingIds: readonly number[],
  properties: readonly string[],
): Promise<IndexedSeries[]> {
  return db(ctx)
    .selectFrom("datastream as d")
    .innerJoin("observed_property as p", "p.id", "d.property_id")
    .where("d.thing_id", "in", [...thingIds])
    .where("p.code", "in", [...properties])
    .select(["d.id", "d.thing_id as thingId", "p.code as property", "d.time_label as timeLabel"])
    .execute();
}

export interface HourlyMean {
  readonly datastreamId: number;
  /** Hours since 1970 of the start of the hour. */
  readonly slot: number;
  readonly mean: number;
}

/** Means of the hour slots `from <= slot < to`, of the newest revisions, without values outside the plausible range. */
export function readHourlyMeans(
  ctx: Context,
  series: readonly IndexedSeries[],
  from: number,
  to: number,
): Promise<HourlyMean[]> {
  const hour = 3_600_000;
  return ctx.clickhouse.query<HourlyMean>(
    `SELECT datastream_id AS datastreamId,
            intDiv(toUnixTimestamp64Milli(at) - if(datastream_id IN {startLabelled: Array(UInt32)}, 0, 1), 3600000) AS slot, avg(v) AS mean
     FROM (SELECT datastream_id, at, argMax(value, revision) AS v, argMax(quality, revision) AS q
           FROM ${ctx.clickhouse.table("telemetry", "observation")}
           WHERE datastream_id IN {ids: Array(UInt32)} AND at >= fromUnixTimestamp64Milli({from: Int64})
             AND at <= fromUnixTimestamp64Milli({to: Int64})
           GROUP BY datastream_id, at)
     WHERE bitAnd(q, {excluded: UInt16}) = 0 GROUP BY datastreamId, slot
     HAVING slot >= {fromSlot: Int64} AND slot < {toSlot: Int64}`,
    {
      ids: series.map((s) => s.id),
      startLabelled: series.filter((s) => s.timeLabel === "start").map((s) => s.id),
      from: from * hour,
      to: to * hour,
      fromSlot: from,
      toSlot: to,
      excluded: qualityFlags.range,
    },
  );
}

export interface IndexRow {
  readonly thing_id: number;
  readonly index_code: string;
  readonly period: "hour" | "day";
  /** `yyyy-MM-dd HH:mm:ss` UTC: the end of the hour, or the start of the city's day. */
  readonly at: string;
  readonly value: number | null;
  readonly level: string;
  readonly complete: boolean;
  readonly dominant: readonly string[];
  /** JSON: parts and reason. */
  readonly details: string;
  readonly revision: number;
}

export async function insertIndexValues(ctx: Context, rows: readonly IndexRow[]): Promise<void> {
  await ctx.clickhouse.insertRows(ctx.clickhouse.table("telemetry", "index_value"), rows);
}

export interface LastIndex {
  readonly thingId: number;
  readonly indexCode: string;
  readonly hourFrom: Date;
  readonly value: number | null;
  readonly level: string | null;
  readonly dominant: readonly string[];
  readonly complete: boolean;
}

export async function upsertLastIndex(ctx: Context, rows: readonly LastIndex[]): Promise<void> {
  for (const row of rows) {
    await sql`
      insert into telemetry.index_last (thing_id, index_code, hour_from, value, level, dominant, complete)
      values (${row.thingId}, ${row.indexCode}, ${row.hourFrom}, ${row.value}, ${row.level}, ${[...row.dominant]}::text[], ${row.complete})
      on conflict (thing_id, index_code) do update set hour_from = excluded.hour_from, value = excluded.value,
        level = excluded.level, dominant = excluded.dominant, complete = excluded.complete
      where excluded.hour_from >= index_last.hour_from`.execute(ctx.db);
  }
}

export interface StoredIndex {
  /** Milliseconds UTC: the end of the hour, or the start of the city's day. */
  readonly at: number;
  readonly value: number | null;
  readonly level: string;
  readonly complete: boolean;
  readonly dominant: string[];
  readonly details: string;
}

/** Values of one station in [from, to), in order of time. */
export function readIndex(
  ctx: Context,
  input: { thingId: number; indexCode: string; period: "hour" | "day"; from: number; to: number },
): Promise<StoredIndex[]> {
  return ctx.clickhouse.query<StoredIndex>(
    `SELECT toUnixTimestamp(i.at) * 1000 AS at, i.value AS value, i.level AS level, i.complete AS complete, i.dominant AS dominant,
            i.details AS details
     FROM ${ctx.clickhouse.table("telemetry", "index_value")} AS i FINAL
     WHERE i.thing_id = {thingId: UInt32} AND i.index_code = {indexCode: String} AND i.period = {period: String}
       AND i.at >= fromUnixTimestamp64Milli({from: Int64}) AND i.at < fromUnixTimestamp64Milli({to: Int64})
     ORDER BY i.at`,
    input,
  );
}

/** Hourly values of all stations in [from, to]: one row a station, its hours and values side by side. */
export function readIndexOfAll(
  ctx: Context,
  input: { indexCode: string; from: number; to: number },
): Promise<{ thingId: number; at: number[]; value: (number | null)[] }[]> {
  return ctx.clickhouse.query(
    `SELECT thingId, groupArray(h) AS at, groupArray(tuple(v)).1 AS value FROM (
       SELECT i.thing_id AS thingId, toUnixTimestamp(i.at) * 1000 AS h, i.value AS v
       FROM ${ctx.clickhouse.table("telemetry", "index_value")} AS i FINAL
       WHERE i.index_code = {indexCode: String} AND i.period = 'hour'
         AND i.at >= fromUnixTimestamp64Milli({from: Int64}) AND i.at <= fromUnixTimestamp64Milli({to: Int64})
       ORDER BY thingId, h) GROUP BY thingId ORDER BY thingId`,
    input,
  );
}

/** Means of a property of one station by city day, with the hours that went in. */
export function readDailyMeans(
  ctx: Context,
  input: { datastreamId: number; startLabelled: boolean; from: number; to: number },
): Promise<{ dayOn: string; mean: number; hours: number; mostHour: number }[]> {
  return ctx.clickhouse.query(
    `SELECT toString(toDate(fromUnixTimestamp(slot * 3600), 'Asia/Ho_Chi_Minh')) AS dayOn, avg(m) AS mean, toUInt32(count()) AS hours, max(m) AS mostHour
     FROM (SELECT intDiv(toUnixTimestamp64Milli(at) - if({startLabelled: Bool}, 0, 1), 3600000) AS slot, avg(v) AS m
           FROM (SELECT at, argMax(value, revision) AS v, argMax(quality, revision) AS q
                 FROM ${ctx.clickhouse.table("telemetry", "observation")}
                 WHERE datastream_id = {datastreamId: UInt32} AND at >= fromUnixTimestamp64Milli({from: Int64})
                   AND at < fromUnixTimestamp64Milli({to: Int64}) GROUP BY at)
           WHERE bitAnd(q, {excluded: UInt16}) = 0 GROUP BY slot)
     GROUP BY dayOn ORDER BY dayOn`,
    { ...input, excluded: qualityFlags.range },
  );
}
