import { expect, test } from "vitest";
import { formattersFor } from "../../i18n/format.ts";
import { chartData, chartOf, suggestChart } from "./chart-build.ts";
import { isInsideText, proposalsAt, quoted, tablesUsed } from "./completion.ts";
import { examplesOf } from "./examples.ts";
import { cellText, ROW_HEIGHT, tabText, widthsOf, windowOf } from "./grid.ts";
import { byTheme, searchTables } from "./schema-search.ts";
import { addPast } from "./session.ts";
import type { ResultColumn, SchemaTable, SqlSchema } from "./types.ts";

function table(name: string, title: string, columns: SchemaTable["columns"]): SchemaTable {
  return { name, title: { vi: title, en: name }, theme: "administration", rowCount: 10, columns };
}
const column = (name: string, type: SchemaTable["columns"][number]["type"], label = name) => ({
  name,
  type,
  label: { vi: label, en: "" },
  masked: false,
});
const reports = table("phan_anh_1022", "Phản ánh 1022", [
  column("ma", "text", "Mã"),
  column("linh_vuc", "text", "Lĩnh vực"),
  column("nhan_luc", "datetime", "Nhận lúc"),
  column("so_ngay", "number", "Số ngày"),
]);
const schema: SqlSchema = {
  tables: [reports, table("truong_hoc", "Trường học", [column("ten", "text", "Tên")])],
  functions: [
    { name: "date_trunc", signature: "date_trunc(text, datetime)", vi: "Cắt ngày", en: "Truncate" },
  ],
  keywords: ["SELECT", "FROM"],
  limits: { maxSeconds: 30, maxRows: 100_000, maxMemoryBytes: 1e9 },
};
const labels = (text: string, asked = false) =>
  proposalsAt(schema, "vi", { text, position: text.length, asked })?.options.map(({ label }) => label);

test("after FROM tables are proposed, with their titles", () => {
  const found = proposalsAt(schema, "vi", { text: "select * from p", position: 15, asked: false });
  expect(found?.from).toBe(14);
  expect(found?.options.map(({ label, detail }) => [label, detail])).toEqual([
    ["phan_anh_1022", "Phản ánh 1022"],
    ["truong_hoc", "Trường học"],
  ]);
});

test("after an alias its columns; else columns of the tables used, tables, functions, words", () => {
  const text = "select p. from phan_anh_1022 as p";
  expect(
    proposalsAt(schema, "vi", { text, position: 9, asked: false })?.options.map(({ label }) => label),
  ).toEqual(["ma", "linh_vuc", "nhan_luc", "so_ngay"]);
  expect(labels("select * from truong_hoc where t")).toEqual([
    "ten",
    "phan_anh_1022",
    "truong_hoc",
    "date_trunc",
    "select",
    "from",
  ]);
  expect(labels("select ")).toBeUndefined();
  expect(labels("select ", true)).toHaveLength(5);
});

test("inside quotes and comments nothing is proposed", () => {
  expect(isInsideText("select 'a''b' from")).toBe(false);
  expect(isInsideText("select 'a")).toBe(true);
  expect(isInsideText("-- it's\nselect")).toBe(false);
  expect(isInsideText("-- here")).toBe(true);
  expect(isInsideText("select /* x")).toBe(true);
});

test("words of SQL after a table are no aliases", () => {
  expect([
    ...tablesUsed(schema, "select 1 from truong_hoc where x join phan_anh_1022 b on 1").keys(),
  ]).toEqual(["truong_hoc", "phan_anh_1022", "b"]);
  expect(quoted("Tên cột")).toBe('"Tên cột"');
});

test("tables are found without marks in titles and labels, and parted by theme", () => {
  expect(searchTables(schema.tables, "linh vuc 1022").map(({ name }) => name)).toEqual(["phan_anh_1022"]);
  expect(searchTables(schema.tables, "TRƯỜNG").map(({ name }) => name)).toEqual(["truong_hoc"]);
  expect(byTheme(schema.tables, () => "Hành chính")).toEqual([
    { theme: "administration", name: "Hành chính", tables: schema.tables },
  ]);
});

test("examples use the citizens’ reports, a group, a time and a number", () => {
  const found = examplesOf(schema.tables);
  expect(found).toHaveLength(6);
  expect(found.map(({ sql }) => sql).join("\n")).toContain("group by linh_vuc");
  expect(examplesOf([])).toEqual([]);
});

test("only rows in sight are drawn", () => {
  expect(windowOf(100_000, 32_000, 640)).toEqual({
    start: 990,
    end: 1030,
    before: 990 * ROW_HEIGHT,
    after: (100_000 - 1030) * ROW_HEIGHT,
  });
  expect(windowOf(3, 0, 640)).toEqual({ start: 0, end: 3, before: 0, after: 0 });
  expect(windowOf(3, 99_999, 640).start).toBe(3);
});

const columns: ResultColumn[] = [
  { name: "ngay", type: "date", masked: false },
  { name: "nhom", type: "text", masked: false },
  { name: "so", type: "integer", masked: false },
];
const rows = [
  ["2026-01-01", "a", 1],
  ["2026-01-02", "b", "9007199254740993"],
  ["2026-01-02", "a", null],
];

test("cells are written by type and copied bare", () => {
  const vi = formattersFor("vi");
  expect(cellText("2026-02-03", "date", vi)).toBe("03/02/2026");
  expect(cellText("2026-02-03T00:05:00Z", "datetime", vi)).toBe("03/02/2026 07:05");
  expect(cellText("2026-02-03 07:05", "datetime", vi)).toBe("2026-02-03 07:05");
  expect(cellText(1234.5, "number", vi)).toBe("1.234,5");
  expect(cellText("9007199254740993", "integer", vi)).toBe("9007199254740993");
  expect(tabText({ columns, rows })).toBe(
    "ngay\tnhom\tso\n2026-01-01\ta\t1\n2026-01-02\tb\t9007199254740993\n2026-01-02\ta\t",
  );
  expect(widthsOf({ columns, rows })).toEqual([13, 10, 19]);
});

test("a chart is suggested over time, split by a text; rows without a number are left out", () => {
  const spec = suggestChart(columns);
  expect(spec).toEqual({ type: "line", x: "ngay", y: "so", series: "nhom" });
  if (!spec) return;
  const data = chartData({ columns, rows }, spec);
  expect(data.categories).toEqual(["2026-01-01", "2026-01-02"]);
  expect(data.series.map(({ name, points }) => [name, points.length])).toEqual([
    ["a", 1],
    ["b", 1],
  ]);
  expect(suggestChart(columns.slice(0, 2))).toBeNull();
});

test("a kept chart holds only while its columns are there", () => {
  expect(chartOf({ type: "bar", x: "ngay", y: "so", series: "weg" }, columns)).toEqual({
    type: "bar",
    x: "ngay",
    y: "so",
    series: "",
  });
  expect(chartOf({ type: "bar", x: "ngay", y: "weg" }, columns)).toBeNull();
});

test("the same query stands once in the history, newest first", () => {
  const past = (sql: string, at: string) => ({ sql, at, rows: 1, milliseconds: 1 });
  const history = addPast(addPast(addPast([], past("a", "1")), past("b", "2")), past("a ", "3"));
  expect(history.map(({ at }) => at)).toEqual(["3", "2"]);
});
