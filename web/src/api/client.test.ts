import { expect, test } from "vitest";
import { queryText } from "./client.ts";

test('a query repeats arrays, leaves out undefined and encodes "+"', () => {
  expect(queryText({ a: 1, b: ["x", "y"], c: undefined, phone: "+8428" })).toBe("?a=1&b=x&b=y&phone=%2B8428");
  expect(queryText()).toBe("");
});
