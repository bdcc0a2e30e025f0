/** Real files of the city through the warehouse's own upload path, as they are. */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  addDataset,
  loadBytes,
  startWarehouseTest,
  type WarehouseTest,
} from "../../server/src/modules/warehouse/testing.ts";
import { outsideFile } from "./data.ts";

const expected: Record<
  string,
  { rows: number; types: Record<string, string>; units?: Record<string, string> }
> = {
  "admin/hcmc_units_168.csv": {
    rows: 168,
    types: { code: "text", name: "text", area_km2: "number", centroid_lon: "number" },
    units: { area_km2: "km²" },
  },
  "admin/hcmc_ward_map_old_new.csv": { rows: 493, types: { old_ward_code: "text", new_ward_code: "text" } },
  "air/healthyair_hcmc_hourly_2021_2022.csv": {
    rows: 52_548,
    types: { ts: "datetime", station: "integer", pm25: "number", temp_c: "number" },
    units: { pm25: "µg/m³", temp_c: "°C", rh_pct: "%" },
  },
  "weather/imhen_monthly_tansonhoa_vungtau_1979_2017.csv": {
    rows: 936,
    types: { station: "text", year: "integer", rain_mm: "number" },
    units: { rain_mm: "mm", abs_humidity_hpa: "hPa" },
  },
  "health/gdpm_monthly_hcmc_bd_brvt_1980_2017_GPL3.csv": {
    rows: 27_698,
    types: { disease: "text", year: "integer", incidence: "integer" },
  },
  "transport/traffic_cameras_sample.csv": {
    rows: 49,
    types: { lat: "number", lon: "number", new_ward_code: "text" },
  },
  "indicators/hcmc_indicators_with_vintage.csv": {
    rows: 90,
    types: { indicator: "text", period: "text", unit: "text" },
  },
  "calendar/vn_holidays_2024_2027.csv": { rows: 76, types: { date: "date", name_vi: "text" } },
  "geo/hcmc_units_168_light.geojson": { rows: 168, types: { code: "text", geometry: "geometry" } },
  "forecast/m4_dev.csv.gz": { rows: 263_035, types: { id: "text", value: "number" } },
};

describe("files as they are", () => {
  let place: WarehouseTest;
  beforeAll(async () => {
    place = await startWarehouseTest();
  });
  afterAll(() => place?.close());

  test.each(Object.entries(expected))("%s", async (path, want) => {
    const file = outsideFile(path);
    if (file === undefined) return;
    const steward = place.as("data-steward", "SYT");
    const dataset = path
      .replace(/[^a-z0-9]+/gi, "_")
      .toLowerCase()
      .slice(0, 50);
    await addDataset(steward, dataset);
    const bytes = readFileSync(file);
    const load = await loadBytes(steward, place.system(), {
      dataset,
      bytes,
      fileName: path.split("/").at(-1) ?? path,
    });
    expect(load.error).toBeNull();
    expect(load.report?.rowsLoaded).toBe(want.rows);
    const columns = new Map(load.report?.columns.map((column) => [column.name, column]));
    expect(
      Object.fromEntries(Object.keys(want.types).map((name) => [name, columns.get(name)?.type])),
    ).toEqual(want.types);
    for (const [name, unit] of Object.entries(want.units ?? {}))
      expect([name, columns.get(name)?.unit]).toEqual([name, unit]);
  });
});
