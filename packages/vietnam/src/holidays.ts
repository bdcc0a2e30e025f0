/**
 * Days off and made-up working days of Vietnamese public employees as dated facts.
 *
 * The statutory days are those of Labour Code 45/2019/QH14 Art. 112; a day off that falls on a weekly rest
 * day moves to the next working day (Art. 111.3). An administrator replaces or adds rows every year with the
 * number of the decision.
 */
import type { CivilDate } from "./civil-date.ts";

/**
 * `statutory` a holiday of the law · `compensation` a working day off for a holiday on a weekly rest day ·
 * `swapped-off` a working day off in exchange · `makeup-work` the Saturday worked for it.
 */
export type HolidayKind = "statutory" | "compensation" | "swapped-off" | "makeup-work";

/**
 * `law` the date stands in the law · `announced` in a published holiday plan (known from reports; the number
 * of the plan is not held) · `computed` from the lunar calendar or the compensation rule · `unverified`
 * reported, legal force unknown.
 */
export type HolidayStatus = "law" | "announced" | "computed" | "unverified";

/** One dated fact; a date may carry only one. */
export interface Holiday {
  readonly date: CivilDate;
  readonly kind: HolidayKind;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly source: string;
  readonly status: HolidayStatus;
  /** For `makeup-work`: the day off it pays for, whose working hours it takes over. */
  readonly inPlaceOf?: CivilDate;
}

const LAW = "Bộ luật Lao động 45/2019/QH14, Điều 112";
const RULE = "Bộ luật Lao động 45/2019/QH14, Điều 111 khoản 3 (nghỉ bù)";
const LUNAR = `${LAW}; ngày âm lịch tính theo múi giờ UTC+7`;
const PLAN = "Lịch nghỉ của cán bộ, công chức, theo thông tin đã công bố; chưa đối chiếu văn bản";
const PLAN_TET_2026 = "Báo Công an TP.HCM, bài 388656 (lịch nghỉ Tết 14–22/02/2026)";
const RESOLUTION_80 = "Nghị quyết 80-NQ/TW (01/2026), theo báo chí; hiệu lực pháp lý chưa kiểm chứng";

const NEW_YEAR = ["Tết Dương lịch", "New Year's Day"] as const;
const TET = ["Tết Nguyên đán", "Lunar New Year"] as const;
const KINGS = ["Giỗ Tổ Hùng Vương", "Hùng Kings Commemoration Day"] as const;
const VICTORY = ["Ngày Chiến thắng", "Victory Day"] as const;
const LABOUR = ["Ngày Quốc tế lao động", "International Labour Day"] as const;
const NATIONAL = ["Quốc khánh", "National Day"] as const;
const CULTURE = ["Ngày Văn hóa Việt Nam", "Vietnam Culture Day"] as const;

type Names = readonly [string, string];

function statutory(date: CivilDate, names: Names, source = LAW, status: HolidayStatus = "law"): Holiday {
  return { date, kind: "statutory", nameVi: names[0], nameEn: names[1], source, status };
}

function compensation(date: CivilDate, names: Names, status: HolidayStatus, source = RULE): Holiday {
  const [nameVi, nameEn] = [`Nghỉ bù ${names[0]}`, `${names[1]} (compensation)`];
  return { date, kind: "compensation", nameVi, nameEn, source, status };
}

function swap(off: CivilDate, worked: CivilDate, names: Names): Holiday[] {
  const common = { source: PLAN, status: "announced" } as const;
  return [
    {
      date: off,
      kind: "swapped-off",
      nameVi: `Nghỉ hoán đổi ${names[0]}`,
      nameEn: `${names[1]} (swapped day off)`,
      ...common,
    },
    {
      date: worked,
      kind: "makeup-work",
      nameVi: "Làm bù",
      nameEn: "Make-up working day",
      inPlaceOf: off,
      ...common,
    },
  ];
}

function tet(dates: readonly CivilDate[], source: string, status: HolidayStatus): Holiday[] {
  return dates.map((date) => statutory(date, TET, source, status));
}

/**
 * Holidays 2024–2027, weekends inside a block left out because nobody works on them anyway.
 *
 * Of Tết 2027 only the days on which both usual divisions of the five agree are listed (last day of the old
 * year, mùng 1–3, and the two compensation days after them); the second day of National Day 2027 is not
 * known. 24 November (Vietnam Culture Day) is `unverified`.
 */
export const HOLIDAYS: readonly Holiday[] = [
  statutory("2024-01-01", NEW_YEAR),
  ...tet(["2024-02-08", "2024-02-09", "2024-02-10", "2024-02-11", "2024-02-12"], PLAN, "announced"),
  compensation("2024-02-13", TET, "announced", PLAN),
  compensation("2024-02-14", TET, "announced", PLAN),
  statutory("2024-04-18", KINGS, LUNAR, "computed"),
  ...swap("2024-04-29", "2024-05-04", VICTORY),
  statutory("2024-04-30", VICTORY),
  statutory("2024-05-01", LABOUR),
  statutory("2024-09-02", NATIONAL),
  statutory("2024-09-03", NATIONAL, PLAN, "announced"),

  statutory("2025-01-01", NEW_YEAR),
  ...tet(["2025-01-27", "2025-01-28", "2025-01-29", "2025-01-30", "2025-01-31"], PLAN, "announced"),
  statutory("2025-04-07", KINGS, LUNAR, "computed"),
  ...swap("2025-05-02", "2025-04-26", LABOUR),
  statutory("2025-04-30", VICTORY),
  statutory("2025-05-01", LABOUR),
  statutory("2025-09-01", NATIONAL, PLAN, "announced"),
  statutory("2025-09-02", NATIONAL),

  statutory("2026-01-01", NEW_YEAR),
  ...tet(["2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20"], PLAN_TET_2026, "announced"),
  statutory("2026-04-26", KINGS, LUNAR, "computed"),
  compensation("2026-04-27", KINGS, "computed"),
  statutory("2026-04-30", VICTORY),
  statutory("2026-05-01", LABOUR),
  ...swap("2026-08-31", "2026-08-22", NATIONAL),
  statutory("2026-09-01", NATIONAL, PLAN, "announced"),
  statutory("2026-09-02", NATIONAL),
  statutory("2026-11-24", CULTURE, RESOLUTION_80, "unverified"),

  statutory("2027-01-01", NEW_YEAR),
  ...tet(["2027-02-05", "2027-02-06", "2027-02-07", "2027-02-08"], LUNAR, "computed"),
  compensation("2027-02-09", TET, "computed"),
  compensation("2027-02-10", TET, "computed"),
  statutory("2027-04-16", KINGS, LUNAR, "computed"),
  statutory("2027-04-30", VICTORY),
  statutory("2027-05-01", LABOUR),
  compensation("2027-05-03", LABOUR, "computed"),
  statutory("2027-09-02", NATIONAL),
  statutory("2027-11-24", CULTURE, RESOLUTION_80, "unverified"),
];

/** First and last date that `HOLIDAYS` speaks about. */
export const HOLIDAYS_COVER = { from: "2024-01-01", to: "2027-12-31" } as const;

/** The fact about a date, whatever its status, or undefined. */
export function holidayOn(date: CivilDate, holidays: readonly Holiday[] = HOLIDAYS): Holiday | undefined {
  return holidays.find((holiday) => holiday.date === date);
}
