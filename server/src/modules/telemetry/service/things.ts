/** Stations, their series and devices. */
import { createHash, randomBytes } from "node:crypto";
import type { Context } from "../../../kernel/context.ts";
import { decodeCursor, type Page, pageOf } from "../../../kernel/page.ts";
import { authorise, may } from "../../../kernel/policy.ts";
import { transaction } from "../../../kernel/postgres.ts";
import { telemetryError } from "../errors.ts";
import { indexDefinitions } from "../indices.ts";
import { policy } from "../policy.ts";
import { telemetrySectors } from "../sector.ts";
import { telemetryState } from "../state.ts";
import * as devices from "../store/series.ts";
import * as store from "../store/things.ts";

export interface ThingQuery {
  readonly bbox?: readonly [number, number, number, number];
  readonly kind?: string;
  readonly property?: string;
  readonly limit: number;
  readonly cursor?: string;
}

/** Stations with newest values and indices, in order of id. */
export async function listThings(ctx: Context, query: ThingQuery): Promise<Page<store.ThingRow>> {
  authorise(ctx, policy, "read", "station");
  const [afterId = 0] = query.cursor === undefined ? [] : decodeCursor(query.cursor, 1);
  const rows = await store.listThings(ctx, {
    limit: query.limit + 1,
    afterId: Number(afterId),
    ...(query.bbox ? { box: query.bbox } : {}),
    ...(query.kind ? { kind: query.kind } : {}),
    ...(query.property ? { property: query.property } : {}),
  });
  return pageOf(rows, query.limit, (row) => [row.id]);
}

const mostStationsInBox = 5_000;

/** The newest values of all series of the stations in a box (at most 5,000 stations), as JSON text. */
export async function listLatest(
  ctx: Context,
  box: readonly [number, number, number, number],
): Promise<string> {
  authorise(ctx, policy, "read", "reading");
  const rows = await store.listLatest(ctx, box, mostStationsInBox);
  return `{"columns":["datastreamId","thingId","property","value","at","quality"],"rows":${rows}}`;
}

/** @param code the station's code or id. @throws `telemetry.thing-unknown` */
export async function getThing(
  ctx: Context,
  code: string,
): Promise<store.ThingRow & { locations: Awaited<ReturnType<typeof store.listLocations>> }> {
  authorise(ctx, policy, "read", "station");
  const key = /^\d{1,9}$/.test(code) ? { ids: [Number(code)] } : { code };
  const [thing] = await store.listThings(ctx, { ...key, limit: 1 });
  if (!thing) throw telemetryError("thing-unknown", { thing: code });
  return { ...thing, locations: await store.listLocations(ctx, thing.id) };
}

/** Kinds, properties, indices and legal limits: what a client needs to show any station. */
export async function describeTelemetry(ctx: Context) {
  authorise(ctx, policy, "read", "station");
  const [kinds, properties] = await Promise.all([store.listKinds(ctx), store.listProperties(ctx)]);
  const indices = indexDefinitions().map(({ code, name, method, source, properties, levels }) => ({
    code,
    name,
    method,
    source,
    properties,
    levels,
  }));
  const sectors = telemetrySectors().map(({ code, name }) => ({ code, name }));
  return {
    sectors,
    kinds,
    properties,
    indices,
    limits: telemetrySectors().flatMap((sector) => sector.limits),
    alarmLevels: telemetrySectors().flatMap((sector) => sector.alarmLevels ?? []),
  };
}

export type NewThing = Omit<store.NewThingRow, "simulated">;

/** @throws `telemetry.thing-exists`, `telemetry.kind-unknown` */
export async function registerThing(ctx: Context, thing: NewThing): Promise<{ id: number; code: string }> {
  authorise(ctx, policy, "register", "station", { agencyCode: thing.agencyCode });
  const kinds = await store.listKinds(ctx);
  if (!kinds.some((kind) => kind.code === thing.kind))
    throw telemetryError("kind-unknown", { kind: thing.kind });
  const id = await transaction(ctx, (inner) => store.insertThing(inner, { ...thing, simulated: false }));
  if (id === undefined) throw telemetryError("thing-exists", { thing: thing.code });
  return { id, code: thing.code };
}

/** Moves a station; its earlier place stays in the history. */
export async function moveThing(ctx: Context, code: string, lon: number, lat: number): Promise<void> {
  const thing = await getThing(ctx, code);
  authorise(ctx, policy, "register", "station", thing);
  await transaction(ctx, (inner) => store.moveThing(inner, thing.id, lon, lat));
}

/** @throws `telemetry.property-unknown`, `telemetry.series-exists` */
export async function registerDatastream(
  ctx: Context,
  code: string,
  input: Omit<store.NewDatastreamRow, "thingId">,
): Promise<{ id: number }> {
  const thing = await getThing(ctx, code);
  authorise(ctx, policy, "register", "station", thing);
  const id = await transaction(ctx, (inner) =>
    store.insertDatastream(inner, { ...input, thingId: thing.id }),
  );
  if (id === "property") throw telemetryError("property-unknown", { property: input.property });
  if (id === "exists") throw telemetryError("series-exists", { thing: code, property: input.property });
  await catalogueChanged(ctx);
  return { id };
}

/**
 * Creates a device that may send for the given stations. Its secret is shown once and kept as a hash.
 * @throws `telemetry.device-exists`
 */
export async function createDevice(
  ctx: Context,
  input: { userName: string; things: readonly string[] },
): Promise<{ id: number; userName: string; secret: string }> {
  const things = await Promise.all(input.things.map((code) => getThing(ctx, code)));
  for (const thing of things) authorise(ctx, policy, "register", "device", thing);
  const secret = randomBytes(24).toString("base64url");
  if (telemetryState.of(ctx).catalogue.findDevice(input.userName))
    throw telemetryError("device-exists", { device: input.userName });
  const id = await transaction(ctx, (inner) =>
    devices.insertDevice(inner, {
      userName: input.userName,
      secretHash: hashOf(secret),
      thingIds: things.map((t) => t.id),
    }),
  ).catch((error) => {
    if ((error as { code?: string }).code === "23505")
      throw telemetryError("device-exists", { device: input.userName });
    throw error;
  });
  await catalogueChanged(ctx);
  return { id, userName: input.userName, secret };
}

/** Devices that may send, by name, with the stations each sends for; only those whose every station is the asker's. */
export async function listDevices(
  ctx: Context,
): Promise<{ id: number; userName: string; things: { code: string; nameVi: string; nameEn: string }[] }[]> {
  const held = ctx.actor.kind === "account" ? ctx.actor.grants : [];
  const own = held.find((grant) => may(ctx.actor, policy, "register", "device", grant));
  authorise(ctx, policy, "register", "device", own);
  const rows = await devices.listDevices(ctx);
  const ids = [...new Set(rows.flatMap((row) => row.thingIds))];
  const known = ids.length > 0 ? await store.listThings(ctx, { ids, limit: ids.length }) : [];
  const byId = new Map(known.map((thing) => [thing.id, thing]));
  return rows
    .map(({ id, userName, thingIds }) => ({
      id,
      userName,
      things: thingIds.flatMap((t) => byId.get(t) ?? []),
    }))
    .filter(({ things }) =>
      (things.length > 0 ? things : [{ agencyCode: null }]).every((thing) =>
        may(ctx.actor, policy, "register", "device", thing),
      ),
    )
    .map(({ id, userName, things }) => ({
      id,
      userName,
      things: things.map(({ code, nameVi, nameEn }) => ({ code, nameVi, nameEn })),
    }))
    .sort((a, b) => a.userName.localeCompare(b.userName));
}

/** A revoked device cannot connect or publish any more. @throws `telemetry.device-unknown` */
export async function revokeDevice(ctx: Context, deviceId: number): Promise<void> {
  const found = (await devices.listDevices(ctx)).find((device) => device.id === deviceId);
  const things = found
    ? await store.listThings(ctx, { ids: found.thingIds, limit: found.thingIds.length })
    : [];
  for (const thing of things.length > 0 ? things : [{ agencyCode: null }])
    authorise(ctx, policy, "register", "device", thing);
  if (!(await devices.revokeDevice(ctx, deviceId)))
    throw telemetryError("device-unknown", { device: deviceId });
  await catalogueChanged(ctx);
}

export function hashOf(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}

/** This process knows at once, the others within a second of being asked for something they do not know. */
async function catalogueChanged(ctx: Context): Promise<void> {
  await telemetryState.of(ctx).catalogue.reload();
  ctx.live.publish("telemetry:catalogue", {});
}
