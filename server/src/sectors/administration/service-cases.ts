/** Simulated cases of public services. People and numbers are plainly invented. */
import { dateOfDayNumber } from "@dothi/vietnam";
import { daysBefore, isDayOff, tetShare, workingDaysAfter } from "../calendar.ts";
import { agencyColumn, cells, codeColumn, column, type Row, simulated, unitColumn } from "../columns.ts";
import { citizenId, personName, phoneNumber } from "../people.ts";
import { chooser, type Random, randomOf } from "../random.ts";
import { pickUnit } from "../territory.ts";

const DAYS = 365;
const ROWS = 60_000;

type Procedure = readonly [code: string, agency: string, workingDays: number, feeDong: number, share: number];

const procedures: readonly Procedure[] = [
  ["khai-sinh", "STP", 1, 0, 9],
  ["ket-hon", "STP", 3, 0, 5],
  ["chung-thuc", "STP", 1, 10_000, 22],
  ["trich-luc", "STP", 2, 8_000, 11],
  ["ho-kinh-doanh", "STC", 3, 100_000, 12],
  ["dat-dai-bien-dong", "SNNMT", 10, 650_000, 13],
  ["giay-phep-xay-dung", "SXD", 15, 150_000, 6],
  ["phu-hieu-xe", "SXD", 2, 0, 3],
  ["bao-tro-xa-hoi", "SYT", 15, 0, 8],
  ["chung-chi-hanh-nghe-y", "SYT", 20, 360_000, 1],
  ["an-toan-thuc-pham", "SATTP", 15, 700_000, 2],
  ["tuyen-sinh-chuyen-truong", "SGDDT", 5, 0, 5],
  ["nguoi-co-cong", "SNV", 12, 0, 3],
];
const chooseProcedure = chooser(procedures.map(([, , , , share]) => share));
const channels = ["toan-trinh", "mot-phan", "truc-tiep", "buu-chinh"] as const;
const chooseChannel = chooser([41, 17, 38, 4]);

export const serviceCases = simulated({
  name: "ho_so_dich_vu_cong",
  title: "Hồ sơ thủ tục hành chính | Cases of public services",
  description:
    "60.000 hồ sơ mô phỏng trong 12 tháng: tiếp nhận, hạn trả, kết quả. Hồ sơ trực tuyến được tính là tiếp nhận trễ khi quá 1 ngày làm việc. Có thông tin cá nhân bịa: số định danh mang mã tỉnh 000 không tồn tại. | 60,000 simulated cases of 12 months: acceptance, due date, result. An online case counts as accepted late after more than 1 working day. Holds invented personal data: identity numbers carry a province code 000 that does not exist.",
  theme: "administration",
  tags: ["dịch vụ công", "một cửa", "thủ tục hành chính", "dữ liệu cá nhân"],
  agencyCode: "TTPVHCC",
  access: "agency",
  updateEvery: "P1D",
  key: ["case_no"],
  columns: [
    column("case_no", "text", ["Mã hồ sơ | Case number", "Mã hồ sơ mô phỏng. | Simulated case number."]),
    codeColumn(
      "procedure",
      ["Thủ tục | Procedure", "Nhóm thủ tục, tên rút gọn. | Group of procedures, short name."],
      [
        "khai-sinh | Đăng ký khai sinh | Birth registration",
        "ket-hon | Đăng ký kết hôn | Marriage registration",
        "chung-thuc | Chứng thực bản sao | Certification of copies",
        "trich-luc | Cấp trích lục hộ tịch | Civil-status extract",
        "ho-kinh-doanh | Đăng ký hộ kinh doanh | Household business registration",
        "dat-dai-bien-dong | Đăng ký biến động đất đai | Change of land registration",
        "giay-phep-xay-dung | Cấp giấy phép xây dựng nhà ở | Housing construction permit",
        "phu-hieu-xe | Cấp phù hiệu xe | Vehicle badge",
        "bao-tro-xa-hoi | Trợ cấp bảo trợ xã hội | Social assistance",
        "chung-chi-hanh-nghe-y | Giấy phép hành nghề khám bệnh | Medical practice licence",
        "an-toan-thuc-pham | Giấy chứng nhận an toàn thực phẩm | Food-safety certificate",
        "tuyen-sinh-chuyen-truong | Chuyển trường | Change of school",
        "nguoi-co-cong | Chế độ người có công | Benefits for people of merit",
      ],
    ),
    agencyColumn,
    unitColumn,
    codeColumn(
      "channel",
      ["Kênh nộp | Channel", "Cách nộp hồ sơ. | How the case was handed in."],
      [
        "toan-trinh | Trực tuyến toàn trình | Fully online",
        "mot-phan | Trực tuyến một phần | Partly online",
        "truc-tiep | Trực tiếp | In person",
        "buu-chinh | Bưu chính công ích | Public post",
      ],
    ),
    column("applicant", "text", ["Người nộp | Applicant", "Họ tên bịa. | Invented name."], {
      class: "person-name",
      term: "person-name",
    }),
    column(
      "citizen_id",
      "text",
      [
        "Số định danh cá nhân | Citizen identity number",
        "12 chữ số bịa, mã tỉnh 000. | Twelve invented digits, province code 000.",
      ],
      { class: "citizen-id", term: "citizen-id" },
    ),
    column(
      "phone",
      "text",
      ["Điện thoại | Telephone", "Số bịa, đầu 0500. | Invented number of prefix 0500."],
      {
        class: "phone",
        term: "phone",
      },
    ),
    column(
      "submitted_on",
      "date",
      ["Ngày nộp | Handed in on", "Ngày người dân nộp. | Day it was handed in."],
      { term: "date" },
    ),
    column(
      "accepted_on",
      "date",
      ["Ngày tiếp nhận | Accepted on", "Ngày cơ quan tiếp nhận. | Day it was accepted."],
      { term: "date" },
    ),
    column("due_on", "date", [
      "Ngày hẹn trả | Due on",
      "Tính theo ngày làm việc từ ngày tiếp nhận. | Counted in working days from acceptance.",
    ]),
    column("finished_on", "date", [
      "Ngày trả kết quả | Finished on",
      "Trống = đang xử lý. | Empty = in progress.",
    ]),
    codeColumn(
      "status",
      ["Tình trạng | Status", "Tình trạng vào ngày cập nhật. | Status on the day of the update."],
      [
        "cho-tiep-nhan | Chờ tiếp nhận | Waiting for acceptance",
        "dang-xu-ly | Đang xử lý | In progress",
        "bo-sung | Chờ bổ sung | Waiting for documents",
        "da-tra | Đã trả kết quả | Finished",
        "tu-choi | Từ chối | Refused",
      ],
    ),
    column("accepted_late", "boolean", [
      "Tiếp nhận trễ | Accepted late",
      "Hồ sơ trực tuyến tiếp nhận sau hơn 1 ngày làm việc. | Online case accepted after more than 1 working day.",
    ]),
    column(
      "fee_dong",
      "integer",
      ["Phí, lệ phí | Fee", "Số tiền thu, mô phỏng. | Amount charged, simulated."],
      {
        unit: "đồng",
      },
    ),
  ],
  rules: [
    { kind: "unique", columns: ["case_no"], severity: "error" },
    { kind: "not_null", column: "unit_code", severity: "error" },
    { kind: "relationships", column: "unit_code", toDataset: "don_vi_hanh_chinh", toColumn: "unit_code" },
    { kind: "regex", column: "citizen_id", pattern: "^000[0-3][0-9]{8}$" },
    { kind: "not_null", column: "accepted_on", mostShare: 0.02 },
    { kind: "range", column: "fee_dong", least: 0, most: 5_000_000 },
    { kind: "freshness", column: "submitted_on", mostHours: 96 },
  ],
  rowRule: { column: "unit_code", by: "territory" },
  rows: serviceCaseRows,
});

function* serviceCaseRows(today: string): Generator<Row> {
  const days = daysBefore(today, DAYS);
  const weights = days.map((day) => (isDayOff(day) ? 0.16 : 1) * (1 - 0.85 * tetShare(day)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const end = (days.at(-1) ?? 0) + 1;
  let due = 0;
  let written = 0;
  for (const [i, day] of days.entries()) {
    due += ((weights[i] ?? 0) / total) * ROWS;
    const random = randomOf(`ho_so/${day}`);
    const stamp = dateOfDayNumber(day).slice(2).replaceAll("-", "");
    for (let n = 1; written < Math.round(due); n++, written++) {
      yield serviceCase({ random, day, end, caseNo: `HS${stamp}-${String(n).padStart(4, "0")}` });
    }
  }
}

function serviceCase(at: { random: Random; day: number; end: number; caseNo: string }): Row {
  const { random, day, end, caseNo } = at;
  const [procedure, agency, workingDays, fee] = procedures[chooseProcedure(random)] ?? procedures[0] ?? [];
  const unit = pickUnit(random);
  const channel = channels[chooseChannel(random)] ?? "truc-tiep";
  const online = channel === "toan-trinh" || channel === "mot-phan";
  const wait = online ? daysOfWaiting(random) : 0;
  const accepted = wait === 0 && !isDayOff(day) ? day : workingDaysAfter(day, Math.max(1, wait));
  const dueDay = workingDaysAfter(accepted, workingDays ?? 5);
  const slow = procedure === "dat-dai-bien-dong" || procedure === "giay-phep-xay-dung" ? 0.09 : 0.025;
  const finished = random.chance(slow)
    ? workingDaysAfter(dueDay, random.whole(1, 15))
    : dueDay - Math.floor(random.unit() * Math.max(1, (dueDay - accepted) * 0.7));
  const status = accepted >= end ? "cho-tiep-nhan" : statusOf(finished < end, random.unit());
  return cells(
    caseNo,
    procedure ?? null,
    agency ?? null,
    unit.code,
    channel,
    personName(random),
    citizenId(random),
    random.chance(0.04) ? null : phoneNumber(random),
    dateOfDayNumber(day),
    accepted < end ? dateOfDayNumber(accepted) : null,
    accepted < end ? dateOfDayNumber(dueDay) : null,
    accepted < end && finished < end ? dateOfDayNumber(finished) : null,
    status,
    online && wait > 1,
    fee ?? 0,
  );
}

function daysOfWaiting(random: Random): number {
  return random.chance(0.09) ? random.whole(2, 4) : random.whole(0, 1);
}

function statusOf(finished: boolean, fate: number): string {
  if (finished) return fate < 0.04 ? "tu-choi" : "da-tra";
  return fate < 0.12 ? "bo-sung" : "dang-xu-ly";
}
