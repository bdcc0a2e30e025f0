import fc from "fast-check";
import { expect, test } from "vitest";
import { parquetOf, plain, plainBytes, type TestColumn, TYPE, timestamp } from "./parquet-testing.ts";
import { readOne } from "./testing.ts";
import { wkbText } from "./wkb.ts";

const column = (name: string, type: number, group: number[], more: Partial<TestColumn> = {}): TestColumn => ({
  name,
  type,
  groups: [group],
  ...more,
});

test("types become hints, values exact text", async () => {
  const file = parquetOf(
    [
      column("int", TYPE.int64, plain([9007199254740993n, -1n], "int64")),
      column("f32", TYPE.float, plain([0.1, 2], "float")),
      column("f64", TYPE.double, plain([0.1, Number.NaN], "double")),
      column("ok", TYPE.boolean, [0b01]),
      column("tên", TYPE.bytes, plainBytes(["Hoa\u0300", "x\0"]), { converted: 0 }),
      column("d", TYPE.int32, plain([20_000, -1], "int32"), { converted: 6 }),
      column("ms", TYPE.int64, plain([1_700_000_000_123n, -1n], "int64"), { logical: timestamp(1, true) }),
      column("us", TYPE.int64, plain([1_700_000_000_123_456n, 0n], "int64"), {
        logical: timestamp(2, false),
      }),
      column("ns", TYPE.int64, plain([1_700_000_000_123_456_789n, 0n], "int64"), {
        logical: timestamp(3, true),
      }),
      column("dec", TYPE.int64, plain([-12345n, 1200n], "int64"), { converted: 5, scale: 2 }),
      column("big", TYPE.fixed, [...Array(15).fill(255), 254, ...Array(15).fill(0), 5], {
        converted: 5,
        scale: 1,
        typeLength: 16,
      }),
      column("bytes", TYPE.bytes, plainBytes([new Uint8Array([1, 0]), new Uint8Array([255])]), {
        converted: 5,
        scale: 1,
      }),
    ],
    [2],
  );
  const found = await readOne(file, "parquet");
  expect(found.columns.map((one) => one.typeHint).join(" ")).toBe(
    "integer number number boolean text date datetime datetime datetime number number number",
  );
  expect(found.rows).toEqual([
    [
      "9007199254740993",
      "0.1",
      "0.1",
      "true",
      "Hoà",
      "2024-10-04",
      "2023-11-14T22:13:20.123Z",
      "2023-11-14T22:13:20.123456",
      "2023-11-14T22:13:20.123456789Z",
      "-123.45",
      "-0.2",
      "25.6",
    ],
    [
      "-1",
      "2",
      null,
      "false",
      "x",
      "1969-12-31",
      "1969-12-31T23:59:59.999Z",
      "1970-01-01T00:00:00",
      "1970-01-01T00:00:00Z",
      "12",
      "0.5",
      "-0.1",
    ],
  ]);
  expect(found.refusals.map((one) => [one.rowNumber, one.column, one.reason.code])).toEqual([
    [2, "f64", "json-not-finite"],
  ]);
});

test("any rows of any groups come back, packed or not", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.array(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), { minLength: 1, maxLength: 50 }),
        { maxLength: 4 },
      ),
      fc.boolean(),
      async (groups, gzip) => {
        const numbers: TestColumn = {
          name: "n",
          type: TYPE.int64,
          groups: groups.map((group) => plain(group, "int64")),
        };
        const found = await readOne(
          parquetOf(
            [numbers],
            groups.map((group) => group.length),
            { gzip },
          ),
          "parquet",
          { batchRows: 7 },
        );
        expect(found.rows.flat()).toEqual(groups.flat().map(String));
        expect(found.rowNumbers).toEqual(groups.flat().map((_, i) => i + 1));
      },
    ),
    { numRuns: 40 },
  );
});

const f64 = (...values: number[]): number[] => plain(values, "double");
const u32 = (value: number): number[] => plain([value], "int32");

test("shapes of GeoParquet are GeoJSON, broken ones one cell", async () => {
  const point = new Uint8Array([1, ...u32(1), ...f64(106.5, 10.25)]);
  const geo = JSON.stringify({
    version: "1.0.0",
    primary_column: "g",
    columns: { g: { encoding: "WKB", geometry_types: [] } },
  });
  const found = await readOne(
    parquetOf([column("g", TYPE.bytes, plainBytes([point, point.subarray(0, 9)]))], [2], { geo }),
    "parquet",
  );
  expect(found.columns).toEqual([{ name: "g", typeHint: "geometry" }]);
  expect(found.rows).toEqual([['{"type":"Point","coordinates":[106.5,10.25]}'], [null]]);
  expect(found.refusals.map((one) => one.reason.code)).toEqual(["geo-invalid"]);
});

test("every kind of shape", () => {
  const ring = [...u32(1), ...u32(2), ...f64(0, 0, 1, 1)];
  const kinds: [number[], string][] = [
    [[1, ...u32(2), ...u32(2), ...f64(0, 1, 2, 3)], '{"type":"LineString","coordinates":[[0,1],[2,3]]}'],
    [[1, ...u32(3), ...ring], '{"type":"Polygon","coordinates":[[[0,0],[1,1]]]}'],
    [[1, ...u32(4), ...u32(1), 1, ...u32(1), ...f64(5, 6)], '{"type":"MultiPoint","coordinates":[[5,6]]}'],
    [
      [1, ...u32(6), ...u32(1), 1, ...u32(3), ...ring],
      '{"type":"MultiPolygon","coordinates":[[[[0,0],[1,1]]]]}',
    ],
    [
      [1, ...u32(7), ...u32(1), 1, ...u32(1001), ...f64(5, 6, 7)],
      '{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[5,6,7]}]}',
    ],
    [[1, ...u32(0x20000001 | 0), ...u32(4326), ...f64(5, 6)], '{"type":"Point","coordinates":[5,6]}'],
  ];
  for (const [bytes, text] of kinds) expect(wkbText(new Uint8Array(bytes))).toBe(text);
  const nested = Array.from({ length: 50 }, () => [1, ...u32(7), ...u32(1)]).flat();
  expect(wkbText(new Uint8Array(nested))).toBe(null);
  expect(wkbText(new Uint8Array([1, ...u32(2), ...u32(-1), ...f64(1)]))).toBe(null);
  fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => void wkbText(bytes)));
});

test("a damaged footer is an error, a damaged group a notice", async () => {
  const file = parquetOf([column("n", TYPE.bytes, plainBytes(["abc"]))], [1]);
  await expect(readOne(file.subarray(0, -3), "parquet")).rejects.toMatchObject({ code: "parquet-damaged" });
  const bad = file.slice();
  bad.fill(0xff, 4, 16);
  const found = await readOne(bad, "parquet");
  expect([found.rows, found.codes]).toEqual([[], ["parquet-rows"]]);
});
