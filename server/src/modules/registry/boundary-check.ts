/** Checks a file of boundaries feature by feature against the units in force. Knows no database and keeps nothing. */
import { fold, nfc } from "@dothi/vietnam";
import type { ErrorParams } from "../../kernel/errors.ts";
import { type FeatureWhat, featureMessage } from "./boundary-messages.ts";
import { registryError } from "./errors.ts";
import { cleanGeometry, faultOfPosition, type Place } from "./geometry/clean.ts";
import { type AreaGeometry, areaKm2, boxOfGeometry } from "./geometry/rings.ts";
import type { FeatureCollection, FeatureNote, ImportReport, Unit } from "./schema.ts";

export interface CheckedBoundaries {
  readonly report: ImportReport;
  /** Unit id → its boundary, for every unit that gets one from the file. */
  readonly taken: ReadonlyMap<number, AreaGeometry>;
}

export interface UnitsToMatch {
  readonly inForce: readonly Unit[];
  /** Units that had their code before, to tell an out-of-date file. */
  readonly earlier: readonly Unit[];
}

interface Check {
  readonly byCode: ReadonlyMap<string, Unit>;
  readonly earlierByCode: ReadonlyMap<string, Unit>;
  readonly report: ImportReport;
  readonly taken: Map<number, AreaGeometry>;
  readonly firstIndex: Map<string, number>;
}

interface FeatureRef {
  readonly index: number;
  readonly code: string | null;
  readonly name: string | null;
}

/** Degrees between a unit's known centre and the box of its shape. */
const farDegrees = 0.3;
const areaTolerance = 0.25;
const breathMs = 20;

/**
 * Checks all features, giving way to other work in between.
 * @throws `registry.crs-unsupported`, `registry.coordinates-swapped`, `registry.coordinates-in-metres` when the file as
 *   a whole is in another coordinate system
 */
export async function checkBoundaries(
  file: FeatureCollection,
  units: UnitsToMatch,
): Promise<CheckedBoundaries> {
  refuseOtherCrs(file.crs);
  refuseOtherCoordinates(file.features);
  const report: ImportReport = {
    features: file.features.length,
    points: 0,
    matched: 0,
    taken: 0,
    unknownCodes: [],
    duplicates: [],
    refused: [],
    fixed: [],
    notes: [],
    missing: [],
  };
  const byCode = new Map(units.inForce.map((unit) => [unit.code, unit]));
  const earlierByCode = new Map(units.earlier.map((unit) => [unit.code, unit]));
  const check: Check = { byCode, earlierByCode, report, taken: new Map(), firstIndex: new Map() };
  let breathedAt = Date.now();
  for (const [index, feature] of file.features.entries()) {
    checkFeature(check, feature, index);
    if (Date.now() - breathedAt < breathMs) continue;
    await new Promise((resume) => setImmediate(resume));
    breathedAt = Date.now();
  }
  const missing = units.inForce
    .filter((unit) => !check.taken.has(unit.id))
    .map((unit) => ({ code: unit.code, name: unit.fullName }));
  return { report: { ...report, taken: check.taken.size, missing }, taken: check.taken };
}

function checkFeature(check: Check, feature: unknown, index: number): void {
  const { report } = check;
  if (typeof feature !== "object" || feature === null || (feature as { type?: unknown }).type !== "Feature")
    return void report.refused.push(note({ index, code: null, name: null }, "not-a-feature"));
  const { properties, id, geometry } = feature as { properties?: unknown; id?: unknown; geometry?: unknown };
  const ref: FeatureRef = { index, code: codeOf(properties, id), name: nameOf(properties) };
  const unit = matchUnit(check, ref);
  if (!unit) return;
  const cleaned = cleanGeometry(geometry);
  report.points += cleaned.points;
  if ("refusal" in cleaned) {
    const { fault, ...place } = cleaned.refusal;
    return void report.refused.push(note(ref, fault, {}, place));
  }
  if (isFar(unit, cleaned.geometry)) {
    const [lon = 0, lat = 0] = unit.centroid ?? [];
    return void report.refused.push(note(ref, "far-from-unit", { unit: unit.fullName, lon, lat }));
  }
  for (const { fix, count, ...place } of cleaned.fixes) report.fixed.push(note(ref, fix, { count }, place));
  noteArea(report, ref, unit, cleaned.geometry);
  check.taken.set(unit.id, cleaned.geometry);
}

function matchUnit(check: Check, ref: FeatureRef): Unit | undefined {
  const { report } = check;
  const { code, name, index } = ref;
  if (code === null) return void report.refused.push(note(ref, "code-missing"));
  const unit = check.byCode.get(code);
  if (!unit) return void report.unknownCodes.push(note(ref, "unknown-code", { code }));
  const earlier = check.earlierByCode.get(code);
  if (name !== null && !isNameOf(unit, name)) {
    const old = earlier && isNameOf(earlier, name) ? earlier : undefined;
    const what = old ? "name-of-old-unit" : "name-differs";
    return void report.refused.push(
      note(ref, what, { code, name, unit: unit.fullName, until: old?.validTo ?? "" }),
    );
  }
  const first = check.firstIndex.get(code);
  if (first !== undefined) return void report.duplicates.push(note(ref, "duplicate", { code, first }));
  check.firstIndex.set(code, index);
  report.matched++;
  if (name === null) report.notes.push(note(ref, "name-missing"));
  return unit;
}

function isNameOf(unit: Unit, name: string): boolean {
  const given = fold(name);
  return given === fold(unit.name) || given === fold(unit.fullName) || given === fold(unit.nameEn);
}

function isFar(unit: Unit, geometry: AreaGeometry): boolean {
  if (!unit.centroid) return false;
  const [lon = 0, lat = 0] = unit.centroid;
  const { west, south, east, north } = boxOfGeometry(geometry);
  return (
    lon < west - farDegrees || lon > east + farDegrees || lat < south - farDegrees || lat > north + farDegrees
  );
}

function noteArea(report: ImportReport, ref: FeatureRef, unit: Unit, geometry: AreaGeometry): void {
  if (unit.areaKm2 === null) return;
  const measured = areaKm2(geometry);
  if (Math.abs(measured / unit.areaKm2 - 1) <= areaTolerance) return;
  report.notes.push(
    note(ref, "area-differs", { areaKm2: Number(measured.toFixed(2)), expectedKm2: unit.areaKm2 }),
  );
}

function note(ref: FeatureRef, what: FeatureWhat, params: ErrorParams = {}, place: Place = {}): FeatureNote {
  return { ...ref, ...place, what, message: featureMessage(what, params) };
}

const codeKeys = ["code", "ma_xa", "maXa", "MA_XA", "ma", "ward_code"];
const nameKeys = ["name", "ten_xa", "tenXa", "TEN_XA", "ten", "full_name", "fullName"];

function codeOf(properties: unknown, id: unknown): string | null {
  // A number as id is more often a row number than a code.
  const given = firstOf(properties, codeKeys) ?? (typeof id === "string" ? id : undefined);
  const text =
    typeof given === "number" && Number.isInteger(given) && given >= 0
      ? String(given).padStart(5, "0")
      : given;
  return typeof text === "string" && text.trim() !== "" ? text.trim().slice(0, 40) : null;
}

function nameOf(properties: unknown): string | null {
  const given = firstOf(properties, nameKeys);
  return typeof given === "string" && given.trim() !== ""
    ? nfc(given).trim().replace(/\s+/gu, " ").slice(0, 200)
    : null;
}

function firstOf(properties: unknown, keys: readonly string[]): unknown {
  if (typeof properties !== "object" || properties === null) return undefined;
  return keys
    .map((key) => (properties as Record<string, unknown>)[key])
    .find((value) => value !== undefined && value !== null);
}

const wgs84 = /^(urn:ogc:def:crs:)?(ogc:(1\.3:|:)?crs84|epsg:(:|[0-9.]*:)?4326|crs:84|wgs ?84)$/i;

/** RFC 7946 knows no other system; older files name one. */
function refuseOtherCrs(crs: unknown): void {
  if (crs === undefined || crs === null) return;
  const name = (crs as { properties?: { name?: unknown } }).properties?.name;
  if (typeof name === "string" && wgs84.test(name.trim())) return;
  throw registryError("crs-unsupported", {
    crs: typeof name === "string" ? name : JSON.stringify(crs).slice(0, 100),
  });
}

/** When half of the features or more begin with metres or swapped degrees, the file is wrong, not its features. */
function refuseOtherCoordinates(features: readonly unknown[]): void {
  const firsts = features.flatMap((feature) => firstPosition(feature));
  for (const [fault, error] of [
    ["swapped", "coordinates-swapped"],
    ["metres", "coordinates-in-metres"],
  ] as const) {
    const wrong = firsts.filter(([x, y]) => faultOfPosition(x, y) === fault);
    const [example] = wrong;
    if (example && wrong.length * 2 >= firsts.length)
      throw registryError(error, { x: example[0], y: example[1] });
  }
}

function firstPosition(feature: unknown): [number, number][] {
  let value = (feature as { geometry?: { coordinates?: unknown } } | null)?.geometry?.coordinates;
  for (let depth = 0; depth < 3 && Array.isArray(value) && Array.isArray(value[0]); depth++) value = value[0];
  const [x, y] = Array.isArray(value) ? value : [];
  return typeof x === "number" && typeof y === "number" ? [[x, y]] : [];
}
