import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { ColumnType, RuleDefinition } from "../modules/warehouse/column-types.ts";
import { themes } from "../modules/warehouse/schema.ts";
import type { ColumnDefinition, DatasetDefinition } from "../modules/warehouse/sector.ts";
import type { Row } from "./columns.ts";
import { warehouseSectorList } from "./index.ts";
import { agencyFacts, cityUnits } from "./territory.ts";

const TODAY = "2026-11-24";
const datasets = warehouseSectorList.flatMap((sector) => sector.datasets);

/** Datasets whose description announces broken keys or codes, to give the quality page something to find. */
const faultyOnPurpose: ReadonlySet<string> = new Set(["kiem_tra_an_toan_thuc_pham"]);

const isNumber = (text: string) => /^-?\d+(\.\d+)?(e-?\d+)?$/.test(text);
const isDate = (text: string) => new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;
const parses: Readonly<Record<ColumnType, (text: string) => boolean>> = {
  text: (text) => text === text.normalize("NFC") && text === text.trim() && text !== "",
  integer: (text) => /^-?\d+$/.test(text),
  number: isNumber,
  boolean: (text) => text === "true" || text === "false",
  date: isDate,
  datetime: (text) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00$/.test(text) && !Number.isNaN(Date.parse(text)),
  time: (text) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text),
  json: (text) => JSON.parse(text) !== undefined,
  geometry: (text) => ["Point", "Polygon"].includes(JSON.parse(text).type),
};

/** What is wrong with a dataset's rows, at most a few findings. */
function faultsOf({ columns, key, name }: DatasetDefinition, rows: Iterable<Row>): string[] {
  const checks = columns.map((column) => cellCheck(column, faultyOnPurpose.has(name)));
  const keyAt = key.map((column) => columns.findIndex((candidate) => candidate.name === column));
  const seen = new Set<string>();
  const faults = new Set<string>();
  for (const row of rows) {
    if (row.length !== columns.length) faults.add(`${row.length} cells`);
    for (const [i, cell] of row.entries()) {
      if (cell !== null && checks[i]?.(cell) === false) faults.add(`${columns[i]?.name}: ${cell}`);
    }
    const text = keyAt.map((i) => row[i]).join("|");
    if (seen.has(text) && !faultyOnPurpose.has(name)) faults.add(`key twice: ${text}`);
    seen.add(text);
  }
  return [...faults].slice(0, 5);
}

/** Whether a cell reads as its declared type and, unless faults are wanted, is one of the codes. */
function cellCheck(
  { type, term, codes }: ColumnDefinition,
  faultsWanted: boolean,
): (cell: string) => boolean {
  const known = term === "unit-code" ? units : codes && new Set(codes.map(({ code }) => code));
  return (cell) => parses[type](cell) && (faultsWanted || known?.has(cell) !== false);
}

const units: ReadonlySet<string> = new Set(cityUnits().map(({ code }) => code));

function digest(rows: Iterable<Row>): { hash: string; rows: number } {
  const hash = createHash("sha256");
  let count = 0;
  for (const row of rows) {
    hash.update(JSON.stringify(row));
    count++;
  }
  return { hash: hash.digest("hex"), rows: count };
}

function columnsOf(rule: RuleDefinition): readonly string[] {
  if (rule.kind === "unique") return rule.columns;
  return "column" in rule && rule.column !== undefined ? [rule.column] : [];
}

const bilingual = ({ vi, en }: { vi: string; en: string }) => vi.length > 0 && en.length > 0;
const described = ({ label, description, codes = [] }: ColumnDefinition) =>
  bilingual(label) &&
  description !== undefined &&
  bilingual(description) &&
  codes.every((c) => bilingual(c.label));

test("names are unique technical names; themes and agencies exist today", () => {
  const current = new Set(
    agencyFacts()
      .agencies.filter(([, , , , , , to]) => to === null)
      .map(([code]) => code),
  );
  expect(new Set(datasets.map(({ name }) => name)).size).toBe(datasets.length);
  for (const { name, theme, agencyCode } of datasets) {
    expect(name).toMatch(/^[a-z][a-z0-9_]{2,62}$/);
    expect(Object.keys(themes)).toContain(theme);
    expect(current, `${name} of ${agencyCode}`).toContain(agencyCode);
  }
});

test.for(datasets.map((dataset) => ({ dataset, name: dataset.name })))(
  "$name: the dictionary is complete",
  ({ dataset }) => {
    const names = dataset.columns.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z][a-z0-9_]*$/.test(name))).toEqual([]);
    expect(dataset.columns.filter((column) => !described(column))).toEqual([]);
    expect([dataset.title, dataset.description, dataset.source].every(bilingual)).toBe(true);
    expect(dataset.source.vi.includes("Dữ liệu mô phỏng")).toBe(dataset.simulated);
    expect(names).toEqual(expect.arrayContaining([...dataset.key]));
    expect(dataset.rules.length).toBeGreaterThanOrEqual(3);
    expect(dataset.rules.length).toBeLessThanOrEqual(8);
    expect(names).toEqual(expect.arrayContaining(dataset.rules.flatMap(columnsOf)));
    for (const rule of dataset.rules) {
      if (rule.kind !== "relationships") continue;
      const target = datasets.find(({ name }) => name === rule.toDataset);
      expect(target?.columns.map(({ name }) => name)).toContain(rule.toColumn);
    }
    if (dataset.rowRule) expect(names).toContain(dataset.rowRule.column);
    const personal = dataset.columns.some((column) =>
      ["person-name", "citizen-id", "phone"].includes(column.class ?? ""),
    );
    if (personal) expect(dataset.access).not.toBe("open");
  },
);

test.for(datasets.map((dataset) => ({ dataset, name: dataset.name })))(
  "$name: the rows fit the dictionary, twice the same",
  ({ dataset }) => {
    expect(faultsOf(dataset, dataset.rows(TODAY))).toEqual([]);
    expect(digest(dataset.rows(TODAY))).toEqual(digest(dataset.rows(TODAY)));
    if (dataset.before === undefined) return;
    expect(faultsOf(dataset, dataset.before(TODAY))).toEqual([]);
    const [now, before] = [digest(dataset.rows(TODAY)), digest(dataset.before(TODAY))];
    expect(before.rows).toBe(now.rows);
    expect(before.hash).not.toBe(now.hash);
  },
);

test("the number of rows of every dataset, in all under 600,000", () => {
  const count = (rows: Iterable<Row>) => Iterator.from(rows).reduce((sum) => sum + 1, 0);
  const counted = Object.fromEntries(datasets.map(({ name, rows }) => [name, count(rows(TODAY))]));
  expect(Object.values(counted).reduce((sum, rows) => sum + rows, 0)).toBeLessThan(600_000);
  expect(counted).toMatchInlineSnapshot(`
    {
      "ca_benh_truyen_nhiem": 52416,
      "camera_giao_thong": 180,
      "cang_container": 756,
      "cay_xanh_duong_pho": 20000,
      "chat_luong_nuoc": 1080,
      "chi_tieu_kinh_te_xa_hoi": 72,
      "cho_truyen_thong": 335,
      "co_quan": 65,
      "co_so_luu_tru": 1530,
      "co_so_y_te": 1009,
      "dao_tao_nghe": 2880,
      "diem_ngap": 90,
      "dien_mat_troi_mai_nha": 3000,
      "don_vi_cu_moi": 493,
      "don_vi_hanh_chinh": 168,
      "du_an_chinh_trang": 60,
      "ho_so_dich_vu_cong": 60000,
      "kho_bai_logistics": 191,
      "kiem_tra_an_toan_thuc_pham": 9716,
      "luong_mua_ngay": 17536,
      "luot_khach_du_lich": 216,
      "luu_luong_giao_thong": 22941,
      "muc_trieu": 8463,
      "ngay_nghi_le": 56,
      "phan_anh_1022": 200000,
      "san_luong_nong_nghiep": 2472,
      "tai_nan_giao_thong": 4467,
      "thu_chi_ngan_sach": 468,
      "thu_gom_rac": 4032,
      "tieu_thu_dien": 10950,
      "truong_hoc": 1714,
      "tuyen_xe_buyt": 150,
      "vu_viec_trat_tu": 20160,
    }
  `);
});

test("rows can be made for other days too", () => {
  const small = datasets.filter(({ name }) => !["phan_anh_1022", "ho_so_dich_vu_cong"].includes(name));
  for (const dataset of small) {
    for (const today of ["2027-02-28", "2028-02-29"])
      expect(faultsOf(dataset, dataset.rows(today))).toEqual([]);
  }
});

test("the faults that descriptions announce are there", () => {
  const inspections = datasets.find(({ name }) => name === "kiem_tra_an_toan_thuc_pham");
  const rain = datasets.find(({ name }) => name === "luong_mua_ngay");
  const rows = [...(inspections?.rows(TODAY) ?? [])];
  expect(new Set(rows.map(([no]) => no)).size).toBeLessThan(rows.length);
  expect(rows.some(([, date]) => (date ?? "") > "2030")).toBe(true);
  expect(rows.some(([, , unit]) => unit === null)).toBe(true);
  expect(rows.some((row) => row[5] === "Đạt yêu cầu")).toBe(true);
  expect(rows.some((row) => row[8] === "-500000")).toBe(true);
  expect([...(rain?.rows(TODAY) ?? [])].some((row) => row[3] === "-99")).toBe(true);
});
