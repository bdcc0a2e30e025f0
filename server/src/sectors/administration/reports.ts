/** 200,000 simulated reports of citizens to 1022. Reporters are plainly invented. */
import { dateOfDayNumber } from "@dothi/vietnam";
import { daysBefore, isDayOff, lunarDay, tetShare, wetness, workingDaysAfter } from "../calendar.ts";
import {
  agencyColumn,
  cells,
  codeColumn,
  column,
  positionColumns,
  type Row,
  simulated,
  unitColumn,
} from "../columns.ts";
import { personName, phoneNumber } from "../people.ts";
import { chooser, type Random, randomOf } from "../random.ts";
import { streetsOf } from "../streets.ts";
import { type CityUnit, fullName, pickUnit, placeIn } from "../territory.ts";
import { reportText, topicWords } from "./report-texts.ts";

const DAYS = 420;
const ROWS = 200_000;

type Topic = readonly [code: string, agency: string, workingDays: number, share: number];

const topics: readonly Topic[] = [
  ["thu-tuc", "TTPVHCC", 5, 36],
  ["ha-tang", "SXD", 7, 16],
  ["tieng-on", "CATP", 3, 10],
  ["xe-buyt", "MCPT", 5, 7],
  ["ngap", "SXD", 3, 5],
  ["rac", "SNNMT", 3, 6],
  ["via-he", "SXD", 5, 6],
  ["chieu-sang", "SXD", 2, 4],
  ["dien-nuoc", "SCT", 3, 3],
  ["cay-xanh", "SXD", 5, 2],
  ["xay-dung", "SXD", 10, 2],
  ["trat-tu", "CATP", 3, 2],
  ["y-te", "SYT", 5, 1.5],
];
const channels = ["dien-thoai", "ung-dung", "cong-web", "zalo", "email"] as const;
const chooseChannel = chooser([38, 34, 14, 11, 3]);
const chooseHour = chooser([
  1, 0.5, 0.3, 0.3, 0.5, 1.2, 3, 6, 9, 9.5, 9, 7, 4.5, 6, 8, 8, 7.5, 6.5, 5, 5.5, 6, 5.5, 4, 2,
]);

export const citizenReports = simulated({
  name: "phan_anh_1022",
  title: "Phản ánh, kiến nghị của người dân qua 1022 | Reports of citizens to 1022",
  description:
    "200.000 phản ánh mô phỏng trong 14 tháng: chủ đề, kênh, nội dung, cơ quan xử lý, hạn, kết quả, mức hài lòng, vị trí. Khoảng một phần năm nội dung viết không dấu; một số việc được nhiều người cùng phản ánh. Họ tên và số điện thoại là bịa. | 200,000 simulated reports of 14 months: topic, channel, text, agency in charge, deadline, result, satisfaction, position. About a fifth are written without marks; some matters are reported by several people. Names and telephone numbers are invented.",
  theme: "administration",
  tags: ["1022", "phản ánh", "người dân", "dữ liệu cá nhân"],
  agencyCode: "HCMC-DXCENTER",
  access: "city",
  updateEvery: "P1D",
  key: ["report_id"],
  columns: [
    column("report_id", "text", [
      "Mã phản ánh | Report number",
      "Ngày và số thứ tự trong ngày. | Day and number of the day.",
    ]),
    column(
      "created_at",
      "datetime",
      ["Thời điểm gửi | Sent at", "Giờ Thành phố (UTC+7). | City time (UTC+7)."],
      { term: "instant" },
    ),
    unitColumn,
    codeColumn(
      "topic",
      ["Chủ đề | Topic", "Nhóm nội dung do tổng đài gán. | Group assigned by the hotline."],
      [
        "thu-tuc | Thủ tục hành chính | Administrative procedures",
        "ha-tang | Hạ tầng giao thông | Road infrastructure",
        "tieng-on | Tiếng ồn | Noise",
        "xe-buyt | Xe buýt | Bus",
        "ngap | Ngập, thoát nước | Flooding and drainage",
        "rac | Rác thải, vệ sinh | Waste and cleanliness",
        "via-he | Lấn chiếm vỉa hè, đậu xe | Pavements and parking",
        "chieu-sang | Chiếu sáng, đèn tín hiệu | Lighting and signals",
        "dien-nuoc | Điện, nước | Power and water",
        "cay-xanh | Cây xanh | Trees",
        "xay-dung | Trật tự xây dựng | Building order",
        "trat-tu | An ninh trật tự | Public order",
        "y-te | Y tế, an toàn thực phẩm | Health and food safety",
      ],
    ),
    codeColumn(
      "channel",
      ["Kênh | Channel", "Kênh tiếp nhận. | Channel of the report."],
      [
        "dien-thoai | Điện thoại 1022 | Telephone 1022",
        "ung-dung | Ứng dụng công dân số | Citizen app",
        "cong-web | Cổng thông tin | Web portal",
        "zalo | Zalo | Zalo",
        "email | Thư điện tử | E-mail",
      ],
    ),
    column(
      "text",
      "text",
      [
        "Nội dung | Text",
        "Lời người dân, có thể chứa địa chỉ nhà. | The citizen's words, may hold a house address.",
      ],
      { class: "sensitive" },
    ),
    agencyColumn,
    codeColumn(
      "status",
      ["Tình trạng | Status", "Tình trạng vào ngày cập nhật. | Status on the day of the update."],
      [
        "moi | Mới tiếp nhận | New",
        "dang-xu-ly | Đang xử lý | In progress",
        "da-xu-ly | Đã xử lý | Done",
        "khong-thuoc-tham-quyen | Không thuộc thẩm quyền | Not the city's matter",
      ],
    ),
    column("deadline", "date", [
      "Hạn xử lý | Deadline",
      "Tính theo ngày làm việc của từng chủ đề. | Counted in working days of each topic.",
    ]),
    column("resolved_at", "datetime", [
      "Thời điểm xử lý xong | Resolved at",
      "Trống = chưa xong. | Empty = not done.",
    ]),
    column("satisfaction", "integer", [
      "Mức hài lòng | Satisfaction",
      "1 (rất không hài lòng) đến 5 (rất hài lòng); trống = không đánh giá. | 1 (very dissatisfied) to 5 (very satisfied); empty = not rated.",
    ]),
    ...positionColumns.map((position) => ({ ...position, class: "location" as const })),
    column(
      "reporter_name",
      "text",
      ["Người phản ánh | Reporter", "Họ tên bịa; trống = ẩn danh. | Invented name; empty = anonymous."],
      { class: "person-name", term: "person-name" },
    ),
    column(
      "reporter_phone",
      "text",
      ["Điện thoại | Telephone", "Số bịa, đầu 0500. | Invented number of prefix 0500."],
      { class: "phone", term: "phone" },
    ),
  ],
  rules: [
    { kind: "unique", columns: ["report_id"], severity: "error" },
    { kind: "not_null", column: "text", severity: "error" },
    { kind: "relationships", column: "unit_code", toDataset: "don_vi_hanh_chinh", toColumn: "unit_code" },
    { kind: "accepted_values", column: "topic", values: topics.map(([code]) => code) },
    { kind: "range", column: "satisfaction", least: 1, most: 5 },
    { kind: "not_null", column: "lon", mostShare: 0.25 },
    { kind: "freshness", column: "created_at", mostHours: 48 },
    { kind: "distribution_drift", column: "topic", mostPsi: 0.2 },
  ],
  rows: reportRows,
});

interface Day {
  readonly number: number;
  readonly date: string;
  readonly end: number;
  readonly random: Random;
  readonly deadlines: readonly string[];
  readonly deadlineDays: readonly number[];
}

/** What happened: several people may report the same event. */
interface Happening {
  readonly topic: number;
  readonly unit: CityUnit;
  readonly street: string;
  readonly place: readonly [number, number];
}

function* reportRows(today: string): Generator<Row> {
  const days = daysBefore(today, DAYS);
  const weights = days.map((day) => (isDayOff(day) ? 0.62 : 1) * (1 - 0.6 * tetShare(day)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const end = (days.at(-1) ?? 0) + 1;
  let due = 0;
  let written = 0;
  for (const [i, number] of days.entries()) {
    due += ((weights[i] ?? 0) / total) * ROWS;
    const deadlineDays = topics.map(([, , workingDays]) => workingDaysAfter(number, workingDays));
    const day: Day = {
      number,
      date: dateOfDayNumber(number),
      end,
      random: randomOf(`phan_anh/${number}`),
      deadlines: deadlineDays.map(dateOfDayNumber),
      deadlineDays,
    };
    const choose = chooser(topicShares(number));
    const stamp = day.date.slice(2).replaceAll("-", "");
    let last: Happening | undefined;
    for (let n = 1; written < Math.round(due); n++, written++) {
      const again = last !== undefined && last.topic !== 0 && day.random.chance(0.14);
      const happening: Happening = again && last ? last : newHappening(choose(day.random), day.random);
      last = happening;
      yield report(day, happening, `PA${stamp}-${String(n).padStart(4, "0")}`);
    }
  }
}

function newHappening(topic: number, random: Random): Happening {
  const unit = pickUnit(random);
  return { topic, unit, street: random.pick(streetsOf(unit)), place: placeIn(unit, random) };
}

// Rain and spring tides bring floods and fallen trees, Tết noise and waste, the hot months power cuts.
function topicShares(dayNumber: number): number[] {
  const month = new Date(dayNumber * 86_400_000).getUTCMonth() + 1;
  const wet = wetness(month);
  const moon = lunarDay(dayNumber);
  const spring = (moon <= 3 || (moon >= 15 && moon <= 18)) && (month >= 9 || month <= 1) ? 2 : 1;
  const tet = tetShare(dayNumber);
  const off = isDayOff(dayNumber);
  const factors: Readonly<Record<string, number>> = {
    "thu-tuc": off ? 0.45 : 1,
    "tieng-on": (1 + 2.2 * tet) * (off ? 1.5 : 1),
    ngap: (0.2 + 1.5 * wet) * spring,
    "ha-tang": 0.8 + 0.4 * wet,
    rac: 1 + 1.5 * tet,
    "cay-xanh": 0.4 + 1.2 * wet,
    "dien-nuoc": month === 4 || month === 5 ? 1.9 : 1,
    "y-te": 0.7 + 0.6 * wet,
  };
  return topics.map(([code, , , share]) => share * (factors[code] ?? 1));
}

function report(day: Day, { topic, unit, street, place }: Happening, id: string): Row {
  const { random } = day;
  const [code = "thu-tuc", agency = "TTPVHCC"] = topics[topic] ?? [];
  const words = topicWords[code];
  if (words === undefined) throw new RangeError(`no words for ${code}`);
  const hour = chooseHour(random);
  const minute = random.whole(0, 59);
  const text = reportText(words, { street, unit: fullName(unit) }, random);
  const deadline = day.deadlineDays[topic] ?? day.number;
  const late = random.chance(0.035 + 0.05 * slowness(unit, code));
  const resolvedDay = dayOfResolution({ from: day.number, deadline, late, random });
  const resolvedHour =
    resolvedDay === day.number ? Math.min(23, hour + random.whole(1, 5)) : random.whole(8, 17);
  const done = resolvedDay < day.end;
  const outside = random.chance(0.02);
  const mood = (late ? 2 : 4.1) + 0.9 * random.bell();
  const rated = done && random.chance(0.38);
  const anonymous = random.chance(0.34);
  const placed = random.chance(code === "thu-tuc" ? 0.7 : 0.9);
  return cells(
    id,
    instant(day.date, hour, minute),
    unit.code,
    code,
    channels[chooseChannel(random)] ?? "dien-thoai",
    text,
    agency,
    statusOf({ done, outside, age: day.end - day.number }),
    day.deadlines[topic] ?? null,
    done ? instant(dateOfDay(resolvedDay), resolvedHour, resolvedDay === day.number ? 59 : minute) : null,
    rated ? Math.min(5, Math.max(1, Math.round(mood))) : null,
    placed ? place[0] : null,
    placed ? place[1] : null,
    anonymous ? null : personName(random),
    anonymous || random.chance(0.05) ? null : phoneNumber(random),
  );
}

interface Work {
  readonly from: number;
  readonly deadline: number;
  readonly late: boolean;
  readonly random: Random;
}

/** Nobody closes a matter on a day off; the same day counts for urgent ones. */
function dayOfResolution({ from, deadline, late, random }: Work): number {
  const ready = late
    ? deadline + random.whole(1, 12)
    : from + Math.floor((deadline - from) * (1 - random.unit() ** 2) + 0.2);
  return ready > from && isDayOff(ready) ? workingDaysAfter(ready, 1) : ready;
}

function statusOf({ done, outside, age }: { done: boolean; outside: boolean; age: number }): string {
  if (done) return outside ? "khong-thuoc-tham-quyen" : "da-xu-ly";
  return age <= 1 ? "moi" : "dang-xu-ly";
}

/** Some units and topics are slower than others, 0 to 1, always the same ones. */
function slowness(unit: CityUnit, topic: string): number {
  const number = Number(unit.code) % 7 === 0 ? 1 : (Number(unit.code) % 5) / 8;
  return topic === "xay-dung" || topic === "ha-tang" ? Math.min(1, number + 0.4) : number;
}

const dateTexts = new Map<number, string>();

function dateOfDay(dayNumber: number): string {
  let text = dateTexts.get(dayNumber);
  if (text === undefined) {
    text = dateOfDayNumber(dayNumber);
    dateTexts.set(dayNumber, text);
  }
  return text;
}

function instant(date: string, hour: number, minute: number): string {
  return `${date}T${hour < 10 ? "0" : ""}${hour}:${minute < 10 ? "0" : ""}${minute}:00+07:00`;
}
