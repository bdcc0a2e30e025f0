/** The registry against the open lists and outlines that lie outside the repository (DOTHI_SHARED_DATA). */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { normaliseTone } from "@dothi/vietnam";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApp } from "../../server/src/app.ts";
import { listLinkedUnits, listUnits } from "../../server/src/modules/registry/index.ts";
import type { BoundarySet, ImportReport, Unit } from "../../server/src/modules/registry/schema.ts";
import { anonymous, openRegistry, type RegistryPlace } from "../../server/src/modules/registry/testing.ts";

const folder = process.env.DOTHI_SHARED_DATA ?? "";
const present = folder !== "" && existsSync(path.join(folder, "admin", "hcmc_units_168.csv"));
if (!present)
  process.stdout.write("registry boundaries: DOTHI_SHARED_DATA is not set or has no such file, not run\n");

const read = (...parts: string[]) => readFileSync(path.join(folder, ...parts), "utf8");

/** The files have no quoted commas. */
function rowsOf(...parts: string[]): Record<string, string>[] {
  const [header = "", ...lines] = read(...parts)
    .trim()
    .split(/\r?\n/);
  const names = header.split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((value, i) => [names[i] ?? "", value])));
}

describe.runIf(present)("registry and the open lists", () => {
  let place: RegistryPlace;
  beforeAll(async () => {
    place = await openRegistry(createApp);
  });
  afterAll(() => place?.close());
  const unitsOn = async (at: string) =>
    (await listUnits(place.contextOf(anonymous), { at, limit: 1000 })).items;

  test("all 168 units: code, both spellings, English, kind, area, centre, former area and districts", async () => {
    const kinds: Record<string, string> = { Phường: "phuong", Xã: "xa", "Đặc khu": "dac-khu" };
    const expected = rowsOf("admin", "hcmc_units_168.csv").map((row) => [
      row.code,
      row.full_name,
      row.full_name_alt_tone_style ?? "",
      row.full_name_en,
      kinds[row.type ?? ""],
      Number(row.area_km2),
      Number(row.centroid_lon),
      Number(row.centroid_lat),
      row.former_province,
      row.former_districts,
    ]);
    const shown = (unit: Unit) => [
      unit.code,
      unit.fullName,
      unit.otherSpelling ? unit.fullName.replace(unit.name, unit.otherSpelling) : "",
      unit.nameEn,
      unit.kind,
      unit.areaKm2,
      ...(unit.centroid ?? []),
      unit.formerAreaCode,
      unit.formerDistricts.join("|"),
    ];
    expect((await unitsOn("2025-07-01")).map(shown).sort(byFirst)).toEqual(expected.sort(byFirst));
  });

  test("all 442 units until 2025-06-30; names in the one tone style", async () => {
    const expected = rowsOf("admin", "hcmc_old_units_until_20250630.csv").map((row) => [
      row.ward_code || row.district_code,
      normaliseTone(row.ward || (row.district ?? "")),
      row.district_code,
      row.district,
      row.province_code,
      row.province,
    ]);
    const shown = (unit: Unit) => [
      unit.code,
      unit.fullName,
      unit.districtCode,
      unit.district,
      unit.provinceCode,
      unit.province,
    ];
    expect((await unitsOn("2025-06-30")).map(shown).sort(byFirst)).toEqual(expected.sort(byFirst));
  });

  test("all 493 links", async () => {
    const expected = rowsOf("admin", "hcmc_ward_map_old_new.csv").map(
      (row) => `${row.old_ward_code} ${row.new_ward_code} ${row.part}`,
    );
    const ctx = place.contextOf(anonymous);
    const links: string[] = [];
    for (const { code } of await unitsOn("2025-06-30")) {
      const { items } = await listLinkedUnits(ctx, "successors", code, "2025-06-30");
      links.push(...items.map((link) => `${code} ${link.unit.code} ${link.part}`));
    }
    expect(links.sort()).toEqual(expected.sort());
  });

  test("the outlines of the 168 units come in through the route and answer for the known cameras", async () => {
    const answer = await place.adminHttp.inject({
      method: "POST",
      url: "/api/registry/boundaries?source=thanglequoc/vietnamese-provinces-database&credit=sapnhap.bando.com.vn",
      headers: { "content-type": "application/geo+json" },
      payload: read("geo", "hcmc_units_168_light.geojson"),
    });
    const { report, set } = answer.json() as { report: ImportReport; set: BoundarySet };
    const told = [
      ...report.refused,
      ...report.unknownCodes,
      ...report.duplicates,
      ...report.notes,
      ...report.fixed,
    ];
    process.stdout.write(
      `outlines: ${report.features} features, ${report.matched} matched, ${report.taken} taken\n`,
    );
    for (const note of told) process.stdout.write(`  ${note.code} ${note.name}: ${note.message.en}\n`);
    expect([report.features, report.matched]).toEqual([168, 168]);
    expect(set.active).toBe(true);
    const cameras = rowsOf("transport", "traffic_cameras_sample.csv");
    const found = await Promise.all(
      cameras.map(async ({ lon = "", lat = "" }) => {
        const located = await place.http.inject({ url: "/api/registry/units/locate", query: { lon, lat } });
        return (located.json() as { unit: Unit | null }).unit?.code;
      }),
    );
    const agreeing = cameras.filter((camera, i) => camera.new_ward_code === found[i]);
    process.stdout.write(`cameras: ${agreeing.length} of ${cameras.length} lie in the unit listed\n`);
    // The listed unit was found with the full outlines; these are simplified, and 9 cameras stand within 130 m of a border.
    expect(agreeing.length).toBeGreaterThanOrEqual(cameras.length - 9);
  });
});

function byFirst(a: readonly unknown[], b: readonly unknown[]): number {
  return String(a[0]) < String(b[0]) ? -1 : 1;
}
