import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { telemetrySectors } from "../modules/telemetry/sector.ts";
import { warehouseSectors } from "../modules/warehouse/sector.ts";
import { alarmLevels } from "./flood/alarm-levels.ts";
import { registerSectors, sectors, warehouseSectorList } from "./index.ts";
import { priorityAreas, prioritySectors } from "./programme.ts";

/** What each folder has, in one line. */
function has(folder: string): string {
  const sector = sectors.find(({ code }) => code === folder);
  const datasets = warehouseSectorList.find(({ code }) => code === folder)?.datasets.length ?? 0;
  if (sector === undefined) return datasets === 0 ? "missing" : `${folder}: ${datasets} datasets`;
  const { properties, indices, limits, demoThings } = sector;
  const measured = `${properties.length} properties, ${indices.length} indices, ${limits.length} limits, ${demoThings.length} stations`;
  return `${folder}: ${measured}${datasets === 0 ? "" : `, ${datasets} datasets`}`;
}

const listed = (entries: typeof prioritySectors) =>
  Object.fromEntries(
    entries.map(({ name, folders, note }) => [name.vi, folders === null ? note?.en : folders.map(has)]),
  );

const air = "air: 9 properties, 1 indices, 18 limits, 36 stations";
const environment = "environment: 2 datasets";
const flood = "flood: 3 properties, 0 indices, 0 limits, 22 stations, 3 datasets";
const health = "health: 2 datasets";
const noise = "noise: 1 properties, 0 indices, 0 limits, 14 stations";
const traffic = "traffic: 4 properties, 0 indices, 0 limits, 16 stations, 4 datasets";

test("the ten priority sectors of the founding documents and what each has", () => {
  expect(listed(prioritySectors)).toEqual({
    "y tế": [health],
    "giáo dục": ["education: 1 datasets"],
    "giao thông vận tải": [traffic],
    "tài chính - ngân hàng": ["finance: 2 datasets"],
    "du lịch": ["tourism: 2 datasets"],
    "nông nghiệp": ["agriculture: 1 datasets"],
    logistics: ["logistics: 2 datasets"],
    "môi trường": [air, noise, environment],
    "năng lượng": ["energy: 2 datasets"],
    "đào tạo nhân lực": ["training: 1 datasets"],
  });
});

test("the nine areas of the founding documents and what each has", () => {
  expect(listed(priorityAreas)).toEqual({
    "cải cách hành chính gắn với xây dựng chính quyền điện tử": ["administration: 6 datasets"],
    "giao thông": [traffic],
    "chống ngập": [flood],
    "môi trường": [air, noise, environment],
    "y tế": [health],
    "dịch vụ sức khỏe cộng đồng": [health],
    "an toàn thực phẩm": ["food: 2 datasets"],
    "an ninh trật tự an toàn xã hội": ["security: 1 datasets"],
    "chỉnh trang đô thị": ["urban: 2 datasets"],
  });
});

test("every folder is a registered sector and serves a named sector or area", () => {
  const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  const mapped = new Set([...prioritySectors, ...priorityAreas].flatMap(({ folders: named }) => named ?? []));
  registerSectors();
  const codes = [...sectors, ...warehouseSectorList].map(({ code }) => code);
  expect([...new Set(codes)].sort()).toEqual(folders);
  expect([...mapped].sort()).toEqual(folders);
  expect(telemetrySectors().map(({ code }) => code)).toEqual(sectors.map(({ code }) => code));
  expect(warehouseSectors().map(({ code }) => code)).toEqual(warehouseSectorList.map(({ code }) => code));
});

test("property codes are unique over all sectors, with honest sources and usable limits", () => {
  const properties = sectors.flatMap((sector) => sector.properties);
  expect(new Set(properties.map(({ code }) => code)).size).toBe(properties.length);
  for (const { code, plausible, definition, limitsSource } of properties) {
    expect(code).toMatch(/^[a-z][a-z0-9-]*$/);
    expect(definition).toMatch(/^(urn:|https?:\/\/)/);
    expect(limitsSource).toBe("giá trị mặc định của chương trình / program default");
    expect(plausible.least ?? -Infinity).toBeLessThan(plausible.most ?? Infinity);
  }
});

test("stations: slugs, known kinds and properties, the city's departments, positions inside the city", () => {
  const things = sectors.flatMap((sector) => sector.demoThings.map((thing) => ({ sector, thing })));
  expect(new Set(things.map(({ thing }) => thing.code)).size).toBe(88);
  for (const { sector, thing } of things) {
    expect(thing.code).toMatch(/^[a-z][a-z0-9-]*$/);
    expect(sector.kinds.map(({ code }) => code)).toContain(thing.kind);
    expect(thing.agencyCode).toBe(["air", "noise"].includes(sector.code) ? "SNNMT" : "SXD");
    const [lon, lat] = thing.lonLat;
    const mainland = lon > 106.3 && lon < 107.6 && lat > 10.3 && lat < 11.55;
    expect(mainland || thing.code === "kk-con-dao").toBe(true);
    for (const { property, intervalSeconds, verticalDatum } of thing.datastreams) {
      expect(sector.properties.map(({ code }) => code)).toContain(property);
      expect(86_400 % intervalSeconds).toBe(0);
      expect(verticalDatum !== undefined).toBe(property === "water-level" || property === "tide");
    }
  }
  const places = things.map(({ thing }) => thing.lonLat.join());
  expect(new Set(places).size).toBe(places.length);
});

test("eight days of all stations are at most 250,000 readings", () => {
  const datastreams = sectors.flatMap((sector) => sector.demoThings.flatMap((thing) => thing.datastreams));
  const readings = datastreams.reduce((sum, { intervalSeconds }) => sum + (8 * 86_400) / intervalSeconds, 0);
  expect({ datastreams: datastreams.length, readings }).toEqual({ datastreams: 397, readings: 245_760 });
});

test("alarm levels belong to three gauges on the national datum, as the press reports them", () => {
  const inForce = alarmLevels.filter(({ validTo }) => validTo === null);
  expect(inForce.map(({ thing, level, at }) => `${thing} ${level} ${at}`)).toEqual(
    ["tv-phu-an", "tv-nha-be", "tv-thu-dau-mot"].flatMap((thing) => [
      `${thing} I 1.4`,
      `${thing} II 1.5`,
      `${thing} III 1.6`,
    ]),
  );
  const reported = inForce.filter(({ thing, level }) => thing === "tv-phu-an" || level === "III");
  expect(new Set(reported.map(({ status }) => status))).toEqual(new Set(["press"]));
  expect(new Set(alarmLevels.map(({ verticalDatum }) => verticalDatum))).toEqual(new Set(["VN-HD72"]));
});
