/** Simulated places of care and weekly cases of three diseases. */
import { dateOfDayNumber, dayNumberOf, weekdayOfDayNumber } from "@dothi/vietnam";
import type { DatasetDefinition } from "../../modules/warehouse/sector.ts";
import { wetness } from "../calendar.ts";
import {
  cells,
  codeColumn,
  column,
  positionColumns,
  type Row,
  round,
  simulated,
  unitColumn,
} from "../columns.ts";
import { type Random, randomOf } from "../random.ts";
import { type CityUnit, cityUnits, placeIn } from "../territory.ts";

const clinics: DatasetDefinition = simulated({
  name: "co_so_y_te",
  title: "Cơ sở khám chữa bệnh | Places of medical care",
  description:
    "Trạm y tế, phòng khám, bệnh viện mô phỏng. Bản đầu có lỗi được sửa ở bản sau: số giường gõ thừa một chữ số, vài cơ sở nằm sai phường. | Simulated health stations, clinics and hospitals. The first version holds errors that the second corrects: numbers of beds with a digit too many, a few places in the wrong ward.",
  theme: "health",
  tags: ["y tế", "bệnh viện", "phòng khám"],
  agencyCode: "SYT",
  access: "open",
  updateEvery: "P1M",
  key: ["facility_code"],
  columns: [
    column("facility_code", "text", ["Mã cơ sở | Facility code", "Mã mô phỏng. | Simulated code."]),
    column("name", "text", ["Tên cơ sở | Name", "Tên bịa theo địa bàn. | Name invented from its place."]),
    codeColumn(
      "kind",
      ["Loại hình | Kind", "Loại cơ sở. | Kind of facility."],
      [
        "tram-y-te | Trạm y tế | Health station",
        "phong-kham | Phòng khám đa khoa | General clinic",
        "benh-vien | Bệnh viện | Hospital",
        "nha-thuoc-24h | Nhà thuốc 24 giờ | 24-hour pharmacy",
      ],
    ),
    unitColumn,
    codeColumn(
      "ownership",
      ["Sở hữu | Ownership", "Công lập hay tư nhân. | Public or private."],
      ["cong | Công lập | Public", "tu | Tư nhân | Private"],
    ),
    column(
      "beds",
      "integer",
      ["Số giường | Beds", "Giường kế hoạch; trống = không có. | Planned beds; empty = none."],
      {
        unit: "giường",
      },
    ),
    column("doctors", "integer", ["Số bác sĩ | Doctors", "Bác sĩ làm toàn thời gian. | Full-time doctors."], {
      unit: "người",
    }),
    column(
      "nurses",
      "integer",
      ["Số điều dưỡng | Nurses", "Điều dưỡng làm toàn thời gian. | Full-time nurses."],
      {
        unit: "người",
      },
    ),
    column("health_insurance", "boolean", [
      "Nhận bảo hiểm y tế | Takes health insurance",
      "Có khám bảo hiểm y tế. | Treats patients of the health insurance.",
    ]),
    ...positionColumns,
  ],
  rules: [
    { kind: "unique", columns: ["facility_code"], severity: "error" },
    { kind: "relationships", column: "unit_code", toDataset: "don_vi_hanh_chinh", toColumn: "unit_code" },
    { kind: "range", column: "beds", least: 5, most: 1500 },
    { kind: "not_null", column: "doctors", mostShare: 0.05 },
    { kind: "row_count", least: 500, mostChangeShare: 0.2 },
  ],
  rows: () => clinicRows(false),
  before: () => clinicRows(true),
});

const diseaseCases: DatasetDefinition = simulated({
  name: "ca_benh_truyen_nhiem",
  title: "Ca bệnh truyền nhiễm theo tuần | Infectious disease cases by week",
  description:
    "Số ca mô phỏng theo phường và tuần (bắt đầu Thứ Hai) của ba bệnh trong hai năm. Sốt xuất huyết tăng vào cuối mùa mưa, tay chân miệng có hai đỉnh trong năm, sởi thưa. Tuần chưa có báo cáo để trống. | Simulated cases by ward and week (from Monday) of three diseases in two years. Dengue rises late in the rains, hand-foot-mouth peaks twice a year, measles are few. Weeks without a report are empty.",
  theme: "health",
  tags: ["y tế dự phòng", "dịch bệnh", "sốt xuất huyết"],
  agencyCode: "SYT",
  access: "city",
  updateEvery: "P7D",
  key: ["week_start", "unit_code", "disease"],
  columns: [
    column(
      "week_start",
      "date",
      ["Tuần bắt đầu | Week from", "Ngày Thứ Hai của tuần. | The week's Monday."],
      {
        term: "date",
      },
    ),
    unitColumn,
    codeColumn(
      "disease",
      ["Bệnh | Disease", "Bệnh được báo cáo. | Disease reported."],
      [
        "sot-xuat-huyet | Sốt xuất huyết Dengue | Dengue",
        "tay-chan-mieng | Tay chân miệng | Hand, foot and mouth disease",
        "soi | Sởi | Measles",
      ],
    ),
    column("cases", "integer", ["Số ca | Cases", "Ca mới trong tuần. | New cases of the week."], {
      unit: "ca",
    }),
    column(
      "hospitalised",
      "integer",
      ["Nhập viện | In hospital", "Trong đó nhập viện. | Of these in hospital."],
      {
        unit: "ca",
      },
    ),
    column(
      "under_15",
      "integer",
      ["Dưới 15 tuổi | Under 15", "Trong đó dưới 15 tuổi. | Of these under 15."],
      {
        unit: "ca",
      },
    ),
  ],
  rules: [
    { kind: "unique", columns: ["week_start", "unit_code", "disease"], severity: "error" },
    { kind: "range", column: "cases", least: 0, most: 400 },
    { kind: "not_null", column: "cases", mostShare: 0.03 },
    { kind: "relationships", column: "unit_code", toDataset: "don_vi_hanh_chinh", toColumn: "unit_code" },
    { kind: "freshness", column: "week_start", mostHours: 336 },
  ],
  rows: caseRows,
});

export const healthDatasets: readonly DatasetDefinition[] = [clinics, diseaseCases];

function* clinicRows(first: boolean): Generator<Row> {
  const units = cityUnits();
  for (const [i, unit] of units.entries()) {
    const neighbour = units[(i + 1) % units.length] ?? unit;
    for (const [n, kind] of clinicsOf(unit).entries()) {
      const facility = clinic(unit, kind, n + 1);
      yield first && (i * 7 + n) % 61 === 0 ? mistyped(facility, neighbour) : facility;
    }
  }
}

function clinicsOf(unit: CityUnit): ClinicKind[] {
  const random = randomOf(`y_te/${unit.code}`);
  const kinds: ClinicKind[] = ["tram-y-te", "tram-y-te"];
  for (let n = 1 + random.count(unit.people / 45_000); n > 0; n--) kinds.push("phong-kham");
  if (random.chance(unit.kind === "phuong" ? 0.75 : 0.3)) kinds.push("benh-vien");
  if (random.chance(0.5)) kinds.push("nha-thuoc-24h");
  return kinds;
}

/** The row as it was first typed: a digit too many in the beds, or the ward next to it. */
function mistyped(facility: Row, neighbour: CityUnit): Row {
  return facility.map((cell, i) => {
    if (i === 5 && cell !== null) return `${cell}0`;
    return i === 3 && (facility[5] ?? null) === null ? neighbour.code : cell;
  });
}

const clinicNames = {
  "tram-y-te": "Trạm y tế",
  "phong-kham": "Phòng khám đa khoa",
  "benh-vien": "Bệnh viện đa khoa",
  "nha-thuoc-24h": "Nhà thuốc",
} as const;
type ClinicKind = keyof typeof clinicNames;

function clinic(unit: CityUnit, kind: ClinicKind, n: number): Row {
  const random = randomOf(`co_so_y_te/${unit.code}/${n}`);
  const isPublic = kind === "tram-y-te" || (kind === "benh-vien" && random.chance(0.55));
  const [beds, doctors] = sizeOf(kind, random);
  return cells(
    `YT-${unit.code}-${String(n).padStart(2, "0")}`,
    `${clinicNames[kind]} ${unit.name} ${n}`,
    kind,
    unit.code,
    isPublic ? "cong" : "tu",
    beds,
    random.chance(0.02) ? null : doctors,
    Math.round(doctors * random.between(1.2, 2.1)),
    isPublic || random.chance(0.45),
    ...placeIn(unit, random),
  );
}

function sizeOf(kind: ClinicKind, random: Random): readonly [beds: number | null, doctors: number] {
  if (kind === "phong-kham") return [null, random.whole(4, 22)];
  if (kind === "tram-y-te") return [random.chance(0.3) ? 5 : null, random.whole(1, 4)];
  if (kind !== "benh-vien") return [null, 0];
  const beds = 10 * random.whole(8, 80);
  return [beds, Math.round(beds * random.between(0.22, 0.4))];
}

function* caseRows(today: string): Generator<Row> {
  const day = dayNumberOf(today);
  const monday = day - weekdayOfDayNumber(day) + 1;
  for (let week = 104; week >= 1; week--) {
    const start = monday - 7 * week;
    const date = dateOfDayNumber(start);
    const month = Number(date.slice(5, 7));
    // Dengue follows the rain by about two months.
    const lag = wetness(((month + 9) % 12) + 1);
    const season = {
      "sot-xuat-huyet": 0.4 + 1.9 * lag,
      "tay-chan-mieng":
        0.6 + 0.9 * Math.exp(-((month - 4) ** 2) / 2) + 1.3 * Math.exp(-((month - 10) ** 2) / 2.5),
      soi: 0.06 + 0.1 * Math.exp(-((month - 3) ** 2) / 4),
    };
    for (const unit of cityUnits()) {
      const random = randomOf(`ca_benh/${start}/${unit.code}`);
      const missing = random.chance(0.012);
      for (const [disease, level] of Object.entries(season)) {
        const cases = random.count(
          (unit.people / 25_000) * level * (0.7 + ((Number(unit.code) * 13) % 10) / 14),
        );
        const share = disease === "sot-xuat-huyet" ? 0.4 : 0.9;
        yield missing
          ? cells(date, unit.code, disease, null, null, null)
          : cells(
              date,
              unit.code,
              disease,
              cases,
              round(cases * random.between(0.25, 0.55)),
              round(cases * share),
            );
      }
    }
  }
}
