import { expect, test } from "vitest";
import { AQI_LEVELS, aqiLevel } from "./aqi.ts";
import { contrastRatio, parseColour } from "./contrast.ts";

test("a value falls in its legal level, borders included", () => {
  expect(
    [0, 50, 51, 100, 101, 150, 151, 200, 201, 300, 301, 500, 620].map((v) => aqiLevel(v)?.letter).join(""),
  ).toBe("AABBCCDDEEFFF");
  expect(aqiLevel(null)).toBeUndefined();
  expect(aqiLevel(-1)).toBeUndefined();
});

test("every level is readable in its ink", () => {
  for (const { colour, ink } of AQI_LEVELS) {
    const ratio = contrastRatio(parseColour(colour) ?? [0, 0, 0], parseColour(ink) ?? [0, 0, 0]);
    expect(ratio).toBeGreaterThanOrEqual(4.5);
  }
});
