/** Stations with their series, newest values and newest indices. */
import { sql } from "kysely";
import type { Context } from "../../../kernel/context.ts";
import { db } from "./tables.ts";

export interface LastValue {
  readonly at: string;
  readonly value: number;
  readonly quality: number;
}

export interface DatastreamRow {
  readonly id: number;
  readonly property: string;
  readonly sensor: string;
  readonly intervalSeconds: number;
  readonly timeLabel: "instant" | "start" | "end";
  readonly verticalDatum: string | null;
  readonly last: LastValue | null;
}

export interface IndexNow {
  readonly code: string;
  readonly hourFrom: string;
  readonly value: number | null;
  readonly level: string | null;
  readonly dominant: readonly string[];
  readonly complete: boolean;
}

export interface ThingRow {
  readonly id: number;
  readonly code: string;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly description: string;
  readonly kind: string;
  readonly agencyCode: string | null;
  readonly simulated: boolean;
  readonly lon: number;
  readonly lat: number;
  readonly datastreams: DatastreamRow[];
  readonly indices: IndexNow[];
}

export interface ThingFilter {
  readonly ids?: readonly number[];
  readonly code?: string;
  readonly kind?: string;
  readonly property?: string;
  /** west, south, east, north */
  readonly box?: readonly [number, number, number, number];
  readonly afterId?: number;
  readonly limit: number;
}

/** Stations in order of id; one query, one row a station, series and indices gathered inside PostgreSQL. */
export async function listThings(ctx: Context, filter: ThingFilter): Promise<ThingRow[]> {
  const [west = -180, south = -90, east = 180, north = 90] = filter.box ?? [];
  const { rows } = await sql<ThingRow>`
    select t.id, t.code, t.name_vi as "nameVi", t.name_en as "nameEn", t.description, t.kind, t.agency_code as "agencyCode",
      t.simulated, t.lon, t.lat, coalesce(s.list, '[]') as datastreams, coalesce(i.list, '[]') as indices
    from (select * from telemetry.thing
          where lon between ${west} and ${east} and lat between ${south} and ${north}
            and (${filter.ids === undefined} or id = any(${[...(filter.ids ?? [])]}::int[]))
            and (${filter.code ?? null}::text is null or code = ${filter.code ?? null})
            and (${filter.kind ?? null}::text is null or kind = ${filter.kind ?? null})
            and (${filter.property ?? null}::text is null or exists (
              select 1 from telemetry.datastream d join telemetry.observed_property p on p.id = d.property_id
              where d.thing_id = thing.id and p.code = ${filter.property ?? null}))
            and id > ${filter.afterId ?? 0}
          order by id limit ${filter.limit}) t
    left join lateral (
      select json_agg(json_build_object('id', d.id, 'property', p.code, 'sensor', sensor.name, 'intervalSeconds', d.interval_seconds,
        'timeLabel', d.time_label, 'verticalDatum', d.vertical_datum,
        'last', case when l.at is null then null else json_build_object('at', l.at, 'value', l.value, 'quality', l.quality) end)
        order by d.id) as list
      from telemetry.datastream d join telemetry.observed_property p on p.id = d.property_id
      join telemetry.sensor on sensor.id = d.sensor_id
      left join telemetry.last_value l on l.datastream_id = d.id where d.thing_id = t.id) s on true
    left join lateral (
      select json_agg(json_build_object('code', x.index_code, 'hourFrom', x.hour_from, 'value', x.value, 'level', x.level,
        'dominant', x.dominant, 'complete', x.complete)) as list
      from telemetry.index_last x where x.thing_id = t.id) i on true
    order by t.id`.execute(ctx.db);
  return rows;
}

/**
 * Only the newest values of the series in a box, for maps that refresh: flat rows
 * `[datastreamId, thingId, property, value, at (ms UTC), quality]`, as JSON text made by PostgreSQL, which is passed on.
 */
export async function listLatest(
  ctx: Context,
  box: readonly [number, number, number, number],
  limit: number,
): Promise<string> {
  const [west, south, east, north] = box;
  const { rows } = await sql<{ list: string | null }>`
    select json_agg(json_build_array(d.id, t.id, p.code, l.value, (extract(epoch from l.at) * 1000)::bigint, l.quality))::text as list
    from (select id from telemetry.thing where lon between ${west} and ${east} and lat between ${south} and ${north}
          order by id limit ${limit}) t
    join telemetry.datastream d on d.thing_id = t.id
    join telemetry.observed_property p on p.id = d.property_id
    join telemetry.last_value l on l.datastream_id = d.id`.execute(ctx.db);
  return rows[0]?.list ?? "[]";
}

export interface PropertyRow {
  readonly code: string;
  readonly sector: string;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly definition: string;
  readonly unitSymbol: string;
  readonly unitName: string;
  readonly decimals: number;
  readonly least: number | null;
  readonly most: number | null;
  readonly mostStep: number | null;
  readonly flatLineMinutes: number | null;
  readonly limitsSource: string;
}

export function listProperties(ctx: Context): Promise<PropertyRow[]> {
  return db(ctx)
    .selectFrom("observed_property")
    .select([
      "code",
      "sector",
      "name_vi as nameVi",
      "name_en as nameEn",
      "definition",
      "unit_symbol as unitSymbol",
      "unit_name as unitName",
      "decimals",
      "least",
      "most",
      "most_step as mostStep",
      "flat_line_minutes as flatLineMinutes",
      "limits_source as limitsSource",
    ])
    .orderBy("sector")
    .orderBy("id")
    .execute();
}

export function listKinds(
  ctx: Context,
): Promise<{ code: string; sector: string; nameVi: string; nameEn: string }[]> {
  return db(ctx)
    .selectFrom("kind")
    .select(["code", "sector", "name_vi as nameVi", "name_en as nameEn"])
    .orderBy("code")
    .execute();
}

export interface NewThingRow {
  readonly code: string;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly description: string;
  readonly kind: string;
  readonly agencyCode: string | null;
  readonly simulated: boolean;
  readonly lon: number;
  readonly lat: number;
}

/** The new station's id, or undefined if its code is taken. */
export async function insertThing(ctx: Context, thing: NewThingRow): Promise<number | undefined> {
  const { nameVi, nameEn, agencyCode, ...rest } = thing;
  const row = await db(ctx)
    .insertInto("thing")
    .values({ ...rest, name_vi: nameVi, name_en: nameEn, agency_code: agencyCode })
    .onConflict((c) => c.column("code").doNothing())
    .returning("id")
    .executeTakeFirst();
  if (row) await insertLocation(ctx, row.id, thing.lon, thing.lat);
  return row?.id;
}

/** Moves a station: the place before keeps its dates. */
export async function moveThing(ctx: Context, thingId: number, lon: number, lat: number): Promise<void> {
  const now = ctx.now();
  await db(ctx)
    .updateTable("location")
    .set({ valid_to: now })
    .where("thing_id", "=", thingId)
    .where("valid_to", "is", null)
    .execute();
  await db(ctx).updateTable("thing").set({ lon, lat }).where("id", "=", thingId).execute();
  await insertLocation(ctx, thingId, lon, lat);
}

async function insertLocation(ctx: Context, thing_id: number, lon: number, lat: number): Promise<void> {
  await db(ctx)
    .insertInto("location")
    .values({ thing_id, lon, lat, valid_from: ctx.now(), valid_to: null })
    .execute();
}

export function listLocations(
  ctx: Context,
  thingId: number,
): Promise<{ lon: number; lat: number; validFrom: Date; validTo: Date | null }[]> {
  return db(ctx)
    .selectFrom("location")
    .where("thing_id", "=", thingId)
    .select(["lon", "lat", "valid_from as validFrom", "valid_to as validTo"])
    .orderBy("valid_from")
    .execute();
}

export interface NewDatastreamRow {
  readonly thingId: number;
  readonly property: string;
  readonly sensor: string;
  readonly intervalSeconds: number;
  readonly timeLabel: "instant" | "start" | "end";
  readonly verticalDatum: string | null;
}

/** The new series' id; `"property"` if that property is unknown, `"exists"` if the station has one of it already. */
export async function insertDatastream(
  ctx: Context,
  input: NewDatastreamRow,
): Promise<number | "property" | "exists"> {
  const property = await db(ctx)
    .selectFrom("observed_property")
    .where("code", "=", input.property)
    .select("id")
    .executeTakeFirst();
  if (!property) return "property";
  const sensor = await db(ctx)
    .insertInto("sensor")
    .values({ name: input.sensor })
    .onConflict((c) => c.column("name").doUpdateSet({ name: input.sensor }))
    .returning("id")
    .executeTakeFirstOrThrow();
  const row = await db(ctx)
    .insertInto("datastream")
    .values({
      thing_id: input.thingId,
      property_id: property.id,
      sensor_id: sensor.id,
      interval_seconds: input.intervalSeconds,
      time_label: input.timeLabel,
      vertical_datum: input.verticalDatum,
    })
    .onConflict((c) => c.columns(["thing_id", "property_id"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  return row?.id ?? "exists";
}
