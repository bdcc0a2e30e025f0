/**
 * Two years of a real monitoring network (HealthyAir, Data in Brief 2022), imported by the way of the page: upload,
 * preview, import. What comes out is compared with a computation of its own here, straight from the file.
 */
import { createReadStream, readFileSync } from "node:fs";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  getImport,
  previewFile,
  startImport,
  uploadFile,
} from "../../server/src/modules/telemetry/service/imports.ts";
import { computeIndices, listIndexValues } from "../../server/src/modules/telemetry/service/indices.ts";
import { countQuality, listExceedances } from "../../server/src/modules/telemetry/service/readings.ts";
import { getThing } from "../../server/src/modules/telemetry/service/things.ts";
import { startTelemetryTest, type TelemetryTest } from "../../server/src/modules/telemetry/testing.ts";
import { outsideFile } from "./data.ts";

const file = outsideFile("air/healthyair_hcmc_hourly_2021_2022.csv");
const columns = { tsp: 2, pm25: 3, o3: 4, co: 5, no2: 6, so2: 7, temperature: 8, humidity: 9 } as const;
const from = new Date("2021-01-01T00:00:00+07:00");
const to = new Date("2023-01-01T00:00:00+07:00");

interface Hour {
  station: string;
  dayOn: string;
  hour: number;
  values: Record<keyof typeof columns, number>;
}

/** The file read with nothing but split and Number. */
function readHours(path: string): Hour[] {
  return readFileSync(path, "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => {
      const cells = line.split(",");
      const value = (c: number) => (cells[c] === "" ? Number.NaN : Number(cells[c]));
      const values = Object.fromEntries(Object.entries(columns).map(([name, c]) => [name, value(c)]));
      return {
        station: cells[1] ?? "",
        dayOn: cells[0]?.slice(0, 10) ?? "",
        hour: Number(cells[0]?.slice(11, 13)),
        values: values as Hour["values"],
      };
    });
}

describe.skipIf(!file)("HealthyAir", () => {
  let t: TelemetryTest;
  let hours: Hour[];
  const names = ["1", "2", "3", "4", "5", "6"];

  beforeAll(async () => {
    t = await startTelemetryTest();
    hours = readHours(file ?? "");
    const ctx = t.as("data-steward");
    const { fileHash } = await uploadFile(ctx, createReadStream(file ?? "") as Readable);
    const { sniff, suggestion, stations } = await previewFile(ctx, { fileHash, answers: {} });
    expect(sniff).toMatchObject({ encoding: "utf-8", delimiter: ",", decimal: ".", headerRow: true });
    expect(suggestion.mapping).toMatchObject({
      shape: "wide",
      time: { columns: [0], format: "iso" },
      station: { column: 1 },
    });
    expect(stations.map((s) => s.text)).toContain("1");
    const { importId } = await startImport(ctx, {
      fileHash,
      fileName: "healthyair.csv",
      newThings: names.map((n) => ({
        code: `healthyair-${n}`,
        nameVi: `HealthyAir trạm ${n}`,
        nameEn: `HealthyAir station ${n}`,
        kind: "air-station",
        agencyCode: "SNNMT",
        lon: 106.6 + Number(n) / 50,
        lat: 10.75,
      })),
      plan: {
        dialect: {
          encoding: "utf-8",
          delimiter: ",",
          quote: '"',
          decimal: ".",
          thousands: null,
          preambleLines: 0,
          headerRow: true,
        },
        time: { columns: [0], format: "iso", zone: "Asia/Ho_Chi_Minh" },
        timeLabel: "start",
        stationColumn: 1,
        stations: names.map((n) => ({ text: n, thing: `healthyair-${n}` })),
        values: Object.entries(columns).map(([property, column]) => ({ column, property })),
        intervalSeconds: 3_600,
      },
    });
    for (let i = 0; i < 2_000 && !["done", "failed"].includes((await getImport(ctx, importId)).state); i++)
      await sleep(50);
    expect(await getImport(ctx, importId)).toMatchObject({ state: "done", rowsRead: 52_548, rowsRefused: 0 });
    await computeIndices(t.running.app.contextFor({ kind: "system", task: "test" }));
  }, 240_000);
  afterAll(() => t?.close());

  const citizen = () => t.as("citizen");

  test("2,070 station-days with at least 18 hours of PM2.5; 17 are over 50 µg/m³, 45 over 45", async () => {
    let days = 0;
    let over50 = 0;
    let over45 = 0;
    for (const n of names) {
      const of = (limitsOn: string) =>
        listExceedances(citizen(), { thing: `healthyair-${n}`, from, to, limitsOn });
      const [before, after] = [await of("2025-12-31"), await of("2026-01-01")];
      days += before.daysJudged.pm25 ?? 0;
      over50 += before.exceedances.filter((e) => e.property === "pm25" && e.limit.most === 50).length;
      over45 += after.exceedances.filter((e) => e.property === "pm25" && e.limit.most === 45).length;
    }
    expect({ days, over50, over45 }).toEqual({ days: 2_070, over50: 17, over45: 45 });
    const means = independentDayMeans(hours);
    const over = (limit: number) => means.filter((m) => m > limit).length;
    expect({ days: means.length, over50: over(50), over45: over(45) }).toEqual({
      days: 2_070,
      over50: 17,
      over45: 45,
    });
  });

  test("no limit is loaded for 2021–2022: those days are counted as not judged, not as lawful", async () => {
    const answer = await listExceedances(citizen(), { thing: "healthyair-1", from, to });
    expect(answer.exceedances).toEqual([]);
    expect(answer.daysWithoutLimit.pm25).toBe(answer.daysJudged.pm25);
  });

  test("the daily VN_AQI of every station-day equals an independent computation", async () => {
    let compared = 0;
    for (const n of names) {
      const { id } = await getThing(citizen(), `healthyair-${n}`);
      const values = await listIndexValues(citizen(), {
        thingId: id,
        indexCode: "vn-aqi",
        period: "day",
        from,
        to,
      });
      const byDay = new Map(
        values.map((v) => [new Date(Date.parse(v.at) + 7 * 3_600_000).toISOString().slice(0, 10), v]),
      );
      for (const [dayOn, index] of independentDailyIndices(hours.filter((h) => h.station === n))) {
        expect({ n, dayOn, index: byDay.get(dayOn)?.value }).toEqual({ n, dayOn, index });
        compared++;
      }
    }
    process.stdout.write(`daily VN_AQI compared: ${compared} station-days\n`);
    expect(compared).toBe(2_070);
  });

  test("the network's known faults are visible as quality flags", async () => {
    const quality = async (n: string) =>
      new Map(
        (await countQuality(citizen(), { thing: `healthyair-${n}`, from, to })).map((q) => [q.property, q]),
      );
    const [one, three, four, five] = await Promise.all(["1", "3", "4", "5"].map(quality));
    let implausible = 0;
    for (const n of names) implausible += (await quality(n)).get("so2")?.flags.range ?? 0;
    expect(implausible).toBeGreaterThan(10_000);
    expect(three?.get("tsp")?.flags["flat-line"]).toBeGreaterThan(7_000);
    expect(four?.get("temperature")?.flags["flat-line"]).toBeGreaterThan(0);
    expect(five?.get("pm25")?.flags["flat-line"]).toBeGreaterThan(0);
    expect(one?.get("pm25")?.flags.gap).toBeGreaterThan(10);
    expect(one?.get("so2")?.flags.gap).toBeGreaterThan(0);
  });
});

/** PM2.5 means of city days with at least 18 hours, of all stations. */
function independentDayMeans(hours: readonly Hour[]): number[] {
  const days = Map.groupBy(
    hours.filter((h) => !Number.isNaN(h.values.pm25)),
    (h) => `${h.station} ${h.dayOn}`,
  );
  return [...days.values()]
    .filter((list) => list.length >= 18)
    .map((list) => mean(list.map((h) => h.values.pm25)));
}

const breakpoints: Record<string, number[]> = {
  pm25: [0, 25, 50, 80, 150, 250, 350, 500],
  o3: [0, 160, 200, 300, 400, 800, 1000, 1200],
  o3Eight: [0, 100, 120, 170, 210, 400],
  co: [0, 10000, 30000, 45000, 60000, 90000, 120000, 150000],
  so2: [0, 125, 350, 550, 800, 1600, 2100, 2630],
  no2: [0, 100, 200, 700, 1200, 2350, 3100, 3850],
};
const steps = [0, 50, 100, 150, 200, 300, 400, 500];
const plausibleSo2 = 200;

/** Decision 1459, article by article, with no code of the program: days with ≥ 18 hours of PM2.5. */
function independentDailyIndices(hours: readonly Hour[]): Map<string, number> {
  const table = new Map(hours.map((h) => [`${h.dayOn} ${h.hour}`, h.values]));
  const indices = new Map<string, number>();
  for (const [dayOn, list] of Map.groupBy(hours, (h) => h.dayOn)) {
    const pm25 = list.map((h) => h.values.pm25).filter((v) => !Number.isNaN(v));
    if (pm25.length < 18) continue;
    const parts = [part("pm25", mean(pm25))];
    for (const gas of ["co", "no2", "so2"] as const) {
      const values = list
        .map((h) => h.values[gas])
        .filter((v) => !Number.isNaN(v) && !(gas === "so2" && v > plausibleSo2));
      if (values.length > 0) parts.push(part(gas, Math.max(...values)));
    }
    const o3 = list.map((h) => h.values.o3).filter((v) => !Number.isNaN(v));
    if (o3.length > 0) parts.push(part("o3", Math.max(...o3)));
    const eight = eightHourMeans(table, dayOn);
    if (eight.length > 0 && Math.max(...eight) <= 400) parts.push(part("o3Eight", Math.max(...eight)));
    indices.set(dayOn, Math.max(...parts));
  }
  return indices;
}

/** Means of 8 hours that end on the day, of at least 6 values. */
function eightHourMeans(table: ReadonlyMap<string, Hour["values"]>, dayOn: string): number[] {
  const means: number[] = [];
  const midnight = Date.parse(`${dayOn}T00:00:00Z`);
  for (let end = 0; end < 24; end++) {
    const values: number[] = [];
    for (let back = 0; back < 8; back++) {
      const at = new Date(midnight + (end - back) * 3_600_000);
      const value = table.get(`${at.toISOString().slice(0, 10)} ${at.getUTCHours()}`)?.o3;
      if (value !== undefined && !Number.isNaN(value)) values.push(value);
    }
    if (values.length >= 6) means.push(mean(values));
  }
  return means;
}

/** Sub-index with exact tenths, so that halves are halves. */
function part(pollutant: string, concentration: number): number {
  const tenths = Math.floor(Number((concentration * 10).toFixed(6)) + 0.5);
  const points = breakpoints[pollutant] ?? [];
  for (let i = 0; i + 1 < points.length; i++) {
    const [low = 0, high = 0, indexLow = 0, indexHigh = 0] = [
      points[i],
      points[i + 1],
      steps[i],
      steps[i + 1],
    ];
    if (tenths > high * 10) continue;
    const numerator =
      (indexHigh - indexLow) * (tenths - low * 10) * 2 + (high - low) * 10 * (indexLow * 2 + 1);
    return Math.floor(numerator / ((high - low) * 10 * 2));
  }
  return 500;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, v) => sum + v, 0) / values.length;
}
