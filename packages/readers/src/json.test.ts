import fc from "fast-check";
import { expect, test } from "vitest";
import { readOne, utf8 } from "./testing.ts";

test("columns are the union of the keys of the whole file, in first-seen order", async () => {
  const found = await readOne('[{"b":1},{"a":"x","b":null},{"c":true,"b":2.50}]', "json");
  expect(found.columns).toEqual([
    { name: "b", typeHint: "number" },
    { name: "a", typeHint: "text" },
    { name: "c", typeHint: "boolean" },
  ]);
  expect(found.rows).toEqual([
    ["1", null, null],
    [null, "x", null],
    ["2.5", null, "true"],
  ]);
  expect(found.rowNumbers).toEqual([1, 2, 3]);
});

test.each([
  ['{"data":[{"a":1}]}', ["a"], [["1"]]],
  ['{"success":true,"result":{"fields":[{"type":"int","id":"a"}],"records":[{"a":1}]}}', ["a"], [["1"]]],
  ['{"total_count":9,"results":[{"a":1}]}', ["a"], [["1"]]],
  [
    '{"fields":["x","y"],"records":[[1,2],[3]]}',
    ["x", "y"],
    [
      ["1", "2"],
      ["3", null],
    ],
  ],
  ['{"records":[[1,2]],"fields":[{"id":"x"},{"id":"y"}]}', ["x", "y"], [["1", "2"]]],
  [
    '{"meta":{"view":{"columns":[{"id":-1,"name":"sid"},{"name":"v"}]}},"data":[["a",1]]}',
    ["sid", "v"],
    [["a", "1"]],
  ],
  ['[["h1","h2"],[1,true]]', ["h1", "h2"], [["1", "true"]]],
  [
    '{"a":[1,2],"b":["x",null]}',
    ["a", "b"],
    [
      ["1", "x"],
      ["2", null],
    ],
  ],
  ['{"name":"one","n":5}', ["name", "n"], [["one", "5"]]],
  ["[1,2]", ["value"], [["1"], ["2"]]],
  ["[]", [], []],
])("shape %s", async (text, names, rows) => {
  const found = await readOne(text, "json");
  expect(found.names).toEqual(names);
  expect(found.rows).toEqual(rows);
});

test("objects of few keys spread over columns for two levels, others stay JSON", async () => {
  const found = await readOne(
    '[{"p":{"x":1,"q":{"z":2,"deep":{"w":[1, 2]}}},"l":[1, {"a" : 2}],"m":{"k":1}},{"p":null,"m":"text"}]',
    "json",
  );
  expect(found.names).toEqual(["p.x", "p.q.z", "p.q.deep", "l", "m"]);
  expect(found.rows).toEqual([
    ["1", "2", '{"w":[1,2]}', '[1,{"a":2}]', '{"k":1}'],
    [null, null, null, null, '"text"'],
  ]);
  const wide = Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`k${i}`, i]));
  expect((await readOne(JSON.stringify([{ w: wide }]), "json")).rows).toEqual([[JSON.stringify(wide)]]);
});

test("numbers are exact, text is NFC and without NUL, digits in quotes stay text", async () => {
  const text =
    '[{"n":12345678901234567890,"f":1e3,"g":0.1234567890123456789,"z":-0,"t":"00123","u":"Ho\u0061\u0300\\u0000"}]';
  const found = await readOne(text, "json");
  expect(found.rows).toEqual([
    ["12345678901234567890", "1000", "0.1234567890123456789", "0", "00123", "Hoà"],
  ]);
  expect(found.columns[4]?.typeHint).toBe("text");
  expect(found.codes).toEqual(["nul-removed"]);
});

test("dates and instants are told from other text", async () => {
  const found = await readOne(
    '[{"d":"2026-02-13","i":"2026-02-13T07:00:00Z","z":"2026-02-13T07:00:00+07:00"}]',
    "json",
  );
  expect(found.columns.map((one) => one.typeHint)).toEqual(["date", "datetime", "text"]);
});

test("nesting of any depth costs one cell", async () => {
  for (const depth of [200, 20_000]) {
    const found = await readOne(`[{"a":${"[".repeat(depth)}${"]".repeat(depth)},"b":1}]`, "json");
    expect(found.rows).toEqual([[null, "1"]]);
    expect(found.refusals.map((one) => [one.column, one.reason.code])).toEqual([["a", "json-depth"]]);
  }
});

test.each([
  ['[{"a":1},\n {"a":2},\n]', "json-trailing-comma", "line 3, column 1"],
  ['[{"a":1},\n // note\n {"a":2}]', "json-comment", "line 2, column 2"],
  ['[{"a":1}, {"a":1 "b"}]', "json-syntax", "line 1, column 18"],
  ['[{"a":1}, {"a":', "json-truncated", "line 1, column 16"],
])("%s gives the rows before the fault and its place", async (text, code, place) => {
  const { openTables, bytesSource } = await import("./index.ts");
  const [table] = await openTables(bytesSource(utf8(text)), "json");
  const rows = [];
  for await (const batch of table?.rows() ?? []) rows.push(...batch.rows);
  expect(rows[0]).toEqual(["1"]);
  const notice = table?.notices.find((one) => one.code === code);
  expect(notice?.en).toContain(place);
});

test("a bad line of NDJSON costs itself only", async () => {
  const found = await readOne('{"a":1}\n{bad}\n\n{"a":NaN}\n{"a":2} x\n{"a":"3"', "ndjson");
  expect(found.rows).toEqual([["1"], [null]]);
  expect(found.rowNumbers).toEqual([1, 4]);
  expect(found.refusals.map((one) => [one.rowNumber, one.reason.code])).toEqual([
    [2, "json-line"],
    [4, "json-not-finite"],
    [5, "json-line"],
    [6, "json-line"],
  ]);
});

test("rows of another kind and rows beyond the limit are refused, the rest is read", async () => {
  const mixed = await readOne('[{"a":1},7,[1],null,{"a":2}]', "json");
  expect(mixed.rows).toEqual([["1"], ["2"]]);
  expect(mixed.refusals.map((one) => one.rowNumber)).toEqual([2, 3, 4]);
  const long = `[{"a":1},{"a":"${'x\\"'.repeat(5000)}"},{"a":2}]`;
  const found = await readOne(long, "json", { maxRowChars: 1000, chunkBytes: 97 });
  expect(found.rows).toEqual([["1"], ["2"]]);
  expect(found.refusals.map((one) => [one.rowNumber, one.reason.code])).toEqual([[2, "row-too-long"]]);
  const lines = await readOne(long.slice(1, -1).replaceAll("},{", "}\n{"), "ndjson", {
    maxRowChars: 1000,
    chunkBytes: 97,
  });
  expect(lines.rows).toEqual([["1"], ["2"]]);
});

test("repeated keys: the last value, and a notice that counts only them", async () => {
  const found = await readOne('[{"a":1,"a":2},{"a":3}]', "json");
  expect(found.rows).toEqual([["2"], ["3"]]);
  expect(found.codes).toEqual(["json-duplicate-keys"]);
});

test("UTF-16, byte-order marks and legacy bytes are read", async () => {
  const text = '[{"tên":"Hoà"}]';
  const wide = new Uint8Array(Buffer.from(`\ufeff${text}`, "utf16le"));
  expect((await readOne(wide, "json")).rows).toEqual([["Hoà"]]);
  expect((await readOne(`\ufeff${text}`, "json", { chunkBytes: 1 })).rows).toEqual([["Hoà"]]);
  expect((await readOne(new Uint8Array(Buffer.from('[{"a":"é"}]', "latin1")), "json")).rows).toEqual([["é"]]);
});

test("GeoJSON: properties, id and shape", async () => {
  const feature = (id: number, at: number) =>
    `{"type":"Feature","id":${id},"properties":{"k":${id},"o":{"p":1}},"geometry":{"type":"Point", "coordinates":[${at},10]}}`;
  const collection = `{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:3405"}},"features":[${feature(1, 106)},${feature(2, 600_000)}]}`;
  const found = await readOne(collection, "geojson");
  expect(found.names).toEqual(["id", "k", "o.p", "geometry"]);
  expect(found.columns.at(-1)?.typeHint).toBe("geometry");
  expect(found.rows[0]).toEqual(["1", "1", "1", '{"type":"Point","coordinates":[106,10]}']);
  expect(found.codes).toEqual(["geo-crs", "geo-range"]);
  const sequence = await readOne(`\u{1e}${feature(1, 106)}\n\u{1e}${feature(2, 107)}\n`, "geojson");
  expect(sequence.rows.map((row) => row[0])).toEqual(["1", "2"]);
  expect((await readOne(feature(7, 1), "geojson")).rows).toHaveLength(1);
  const shapes = await readOne(
    '{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]}]}',
    "geojson",
  );
  expect(shapes.rows).toEqual([['{"type":"Point","coordinates":[1,2]}']]);
});

const cell = fc.oneof(
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.string({ unit: "grapheme" }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const row = fc.dictionary(fc.string({ minLength: 1, unit: "grapheme" }), cell, { maxKeys: 5 });

test("any rows come back, wherever chunks are cut", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 40 }),
      fc.constantFrom("json" as const, "ndjson" as const),
      async (rows, chunkBytes, format) => {
        const text =
          format === "json"
            ? JSON.stringify(rows, null, 1)
            : rows.map((one) => JSON.stringify(one)).join("\n");
        const found = await readOne(text, format, { chunkBytes });
        const expected = rows.map((one) => {
          const clean = new Map(Object.entries(one).map(([key, value]) => [tidy(key), value]));
          return found.names.map((name) => asText(clean.get(name)));
        });
        expect(found.rows).toEqual(expected);
        expect(found.refusals).toEqual([]);
      },
    ),
    { numRuns: 200 },
  );
});

function tidy(text: string): string {
  return text.replaceAll("\0", "").toWellFormed().normalize("NFC");
}

function asText(value: string | number | boolean | null | undefined): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "string") return tidy(value);
  if (typeof value !== "number") return String(value);
  const text = JSON.stringify(value);
  return text.includes("e+") ? BigInt(value).toString() : text;
}
