import { expect, test } from "vitest";
import { emptyRule, ruleOf, sameRule } from "./rule-words.ts";

test("a form that lacks something is no rule", () => {
  expect(ruleOf(emptyRule("not_null", ""), false)).toBeUndefined();
  expect(ruleOf(emptyRule("range", "a"), false)).toBeUndefined();
  expect(ruleOf(emptyRule("regex", "a"), false)).toBeUndefined();
});

test("ranges take a decimal comma, and dates stay text", () => {
  expect(ruleOf({ ...emptyRule("range", "a"), least: "0,5" }, false)).toEqual({
    kind: "range",
    severity: "error",
    column: "a",
    least: 0.5,
  });
  expect(ruleOf({ ...emptyRule("range", "a"), most: "2026-01-01" }, true)).toMatchObject({
    most: "2026-01-01",
  });
});

test("values are one a line", () => {
  expect(ruleOf({ ...emptyRule("accepted_values", "a"), values: " x \n\ny" }, false)).toMatchObject({
    values: ["x", "y"],
  });
});

test("freshness and drift begin with usual limits", () => {
  expect(ruleOf(emptyRule("freshness", ""), false)).toMatchObject({ mostHours: 24 });
  expect(ruleOf(emptyRule("distribution_drift", "a"), false)).toMatchObject({ mostPsi: 0.2 });
});

test("the same rule is known whatever the order of its members and its severity", () => {
  const rule = { kind: "not_null", column: "a", severity: "error" } as const;
  expect(sameRule(rule, { column: "a", kind: "not_null" })).toBe(true);
  expect(sameRule(rule, { column: "b", kind: "not_null" })).toBe(false);
});
