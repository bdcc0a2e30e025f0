/** Simulated vocational training. */
import type { DatasetDefinition } from "../../modules/warehouse/sector.ts";
import { cells, codeColumn, column, type Row, round, simulated, unitColumn } from "../columns.ts";
import { randomOf } from "../random.ts";
import { type CityUnit, pickUnit } from "../territory.ts";

const trades = [
  "co-khi",
  "dien-tu",
  "cong-nghe-thong-tin",
  "logistics",
  "du-lich",
  "dieu-duong",
  "may",
  "o-to",
  "ban-dan",
];
const wanted: Readonly<Record<string, number>> = {
  "cong-nghe-thong-tin": 1.5,
  logistics: 1.3,
  "ban-dan": 0.6,
  "o-to": 1.2,
  may: 0.7,
};

export const trainingDatasets: readonly DatasetDefinition[] = [
  simulated({
    name: "dao_tao_nghe",
    title: "Đào tạo nghề theo quý | Vocational training by quarter",
    description:
      "Tuyển sinh, tốt nghiệp và việc làm mô phỏng của 60 cơ sở đào tạo nghề theo ngành nghề và quý trong ba năm. Ngành bán dẫn mới mở và tăng nhanh. | Simulated intake, graduates and jobs of 60 vocational institutions by trade and quarter in three years. Semiconductors are new and grow fast.",
    theme: "training",
    tags: ["đào tạo nghề", "nhân lực", "việc làm"],
    agencyCode: "SGDDT",
    access: "open",
    updateEvery: "P3M",
    key: ["quarter_start", "institution_code", "trade"],
    columns: [
      column(
        "quarter_start",
        "date",
        ["Quý bắt đầu | Quarter from", "Ngày đầu quý. | First day of the quarter."],
        {
          term: "date",
        },
      ),
      column("institution_code", "text", ["Mã cơ sở | Institution code", "Mã mô phỏng. | Simulated code."]),
      unitColumn,
      codeColumn(
        "trade",
        ["Ngành nghề | Trade", "Nhóm ngành nghề. | Group of trades."],
        [
          "co-khi | Cơ khí | Mechanics",
          "dien-tu | Điện, điện tử | Electricity and electronics",
          "cong-nghe-thong-tin | Công nghệ thông tin | Information technology",
          "logistics | Logistics | Logistics",
          "du-lich | Du lịch, khách sạn | Tourism and hotels",
          "dieu-duong | Điều dưỡng | Nursing",
          "may | May mặc | Garments",
          "o-to | Ô tô | Motor vehicles",
          "ban-dan | Bán dẫn | Semiconductors",
        ],
      ),
      column(
        "enrolled",
        "integer",
        ["Tuyển mới | New students", "Học viên mới trong quý. | New students of the quarter."],
        {
          unit: "người",
        },
      ),
      column(
        "graduated",
        "integer",
        ["Tốt nghiệp | Graduates", "Tốt nghiệp trong quý. | Graduates of the quarter."],
        {
          unit: "người",
        },
      ),
      column(
        "employed_share",
        "number",
        [
          "Tỷ lệ có việc làm | Share with a job",
          "Có việc làm trong 6 tháng sau tốt nghiệp; trống = chưa khảo sát. | With a job within 6 months; empty = not surveyed yet.",
        ],
        { unit: "%" },
      ),
    ],
    rules: [
      { kind: "unique", columns: ["quarter_start", "institution_code", "trade"], severity: "error" },
      { kind: "range", column: "employed_share", least: 0, most: 100 },
      { kind: "not_null", column: "employed_share", mostShare: 0.25 },
      { kind: "accepted_values", column: "trade", values: trades },
    ],
    rows: trainingRows,
  }),
];

function* trainingRows(today: string): Generator<Row> {
  const thisQuarter = Number(today.slice(0, 4)) * 4 + Math.floor((Number(today.slice(5, 7)) - 1) / 3);
  for (let quarter = thisQuarter - 12; quarter < thisQuarter; quarter++) {
    const date = `${Math.floor(quarter / 4)}-${String((quarter % 4) * 3 + 1).padStart(2, "0")}-01`;
    // Most begin after the school year, in the third quarter.
    const season = [0.8, 0.6, 1.7, 1][quarter % 4] ?? 1;
    for (let n = 1; n <= 60; n++) {
      const unit = pickUnit(randomOf(`dao_tao/${n}`));
      for (const [i, trade] of trades.entries()) {
        if ((n + i * 5) % 9 > 3) continue;
        const surveyed = quarter < thisQuarter - 2;
        yield trainingRow({ date, quarter, n, unit, trade, season, surveyed });
      }
    }
  }
}

function trainingRow({
  date,
  quarter,
  n,
  unit,
  trade,
  season,
  surveyed,
}: {
  readonly date: string;
  readonly quarter: number;
  readonly n: number;
  readonly unit: CityUnit;
  readonly trade: string;
  readonly season: number;
  readonly surveyed: boolean;
}): Row {
  const random = randomOf(`dao_tao/${quarter}/${n}/${trade}`);
  const growth = trade === "ban-dan" ? 1 + (quarter - 8100) * 0.12 : 1;
  const enrolled = random.count(38 * season * (wanted[trade] ?? 1) * growth * (0.5 + (n % 7) / 6));
  const graduated = round(enrolled * random.between(0.55, 0.9));
  const answered = random.chance(0.94) && surveyed;
  const share = Math.min(99, 74 + 9 * (wanted[trade] ?? 1) + 4 * random.bell());
  return cells(
    date,
    `DN-${String(n).padStart(3, "0")}`,
    unit.code,
    trade,
    enrolled,
    graduated,
    answered ? round(share, 1) : null,
  );
}
