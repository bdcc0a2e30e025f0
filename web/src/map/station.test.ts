import { expect, test } from "vitest";
import {
  type Boundaries,
  boundsOf,
  iconName,
  labelPoints,
  type MapStation,
  stationFeatures,
  worstFirst,
} from "./station.ts";

function station(name: string, level: number | null, value: number | null): MapStation {
  return { id: name, name, lon: 106.7, lat: 10.77, value, level, stale: false, simulated: false };
}

test("the list begins with the worst and ends with the silent", () => {
  const list = [
    station("Đa Kao", 1, 30),
    station("An Khánh", null, null),
    station("Bình Thạnh", 4, 160),
    station("Ấp", 1, 44),
  ];
  const names = worstFirst(list, new Intl.Collator("vi").compare).map((entry) => entry.name);
  expect(names).toEqual(["Bình Thạnh", "Ấp", "Đa Kao", "An Khánh"]);
});

test("a feature carries its number, its ink and its icon", () => {
  const level = {
    rank: 4,
    letter: "D",
    colour: "rgb(255, 0, 0)",
    ink: "#000000",
    label: "Xấu",
    range: "151–200",
  };
  const [first, second] = stationFeatures(
    [station("A", 4, 159.6), station("B", null, null)],
    [level],
  ).features;
  expect(first?.properties).toMatchObject({ text: "160", ink: "#000000", icon: "station-4" });
  expect(second?.properties).toMatchObject({ text: "–", level: 0, icon: "station-0" });
  expect(iconName(2, true, true)).toBe("station-2-stale-simulated");
});

test("a name stands in the middle of the largest part", () => {
  const square = (x: number, y: number, size: number) => [
    [
      [x, y],
      [x + size, y],
      [x + size, y + size],
      [x, y + size],
      [x, y],
    ],
  ];
  const boundaries: Boundaries = {
    type: "FeatureCollection",
    features: [
      {
        type: "Feature",
        properties: { code: "1", name: "Côn Đảo" },
        geometry: { type: "MultiPolygon", coordinates: [square(106, 8, 0.1), square(106.5, 8.5, 1)] },
      },
    ],
  };
  const [lon, lat] = labelPoints(boundaries).features[0]?.geometry.coordinates ?? [];
  expect(lon).toBeCloseTo(107);
  expect(lat).toBeCloseTo(9);
  expect(boundsOf(boundaries)).toEqual([106, 8, 107.5, 9.5]);
});
