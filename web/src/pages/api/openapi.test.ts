import { expect, test } from "vitest";
import { curlOf, groupOperations, membersOf, noteText, operationsOf, typeText } from "./openapi.ts";

const api = {
  info: { title: "x", version: "1" },
  paths: {
    "/api/things/{code}": {
      get: {
        summary: "One station",
        tags: ["telemetry"],
        parameters: [
          { name: "code", in: "path", required: true, schema: { type: "string" } },
          { name: "from", in: "query", required: true, schema: { type: "string", format: "date" } },
        ],
      },
      post: {
        tags: ["telemetry"],
        requestBody: {
          content: {
            "application/json": {
              schema: {
                type: "object",
                required: ["name"],
                properties: {
                  name: { type: "string", minLength: 1 },
                  places: {
                    type: "array",
                    items: { type: "object", properties: { lon: { type: "number" } } },
                  },
                },
              },
            },
          },
        },
        responses: { "200": { description: "Default Response" } },
      },
    },
  },
};

test("operations, found by any of their words", () => {
  const operations = operationsOf(api);
  expect(operations.map(({ id }) => id)).toEqual(["get-api-things-code", "post-api-things-code"]);
  expect(operations[1]?.answers).toEqual([{ status: "200", description: "", type: "", schema: undefined }]);
  expect(groupOperations(operations, "station FROM")).toEqual([["telemetry", [operations[0]]]]);
  expect(groupOperations(operations, "nothing")).toEqual([]);
});

test("a command with what must be filled in", () => {
  const [read, write] = operationsOf(api);
  expect(read && curlOf(read, "http://h")).toBe("curl 'http://h/api/things/<code>?from=2026-01-01'");
  expect(write && curlOf(write, "http://h")).toContain(`-d '{"name":"…"}'`);
});

test("types and members in words", () => {
  const body = operationsOf(api)[1]?.body?.schema;
  expect(membersOf(body).map(({ name, type, required }) => `${name} ${type} ${required}`)).toEqual([
    "name string true",
    "places object[] false",
    "places[].lon number false",
  ]);
  expect(typeText({ anyOf: [{ type: "string" }, { type: "null" }] })).toBe("string | null");
  expect(typeText({ type: "array", items: { enum: ["a", "b"] } })).toBe('("a" | "b")[]');
  expect(noteText({ minimum: 1, default: 5, description: "How many" })).toBe("How many · 1–… · default 5");
});
