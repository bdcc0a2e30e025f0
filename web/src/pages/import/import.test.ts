import { expect, test } from "vitest";
import { guessInterval, hasOffset, tellingSample, wallTime } from "./cell-time.ts";
import { afterStart, draftOf, EMPTY_DRAFT, openDoubts, withAnswers, withFile } from "./draft.ts";
import { fileKind } from "./file-kind.ts";
import { assignRole, changeShape, mappingFrom, mappingProblems, otherUnit } from "./mapping.ts";
import { buildImport, etaMs, inUnits, mappingOf } from "./plan.ts";
import type { ColumnProfile, ImportRow, Preview, Sniff, Suggestion } from "./types.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

function column(index: number, name: string, more: Partial<ColumnProfile> = {}): ColumnProfile {
  return { index, name, guess: "decimal", samples: [], distinct: 2, filled: 2, ...more };
}

const timeColumn = column(0, "Thời gian", {
  guess: "time",
  timeFormat: "dd/MM/yyyy",
  ambiguousDayMonth: true,
});
const sniff: Sniff = {
  encoding: "utf-8",
  delimiter: ";",
  quote: '"',
  decimal: ",",
  thousands: null,
  preambleLines: 0,
  headerRow: true,
  columnCount: 3,
  columns: [timeColumn, column(1, "Trạm", { guess: "text" }), column(2, "PM2,5 (mg/m3)")],
  shape: "wide",
  confidence: 1,
  rowsSampled: 2,
  warnings: [{ code: "day-month-ambiguous", vi: "?", en: "?" }],
};
const wide: Suggestion = {
  shape: "wide",
  time: { columns: [0], format: "dd/MM/yyyy", zone: "Asia/Ho_Chi_Minh" },
  station: { column: 1 },
  values: [{ column: 2, property: "pm25" }],
};
const preview: Preview = {
  sniff,
  rows: [
    ["01/02/2026 07:00", "A", "1,5"],
    ["01/02/2026 08:00", "A", "1,6"],
  ],
  suggestion: { mapping: wide, confidence: 1, notes: [] },
};

test("what is no text is known by its first bytes", () => {
  expect(fileKind(bytes(""), "a.csv")).toBe("empty");
  expect(fileKind(new Uint8Array([0x50, 0x4b, 3, 4]), "a.XLSX")).toBe("workbook");
  expect(fileKind(new Uint8Array([0x50, 0x4b, 3, 4]), "a.csv")).toBe("packed");
  expect(fileKind(bytes("%PDF-1.7"), "a.csv")).toBe("pdf");
  expect(fileKind(bytes("thời gian;trạm\n"), "a.csv")).toBe("text");
  expect(fileKind(new Uint8Array(Uint16Array.from(bytes("time;pm25\n1;2\n")).buffer), "a.csv")).toBe("text");
  expect(
    fileKind(
      Uint8Array.from({ length: 2000 }, (_, i) => (i * 73) % 256),
      "a.csv",
    ),
  ).toBe("binary");
});

test("times of cells", () => {
  const seven = Date.UTC(2026, 1, 1, 7);
  expect(wallTime("2026-02-01T07:00+07:00", "iso")).toBe(seven);
  expect(wallTime("01/02/2026 07:00", "dd/MM/yyyy")).toBe(seven);
  expect(wallTime("02/01/2026 07:00", "MM/dd/yyyy")).toBe(seven);
  expect(wallTime("202602010700", "yyyyMMddHHmm")).toBe(seven);
  expect(wallTime("31/02/2026", "dd/MM/yyyy")).toBeNull();
  expect(wallTime("45292,5", "excel-serial")).toBe(Date.UTC(2024, 0, 1, 12));
  expect(hasOffset(["2026-02-01T07:00Z"], "iso")).toBe(true);
  expect(hasOffset(["2026-02-01"], "iso")).toBe(false);
  expect(guessInterval(["01/02/2026 07:00", "01/02/2026 08:00", "01/02/2026 08:00"], "dd/MM/yyyy")).toBe(
    3600,
  );
  expect(tellingSample(["01/01/2026", "02/01/2026"])).toBe("02/01/2026");
});

test("a suggestion becomes roles; the answer on day and month counts; hourly means are labelled by their start", () => {
  const mapping = mappingFrom(preview, "MM/dd/yyyy");
  expect(mapping.roles).toEqual({ 0: "time", 1: "station", 2: "p:pm25" });
  expect(mapping.format).toBe("MM/dd/yyyy");
  expect(mappingFrom(preview, null)).toMatchObject({
    intervalSeconds: 3600,
    timeLabel: "start",
    shape: "wide",
  });
  expect(mappingProblems(mapping)).toEqual([]);
});

test("a role is held by one column; shapes keep time and station", () => {
  const mapping = mappingFrom(preview, null);
  const moved = assignRole(mapping, column(1, "x"), "p:pm25");
  expect(moved.roles).toEqual({ 0: "time", 1: "p:pm25" });
  const long = changeShape(mapping, "long", sniff.columns);
  expect(long.roles).toEqual({ 0: "time", 1: "station", 2: "value" });
  expect(mappingProblems(long)).toEqual(["no-property-column"]);
  expect(mappingProblems({ ...mapping, roles: {} })).toEqual(["no-time", "no-value"]);
});

test("units of headers", () => {
  expect(otherUnit("PM2,5 (µg/Nm3)", "µg/m³")).toBeNull();
  expect(otherUnit("CO (mg/m3)", "µg/m³")).toBe("mg/m3");
  expect(otherUnit("Nhiệt độ (°C)", "°C")).toBeNull();
  expect(otherUnit("CO", "µg/m³")).toBeNull();
});

test("a plan, and the mapping back out of it", () => {
  const mapping = mappingFrom(preview, null);
  const form = {
    code: "b",
    nameVi: "B",
    nameEn: "B",
    kind: "air-station",
    agencyCode: "",
    lon: "106,7",
    lat: "10.7",
  };
  const body = buildImport({
    file: { hash: "h", name: "a.csv" },
    sniff,
    mapping,
    stations: [
      { text: "A", rows: 1, choice: { is: "existing", thing: "a" } },
      { text: "B", rows: 1, choice: { is: "new", form } },
      { text: "C", rows: 1, choice: { is: "skip" } },
    ],
    propertyTexts: [],
  });
  expect(body.plan).toMatchObject({
    time: { columns: [0], format: "dd/MM/yyyy" },
    stationColumn: 1,
    stations: [
      { text: "A", thing: "a" },
      { text: "B", thing: "b" },
    ],
    values: [{ column: 2, property: "pm25" }],
  });
  expect(body.plan.dialect).not.toHaveProperty("columns");
  expect(body.newThings).toEqual([{ ...form, agencyCode: null, lon: 106.7, lat: 10.7 }]);
  expect(mappingOf(body.plan)).toEqual(mapping);
});

test("a long plan takes the matched texts, the person's choice first", () => {
  const mapping = {
    ...changeShape(mappingFrom(preview, null), "long", sniff.columns),
    properties: { X: "no2", Y: "" },
  };
  const text = (one: string, property: string | null) => ({ text: one, rows: 1, thing: null, property });
  const { plan } = buildImport({
    file: { hash: "h", name: "a.csv" },
    sniff,
    mapping: { ...mapping, roles: { ...mapping.roles, 3: "property-name" } },
    stations: [],
    propertyTexts: [text("X", "o3"), text("Y", "pm25"), text("Z", "pm10"), text("?", null)],
  });
  expect(plan.values).toBeUndefined();
  expect(plan.long).toEqual({
    value: 2,
    propertyColumn: 3,
    properties: [
      { text: "X", property: "no2" },
      { text: "Z", property: "pm10" },
    ],
  });
});

test("drafts: doubts must be answered, another reading drops what hung on it, the same file keeps it", () => {
  const file = { hash: "h", name: "a.csv", bytes: 3 };
  const draft = { ...withFile(EMPTY_DRAFT, file), dayMonth: "dd/MM/yyyy" as const };
  expect(openDoubts(preview, EMPTY_DRAFT)).toHaveLength(1);
  expect(openDoubts(preview, draft)).toEqual([]);
  expect(withFile(draft, { ...file, name: "b.csv" }).dayMonth).toBe("dd/MM/yyyy");
  expect(withFile(draft, { ...file, hash: "other" }).dayMonth).toBeNull();
  const answered = withAnswers({ ...draft, stations: { A: { is: "skip" } } }, { delimiter: "," });
  const form = { code: "b", nameVi: "B", nameEn: "B", kind: "k", agencyCode: "", lon: "1", lat: "1" };
  expect(afterStart({ ...draft, step: "stations", stations: { B: { is: "new", form } } })).toMatchObject({
    step: "file",
    file,
    stations: { B: { is: "existing", thing: "b" } },
  });
  expect(answered).toMatchObject({ answers: { delimiter: "," }, mapping: null, stations: {} });
});

test("an earlier import opens as a draft", () => {
  const { plan } = buildImport({
    file: { hash: "h", name: "a.csv" },
    sniff,
    mapping: mappingFrom(preview, null),
    stations: [{ text: "A", rows: 1, choice: { is: "existing", thing: "a" } }],
    propertyTexts: [],
  });
  const row = { fileHash: "h", fileName: "a.csv", fileBytes: 3, mapping: plan } as ImportRow;
  const draft = draftOf(row);
  expect(draft).toMatchObject({ step: "columns", dayMonth: "dd/MM/yyyy", answers: { delimiter: ";" } });
  expect(openDoubts(preview, draft)).toEqual([]);
});

test("progress in short numbers, and the time left", () => {
  expect(inUnits(2_000_000, 8e9)).toEqual({ done: 2, total: 8000, unit: "MB" });
  expect(inUnits(999, 1500)).toEqual({ done: 0, total: 2, unit: "kB" });
  expect(etaMs(25, 100, 10_000)).toBe(30_000);
  expect(etaMs(25, 100, 100)).toBeUndefined();
});
