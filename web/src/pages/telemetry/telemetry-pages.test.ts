import { expect, test } from "vitest";
import type { Boundaries } from "../../map/station.ts";
import { alarmLevelsOf, alarmThresholds, standing, validOn } from "./alarm.ts";
import { tideTrend } from "./CityLine.tsx";
import { cityDayOf, cityMidnight, daysOfIndex, startOfCityDay } from "./city-time.ts";
import { shortStationName } from "./layers.ts";
import { spanOf } from "./MapTime.tsx";
import { spanOfDays } from "./PeriodPicker.tsx";
import { coreBounds, wardAt } from "./places.ts";
import { filterStations, foldText, type StationRow, sortStations } from "./station-rows.ts";
import { chartLimits, thresholdsOf, trendPoints } from "./trend-data.ts";
import type { AlarmLevel, Catalogue, Limit } from "./types.ts";

const SQUARES: Boundaries = {
  type: "FeatureCollection",
  features: [0, 1].map((x) => ({
    type: "Feature",
    properties: { code: `0${x}`, name: `Phường ${x}` },
    geometry: {
      type: "Polygon",
      coordinates: [
        [
          [x, 0],
          [x + 1, 0],
          [x + 1, 1],
          [x, 1],
          [x, 0],
        ],
      ],
    },
  })),
};

test("the ward of a point, and where most wards lie", () => {
  expect(wardAt(SQUARES, { lon: 1.5, lat: 0.5 })?.code).toBe("01");
  expect(wardAt(SQUARES, { lon: 2.5, lat: 0.5 })).toBeUndefined();
  expect(wardAt(undefined, { lon: 0, lat: 0 })).toBeUndefined();
  const points = [1, 2, 3, 4, 100].map((lon) => ({ lon, lat: lon }));
  expect(coreBounds(points, 0.2)).toEqual([2, 2, 4, 4]);
  expect(coreBounds([], 0.2)).toBeUndefined();
});

test("the city's days begin at its own midnight", () => {
  const lateEvening = Date.parse("2026-11-24T17:30:00Z");
  expect(cityDayOf(lateEvening)).toBe("2026-11-25");
  expect(startOfCityDay(lateEvening)).toBe(cityMidnight("2026-11-25"));
  expect(spanOfDays("2026-11-25", "2026-11-24")).toBeUndefined();
  expect(spanOfDays("", "2026-11-24")).toBeUndefined();
  expect(spanOfDays("2026-11-24", "2026-11-24")).toEqual({
    from: cityMidnight("2026-11-24"),
    to: cityMidnight("2026-11-25"),
  });
  const value = { value: 60, level: "moderate", complete: true, dominant: [], parts: [], reason: null };
  const days = daysOfIndex([{ ...value, at: "2026-11-23T17:00:00Z" }], cityMidnight("2026-11-24"), 2);
  expect(days).toEqual([
    { on: "2026-11-23", value: null },
    { on: "2026-11-24", value: 60 },
  ]);
});

const LIMIT: Limit = {
  property: "pm25",
  averaging: "24h",
  most: 45,
  validFrom: "2026-01-01",
  validTo: null,
  source: "QCVN 05:2023/BTNMT",
  clause: "Bảng 1",
};
const OLD_LIMIT: Limit = { ...LIMIT, most: 50, validFrom: "2023-09-12", validTo: "2025-12-31" };

test("a chart over New Year 2026 has both limits, each for its own days", () => {
  const points = ["2025-12-30T00:00:00Z", "2026-01-02T00:00:00Z"].map((at) => ({
    at: Date.parse(at),
    value: 40,
  }));
  const limits = chartLimits([OLD_LIMIT, LIMIT, { ...LIMIT, averaging: "year", most: 25 }], "pm25");
  const label = (limit: Limit) => String(limit.most);
  expect(thresholdsOf(limits, points, label)).toEqual([
    { value: 50, label: "50", from: cityMidnight("2023-09-12"), to: cityMidnight("2026-01-01") },
    { value: 45, label: "45", from: cityMidnight("2026-01-01") },
  ]);
  expect(thresholdsOf(limits, points.slice(1), label).map(({ value }) => value)).toEqual([45]);
  expect(thresholdsOf([{ ...LIMIT, most: 1000 }], points, label)).toEqual([]);
});

test("flags that doubt a value mark it, others do not", () => {
  const bucket = { at: "2026-01-01T00:00:00Z", least: 1, mean: 2, most: 3, count: 2 };
  const [good, doubtful, bad] = trendPoints({
    bucketSeconds: 600,
    points: [
      { ...bucket, flags: ["gap", "duplicate"] },
      { ...bucket, flags: ["flat-line"] },
      { ...bucket, count: 1, flags: ["range", "step"] },
    ],
  });
  expect(good).toEqual({ at: Date.parse(bucket.at), value: 2, min: 1, max: 3 });
  expect(doubtful?.flag).toBe("suspect");
  expect(bad).toEqual({ at: Date.parse(bucket.at), value: 2, flag: "rejected" });
});

test("stations are found without marks and sorted with empty values last", () => {
  const row = (name: string, index: number | null): StationRow => ({
    code: name,
    kind: "air-station",
    name,
    ward: "Phường Đông Hưng Thuận",
    wardCode: undefined,
    index,
    stale: index === null,
    sentAt: undefined,
    first: undefined,
  });
  const rows = [row("Bến Thành", 87), row("Côn Đảo", null), row("An Sương", 127)];
  expect(foldText("Đường ấm")).toBe("duong am");
  expect(filterStations(rows, { text: "ben thanh dong hung", kind: "", state: "" })).toHaveLength(1);
  expect(filterStations(rows, { text: "", kind: "", state: "stale" }).map(({ name }) => name)).toEqual([
    "Côn Đảo",
  ]);
  const sorted = sortStations(rows, { column: "value", descending: true }, (a, b) =>
    a.localeCompare(b, "vi"),
  );
  expect(sorted.map(({ name }) => name)).toEqual(["An Sương", "Bến Thành", "Côn Đảo"]);
});

test("words and small judgements", () => {
  expect(shortStationName("Trạm thủy văn Phú An (sông Sài Gòn)")).toBe("Phú An (sông Sài Gòn)");
  expect(shortStationName("Saigon Zoo air station")).toBe("Saigon Zoo");
  expect([tideTrend([0, 0.2, 0.5]), tideTrend([0.5, 0.2, 0]), tideTrend([1])]).toEqual([
    "rising",
    "falling",
    "still",
  ]);
  const hours = ["2026-01-01T00:00:00Z", "2026-01-01T01:00:00Z", "2026-01-01T02:00:00Z"];
  expect(spanOf({ hours, things: [{ id: 1, values: [null, 5, 6] }] })).toEqual({
    from: Date.parse("2026-01-01T01:00:00Z"),
    to: Date.parse("2026-01-01T02:00:00Z"),
  });
  expect(spanOf({ hours, things: [{ id: 1, values: [null, 5, null] }] })).toBeUndefined();
});

test("alarm levels speak only of their own gauge, datum and time", () => {
  const level = (name: AlarmLevel["level"], at: number, more: Partial<AlarmLevel> = {}): AlarmLevel => ({
    thing: "tv-phu-an",
    property: "water-level",
    verticalDatum: "VN-HD72",
    level: name,
    at,
    validFrom: "2020-03-20",
    validTo: null,
    source: "",
    status: "press",
    ...more,
  });
  const old = level("III", 1.7, { validFrom: null, validTo: "2020-03-19" });
  const all = [level("II", 1.5), level("I", 1.4), old, level("I", 9, { thing: "tv-vam-kenh" })];
  const catalogue = { alarmLevels: all } as unknown as Catalogue;
  const stream = { property: "water-level", verticalDatum: "VN-HD72" };
  const own = alarmLevelsOf(catalogue, "tv-phu-an", stream);
  expect(own.map(({ at }) => at)).toEqual([1.4, 1.5, 1.7]);
  expect(alarmLevelsOf(catalogue, "tv-phu-an", { ...stream, verticalDatum: "local" })).toEqual([]);
  const now = validOn(own, "2026-11-24");
  expect(now.map(({ at }) => at)).toEqual([1.4, 1.5]);
  expect([1.39, 1.4, 1.62].map((value) => standing(now, value))).toEqual([
    { is: "below", level: now[0] },
    { is: "reached", level: now[0] },
    { is: "reached", level: now[1] },
  ]);
  expect(standing([], 2)).toBeUndefined();
  const span = [cityMidnight("2026-01-01"), cityMidnight("2026-02-01")] as const;
  expect(alarmThresholds(own, span, (entry) => entry.level).map(({ label }) => label)).toEqual(["I", "II"]);
});
