/** Simulated visitors and places to stay. */
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
import { type Random, randomOf } from "../random.ts";
import { type CityUnit, cityUnits, placeIn } from "../territory.ts";

const areas = ["79", "74", "77"] as const;
/** Thousand visitors in an ordinary month, by former area: domestic, foreign. */
const ordinary = { "79": [3300, 560], "74": [290, 22], "77": [1350, 48] } as const;
const domesticSeason = [1, 1.35, 0.85, 1.05, 1.05, 1.2, 1.3, 1.1, 0.95, 0.8, 0.8, 1];
const foreignSeason = [1.2, 1.15, 1.15, 0.95, 0.8, 0.8, 0.9, 0.95, 0.85, 0.95, 1.1, 1.25];

const visitors = simulated({
  name: "luot_khach_du_lich",
  title: "Lượt khách du lịch theo tháng | Visitors by month",
  description:
    "Lượt khách mô phỏng theo tháng, địa bàn trước sáp nhập và loại khách trong ba năm; vùng biển đông vào hè, khách quốc tế đông vào mùa khô. | Simulated visitors by month, former area and kind of three years; the coast is busy in summer, foreigners come in the dry season.",
  theme: "tourism",
  tags: ["du lịch", "khách quốc tế", "doanh thu"],
  agencyCode: "SDL",
  access: "open",
  updateEvery: "P1M",
  key: ["month", "former_area", "visitor_kind"],
  columns: [
    monthColumn,
    codeColumn(
      "former_area",
      [
        "Địa bàn trước sáp nhập | Former area",
        "Mã tỉnh, thành phố trước 01/7/2025. | Province code before 1 July 2025.",
      ],
      [
        "79 | Thành phố Hồ Chí Minh (cũ) | Former Ho Chi Minh City",
        "74 | Bình Dương (cũ) | Former Bình Dương",
        "77 | Bà Rịa - Vũng Tàu (cũ) | Former Bà Rịa - Vũng Tàu",
      ],
    ),
    codeColumn(
      "visitor_kind",
      ["Loại khách | Kind of visitor", "Khách nội địa hay quốc tế. | Domestic or foreign."],
      ["noi-dia | Nội địa | Domestic", "quoc-te | Quốc tế | Foreign"],
    ),
    column("visits", "integer", ["Lượt khách | Visits", "Lượt khách trong tháng. | Visits in the month."], {
      unit: "lượt",
    }),
    column(
      "nights",
      "integer",
      ["Đêm lưu trú | Nights", "Đêm lưu trú trong tháng. | Nights stayed in the month."],
      { unit: "đêm" },
    ),
    column("revenue_billion", "number", ["Doanh thu | Revenue", "Doanh thu du lịch. | Revenue of tourism."], {
      unit: "tỷ đồng",
    }),
  ],
  rules: [
    { kind: "unique", columns: ["month", "former_area", "visitor_kind"], severity: "error" },
    { kind: "range", column: "visits", least: 1000, most: 12_000_000 },
    { kind: "not_null", column: "revenue_billion" },
    { kind: "freshness", column: "month", mostHours: 1800 },
  ],
  rows: visitorRows,
});

const lodging = simulated({
  name: "co_so_luu_tru",
  title: "Cơ sở lưu trú | Places to stay",
  description:
    "Khách sạn, nhà nghỉ, căn hộ mô phỏng với hạng, phòng, công suất. | Simulated hotels, guesthouses and apartments with stars, rooms, occupancy.",
  theme: "tourism",
  tags: ["khách sạn", "lưu trú"],
  agencyCode: "SDL",
  access: "open",
  updateEvery: "P1M",
  key: ["lodging_code"],
  columns: [
    column("lodging_code", "text", ["Mã cơ sở | Code", "Mã mô phỏng. | Simulated code."]),
    column("name", "text", ["Tên | Name", "Tên bịa. | Invented name."]),
    codeColumn(
      "kind",
      ["Loại | Kind", "Loại cơ sở. | Kind of place."],
      [
        "khach-san | Khách sạn | Hotel",
        "nha-nghi | Nhà nghỉ | Guesthouse",
        "can-ho | Căn hộ du lịch | Holiday apartment",
        "nghi-duong | Khu nghỉ dưỡng | Resort",
      ],
    ),
    column(
      "stars",
      "integer",
      ["Hạng sao | Stars", "1 đến 5; trống = chưa xếp hạng. | 1 to 5; empty = not graded."],
      { unit: "sao" },
    ),
    column("rooms", "integer", ["Số phòng | Rooms", "Số phòng cho khách. | Rooms for guests."], {
      unit: "phòng",
    }),
    column(
      "occupancy",
      "number",
      [
        "Công suất phòng | Occupancy",
        "Bình quân 12 tháng; trống = không báo cáo. | Mean of 12 months; empty = not reported.",
      ],
      { unit: "%" },
    ),
    unitColumn,
    ...positionColumns,
  ],
  rules: [
    { kind: "unique", columns: ["lodging_code"], severity: "error" },
    { kind: "range", column: "stars", least: 1, most: 5 },
    { kind: "range", column: "occupancy", least: 0, most: 100 },
    { kind: "not_null", column: "occupancy", mostShare: 0.2 },
    { kind: "relationships", column: "unit_code", toDataset: "don_vi_hanh_chinh", toColumn: "unit_code" },
  ],
  rows: lodgingRows,
});

export const tourismDatasets: readonly DatasetDefinition[] = [visitors, lodging];

function* visitorRows(today: string): Generator<Row> {
  for (const [i, month] of monthsBefore(today, 36).entries()) {
    for (const area of areas) {
      for (const [k, kind] of ["noi-dia", "quoc-te"].entries()) {
        yield visitorRow({ i, month, area, k, kind });
      }
    }
  }
}

function visitorRow({
  i,
  month,
  area,
  k,
  kind,
}: {
  readonly i: number;
  readonly month: string;
  readonly area: (typeof areas)[number];
  readonly k: number;
  readonly kind: string;
}): Row {
  const number = Number(month.slice(5, 7)) - 1;
  const random = randomOf(`khach/${month}/${area}/${kind}`);
  const season = (k === 0 ? domesticSeason : foreignSeason)[number] ?? 1;
  const summer = area === "77" && number >= 4 && number <= 7 ? 1.35 : 1;
  const tet = k === 0 && area !== "74" ? 1 + 0.35 * tetShareOfMonth(month) : 1;
  const growth = 1 + (k === 0 ? 0.004 : 0.011) * i;
  const visits = round(
    1000 * (ordinary[area][k] ?? 0) * season * summer * tet * growth * (1 + 0.04 * random.bell()),
  );
  const nights = round(visits * (k === 0 ? 0.55 : 2.6) * random.between(0.95, 1.05));
  return cells(
    month,
    area,
    kind,
    visits,
    nights,
    round((visits * (k === 0 ? 2.4 : 12.5) * random.between(0.95, 1.06)) / 1000, 1),
  );
}

const hotelNames = [
  "Hoa Sen",
  "Sao Mai",
  "Bình Minh",
  "Hương Biển",
  "Phương Nam",
  "Thiên Nga",
  "Mây Trắng",
  "Hoàng Lan",
  "Bến Xưa",
  "Lá Xanh",
];
const centre: ReadonlySet<string> = new Set(["26740", "26743", "26758", "27139", "26737"]);
const coast: ReadonlySet<string> = new Set(["26506", "26526", "26620", "26656", "26662", "26686", "26732"]);

function* lodgingRows(): Generator<Row> {
  for (const unit of cityUnits()) {
    const random = randomOf(`luu_tru/${unit.code}`);
    const mean = centre.has(unit.code) ? 70 : coast.has(unit.code) ? 55 : unit.kind === "phuong" ? 7 : 2;
    const places = random.count(mean);
    for (let n = 1; n <= places; n++) {
      yield lodgingRow({ unit, n, random });
    }
  }
}

function lodgingRow({
  unit,
  n,
  random,
}: {
  readonly unit: CityUnit;
  readonly n: number;
  readonly random: Random;
}): Row {
  const kind = lodgingKind(unit, random);
  const stars = lodgingStars(unit, kind, random);
  const rooms = Math.max(5, round((stars ?? 0.7) ** 1.7 * random.between(9, 22)));
  return cells(
    `LT-${unit.code}-${String(n).padStart(3, "0")}`,
    `${kindNames[kind]} ${random.pick(hotelNames)} ${random.whole(1, 99)}`,
    kind,
    stars,
    rooms,
    random.chance(0.12) ? null : round(Math.min(97, 46 + 5 * (stars ?? 1) + 9 * random.bell()), 1),
    unit.code,
    ...placeIn(unit, random),
  );
}

const kindNames = {
  "khach-san": "Khách sạn",
  "nha-nghi": "Nhà nghỉ",
  "can-ho": "Căn hộ",
  "nghi-duong": "Khu nghỉ dưỡng",
} as const;
type LodgingKind = keyof typeof kindNames;

function lodgingKind(unit: CityUnit, random: Random): LodgingKind {
  if (coast.has(unit.code) && random.chance(0.18)) return "nghi-duong";
  if (random.chance(0.5)) return "khach-san";
  return random.chance(0.65) ? "nha-nghi" : "can-ho";
}

function lodgingStars(unit: CityUnit, kind: LodgingKind, random: Random): number | null {
  if (kind === "nghi-duong") return random.whole(3, 5);
  if (kind !== "khach-san" || random.chance(0.2)) return null;
  return random.whole(1, centre.has(unit.code) ? 5 : 3);
}
