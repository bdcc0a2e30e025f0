import { expect, test } from "vitest";
import {
  cursorStops,
  fitRange,
  fullRange,
  nearestIndex,
  panRange,
  type TrendSeries,
  valueExtent,
  withGaps,
  zoomRange,
} from "./trend.ts";

const HOUR = 3_600_000;

function line(...values: [hour: number, value: number | null][]): TrendSeries {
  return {
    id: "a",
    label: "PM2.5",
    unit: "µg/m³",
    points: values.map(([hour, value]) => ({ at: hour * HOUR, value })),
  };
}

test("a missing hour becomes an empty point, a present one does not", () => {
  const { points } = line([0, 1], [1, 2], [4, 3]);
  expect(withGaps(points, HOUR).map((point) => point.value)).toEqual([1, 2, null, 3]);
});

test("ranges: whole, zoom around a place, pan to the edge", () => {
  expect(fullRange([line([2, 1], [9, 1])])).toEqual([2 * HOUR, 9 * HOUR]);
  expect(fullRange([line()])).toBeUndefined();
  expect(zoomRange([0, 100], 50, 0.5, [0, 100])).toEqual([25, 75]);
  expect(zoomRange([25, 75], 50, 10, [0, 100])).toEqual([0, 100]);
  expect(panRange([0, 50], 0.5, [0, 100])).toEqual([25, 75]);
  expect(panRange([40, 90], 0.5, [0, 100])).toEqual([50, 100]);
  expect(fitRange([-10, 500], [0, 100])).toEqual([0, 100]);
});

test("the extent includes a threshold only while it is law", () => {
  const series = [line([0, 10], [10, 40])];
  const limit = { value: 50, label: "QCVN 05:2023", from: 20 * HOUR };
  expect(valueExtent(series, [limit], [0, 10 * HOUR])[1]).toBeCloseTo(43);
  expect(valueExtent(series, [limit], [0, 30 * HOUR])[1]).toBeCloseTo(54);
  expect(valueExtent([line()], [], [0, 1])).toEqual([0, 1]);
});

test("the cursor stands on known instants", () => {
  const stops = cursorStops([line([0, 1], [1, 1]), line([1, 2], [5, 2])], [0, 10 * HOUR]);
  expect(stops).toEqual([0, HOUR, 5 * HOUR]);
  expect([0, 0.4, 0.6, 2.9, 3.1, 99].map((hour) => nearestIndex(stops, hour * HOUR))).toEqual([
    0, 0, 1, 1, 2, 2,
  ]);
  expect(nearestIndex([], 5)).toBe(-1);
});
