/**
 * From what a file says to a geometry that RFC 7946 allows: every position checked, repeated points and spikes taken
 * out, rings turned the right way, holes and crossings examined. Says which part, ring and vertex is wrong. Pure.
 */
import { findCrossing } from "./crossings.ts";
import {
  type AreaGeometry,
  type Polygon,
  type Position,
  type Ring,
  ringContains,
  signedArea,
} from "./rings.ts";

export type Fault =
  | "geometry-missing"
  | "geometry-type"
  | "shape"
  | "position"
  | "metres"
  | "swapped"
  | "out-of-range"
  | "ring-short"
  | "ring-open"
  | "collinear"
  | "hole-outside"
  | "self-crossing"
  | "too-complex";
export type Fix = "orientation" | "repeated-points" | "height-dropped" | "collinear-dropped";

/** Where in the feature: polygon, ring in it, vertex in it. */
export interface Place {
  readonly part?: number;
  readonly ring?: number;
  readonly vertex?: number;
}
type Refusal = { readonly fault: Fault } & Place;
type Repair = { readonly fix: Fix; readonly count: number } & Place;

export type Cleaned =
  | { readonly geometry: AreaGeometry; readonly fixes: readonly Repair[]; readonly points: number }
  | { readonly refusal: Refusal; readonly points: number };

class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.fault);
    this.refusal = refusal;
  }
}

/** Points allowed one unit; the surveyed borders of the whole city have 217,000. */
const maxPoints = 250_000;

/** Checks and repairs one GeoJSON geometry; never throws. */
export function cleanGeometry(raw: unknown): Cleaned {
  const tally = { points: 0, heights: 0, repeated: 0, turned: 0 };
  try {
    const fixes: Repair[] = [];
    const parts = rawParts(raw)
      .map((part, p) => cleanPart(part, p, tally, fixes))
      .filter((part) => part.length > 0);
    if (parts.length === 0) throw new Refused({ fault: "collinear", part: 0, ring: 0 });
    for (const [p, part] of parts.entries()) checkHoles(part, p);
    checkCrossings(parts);
    if (tally.turned > 0) fixes.push({ fix: "orientation", count: tally.turned });
    if (tally.repeated > 0) fixes.push({ fix: "repeated-points", count: tally.repeated });
    if (tally.heights > 0) fixes.push({ fix: "height-dropped", count: tally.heights });
    const [only] = parts;
    const single = parts.length === 1 && only !== undefined;
    const geometry: AreaGeometry = single
      ? { type: "Polygon", coordinates: only }
      : { type: "MultiPolygon", coordinates: parts };
    return { geometry, fixes, points: tally.points };
  } catch (error) {
    if (error instanceof Refused) return { refusal: error.refusal, points: tally.points };
    throw error;
  }
}

/** What is wrong with a pair of numbers as `[lon, lat]`, if anything. */
export function faultOfPosition(x: number, y: number): "metres" | "swapped" | "out-of-range" | undefined {
  if (Math.abs(x) <= 180 && Math.abs(y) <= 90) return undefined;
  if (Math.abs(y) <= 180 && Math.abs(x) <= 90) return "swapped";
  return Math.abs(x) > 10_000 && Math.abs(y) > 10_000 ? "metres" : "out-of-range";
}

type Tally = { points: number; heights: number; repeated: number; turned: number };

function rawParts(raw: unknown): unknown[] {
  if (typeof raw !== "object" || raw === null) throw new Refused({ fault: "geometry-missing" });
  const { type, coordinates } = raw as { type?: unknown; coordinates?: unknown };
  if (type !== "Polygon" && type !== "MultiPolygon") throw new Refused({ fault: "geometry-type" });
  if (!Array.isArray(coordinates) || coordinates.length === 0) throw new Refused({ fault: "shape" });
  return type === "Polygon" ? [coordinates] : coordinates;
}

/** The part's clean rings; none when its outer ring has no area. */
function cleanPart(raw: unknown, part: number, tally: Tally, fixes: Repair[]): Polygon {
  if (!Array.isArray(raw) || raw.length === 0) throw new Refused({ fault: "shape", part });
  const rings: Ring[] = [];
  for (const [r, rawRing] of raw.entries()) {
    const ring = withoutSpikes(readRing(rawRing, { part, ring: r }, tally), tally);
    if (isFlat(ring)) {
      fixes.push({ fix: "collinear-dropped", count: 1, part, ring: r });
      if (r === 0) return [];
      continue;
    }
    const turned = signedArea(ring) > 0 !== (r === 0);
    if (turned) tally.turned++;
    rings.push(turned ? ring.toReversed() : ring);
  }
  return rings;
}

function readRing(raw: unknown, place: Place, tally: Tally): Position[] {
  if (!Array.isArray(raw)) throw new Refused({ fault: "shape", ...place });
  const ring: Position[] = [];
  for (const position of raw) ring.push(readPosition(position, place, ring.length, tally));
  if (ring.length < 4) throw new Refused({ fault: "ring-short", ...place });
  const [first, last] = [ring[0] as Position, ring[ring.length - 1] as Position];
  if (!samePoint(first, last)) throw new Refused({ fault: "ring-open", ...place, vertex: ring.length - 1 });
  return ring;
}

function readPosition(raw: unknown, place: Place, vertex: number, tally: Tally): Position {
  if (++tally.points > maxPoints) throw new Refused({ fault: "too-complex" });
  const numbers: readonly unknown[] = Array.isArray(raw) ? raw : [];
  const [x, y] = [numbers[0], numbers[1]];
  if (typeof x !== "number" || typeof y !== "number" || !Number.isFinite(x) || !Number.isFinite(y))
    throw new Refused({ fault: "position", ...place, vertex });
  const fault = faultOfPosition(x, y);
  if (fault) throw new Refused({ fault, ...place, vertex });
  if (numbers.length > 2) tally.heights++;
  return [x, y];
}

/** Takes out points that repeat the one before, and points from which the line runs straight back. */
function withoutSpikes(ring: readonly Position[], tally: Tally): Ring {
  const kept: Position[] = [];
  for (const point of ring.slice(0, -1)) {
    kept.push(point);
    while (kept.length >= 2 && endsInSpike(kept)) {
      const last = kept.pop() as Position;
      if (!samePoint(kept[kept.length - 1] as Position, last)) kept[kept.length - 1] = last;
      tally.repeated++;
    }
  }
  while (kept.length >= 3 && endsInSpike([...kept.slice(-2), kept[0] as Position])) {
    kept.pop();
    tally.repeated++;
  }
  return kept[0] ? [...kept, kept[0]] : [];
}

function endsInSpike(points: readonly Position[]): boolean {
  const end = points.length - 1;
  const [a, b, c] = [points[end - 2], points[end - 1] as Position, points[end] as Position];
  if (samePoint(b, c)) return true;
  if (!a) return false;
  const cross = (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0]);
  return cross === 0 && (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1]) < 0;
}

/** Less than 4 points, or all within a tenth of a millimetre of one line. */
function isFlat(ring: Ring): boolean {
  if (ring.length < 4) return true;
  const from = ring[0] as Position;
  const lengthTo = (p: Position) => Math.hypot(p[0] - from[0], p[1] - from[1]);
  const to = ring.reduce((far, p) => (lengthTo(p) > lengthTo(far) ? p : far));
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  return ring.every((p) => Math.abs(dx * (p[1] - from[1]) - dy * (p[0] - from[0])) <= lengthTo(to) * 1e-9);
}

function checkHoles(part: Polygon, p: number): void {
  const outer = part[0] as Ring;
  for (const [r, hole] of part.entries()) {
    if (r === 0) continue;
    const inside = hole.filter((point) => ringContains(outer, point)).length;
    if (inside * 2 < hole.length) throw new Refused({ fault: "hole-outside", part: p, ring: r });
  }
}

function checkCrossings(parts: readonly Polygon[]): void {
  const rings = parts.flatMap((part, p) => part.map((ring, r) => ({ ring, part: p, ringInPart: r })));
  const found = findCrossing(rings);
  if (!found) return;
  if (found.kind === "too-complex") throw new Refused({ fault: "too-complex" });
  const { part, ringInPart } = rings[found.ring] as (typeof rings)[number];
  throw new Refused({ fault: "self-crossing", part, ring: ringInPart, vertex: found.vertex });
}

function samePoint(a: Position, b: Position): boolean {
  return a[0] === b[0] && a[1] === b[1];
}
