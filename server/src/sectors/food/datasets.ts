/** Simulated markets and food-safety inspections; the inspections hold faults on purpose. */
import { dateOfDayNumber } from "@dothi/vietnam";
import type { DatasetDefinition } from "../../modules/warehouse/sector.ts";
import { daysBefore, daysFromTet, isDayOff } from "../calendar.ts";
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
import { type Random, randomOf } from "../random.ts";
import { type CityUnit, cityUnits, pickUnit, placeIn } from "../territory.ts";

const markets = simulated({
  name: "cho_truyen_thong",
  title: "Chợ truyền thống | Traditional markets",
  description:
    "Chợ mô phỏng: hạng, số sạp, ngành hàng, giờ họp. Một phần chợ chưa có số liệu thanh toán không tiền mặt. | Simulated markets: class, stalls, goods, opening hour. Some have no figure on cashless payment yet.",
  theme: "food-safety",
  tags: ["chợ", "tiểu thương", "an toàn thực phẩm"],
  agencyCode: "SCT",
  access: "open",
  updateEvery: "P1Y",
  key: ["market_code"],
  columns: [
    column("market_code", "text", ["Mã chợ | Market code", "Mã mô phỏng. | Simulated code."]),
    column("name", "text", ["Tên chợ | Name", "Tên bịa theo địa bàn. | Name invented from its place."]),
    unitColumn,
    codeColumn(
      "class",
      ["Hạng | Class", "Hạng theo số điểm kinh doanh. | Class by number of stalls."],
      ["1 | Hạng 1 | Class 1", "2 | Hạng 2 | Class 2", "3 | Hạng 3 | Class 3"],
    ),
    column("stalls", "integer", ["Số sạp | Stalls", "Số điểm kinh doanh. | Number of stalls."], {
      unit: "sạp",
    }),
    column(
      "food_stalls",
      "integer",
      ["Sạp thực phẩm | Food stalls", "Trong đó bán thực phẩm. | Of these selling food."],
      {
        unit: "sạp",
      },
    ),
    column("opens_at", "time", ["Giờ mở cửa | Opens at", "Giờ mở cửa hằng ngày. | Daily opening time."]),
    column(
      "cashless_share",
      "number",
      [
        "Sạp nhận thanh toán không tiền mặt | Stalls taking cashless payment",
        "Trống = chưa khảo sát. | Empty = not surveyed.",
      ],
      {
        unit: "%",
      },
    ),
    ...positionColumns,
  ],
  rules: [
    { kind: "unique", columns: ["market_code"], severity: "error" },
    { kind: "range", column: "stalls", least: 10, most: 3000 },
    { kind: "range", column: "cashless_share", least: 0, most: 100 },
    { kind: "not_null", column: "cashless_share", mostShare: 0.3 },
    { kind: "relationships", column: "unit_code", toDataset: "don_vi_hanh_chinh", toColumn: "unit_code" },
  ],
  rows: marketRows,
});

const kinds = ["bep-an-tap-the", "nha-hang", "san-xuat", "cho-sieu-thi", "thuc-an-duong-pho"] as const;
const results = ["dat", "nhac-nho", "khong-dat"] as const;

const inspections = simulated({
  name: "kiem_tra_an_toan_thuc_pham",
  title: "Kiểm tra an toàn thực phẩm | Food-safety inspections",
  description:
    "Lượt kiểm tra mô phỏng trong 18 tháng, dày hơn trước Tết và Tháng hành động. LỖI MÔ PHỎNG cố ý: một số dòng trùng số biên bản, ngày trong tương lai, tiền phạt âm, kết quả viết ngoài danh mục, thiếu mã phường. | Simulated inspections of 18 months, more before Tết and in the month of action. SIMULATED FAULTS on purpose: some rows repeat a report number, lie in the future, hold negative fines, a result outside the code list, or no ward.",
  theme: "food-safety",
  tags: ["an toàn thực phẩm", "thanh tra", "lỗi mô phỏng"],
  agencyCode: "SATTP",
  access: "city",
  updateEvery: "P1D",
  key: ["report_no"],
  columns: [
    column("report_no", "text", ["Số biên bản | Report number", "Ngày và số thứ tự. | Day and number."]),
    dateColumn,
    unitColumn,
    codeColumn(
      "business_kind",
      ["Loại cơ sở | Kind of business", "Nhóm cơ sở được kiểm tra. | Group inspected."],
      [
        "bep-an-tap-the | Bếp ăn tập thể | Canteen",
        "nha-hang | Nhà hàng, quán ăn | Restaurant",
        "san-xuat | Cơ sở sản xuất | Producer",
        "cho-sieu-thi | Chợ, siêu thị | Market or supermarket",
        "thuc-an-duong-pho | Thức ăn đường phố | Street food",
      ],
    ),
    column("business_name", "text", ["Tên cơ sở | Business", "Tên bịa. | Invented name."]),
    codeColumn(
      "result",
      ["Kết quả | Result", "Kết luận của đoàn kiểm tra. | Conclusion of the team."],
      ["dat | Đạt | Passed", "nhac-nho | Nhắc nhở | Warned", "khong-dat | Không đạt | Failed"],
    ),
    column("samples", "integer", ["Số mẫu | Samples", "Mẫu lấy xét nghiệm. | Samples taken."], {
      unit: "mẫu",
    }),
    column(
      "failed_samples",
      "integer",
      ["Mẫu không đạt | Failed samples", "Trống = chưa có kết quả. | Empty = no result yet."],
      {
        unit: "mẫu",
      },
    ),
    column("fine_dong", "integer", ["Tiền phạt | Fine", "Tiền phạt, mô phỏng. | Fine, simulated."], {
      unit: "đồng",
    }),
  ],
  rules: [
    { kind: "unique", columns: ["report_no"] },
    { kind: "not_null", column: "unit_code" },
    { kind: "accepted_values", column: "result", values: results },
    { kind: "range", column: "fine_dong", least: 0, most: 200_000_000 },
    { kind: "range", column: "date", least: "2024-01-01", most: "2027-12-31" },
    { kind: "relationships", column: "unit_code", toDataset: "don_vi_hanh_chinh", toColumn: "unit_code" },
    { kind: "freshness", column: "date", mostHours: 120 },
  ],
  rows: inspectionRows,
});

export const foodDatasets: readonly DatasetDefinition[] = [markets, inspections];

function* marketRows(): Generator<Row> {
  for (const unit of cityUnits()) {
    const random = randomOf(`cho/${unit.code}`);
    const places = 1 + (unit.people > 70_000 ? 1 : 0) + random.count(0.4);
    for (let n = 1; n <= places; n++) {
      yield marketRow({ unit, n, random });
    }
  }
}

function marketRow({
  unit,
  n,
  random,
}: {
  readonly unit: CityUnit;
  readonly n: number;
  readonly random: Random;
}): Row {
  const stalls = round(Math.exp(random.between(3.6, n === 1 ? 6.6 : 5.4)));
  return cells(
    `CHO-${unit.code}-${n}`,
    `Chợ ${unit.name} ${n}`,
    unit.code,
    stalls > 400 ? "1" : stalls > 200 ? "2" : "3",
    stalls,
    round(stalls * random.between(0.45, 0.85)),
    random.pick(["03:30", "04:00", "04:30", "05:00", "05:30"]),
    random.chance(0.18) ? null : round(random.between(8, unit.kind === "phuong" ? 78 : 45), 1),
    ...placeIn(unit, random),
  );
}

const businessNames = [
  "Hương Quê",
  "Ba Miền",
  "Sen Vàng",
  "Phú Quý",
  "An Khang",
  "Thiên Hương",
  "Hải Yến",
  "Bếp Nhà",
  "Đồng Quê",
  "Mai Lan",
];

function* inspectionRows(today: string): Generator<Row> {
  const days = daysBefore(today, 548);
  const last = days.at(-1) ?? 0;
  for (const day of days) {
    if (isDayOff(day)) continue;
    const random = randomOf(`attp/${day}`);
    const date = dateOfDayNumber(day);
    const stamp = date.slice(2).replaceAll("-", "");
    for (let n = random.count(inspectionsOn(day, date)); n > 0; n--) {
      // A fault repeats the number of the row before it or breaks one cell.
      const fault = random.unit();
      const number = fault < 0.004 ? n + 1 : n;
      yield inspection({
        day,
        fault,
        no: `KT${stamp}-${String(number).padStart(3, "0")}`,
        recent: day > last - 10,
      });
    }
  }
}

/** More in the five weeks before Tết and in the month of action, from the middle of April to the middle of May. */
function inspectionsOn(day: number, date: string): number {
  const toTet = -daysFromTet(day);
  const action = date.slice(5) >= "04-15" && date.slice(5) <= "05-15";
  return 24 * (toTet > 0 && toTet < 35 ? 1.9 : 1) * (action ? 1.4 : 1);
}

function inspection({
  day,
  fault,
  no,
  recent,
}: {
  day: number;
  fault: number;
  no: string;
  recent: boolean;
}): Row {
  const random = randomOf(`attp/${no}/${fault}`);
  const unit = pickUnit(random);
  const kind = random.pick(kinds);
  const risk = kind === "thuc-an-duong-pho" ? 0.2 : kind === "san-xuat" ? 0.13 : 0.07;
  const draw = random.unit();
  const result = draw < risk ? "khong-dat" : draw < risk * 2.4 ? "nhac-nho" : "dat";
  const samples = random.count(2.2);
  const failed = Math.min(samples, random.count(samples * (result === "khong-dat" ? 0.4 : 0.03)));
  const fine = result === "khong-dat" ? 500_000 * random.whole(2, 70) : 0;
  return cells(
    no,
    dateOfDayNumber(fault >= 0.004 && fault < 0.006 ? day + 3653 : day),
    fault >= 0.02 && fault < 0.03 ? null : unit.code,
    kind,
    `Cơ sở ${random.pick(businessNames)} ${random.whole(1, 99)}`,
    fault >= 0.01 && fault < 0.015 ? "Đạt yêu cầu" : result,
    samples,
    recent && random.chance(0.6) ? null : failed,
    fault >= 0.006 && fault < 0.01 ? -500_000 : fine,
  );
}
