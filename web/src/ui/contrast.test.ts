import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { contrastRatio, parseColour, type Rgb, readableInk } from "./contrast.ts";
import { CONTRAST_PAIRS } from "./contrast-pairs.ts";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");

function token(name: string, theme: "light" | "dark"): Rgb {
  const value = new RegExp(`--${name}:\\s*([^;]+);`).exec(css)?.[1] ?? "";
  const pair = /^light-dark\((#\w+),\s*(#\w+)\)$/.exec(value);
  const colour = parseColour(pair?.[theme === "light" ? 1 : 2] ?? value);
  if (!colour) throw new Error(`No colour in --${name}: ${value}`);
  return colour;
}

describe("contrast", () => {
  test("black on white is 21, and equal colours are 1", () => {
    expect(contrastRatio([0, 0, 0], [255, 255, 255])).toBeCloseTo(21, 5);
    expect(contrastRatio([9, 99, 199], [9, 99, 199])).toBe(1);
  });

  test("reads the notations of the tokens", () => {
    expect(parseColour("#0f8")).toEqual([0, 255, 136]);
    expect(parseColour("rgb(143, 63, 151)")).toEqual([143, 63, 151]);
    expect(parseColour("var(--x)")).toBeUndefined();
  });

  test("the legal red of VN_AQI is read in black, the purple in white", () => {
    expect(readableInk([255, 0, 0])).toBe("#000000");
    expect(readableInk([143, 63, 151])).toBe("#ffffff");
  });

  for (const theme of ["light", "dark"] as const) {
    test.each(CONTRAST_PAIRS)(`${theme}: %s on %s reaches %s`, (front, ground, least) => {
      const ratio = contrastRatio(token(front, theme), token(ground, theme));
      expect(ratio).toBeGreaterThanOrEqual(least);
    });
  }
});
