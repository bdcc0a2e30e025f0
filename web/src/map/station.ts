import type { FeatureCollection, MultiPolygon, Point, Polygon } from "geojson";
import type { Translate } from "../i18n/i18n.tsx";
import { AQI_LEVELS } from "../ui/aqi.ts";

/** A level as the map draws it. `rank` grows with harm; the letter and the words stand beside the colour. */
export type MapLevel = {
  rank: number;
  letter: string;
  colour: string;
  ink: string;
  label: string;
  range: string;
};

/** A station on the map. `level` is the rank of one of the map's levels, null when there is no value. `lon`, `lat` in WGS84. */
export type MapStation = {
  id: string;
  name: string;
  lon: number;
  lat: number;
  value: number | null;
  /** What the tile says in place of the rounded value, which then only orders the list. */
  text?: string;
  level: number | null;
  stale: boolean;
  simulated: boolean;
  /** A second line in the list: the ward, the owner, the pollutant that decides. */
  note?: string;
};

/** Boundaries of wards; each feature has a `code` and a `name`. */
export type Boundaries = FeatureCollection<Polygon | MultiPolygon, { code: string; name: string }>;

/** West, south, east, north. */
export type Bounds = [number, number, number, number];

/** Worst first, then those with no value; equal ones by name in Vietnamese order. */
export function worstFirst(
  stations: readonly MapStation[],
  compare: (a: string, b: string) => number,
): MapStation[] {
  const weight = (station: MapStation) => (station.level ?? -1) * 10_000 + (station.value ?? 0);
  return [...stations].sort((a, b) => weight(b) - weight(a) || compare(a.name, b.name));
}

/** The six levels of VN_AQI for a map and its legend. */
export function aqiMapLevels(t: Translate): MapLevel[] {
  return AQI_LEVELS.map(({ rank, letter, colour, ink, labelKey, min, max }) => ({
    rank,
    letter,
    colour,
    ink,
    label: t(labelKey),
    range: `${min}–${max}`,
  }));
}

/** Stations as the map's source wants them: one point each, with the name of its icon. */
export function stationFeatures(
  stations: readonly MapStation[],
  levels: readonly MapLevel[],
): FeatureCollection<Point> {
  return {
    type: "FeatureCollection",
    features: stations.map((station) => ({
      type: "Feature",
      geometry: { type: "Point", coordinates: [station.lon, station.lat] },
      properties: {
        id: station.id,
        level: station.level ?? 0,
        text: station.text ?? (station.value === null ? "–" : String(Math.round(station.value))),
        ink: levels.find((level) => level.rank === station.level)?.ink ?? "#16211f",
        icon: iconName(station.level ?? 0, station.stale, station.simulated),
      },
    })),
  };
}

/** Name of a station's icon in the map's image store. */
export function iconName(rank: number, stale: boolean, simulated: boolean): string {
  return `station-${rank}${stale ? "-stale" : ""}${simulated ? "-simulated" : ""}`;
}

/** The box around all boundaries; undefined when there are none. */
export function boundsOf(boundaries: Boundaries): Bounds | undefined {
  return boundsOfPoints(boundaries.features.flatMap((feature) => outerRings(feature.geometry).flat()));
}

/** The box around points; undefined for none. */
export function boundsOfPoints(points: readonly (readonly number[])[]): Bounds | undefined {
  if (points.length === 0) return undefined;
  const box: Bounds = [180, 90, -180, -90];
  for (const [lon = 0, lat = 0] of points) {
    box[0] = Math.min(box[0], lon);
    box[1] = Math.min(box[1], lat);
    box[2] = Math.max(box[2], lon);
    box[3] = Math.max(box[3], lat);
  }
  return box;
}

/** One point a ward, where its name is written: the centroid of its largest ring. */
export function labelPoints(boundaries: Boundaries): FeatureCollection<Point> {
  return {
    type: "FeatureCollection",
    features: boundaries.features.map(({ geometry, properties }) => ({
      type: "Feature",
      geometry: { type: "Point", coordinates: centroidOfLargest(outerRings(geometry)) },
      properties,
    })),
  };
}

function outerRings(geometry: Polygon | MultiPolygon): number[][][] {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return polygons.flatMap((rings) => (rings[0] ? [rings[0]] : []));
}

function centroidOfLargest(rings: readonly number[][][]): number[] {
  let best = { area: 0, x: 0, y: 0 };
  for (const ring of rings) {
    const found = areaAndCentroid(ring);
    if (Math.abs(found.area) > Math.abs(best.area)) best = found;
  }
  return [best.x, best.y];
}

/** Shoelace formula, relative to the first corner so that small rings far from 0,0 lose no digits. */
function areaAndCentroid(ring: readonly number[][]) {
  const [originX = 0, originY = 0] = ring[0] ?? [];
  let area = 0;
  let x = 0;
  let y = 0;
  for (let index = 1; index < ring.length; index += 1) {
    const ax = (ring[index - 1]?.[0] ?? 0) - originX;
    const ay = (ring[index - 1]?.[1] ?? 0) - originY;
    const bx = (ring[index]?.[0] ?? 0) - originX;
    const by = (ring[index]?.[1] ?? 0) - originY;
    const cross = ax * by - bx * ay;
    area += cross / 2;
    x += ((ax + bx) * cross) / 6;
    y += ((ay + by) * cross) / 6;
  }
  return area === 0
    ? { area, x: originX, y: originY }
    : { area, x: originX + x / area, y: originY + y / area };
}
