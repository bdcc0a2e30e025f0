/** Simulated electricity: daily use by supply area, solar roofs. */
import { dateOfDayNumber, weekdayOfDayNumber } from "@dothi/vietnam";
import type { DatasetDefinition } from "../../modules/warehouse/sector.ts";
import { daysBefore, isDayOff, tetShare } from "../calendar.ts";
import {
  cells,
  codeColumn,
  column,
  dateColumn,
  positionColumns,
  type Row,
  round,
  simulated,
  unitColumn,
} from "../columns.ts";
import { randomOf } from "../random.ts";
import { pickUnit, placeIn } from "../territory.ts";

/** Invented supply areas: million kWh on an ordinary day and the industrial share. */
const supplyAreas: readonly (readonly [code: string, gwh: number, industry: number])[] = [
  ["trung-tam", 9.5, 0.05],
  ["tay-bac", 11, 0.2],
  ["tay-nam", 12.5, 0.25],
  ["nam", 8.5, 0.3],
  ["dong", 14, 0.35],
  ["cu-chi-hoc-mon", 9, 0.35],
  ["can-gio", 0.5, 0],
  ["thuan-an-di-an", 22, 0.75],
  ["thu-dau-mot", 9, 0.45],
  ["ben-cat-tan-uyen", 24, 0.82],
  ["dau-tieng-phu-giao", 3.5, 0.4],
  ["vung-tau", 4.2, 0.15],
  ["ba-ria-phu-my", 16, 0.8],
  ["xuyen-moc", 1.8, 0.1],
  ["con-dao", 0.15, 0],
];
/** Mean temperature by month, °C: what the cooling follows. */
const warmth = [27, 27.8, 29, 30.3, 30, 29, 28.5, 28.5, 28.2, 28, 27.8, 27.2];

const consumption = simulated({
  name: "tieu_thu_dien",
  title: "Điện tiêu thụ theo ngày và khu vực | Electricity use by day and area",
  description:
    "Điện tiêu thụ, công suất cực đại và nhiệt độ mô phỏng của 15 khu vực cấp điện trong hai năm: cao vào tháng 4-5, thấp Chủ Nhật và Tết. Vài ngày thiếu công suất cực đại. | Simulated use, peak load and temperature of 15 supply areas in two years: high in April and May, low on Sundays and at Tết. Some days lack the peak.",
  theme: "energy",
  tags: ["điện", "phụ tải", "nhiệt độ"],
  agencyCode: "SCT",
  access: "open",
  updateEvery: "P1D",
  key: ["date", "supply_area"],
  columns: [
    dateColumn,
    codeColumn(
      "supply_area",
      [
        "Khu vực cấp điện | Supply area",
        "Khu vực mô phỏng, không trùng ranh giới đơn vị. | Simulated area, not along units.",
      ],
      [
        "trung-tam | Trung tâm | Centre",
        "tay-bac | Tây Bắc | North-west",
        "tay-nam | Tây Nam | South-west",
        "nam | Nam | South",
        "dong | Đông | East",
        "cu-chi-hoc-mon | Củ Chi - Hóc Môn | Củ Chi - Hóc Môn",
        "can-gio | Cần Giờ | Cần Giờ",
        "thuan-an-di-an | Thuận An - Dĩ An | Thuận An - Dĩ An",
        "thu-dau-mot | Thủ Dầu Một | Thủ Dầu Một",
        "ben-cat-tan-uyen | Bến Cát - Tân Uyên | Bến Cát - Tân Uyên",
        "dau-tieng-phu-giao | Dầu Tiếng - Phú Giáo | Dầu Tiếng - Phú Giáo",
        "vung-tau | Vũng Tàu | Vũng Tàu",
        "ba-ria-phu-my | Bà Rịa - Phú Mỹ | Bà Rịa - Phú Mỹ",
        "xuyen-moc | Xuyên Mộc | Xuyên Mộc",
        "con-dao | Côn Đảo | Côn Đảo",
      ],
    ),
    column(
      "used_mwh",
      "number",
      ["Điện tiêu thụ | Electricity used", "Điện thương phẩm trong ngày. | Electricity of the day."],
      { unit: "MWh" },
    ),
    column(
      "peak_mw",
      "number",
      [
        "Công suất cực đại | Peak load",
        "Cao nhất trong ngày; trống = mất số đo. | Highest of the day; empty = not measured.",
      ],
      { unit: "MW" },
    ),
    column(
      "mean_temperature_c",
      "number",
      ["Nhiệt độ trung bình | Mean temperature", "Nhiệt độ trung bình ngày. | Mean of the day."],
      { unit: "°C" },
    ),
  ],
  rules: [
    { kind: "unique", columns: ["date", "supply_area"], severity: "error" },
    { kind: "range", column: "used_mwh", least: 20, most: 60_000 },
    { kind: "not_null", column: "peak_mw", mostShare: 0.02 },
    { kind: "range", column: "mean_temperature_c", least: 18, most: 38 },
    { kind: "freshness", column: "date", mostHours: 72 },
  ],
  rows: consumptionRows,
});

const solarRoofs = simulated({
  name: "dien_mat_troi_mai_nha",
  title: "Điện mặt trời mái nhà | Solar roofs",
  description:
    "3.000 hệ thống mô phỏng: công suất, loại mái, năm đưa vào, sản lượng 12 tháng. | 3,000 simulated systems: power, kind of roof, year of start, output of 12 months.",
  theme: "energy",
  tags: ["điện mặt trời", "năng lượng tái tạo"],
  agencyCode: "SCT",
  access: "open",
  updateEvery: "P1Y",
  key: ["system_code"],
  columns: [
    column("system_code", "text", ["Mã hệ thống | System code", "Mã mô phỏng. | Simulated code."]),
    unitColumn,
    codeColumn(
      "roof",
      ["Loại mái | Roof", "Loại công trình. | Kind of building."],
      [
        "nha-o | Nhà ở | Home",
        "nha-xuong | Nhà xưởng | Factory",
        "van-phong | Văn phòng, thương mại | Office or shop",
        "cong-so | Công sở, trường học | Public building",
      ],
    ),
    column("power_kwp", "number", ["Công suất đỉnh | Peak power", "Công suất lắp đặt. | Installed power."], {
      unit: "kWp",
    }),
    column(
      "started_on",
      "date",
      ["Ngày vận hành | Started on", "Ngày đưa vào vận hành. | First day of operation."],
      { term: "date" },
    ),
    column(
      "output_mwh",
      "number",
      ["Sản lượng 12 tháng | Output of 12 months", "Trống = không báo cáo. | Empty = not reported."],
      { unit: "MWh" },
    ),
    ...positionColumns,
  ],
  rules: [
    { kind: "unique", columns: ["system_code"], severity: "error" },
    { kind: "range", column: "power_kwp", least: 1, most: 2000 },
    { kind: "not_null", column: "output_mwh", mostShare: 0.1 },
    { kind: "relationships", column: "unit_code", toDataset: "don_vi_hanh_chinh", toColumn: "unit_code" },
  ],
  rows: solarRows,
});

export const energyDatasets: readonly DatasetDefinition[] = [consumption, solarRoofs];

function* consumptionRows(today: string): Generator<Row> {
  const days = daysBefore(today, 730);
  for (const [i, day] of days.entries()) {
    const date = dateOfDayNumber(day);
    const weather = randomOf(`dien/${day}`);
    const temperature = (warmth[Number(date.slice(5, 7)) - 1] ?? 28) + 0.9 * weather.bell();
    const tet = tetShare(day);
    for (const [area, gwh, industry] of supplyAreas) {
      const random = randomOf(`dien/${day}/${area}`);
      const factory = isDayOff(day) ? (weekdayOfDayNumber(day) === 6 ? 0.92 : 0.72) : 1;
      const rhythm =
        industry * factory * (1 - 0.75 * tet) +
        (1 - industry) * (1 + 0.055 * (temperature - 28)) * (1 - 0.3 * tet);
      const mwh = 1000 * gwh * rhythm * (1 + 0.00012 * i) * (1 + 0.015 * random.bell());
      const peak = (mwh / 24) * (1.28 + 0.18 * (1 - industry) + 0.01 * random.bell());
      yield cells(
        date,
        area,
        round(mwh, 1),
        random.chance(0.006) ? null : round(peak, 1),
        round(temperature + 0.2 * random.bell(), 1),
      );
    }
  }
}

function* solarRows(): Generator<Row> {
  const random = randomOf("mat_troi");
  for (let n = 1; n <= 3000; n++) {
    const unit = pickUnit(random);
    const roof = random.chance(unit.formerArea === "74" ? 0.3 : 0.08)
      ? "nha-xuong"
      : random.pick(["nha-o", "nha-o", "nha-o", "van-phong", "cong-so"]);
    const power =
      roof === "nha-xuong"
        ? random.between(150, 998)
        : roof === "nha-o"
          ? random.between(3, 15)
          : random.between(12, 120);
    const month = String(random.whole(1, 12)).padStart(2, "0");
    const year = random.chance(0.55) ? 2020 : random.whole(2018, 2025);
    yield cells(
      `MT-${String(n).padStart(5, "0")}`,
      unit.code,
      roof,
      round(power, 1),
      `${year}-${month}-${String(random.whole(1, 28)).padStart(2, "0")}`,
      random.chance(0.05) ? null : round(power * (1.38 + 0.09 * random.bell()), 1),
      ...placeIn(unit, random),
    );
  }
}
