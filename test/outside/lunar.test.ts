import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { solarOf } from "@dothi/vietnam";
import { expect, test } from "vitest";

const folder = process.env.DOTHI_SHARED_DATA;
const file = folder === undefined ? "" : path.join(folder, "calendar", "vn_lunar_fixtures_2019_2040.csv");
const present = file !== "" && existsSync(file);
if (!present)
  process.stdout.write("lunar fixtures: DOTHI_SHARED_DATA is not set or has no such file, not run\n");

test.runIf(present)("every lunar fixture 2019–2040", () => {
  const [header = "", ...rows] = readFileSync(file, "utf8").trim().split(/\r?\n/);
  expect(header.split(",").slice(0, 6)).toEqual([
    "lunar_year",
    "tet_mung1",
    "gio_to_10_3",
    "ram_thang_gieng_15_1",
    "vu_lan_15_7",
    "trung_thu_15_8",
  ]);
  expect(rows).toHaveLength(22);
  for (const row of rows) {
    const [lunarYear, ...expected] = row.split(",");
    const computed = [
      [1, 1],
      [3, 10],
      [1, 15],
      [7, 15],
      [8, 15],
    ].map(([month = 0, day = 0]) => solarOf({ year: Number(lunarYear), month, day, leap: false }));
    expect(computed).toEqual(expected.slice(0, 5));
  }
});
