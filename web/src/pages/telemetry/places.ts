import type { Boundaries, Bounds } from "../../map/station.ts";

/** A point, WGS84. */
export type Point = { lon: number; lat: number };

/** The ward whose drawn boundary holds a point; undefined outside all. */
export function wardAt(boundaries: Boundaries | undefined, { lon, lat }: Point) {
  return boundaries?.features.find(({ geometry }) => {
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    return polygons.some(
      ([outer, ...holes]) => inRing(outer, lon, lat) && !holes.some((hole) => inRing(hole, lon, lat)),
    );
  })?.properties;
}

function inRing(ring: readonly (readonly number[])[] | undefined, x: number, y: number): boolean {
  if (!ring) return false;
  let inside = false;
  let [x1 = 0, y1 = 0] = ring.at(-1) ?? [];
  for (const [x2 = 0, y2 = 0] of ring) {
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
    [x1, y1] = [x2, y2];
  }
  return inside;
}

/** The box in which most points lie: a share of them is cut off on each of the four sides. */
export function coreBounds(points: readonly Point[], share: number): Bounds | undefined {
  if (points.length === 0) return undefined;
  const lons = points.map(({ lon }) => lon).sort((a, b) => a - b);
  const lats = points.map(({ lat }) => lat).sort((a, b) => a - b);
  const cut = Math.floor(points.length * share);
  const low = (sorted: readonly number[]) => sorted[cut] ?? 0;
  const high = (sorted: readonly number[]) => sorted[sorted.length - 1 - cut] ?? 0;
  return [low(lons), low(lats), high(lons), high(lats)];
}
