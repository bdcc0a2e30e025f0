import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApp } from "../../app.ts";
import { openRegistry, type RegistryPlace } from "./testing.ts";

let place: RegistryPlace;
beforeAll(async () => {
  place = await openRegistry(createApp);
});
afterAll(() => place?.close());

const triangle = [
  [106.7, 10.7],
  [106.8, 10.7],
  [106.8, 10.8],
  [106.7, 10.7],
];
const collection = (geometry: unknown, more: object = {}) => ({
  type: "FeatureCollection",
  features: [{ type: "Feature", properties: { code: "26740", name: "Phường Sài Gòn" }, geometry }],
  ...more,
});

async function importing(payload: string | Buffer | object, query = "source=test&credit=test") {
  const body = typeof payload === "string" || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload);
  const headers = { "content-type": "application/json" };
  const answer = await place.adminHttp.inject({
    method: "POST",
    url: `/api/registry/boundaries?${query}`,
    headers,
    payload: body,
  });
  return {
    status: answer.statusCode,
    ...(answer.json() as { code: string; report?: { refused: { what: string }[] } }),
  };
}

describe("queries", () => {
  const hostile = [
    "'; drop table registry.unit; --",
    "<script>alert(1)</script>",
    "%",
    "_",
    "\\",
    "\ud800",
    "😀",
    "a".repeat(200),
    "((((",
    "*",
    "' or 1=1",
  ];
  test.each(hostile)("q=%j is only a text", async (q) => {
    for (const path of ["units", "agencies"]) {
      const answer = await place.http.inject({ url: `/api/registry/${path}`, query: { q, limit: "5" } });
      expect(answer.statusCode, answer.body).toBe(200);
    }
    expect((await place.http.inject({ url: "/api/registry/units?limit=1000" })).json().items).toHaveLength(
      168,
    );
  });

  const refused: [string, string][] = [
    ["a day that does not exist", "units?at=2025-02-30"],
    ["a day in another form", "units?at=30/06/2025"],
    ["a text for a day", "units?at=today"],
    ["a kind that does not exist", "units?kind=quan"],
    ["limit 0", "units?limit=0"],
    ["limit 100000", "units?limit=100000"],
    ["a q too long", `units?q=${"a".repeat(201)}`],
    ["a cursor of rubbish", "units?cursor=abc"],
    ["a cursor of text", `units?cursor=${Buffer.from('["x"]').toString("base64url")}`],
    ["a cursor of fractions", `units?cursor=${Buffer.from("[1.5]").toString("base64url")}`],
    ["a cursor too large", `units?cursor=${Buffer.from("[1e300]").toString("base64url")}`],
    ["a search with a list's cursor", `units?q=phu&cursor=${Buffer.from("[1]").toString("base64url")}`],
    ["agencies with a cursor of text", `agencies?cursor=${Buffer.from('["a","b"]').toString("base64url")}`],
    ["a code of letters", "units/abc"],
    ["a code of quotes", "units/'%20or%201=1"],
    ["an agency code of quotes", "agencies/'%20or%201=1"],
    ["latitude 95", "units/locate?lon=106&lat=95"],
    ["no latitude", "units/locate?lon=106"],
    ["latitude in words", "units/locate?lon=106&lat=ten"],
    ["a set that is no number", "boundaries?set=newest"],
    ["a detail that does not exist", "boundaries?detail=huge"],
  ];
  test.each(refused)("%s is refused with the field named", async (_what, path) => {
    const answer = await place.http.inject({ url: `/api/registry/${path}` });
    expect(answer.statusCode, answer.body).toBe(400);
    expect(answer.json().title).toBeTruthy();
  });

  test("a boundary set that does not exist is not found", async () => {
    const answer = await place.http.inject({ url: "/api/registry/boundaries?set=999999" });
    expect([answer.statusCode, answer.json().code]).toEqual([404, "registry.boundary-set-unknown"]);
    const activation = await place.adminHttp.inject({
      method: "POST",
      url: "/api/registry/boundary-sets/999999/activate",
    });
    expect(activation.statusCode).toBe(404);
  });

  test("years far off do not break", async () => {
    for (const at of ["0001-01-01", "9999-12-31"]) {
      expect((await place.http.inject({ url: `/api/registry/units?at=${at}&limit=1` })).statusCode).toBe(200);
    }
  });
});

describe("files of boundaries", () => {
  test.each([
    ["VN-2000 by name", { crs: { type: "name", properties: { name: "urn:ogc:def:crs:EPSG::9210" } } }],
    ["a link", { crs: { type: "link", properties: { href: "http://example.org" } } }],
    ["rubbish", { crs: 42 }],
  ])("another coordinate system (%s) refuses the file", async (_what, crs) => {
    const answer = await importing(collection({ type: "Polygon", coordinates: [triangle] }, crs));
    expect([answer.status, answer.code]).toEqual([400, "registry.crs-unsupported"]);
  });

  test("a file all in metres, or all swapped, is refused as a whole", async () => {
    const metres = triangle.map(([lon = 0, lat = 0]) => [lon * 5600, lat * 111000]);
    const swapped = triangle.map(([lon, lat]) => [lat, lon]);
    expect((await importing(collection({ type: "Polygon", coordinates: [metres] }))).code).toBe(
      "registry.coordinates-in-metres",
    );
    expect((await importing(collection({ type: "Polygon", coordinates: [swapped] }))).code).toBe(
      "registry.coordinates-swapped",
    );
  });

  test("when nothing can be taken the answer is a refusal that holds the report", async () => {
    const answer = await importing(collection({ type: "Polygon", coordinates: [triangle.slice(0, 3)] }));
    expect([answer.status, answer.code, answer.report?.refused[0]?.what]).toEqual([
      400,
      "registry.boundaries-unusable",
      "ring-short",
    ]);
  });

  test.each([
    ["not JSON", "{", "kernel.body-unreadable"],
    [
      "nested deep",
      `{"type":"FeatureCollection","features":${"[".repeat(2000)}${"]".repeat(2000)}}`,
      "kernel.body-unreadable",
    ],
    ["not UTF-8", Buffer.from([0x7b, 0xff, 0x7d]), "kernel.body-unreadable"],
    [
      "a prototype",
      '{"__proto__":{"a":1},"type":"FeatureCollection","features":[{}]}',
      "kernel.body-unreadable",
    ],
    ["a list", "[]", "kernel.input-invalid"],
    ["one feature", JSON.stringify({ type: "Feature" }), "kernel.input-invalid"],
    ["no features", JSON.stringify({ type: "FeatureCollection", features: [] }), "kernel.input-invalid"],
  ])("%s", async (_what, body, code) => {
    const answer = await importing(body);
    expect([answer.status, answer.code]).toEqual([400, code]);
  });

  test("over 32 MiB is refused as too large; 20 MiB of one absurd ring is answered, not endured", async () => {
    const huge = await importing(Buffer.alloc(33 * 1_048_576, 0x20));
    expect([huge.status, huge.code]).toEqual([413, "kernel.body-too-large"]);
    for (const [points, what] of [
      [700_000, "too-complex"],
      [200_000, "self-crossing"],
    ] as const) {
      const zigzag = Array.from({ length: points }, (_, i) => [
        106 + (i % 2) / 3 + (i % 1000) / 10000,
        10.5 + (i % 3) / 3 + (i % 777) / 10000,
      ]);
      const cpu = process.cpuUsage();
      const answer = await importing(collection({ type: "Polygon", coordinates: [[...zigzag, zigzag[0]]] }));
      expect([answer.code, answer.report?.refused[0]?.what]).toEqual(["registry.boundaries-unusable", what]);
      expect(process.cpuUsage(cpu).user / 1e6).toBeLessThan(10);
    }
  }, 60_000);

  test("source and credit are asked for", async () => {
    const answer = await importing(collection({ type: "Polygon", coordinates: [triangle] }), "dryRun=true");
    expect([answer.status, answer.code]).toEqual([400, "kernel.input-invalid"]);
  });
});
