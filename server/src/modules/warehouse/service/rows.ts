/** Rows of a dataset as the asking person may see them: pages, downloads, groups, map, profile. */
import { createHash } from "node:crypto";
import type { Context } from "../../../kernel/context.ts";
import { kernelError } from "../../../kernel/errors.ts";
import { decodeCursor, encodeCursor } from "../../../kernel/page.ts";
import { authorise } from "../../../kernel/policy.ts";
import { warehouseError } from "../errors.ts";
import { FilterError, type Predicate, parseFilter } from "../filter.ts";
import { policy } from "../policy.ts";
import type { Cell, Profile } from "../schema/datasets.ts";
import type { Aggregate, AggregateQuery, MapQuery, RowsPage, RowsQuery } from "../schema/use.ts";
import { warehouseState } from "../state.ts";
import { profileRelation } from "../store/profile.ts";
import type { ReadableColumn, Relation } from "../store/relation.ts";
import {
  type After,
  ConditionError,
  columnOf,
  countRows,
  isAlphabetic,
  type Order,
  selectGroups,
  selectPage,
  type Where,
  whereOf,
} from "../store/rows.ts";
import { versionProfile } from "../store/versions.ts";
import { logRead, openReading, type Reading } from "./reading.ts";

const defaultLimit = 100;
const mostOffset = 100_000;

/** One page with the exact number of rows. Pages of a version cannot change, so the first ones are kept. */
export async function listRows(ctx: Context, name: string, query: RowsQuery): Promise<RowsPage> {
  authorise(ctx, policy, "query", "data");
  const startedAt = performance.now();
  const reading = await openReading(ctx, name, query);
  const { pages } = warehouseState.of(ctx);
  const key = pageKey(reading, "rows", query);
  const known = key === null ? undefined : (pages.get(key) as RowsPage | undefined);
  const page = known ?? (await readPage(ctx, reading, query));
  if (!known && key !== null) pages.set(key, page, JSON.stringify(page).length);
  await logRead(ctx, reading, "rows", {
    columns: page.columns.map((column) => column.name),
    rows: page.rows.length,
  });
  return { ...page, milliseconds: Math.round((performance.now() - startedAt) * 10) / 10 };
}

async function readPage(ctx: Context, reading: Reading, query: RowsQuery): Promise<RowsPage> {
  const { relation } = reading;
  return naming(reading, async () => {
    const where = whereOf(relation, filterOf(query.filter), query.q);
    const columns = columnsOf(relation, query.columns);
    const order = orderOf(relation, query.sort);
    const limit = query.limit ?? defaultLimit;
    const after = query.cursor === undefined ? null : afterOf(query.cursor, order);
    // What a following page begins after must be in the row, also where it is not asked for.
    const read = [
      ...columns,
      ...order.map(({ column }) => column).filter((column) => !columns.includes(column)),
    ];
    const [found, total] = await Promise.all([
      selectPage(ctx, { relation, where, columns: read, order, after, limit: limit + 1 }),
      countOf(ctx, reading, where, query),
    ]);
    const rows = found.rows.slice(0, limit) as Cell[][];
    const nextCursor = found.rows.length > limit ? cursorAfter(rows, { order, read, after, limit }) : null;
    return {
      version: reading.version?.number ?? null,
      columns: columns.map((column) => ({ name: column.name, type: column.type, shown: column.shown })),
      rows: rows.map((row) => row.slice(0, columns.length + 1)),
      total,
      nextCursor,
      milliseconds: 0,
    };
  });
}

async function countOf(ctx: Context, reading: Reading, where: Where, query: RowsQuery): Promise<number> {
  if (reading.version && !reading.relation.restricted && where.sql === "") return reading.version.rowCount;
  const key = pageKey(reading, "count", { filter: query.filter, q: query.q });
  const { pages } = warehouseState.of(ctx);
  const known = key === null ? undefined : pages.get(key);
  if (typeof known === "number") return known;
  const total = await countRows(ctx, reading.relation, where);
  if (key !== null) pages.set(key, total, 100);
  return total;
}

/** Null for live data, which changes under the reader. */
function pageKey(reading: Reading, what: string, query: object): string | null {
  if (!reading.version) return null;
  const { dataset, version, view } = reading;
  const asked = createHash("sha256").update(JSON.stringify(query)).update(view.key).digest("base64");
  return `${what} ${dataset.id} ${version.number} ${dataset.policyRevision} ${asked}`;
}

/** @throws `warehouse.filter-invalid` */
export function filterOf(text: string | undefined): Predicate | null {
  if (text === undefined || text === "") return null;
  try {
    return parseFilter(text);
  } catch (error) {
    if (error instanceof FilterError) throw warehouseError("filter-invalid", { reason: error.message });
    throw error;
  }
}

/** Mistakes in a request named with its column. */
export async function naming<T>(
  reading: Pick<Reading, "dataset" | "relation">,
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof ConditionError)) throw error;
    const known = reading.relation.columns.some(({ name }) => name === error.column);
    if (!known)
      throw warehouseError("column-unknown", { dataset: reading.dataset.name, column: error.column });
    throw warehouseError("filter-invalid", { reason: `${error.column}: ${error.message}` });
  }
}

export function columnsOf(relation: Relation, names: string | undefined): ReadableColumn[] {
  if (names === undefined || names === "") return [...relation.columns];
  return [...new Set(names.split(","))].map((name) => columnOf(relation, name.trim()));
}

export function orderOf(relation: Relation, sort: string | undefined): Order[] {
  if (sort === undefined || sort === "") return [];
  return sort
    .split(",")
    .slice(0, 5)
    .map((part) => {
      const descending = part.trim().startsWith("-");
      return { column: columnOf(relation, part.trim().replace(/^-/, "")), descending };
    });
}

function afterOf(cursor: string, order: readonly Order[]): After {
  if (isAlphabetic(order)) {
    const [offset] = decodeCursor(cursor, 1);
    if (typeof offset !== "number" || offset < 0 || offset > mostOffset)
      throw kernelError("cursor-invalid", { cursor });
    return { offset };
  }
  const key = decodeCursor(cursor, order.length * 2 + 1);
  const id = String(key[0]);
  if (!/^-?\d{1,19}$/.test(id)) throw kernelError("cursor-invalid", { cursor });
  const values = order.map((_, i) => (key[i * 2 + 1] === 0 ? null : key[i * 2 + 2]));
  return { id, values };
}

function cursorAfter(
  rows: readonly (readonly Cell[])[],
  {
    order,
    read,
    after,
    limit,
  }: { order: readonly Order[]; read: readonly ReadableColumn[]; after: After | null; limit: number },
): string {
  if (isAlphabetic(order)) return encodeCursor([(after && "offset" in after ? after.offset : 0) + limit]);
  const last = rows.at(-1) ?? [];
  const values = order.flatMap(({ column }) => {
    const value = last[read.indexOf(column) + 1] ?? null;
    return value === null ? [0, ""] : [1, String(value)];
  });
  return encodeCursor([String(last[0]), ...values]);
}

/** Groups for a chart. */
export async function aggregateRows(ctx: Context, name: string, query: AggregateQuery): Promise<Aggregate> {
  authorise(ctx, policy, "query", "data");
  const reading = await openReading(ctx, name, query);
  const { relation } = reading;
  return naming(reading, async () => {
    const x = columnOf(relation, query.x);
    const column = query.column === undefined ? null : columnOf(relation, query.column);
    const series = query.series === undefined ? null : columnOf(relation, query.series);
    const limit = query.limit ?? 200;
    const where = whereOf(relation, filterOf(query.filter), undefined);
    const found = await selectGroups(ctx, {
      relation,
      where,
      x,
      step: query.step ?? "none",
      measure: query.y ?? "count",
      column,
      series,
      limit,
    });
    const used = [x, column, series].flatMap((one) => (one ? [one.name] : []));
    await logRead(ctx, reading, "aggregate", { columns: used, rows: found.rows.length });
    const points = found.rows.slice(0, limit) as unknown as [Cell, Cell, number | null][];
    return {
      version: reading.version?.number ?? null,
      x: { name: x.name, type: x.type },
      points,
      truncated: found.rows.length > limit,
    };
  });
}

/** The columns that say where a row is. */
export function placeOf(relation: Relation): { geometry: string } | { lon: string; lat: string } | null {
  const geometry = relation.columns.find(({ type, shown }) => type === "geometry" && shown !== "redact");
  if (geometry) return { geometry: geometry.name };
  const number = (names: readonly string[]) =>
    relation.columns.find(
      ({ name, type, shown }) => type === "number" && shown !== "redact" && names.includes(name),
    );
  const lon = number(["lon", "lng", "long", "longitude", "kinh_do", "x", "centroid_lon"]);
  const lat = number(["lat", "latitude", "vi_do", "y", "centroid_lat"]);
  return lon && lat ? { lon: lon.name, lat: lat.name } : null;
}

/** Rows as GeoJSON features. @throws `warehouse.not-spatial` */
export async function mapRows(ctx: Context, name: string, query: MapQuery) {
  authorise(ctx, policy, "query", "data");
  const reading = await openReading(ctx, name, query);
  const place = placeOf(reading.relation);
  if (!place) throw warehouseError("not-spatial", { dataset: name });
  return naming(reading, async () => {
    const limit = query.limit ?? 5_000;
    const box = boxOf(query.bbox);
    const parts: Predicate[] = [];
    const asked = filterOf(query.filter);
    if (asked) parts.push(asked);
    if (box && "lon" in place)
      parts.push(
        { column: place.lon, is: "gte", value: box[0] },
        { column: place.lon, is: "lte", value: box[2] },
        { column: place.lat, is: "gte", value: box[1] },
        { column: place.lat, is: "lte", value: box[3] },
      );
    const where = whereOf(reading.relation, { all: parts }, undefined);
    const columns = [...reading.relation.columns];
    const found = await selectPage(ctx, {
      relation: reading.relation,
      where,
      columns,
      order: [],
      after: null,
      limit: limit + 1,
    });
    await logRead(ctx, reading, "map", {
      columns: columns.map((one) => one.name),
      rows: Math.min(found.rows.length, limit),
    });
    return {
      type: "FeatureCollection" as const,
      truncated: found.rows.length > limit,
      features: found.rows.slice(0, limit).flatMap((row) => featureOf(columns, row as Cell[], place)),
    };
  });
}

function boxOf(text: string | undefined): [number, number, number, number] | null {
  const parts = text?.split(",").map(Number) ?? [];
  const [west, south, east, north] = parts;
  if (
    parts.length !== 4 ||
    west === undefined ||
    south === undefined ||
    east === undefined ||
    north === undefined
  )
    return null;
  return parts.every(Number.isFinite) ? [west, south, east, north] : null;
}

/** One row as a GeoJSON feature; none where its place is not known. */
export function featureOf(
  columns: readonly ReadableColumn[],
  row: readonly Cell[],
  place: NonNullable<ReturnType<typeof placeOf>>,
) {
  const cell = (name: string) => row[columns.findIndex((one) => one.name === name) + 1] ?? null;
  const geometry =
    "geometry" in place ? geometryOf(cell(place.geometry)) : pointOf(cell(place.lon), cell(place.lat));
  if (!geometry) return [];
  const skipped = "geometry" in place ? place.geometry : "";
  const properties = Object.fromEntries(
    columns.flatMap((column, i) => (column.name === skipped ? [] : [[column.name, row[i + 1] ?? null]])),
  );
  return [{ type: "Feature" as const, id: String(row[0]), geometry, properties }];
}

function pointOf(lon: Cell, lat: Cell) {
  return typeof lon === "number" && typeof lat === "number"
    ? { type: "Point", coordinates: [lon, lat] }
    : null;
}

function geometryOf(text: Cell): unknown {
  if (typeof text !== "string") return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Statistics of every column: the stored ones where all is shown, otherwise taken of what is shown. */
export async function getProfile(
  ctx: Context,
  name: string,
  request: { version?: number | undefined },
): Promise<Profile> {
  authorise(ctx, policy, "query", "data");
  const reading = await openReading(ctx, name, request);
  const { relation, version } = reading;
  // A hidden column is not in the relation at all, so nothing that is there says that it was masked.
  const whole = relation.columns.length === version?.columns.length;
  const clear = whole && !relation.restricted && relation.columns.every(({ shown }) => shown === "clear");
  const stored = clear && version ? await versionProfile(ctx, reading.dataset.id, version.number) : null;
  if (stored) return stored;
  const key = pageKey(reading, "profile", {});
  const { pages } = warehouseState.of(ctx);
  const known = key === null ? undefined : (pages.get(key) as Profile | undefined);
  if (known) return known;
  const taken = await profileRelation(ctx, relation);
  const profile = { version: version?.number ?? null, ...taken };
  if (key !== null) pages.set(key, profile, JSON.stringify(profile).length);
  return profile;
}
