import { expect, test } from "vitest";
import { formattersFor } from "../i18n/format.ts";
import { liesOnSide, valueOption } from "./value-chart.ts";

const PALETTE = { series: ["#111", "#222"], ink: "#000", ink2: "#333", line: "#444", ground: "#fff" };

test("long names lie on their side, months do not", () => {
  expect(liesOnSide(["Phường Bến Thành", "Phường Sài Gòn", "Phường Tân Định"], "bar", 320)).toBe(true);
  expect(liesOnSide(["01/2026", "02/2026", "03/2026"], "bar", 320)).toBe(false);
  expect(liesOnSide(["Phường Bến Thành"], "line", 100)).toBe(false);
});

test("parts of a whole are stacked, each in its own colour", () => {
  const option = valueOption({
    names: ["a", "b"],
    series: [
      { name: "x", values: [1, null] },
      { name: "y", values: [2, 3] },
    ],
    look: "stacked",
    animate: false,
    width: 600,
    palette: PALETTE,
    format: formattersFor("vi"),
  });
  expect(option.series).toMatchObject([
    { name: "x", type: "bar", stack: "all", data: [1, null], itemStyle: { color: "#111" } },
    { name: "y", type: "bar", stack: "all", data: [2, 3], itemStyle: { color: "#222" } },
  ]);
});
