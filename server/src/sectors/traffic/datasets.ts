/** Simulated bus routes, hourly counts, accidents and cameras. */
import { dateOfDayNumber } from "@dothi/vietnam";
import type { WarehouseSector } from "../../modules/warehouse/sector.ts";
import { daysBefore, isDayOff, tetShare, wetness } from "../calendar.ts";
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
import { chooser, type Random, randomOf } from "../random.ts";
import { streetsOf } from "../streets.ts";
import { cityUnits, fullName, pickUnit, placeIn } from "../territory.ts";
import { trafficDemoThings } from "./demo-things.ts";

const busRoutes = simulated({
  name: "tuyen_xe_buyt",
  title: "Tuyến xe buýt | Bus routes",
  description:
    "150 tuyến mô phỏng nối các phường, xã: cự ly, chuyến, giãn cách, khách. Không phải tuyến thật. | 150 simulated routes between units: length, trips, headway, passengers. No real routes.",
  theme: "transport",
  tags: ["xe buýt", "giao thông công cộng"],
  agencyCode: "MCPT",
  access: "open",
  updateEvery: "P3M",
  key: ["route_code"],
  columns: [
    column("route_code", "text", [
      "Mã tuyến | Route code",
      "Mã mô phỏng, bắt đầu bằng MP. | Simulated code, begins with MP.",
    ]),
    column("name", "text", ["Tên tuyến | Name", "Hai đầu tuyến. | Its two ends."]),
    column("from_unit_code", "text", ["Đầu A | End A", "Mã đơn vị của đầu A. | Unit code of end A."], {
      term: "unit-code",
    }),
    column("to_unit_code", "text", ["Đầu B | End B", "Mã đơn vị của đầu B. | Unit code of end B."], {
      term: "unit-code",
    }),
    column("length_km", "number", ["Cự ly | Length", "Cự ly một lượt. | Length of one way."], { unit: "km" }),
    column("first_departure", "time", [
      "Chuyến đầu | First departure",
      "Giờ chuyến đầu. | Time of the first trip.",
    ]),
    column("last_departure", "time", [
      "Chuyến cuối | Last departure",
      "Giờ chuyến cuối. | Time of the last trip.",
    ]),
    column("headway_minutes", "integer", ["Giãn cách | Headway", "Giờ cao điểm. | In the rush hour."], {
      unit: "phút",
    }),
    column(
      "passengers_a_day",
      "integer",
      ["Khách mỗi ngày | Passengers a day", "Bình quân tháng trước. | Mean of last month."],
      { unit: "lượt" },
    ),
    column("subsidised", "boolean", [
      "Có trợ giá | Subsidised",
      "Tuyến được trợ giá. | Whether the route is subsidised.",
    ]),
    column("electric", "boolean", ["Xe điện | Electric", "Dùng xe buýt điện. | Runs electric buses."]),
  ],
  rules: [
    { kind: "unique", columns: ["route_code"], severity: "error" },
    { kind: "range", column: "headway_minutes", least: 4, most: 60 },
    { kind: "range", column: "length_km", least: 2, most: 130 },
    {
      kind: "relationships",
      column: "from_unit_code",
      toDataset: "don_vi_hanh_chinh",
      toColumn: "unit_code",
    },
    { kind: "relationships", column: "to_unit_code", toDataset: "don_vi_hanh_chinh", toColumn: "unit_code" },
  ],
  rows: busRouteRows,
});

const counts = simulated({
  name: "luu_luong_giao_thong",
  title: "Lưu lượng giao thông theo giờ | Hourly traffic counts",
  description:
    "Số xe mô phỏng theo giờ của 16 trạm đếm trong 60 ngày: hai giờ cao điểm, cuối tuần thưa hơn. Đường cao tốc không có xe máy. Thiếu giờ khi trạm mất điện. | Simulated hourly counts of 16 counters in 60 days: two rush hours, quieter at weekends. No motorbikes on the expressway. Hours are missing when a counter loses power.",
  theme: "transport",
  tags: ["lưu lượng", "kẹt xe", "tốc độ"],
  agencyCode: "SXD",
  access: "open",
  updateEvery: "P1D",
  key: ["counter_code", "hour_start"],
  columns: [
    column("counter_code", "text", [
      "Mã trạm | Counter code",
      "Mã trạm của hệ thống quan trắc mẫu. | Code of the counter in the demo monitoring.",
    ]),
    column(
      "hour_start",
      "datetime",
      ["Giờ bắt đầu | Hour from", "Giờ Thành phố (UTC+7). | City time (UTC+7)."],
      { term: "instant" },
    ),
    column("motorbikes", "integer", ["Xe máy | Motorbikes", "Trống = không đếm. | Empty = not counted."], {
      unit: "xe/h",
    }),
    column("cars", "integer", ["Ô tô con | Cars", "Ô tô đến 9 chỗ. | Cars up to 9 seats."], { unit: "xe/h" }),
    column("buses_trucks", "integer", ["Xe buýt, xe tải | Buses and trucks", "Xe lớn. | Large vehicles."], {
      unit: "xe/h",
    }),
    column(
      "speed_kmh",
      "number",
      ["Tốc độ trung bình | Mean speed", "Trung bình mọi xe. | Mean of all vehicles."],
      { unit: "km/h" },
    ),
  ],
  rules: [
    { kind: "unique", columns: ["counter_code", "hour_start"], severity: "error" },
    { kind: "range", column: "speed_kmh", least: 0, most: 140 },
    { kind: "range", column: "motorbikes", least: 0, most: 25_000 },
    { kind: "not_null", column: "motorbikes", mostShare: 0.1 },
    { kind: "freshness", column: "hour_start", mostHours: 48 },
  ],
  rows: countRows,
});

const accidents = simulated({
  name: "tai_nan_giao_thong",
  title: "Tai nạn giao thông | Road accidents",
  description:
    "Vụ tai nạn mô phỏng trong hai năm: thời điểm, đường, loại xe, nguyên nhân, thương vong; nhiều hơn vào đêm cuối tuần, khi mưa và dịp Tết. Không có thông tin người. | Simulated accidents of two years: time, street, vehicles, cause, casualties; more in weekend nights, in rain and around Tết. Nothing about persons.",
  theme: "transport",
  tags: ["tai nạn", "an toàn giao thông"],
  agencyCode: "CATP",
  access: "city",
  updateEvery: "P7D",
  key: ["accident_code"],
  columns: [
    column("accident_code", "text", ["Mã vụ | Code", "Mã mô phỏng. | Simulated code."]),
    column("happened_at", "datetime", ["Thời điểm | Time", "Giờ Thành phố (UTC+7). | City time (UTC+7)."], {
      term: "instant",
    }),
    unitColumn,
    column("street", "text", [
      "Tên đường | Street",
      "Tên đường; vị trí là mô phỏng. | Street; the position is invented.",
    ]),
    codeColumn(
      "vehicles",
      ["Phương tiện | Vehicles", "Nhóm phương tiện liên quan. | Vehicles involved."],
      [
        "xe-may | Xe máy | Motorbikes",
        "xe-may-o-to | Xe máy và ô tô | Motorbike and car",
        "xe-tai | Có xe tải | A truck",
        "nguoi-di-bo | Có người đi bộ | A pedestrian",
      ],
    ),
    codeColumn(
      "cause",
      ["Nguyên nhân | Cause", "Nguyên nhân ban đầu. | First finding."],
      [
        "toc-do | Tốc độ | Speed",
        "nong-do-con | Nồng độ cồn | Alcohol",
        "chuyen-huong | Chuyển hướng | Turning",
        "sai-lan | Sai làn | Wrong lane",
        "duong-tron | Đường trơn | Slippery road",
        "chua-ro | Chưa rõ | Not known",
      ],
    ),
    column("injured", "integer", ["Bị thương | Injured", "Số người bị thương. | People injured."], {
      unit: "người",
    }),
    column("dead", "integer", ["Tử vong | Dead", "Số người tử vong. | People killed."], { unit: "người" }),
    ...positionColumns,
  ],
  rules: [
    { kind: "unique", columns: ["accident_code"], severity: "error" },
    { kind: "range", column: "injured", least: 0, most: 30 },
    { kind: "range", column: "dead", least: 0, most: 10 },
    { kind: "relationships", column: "unit_code", toDataset: "don_vi_hanh_chinh", toColumn: "unit_code" },
    { kind: "not_null", column: "lon", mostShare: 0.1 },
  ],
  rows: accidentRows,
});

const cameras = simulated({
  name: "camera_giao_thong",
  title: "Camera giao thông | Traffic cameras",
  description:
    "180 camera mô phỏng với vị trí bịa: loại, tình trạng, năm lắp. Không có hình ảnh. | 180 simulated cameras with invented positions: kind, state, year. No pictures.",
  theme: "transport",
  tags: ["camera", "điều hành giao thông"],
  agencyCode: "TTQLDHGT",
  access: "city",
  updateEvery: "P1M",
  key: ["camera_code"],
  columns: [
    column("camera_code", "text", ["Mã camera | Camera code", "Mã mô phỏng. | Simulated code."]),
    unitColumn,
    column("street", "text", [
      "Tên đường | Street",
      "Tên đường; vị trí là mô phỏng. | Street; the position is invented.",
    ]),
    codeColumn(
      "kind",
      ["Loại | Kind", "Loại camera. | Kind of camera."],
      ["quay-quet | Quay quét | Pan and tilt", "co-dinh | Cố định | Fixed", "dem-xe | Đếm xe | Counting"],
    ),
    codeColumn(
      "state",
      ["Tình trạng | State", "Tình trạng hoạt động. | Working state."],
      [
        "hoat-dong | Hoạt động | Working",
        "mat-tin-hieu | Mất tín hiệu | No signal",
        "bao-tri | Bảo trì | Under repair",
      ],
    ),
    column("installed_year", "integer", ["Năm lắp | Year installed", "Năm lắp đặt. | Year of installation."]),
    ...positionColumns,
  ],
  rules: [
    { kind: "unique", columns: ["camera_code"], severity: "error" },
    { kind: "range", column: "installed_year", least: 2012, most: 2026 },
    { kind: "relationships", column: "unit_code", toDataset: "don_vi_hanh_chinh", toColumn: "unit_code" },
  ],
  rows: cameraRows,
});

export const trafficWarehouse: WarehouseSector = {
  code: "traffic",
  name: { vi: "Giao thông", en: "Traffic" },
  datasets: [busRoutes, counts, accidents, cameras],
};

function* busRouteRows(): Generator<Row> {
  for (let n = 1; n <= 150; n++) {
    const random = randomOf(`xe_buyt/${n}`);
    const mainland = () => {
      for (;;) {
        const unit = pickUnit(random);
        if (unit.kind !== "dac-khu") return unit;
      }
    };
    const from = mainland();
    let to = mainland();
    if (to === from) to = cityUnits().find((unit) => unit.kind === "phuong" && unit !== from) ?? to;
    const apart = Math.hypot((from.lon - to.lon) * 109.3, (from.lat - to.lat) * 110.6);
    const headway = Math.min(45, 5 * random.whole(2, apart > 30 ? 9 : 5));
    yield cells(
      `MP-${String(n).padStart(3, "0")}`,
      `${fullName(from)} - ${fullName(to)}`,
      from.code,
      to.code,
      round(Math.max(5, apart * random.between(1.25, 1.6)), 1),
      random.pick(["04:30", "05:00", "05:15", "05:30"]),
      random.pick(["18:30", "19:00", "20:00", "21:00", "22:00"]),
      headway,
      round((60 / headway) * random.between(420, 950)),
      random.chance(0.72),
      random.chance(0.3),
    );
  }
}

const work = [5, 3, 2, 3, 6, 22, 62, 100, 88, 66, 60, 62, 60, 58, 60, 66, 82, 100, 86, 62, 50, 40, 24, 11];
const rest = [8, 5, 3, 3, 5, 14, 32, 48, 58, 64, 66, 64, 58, 58, 62, 68, 74, 76, 74, 70, 62, 48, 30, 15];

function* countRows(today: string): Generator<Row> {
  for (const [c, { code, datastreams }] of trafficDemoThings.entries()) {
    const size = 0.55 + ((c * 37) % 17) / 17;
    const motorbikes = datastreams.some(({ property }) => property === "flow-motorbike");
    for (const day of daysBefore(today, 60)) {
      const random = randomOf(`luu_luong/${code}/${day}`);
      const date = dateOfDayNumber(day);
      const outage = random.chance(0.03) ? random.whole(0, 20) : 99;
      for (const [hour, level] of (isDayOff(day) ? rest : work).entries()) {
        if (hour >= outage && hour < outage + 3) continue;
        yield countRow({ code, date, hour, level, size, motorbikes, random });
      }
    }
  }
}

function countRow({
  code,
  date,
  hour,
  level,
  size,
  motorbikes,
  random,
}: {
  readonly code: string;
  readonly date: string;
  readonly hour: number;
  readonly level: number;
  readonly size: number;
  readonly motorbikes: boolean;
  readonly random: Random;
}): Row {
  const flow = (level / 100) * size * (1 + 0.06 * random.bell());
  const bikes = motorbikes ? round(9800 * flow) : null;
  const trucks = round(520 * size * (level > 80 ? 0.45 : 0.9) * random.between(0.7, 1.2));
  const free = motorbikes ? 44 : 92;
  const speed = free * (1 - 0.55 * Math.min(1, flow / 1.45) ** 2) + 1.2 * random.bell();
  return cells(
    code,
    `${date}T${String(hour).padStart(2, "0")}:00:00+07:00`,
    bikes,
    round((motorbikes ? 2300 : 3600) * flow),
    trucks,
    round(speed, 1),
  );
}

const chooseHour = chooser([
  4, 3.5, 2.5, 1.5, 1.5, 3, 5, 6, 4, 3.5, 3.5, 4, 3.5, 3.5, 4, 4.5, 5.5, 7, 7, 6.5, 6.5, 7, 7, 6,
]);

function* accidentRows(today: string): Generator<Row> {
  for (const day of daysBefore(today, 730)) {
    const random = randomOf(`tai_nan/${day}`);
    const date = dateOfDayNumber(day);
    const wet = wetness(Number(date.slice(5, 7)));
    const accidents = random.count(5.2 * (1 + 0.2 * wet + 0.5 * tetShare(day)) * (isDayOff(day) ? 1.15 : 1));
    for (let n = 1; n <= accidents; n++) {
      yield accidentRow({ date, n, wet, random });
    }
  }
}

function accidentRow({
  date,
  n,
  wet,
  random,
}: {
  readonly date: string;
  readonly n: number;
  readonly wet: number;
  readonly random: Random;
}): Row {
  const unit = pickUnit(random);
  const hour = chooseHour(random);
  const night = hour >= 20 || hour <= 4;
  const cause = causeOf({ night, wet, random });
  const vehicles = random.pick(["xe-may", "xe-may", "xe-may-o-to", "xe-tai", "nguoi-di-bo"]);
  const deadly = vehicles === "xe-tai" ? 0.42 : night ? 0.26 : 0.15;
  const dead = random.chance(deadly) ? 1 + (random.chance(0.06) ? 1 : 0) : 0;
  const [lon, lat] = random.chance(0.04) ? [null, null] : placeIn(unit, random);
  return cells(
    `TN${date.slice(2).replaceAll("-", "")}-${String(n).padStart(2, "0")}`,
    `${date}T${String(hour).padStart(2, "0")}:${String(random.whole(0, 59)).padStart(2, "0")}:00+07:00`,
    unit.code,
    random.pick(streetsOf(unit)),
    vehicles,
    cause,
    dead > 0 ? random.count(0.5) : 1 + random.count(0.5),
    dead,
    lon,
    lat,
  );
}

function causeOf({ night, wet, random }: { night: boolean; wet: number; random: Random }): string {
  if (night && random.chance(0.35)) return "nong-do-con";
  if (random.chance(0.14 * wet)) return "duong-tron";
  return random.pick(["toc-do", "chuyen-huong", "chuyen-huong", "sai-lan", "chua-ro"]);
}

function* cameraRows(): Generator<Row> {
  for (let n = 1; n <= 180; n++) {
    const random = randomOf(`camera/${n}`);
    const unit = pickUnit(random);
    const year = random.whole(2014, 2026);
    yield cells(
      `CAM-MP-${String(n).padStart(3, "0")}`,
      unit.code,
      random.pick(streetsOf(unit)),
      random.pick(["quay-quet", "quay-quet", "co-dinh", "dem-xe"]),
      random.chance(year < 2019 ? 0.18 : 0.06) ? random.pick(["mat-tin-hieu", "bao-tri"]) : "hoat-dong",
      year,
      ...placeIn(unit, random),
    );
  }
}
