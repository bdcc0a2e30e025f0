import { expect, test } from "vitest";
import { codesFrom, codesText } from "./codes-text.ts";

const CODES = [
  { code: "THCS", label: { vi: "Trung học cơ sở", en: "Lower secondary" } },
  { code: "0", label: { vi: "a = b", en: "" } },
];

test("codes survive the way through the text field", () => {
  expect(codesFrom(codesText(CODES))).toEqual(CODES);
});

test("loose lines are forgiven", () => {
  expect(codesFrom("\n  A\nB=x|y \n= nothing")).toEqual([
    { code: "A", label: { vi: "", en: "" } },
    { code: "B", label: { vi: "x", en: "y" } },
  ]);
});
