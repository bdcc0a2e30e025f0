import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  checkRows,
  DICTIONARY_TYPES,
  type DictionaryColumn,
  descriptorName,
  packageDescriptor,
  parseTableSchema,
  readColumns,
  resourceDescriptor,
  writeTableSchema,
} from "./index.ts";

const bilingual = fc.record({ vi: fc.string(), en: fc.string() });
const column: fc.Arbitrary<DictionaryColumn> = fc.record(
  {
    name: fc.string({ minLength: 1 }),
    type: fc.constantFrom(...DICTIONARY_TYPES),
    label: bilingual,
    description: bilingual,
    unit: fc.string(),
    codes: fc.array(
      fc.record({ code: fc.oneof(fc.string(), fc.constantFrom("1", "2", "01")), label: bilingual }),
    ),
    term: fc.string(),
    class: fc.string(),
  },
  { requiredKeys: ["name", "type", "label"] },
);

describe("dictionary columns", () => {
  test("nothing is lost on the way through JSON and the parser", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(column, { selector: (one) => one.name, minLength: 1 }),
        fc.constantFrom("vi" as const, "en" as const),
        (columns, language) => {
          const written = JSON.parse(JSON.stringify(writeTableSchema(columns, { language }))) as unknown;
          const { schema, problems } = parseTableSchema(written);
          expect(problems).toEqual([]);
          expect(readColumns(schema)).toEqual(columns.map((one) => ({ ...one })));
        },
      ),
    );
  });

  test("words of other hands win over what is remembered", () => {
    const [field] = writeTableSchema([{ name: "a", type: "json", label: { vi: "Cũ", en: "Old" } }]).fields;
    const edited = parseTableSchema({ fields: [{ ...field, title: "New", type: "integer" }] }).schema;
    expect(readColumns(edited)).toEqual([{ name: "a", type: "integer", label: { vi: "New", en: "New" } }]);
  });

  test("foreign schemas become columns", () => {
    const { schema } = parseTableSchema({
      fields: [
        { name: "y", type: "year" },
        { name: "k", type: "integer", categories: [{ value: 0, label: "none" }, { value: 1 }] },
      ],
    });
    expect(readColumns(schema)).toEqual([
      { name: "y", type: "integer", label: { vi: "y", en: "y" } },
      {
        name: "k",
        type: "integer",
        label: { vi: "k", en: "k" },
        codes: [
          { code: "0", label: { vi: "none", en: "none" } },
          { code: "1", label: { vi: "1", en: "1" } },
        ],
      },
    ]);
  });

  test("rows that our types write pass the schema written", () => {
    const columns = DICTIONARY_TYPES.map((type) => ({ name: type, type, label: { vi: type, en: type } }));
    const row = [
      "a",
      "-5",
      "1.5",
      "true",
      "2026-01-02",
      "2026-01-02T03:04:05Z",
      "07:30",
      "[1]",
      '{"type":"Point","coordinates":[1,2]}',
    ];
    const report = checkRows(writeTableSchema(columns), [...DICTIONARY_TYPES], [row, row.map(() => null)]);
    expect(report.problems).toEqual([]);
  });
});

describe("packages", () => {
  test("datapackage.json", () => {
    const schema = writeTableSchema([{ name: "a", type: "text", label: { vi: "A", en: "A" } }], {
      primaryKey: ["a"],
    });
    const resource = {
      name: "Trạm đo",
      path: "data/tram.csv",
      format: "csv",
      mediatype: "text/csv",
      bytes: 12,
      sha256: "AB".repeat(32),
      schema,
    };
    const found = packageDescriptor({
      name: "Chất lượng không khí",
      version: "1.0.0",
      created: "2026-01-01T00:00:00Z",
      licenses: [{ name: "CC-BY-4.0" }],
      sources: [],
      resources: [resource, resource],
    });
    expect(found).toEqual({
      $schema: "https://datapackage.org/profiles/2.0/datapackage.json",
      name: "chat-luong-khong-khi",
      version: "1.0.0",
      created: "2026-01-01T00:00:00Z",
      licenses: [{ name: "CC-BY-4.0" }],
      resources: ["tram-do", "tram-do-2"].map((name) => ({
        $schema: "https://datapackage.org/profiles/2.0/dataresource.json",
        name,
        path: "data/tram.csv",
        type: "table",
        format: "csv",
        mediatype: "text/csv",
        bytes: 12,
        hash: `sha256:${"ab".repeat(32)}`,
        schema,
      })),
    });
  });

  test.each(["/etc/x", "../x", "a/../../x", "C:\\x", "a\\b", "", "~/x"])("the path %j is refused", (path) => {
    expect(() => resourceDescriptor({ name: "a", path })).toThrow(RangeError);
  });

  test("names have only the characters of the standard", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(descriptorName(text)).toMatch(/^[a-z0-9._-]+$/);
      }),
    );
    expect(() => packageDescriptor({ name: "a", resources: [] })).toThrow(RangeError);
    expect(() => resourceDescriptor({ name: "a", path: "a.csv", sha256: "1" })).toThrow(RangeError);
  });
});
