/**
 * Schematic cells from centroids alone: the Voronoi diagram of the units and of ghost sites that ring the city, so
 * that it has a rounded coast and inlets where no unit lies, instead of a convex hull with huge cells at its edge.
 * A ghost stands about one unit's width outside each outermost unit; cells of ghosts are thrown away. Pure.
 */
import { Delaunay } from "d3-delaunay";
import type { Position, Ring } from "./rings.ts";

export interface Site {
  readonly lon: number;
  readonly lat: number;
  /** Only the scale of the drawing: how far a cell at the edge may reach. */
  readonly areaKm2: number;
}

export interface SchematicCells {
  /** One closed counter-clockwise ring a site, in order. */
  readonly cells: readonly Ring[];
  /** The rest of `frame`: cells of ghosts. Together with the mainland's cells they fill it without overlap. */
  readonly rest: readonly Ring[];
  /** West, south, east, north of the diagram. */
  readonly frame: readonly [number, number, number, number];
  /** Indexes of sites that stand alone, drawn as a circle of their area. */
  readonly islands: readonly number[];
}

const kmPerDegree = 111.195;
const islandKm = 50;
/** A ghost's distance from its unit, in radii of a circle of the unit's area; the cell ends half-way. */
const ghostRadii = 2.2;
const ghostsAround = 48;
const circleCorners = 36;

/** Draws every site; sites must differ from each other. */
export function drawSchematic(sites: readonly Site[]): SchematicCells {
  const plane = planeOf(sites);
  const points = sites.map((site) => plane.to([site.lon, site.lat]));
  const radii = sites.map((site) => Math.sqrt(Math.max(site.areaKm2, 0.1) / Math.PI));
  const alone = points.map(
    (point, i) =>
      points.length > 1 && points.every((other, j) => i === j || distance(point, other) > islandKm),
  );
  const mainland = points.flatMap((_, i) => (alone[i] ? [] : [i]));
  const ghosts = ghostsOf(mainland, points, radii);
  const all = [...mainland.map((i) => points[i] as Position), ...ghosts];
  const frame = frameOf(all);
  const voronoi = new Delaunay(Float64Array.from(all.flat())).voronoi([...frame]);
  const ringAt = (k: number): Ring =>
    ccw((voronoi.cellPolygon(k) as [number, number][] | null) ?? []).map(plane.from);
  const drawn = new Map(mainland.map((i, k) => [i, ringAt(k)]));
  const cells = sites.map(
    (_, i) => drawn.get(i) ?? circle(points[i] as Position, radii[i] as number).map(plane.from),
  );
  const [west, south] = plane.from([frame[0], frame[1]]);
  const [east, north] = plane.from([frame[2], frame[3]]);
  const islands = alone.flatMap((is, i) => (is ? [i] : []));
  return {
    cells,
    rest: ghosts.map((_, k) => ringAt(mainland.length + k)),
    frame: [west, south, east, north],
    islands,
  };
}

/** Kilometres on a plane that touches the middle latitude; straight lines stay straight. */
function planeOf(sites: readonly Site[]) {
  const latitudes = sites.map((site) => site.lat);
  const middle = (Math.min(...latitudes) + Math.max(...latitudes)) / 2;
  const x = kmPerDegree * Math.cos((middle * Math.PI) / 180);
  return {
    to: ([lon, lat]: Position): Position => [lon * x, lat * kmPerDegree],
    from: ([east, north]: Position): Position => [east / x, north / kmPerDegree],
  };
}

/** Points on circles around each unit that lie in no other unit's circle: together they ring the whole city. */
function ghostsOf(
  mainland: readonly number[],
  points: readonly Position[],
  radii: readonly number[],
): Position[] {
  const reach = (i: number) => ghostRadii * (radii[i] as number);
  return mainland.flatMap((i) =>
    circle(points[i] as Position, reach(i), ghostsAround)
      .slice(1)
      .filter((ghost) => mainland.every((j) => j === i || distance(ghost, points[j] as Position) > reach(j))),
  );
}

function frameOf(points: readonly Position[]): [number, number, number, number] {
  if (points.length === 0) return [0, 0, 0, 0];
  const xs = points.map((p) => p[0]);
  const ys = points.map((p) => p[1]);
  const pad = 5;
  return [Math.min(...xs) - pad, Math.min(...ys) - pad, Math.max(...xs) + pad, Math.max(...ys) + pad];
}

function circle([x, y]: Position, radius: number, corners = circleCorners): Ring {
  const turn = (2 * Math.PI) / corners;
  const ring = Array.from(
    { length: corners },
    (_, k): Position => [x + radius * Math.cos(k * turn), y + radius * Math.sin(k * turn)],
  );
  return ring[0] ? [...ring, ring[0]] : [];
}

function ccw(ring: Ring): Ring {
  let twice = 0;
  for (let i = 1; i < ring.length; i++) {
    const a = ring[i - 1] as Position;
    const b = ring[i] as Position;
    twice += a[0] * b[1] - b[0] * a[1];
  }
  return twice < 0 ? ring.toReversed() : ring;
}

function distance(a: Position, b: Position): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}
