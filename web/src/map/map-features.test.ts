import { expect, test } from "vitest";
import { boxOf, firstView, numbered } from "./map-features.ts";

const point = (lon: number, lat: number) =>
  ({ type: "Feature", properties: {}, geometry: { type: "Point", coordinates: [lon, lat] } }) as const;

test("the box holds every shape", () => {
  const area = {
    type: "Feature",
    properties: {},
    geometry: {
      type: "Polygon",
      coordinates: [
        [
          [106, 10],
          [107, 10],
          [107, 11],
          [106, 10],
        ],
      ],
    },
  } as const;
  expect(boxOf([area as never, point(108, 10.5) as never])).toEqual([106, 10, 108, 11]);
  expect(boxOf([])).toBeUndefined();
});

test("one point gets room around it", () => {
  const box = boxOf([point(106.7, 10.8) as never]);
  expect((box?.[2] ?? 0) - (box?.[0] ?? 0)).toBeCloseTo(0.02, 6);
});

test("of many features the far island is left out of the first view", () => {
  const city = Array.from(
    { length: 200 },
    (_, index) => point(106.5 + index / 1000, 10.7 + index / 1000) as never,
  );
  const view = firstView([...city, point(106.6, 8.7) as never]);
  expect(view?.[1]).toBeGreaterThan(10.6);
  expect(firstView([point(106.6, 8.7) as never, point(106.7, 10.7) as never])?.[1]).toBe(8.7);
});

test("features are numbered by their place in the list", () => {
  const made = numbered({
    type: "FeatureCollection",
    features: [point(1, 2) as never, point(3, 4) as never],
  });
  expect(made.features.map((feature) => feature.id)).toEqual([0, 1]);
});
