/** Boundaries: the set in use, which unit a point lies in, import and activation. */
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { defineAppState } from "../../../kernel/app-state.ts";
import type { Context } from "../../../kernel/context.ts";
import { kernelError } from "../../../kernel/errors.ts";
import { decodeCursor, type Page, type PageInput, pageOf } from "../../../kernel/page.ts";
import { authorise } from "../../../kernel/policy.ts";
import { transaction } from "../../../kernel/postgres.ts";
import { checkBoundaries } from "../boundary-check.ts";
import { registryError } from "../errors.ts";
import { boundariesActivated, boundariesImported } from "../events.ts";
import { type AreaGeometry, contains, type Position } from "../geometry/rings.ts";
import { roundGeometry, simplifyTogether } from "../geometry/simplify.ts";
import { registryPolicy } from "../policy.ts";
import type { BoundarySet, FeatureCollection, ImportQuery, ImportReport, Located, Unit } from "../schema.ts";
import * as store from "../store/boundaries.ts";
import * as unitStore from "../store/units.ts";
import { isValid, listUnitsWithIds, todayOf, unitOf } from "./units.ts";

/** Points of a whole map that a phone loads at once: some 90 kB compressed. */
const lightPoints = 20_000;
const cachedSets = 6;
/** Largest file of an import. */
export const importLimitBytes = 32 * 1_048_576;

export interface BoundaryDocument {
  /** GeoJSON text. */
  readonly body: string;
  /** Strong ETag, quotes included. */
  readonly etag: string;
}

/** Documents already written, by set and detail; a set never changes, so none grows old. */
export const boundaryCache =
  defineAppState<Map<string, Promise<BoundaryDocument>>>("registry.boundary-cache");

/** A set as GeoJSON. @throws `registry.boundary-set-unknown` */
export async function getBoundaries(
  ctx: Context,
  which: string,
  detail: "light" | "full",
): Promise<BoundaryDocument> {
  authorise(ctx, registryPolicy, "read", "boundaries");
  const set = await store.findSet(ctx, which === "active" ? "active" : Number(which));
  if (!set) throw registryError("boundary-set-unknown", { set: which });
  const cache = boundaryCache.of(ctx);
  const key = `${set.id}/${detail}`;
  const document = cache.get(key) ?? writeDocument(ctx, set, detail);
  const [oldest] = cache.keys();
  if (cache.size >= cachedSets && oldest !== undefined && !cache.has(key)) cache.delete(oldest);
  cache.set(key, document);
  return document.catch((error: unknown) => {
    cache.delete(key);
    throw error;
  });
}

async function writeDocument(
  ctx: Context,
  set: BoundarySet,
  detail: "light" | "full",
): Promise<BoundaryDocument> {
  const body = JSON.stringify(await collectionOf(ctx, set, detail));
  return { body, etag: `"${createHash("sha256").update(body).digest("base64url")}"` };
}

async function collectionOf(ctx: Context, set: BoundarySet, detail: "light" | "full"): Promise<object> {
  const rows = await store.boundariesOf(ctx, set.id);
  const units = new Map(
    (
      await unitStore.unitsWithIds(
        ctx,
        rows.map((row) => row.unitId),
      )
    ).map((unit) => [unit.id, unit]),
  );
  const full = rows.map((row) => row.geometry);
  const geometries = detail === "light" ? simplifyTogether(full, lightPoints) : full.map(roundGeometry);
  const { id, schematic, credit, source } = set;
  const features = rows.flatMap((row, i) => {
    const unit = units.get(row.unitId);
    if (!unit) return [];
    const { code, fullName: name, kind, areaKm2 } = unit;
    const properties = { id: unit.id, code, name, kind, areaKm2, schematic: row.schematic };
    return [{ type: "Feature", id: unit.id, properties, geometry: geometries[i] }];
  });
  return { type: "FeatureCollection", set: id, schematic, credit, source, features };
}

/**
 * The unit a point lies in by the active boundaries. For a day on which that unit did not exist yet, `unit` is null and
 * `candidates` are the units of the day that went into it: old boundaries are not known, so no single one is chosen.
 */
export async function locate(ctx: Context, point: Position, at = todayOf(ctx)): Promise<Located> {
  authorise(ctx, registryPolicy, "read", "unit");
  const around = await store.boundariesAround(ctx, point);
  const hit = around.find((row) => contains(row.geometry, point));
  if (!hit) return { at, unit: null, candidates: [], ...(await activeCredit(ctx)) };
  const { schematic, credit } = hit;
  const [unit] = await listUnitsWithIds(ctx, [hit.unitId]);
  if (unit && isValid(unit, at)) return { at, unit, candidates: [], schematic, credit };
  const linked = await Promise.all(
    (["predecessors", "successors"] as const).map((direction) =>
      unitStore.linkedUnits(ctx, [hit.unitId], direction),
    ),
  );
  const candidates = linked
    .flat()
    .filter((link) => isValid(link.unit, at))
    .map(({ part, unit }) => ({ part, unit: unitOf(unit as unitStore.UnitRow) }));
  return { at, unit: null, candidates, schematic, credit };
}

/** The unit in which a point lies on a day (default: today), or undefined. */
export async function findUnitAt(ctx: Context, point: Position, at?: string): Promise<Unit | undefined> {
  return (await locate(ctx, point, at)).unit ?? undefined;
}

async function activeCredit(ctx: Context): Promise<{ schematic: boolean; credit: string }> {
  const active = await store.findSet(ctx, "active");
  return { schematic: active?.schematic ?? true, credit: active?.credit ?? "" };
}

/** Asked before the body of an import is read. */
export function mayImportBoundaries(ctx: Context): void {
  authorise(ctx, registryPolicy, "import", "boundaries");
}

export interface BoundaryFile {
  readonly collection: FeatureCollection;
  /** The file as it came; kept beside the set. */
  readonly bytes: Buffer;
}

/**
 * Takes in the good features of a file as a new set; units without one keep their schematic cell.
 * @throws `registry.boundaries-unusable` (its details hold the report) when nothing can be taken; `registry.crs-…` and
 *   `registry.coordinates-…` when the file as a whole is in another coordinate system
 */
export async function importBoundaries(
  ctx: Context,
  file: BoundaryFile,
  query: ImportQuery,
): Promise<{ set: BoundarySet | null; report: ImportReport }> {
  authorise(ctx, registryPolicy, "import", "boundaries");
  const { report, taken } = await checkBoundaries(file.collection, await unitsToMatch(ctx));
  if (query.dryRun) return { set: null, report };
  if (taken.size === 0)
    throw registryError("boundaries-unusable", { features: report.features }, { details: { report } });
  const { hash } = await ctx.files.put(Readable.from([file.bytes]), importLimitBytes);
  const set = await transaction(ctx, async (inner) => {
    const id = await keepSet(inner, { ...query, report, taken, hash });
    if (query.activate !== false) await activate(inner, id);
    return getSet(inner, id);
  });
  return { set, report };
}

async function unitsToMatch(ctx: Context): Promise<{ inForce: Unit[]; earlier: Unit[] }> {
  const today = todayOf(ctx);
  const all = (await unitStore.allUnits(ctx)).map(unitOf);
  return {
    inForce: all.filter((unit) => isValid(unit, today)),
    earlier: all.filter((unit) => unit.validTo !== null && unit.validTo < today),
  };
}

interface KeptSet extends ImportQuery {
  readonly report: ImportReport;
  readonly taken: ReadonlyMap<number, AreaGeometry>;
  readonly hash: string;
}

async function keepSet(ctx: Context, { source, credit, report, taken, hash }: KeptSet): Promise<number> {
  const importedBy = actorIdOf(ctx);
  const id = await store.insertSet(ctx, {
    source,
    credit,
    schematic: false,
    fileHash: hash,
    report,
    importedAt: ctx.now(),
    importedBy,
  });
  const rows = [...taken].map(([unitId, geometry]) => ({ unitId, geometry, schematic: false }));
  await store.insertBoundaries(ctx, id, rows);
  await store.copySchematic(ctx, id);
  const refused = report.refused.length + report.unknownCodes.length + report.duplicates.length;
  const counts = { taken: report.taken, refused, missing: report.missing.length };
  await ctx.emit(boundariesImported, { setId: id, fileHash: hash, ...counts, actorId: importedBy });
  return id;
}

/** Sets ever imported or drawn, newest first. */
export async function listBoundarySets(
  ctx: Context,
  { cursor, limit = 50 }: PageInput,
): Promise<Page<BoundarySet>> {
  authorise(ctx, registryPolicy, "list", "boundary-set");
  const [before = 2_147_483_647] = cursor === undefined ? [] : decodeCursor(cursor, 1);
  if (!Number.isInteger(before) || Math.abs(Number(before)) >= 2 ** 31)
    throw kernelError("cursor-invalid", { cursor: cursor ?? "" });
  return pageOf(await store.pageSets(ctx, Number(before), limit + 1), limit, (set) => [set.id]);
}

/** Puts an earlier set back in use; doing it twice changes nothing. @throws `registry.boundary-set-unknown` */
export async function activateBoundarySet(ctx: Context, id: number): Promise<BoundarySet> {
  authorise(ctx, registryPolicy, "activate", "boundary-set");
  return transaction(ctx, async (inner) => {
    await getSet(inner, id);
    await activate(inner, id);
    return getSet(inner, id);
  });
}

async function activate(ctx: Context, id: number): Promise<void> {
  const previousSetId = await store.switchActiveSet(ctx, id);
  if (previousSetId === id) return;
  const { schematic, credit } = await getSet(ctx, id);
  await ctx.emit(boundariesActivated, {
    setId: id,
    previousSetId,
    schematic,
    credit,
    actorId: actorIdOf(ctx),
  });
}

async function getSet(ctx: Context, id: number): Promise<BoundarySet> {
  const set = await store.findSet(ctx, id);
  if (!set) throw registryError("boundary-set-unknown", { set: id });
  return set;
}

function actorIdOf(ctx: Context): string | null {
  return ctx.actor.kind === "account" ? ctx.actor.accountId : null;
}
