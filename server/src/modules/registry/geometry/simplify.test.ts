import { expect, test } from "vitest";
import { readNewUnits } from "../facts.ts";
import { type AreaGeometry, areaKm2, type Position, polygonsOf, type Ring } from "./rings.ts";
import { drawSchematic } from "./schematic.ts";
import { roundGeometry, simplifyTogether } from "./simplify.ts";
import { wavy } from "./wavy.testing.ts";

const units = Object.values((await readNewUnits()).byFormerArea).flat();
const { cells } = drawSchematic(units.map(([, , , , area, lon, lat]) => ({ lon, lat, areaKm2: area })));
const detailed = wavy(cells, 60).map((ring): AreaGeometry => ({ type: "Polygon", coordinates: [ring] }));

test("points fall to the limit and the area stays", () => {
  const simple = simplifyTogether(detailed, 8_000);
  expect(pointsOf(detailed)).toBeGreaterThan(40_000);
  expect(pointsOf(simple)).toBeLessThanOrEqual(8_000);
  const before = detailed.reduce((sum, g) => sum + areaKm2(g), 0);
  const after = simple.reduce((sum, g) => sum + areaKm2(g), 0);
  expect(Math.abs(after / before - 1)).toBeLessThan(0.005);
});

test("neighbours keep one border: every inner edge is walked once each way", () => {
  const inner = (all: readonly AreaGeometry[]) => {
    const edges = new Map<string, number>();
    for (const ring of all.flatMap((g) => polygonsOf(g).flat()))
      for (const edge of edgesOf(ring)) edges.set(edge, (edges.get(edge) ?? 0) + 1);
    return [...edges.values()].filter((n) => n === 2).length / edges.size;
  };
  expect(inner(simplifyTogether(detailed, 8_000))).toBeGreaterThan(inner(detailed.map(roundGeometry)) - 0.05);
});

test("few points are only rounded", () => {
  const triangle: AreaGeometry = {
    type: "Polygon",
    coordinates: [
      [
        [106.123456, 10],
        [106.2, 10],
        [106.2, 10.1],
        [106.123456, 10],
      ],
    ],
  };
  expect(simplifyTogether([triangle], 100)).toEqual([
    {
      type: "Polygon",
      coordinates: [
        [
          [106.12346, 10],
          [106.2, 10],
          [106.2, 10.1],
          [106.12346, 10],
        ],
      ],
    },
  ]);
});

function pointsOf(all: readonly AreaGeometry[]): number {
  return all.reduce(
    (n, g) =>
      n +
      polygonsOf(g)
        .flat()
        .reduce((m, ring) => m + ring.length, 0),
    0,
  );
}

function edgesOf(ring: Ring): string[] {
  return ring.slice(1).map((b, i) => {
    const a = ring[i] as Position;
    return [String(a), String(b)].sort().join(" ");
  });
}
