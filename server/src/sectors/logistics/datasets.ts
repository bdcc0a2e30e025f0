/** Simulated container ports and warehouses. */
import type { DatasetDefinition } from "../../modules/warehouse/sector.ts";
import { monthsBefore, tetShareOfMonth } from "../calendar.ts";
import {
  cells,
  codeColumn,
  column,
  monthColumn,
  positionColumns,
  type Row,
  round,
  simulated,
  unitColumn,
} from "../columns.ts";
import { randomOf } from "../random.ts";
import { cityUnits, placeIn } from "../territory.ts";

/** Invented monthly TEU; the places are real, the figures are not. */
const ports: readonly (readonly [code: string, teu: number])[] = [
  ["cat-lai", 470_000],
  ["hiep-phuoc", 95_000],
  ["phu-huu", 38_000],
  ["truong-tho", 26_000],
  ["cai-mep", 390_000],
  ["thi-vai", 62_000],
  ["binh-duong", 21_000],
];

const containers = simulated({
  name: "cang_container",
  title: "Container qua các khu bến theo tháng | Containers by port area and month",
  description:
    "Sản lượng container mô phỏng theo khu bến, chiều và tháng trong ba năm: thấp vào tháng Tết, cao trước cuối năm; thời gian lưu bãi tăng khi đông hàng. Tên khu bến có thật, số liệu là bịa. | Simulated containers by port area, direction and month of three years: low in the month of Tết, high before the end of the year; dwell time rises with the load. Port areas are real names, the figures are invented.",
  theme: "logistics",
  tags: ["cảng", "container", "xuất nhập khẩu"],
  agencyCode: "SXD",
  access: "open",
  updateEvery: "P1M",
  key: ["month", "port", "direction"],
  columns: [
    monthColumn,
    codeColumn(
      "port",
      ["Khu bến | Port area", "Khu bến cảng. | Port area."],
      [
        "cat-lai | Cát Lái | Cát Lái",
        "hiep-phuoc | Hiệp Phước | Hiệp Phước",
        "phu-huu | Phú Hữu | Phú Hữu",
        "truong-tho | Trường Thọ | Trường Thọ",
        "cai-mep | Cái Mép | Cái Mép",
        "thi-vai | Thị Vải | Thị Vải",
        "binh-duong | Cảng sông Bình Dương | Bình Dương river port",
      ],
    ),
    codeColumn(
      "direction",
      ["Chiều | Direction", "Xuất, nhập hay nội địa. | Export, import or domestic."],
      ["xuat | Xuất khẩu | Export", "nhap | Nhập khẩu | Import", "noi-dia | Nội địa | Domestic"],
    ),
    column("teu", "integer", ["Sản lượng | Containers", "Số TEU trong tháng. | TEU of the month."], {
      unit: "TEU",
    }),
    column(
      "empty_share",
      "number",
      ["Tỷ lệ container rỗng | Share of empties", "Phần container rỗng. | Share of empty containers."],
      { unit: "%" },
    ),
    column(
      "dwell_days",
      "number",
      ["Thời gian lưu bãi | Dwell time", "Bình quân mỗi container. | Mean for each container."],
      { unit: "ngày" },
    ),
  ],
  rules: [
    { kind: "unique", columns: ["month", "port", "direction"], severity: "error" },
    { kind: "range", column: "teu", least: 0, most: 500_000 },
    { kind: "range", column: "empty_share", least: 0, most: 100 },
    { kind: "range", column: "dwell_days", least: 0.5, most: 20 },
  ],
  rows: containerRows,
});

const warehouses = simulated({
  name: "kho_bai_logistics",
  title: "Kho bãi logistics | Warehouses",
  description:
    "Kho mô phỏng: loại, diện tích, tỷ lệ lấp đầy, giá thuê. | Simulated warehouses: kind, area, share let, rent.",
  theme: "logistics",
  tags: ["kho bãi", "logistics", "kho lạnh"],
  agencyCode: "SCT",
  access: "city",
  updateEvery: "P3M",
  key: ["warehouse_code"],
  columns: [
    column("warehouse_code", "text", ["Mã kho | Code", "Mã mô phỏng. | Simulated code."]),
    unitColumn,
    codeColumn(
      "kind",
      ["Loại kho | Kind", "Loại kho. | Kind of warehouse."],
      [
        "thuong | Kho thường | Ordinary",
        "lanh | Kho lạnh | Cold store",
        "ngoai-quan | Kho ngoại quan | Bonded",
        "thuong-mai-dien-tu | Trung tâm chia chọn | Parcel hub",
      ],
    ),
    column("floor_m2", "integer", ["Diện tích sàn | Floor area", "Diện tích sàn kho. | Floor area."], {
      unit: "m²",
    }),
    column(
      "let_share",
      "number",
      [
        "Tỷ lệ lấp đầy | Share let",
        "Phần diện tích đã thuê; trống = chưa báo. | Share let; empty = not reported.",
      ],
      { unit: "%" },
    ),
    column(
      "rent_dong_m2",
      "integer",
      ["Giá thuê tháng | Monthly rent", "Đồng mỗi mét vuông mỗi tháng. | Đồng for a square metre and month."],
      { unit: "đồng/m²" },
    ),
    ...positionColumns,
  ],
  rules: [
    { kind: "unique", columns: ["warehouse_code"], severity: "error" },
    { kind: "range", column: "let_share", least: 0, most: 100 },
    { kind: "not_null", column: "let_share", mostShare: 0.15 },
    { kind: "relationships", column: "unit_code", toDataset: "don_vi_hanh_chinh", toColumn: "unit_code" },
  ],
  rows: warehouseRows,
});

export const logisticsDatasets: readonly DatasetDefinition[] = [containers, warehouses];

const season = [0.98, 0.88, 0.97, 0.98, 1, 1, 1.02, 1.05, 1.04, 1.06, 1.05, 1.07];

function* containerRows(today: string): Generator<Row> {
  for (const [i, month] of monthsBefore(today, 36).entries()) {
    const load =
      (season[Number(month.slice(5, 7)) - 1] ?? 1) * (1 - 0.3 * tetShareOfMonth(month)) * (1 + 0.005 * i);
    for (const [port, mean] of ports) {
      for (const [direction, share] of [
        ["xuat", 0.44],
        ["nhap", 0.43],
        ["noi-dia", 0.13],
      ] as const) {
        const random = randomOf(`cang/${month}/${port}/${direction}`);
        const level = load * (1 + 0.04 * random.bell());
        const empties = (direction === "xuat" ? 9 : direction === "nhap" ? 27 : 35) + 2.5 * random.bell();
        const dwell = (direction === "nhap" ? 4.6 : 3.1) * level ** 1.8 * random.between(0.95, 1.05);
        yield cells(month, port, direction, round(mean * share * level), round(empties, 1), round(dwell, 1));
      }
    }
  }
}

function* warehouseRows(): Generator<Row> {
  const near =
    /Cát Lái|Long Trường|Phú Thuận|Bình Trưng|Dĩ An|Thuận An|Tân Đông Hiệp|Phú Mỹ|Tân Phước|Bến Cát|Tân Uyên|Vĩnh Lộc|Tân Tạo|Hiệp Phước|Nhà Bè|Bình Hòa|Thuận Giao|An Phú|Bàu Bàng|Linh Xuân/;
  const list = cityUnits().filter(({ name }) => near.test(name));
  for (const unit of list) {
    const random = randomOf(`kho/${unit.code}`);
    for (let n = 1 + random.count(8); n >= 1; n--) {
      const kind = random.pick(["thuong", "thuong", "thuong", "lanh", "ngoai-quan", "thuong-mai-dien-tu"]);
      const rent =
        (kind === "lanh" ? 190_000 : kind === "ngoai-quan" ? 130_000 : 98_000) * random.between(0.85, 1.2);
      yield cells(
        `KHO-${unit.code}-${String(n).padStart(2, "0")}`,
        unit.code,
        kind,
        100 * random.whole(12, kind === "lanh" ? 180 : 620),
        random.chance(0.08) ? null : round(Math.min(100, 84 + 9 * random.bell()), 1),
        1000 * round(rent / 1000),
        ...placeIn(unit, random),
      );
    }
  }
}
