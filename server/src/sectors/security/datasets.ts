/** Simulated incidents of public order, by month and ward: no single persons. */
import type { DatasetDefinition } from "../../modules/warehouse/sector.ts";
import { monthsBefore, tetShareOfMonth } from "../calendar.ts";
import { cells, codeColumn, column, monthColumn, type Row, simulated, unitColumn } from "../columns.ts";
import { type Random, randomOf } from "../random.ts";
import { type CityUnit, cityUnits } from "../territory.ts";

const kinds: readonly (readonly [code: string, monthlyAt100k: number, tet: number])[] = [
  ["trom-cap", 7, 0.9],
  ["gay-roi", 3, 0.6],
  ["lua-dao-mang", 4, 0.3],
  ["chay-no", 0.9, 0.8],
  ["tieng-on-trat-tu", 9, 1.4],
];

export const securityDatasets: readonly DatasetDefinition[] = [
  simulated({
    name: "vu_viec_trat_tu",
    title: "Vụ việc trật tự theo tháng | Public-order incidents by month",
    description:
      "Số vụ việc mô phỏng theo phường, tháng và loại trong hai năm, chỉ là số tổng hợp. Số dưới 3 được để nguyên vì dữ liệu là bịa; dữ liệu thật phải che. | Simulated numbers by ward, month and kind of two years, aggregates only. Counts under 3 stand because the data are invented; real ones would be withheld.",
    theme: "security",
    tags: ["an ninh", "trật tự", "tổng hợp"],
    agencyCode: "CATP",
    access: "city",
    updateEvery: "P1M",
    key: ["month", "unit_code", "kind"],
    columns: [
      monthColumn,
      unitColumn,
      codeColumn(
        "kind",
        ["Loại vụ việc | Kind of incident", "Nhóm vụ việc. | Group of incidents."],
        [
          "trom-cap | Trộm cắp tài sản | Theft",
          "gay-roi | Gây rối trật tự | Disturbance",
          "lua-dao-mang | Lừa đảo qua mạng | Online fraud",
          "chay-no | Cháy, nổ | Fire or explosion",
          "tieng-on-trat-tu | Ồn ào khu dân cư | Noise in residential areas",
        ],
      ),
      column(
        "incidents",
        "integer",
        ["Số vụ | Incidents", "Vụ việc ghi nhận trong tháng. | Incidents recorded in the month."],
        {
          unit: "vụ",
        },
      ),
      column(
        "resolved",
        "integer",
        ["Đã giải quyết | Resolved", "Trong đó đã giải quyết. | Of these resolved."],
        {
          unit: "vụ",
        },
      ),
      column(
        "mean_response_minutes",
        "number",
        [
          "Thời gian có mặt | Time to arrival",
          "Trung bình từ lúc báo tin; trống = không có vụ. | Mean from the call; empty = no incident.",
        ],
        {
          unit: "phút",
        },
      ),
    ],
    rules: [
      { kind: "unique", columns: ["month", "unit_code", "kind"], severity: "error" },
      { kind: "range", column: "incidents", least: 0, most: 200 },
      { kind: "range", column: "mean_response_minutes", least: 2, most: 90 },
      { kind: "relationships", column: "unit_code", toDataset: "don_vi_hanh_chinh", toColumn: "unit_code" },
    ],
    rows: incidentRows,
  }),
];

function* incidentRows(today: string): Generator<Row> {
  for (const [i, month] of monthsBefore(today, 24).entries()) {
    for (const unit of cityUnits()) {
      const random = randomOf(`trat_tu/${month}/${unit.code}`);
      for (const kind of kinds) {
        yield incidentRow({ i, month, unit, kind, random });
      }
    }
  }
}

function incidentRow({
  i,
  month,
  unit,
  kind,
  random,
}: {
  readonly i: number;
  readonly month: string;
  readonly unit: CityUnit;
  readonly kind: (typeof kinds)[number];
  readonly random: Random;
}): Row {
  const [code, rate, tetEffect] = kind;
  const tet = tetShareOfMonth(month);
  const remote = Math.min(14, Math.sqrt(unit.areaKm2));
  const trend = code === "lua-dao-mang" ? 1 + i / 30 : 1 - i / 120;
  const local = 0.6 + ((Number(unit.code) * 7) % 11) / 12;
  const incidents = random.count((unit.people / 100_000) * rate * trend * local * (1 + tet * tetEffect));
  let resolved = 0;
  for (let n = 0; n < incidents; n++) if (random.chance(code === "lua-dao-mang" ? 0.3 : 0.82)) resolved++;
  const minutes = 7 + remote * random.between(0.8, 1.5);
  return cells(month, unit.code, code, incidents, resolved, incidents === 0 ? null : minutes.toFixed(1));
}
