/** Simulated rain by day, tides by turning point and places that flood. */
import {
  cityDateOf,
  dateOfDayNumber,
  dayNumberOf,
  instantOfCityClock,
  SYNTHETIC_PHU_AN,
  tideAlarmAt,
  tideExtremes,
} from "@dothi/vietnam";
import type { DemoThing } from "../../modules/telemetry/sector.ts";
import type { WarehouseSector } from "../../modules/warehouse/sector.ts";
import { daysBefore, wetness } from "../calendar.ts";
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
import { streetsOf } from "../streets.ts";
import { pickUnit, placeIn } from "../territory.ts";
import { floodDemoThings } from "./demo-things.ts";

const rain = simulated({
  name: "luong_mua_ngay",
  title: "Lượng mưa ngày | Daily rain",
  description:
    "Mưa mô phỏng theo ngày của 16 trạm đo mưa trong ba năm; mùa mưa từ tháng 5 đến tháng 11. LỖI MÔ PHỎNG cố ý: trạm Hóc Môn đứng im 0,0 trong 40 ngày mưa, trạm Bà Rịa ghi -99 khi mất tín hiệu. | Simulated daily rain of 16 gauges in three years; rains from May to November. SIMULATED FAULTS on purpose: the Hóc Môn gauge stays at 0.0 for 40 days of the rains, Bà Rịa writes -99 when the signal is lost.",
  theme: "flood",
  tags: ["mưa", "khí tượng", "lỗi mô phỏng"],
  agencyCode: "SXD",
  access: "open",
  updateEvery: "P1D",
  key: ["date", "gauge_code"],
  columns: [
    dateColumn,
    column("gauge_code", "text", [
      "Mã trạm | Gauge code",
      "Mã trạm của hệ thống quan trắc mẫu. | Code of the gauge in the demo monitoring.",
    ]),
    column("gauge_name", "text", ["Tên trạm | Gauge", "Tên trạm mô phỏng. | Name of the simulated gauge."]),
    column(
      "rain_mm",
      "number",
      [
        "Lượng mưa | Rain",
        "Từ 0 đến 24 giờ; trống = không có số đo. | From 0 to 24 o'clock; empty = not measured.",
      ],
      { unit: "mm" },
    ),
    column(
      "most_in_hour_mm",
      "number",
      [
        "Mưa lớn nhất một giờ | Most in an hour",
        "Cường độ lớn nhất trong ngày. | Highest intensity of the day.",
      ],
      { unit: "mm/h" },
    ),
    ...positionColumns,
  ],
  rules: [
    { kind: "unique", columns: ["date", "gauge_code"], severity: "error" },
    { kind: "range", column: "rain_mm", least: 0, most: 400 },
    { kind: "not_null", column: "rain_mm", mostShare: 0.02 },
    { kind: "row_count", least: 15_000 },
    { kind: "freshness", column: "date", mostHours: 72 },
  ],
  rows: rainRows,
});

/** Invented stations: name, delay after Phú An in minutes, factor and shift of the height. */
const tideStations: readonly (readonly [
  name: string,
  delayMinutes: number,
  factor: number,
  shiftM: number,
])[] = [
  ["Phú An", 0, 1, 0],
  ["Nhà Bè", -55, 1.03, -0.01],
  ["Thủ Dầu Một", 95, 0.97, 0.02],
];

const tide = simulated({
  name: "muc_trieu",
  title: "Đỉnh và chân triều | High and low waters",
  description:
    "Đỉnh, chân triều mô phỏng tại ba trạm trong hai năm, tính bằng hằng số điều hòa bịa; cấp báo động theo mức đang có hiệu lực. Không phải bản tin chính thức. | Simulated high and low waters at three stations in two years from invented harmonic constants; alarm levels as in force. No official bulletin.",
  theme: "flood",
  tags: ["triều cường", "báo động", "sông Sài Gòn"],
  agencyCode: "SXD",
  access: "open",
  updateEvery: "P1D",
  key: ["station", "at"],
  columns: [
    column("station", "text", ["Trạm | Station", "Tên trạm. | Name of the station."]),
    column("at", "datetime", ["Thời điểm | Time", "Giờ Thành phố (UTC+7). | City time (UTC+7)."], {
      term: "instant",
    }),
    codeColumn(
      "kind",
      ["Loại | Kind", "Đỉnh hay chân triều. | High or low water."],
      ["high | Đỉnh triều | High water", "low | Chân triều | Low water"],
    ),
    column(
      "height_m",
      "number",
      ["Mực nước | Height", "Trên mốc cao độ quốc gia. | Above the national datum."],
      { unit: "m" },
    ),
    codeColumn(
      "alarm",
      ["Cấp báo động | Alarm level", "Trống = dưới báo động I. | Empty = below level I."],
      ["I | Báo động I | Alarm I", "II | Báo động II | Alarm II", "III | Báo động III | Alarm III"],
    ),
  ],
  rules: [
    { kind: "unique", columns: ["station", "at"], severity: "error" },
    { kind: "range", column: "height_m", least: -3, most: 2.2 },
    { kind: "accepted_values", column: "kind", values: ["high", "low"] },
    { kind: "freshness", column: "at", mostHours: 48 },
  ],
  rows: tideRows,
});

const floodedPlaces = simulated({
  name: "diem_ngap",
  title: "Điểm ngập | Places that flood",
  description:
    "90 điểm ngập mô phỏng: nguyên nhân, độ sâu, thời gian rút nước, số lần trong năm. | 90 simulated places that flood: cause, depth, time to drain, times a year.",
  theme: "flood",
  tags: ["ngập", "thoát nước", "bản đồ"],
  agencyCode: "SXD",
  access: "open",
  updateEvery: "P1Y",
  key: ["place_code"],
  columns: [
    column("place_code", "text", ["Mã điểm | Code", "Mã mô phỏng. | Simulated code."]),
    unitColumn,
    column("street", "text", [
      "Tên đường | Street",
      "Tên đường; vị trí là mô phỏng. | Street; the position is invented.",
    ]),
    codeColumn(
      "cause",
      ["Nguyên nhân | Cause", "Nguyên nhân chính. | Main cause."],
      ["mua | Mưa | Rain", "trieu | Triều | Tide", "ket-hop | Mưa gặp triều | Rain with tide"],
    ),
    column("depth_cm", "integer", ["Độ sâu | Depth", "Sâu nhất trong năm qua. | Deepest of the past year."], {
      unit: "cm",
    }),
    column("drain_minutes", "integer", ["Thời gian rút | Time to drain", "Trung bình. | Mean."], {
      unit: "phút",
    }),
    column(
      "times_a_year",
      "integer",
      ["Số lần | Times a year", "Số lần ngập trong 12 tháng. | Floods in 12 months."],
      { unit: "lần" },
    ),
    ...positionColumns,
  ],
  rules: [
    { kind: "unique", columns: ["place_code"], severity: "error" },
    { kind: "range", column: "depth_cm", least: 5, most: 120 },
    { kind: "relationships", column: "unit_code", toDataset: "don_vi_hanh_chinh", toColumn: "unit_code" },
  ],
  rows: floodedPlaceRows,
});

export const floodWarehouse: WarehouseSector = {
  code: "flood",
  name: { vi: "Triều, mưa và ngập", en: "Tide, rain and flooding" },
  datasets: [rain, tide, floodedPlaces],
};

function* rainRows(today: string): Generator<Row> {
  const gauges = floodDemoThings.filter(({ kind }) => kind === "rain-gauge");
  for (const day of daysBefore(today, 1096)) {
    const date = dateOfDayNumber(day);
    const month = Number(date.slice(5, 7));
    const sky = randomOf(`mua/${day}`);
    const wet = wetness(month);
    const rainy = sky.chance(0.06 + 0.66 * wet);
    const level = rainy ? -Math.log(1 - sky.unit()) * (6 + 10 * wet) : 0;
    for (const gauge of gauges) {
      yield rainAt({ day, today, level, gauge });
    }
  }
}

function rainAt({ day, today, level, gauge }: RainOfDay): Row {
  const { code, name, lonLat } = gauge;
  const random = randomOf(`mua/${day}/${code}`);
  const date = dateOfDayNumber(day);
  const here = random.chance(0.78) ? level * -Math.log(1 - random.unit()) * 0.9 : 0;
  const value = random.chance(0.008)
    ? null
    : rainWritten({ date, today, code, fell: round(Math.min(here, 235), 1) });
  if (value === null || value < 0) return cells(date, code, name.vi, value, null, ...lonLat);
  return cells(date, code, name.vi, value, round(value * random.between(0.35, 0.9), 1), ...lonLat);
}

/** What the gauge writes: one hangs at zero for weeks of this year's rains, one writes -99 without a signal. */
function rainWritten(at: { date: string; today: string; code: string; fell: number }): number {
  const { date, today, code, fell } = at;
  if (code === "mua-ba-ria" && randomOf(`mua/mat/${date}`).chance(0.015)) return -99;
  const from = `${today.slice(0, 4)}-08-01`;
  return code === "mua-hoc-mon" && date >= from && date < `${today.slice(0, 4)}-09-10` ? 0 : fell;
}

interface RainOfDay {
  readonly day: number;
  readonly today: string;
  /** Mean of the city that day, 0 on a dry day. */
  readonly level: number;
  readonly gauge: DemoThing;
}

function* tideRows(today: string): Generator<Row> {
  const end = dayNumberOf(today);
  const { constituents, datumOffsetM } = SYNTHETIC_PHU_AN;
  const turns = tideExtremes(
    instantOfCityClock(end - 730),
    instantOfCityClock(end),
    constituents,
    datumOffsetM,
  );
  for (const [station, delayMinutes, factor, shift] of tideStations) {
    for (const { at, heightM, kind } of turns) {
      const local = new Date(Math.round(at.getTime() / 60_000) * 60_000 + (delayMinutes + 420) * 60_000);
      const random = randomOf(`trieu/${station}/${local.getTime()}`);
      const height = round(heightM * factor + shift + 0.03 * random.bell(), 2);
      const alarm = kind === "high" ? tideAlarmAt(station, height, cityDateOf(at))?.level : undefined;
      yield cells(station, `${local.toISOString().slice(0, 19)}+07:00`, kind, height, alarm ?? null);
    }
  }
}

function* floodedPlaceRows(): Generator<Row> {
  for (let n = 1; n <= 90; n++) {
    const random = randomOf(`diem_ngap/${n}`);
    const unit = pickUnit(random);
    const cause = random.pick(["mua", "mua", "trieu", "ket-hop"]);
    const depth = random.whole(8, cause === "ket-hop" ? 60 : 38);
    yield cells(
      `NG-${String(n).padStart(3, "0")}`,
      unit.code,
      random.pick(streetsOf(unit)),
      cause,
      depth,
      5 * round((20 + depth * random.between(1, 3.2)) / 5),
      random.whole(2, cause === "trieu" ? 40 : 18),
      ...placeIn(unit, random),
    );
  }
}
