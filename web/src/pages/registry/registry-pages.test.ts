import { expect, test } from "vitest";
import { ApiError } from "../../api/errors.ts";
import { formattersFor } from "../../i18n/format.ts";
import type { Translate } from "../../i18n/i18n.tsx";
import type { Boundaries } from "../../map/station.ts";
import { linesOf } from "./BoundaryReport.tsx";
import { otherTimesOf } from "./UnitPage.tsx";
import { unitHref, validityText } from "./unit-words.ts";
import { drawWards } from "./ward-drawing.ts";

const t: Translate = (key, params) => `${key} ${Object.values(params ?? {}).join(" ")}`.trim();

test("validity in words", () => {
  const format = formattersFor("vi");
  expect(validityText({ validFrom: "2025-07-01", validTo: null }, t, format)).toBe("valid.from 01/07/2025");
  expect(validityText({ validFrom: null, validTo: "2025-06-30" }, t, format)).toBe("valid.to 30/06/2025");
  expect(validityText({ validFrom: null, validTo: null }, t, format)).toBe("valid.unknown");
  expect(unitHref({ code: "26740" }, "2025-06-30")).toBe("/don-vi/26740?at=2025-06-30");
});

test("a code of another day leads to that day", () => {
  const error = (extra: Record<string, unknown>) =>
    new ApiError({ status: 404, code: "x", title: "x", errors: [], extra });
  expect(otherTimesOf(error({ otherTimes: [{ id: 1 }] }))).toHaveLength(1);
  expect(otherTimesOf(error({}))).toEqual([]);
});

test("a ward is drawn in the middle, on top of its neighbours", () => {
  const square = (code: string, x: number): Boundaries["features"][number] => ({
    type: "Feature",
    properties: { code, name: `Phường ${code}` },
    geometry: {
      type: "Polygon",
      coordinates: [
        [
          [x, 0],
          [x + 1, 0],
          [x + 1, 1],
          [x, 1],
          [x, 0],
        ],
      ],
    },
  });
  const boundaries: Boundaries = {
    type: "FeatureCollection",
    features: [square("A", 0), square("B", 1), square("Z", 50)],
  };
  const drawn = drawWards(boundaries, ["A"], { width: 360, height: 300 });
  expect(drawn?.map(({ code, on }) => `${code} ${on}`)).toEqual(["B false", "A true"]);
  expect(drawn?.[1]?.label).toEqual([180, 150]);
  expect(drawn?.[1]?.short).toBe("A");
  expect(drawWards(boundaries, ["Q"], { width: 1, height: 1 })).toBeUndefined();
});

test("remarks of a report, the worst first", () => {
  const note = { index: 0, code: null, name: null, what: "x", message: { vi: "a", en: "b" } };
  const report = {
    features: 2,
    points: 8,
    matched: 1,
    taken: 1,
    unknownCodes: [],
    duplicates: [],
    refused: [note],
    fixed: [note],
    notes: [],
    missing: [],
  };
  expect(linesOf(report).map(({ group }) => group)).toEqual(["report.refused", "report.fixed"]);
});
