/** Simulated schools. */
import type { DatasetDefinition } from "../../modules/warehouse/sector.ts";
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

type Level = readonly [code: string, name: string, peopleAPlace: number, pupils: readonly [number, number]];

const levels: readonly Level[] = [
  ["mam-non", "Trường Mầm non", 22_000, [160, 480]],
  ["tieu-hoc", "Trường Tiểu học", 24_000, [500, 1900]],
  ["thcs", "Trường Trung học cơ sở", 38_000, [600, 2100]],
  ["thpt", "Trường Trung học phổ thông", 80_000, [800, 2000]],
];

export const educationDatasets: readonly DatasetDefinition[] = [
  simulated({
    name: "truong_hoc",
    title: "Trường học | Schools",
    description:
      "Trường mô phỏng từ mầm non đến trung học phổ thông của năm học hiện tại: học sinh, lớp, phòng học, giáo viên. Phường đông dân có sĩ số lớp cao hơn. | Simulated schools from nursery to upper secondary of the present school year: pupils, classes, rooms, teachers. Crowded wards have larger classes.",
    theme: "education",
    tags: ["giáo dục", "trường học", "sĩ số"],
    agencyCode: "SGDDT",
    access: "open",
    updateEvery: "P1Y",
    key: ["school_code"],
    columns: [
      column("school_code", "text", ["Mã trường | School code", "Mã mô phỏng. | Simulated code."]),
      column("name", "text", ["Tên trường | Name", "Tên bịa theo địa bàn. | Name invented from its place."]),
      codeColumn(
        "level",
        ["Cấp học | Level", "Cấp học của trường. | Level of the school."],
        [
          "mam-non | Mầm non | Nursery",
          "tieu-hoc | Tiểu học | Primary",
          "thcs | Trung học cơ sở | Lower secondary",
          "thpt | Trung học phổ thông | Upper secondary",
        ],
      ),
      unitColumn,
      codeColumn(
        "ownership",
        ["Loại hình | Ownership", "Công lập hay tư thục. | Public or private."],
        ["cong | Công lập | Public", "tu | Tư thục | Private"],
      ),
      column(
        "pupils",
        "integer",
        ["Học sinh | Pupils", "Số học sinh đầu năm học. | Pupils at the start of the year."],
        {
          unit: "người",
        },
      ),
      column("classes", "integer", ["Số lớp | Classes", "Số lớp. | Number of classes."], { unit: "lớp" }),
      column("rooms", "integer", ["Phòng học | Rooms", "Phòng học kiên cố. | Solid classrooms."], {
        unit: "phòng",
      }),
      column("teachers", "integer", ["Giáo viên | Teachers", "Giáo viên đứng lớp. | Teachers in class."], {
        unit: "người",
      }),
      column("two_sessions", "boolean", [
        "Học hai buổi | Full-day school",
        "Có dạy hai buổi một ngày. | Teaches two sessions a day.",
      ]),
      ...positionColumns,
    ],
    rules: [
      { kind: "unique", columns: ["school_code"], severity: "error" },
      { kind: "relationships", column: "unit_code", toDataset: "don_vi_hanh_chinh", toColumn: "unit_code" },
      { kind: "range", column: "pupils", least: 50, most: 4000 },
      { kind: "not_null", column: "teachers", mostShare: 0.05 },
      { kind: "row_count", least: 1000, mostChangeShare: 0.1 },
    ],
    rows: schoolRows,
  }),
];

function* schoolRows(): Generator<Row> {
  for (const unit of cityUnits()) {
    const random = randomOf(`truong_hoc/${unit.code}`);
    let n = 0;
    for (const level of levels) {
      const places = Math.max(level[0] === "thpt" ? 0 : 1, random.count(unit.people / level[2]));
      for (let place = 1; place <= places; place++) {
        n++;
        yield schoolRow({ unit, level, place, n, random });
      }
    }
  }
}

function schoolRow({
  unit,
  level,
  place,
  n,
  random,
}: {
  readonly unit: CityUnit;
  readonly level: Level;
  readonly place: number;
  readonly n: number;
  readonly random: Random;
}): Row {
  const [code, name, , [least, most]] = level;
  const crowd = Math.min(1.25, 0.85 + unit.people / unit.areaKm2 / 90_000);
  const isPublic = random.chance(code === "mam-non" ? 0.55 : 0.88);
  const pupils = round(random.between(least, most) * (isPublic ? 1 : 0.5) * crowd);
  const classSize = (code === "mam-non" ? 26 : 38) * (isPublic ? crowd : 0.7);
  const classes = Math.max(3, Math.round(pupils / classSize));
  const rooms = Math.max(3, Math.round(classes * random.between(0.75, 1.1)));
  return cells(
    `TH-${unit.code}-${String(n).padStart(2, "0")}`,
    `${name} ${unit.name} ${place}`,
    code,
    unit.code,
    isPublic ? "cong" : "tu",
    pupils,
    classes,
    rooms,
    random.chance(0.03) ? null : round(classes * random.between(1.35, 2)),
    rooms >= classes * 0.92,
    ...placeIn(unit, random),
  );
}
