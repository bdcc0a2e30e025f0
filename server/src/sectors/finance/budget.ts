/** Simulated budget of the city by month and heading; the newest months are first reported, then settled. */
import { monthsBefore, tetShareOfMonth } from "../calendar.ts";
import { cells, codeColumn, column, monthColumn, type Row, round, simulated } from "../columns.ts";
import { randomOf } from "../random.ts";

type Heading = readonly [
  code: string,
  side: "thu" | "chi",
  monthlyBillion: number,
  season: readonly number[],
];

const flat = [1, 0.7, 1, 1.15, 0.95, 0.9, 1.1, 0.9, 0.9, 1.1, 0.95, 1.35];
const investment = [0.4, 0.3, 0.6, 0.7, 0.8, 0.9, 1, 1, 1.1, 1.3, 1.5, 2.4];
const headings: readonly Heading[] = [
  ["thu-noi-dia-dn", "thu", 21_000, flat],
  ["thu-thue-tncn", "thu", 6_500, [1.3, 0.9, 1.4, 1, 0.9, 0.9, 0.95, 0.9, 0.9, 0.95, 0.9, 1]],
  ["thu-tien-dat", "thu", 4_200, [0.6, 0.5, 0.8, 0.9, 1, 1.1, 1, 1, 1.1, 1.2, 1.3, 1.5]],
  ["thu-le-phi-truoc-ba", "thu", 900, [1.3, 0.6, 0.9, 0.95, 1, 1, 1, 0.85, 1, 1.05, 1.1, 1.25]],
  ["thu-dau-tho", "thu", 2_400, [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]],
  ["thu-xuat-nhap-khau", "thu", 15_500, [1, 0.7, 1.05, 1, 1, 1, 1.05, 1.05, 1, 1.05, 1.05, 1.1]],
  ["chi-dau-tu", "chi", 11_500, investment],
  ["chi-giao-duc", "chi", 2_900, [1.2, 0.9, 0.9, 0.95, 1, 0.9, 0.8, 1.1, 1.1, 1, 1, 1.15]],
  ["chi-y-te", "chi", 1_100, [1.1, 0.9, 0.95, 0.95, 1, 1, 1, 1, 1, 1, 1, 1.1]],
  ["chi-khoa-hoc-so", "chi", 420, investment],
  ["chi-moi-truong", "chi", 650, [1.1, 1.1, 0.9, 0.95, 1, 1, 1, 1, 1, 1, 0.95, 1.1]],
  ["chi-an-sinh", "chi", 1_300, [2, 0.9, 0.8, 0.85, 0.9, 0.9, 1.2, 0.9, 0.9, 0.9, 0.9, 1]],
  ["chi-quan-ly", "chi", 1_700, [1.3, 0.8, 0.9, 0.95, 1, 1, 1, 1, 1, 1, 1, 1.1]],
];

export const budget = simulated({
  name: "thu_chi_ngan_sach",
  title: "Thu, chi ngân sách theo tháng | Budget by month",
  description:
    "Thu và chi mô phỏng theo tháng và khoản mục trong ba năm, so với dự toán. Bản đầu mang số sơ bộ của ba tháng cuối và một tháng nhập sai đơn vị; bản sau đã quyết toán. Không dùng so sánh với số thật. | Simulated revenue and expenditure by month and heading of three years against the plan. The first version holds preliminary figures of the last three months and one in the wrong unit; the second is settled. Not comparable with real figures.",
  theme: "finance",
  tags: ["ngân sách", "thu chi", "đầu tư công"],
  agencyCode: "STC",
  access: "open",
  updateEvery: "P1M",
  key: ["month", "heading"],
  columns: [
    monthColumn,
    codeColumn(
      "side",
      ["Thu hay chi | Side", "Thu hay chi ngân sách. | Revenue or expenditure."],
      ["thu | Thu | Revenue", "chi | Chi | Expenditure"],
    ),
    codeColumn(
      "heading",
      ["Khoản mục | Heading", "Nhóm khoản thu, chi. | Group of revenue or expenditure."],
      [
        "thu-noi-dia-dn | Thu nội địa từ doanh nghiệp | Domestic revenue from firms",
        "thu-thue-tncn | Thuế thu nhập cá nhân | Personal income tax",
        "thu-tien-dat | Tiền sử dụng đất | Land use fees",
        "thu-le-phi-truoc-ba | Lệ phí trước bạ | Registration fees",
        "thu-dau-tho | Thu từ dầu thô | Crude oil",
        "thu-xuat-nhap-khau | Thu xuất nhập khẩu | Customs",
        "chi-dau-tu | Chi đầu tư phát triển | Investment",
        "chi-giao-duc | Chi giáo dục, đào tạo | Education and training",
        "chi-y-te | Chi y tế | Health",
        "chi-khoa-hoc-so | Chi khoa học, chuyển đổi số | Science and digital transformation",
        "chi-moi-truong | Chi môi trường | Environment",
        "chi-an-sinh | Chi an sinh xã hội | Social security",
        "chi-quan-ly | Chi quản lý hành chính | Administration",
      ],
    ),
    column(
      "amount_billion",
      "number",
      ["Số thực hiện | Amount", "Số thực hiện trong tháng. | Amount of the month."],
      { unit: "tỷ đồng" },
    ),
    column(
      "plan_billion",
      "number",
      ["Dự toán tháng | Plan of the month", "Một phần mười hai dự toán năm. | A twelfth of the year's plan."],
      { unit: "tỷ đồng" },
    ),
    codeColumn(
      "state",
      ["Trạng thái số liệu | State of the figure", "Sơ bộ hay đã chốt. | Preliminary or settled."],
      ["so-bo | Sơ bộ | Preliminary", "chot | Đã chốt | Settled"],
    ),
  ],
  rules: [
    { kind: "unique", columns: ["month", "heading"], severity: "error" },
    { kind: "range", column: "amount_billion", least: 0, most: 60_000 },
    { kind: "accepted_values", column: "state", values: ["so-bo", "chot"] },
    { kind: "row_count", least: 400 },
    { kind: "freshness", column: "month", mostHours: 1800 },
  ],
  rows: (today) => budgetRows(today, false),
  before: (today) => budgetRows(today, true),
});

function* budgetRows(today: string, first: boolean): Generator<Row> {
  const months = monthsBefore(today, 36);
  for (const [i, month] of months.entries()) {
    const age = months.length - i;
    for (const heading of headings) yield budgetRow({ month, year: Math.floor(i / 12), age, heading, first });
  }
}

interface Entry {
  readonly month: string;
  readonly year: number;
  /** 1 = last month. */
  readonly age: number;
  readonly heading: Heading;
  readonly first: boolean;
}

function budgetRow({ month, year, age, heading: [code, side, mean, season], first }: Entry): Row {
  const random = randomOf(`ngan_sach/${month}/${code}`);
  const plan = round(mean * (1 + 0.09 * year));
  const slow = code === "thu-xuat-nhap-khau" || code === "chi-dau-tu";
  const tet = slow ? 1 - 0.3 * tetShareOfMonth(month) : 1;
  const share = (season[Number(month.slice(5, 7)) - 1] ?? 1) * tet * (1.03 + 0.06 * random.bell());
  const preliminary = age <= (first ? 3 : 1);
  const known = preliminary && first ? random.between(0.88, 0.98) : 1;
  // One heading of one month was typed in million instead of billion.
  const slip = first && age === 7 && code === "chi-y-te" ? 1000 : 1;
  return cells(
    month,
    side,
    code,
    round(plan * share * known * slip, 1),
    plan,
    preliminary ? "so-bo" : "chot",
  );
}
