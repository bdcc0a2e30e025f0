import { expect, test } from "vitest";
import type { Thing } from "../telemetry/types.ts";
import { searchThings } from "./StationPicker.tsx";
import {
  codeOf,
  formFor,
  formProblems,
  labelConflicts,
  matchStations,
  pastedPlace,
  type StationForm,
  takenCodes,
  unsettled,
  writableAgencies,
} from "./stations.ts";

const common = { kind: "air-station", agencyCode: "X" };
const full: StationForm = {
  ...common,
  code: "a-1",
  nameVi: "A",
  nameEn: "A",
  lon: "106.7",
  lat: "10,7",
};
const account = (...roles: [string, string | null][]) => ({
  id: "1",
  userName: "u",
  displayName: "U",
  roles: roles.map(([role, agencyCode]) => ({ role, agencyCode, agencyName: agencyCode })),
});

test("codes and forms made from the names in a file", () => {
  expect(codeOf("Trạm Đống Đa – số 1")).toBe("tram-dong-da-so-1");
  expect(formFor("1", common, new Set(["tram-1"]))).toMatchObject({
    code: "tram-1-2",
    nameVi: "Trạm 1",
    nameEn: "Station 1",
  });
  expect(formFor("", common, new Set())).toMatchObject({ code: "tram" });
});

test("a pair copied from a map, in either order", () => {
  expect(pastedPlace("10.7769, 106.7009")).toEqual({ lat: "10.7769", lon: "106.7009" });
  expect(pastedPlace("106.7009 10.7769")).toEqual({ lat: "10.7769", lon: "106.7009" });
  expect(pastedPlace("10.7769")).toBeNull();
});

test("forms say what is wrong", () => {
  expect(formProblems(full, new Set())).toEqual({});
  expect(formProblems({ ...full, code: "A 1" }, new Set()).code).toBe("code-form");
  expect(formProblems(full, new Set(["a-1"])).code).toBe("code-taken");
  expect(formProblems({ ...full, lat: "106.7", lon: "10.7" }, new Set()).lat).toBe("swapped");
  expect(formProblems({ ...full, lon: "abc", nameVi: " " }, new Set())).toEqual({
    lon: "not-number",
    nameVi: "missing",
  });
});

test("agencies for which one may write", () => {
  expect(writableAgencies(account(["administrator", null]))).toBeNull();
  expect(writableAgencies(account(["data-steward", "X"], ["officer", "Y"]))).toEqual(["X"]);
  expect(writableAgencies(null)).toEqual([]);
});

test("names match themselves, choices win, and what is open or of another agency is not settled", () => {
  const text = (one: string, thing: string | null) => ({ text: one, rows: 1, thing, property: null });
  const matches = matchStations([text("A", "a"), text("B", null), text("C", null), text("D", "d")], {
    C: { is: "new", form: { ...full, code: "a" } },
    D: { is: "skip" },
  });
  const known = [{ code: "a", agencyCode: "X" }];
  expect(matches.map(({ choice }) => choice.is)).toEqual(["existing", "open", "new", "skip"]);
  expect(unsettled(matches, known, null).map((one) => one.text)).toEqual(["B", "C"]);
  expect(unsettled(matches, known, ["Y"]).map((one) => one.text)).toEqual(["A", "B", "C"]);
  expect(takenCodes(known, matches, "C")).toEqual(new Set(["a"]));
  expect(matchStations(null, {})).toEqual([{ text: "", rows: null, choice: { is: "open" } }]);
});

test("a known series with another time label is told", () => {
  const matches = matchStations([{ text: "A", rows: 1, thing: "a", property: null }], {});
  const known = [
    {
      code: "a",
      datastreams: [
        { property: "pm25", timeLabel: "instant" as const },
        { property: "no2", timeLabel: "start" as const },
      ],
    },
  ];
  expect(labelConflicts(matches, known, { properties: ["pm25", "no2"], timeLabel: "start" })).toEqual([
    { thing: "a", property: "pm25", timeLabel: "instant" },
  ]);
});

test("stations are found by words in any order, without marks", () => {
  const thing = (code: string, nameVi: string) => ({ code, nameVi, nameEn: "" }) as Thing;
  const things = [thing("kk-1", "Trạm Bến Thành"), thing("kk-2", "Trạm Chợ Lớn")];
  expect(searchThings(things, "thanh ben").map(({ code }) => code)).toEqual(["kk-1"]);
  expect(searchThings(things, "KK-2").map(({ code }) => code)).toEqual(["kk-2"]);
});
