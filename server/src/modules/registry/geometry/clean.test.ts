import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanGeometry, faultOfPosition } from "./clean.ts";
import { findCrossing } from "./crossings.ts";
import { type Position, type Ring, signedArea } from "./rings.ts";

const square: Position[] = [
  [0, 0],
  [4, 0],
  [4, 4],
  [0, 4],
  [0, 0],
];
const polygon = (...coordinates: unknown[]) => ({ type: "Polygon", coordinates });

describe("refused, with the place", () => {
  const table: [what: string, geometry: unknown, refusal: object][] = [
    ["nothing", null, { fault: "geometry-missing" }],
    ["a point", { type: "Point", coordinates: [1, 2] }, { fault: "geometry-type" }],
    ["a collection", { type: "GeometryCollection", geometries: [] }, { fault: "geometry-type" }],
    ["no rings", polygon(), { fault: "shape" }],
    ["rings of numbers", polygon(1, 2), { fault: "shape", part: 0, ring: 0 }],
    ["text", polygon([["106", "10"]]), { fault: "position", part: 0, ring: 0, vertex: 0 }],
    [
      "null",
      polygon([
        [0, 0],
        [1, null],
        [1, 1],
        [0, 0],
      ]),
      { fault: "position", part: 0, ring: 0, vertex: 1 },
    ],
    [
      "metres",
      polygon([
        [601234, 1190123],
        [601235, 1190123],
        [601235, 1190124],
        [601234, 1190123],
      ]),
      { fault: "metres" },
    ],
    [
      "swapped",
      polygon([
        [10.7, 106.7],
        [10.8, 106.7],
        [10.8, 106.8],
        [10.7, 106.7],
      ]),
      { fault: "swapped" },
    ],
    [
      "three positions",
      polygon([
        [0, 0],
        [1, 0],
        [0, 0],
      ]),
      { fault: "ring-short", part: 0, ring: 0 },
    ],
    [
      "an open ring",
      polygon([
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 1],
      ]),
      { fault: "ring-open", part: 0, ring: 0, vertex: 3 },
    ],
    [
      "a line of five points",
      polygon([
        [0, 0],
        [1, 1],
        [2, 2],
        [3, 3],
        [0, 0],
      ]),
      { fault: "collinear" },
    ],
    [
      "a bow-tie",
      polygon([
        [0, 0],
        [4, 4],
        [4, 0],
        [0, 4],
        [0, 0],
      ]),
      { fault: "self-crossing", part: 0, ring: 0 },
    ],
    [
      "a bow-tie through a vertex",
      polygon([
        [0, 0],
        [2, 2],
        [4, 4],
        [4, 1],
        [2, 2],
        [0, 4],
        [0, 0],
      ]),
      { fault: "self-crossing" },
    ],
    [
      "a ring along itself",
      polygon([
        [0, 0],
        [4, 0],
        [4, 4],
        [2, 4],
        [2, 0],
        [1, 0],
        [1, 4],
        [0, 4],
        [0, 0],
      ]),
      { fault: "self-crossing" },
    ],
    [
      "a hole outside",
      polygon(square, [
        [5, 5],
        [6, 5],
        [6, 6],
        [5, 5],
      ]),
      { fault: "hole-outside", part: 0, ring: 1 },
    ],
    [
      "a hole across the border",
      polygon(square, [
        [1, 1],
        [5, 1],
        [1, 2],
        [1, 1],
      ]),
      { fault: "self-crossing" },
    ],
  ];
  test.each(table)("%s", (_what, geometry, refusal) => {
    expect(cleanGeometry(geometry)).toMatchObject({ refusal });
  });
});

describe("repaired, with a note", () => {
  test("orientation: outer counter-clockwise, holes clockwise", () => {
    const hole: Position[] = [
      [1, 1],
      [2, 1],
      [2, 2],
      [1, 1],
    ];
    const cleaned = cleanGeometry(polygon(square.toReversed(), hole));
    expect(cleaned).toMatchObject({ fixes: [{ fix: "orientation", count: 2 }] });
    if (!("geometry" in cleaned) || cleaned.geometry.type !== "Polygon") throw new Error("refused");
    expect(cleaned.geometry.coordinates.map((ring) => signedArea(ring) > 0)).toEqual([true, false]);
  });

  test("repeated points, spikes and heights", () => {
    const ring = [
      [0, 0, 9],
      [4, 0],
      [4, 0],
      [4, 4],
      [6, 4],
      [4, 4],
      [0, 4],
      [0, 0],
    ];
    const cleaned = cleanGeometry(polygon(ring));
    expect(cleaned).toMatchObject({ geometry: { coordinates: [square] } });
    expect("fixes" in cleaned && cleaned.fixes.map((fix) => fix.fix)).toEqual([
      "repeated-points",
      "height-dropped",
    ]);
  });

  test("a part without area goes, the rest stays", () => {
    const flat = [
      [9, 9],
      [10, 10],
      [11, 11],
      [9, 9],
    ];
    const cleaned = cleanGeometry({ type: "MultiPolygon", coordinates: [[square], [flat]] });
    expect(cleaned).toMatchObject({
      geometry: { type: "Polygon" },
      fixes: [{ fix: "collinear-dropped", part: 1, ring: 0 }, {}],
    });
  });

  test("rings may touch in a point", () => {
    const hole = [
      [0, 0],
      [1, 2],
      [2, 1],
      [0, 0],
    ];
    expect(cleanGeometry(polygon(square, hole))).toHaveProperty("geometry");
    const twoLobes = [
      [0, 0],
      [4, 0],
      [2, 2],
      [4, 4],
      [0, 4],
      [2, 2],
      [0, 0],
    ];
    expect(cleanGeometry(polygon(twoLobes))).toHaveProperty("geometry");
  });
});

test("the sweep finds a crossing exactly where comparing every pair does", () => {
  const coordinate = fc.integer({ min: 0, max: 12 });
  const ring = fc.array(fc.tuple(coordinate, coordinate), { minLength: 4, maxLength: 12 });
  fc.assert(
    fc.property(ring, (points) => {
      const closed: Ring = [...points, points[0] as Position];
      const proper = hasProperCrossing(closed);
      const found = findCrossing([{ ring: closed, part: 0 }]);
      if (proper) expect(found).toBeDefined();
    }),
    { numRuns: 500 },
  );
});

test("a star-shaped ring never crosses itself; after two vertices change places a crossing that is there is found", () => {
  const radii = fc.array(fc.integer({ min: 10, max: 1000 }), { minLength: 8, maxLength: 200 });
  fc.assert(
    fc.property(radii, (lengths) => {
      const points = lengths.map((r, i): Position => {
        const angle = (2 * Math.PI * i) / lengths.length;
        return [106 + (r * Math.cos(angle)) / 5000, 10 + (r * Math.sin(angle)) / 5000];
      });
      expect(cleanGeometry(polygon([...points, points[0]]))).toHaveProperty("geometry");
      const half = Math.floor(points.length / 2);
      const swapped = points.with(1, points[half] as Position).with(half, points[1] as Position);
      const closed: Ring = [...swapped, swapped[0] as Position];
      if (hasProperCrossing(closed)) expect(findCrossing([{ ring: closed, part: 0 }])?.kind).toBe("crossing");
    }),
    { numRuns: 100 },
  );
});

test("a comb that would take too long is given up, not endured", () => {
  const teeth = 15_000;
  const up = Array.from({ length: teeth }, (_, i): Position => [100 + (i % 2) * 5, 10 + i / 1000000]);
  const ring: Position[] = [...up, [106, 11], [106, 9], [99, 9], up[0] as Position];
  const started = performance.now();
  const found = findCrossing([{ ring, part: 0 }]);
  expect(performance.now() - started).toBeLessThan(5_000);
  expect([undefined, "crossing", "too-complex"]).toContain(found?.kind);
});

test("kinds of wrong coordinates", () => {
  expect(faultOfPosition(106.7, 10.8)).toBeUndefined();
  expect(faultOfPosition(10.8, 106.7)).toBe("swapped");
  expect(faultOfPosition(604000, 1191000)).toBe("metres");
  expect(faultOfPosition(200, 95)).toBe("out-of-range");
});

function hasProperCrossing(ring: Ring): boolean {
  const side = (a: Position, b: Position, p: Position) =>
    Math.sign((b[0] - a[0]) * (p[1] - a[1]) - (p[0] - a[0]) * (b[1] - a[1]));
  for (let i = 1; i < ring.length; i++) {
    for (let j = i + 1; j < ring.length; j++) {
      const [a, b, c, d] = [ring[i - 1], ring[i], ring[j - 1], ring[j]] as [
        Position,
        Position,
        Position,
        Position,
      ];
      if (side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0) return true;
    }
  }
  return false;
}
