/**
 * Fewer points for drawing, borders still shared: all rings are cut at the points where more than two lines meet, each
 * piece is simplified once in one direction (Douglas–Peucker), so that both neighbours get the same line. Pure.
 */
import { type AreaGeometry, type Polygon, type Position, polygonsOf, type Ring } from "./rings.ts";

const first = 0.0001;

/** Rounds to 5 decimals (about 1 m) and simplifies, coarser and coarser, until at most `maxPoints` are left. */
export function simplifyTogether(geometries: readonly AreaGeometry[], maxPoints: number): AreaGeometry[] {
  const rounded = geometries.map(roundGeometry);
  if (countPoints(rounded) <= maxPoints) return rounded;
  const junctions = junctionsOf(rounded);
  for (let tolerance = first; tolerance < 0.1; tolerance *= 2) {
    const simple = rounded.map((geometry) =>
      mapRings(geometry, (ring) => simplifyRing(ring, junctions, tolerance)),
    );
    if (countPoints(simple) <= maxPoints) return simple;
  }
  return rounded;
}

/** Rounded to 5 decimals; points that fall together become one. */
export function roundGeometry(geometry: AreaGeometry): AreaGeometry {
  return mapRings(geometry, (ring) => {
    const points = ring.map(
      ([lon, lat]): Position => [Math.round(lon * 1e5) / 1e5, Math.round(lat * 1e5) / 1e5],
    );
    return points.filter((point, i) => i === 0 || keyOf(point) !== keyOf(points[i - 1] as Position));
  });
}

function countPoints(geometries: readonly AreaGeometry[]): number {
  return geometries.reduce(
    (sum, g) =>
      sum +
      polygonsOf(g)
        .flat()
        .reduce((n, ring) => n + ring.length, 0),
    0,
  );
}

/** Rings that fall below 4 points go: a hole alone, an outer ring with its part; the last part stays as it was. */
function mapRings(geometry: AreaGeometry, change: (ring: Ring) => Ring): AreaGeometry {
  const parts = polygonsOf(geometry).map((part): Polygon => {
    const rings = part.map(change);
    return (rings[0]?.length ?? 0) < 4 ? [] : rings.filter((ring) => ring.length >= 4);
  });
  const kept = parts.filter((part) => part.length > 0);
  if (kept.length === 0) return geometry;
  if (geometry.type === "Polygon") return { type: "Polygon", coordinates: kept[0] as Polygon };
  return { type: "MultiPolygon", coordinates: kept };
}

/** One whole number a point, below 2^53: 5 decimals of longitude and latitude side by side. */
function keyOf([lon, lat]: Position): number {
  return (Math.round(lon * 1e5) + 18_000_000) * 18_000_001 + Math.round(lat * 1e5) + 9_000_000;
}

/** Points with other than two neighbours: a line ends or branches there. */
function junctionsOf(geometries: readonly AreaGeometry[]): ReadonlySet<number> {
  const neighbours = new Map<number, [number, number]>();
  const junctions = new Set<number>();
  const meet = (at: number, other: number): void => {
    const known = neighbours.get(at);
    if (!known) neighbours.set(at, [other, Number.NaN]);
    else if (known[0] !== other && Number.isNaN(known[1])) known[1] = other;
    else if (known[0] !== other && known[1] !== other) junctions.add(at);
  };
  for (const ring of geometries.flatMap((g) => polygonsOf(g).flat())) {
    for (let i = 1; i < ring.length; i++) {
      const [a, b] = [keyOf(ring[i - 1] as Position), keyOf(ring[i] as Position)];
      meet(a, b);
      meet(b, a);
    }
  }
  return junctions;
}

function simplifyRing(ring: Ring, junctions: ReadonlySet<number>, tolerance: number): Ring {
  const open = ring.slice(0, -1);
  const cuts = open.flatMap((point, i) => (junctions.has(keyOf(point)) ? [i] : []));
  const at = cuts.length > 0 ? cuts : loneCuts(open);
  const start = at[0] ?? 0;
  const turned = [...open.slice(start), ...open.slice(0, start)];
  const ends = [...at.map((i) => i - start), open.length];
  const closed = [...turned, turned[0] as Position];
  const out: Position[] = [];
  for (let k = 1; k < ends.length; k++) {
    out.push(...simplifyLine(closed.slice(ends[k - 1], (ends[k] as number) + 1), tolerance).slice(0, -1));
  }
  return out[0] ? [...out, out[0]] : [];
}

/** A ring that meets nothing is cut at its least point and the one farthest from it, wherever the file began it. */
function loneCuts(open: readonly Position[]): number[] {
  const keys = open.map(keyOf);
  const least = keys.indexOf(keys.reduce((a, b) => Math.min(a, b)));
  const origin = open[least] as Position;
  const far = open.map((p) => (p[0] - origin[0]) ** 2 + (p[1] - origin[1]) ** 2);
  const farthest = far.indexOf(far.reduce((a, b) => Math.max(a, b)));
  return least < farthest ? [least, farthest] : [farthest, least];
}

/** Douglas–Peucker from the lesser end, so that the same line walked backwards loses the same points. */
function simplifyLine(line: readonly Position[], tolerance: number): Position[] {
  const backwards = keyOf(line[0] as Position) > keyOf(line[line.length - 1] as Position);
  const points = backwards ? line.toReversed() : line;
  const keep = new Uint8Array(points.length);
  keep[0] = keep[points.length - 1] = 1;
  const open: [number, number][] = [[0, points.length - 1]];
  for (let range = open.pop(); range; range = open.pop()) {
    const [from, to] = range;
    const [index, distance] = farthestFrom(points, from, to);
    if (distance <= tolerance) continue;
    keep[index] = 1;
    open.push([from, index], [index, to]);
  }
  const kept = points.filter((_, i) => keep[i] === 1);
  return backwards ? kept.reverse() : kept;
}

function farthestFrom(
  points: readonly Position[],
  from: number,
  to: number,
): [index: number, distance: number] {
  const [a, b] = [points[from] as Position, points[to] as Position];
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const squared = dx * dx + dy * dy;
  let [best, index] = [-1, from];
  for (let i = from + 1; i < to; i++) {
    const [px, py] = points[i] as Position;
    const t = squared === 0 ? 0 : Math.min(1, Math.max(0, ((px - a[0]) * dx + (py - a[1]) * dy) / squared));
    const gap = Math.hypot(px - a[0] - t * dx, py - a[1] - t * dy);
    if (gap > best) [best, index] = [gap, i];
  }
  return [index, best];
}
