import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  checkRows,
  type Field,
  type FieldType,
  fieldReader,
  matchFields,
  type TableSchema,
} from "./index.ts";

const read = (type: FieldType, text: string, rest: Partial<Field> = {}) => {
  const result = fieldReader({ name: "f", type, ...rest })(text);
  return "value" in result ? result.value : result.problem.code;
};

describe("single cells", () => {
  test.each<[FieldType, string, Partial<Field>, unknown]>([
    ["string", "a", {}, "a"],
    ["string", "", {}, null],
    ["string", "", { missingValues: [] }, ""],
    ["string", "KPH", { missingValues: [{ value: "KPH", label: "không phát hiện" }] }, null],
    ["string", "a@example.vn", { format: "email" }, "a@example.vn"],
    ["string", "a@", { format: "email" }, "not-string"],
    ["string", "https://example.vn/a", { format: "uri" }, "https://example.vn/a"],
    ["string", "a b", { format: "uri" }, "not-string"],
    [
      "string",
      "0b03ec84-77fd-4270-813b-0c698943f7ce",
      { format: "uuid" },
      "0b03ec84-77fd-4270-813b-0c698943f7ce",
    ],
    ["string", "YWI=", { format: "binary" }, "YWI="],
    ["string", "YW=", { format: "binary" }, "not-string"],
    ["number", "-1.5e3", {}, -1500],
    ["number", "1.234,5", { decimalChar: ",", groupChar: "." }, 1234.5],
    ["number", "1.5", { decimalChar: "," }, "not-number"],
    ["number", "inf", {}, Number.POSITIVE_INFINITY],
    ["number", "95,5 %", { decimalChar: ",", bareNumber: false }, 95.5],
    ["number", "-€95", { bareNumber: false }, -95],
    ["number", "95%", {}, "not-number"],
    ["integer", "1 000", { groupChar: " " }, 1000],
    ["integer", "007", {}, 7],
    ["integer", "9007199254740993", {}, 9007199254740993n],
    ["integer", "1.0", {}, "not-integer"],
    ["boolean", "TRUE", {}, true],
    ["boolean", "không", { trueValues: ["có"], falseValues: ["không"] }, false],
    ["boolean", "yes", {}, "not-boolean"],
    ["object", '{"a":1}', {}, { a: 1 }],
    ["object", "[1]", {}, "not-json"],
    ["array", "[1]", {}, [1]],
    ["list", "1;2", { delimiter: ";", itemType: "integer" }, [1, 2]],
    ["list", "1;x", { delimiter: ";", itemType: "integer" }, "not-list"],
    ["date", "2024-02-29", {}, "2024-02-29"],
    ["date", "2026-02-29", {}, "not-time"],
    ["date", "13/02/2026", { format: "%d/%m/%Y" }, "2026-02-13"],
    ["date", "31/04/2026", { format: "any" }, "not-time"],
    ["datetime", "2026-01-02T03:04:05.678+07:00", {}, "2026-01-02T03:04:05.678+07:00"],
    ["datetime", "2026-01-02 03:04", {}, "not-time"],
    ["datetime", "2026-01-02 03:04", { format: "any" }, "2026-01-02T03:04:00"],
    ["datetime", "12/11/2018 09:15 PM", { format: "%d/%m/%Y %I:%M %p" }, "2018-11-12T21:15:00"],
    ["time", "15:00:00", {}, "15:00:00"],
    ["time", "24:00:00", {}, "not-time"],
    ["time", "07:30", { format: "any" }, "07:30:00"],
    ["year", "2026", {}, 2026],
    ["year", "26", {}, "not-time"],
    ["yearmonth", "2026-13", {}, "not-time"],
    ["duration", "P1Y2M3DT4H5M6.7S", {}, "P1Y2M3DT4H5M6.7S"],
    ["duration", "PT", {}, "not-time"],
    ["geopoint", "106.7, 10.77", {}, [106.7, 10.77]],
    ["geopoint", "[106.7, 10.77]", { format: "array" }, [106.7, 10.77]],
    ["geopoint", '{"lon":106.7,"lat":10.77}', { format: "object" }, [106.7, 10.77]],
    ["geopoint", "10.77, 106.7", {}, "not-geo"],
    ["geojson", '{"type":"Point","coordinates":[1,2]}', {}, { type: "Point", coordinates: [1, 2] }],
    ["geojson", '{"type":"Dot"}', {}, "not-geo"],
    ["any", " x ", {}, " x "],
    ["integer", "5", { constraints: { exclusiveMinimum: 5 } }, "below-minimum"],
    ["integer", "5", { constraints: { minimum: "5", maximum: 5 } }, 5],
    ["date", "2026-05-01", { constraints: { maximum: "2026-04-30" } }, "above-maximum"],
    ["duration", "P1D", { constraints: { minimum: "PT25H" } }, "below-minimum"],
    ["string", "Ấp 😀", { constraints: { maxLength: 3 } }, "too-long"],
    ["string", "Ấp 😀", { constraints: { minLength: 4, maxLength: 4 } }, "Ấp 😀"],
    ["string", "abc", { constraints: { pattern: "[a-c]+" } }, "abc"],
    ["string", "abd", { constraints: { pattern: "[a-c]+" } }, "pattern-mismatch"],
    ["integer", "3", { constraints: { enum: ["1", 2] } }, "not-allowed"],
    ["integer", "2", { categories: [{ value: 1 }, { value: 2, label: "hai" }] }, 2],
    ["string", "", { constraints: { required: true } }, "missing"],
  ])("%s %j %j", (type, text, rest, expected) => expect(read(type, text, rest)).toEqual(expected));

  test("no text makes a reader throw or hang", () => {
    const types = fc.constantFrom<FieldType>(
      "string",
      "number",
      "integer",
      "list",
      "datetime",
      "duration",
      "geopoint",
      "geojson",
      "object",
      "year",
    );
    fc.assert(
      fc.property(types, fc.string(), (type, text) => {
        const result = fieldReader({ name: "f", type })(text);
        expect("value" in result !== "problem" in result).toBe(true);
      }),
    );
    for (const type of ["number", "integer", "duration", "datetime", "geopoint", "object"] as const) {
      expect(typeof read(type, "1".repeat(5_000_000))).toBe("string");
    }
  });

  test("numbers are read exactly", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.bigInt(), (number, whole) => {
        expect(read("number", String(number))).toBe(number + 0);
        expect(String(read("integer", String(whole)))).toBe(String(whole));
      }),
    );
  });
});

describe("headers", () => {
  const schema = (fieldsMatch: TableSchema["fieldsMatch"]): TableSchema => ({
    ...(fieldsMatch && { fieldsMatch }),
    fields: [
      { name: "a", type: "any" },
      { name: "b", type: "any" },
    ],
  });

  test.each<[TableSchema["fieldsMatch"], string[], string[]]>([
    [undefined, ["a", "b"], []],
    ["exact", ["b", "a"], ["/0 header-order", "/1 header-order"]],
    ["exact", ["a"], [" header-missing"]],
    ["equal", ["b", "a"], []],
    ["equal", ["b", "c"], [" header-missing", "/1 header-extra"]],
    ["subset", ["c", "b", "a"], []],
    ["subset", ["c", "b"], [" header-missing"]],
    ["superset", ["b"], []],
    ["superset", ["b", "c"], ["/1 header-extra"]],
    ["partial", ["c", "b"], []],
    ["partial", ["c"], [" header-none"]],
    ["equal", ["a", "b", "a"], ["/2 header-repeated", "/2 header-extra"]],
  ])("%s %j", (rule, header, problems) => {
    const match = matchFields(schema(rule), header);
    expect(match.problems.map((one) => `${one.path} ${one.code}`)).toEqual(problems);
    expect(match.ok).toBe(problems.length === 0);
  });
});

describe("rows", () => {
  const schema: TableSchema = {
    fields: [
      { name: "id", type: "integer" },
      { name: "parent", type: "integer" },
      { name: "code", type: "string", constraints: { unique: true } },
    ],
    primaryKey: ["id"],
    uniqueKeys: [["parent", "code"]],
    foreignKeys: [{ fields: ["parent"], reference: { fields: ["id"] } }],
  };

  test("keys, references and lengths", () => {
    const report = checkRows(
      schema,
      ["id", "parent", "code"],
      [
        ["1", "", "a"],
        ["2", "3", "b"],
        ["3", "9", "a"],
        ["02", "", ""],
        ["", "1", null],
        ["x", "1"],
      ],
    );
    expect(report.problems.map((one) => `${one.row} ${one.field} ${one.code}`)).toEqual([
      "3 code not-unique",
      "4 id key-repeated",
      "5 id missing",
      "6 null row-length",
      "6 id not-integer",
      "3 parent key-absent",
    ]);
    expect(report).toMatchObject({ rows: 6, problemCount: 6, complete: true, keysChecked: true });
    expect(report.counts["not-integer"]).toBe(1);
  });

  test("bounds", () => {
    const rows = Array.from({ length: 50 }, () => ["x", "", ""]);
    expect(checkRows(schema, ["id", "parent", "code"], rows, { maxProblems: 5 })).toMatchObject({
      problemCount: 50,
      problems: { length: 5 },
    });
    expect(checkRows(schema, ["id", "parent", "code"], rows, { maxRows: 10 })).toMatchObject({
      rows: 10,
      complete: false,
      keysChecked: false,
    });
    const many = Array.from({ length: 50 }, (_, i) => [String(i), "", `c${i}`]);
    expect(checkRows(schema, ["id", "parent", "code"], many, { maxKeys: 10 }).keysChecked).toBe(false);
  });

  test("references into other tables are asked of the caller", () => {
    const outside: TableSchema = {
      fields: [{ name: "ward", type: "string" }],
      foreignKeys: [{ fields: ["ward"], reference: { resource: "wards", fields: ["code"] } }],
    };
    const hasKey = (_: unknown, [code]: readonly unknown[]) => code === "26740";
    const report = checkRows(outside, ["ward"], [["26740"], ["1"], [""]], { hasKey });
    expect(report.problems.map((one) => [one.row, one.code])).toEqual([[2, "key-absent"]]);
    expect(checkRows(outside, ["ward"], [["1"]]).problemCount).toBe(0);
  });

  test("uniqueness is found for any values", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 8 })), (ids) => {
        const one: TableSchema = { fields: [{ name: "id", type: "integer", constraints: { unique: true } }] };
        const report = checkRows(
          one,
          ["id"],
          ids.map((id) => [String(id)]),
        );
        expect(report.problemCount).toBe(ids.length - new Set(ids).size);
      }),
    );
  });
});
