/** Rings and polygons as GeoJSON holds them: area, orientation, boxes, point in polygon. Pure. */

/** `[lon, lat]` in degrees, WGS 84. */
export type Position = readonly [number, number];
/** Closed: the last position is the first. */
export type Ring = readonly Position[];
/** Outer ring, then holes. */
export type Polygon = readonly Ring[];
interface PolygonGeometry {
  readonly type: "Polygon";
  readonly coordinates: Polygon;
}
interface MultiPolygonGeometry {
  readonly type: "MultiPolygon";
  readonly coordinates: readonly Polygon[];
}
export type AreaGeometry = PolygonGeometry | MultiPolygonGeometry;

export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

const earthRadiusKm = 6371.0088;
const degree = Math.PI / 180;

export function polygonsOf(geometry: AreaGeometry): readonly Polygon[] {
  return geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
}

/** Area in square degrees, positive when counter-clockwise. */
export function signedArea(ring: Ring): number {
  const origin = ring[0];
  if (!origin) return 0;
  let twice = 0;
  for (let i = 1; i < ring.length; i++) {
    const a = ring[i - 1] as Position;
    const b = ring[i] as Position;
    twice += (a[0] - origin[0]) * (b[1] - origin[1]) - (b[0] - origin[0]) * (a[1] - origin[1]);
  }
  return twice / 2;
}

/** Area on the sphere, holes taken off; good to about 0.5 %. */
export function areaKm2(geometry: AreaGeometry): number {
  let sum = 0;
  for (const polygon of polygonsOf(geometry)) {
    for (const [i, ring] of polygon.entries()) sum += (i === 0 ? 1 : -1) * ringKm2(ring);
  }
  return sum;
}

function ringKm2(ring: Ring): number {
  const box = boxOf([ring]);
  const perDegree = (earthRadiusKm * degree) ** 2 * Math.cos(((box.south + box.north) / 2) * degree);
  return Math.abs(signedArea(ring)) * perDegree;
}

export function boxOf(rings: Iterable<Ring>): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings) {
    for (const [lon, lat] of ring) {
      if (lon < west) west = lon;
      if (lon > east) east = lon;
      if (lat < south) south = lat;
      if (lat > north) north = lat;
    }
  }
  return { west, south, east, north };
}

export function boxOfGeometry(geometry: AreaGeometry): Box {
  return boxOf(polygonsOf(geometry).flat());
}

/**
 * Point in polygon by crossing number. Of two polygons with a common border a point on it lies in exactly one,
 * because each edge owns its lower end and the points left of it.
 */
export function contains(geometry: AreaGeometry, point: Position): boolean {
  return polygonsOf(geometry).some((polygon) => {
    let inside = false;
    for (const ring of polygon) if (ringContains(ring, point)) inside = !inside;
    return inside;
  });
}

export function ringContains(ring: Ring, [x, y]: Position): boolean {
  let inside = false;
  for (let i = 1; i < ring.length; i++) {
    const lower = ring[i - 1] as Position;
    const upper = ring[i] as Position;
    if (lower[1] > y === upper[1] > y) continue;
    const [a, b] = lower[1] < upper[1] ? [lower, upper] : [upper, lower];
    if ((b[0] - a[0]) * (y - a[1]) > (x - a[0]) * (b[1] - a[1])) inside = !inside;
  }
  return inside;
}
