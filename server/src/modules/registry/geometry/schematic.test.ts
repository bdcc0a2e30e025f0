import fc from "fast-check";
import { expect, test } from "vitest";
import { readNewUnits } from "../facts.ts";
import { areaKm2, type Position, type Ring, ringContains, signedArea } from "./rings.ts";
import { drawSchematic, type Site } from "./schematic.ts";

const facts = await readNewUnits();
const units = Object.values(facts.byFormerArea).flat();
const city: Site[] = units.map(([, , , , area, lon, lat]) => ({ lon, lat, areaKm2: area }));

const site = fc.record({
  lon: fc.integer({ min: 0, max: 1000 }).map((n) => 106.4 + n / 2000),
  lat: fc.integer({ min: 0, max: 1000 }).map((n) => 10.4 + n / 2000),
  areaKm2: fc.integer({ min: 1, max: 200 }),
});
const sites = fc.uniqueArray(site, { minLength: 1, maxLength: 60, selector: (s) => `${s.lon},${s.lat}` });

test("every centroid lies in its own cell and in no other", () => {
  fc.assert(
    fc.property(sites, (input) => {
      const { cells } = drawSchematic(input);
      for (const [i, { lon, lat }] of input.entries()) {
        const holding = cells.flatMap((cell, k) => (ringContains(cell, [lon, lat]) ? [k] : []));
        expect(holding).toEqual([i]);
      }
    }),
    { numRuns: 100 },
  );
});

test("cells do not overlap and leave no gap: with the ghosts' cells their areas sum to the frame", () => {
  fc.assert(
    fc.property(sites, (input) => {
      const { cells, rest, frame, islands } = drawSchematic(input);
      fc.pre(islands.length < input.length);
      const mainland = cells.filter((_, i) => !islands.includes(i));
      const sum = [...mainland, ...rest].reduce((total, ring) => total + signedArea(ring), 0);
      const whole = (frame[2] - frame[0]) * (frame[3] - frame[1]);
      expect(Math.abs(sum / whole - 1)).toBeLessThan(1e-9);
    }),
    { numRuns: 100 },
  );
});

test("cells are closed, counter-clockwise and convex", () => {
  fc.assert(
    fc.property(sites, (input) => {
      for (const cell of drawSchematic(input).cells) {
        expect(cell.at(-1)).toEqual(cell[0]);
        expect(signedArea(cell)).toBeGreaterThan(0);
        expect(turnsRight(cell)).toBe(false);
      }
    }),
    { numRuns: 50 },
  );
});

function turnsRight(ring: Ring): boolean {
  const open = ring.slice(0, -1);
  return open.some((a, i) => {
    const [b, c] = [open[(i + 1) % open.length], open[(i + 2) % open.length]] as [Position, Position];
    return (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0]) < -1e-12;
  });
}

test("the city: Côn Đảo alone, no cell absurdly large, the whole near the legal area", () => {
  const { cells, islands } = drawSchematic(city);
  expect(islands.map((i) => units[i]?.[2])).toEqual(["Côn Đảo"]);
  const areas = cells.map((cell) => areaKm2({ type: "Polygon", coordinates: [cell] }));
  const total = areas.reduce((a, b) => a + b, 0);
  expect(total / facts.legalAreaKm2).toBeGreaterThan(0.9);
  expect(total / facts.legalAreaKm2).toBeLessThan(1.15);
  for (const [i, area] of areas.entries())
    expect(area / (city[i]?.areaKm2 ?? 0), units[i]?.[2]).toBeLessThan(4.5);
});
