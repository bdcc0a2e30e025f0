/**
 * Do the rings of one feature cross themselves or each other? A sweep over segments sorted along the axis on which
 * they overlap less: each is compared only with those that begin before it ends. Rings may touch in a point; they may not
 * cross, and rings of one polygon may not run along each other. Pure.
 */
import { boxOf, type Position, type Ring } from "./rings.ts";

export interface RingOfPart {
  readonly ring: Ring;
  /** Index of the polygon in its MultiPolygon. */
  readonly part: number;
}

export interface Crossing {
  readonly kind: "crossing";
  /** Index into the rings given, and the vertex at which the crossing segment begins. */
  readonly ring: number;
  readonly vertex: number;
  readonly otherRing: number;
  readonly otherVertex: number;
}

/** Comparisons allowed a feature; real borders need some thousands a vertex at most. */
const budget = 100_000_000;

interface Segments {
  readonly count: number;
  readonly ring: Int32Array;
  readonly vertex: Int32Array;
  readonly from: Position[];
  readonly to: Position[];
  readonly least: Float64Array;
  readonly most: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** The first crossing found, `too-complex` when the comparisons are used up, or undefined when the rings are clean. */
export function findCrossing(
  rings: readonly RingOfPart[],
): Crossing | { readonly kind: "too-complex" } | undefined {
  const segments = sortedSegments(rings);
  const { count, least, most, low, high } = segments;
  let left = budget;
  for (let i = 0; i < count; i++) {
    const end = most[i] as number;
    const bottom = low[i] as number;
    const top = high[i] as number;
    for (let j = i + 1; j < count && (least[j] as number) <= end; j++) {
      if (--left < 0) return { kind: "too-complex" };
      if ((low[j] as number) > top || (high[j] as number) < bottom) continue;
      if (crosses(rings, segments, i, j)) return crossingOf(segments, i, j);
    }
  }
  return undefined;
}

function crossingOf(segments: Segments, i: number, j: number): Crossing {
  const [ring, vertex] = [segments.ring, segments.vertex].map((a) => a[i] as number) as [number, number];
  return {
    kind: "crossing",
    ring,
    vertex,
    otherRing: segments.ring[j] as number,
    otherVertex: segments.vertex[j] as number,
  };
}

function sortedSegments(rings: readonly RingOfPart[]): Segments {
  const axis = sweepAxis(rings.map((r) => r.ring));
  const all = rings.flatMap(({ ring }, r) =>
    ring.slice(1).map((to, vertex) => ({ r, vertex, from: ring[vertex] as Position, to })),
  );
  const least = (s: { from: Position; to: Position }, a: 0 | 1) => Math.min(s.from[a], s.to[a]);
  const most = (s: { from: Position; to: Position }, a: 0 | 1) => Math.max(s.from[a], s.to[a]);
  const across = axis === 0 ? 1 : 0;
  all.sort((a, b) => least(a, axis) - least(b, axis));
  return {
    count: all.length,
    ring: Int32Array.from(all, (s) => s.r),
    vertex: Int32Array.from(all, (s) => s.vertex),
    from: all.map((s) => s.from),
    to: all.map((s) => s.to),
    least: Float64Array.from(all, (s) => least(s, axis)),
    most: Float64Array.from(all, (s) => most(s, axis)),
    low: Float64Array.from(all, (s) => least(s, across)),
    high: Float64Array.from(all, (s) => most(s, across)),
  };
}

/** The axis on which the segments' extents add up to less of the whole: fewer of them overlap there. */
function sweepAxis(rings: readonly Ring[]): 0 | 1 {
  const { west, south, east, north } = boxOf(rings);
  let [along, up] = [0, 0];
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [a, b] = [ring[i - 1] as Position, ring[i] as Position];
      along += Math.abs(b[0] - a[0]);
      up += Math.abs(b[1] - a[1]);
    }
  }
  return along * (north - south) <= up * (east - west) ? 0 : 1;
}

function crosses(rings: readonly RingOfPart[], segments: Segments, i: number, j: number): boolean {
  const [a, b, c, d] = [segments.from[i], segments.to[i], segments.from[j], segments.to[j]] as [
    Position,
    Position,
    Position,
    Position,
  ];
  const ringI = segments.ring[i] as number;
  const ringJ = segments.ring[j] as number;
  const vertexI = segments.vertex[i] as number;
  const vertexJ = segments.vertex[j] as number;
  if (ringI === ringJ && areNeighbours(vertexI, vertexJ, (rings[ringI] as RingOfPart).ring.length - 1))
    return false;
  const [c1, d1, a1, b1] = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)];
  if (c1 === 0 && d1 === 0) return rings[ringI]?.part === rings[ringJ]?.part && overlap(a, b, c, d);
  if (c1 * d1 < 0 && a1 * b1 < 0) return true;
  if (c1 * d1 > 0 || a1 * b1 > 0) return false;
  return crossesAtTouch({
    a,
    b,
    c,
    d,
    b1,
    d1,
    nextI: after(rings, ringI, vertexI),
    nextJ: after(rings, ringJ, vertexJ),
  });
}

function areNeighbours(i: number, j: number, count: number): boolean {
  const gap = Math.abs(i - j);
  return gap === 1 || gap === count - 1;
}

/** The vertex after the end of the segment that begins at `vertex`. */
function after(rings: readonly RingOfPart[], ring: number, vertex: number): Position {
  const points = (rings[ring] as RingOfPart).ring;
  return (points[vertex + 2] ?? points[1]) as Position;
}

function side(a: Position, b: Position, p: Position): number {
  return Math.sign((b[0] - a[0]) * (p[1] - a[1]) - (p[0] - a[0]) * (b[1] - a[1]));
}

function overlap(a: Position, b: Position, c: Position, d: Position): boolean {
  const axis = Math.abs(b[0] - a[0]) >= Math.abs(b[1] - a[1]) ? 0 : 1;
  const start = Math.max(Math.min(a[axis], b[axis]), Math.min(c[axis], d[axis]));
  const end = Math.min(Math.max(a[axis], b[axis]), Math.max(c[axis], d[axis]));
  return end > start;
}

interface Touch {
  readonly a: Position;
  readonly b: Position;
  readonly c: Position;
  readonly d: Position;
  readonly b1: number;
  readonly d1: number;
  readonly nextI: Position;
  readonly nextJ: Position;
}

/**
 * The segments meet in a point that is an end of at least one. Looked at once, where it is the end and not the
 * beginning of that segment: the paths cross there if one comes in on one side of the other and leaves on the other.
 */
function crossesAtTouch({ a, b, c, d, b1, d1, nextI, nextJ }: Touch): boolean {
  if (same(b, d)) return interleave(b, [a, nextI], [c, nextJ]);
  if (d1 === 0 && !same(d, a)) return interleave(d, [a, b], [c, nextJ]);
  if (b1 === 0 && !same(b, c)) return interleave(b, [c, d], [a, nextI]);
  return false;
}

function same(a: Position, b: Position): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

function interleave(
  at: Position,
  one: readonly [Position, Position],
  other: readonly [Position, Position],
): boolean {
  const turn = (p: Position) => Math.atan2(p[1] - at[1], p[0] - at[0]);
  const start = turn(one[0]);
  const from = (p: Position) => (turn(p) - start + 4 * Math.PI) % (2 * Math.PI);
  const width = from(one[1]);
  const [first, second] = [from(other[0]), from(other[1])];
  if ([first, second].some((angle) => angle === 0 || angle === width)) return false;
  return first < width !== second < width;
}
