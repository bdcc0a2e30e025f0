import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compilePattern, isVersion2, parseTableSchema } from "./index.ts";

const codesOf = (input: unknown) => parseTableSchema(input).problems.map((one) => `${one.path} ${one.code}`);

describe("descriptors", () => {
  test("a version 2 descriptor has no problems and stays as it is", () => {
    const descriptor = {
      $schema: "https://datapackage.org/profiles/2.0/tableschema.json",
      fields: [
        { name: "id", type: "integer", constraints: { required: true, minimum: 1 }, note: "kept" },
        {
          name: "ward",
          type: "string",
          categories: [{ value: "26740", label: "Bến Thành" }],
          categoriesOrdered: false,
        },
        { name: "on", type: "date", format: "%d/%m/%Y", missingValues: [{ value: "-", label: "không đo" }] },
        { name: "tags", type: "list", delimiter: ";", itemType: "integer" },
      ],
      fieldsMatch: "subset",
      missingValues: ["", "KPH"],
      primaryKey: ["id"],
      uniqueKeys: [["ward", "on"]],
      foreignKeys: [
        { fields: ["ward"], reference: { resource: "wards", fields: ["code"] } },
        {
          fields: ["ward"],
          reference: { package: "https://example.vn/dp.json", resource: "w", fields: ["code"] },
        },
        { fields: ["id"], reference: { fields: ["id"] } },
      ],
      more: { of: "ours" },
    };
    const { schema, problems } = parseTableSchema(descriptor);
    expect(problems).toEqual([]);
    expect(schema).toEqual(descriptor);
    expect(isVersion2(schema)).toBe(true);
  });

  test("version 1 forms are converted with notes", () => {
    const { schema, problems } = parseTableSchema({
      profile: "tabular-data-resource",
      fields: [{ name: "a" }, { name: "b", type: "date", format: "fmt:%Y" }, { name: "a" }],
      fieldsMatch: ["equal"],
      primaryKey: "a",
      foreignKeys: [{ fields: "a", reference: { resource: "", fields: "b" } }],
    });
    expect(schema).toMatchObject({
      fields: [{ name: "a", type: "any" }, { format: "%Y" }, { name: "a" }],
      fieldsMatch: "equal",
      primaryKey: ["a"],
      foreignKeys: [{ fields: ["a"], reference: { fields: ["b"] } }],
    });
    expect(schema.foreignKeys?.[0]?.reference).toEqual({ fields: ["b"] });
    expect(problems.every((one) => one.level === "note")).toBe(true);
    expect(problems.map((one) => one.code)).toContain("version-1");
  });

  test("problems say where", () => {
    expect(codesOf(null)).toEqual([" not-an-object"]);
    expect(codesOf({})).toEqual(["/fields fields-missing"]);
    expect(
      codesOf({
        fields: [
          { type: "string" },
          { name: "a", type: "text", constraints: { minimum: 1 } },
          { name: "b", type: "string", constraints: { pattern: "(a", minLength: -1 }, title: 5 },
          { name: "c/d", type: "integer", constraints: { enum: ["x"], maximum: "9" }, format: "wide" },
          { name: "e", type: "object", constraints: { jsonSchema: {} }, categories: ["a"] },
        ],
        primaryKey: ["z"],
        uniqueKeys: [],
        foreignKeys: [{ fields: ["a", "b"], reference: { resource: "r", fields: ["x"] } }],
        missingValues: ["", "", 5],
      }),
    ).toEqual([
      "/fields/0/name name-missing",
      "/fields/1/type type-unknown",
      "/fields/1/constraints/minimum constraint-misplaced",
      "/fields/2/title wrong-type",
      "/fields/2/constraints/pattern pattern-refused",
      "/fields/2/constraints/minLength wrong-type",
      "/fields/3/format format-unknown",
      "/fields/3/constraints/enum constraint-unreadable",
      "/fields/4/categories constraint-misplaced",
      "/fields/4/constraints/jsonSchema json-schema-unchecked",
      "/missingValues/1 value-repeated",
      "/missingValues/2 wrong-type",
      "/primaryKey field-unknown",
      "/uniqueKeys wrong-type",
      "/foreignKeys/0 key-length",
    ]);
  });

  test("never throws and reads its own output without errors", () => {
    const word = fc.constantFrom(
      "fields",
      "name",
      "type",
      "format",
      "constraints",
      "pattern",
      "enum",
      "minimum",
      "categories",
      "missingValues",
      "primaryKey",
      "foreignKeys",
      "reference",
      "uniqueKeys",
      "__proto__",
      "string",
      "date",
      "integer",
      "a",
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 6 },
        word,
        fc.jsonValue(),
        fc.array(tie("tree"), { maxLength: 4 }),
        fc.dictionary(word, tie("tree"), { maxKeys: 6 }),
        fc.record({
          fields: fc.array(
            fc.record({ name: word, type: word, constraints: tie("tree"), categories: tie("tree") }),
          ),
        }),
      ),
    }));
    fc.assert(
      fc.property(tree, (input) => {
        const first = parseTableSchema(input).schema;
        const again = parseTableSchema(structuredClone(first));
        expect(again.schema).toEqual(first);
        const kinds = new Set(["fields-empty", "pattern-refused", "json-schema-unchecked", "name-repeated"]);
        expect(again.problems.filter((one) => !kinds.has(one.code))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

describe("patterns", () => {
  test.each([
    ["[A-Z]{2}\\d{3,4}", "AB1234", true],
    ["[A-Z]{2}\\d{3,4}", "AB12345", false],
    ["^a(b|c)*d?$", "abcbcd", true],
    ["^a(?:b|c)*?d?$", "ax", false],
    ["[a-z-[aeiou]]+", "xyz", true],
    ["[a-z-[aeiou]]+", "xay", false],
    ["\\p{Lu}\\p{L}*( \\p{Lu}\\p{L}*)*", "Bến Thành", true],
    ["", "", true],
    [".", "😀", true],
    ["a{0}", "", true],
    ["(a?){20}b", "aaaab", true],
    ["[]]", "]", false],
    ["\\$", "$", true],
  ])("%j on %j", (pattern, text, matches) => expect(compilePattern(pattern)?.(text) ?? false).toBe(matches));

  test.each([
    "(",
    "a)",
    "*a",
    "a{2,1}",
    "(?=a)",
    "(a)\\1",
    "(?<n>a)",
    "[b-a]",
    "((a{90}){90}){90}",
    `a${"b?".repeat(2000)}`,
    "(".repeat(200),
    "\\",
  ])("%j is refused", (pattern) => expect(compilePattern(pattern)).toBeUndefined());

  test("catastrophic for others, linear here", () => {
    const text = `${"a".repeat(20_000)}!`;
    for (const pattern of ["(a+)+", "(a|aa)+", "(a*)*b", "(.*)*x", "(a?){40}a{40}", "([a-z]+)*[0-9]"]) {
      const started = performance.now();
      expect(compilePattern(pattern)?.(text)).toBe(false);
      expect(performance.now() - started).toBeLessThan(10_000);
    }
  });

  test("agrees with the engine of the language on simple patterns", () => {
    const { node } = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom("a", "b", "[ab]", ".", "\\d"),
        fc.tuple(tie("node"), tie("node")).map(([x, y]) => x + y),
        fc.tuple(tie("node"), tie("node")).map(([x, y]) => `(${x}|${y})`),
        fc.tuple(tie("node"), fc.constantFrom("*", "+", "?", "{1,2}", "{2}")).map(([x, y]) => `(${x})${y}`),
      ),
    }));
    const text = fc.string({ unit: fc.constantFrom("a", "b", "1"), maxLength: 6 });
    fc.assert(
      fc.property(node, text, (pattern, value) => {
        expect(compilePattern(pattern)?.(value)).toBe(new RegExp(`^(?:${pattern})$`, "u").test(value));
      }),
      { numRuns: 500 },
    );
  });
});
