/** Readings: every revision in ClickHouse, the newest value of each series in PostgreSQL. */
import type { Readable } from "node:stream";
import { sql } from "kysely";
import type { Context } from "../../../kernel/context.ts";
import { transaction } from "../../../kernel/postgres.ts";
import type { Known, KnownQuery } from "../ingest/prepare.ts";
import { observationColumns } from "../ingest/row-binary.ts";

const table = (ctx: Context) => ctx.clickhouse.table("telemetry", "observation");

/** A repeated insert is harmless: the revision is part of the key. */
export async function insertObservations(ctx: Context, body: Buffer): Promise<void> {
  await ctx.clickhouse.insertBinary(table(ctx), observationColumns, body);
}

/** What is stored in each range (newest revision), in order of time, by datastream. */
export async function readKnown(ctx: Context, queries: readonly KnownQuery[]): Promise<Map<number, Known[]>> {
  const found = new Map<number, Known[]>();
  for (const group of groupsOf(queries)) {
    const rows = await ctx.clickhouse.query<{ d: number; at: number; value: number }>(
      `SELECT datastream_id AS d, toUnixTimestamp64Milli(at) AS at, argMax(value, revision) AS value
       FROM (SELECT datastream_id, at, value, revision FROM ${table(ctx)}
             WHERE datastream_id IN {ids: Array(UInt32)} AND at >= fromUnixTimestamp64Milli({from: Int64})
               AND at <= fromUnixTimestamp64Milli({to: Int64})
               AND ({all: Bool} OR toUnixTimestamp64Milli(at) IN {moments: Array(Int64)}))
       GROUP BY d, at ORDER BY d, at`,
      group,
    );
    for (const row of rows) {
      const list = found.get(row.d);
      if (list) list.push(row);
      else found.set(row.d, [row]);
    }
  }
  return found;
}

/** Series of about the same range share a query. */
function groupsOf(queries: readonly KnownQuery[]) {
  const groups = new Map<
    string,
    { ids: number[]; from: number; to: number; all: boolean; moments: number[] }
  >();
  const day = 86_400_000;
  for (const query of queries) {
    const key = query.moments
      ? `exact-${query.datastreamId}`
      : `${Math.floor(query.from / day)}-${Math.floor(query.to / day)}`;
    const group = groups.get(key);
    if (!group) {
      const moments = query.moments ? [...query.moments] : [];
      groups.set(key, {
        ids: [query.datastreamId],
        from: query.from,
        to: query.to,
        all: !query.moments,
        moments,
      });
      continue;
    }
    group.ids.push(query.datastreamId);
    group.from = Math.min(group.from, query.from);
    group.to = Math.max(group.to, query.to);
  }
  return groups.values();
}

export interface LatestRow {
  readonly datastreamId: number;
  readonly at: number;
  readonly value: number;
  readonly quality: number;
  readonly revision: number;
  readonly receivedAt: number;
}

/** Hour slots (hours since 1970, both included) of a station whose indices must be computed again. */
export interface DirtyRange {
  readonly thingId: number;
  readonly from: number;
  readonly to: number;
}

const hour = 3_600_000;
export const computeTask = "telemetry.compute-indices";

/** One transaction: newer last values replace older ones, changed hours are queued for the indices. */
export async function settleRound(
  ctx: Context,
  latest: readonly LatestRow[],
  dirty: readonly DirtyRange[],
): Promise<void> {
  if (latest.length === 0 && dirty.length === 0) return;
  await transaction(ctx, async (inner) => {
    if (latest.length > 0) await upsertLast(inner, latest);
    if (dirty.length > 0) await markDirty(inner, dirty);
  });
}

async function upsertLast(ctx: Context, latest: readonly LatestRow[]): Promise<void> {
  const rows = [...latest].sort((a, b) => a.datastreamId - b.datastreamId);
  const column = <T>(pick: (row: LatestRow) => T) => rows.map(pick);
  await sql`
    insert into telemetry.last_value (datastream_id, at, value, quality, revision, received_at)
    select d, at, v, q, r, ra from unnest(${column((r) => r.datastreamId)}::int[], ${column((r) => new Date(r.at))}::timestamptz[],
      ${column((r) => r.value)}::float8[], ${column((r) => r.quality)}::int[], ${column((r) => r.revision)}::bigint[],
      ${column((r) => new Date(r.receivedAt))}::timestamptz[]) as n (d, at, v, q, r, ra)
    where exists (select 1 from telemetry.datastream x where x.id = d)
    on conflict (datastream_id) do update set at = excluded.at, value = excluded.value, quality = excluded.quality,
      revision = excluded.revision, received_at = excluded.received_at
    where (excluded.at, excluded.revision) > (last_value.at, last_value.revision)`.execute(ctx.db);
}

async function markDirty(ctx: Context, dirty: readonly DirtyRange[]): Promise<void> {
  await sql`
    insert into telemetry.index_dirty (thing_id, from_hour, to_hour)
    select * from unnest(${dirty.map((d) => d.thingId)}::int[], ${dirty.map((d) => new Date(d.from * hour))}::timestamptz[],
      ${dirty.map((d) => new Date(d.to * hour))}::timestamptz[])
    on conflict (thing_id, from_hour, to_hour) do update set marked_at = clock_timestamp()`.execute(ctx.db);
  await sql`
    select graphile_worker.add_job(${computeTask}, queue_name := ${computeTask}, run_at := now() + interval '1 second',
      job_key := ${computeTask}, job_key_mode := 'preserve_run_at')`.execute(ctx.db);
}

export interface Bucket {
  /** Start of the bucket, milliseconds UTC. */
  readonly at: number;
  readonly least: number;
  readonly mean: number;
  readonly most: number;
  readonly count: number;
  /** All flags that occur in the bucket. */
  readonly quality: number;
}

/** The newest revision of each reading of a series in [from, to), gathered into buckets of `bucketMs`. */
export function readBuckets(
  ctx: Context,
  input: { datastreamId: number; from: number; to: number; bucketMs: number },
): Promise<Bucket[]> {
  return ctx.clickhouse.query<Bucket>(
    `SELECT intDiv(toUnixTimestamp64Milli(at), {bucketMs: Int64}) * {bucketMs: Int64} AS at, min(v) AS least, avg(v) AS mean,
            max(v) AS most, count() AS count, groupBitOr(q) AS quality
     FROM (${newestSql(ctx, "")}) GROUP BY at ORDER BY at`,
    input,
  );
}

export interface Reading {
  readonly at: number;
  readonly value: number;
  readonly quality: number;
  readonly revisions: number;
}

/** Readings after `after` in order of time; newest revision of each. */
export function readRaw(
  ctx: Context,
  input: { datastreamId: number; from: number; to: number; limit: number },
): Promise<Reading[]> {
  return ctx.clickhouse.query<Reading>(
    `SELECT toUnixTimestamp64Milli(at) AS at, v AS value, q AS quality, n AS revisions FROM (${newestSql(ctx)})
     ORDER BY at LIMIT {limit: UInt32}`,
    input,
  );
}

/** The same as a file: `phenomenonTime,result,quality,revisions`, streamed. */
export function streamReadings(
  ctx: Context,
  input: {
    datastreamId: number;
    from: number;
    to: number;
    format: "CSVWithNames" | "JSONEachRow" | "Parquet";
  },
): Promise<Readable> {
  const time = input.format === "Parquet" ? "at" : "formatDateTime(at, '%Y-%m-%dT%H:%i:%S.000Z', 'UTC')";
  const { format, ...params } = input;
  return ctx.clickhouse.stream(
    `SELECT ${time} AS phenomenonTime, v AS result, q AS quality, n AS revisions FROM (${newestSql(ctx)}) ORDER BY at`,
    params,
    format,
  );
}

function newestSql(ctx: Context, more = ", uniqExact(revision) AS n"): string {
  return `SELECT at, argMax(value, revision) AS v, argMax(quality, revision) AS q${more} FROM ${table(ctx)}
    WHERE datastream_id = {datastreamId: UInt32} AND at >= fromUnixTimestamp64Milli({from: Int64})
      AND at < fromUnixTimestamp64Milli({to: Int64}) GROUP BY at`;
}

/** How many readings of each series carry which flags, by city day. */
export function countFlags(
  ctx: Context,
  input: { datastreamIds: readonly number[]; from: number; to: number },
): Promise<{ datastreamId: number; dayOn: string; count: number; byFlag: number[] }[]> {
  const bits = [0, 1, 2, 3, 4, 5].map((bit) => `countIf(bitTest(q, ${bit}))`).join(", ");
  return ctx.clickhouse.query(
    `SELECT datastream_id AS datastreamId, toString(toDate(at, 'Asia/Ho_Chi_Minh')) AS dayOn, count() AS count, [${bits}] AS byFlag
     FROM (SELECT datastream_id, at, argMax(quality, revision) AS q FROM ${table(ctx)}
           WHERE datastream_id IN {datastreamIds: Array(UInt32)} AND at >= fromUnixTimestamp64Milli({from: Int64})
             AND at < fromUnixTimestamp64Milli({to: Int64}) GROUP BY datastream_id, at)
     GROUP BY datastreamId, dayOn ORDER BY datastreamId, dayOn`,
    input,
  );
}

/** First and last moment of each series, and how many readings it has. */
export function readExtent(
  ctx: Context,
  datastreamIds: readonly number[],
): Promise<{ datastreamId: number; first: number; last: number; count: number }[]> {
  return ctx.clickhouse.query(
    `SELECT datastream_id AS datastreamId, toUnixTimestamp64Milli(min(at)) AS first, toUnixTimestamp64Milli(max(at)) AS last,
            uniqExact(at) AS count
     FROM ${table(ctx)} WHERE datastream_id IN {datastreamIds: Array(UInt32)} GROUP BY datastream_id`,
    { datastreamIds },
  );
}

export interface RefusalRow {
  readonly received_at: string;
  readonly source: string;
  readonly device: string;
  readonly topic: string;
  readonly payload: string;
  readonly code: string;
  readonly reason_vi: string;
  readonly reason_en: string;
}

export async function insertRefusals(ctx: Context, rows: readonly RefusalRow[]): Promise<void> {
  await ctx.clickhouse.insertRows(ctx.clickhouse.table("telemetry", "refusal"), rows);
}

/** The newest refusals, of the given devices or of all. */
export function listRefusals(
  ctx: Context,
  input: { devices: readonly string[] | null; limit: number },
): Promise<RefusalRow[]> {
  return ctx.clickhouse.query<RefusalRow>(
    `SELECT formatDateTime(received_at, '%Y-%m-%dT%H:%i:%SZ', 'UTC') AS received_at, source, device, topic, payload, code, reason_vi, reason_en
     FROM ${ctx.clickhouse.table("telemetry", "refusal")} AS r
     WHERE {all: Bool} OR device IN {devices: Array(String)} ORDER BY r.received_at DESC LIMIT {limit: UInt32}`,
    { all: input.devices === null, devices: input.devices ?? [], limit: input.limit },
  );
}
