import { expect, test } from "vitest";
import { cronOf, isSchedule, type Schedule, scheduleOf } from "./cron.ts";
import { ambiguousExample, EMPTY_DRAFT, openQuestions, withFile, withTable } from "./draft.ts";
import { emptySource, newSourceOf, sourceProblems } from "./source-form.ts";
import {
  agenciesOf,
  columnsCompared,
  freshTarget,
  KEEPERS,
  keyMissing,
  nameOf,
  newDatasetOf,
  newLoadOf,
  targetProblems,
} from "./target.ts";
import type { Dataset, FilePreview } from "./types.ts";

const preview: FilePreview = {
  format: "csv",
  tables: [{ path: "a.csv", name: "a.csv", format: "csv", hidden: false, bytes: 10 }],
  table: "a.csv",
  suggestedName: "phan_anh",
  suggestedTitle: "Phản ánh",
  dialect: { encoding: "utf-8", delimiter: ";", decimal: ",", headerRow: true },
  columns: [
    { name: "ma", sourceName: "Mã", type: "text", unit: null, ambiguousDayMonth: false },
    { name: "ngay", sourceName: "Ngày", type: "date", unit: null, ambiguousDayMonth: true },
  ],
  rows: [
    ["1", null],
    ["2", "03/04/2026"],
  ],
  notices: [],
  sampled: true,
};
const dataset = {
  name: "phan_anh",
  key: ["ma", "so"],
  columns: [{ name: "ma" }, { name: "so" }],
} as Dataset;
const file = { hash: "h", name: "a.csv", bytes: 10 };

test.each<[string | null, Schedule]>([
  [null, { every: "none" }],
  ["5 * * * *", { every: "hour", minute: 5 }],
  ["30 6 * * *", { every: "day", at: "06:30" }],
  ["0 7 * * 1", { every: "week", weekday: 1, at: "07:00" }],
  ["0 7 * * 0", { every: "week", weekday: 7, at: "07:00" }],
  ["15 22 28 * *", { every: "month", day: 28, at: "22:15" }],
  ["*/10 * * * *", { every: "cron", cron: "*/10 * * * *" }],
  ["0 6 1 1 *", { every: "cron", cron: "0 6 1 1 *" }],
])("%s is a schedule and back", (cron, schedule) => {
  expect(scheduleOf(cron)).toEqual(schedule);
  expect(cronOf(schedule)).toBe(cron);
  expect(isSchedule(schedule)).toBe(true);
});

test("an unreadable time or cron is no schedule", () => {
  expect(isSchedule({ every: "day", at: "sáng" })).toBe(false);
  expect(isSchedule({ every: "day", at: "25:00" })).toBe(false);
  expect(isSchedule({ every: "cron", cron: "0 6 * *" })).toBe(false);
  expect(isSchedule({ every: "cron", cron: "0,30 6-8/2 * * 1-5" })).toBe(true);
});

test("a question about day and month stays open until it is answered", () => {
  expect(openQuestions(preview, {})).toEqual(["Ngày"]);
  expect(openQuestions(preview, { dayMonth: "day-first" })).toEqual([]);
  expect(ambiguousExample(preview)).toBe("03/04/2026");
});

test("another file or table makes answers about reading void, not where it goes", () => {
  const answered = {
    ...EMPTY_DRAFT,
    file,
    dataset: "x",
    answers: { encoding: "vni", dayMonth: "day-first" as const },
  };
  expect(withFile(answered, file).answers).toEqual(answered.answers);
  const other = withFile(answered, { ...file, hash: "other" });
  expect([other.answers, other.dataset, other.step]).toEqual([{}, "x", "found"]);
  expect(withTable(answered, "b").answers).toEqual({ encoding: "vni" });
});

test("a title becomes a technical name", () => {
  expect(nameOf("Phản ánh 1022 (Quận 1)")).toBe("phan_anh_1022_quan_1");
  expect(nameOf("2026 số liệu")).toBe("bang_2026_so_lieu");
  expect(nameOf("Đ".repeat(80))).toHaveLength(63);
});

test("the new dataset is complete or says what is missing", () => {
  const form = freshTarget(preview, "so-yte");
  expect(targetProblems(form)).toEqual({ theme: "missing" });
  expect(targetProblems({ ...form, name: "2a", titleVi: " " })).toEqual({
    titleVi: "missing",
    name: "name-form",
    theme: "missing",
  });
  expect(newDatasetOf({ ...form, theme: "health", key: ["ma"] })).toEqual({
    name: "phan_anh",
    title: { vi: "Phản ánh", en: "" },
    theme: "health",
    agencyCode: "so-yte",
    access: "city",
    updateEvery: null,
    key: ["ma"],
  });
});

test("a load into a new dataset replaces; only what was answered is sent", () => {
  expect(newLoadOf(EMPTY_DRAFT, preview)).toBeNull();
  const draft = { ...EMPTY_DRAFT, file, mode: "upsert" as const };
  expect(newLoadOf(draft, preview)).toEqual({ fileHash: "h", fileName: "a.csv", mode: "replace" });
  expect(newLoadOf({ ...draft, into: "existing", note: " x ", draft: true }, preview)).toEqual({
    fileHash: "h",
    fileName: "a.csv",
    mode: "upsert",
    note: "x",
    draft: true,
  });
});

test("columns are compared with the dataset’s", () => {
  expect(columnsCompared(dataset, preview)).toEqual({ added: ["ngay"], missing: ["so"] });
  expect(keyMissing(dataset, preview)).toEqual(["so"]);
});

test("agencies are those of the fitting roles; a role for the city covers all", () => {
  const account = {
    id: "1",
    displayName: "",
    userName: "",
    roles: [
      { role: "data-steward", agencyCode: "a", agencyName: "A" },
      { role: "officer", agencyCode: "b", agencyName: "B" },
    ],
  };
  expect(agenciesOf(account, KEEPERS)).toEqual(["a"]);
  expect(
    agenciesOf(
      { ...account, roles: [{ role: "administrator", agencyCode: null, agencyName: null }] },
      KEEPERS,
    ),
  ).toBeNull();
});

test("a source is complete by its kind", () => {
  const draft = { ...emptySource("a", null), title: "Nguồn", url: "https://example.org/a.csv" };
  expect(sourceProblems(draft)).toEqual(["dataset"]);
  expect(sourceProblems({ ...draft, kind: "ckan" })).toEqual([]);
  expect(sourceProblems({ ...draft, kind: "dcat", url: "example" })).toEqual(["url"]);
  expect(sourceProblems({ ...draft, kind: "database", dataset: "d" })).toEqual(["connectionId", "query"]);
  expect(newSourceOf({ ...draft, kind: "ckan", filter: "x", theme: "health" })).toEqual({
    title: "Nguồn",
    agencyCode: "a",
    config: { kind: "ckan", url: "https://example.org/a.csv", filter: "x", theme: "health" },
    cron: "0 6 * * *",
  });
});
