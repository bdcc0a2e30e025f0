import { expect, test } from "vitest";
import { applyLatest, indexedThings, isStale, lastSentAt, readLatestRows } from "./live-things.ts";
import type { Thing } from "./types.ts";

const NOW = Date.parse("2026-11-24T14:00:00Z");
const MINUTE = 60_000;

function station(id: number, lastAt: number | null, intervalSeconds = 600): Thing {
  const last = lastAt === null ? null : { at: new Date(lastAt).toISOString(), value: 10, quality: 0 };
  return {
    id,
    code: `tram-${id}`,
    nameVi: "Trạm",
    nameEn: "Station",
    description: "",
    kind: "air-station",
    agencyCode: null,
    simulated: false,
    lon: 106.7,
    lat: 10.8,
    datastreams: [
      {
        id: id * 10,
        property: "pm25",
        sensor: "",
        intervalSeconds,
        timeLabel: "instant",
        verticalDatum: null,
        last,
      },
    ],
    indices: [],
  };
}

test("newer readings are put in, older ones and other stations stay", () => {
  const before = [station(1, NOW - 10 * MINUTE), station(2, NOW)];
  const after = applyLatest(before, [
    [10, 1, NOW, 42, 0],
    [10, 1, NOW - 60 * MINUTE, 1, 0],
    [99, 9, NOW, 5, 0],
  ]);
  expect(after[0]?.datastreams[0]?.last).toEqual({ at: new Date(NOW).toISOString(), value: 42, quality: 0 });
  expect(after[1]).toBe(before[1]);
});

test("a station has stopped after three intervals, and never before 20 minutes", () => {
  expect(isStale(station(1, NOW - 29 * MINUTE), NOW)).toBe(false);
  expect(isStale(station(1, NOW - 31 * MINUTE), NOW)).toBe(true);
  expect(isStale(station(1, NOW - 19 * MINUTE, 60), NOW)).toBe(false);
  expect(isStale(station(1, null), NOW)).toBe(true);
  expect(lastSentAt(station(1, null))).toBeUndefined();
});

test("live messages of another shape give nothing", () => {
  expect(readLatestRows({ rows: [[1, 2, 3, 4, 5], "x", [1]] })).toEqual([[1, 2, 3, 4, 5]]);
  expect(readLatestRows(null)).toEqual([]);
  expect(indexedThings({ things: [1, "2", 3] })).toEqual([1, 3]);
});
