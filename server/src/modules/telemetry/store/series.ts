/** Series, devices and what sectors declare: the rows behind the in-memory catalogue. */
import { sql } from "kysely";
import type { Context } from "../../../kernel/context.ts";
import type { TelemetrySector } from "../sector.ts";
import { db, type TimeLabel } from "./tables.ts";

export interface SeriesRow {
  readonly id: number;
  readonly thingId: number;
  readonly thingCode: string;
  readonly agencyCode: string | null;
  readonly thingNameVi: string;
  readonly thingNameEn: string;
  readonly simulated: boolean;
  readonly property: string;
  readonly unitSymbol: string;
  readonly intervalSeconds: number;
  readonly timeLabel: TimeLabel;
  readonly least: number | null;
  readonly most: number | null;
  readonly mostStep: number | null;
  readonly flatLineMinutes: number | null;
  readonly lastAt: Date | null;
  readonly lastValue: number | null;
}

export function listAllSeries(ctx: Context): Promise<SeriesRow[]> {
  return db(ctx)
    .selectFrom("datastream as d")
    .innerJoin("thing as t", "t.id", "d.thing_id")
    .innerJoin("observed_property as p", "p.id", "d.property_id")
    .leftJoin("last_value as l", "l.datastream_id", "d.id")
    .select([
      "d.id",
      "t.id as thingId",
      "t.code as thingCode",
      "t.agency_code as agencyCode",
      "t.name_vi as thingNameVi",
      "t.name_en as thingNameEn",
      "t.simulated",
      "p.code as property",
      "p.unit_symbol as unitSymbol",
      "d.interval_seconds as intervalSeconds",
      "d.time_label as timeLabel",
      "p.least",
      "p.most",
      "p.most_step as mostStep",
      "p.flat_line_minutes as flatLineMinutes",
      "l.at as lastAt",
      "l.value as lastValue",
    ])
    .execute();
}

export interface DeviceRow {
  readonly id: number;
  readonly userName: string;
  readonly secretHash: Buffer;
  readonly thingIds: number[];
}

export async function listDevices(ctx: Context): Promise<DeviceRow[]> {
  const { rows } = await sql<DeviceRow>`
    select d.id, d.user_name as "userName", d.secret_hash as "secretHash",
           coalesce(array_agg(dt.thing_id) filter (where dt.thing_id is not null), '{}') as "thingIds"
    from telemetry.device d left join telemetry.device_thing dt on dt.device_id = d.id
    where d.revoked_at is null group by d.id`.execute(ctx.db);
  return rows;
}

export async function insertDevice(
  ctx: Context,
  device: { userName: string; secretHash: Buffer; thingIds: readonly number[] },
): Promise<number> {
  const { id } = await db(ctx)
    .insertInto("device")
    .values({ user_name: device.userName, secret_hash: device.secretHash, revoked_at: null })
    .returning("id")
    .executeTakeFirstOrThrow();
  const rows = device.thingIds.map((thing_id) => ({ device_id: id, thing_id }));
  if (rows.length > 0) await db(ctx).insertInto("device_thing").values(rows).execute();
  return id;
}

/** True if a living device of that name was there. */
export async function revokeDevice(ctx: Context, deviceId: number): Promise<boolean> {
  const { numUpdatedRows } = await db(ctx)
    .updateTable("device")
    .set({ revoked_at: ctx.now() })
    .where("id", "=", deviceId)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Writes the kinds and properties of the sectors; quality limits follow the data of the sector. */
export async function syncSectors(ctx: Context, sectors: readonly TelemetrySector[]): Promise<void> {
  for (const sector of sectors) {
    for (const kind of sector.kinds) {
      await db(ctx)
        .insertInto("kind")
        .values({ code: kind.code, sector: sector.code, name_vi: kind.name.vi, name_en: kind.name.en })
        .onConflict((c) =>
          c.column("code").doUpdateSet({ sector: sector.code, name_vi: kind.name.vi, name_en: kind.name.en }),
        )
        .execute();
    }
    for (const property of sector.properties) await upsertProperty(ctx, sector.code, property);
  }
}

async function upsertProperty(
  ctx: Context,
  sector: string,
  p: TelemetrySector["properties"][number],
): Promise<void> {
  const values = {
    sector,
    name_vi: p.name.vi,
    name_en: p.name.en,
    definition: p.definition,
    unit_symbol: p.unit.symbol,
    unit_name: p.unit.name,
    unit_ucum: p.unit.ucum,
    decimals: p.decimals,
    least: p.plausible.least,
    most: p.plausible.most,
    most_step: p.mostStep,
    flat_line_minutes: p.flatLineMinutes,
    limits_source: p.limitsSource,
  };
  await db(ctx)
    .insertInto("observed_property")
    .values({ code: p.code, ...values })
    .onConflict((c) => c.column("code").doUpdateSet(values))
    .execute();
}
