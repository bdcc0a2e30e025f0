/** Simulated waste collection and water samples. */
import { dateOfDayNumber, dayNumberOf } from "@dothi/vietnam";
import type { DatasetDefinition } from "../../modules/warehouse/sector.ts";
import { monthsBefore, tetShareOfMonth, wetness } from "../calendar.ts";
import {
  cells,
  column,
  dateColumn,
  monthColumn,
  positionColumns,
  type Row,
  round,
  simulated,
  unitColumn,
} from "../columns.ts";
import { randomOf } from "../random.ts";
import { cityUnits } from "../territory.ts";

const waste = simulated({
  name: "thu_gom_rac",
  title: "Thu gom rác sinh hoạt theo tháng | Household waste by month",
  description:
    "Khối lượng rác mô phỏng theo phường và tháng trong hai năm, phần phân loại tại nguồn và chuyến thu gom trễ; tăng vào tháng Tết. | Simulated waste by ward and month of two years, the share sorted at the source and late rounds; more in the month of Tết.",
  theme: "environment",
  tags: ["rác", "phân loại tại nguồn", "môi trường"],
  agencyCode: "SNNMT",
  access: "open",
  updateEvery: "P1M",
  key: ["month", "unit_code"],
  columns: [
    monthColumn,
    unitColumn,
    column(
      "waste_tonnes",
      "number",
      ["Khối lượng thu gom | Waste collected", "Rác sinh hoạt trong tháng. | Household waste of the month."],
      { unit: "tấn" },
    ),
    column(
      "sorted_share",
      "number",
      [
        "Tỷ lệ phân loại | Share sorted",
        "Phần đã phân loại tại nguồn; trống = chưa cân. | Share sorted at the source; empty = not weighed.",
      ],
      { unit: "%" },
    ),
    column(
      "rounds",
      "integer",
      ["Chuyến thu gom | Rounds", "Chuyến xe trong tháng. | Truck rounds of the month."],
      { unit: "chuyến" },
    ),
    column(
      "late_rounds",
      "integer",
      ["Chuyến trễ | Late rounds", "Chuyến trễ hơn 2 giờ. | Rounds more than 2 hours late."],
      { unit: "chuyến" },
    ),
  ],
  rules: [
    { kind: "unique", columns: ["month", "unit_code"], severity: "error" },
    { kind: "range", column: "sorted_share", least: 0, most: 100 },
    { kind: "range", column: "waste_tonnes", least: 50, most: 9000 },
    { kind: "not_null", column: "sorted_share", mostShare: 0.1 },
    { kind: "relationships", column: "unit_code", toDataset: "don_vi_hanh_chinh", toColumn: "unit_code" },
  ],
  rows: wasteRows,
});

/** Code, name, longitude, latitude, pollution 0 to 1, salt of the sea 0 to 1. Places are real, points invented. */
const points: readonly (readonly [
  code: string,
  name: string,
  lon: number,
  lat: number,
  dirt: number,
  salt: number,
])[] = [
  ["SG-01", "Sông Sài Gòn - Phú Cường", 106.6475, 10.9812, 0.25, 0],
  ["SG-02", "Sông Sài Gòn - Hòa Phú", 106.6215, 11.0192, 0.2, 0],
  ["SG-03", "Sông Sài Gòn - cầu Bình Phước", 106.7152, 10.8602, 0.4, 0.02],
  ["SG-04", "Sông Sài Gòn - Bạch Đằng", 106.7075, 10.7742, 0.5, 0.08],
  ["DN-01", "Sông Đồng Nai - Tân Uyên", 106.8005, 11.0582, 0.2, 0],
  ["DN-02", "Sông Đồng Nai - Cát Lái", 106.7905, 10.7582, 0.35, 0.15],
  ["NL-01", "Kênh Nhiêu Lộc - Thị Nghè, cầu Lê Văn Sỹ", 106.6785, 10.7882, 0.7, 0.02],
  ["TH-01", "Kênh Tàu Hủ - cầu Chà Và", 106.6602, 10.7482, 0.85, 0.04],
  ["TL-01", "Kênh Tham Lương", 106.6232, 10.8292, 0.95, 0],
  ["BC-01", "Rạch Ba Bò", 106.7402, 10.8922, 0.9, 0],
  ["NB-01", "Sông Nhà Bè - Hiệp Phước", 106.7552, 10.6442, 0.35, 0.35],
  ["CG-01", "Sông Lòng Tàu - Cần Giờ", 106.8902, 10.5202, 0.2, 0.7],
  ["TV-01", "Sông Thị Vải - Phú Mỹ", 107.0202, 10.5902, 0.45, 0.75],
  ["DI-01", "Sông Dinh - Bà Rịa", 107.1602, 10.4902, 0.5, 0.4],
  ["VT-01", "Biển Bãi Sau Vũng Tàu", 107.0972, 10.3382, 0.15, 1],
];

const water = simulated({
  name: "chat_luong_nuoc",
  title: "Chất lượng nước mặt | Surface water quality",
  description:
    "Mẫu nước mô phỏng hai lần mỗi tháng tại 15 điểm trong ba năm: đầu mùa mưa bẩn hơn, mùa khô mặn hơn. Vài thông số thiếu vì hỏng máy. | Simulated samples twice a month at 15 points of three years: dirtier when the rains begin, saltier in the dry season. Some values are missing after faults of the instrument.",
  theme: "environment",
  tags: ["nước mặt", "quan trắc", "xâm nhập mặn"],
  agencyCode: "SNNMT",
  access: "open",
  updateEvery: "P14D",
  key: ["point_code", "date"],
  columns: [
    column("point_code", "text", [
      "Mã điểm | Point code",
      "Mã điểm lấy mẫu mô phỏng. | Code of the simulated point.",
    ]),
    column("point_name", "text", ["Tên điểm | Point", "Nơi lấy mẫu. | Where the sample was taken."]),
    dateColumn,
    column(
      "temperature_c",
      "number",
      ["Nhiệt độ nước | Water temperature", "Đo tại chỗ. | Measured on the spot."],
      { unit: "°C" },
    ),
    column("ph", "number", ["pH | pH", "Độ pH. | pH value."]),
    column("do_mg_l", "number", ["Oxy hòa tan | Dissolved oxygen", "DO. | DO."], { unit: "mg/L" }),
    column(
      "bod5_mg_l",
      "number",
      ["BOD5 | BOD5", "Nhu cầu oxy sinh hóa 5 ngày. | Biochemical oxygen demand of 5 days."],
      { unit: "mg/L" },
    ),
    column("ammonium_mg_l", "number", ["Amoni | Ammonium", "N-NH4+. | N-NH4+."], { unit: "mg/L" }),
    column(
      "coliform_mpn",
      "integer",
      ["Coliform | Coliform", "Tổng Coliform trong 100 mL. | Total coliform in 100 mL."],
      { unit: "MPN/100 mL" },
    ),
    column("salinity_g_l", "number", ["Độ mặn | Salinity", "Độ mặn. | Salinity."], { unit: "g/L" }),
    ...positionColumns,
  ],
  rules: [
    { kind: "unique", columns: ["point_code", "date"], severity: "error" },
    { kind: "range", column: "ph", least: 4, most: 10 },
    { kind: "range", column: "do_mg_l", least: 0, most: 12 },
    { kind: "range", column: "salinity_g_l", least: 0, most: 38 },
    { kind: "not_null", column: "bod5_mg_l", mostShare: 0.05 },
    { kind: "freshness", column: "date", mostHours: 600 },
  ],
  rows: waterRows,
});

export const environmentDatasets: readonly DatasetDefinition[] = [waste, water];

function* wasteRows(today: string): Generator<Row> {
  for (const [i, month] of monthsBefore(today, 24).entries()) {
    const tet = tetShareOfMonth(month);
    for (const unit of cityUnits()) {
      const random = randomOf(`rac/${month}/${unit.code}`);
      const tonnes =
        unit.people * 0.0245 * (unit.kind === "phuong" ? 1 : 0.72) * (1 + 0.35 * tet + 0.05 * random.bell());
      const keen = 14 + (Number(unit.code) % 9) * 2.4 + i * 0.6;
      const rounds = Math.max(30, round(tonnes / random.between(5.5, 7)));
      yield cells(
        month,
        unit.code,
        round(tonnes, 1),
        random.chance(0.05) ? null : round(Math.min(80, keen * random.between(0.85, 1.15)), 1),
        rounds,
        Math.min(rounds, random.count(rounds * (0.03 + 0.12 * tet))),
      );
    }
  }
}

function* waterRows(today: string): Generator<Row> {
  const end = dayNumberOf(today);
  for (const month of monthsBefore(today, 36)) {
    const number = Number(month.slice(5, 7));
    const wet = wetness(number);
    const flush = number === 5 || number === 6 ? 1.3 : 1;
    for (const [code, name, lon, lat, dirt, salt] of points) {
      for (const half of [6, 20]) {
        const random = randomOf(`nuoc/${month}/${code}/${half}`);
        const day = dayNumberOf(month) + half + random.whole(0, 3);
        if (day >= end) continue;
        const load = dirt * flush * (1.1 - 0.25 * wet) * (1 + 0.15 * random.bell());
        const may = (value: number, decimals: number): number | null =>
          random.chance(0.02) ? null : round(Math.max(0, value), decimals);
        yield cells(
          code,
          name,
          dateOfDayNumber(day),
          may(28.6 + 1.2 * Math.cos(((number - 5) * Math.PI) / 6) + 0.5 * random.bell(), 1),
          may(6.9 + 1.1 * salt - 0.3 * wet + 0.12 * random.bell(), 2),
          may(6.8 - 6.1 * load + 0.3 * random.bell(), 2),
          may(2 + 28 * load ** 1.4, 1),
          may(0.05 + 6.5 * load ** 1.6, 2),
          may(10 ** (2.6 + 2.6 * load + 0.25 * random.bell()), 0),
          may(salt * (32 - 17 * wet * (1 - salt)) * random.between(0.92, 1.06), 2),
          lon,
          lat,
        );
      }
    }
  }
}
