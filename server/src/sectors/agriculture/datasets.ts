/** Simulated harvests. */
import type { DatasetDefinition } from "../../modules/warehouse/sector.ts";
import { cells, codeColumn, column, type Row, round, simulated, unitColumn } from "../columns.ts";
import { randomOf } from "../random.ts";
import { type CityUnit, cityUnits } from "../territory.ts";

/** Yield in tonnes a hectare and quarter, weights of the four quarters, former areas that grow it. */
const crops: readonly (readonly [
  code: string,
  yieldT: number,
  season: readonly number[],
  areas: readonly string[],
])[] = [
  ["lua", 4.8, [1, 0.6, 0.8, 0.9], ["79", "77"]],
  ["rau", 7.5, [1.1, 0.9, 0.8, 1.1], ["79", "74", "77"]],
  ["cao-su", 0.45, [0.5, 0.5, 1.2, 1.6], ["74", "77"]],
  ["trai-cay", 4.2, [0.6, 1.6, 1.2, 0.7], ["79", "74", "77"]],
  ["ho-tieu", 0.6, [1.8, 1, 0.1, 0.1], ["77"]],
  ["hoa-lan", 0.9, [1.5, 0.8, 0.8, 1.1], ["79"]],
  ["thuy-san", 1.6, [0.8, 1, 1.1, 1], ["79", "77"]],
];

export const agricultureDatasets: readonly DatasetDefinition[] = [
  simulated({
    name: "san_luong_nong_nghiep",
    title: "Sản lượng nông nghiệp theo quý | Harvests by quarter",
    description:
      "Diện tích, sản lượng và giá mô phỏng theo xã và cây trồng, vật nuôi trong ba năm; theo mùa vụ. | Simulated area, output and price by commune and product of three years, with their seasons.",
    theme: "agriculture",
    tags: ["nông nghiệp", "sản lượng", "mùa vụ"],
    agencyCode: "SNNMT",
    access: "open",
    updateEvery: "P3M",
    key: ["quarter_start", "unit_code", "product"],
    columns: [
      column(
        "quarter_start",
        "date",
        ["Quý bắt đầu | Quarter from", "Ngày đầu quý. | First day of the quarter."],
        { term: "date" },
      ),
      unitColumn,
      codeColumn(
        "product",
        ["Sản phẩm | Product", "Cây trồng, vật nuôi. | Crop or stock."],
        [
          "lua | Lúa | Rice",
          "rau | Rau | Vegetables",
          "cao-su | Cao su | Rubber",
          "trai-cay | Trái cây | Fruit",
          "ho-tieu | Hồ tiêu | Pepper",
          "hoa-lan | Hoa lan | Orchids",
          "thuy-san | Thủy sản nuôi | Fish and shrimp",
        ],
      ),
      column(
        "area_ha",
        "number",
        ["Diện tích | Area", "Diện tích gieo trồng, nuôi. | Area planted or stocked."],
        { unit: "ha" },
      ),
      column(
        "output_tonnes",
        "number",
        ["Sản lượng | Output", "Sản lượng thu hoạch; trống = chưa báo cáo. | Output; empty = not reported."],
        { unit: "tấn" },
      ),
      column(
        "price_dong_kg",
        "integer",
        ["Giá tại vườn | Farm price", "Giá bình quân quý. | Mean price of the quarter."],
        { unit: "đồng/kg" },
      ),
    ],
    rules: [
      { kind: "unique", columns: ["quarter_start", "unit_code", "product"], severity: "error" },
      { kind: "range", column: "area_ha", least: 0, most: 20_000 },
      { kind: "not_null", column: "output_tonnes", mostShare: 0.05 },
      { kind: "range", column: "price_dong_kg", least: 1000, most: 400_000 },
      { kind: "relationships", column: "unit_code", toDataset: "don_vi_hanh_chinh", toColumn: "unit_code" },
    ],
    rows: harvestRows,
  }),
];

const prices: Readonly<Record<string, number>> = {
  lua: 7800,
  rau: 14_000,
  "cao-su": 38_000,
  "trai-cay": 32_000,
  "ho-tieu": 148_000,
  "hoa-lan": 95_000,
  "thuy-san": 88_000,
};

function* harvestRows(today: string): Generator<Row> {
  const thisQuarter = Number(today.slice(0, 4)) * 4 + Math.floor((Number(today.slice(5, 7)) - 1) / 3);
  const farming = cityUnits().filter(
    ({ kind, areaKm2 }) => kind === "xa" || (kind === "phuong" && areaKm2 > 45),
  );
  for (let quarter = thisQuarter - 12; quarter < thisQuarter; quarter++) {
    const date = `${Math.floor(quarter / 4)}-${String((quarter % 4) * 3 + 1).padStart(2, "0")}-01`;
    for (const unit of farming) {
      for (const crop of crops) {
        if (!grows(unit, crop)) continue;
        const age = quarter - thisQuarter + 12;
        yield harvestRow({ date, quarter, age, unit, crop });
      }
    }
  }
}

function harvestRow({
  date,
  quarter,
  age,
  unit,
  crop,
}: {
  readonly date: string;
  readonly quarter: number;
  readonly age: number;
  readonly unit: CityUnit;
  readonly crop: (typeof crops)[number];
}): Row {
  const [product, yieldT, season] = crop;
  const local = randomOf(`nong/${unit.code}/${product}/rong`);
  const random = randomOf(`nong/${quarter}/${unit.code}/${product}`);
  const area =
    unit.areaKm2 * 100 * local.between(0.01, product === "cao-su" ? 0.3 : 0.12) * (1 - 0.004 * age);
  const good = 1 + 0.1 * random.bell();
  const output = area * yieldT * (season[quarter % 4] ?? 1) * good;
  // A good harvest presses the price.
  const price = (prices[product] ?? 10_000) * (1.6 - 0.6 * good) * random.between(0.93, 1.07);
  return cells(
    date,
    unit.code,
    product,
    round(area, 1),
    random.chance(0.02) ? null : round(output, 1),
    100 * round(price / 100),
  );
}

function grows(unit: CityUnit, [product, , , areas]: (typeof crops)[number]): boolean {
  return areas.includes(unit.formerArea) && randomOf(`nong/${unit.code}/${product}`).chance(0.65);
}
