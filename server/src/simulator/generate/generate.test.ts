import { describe, expect, test } from "vitest";
import { vnAqi } from "../../sectors/air/indices.ts";
import { sectors } from "../../sectors/index.ts";
import { siteOf } from "../sites.ts";
import { clockErrorMs, faultAt, faultRates, readingsAt, type Stream } from "./faults.ts";
import { valueAt } from "./value.ts";
import { waterLevelM } from "./water.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** 1 November 2026, 00:00 in the city. */
const NOVEMBER_MS = Date.UTC(2026, 9, 31, 17);

const properties = new Map(
  sectors.flatMap((sector) => sector.properties.map((property) => [property.code, property] as const)),
);
const streams: Stream[] = sectors.flatMap((sector) =>
  sector.demoThings.flatMap(({ code, datastreams }) =>
    datastreams.map(({ property, intervalSeconds }) => ({ site: siteOf(code), property, intervalSeconds })),
  ),
);

function healthy(thing: string, property: string, atMs: number): number {
  return valueAt(siteOf(thing), property, atMs) ?? Number.NaN;
}

/** Mean by hour of the day over November. */
function byHour(thing: string, property: string, days: readonly number[]): number[] {
  return Array.from({ length: 24 }, (_, hour) => {
    const values = days.map((day) => healthy(thing, property, NOVEMBER_MS + day * DAY_MS + hour * HOUR_MS));
    return values.reduce((a, b) => a + b, 0) / values.length;
  });
}

const month = Array.from({ length: 30 }, (_, day) => day);

describe("any instant, any order, the same value", () => {
  test("values do not depend on what was asked before", () => {
    const instants = Array.from({ length: 200 }, (_, i) => NOVEMBER_MS + i * 37 * 60_000);
    const some = streams.filter((_, i) => i % 9 === 0);
    const forward = some.map(({ site, property }) => instants.map((at) => valueAt(site, property, at)));
    const backward = some.map(({ site, property }) =>
      instants
        .toReversed()
        .map((at) => valueAt(site, property, at))
        .toReversed(),
    );
    expect(backward).toEqual(forward);
  });

  test("known values stay what they are", () => {
    const at = NOVEMBER_MS + 8 * HOUR_MS;
    const some = [
      ["kk-ben-thanh", "pm25"],
      ["tv-phu-an", "water-level"],
      ["on-hang-xanh", "laeq"],
      ["gt-cong-hoa", "flow-motorbike"],
    ] as const;
    expect(some.map(([thing, property]) => healthy(thing, property, at))).toMatchInlineSnapshot(`
      [
        48.3,
        0.62,
        78.2,
        6150,
      ]
    `);
  });

  test("every datastream of the demo city is simulated", () => {
    for (const { site, property } of streams)
      expect(valueAt(site, property, NOVEMBER_MS), `${site.code}/${property}`).toBeTypeOf("number");
    expect(valueAt(siteOf("kk-ben-thanh"), "unheard-of", NOVEMBER_MS)).toBeUndefined();
  });
});

/** Readings of two days that a quality check would flag. */
function implausible({ site, property, intervalSeconds }: Stream, startMs: number): string[] {
  const limits = properties.get(property);
  const { least, most } = limits?.plausible ?? {};
  const wrong: string[] = [];
  let before: number | undefined;
  for (let at = startMs; at < startMs + 2 * DAY_MS; at += intervalSeconds * 1000) {
    const value = healthy(site.code, property, at);
    const inRange = value >= (least ?? -Infinity) && value <= (most ?? Infinity);
    const smooth = Math.abs(value - (before ?? value)) <= (limits?.mostStep ?? Infinity);
    if (!inRange || !smooth)
      wrong.push(`${site.code}/${property} ${new Date(at).toISOString()} ${before} → ${value}`);
    before = value;
  }
  return wrong;
}

describe("values", () => {
  test("stay plausible and move in plausible steps, in the dry season and in the rains", () => {
    const starts = [NOVEMBER_MS, Date.UTC(2026, 5, 10), Date.UTC(2027, 0, 20)];
    expect(streams.flatMap((stream) => starts.flatMap((startMs) => implausible(stream, startMs)))).toEqual(
      [],
    );
  });

  test("never stand still as long as a stuck sensor would", () => {
    const wrong: string[] = [];
    for (const { site, property, intervalSeconds } of streams) {
      const flatLineMinutes = properties.get(property)?.flatLineMinutes;
      if (flatLineMinutes == null) continue;
      let sinceMs = NOVEMBER_MS;
      let before: number | undefined;
      for (let at = NOVEMBER_MS; at < NOVEMBER_MS + 4 * DAY_MS; at += intervalSeconds * 1000) {
        const value = valueAt(site, property, at);
        if (value !== before) sinceMs = at;
        if (at - sinceMs >= flatLineMinutes * 60_000)
          wrong.push(`${site.code}/${property} ${new Date(at).toISOString()} ${value}`);
        before = value;
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe("air", () => {
  test("rush hours raise NO2 and CO, the sun raises ozone, PM is lowest in the afternoon", () => {
    for (const thing of ["kk-ben-thanh", "kk-cho-lon", "kk-thu-duc"]) {
      const no2 = byHour(thing, "no2", month);
      const co = byHour(thing, "co", month);
      const o3 = byHour(thing, "o3", month);
      const pm25 = byHour(thing, "pm25", month);
      expect(no2[7]).toBeGreaterThan(1.5 * (no2[3] ?? 0));
      expect(no2[18]).toBeGreaterThan(1.5 * (no2[3] ?? 0));
      expect(co[7]).toBeGreaterThan(1.5 * (co[3] ?? 0));
      expect(o3[13]).toBeGreaterThan(3 * (o3[7] ?? 0));
      expect(pm25[7]).toBeGreaterThan(1.3 * (pm25[14] ?? 0));
    }
  });

  test("Sundays are quieter than working days", () => {
    // 1 November 2026 is a Sunday.
    const sundays = byHour("kk-hang-xanh", "no2", [0, 7, 14, 21, 28]);
    const workdays = byHour("kk-hang-xanh", "no2", [2, 9, 16, 23]);
    expect(sundays[7]).toBeLessThan(0.85 * (workdays[7] ?? 0));
  });

  test("coarse dust contains fine dust, and the dry season is dirtier", () => {
    let wet = 0;
    let dry = 0;
    for (let hour = 0; hour < 30 * 24; hour++) {
      const at = NOVEMBER_MS + hour * HOUR_MS;
      const [pm25, pm10, tsp] = ["pm25", "pm10", "tsp"].map((property) => healthy("kk-phu-my", property, at));
      expect(pm10).toBeGreaterThan(pm25 ?? 0);
      expect(tsp).toBeGreaterThan(pm10 ?? 0);
      wet += healthy("kk-thu-duc", "pm25", Date.UTC(2026, 6, 10) + hour * HOUR_MS);
      dry += healthy("kk-thu-duc", "pm25", Date.UTC(2027, 0, 1) + hour * HOUR_MS);
    }
    expect(dry).toBeGreaterThan(1.4 * wet);
  });

  test("VN_AQI of November: mostly 40–130, some stations above 150 at times", () => {
    const all: number[] = [];
    let bad = 0;
    for (const { code } of sectors.find((sector) => sector.code === "air")?.demoThings ?? []) {
      const hours = month.length * 24;
      const values = Object.fromEntries(
        vnAqi.properties.map((property) => [
          property,
          Float64Array.from({ length: hours }, (_, hour) =>
            healthy(code, property, NOVEMBER_MS + hour * HOUR_MS),
          ),
        ]),
      );
      const series = vnAqi
        .hourly({ firstHourMs: NOVEMBER_MS, hours, values }, 12, hours)
        .map(({ value }) => value ?? Number.NaN);
      if (Math.max(...series) > 150) bad++;
      all.push(...series);
    }
    const share = (test: (value: number) => boolean) => all.filter(test).length / all.length;
    expect(all.some(Number.isNaN)).toBe(false);
    expect(share((value) => value >= 40 && value <= 130)).toBeGreaterThan(0.85);
    expect(share((value) => value > 150)).toBeGreaterThan(0.002);
    expect(share((value) => value > 150)).toBeLessThan(0.04);
    expect(bad).toBeGreaterThanOrEqual(3);
    expect(bad).toBeLessThan(18);
  });
});

describe("rain", () => {
  test("the year is as wet as the city's, most of it in the afternoons of May to November", () => {
    const gauges = ["mua-tan-son-hoa", "mua-thu-duc", "mua-binh-chanh", "mua-cu-chi", "mua-ba-ria"];
    let total = 0;
    let inSeason = 0;
    let afternoon = 0;
    for (const gauge of gauges) {
      for (let at = Date.UTC(2025, 11, 31, 17); at < Date.UTC(2026, 11, 31, 17); at += 600_000) {
        const mm = healthy(gauge, "rain", at) / gauges.length;
        total += mm;
        const local = new Date(at + 7 * HOUR_MS);
        if (local.getUTCMonth() >= 4 && local.getUTCMonth() <= 10) inSeason += mm;
        if (local.getUTCHours() >= 12 && local.getUTCHours() < 21) afternoon += mm;
      }
    }
    expect(total).toBeGreaterThan(1500);
    expect(total).toBeLessThan(3000);
    expect(inSeason / total).toBeGreaterThan(0.75);
    expect(afternoon / total).toBeGreaterThan(0.7);
  });

  test("washes the air", () => {
    // The wettest ten minutes of June at one place, against the hour before the shower.
    let wettestMs = 0;
    let most = 0;
    for (let at = Date.UTC(2026, 5, 1); at < Date.UTC(2026, 6, 1); at += 600_000) {
      const mm = healthy("kk-thu-duc", "rain", at);
      if (mm > most) [most, wettestMs] = [mm, at];
    }
    const before = healthy("kk-thu-duc", "pm25", wettestMs - 2 * HOUR_MS);
    expect(most).toBeGreaterThan(5);
    expect(healthy("kk-thu-duc", "pm25", wettestMs + HOUR_MS)).toBeLessThan(0.8 * before);
  });
});

describe("tide", () => {
  test("Phú An passes alarm level I and stays below 1.9 m in November, range 2 m and more", () => {
    const levels = Array.from({ length: 30 * 144 }, (_, i) =>
      healthy("tv-phu-an", "water-level", NOVEMBER_MS + i * 600_000),
    );
    const highest = Math.max(...levels);
    expect(highest).toBeGreaterThan(1.5);
    expect(highest).toBeLessThan(1.9);
    expect(highest - Math.min(...levels)).toBeGreaterThan(2);
  });

  test("springs return every 14.8 days", () => {
    const site = siteOf("tv-phu-an");
    const ranges = Array.from({ length: 120 }, (_, day) => {
      const levels = Array.from({ length: 100 }, (_, i) =>
        waterLevelM(site, NOVEMBER_MS + day * DAY_MS + i * 900_000),
      );
      return Math.max(...levels) - Math.min(...levels);
    });
    const power = (periodDays: number) => {
      const mean = ranges.reduce((a, b) => a + b, 0) / ranges.length;
      let re = 0;
      let im = 0;
      for (const [day, range] of ranges.entries()) {
        re += (range - mean) * Math.cos((2 * Math.PI * day) / periodDays);
        im += (range - mean) * Math.sin((2 * Math.PI * day) / periodDays);
      }
      return re * re + im * im;
    };
    const periods = Array.from({ length: 101 }, (_, i) => 10 + i * 0.1);
    const strongest = periods.reduce((best, period) => (power(period) > power(best) ? period : best));
    expect(strongest).toBeGreaterThan(14.2);
    expect(strongest).toBeLessThan(15.4);
  });

  test("high water reaches Vũng Tàu first, then Nhà Bè, Phú An and Thủ Dầu Một", () => {
    // The lag at which a gauge follows Phú An best, over two days.
    const phuAn = siteOf("tv-phu-an");
    const lagOf = (thing: string) => {
      const site = siteOf(thing);
      const likeness = (lagMinutes: number) => {
        let sum = 0;
        for (let at = NOVEMBER_MS; at < NOVEMBER_MS + 2 * DAY_MS; at += 900_000) {
          const own = waterLevelM(site, at + lagMinutes * 60_000) - site.water.meanM;
          sum += own * waterLevelM(phuAn, at);
        }
        return sum;
      };
      const lags = Array.from({ length: 49 }, (_, i) => (i - 24) * 10);
      return lags.reduce((best, lag) => (likeness(lag) > likeness(best) ? lag : best));
    };
    const lags = ["tv-vung-tau", "tv-nha-be", "tv-phu-an", "tv-thu-dau-mot"].map(lagOf);
    expect(lags).toEqual(lags.toSorted((a, b) => a - b));
    expect(new Set(lags).size).toBe(4);
  });
});

describe("streets", () => {
  test("two rush hours, and speed falls when the road is full", () => {
    const workdays = [2, 3, 4, 9, 10, 11, 16, 17, 18];
    const flow = byHour("gt-hang-xanh", "flow-motorbike", workdays);
    const speed = byHour("gt-hang-xanh", "speed", workdays);
    expect(flow[7]).toBeGreaterThan(1.4 * (flow[11] ?? 0));
    expect(flow[17]).toBeGreaterThan(1.4 * (flow[14] ?? 0));
    expect(flow[3]).toBeLessThan(0.15 * (flow[7] ?? 0));
    expect(speed[7]).toBeLessThan(0.7 * (speed[3] ?? 0));
    expect(
      (flow[17] ?? 0) / ((flow[17] ?? 0) + (byHour("gt-hang-xanh", "flow-car", workdays)[17] ?? 0)),
    ).toBeGreaterThan(0.7);
  });

  test("noise follows the road by day and Bùi Viện is loudest late at night", () => {
    const road = byHour("on-hang-xanh", "laeq", month);
    const nightlife = byHour("on-bui-vien", "laeq", month);
    expect((road[8] ?? 0) - (road[3] ?? 0)).toBeGreaterThan(5);
    expect(nightlife.indexOf(Math.max(...nightlife))).toBeGreaterThanOrEqual(20);
  });
});

function possible(property: string, result: number): boolean {
  const { least, most } = properties.get(property)?.plausible ?? {};
  return result >= (least ?? -Infinity) && result <= (most ?? Infinity);
}

describe("faults", () => {
  const some = streams.filter((_, i) => i % 3 === 0);
  const counts = { all: 0, gap: 0, stuck: 0, spike: 0, duplicate: 0 };
  for (const stream of some) {
    for (let at = NOVEMBER_MS; at < NOVEMBER_MS + 20 * DAY_MS; at += stream.intervalSeconds * 1000) {
      counts.all++;
      const fault = faultAt(stream, at);
      if (fault !== undefined) counts[fault]++;
    }
  }

  test("a few readings in a hundred", () => {
    expect((counts.gap + counts.stuck + counts.spike + counts.duplicate) / counts.all).toBeGreaterThan(0.01);
    expect((counts.gap + counts.stuck + counts.spike + counts.duplicate) / counts.all).toBeLessThan(0.05);
    expect(counts.spike / counts.all).toBeCloseTo(faultRates.spikeOfReadings, 3);
    expect(counts.duplicate / counts.all).toBeCloseTo(faultRates.duplicateOfReadings, 2);
  });

  test("a spike leaves the range, silence sends nothing, a duplicate sends twice", () => {
    const seen = new Set<string>();
    for (const stream of some) {
      for (let at = NOVEMBER_MS; at < NOVEMBER_MS + 4 * DAY_MS; at += stream.intervalSeconds * 1000) {
        const fault = faultAt(stream, at) ?? "none";
        const readings = readingsAt(stream, at);
        seen.add(fault);
        expect(readings).toHaveLength({ none: 1, stuck: 1, spike: 1, gap: 0, duplicate: 2 }[fault]);
        for (const { result } of readings) expect(possible(stream.property, result)).toBe(fault !== "spike");
      }
    }
    expect([...seen].sort()).toEqual(["duplicate", "gap", "none", "spike", "stuck"]);
  });

  test("some clocks run ahead, none by more than 90 seconds", () => {
    const things = new Set(streams.map(({ site }) => site.code));
    const errors = [...things].map((thing) =>
      Math.max(...month.map((day) => clockErrorMs(thing, NOVEMBER_MS + day * DAY_MS))),
    );
    const fast = errors.filter((error) => error > 0);
    expect(Math.max(...errors)).toBeLessThanOrEqual(90_000);
    expect(Math.max(...errors)).toBeGreaterThan(60_000);
    expect(fast.length).toBeGreaterThanOrEqual(2);
    expect(fast.length).toBeLessThanOrEqual(10);
  });
});
