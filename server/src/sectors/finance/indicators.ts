/**
 * Published indicators of the city, each with territory, method, vintage and source; conflicting figures stand side
 * by side. None was compared with a primary source, so every row says "press" or the document it is repeated from.
 */
import type { DatasetDefinition } from "../../modules/warehouse/sector.ts";
import { both, cells, codeColumn, column, type Row } from "../columns.ts";

/** Published in, `yyyy-MM` or `yyyy-MM-dd`; null = not established. */
type Figure = readonly [
  indicator: string,
  territory: "old" | "merged" | "bd" | "brvt" | "vn",
  period: string,
  value: number,
  method: string,
  source: string,
  publishedOn: string | null,
];

const TBTC = "thoibaotaichinhvietnam.vn (10/2022)";
const PLO21 = "plo.vn 1032114";
const VIETTIMES = "viettimes.vn post182338";
const TBNH = "thoibaonganhang.vn 159353";
const HNM = "hanoimoi.vn 708010";
const VNN9M = "vietnamnet.vn 2450599";
const VNE = "vnexpress.net 4991499";
const VNPLUS = "vietnamplus.vn post1081881";
const ZNEWS = "znews.vn post1609692";
const VIETSTOCK = "vietstock.vn 2025/02";
const DANVIET = "danviet.vn d1367705";
const PLO1022 = "plo.vn post881025";
const VNN_CASES = "vietnamnet.vn 2455748";
const DANTRI_TIDE = "dantri.com.vn 20251205";
const GSO = "phương pháp Tổng cục Thống kê";
const MIC = "phương pháp Bộ Thông tin và Truyền thông";

const figures: readonly Figure[] = [
  ["grdp-growth", "old", "2011/2015", 7.22, "bình quân năm", TBTC, "2022-10"],
  ["grdp-growth", "old", "2016/2019", 7.72, "bình quân năm", TBTC, "2022-10"],
  ["grdp-growth", "old", "2016/2020", 6.41, "bình quân năm", PLO21, "2021-12"],
  ["grdp-growth", "old", "2020", 1.39, "số công bố năm 2022", TBTC, "2022-10"],
  ["grdp-growth", "old", "2021", -5.06, "ước tính 12/2021", PLO21, "2021-12"],
  ["grdp-growth", "old", "2021", -6.78, "số điều chỉnh", TBTC, "2022-10"],
  ["grdp-growth", "old", "2022", 9.03, "số công bố", "báo chí dẫn Cục Thống kê", null],
  ["grdp-growth", "old", "2024", 7.17, "ước tính 12/2024", VIETTIMES, "2024-12"],
  ["grdp-growth", "old", "2024-Q1", 6.54, "chuỗi A", VIETTIMES, "2024-12"],
  ["grdp-growth", "old", "2024-Q1", 6.79, "chuỗi B", TBNH, null],
  ["grdp-growth", "old", "2024-Q2", 6.31, "chuỗi A", VIETTIMES, "2024-12"],
  ["grdp-growth", "old", "2024-Q2", 6.53, "chuỗi B", TBNH, null],
  ["grdp-growth", "old", "2024-Q3", 7.33, "chuỗi A", VIETTIMES, "2024-12"],
  ["grdp-growth", "old", "2024-Q3", 7.36, "chuỗi B", TBNH, null],
  ["grdp-growth", "old", "2024-Q4", 7.92, "chuỗi A", VIETTIMES, "2024-12"],
  ["grdp-growth", "old", "2024-Q4", 7.92, "chuỗi B", TBNH, null],
  ["grdp-growth", "old", "2025-H1", 7.82, "6 tháng", HNM, "2025-07"],
  ["grdp-growth", "old", "2025-9M", 7.91, "9 tháng", VNN9M, "2025-10"],
  ["grdp-growth", "bd", "2025-H1", 8.3, "6 tháng", HNM, "2025-07"],
  ["grdp-growth", "brvt", "2025-H1", 2.61, "6 tháng", HNM, "2025-07"],
  ["grdp-growth", "merged", "2025-H1", 6.56, "6 tháng", HNM, "2025-07"],
  ["grdp-growth", "merged", "2025-9M", 7.07, "9 tháng", VNN9M, "2025-10"],
  [
    "grdp-growth",
    "merged",
    "2025",
    8.03,
    "ước tính của Thành phố 9/12/2025, không nói rõ có dầu khí hay không",
    VNE,
    "2025-12-09",
  ],
  [
    "grdp-growth",
    "merged",
    "2025",
    7.53,
    "Cục Thống kê 01/2026, có dầu khí",
    "znews.vn post1617427",
    "2026-01",
  ],
  ["grdp-current", "old", "2024", 1780000, "giá hiện hành, ước tính", VIETTIMES, "2024-12"],
  ["grdp-constant-2010", "old", "2024", 1170000, "giá so sánh 2010, ước tính", VIETTIMES, "2024-12"],
  ["grdp-current", "old", "2025-H1", 951258.2, "giá hiện hành", "baomoi.net.vn c52696961", "2025-07"],
  ["grdp-current", "merged", "2025", 2740000, "ước tính của Thành phố", VNPLUS, "2025-12"],
  ["share-of-gdp", "merged", "2025", 23.5, "ước tính 12/2025", VNPLUS, "2025-12"],
  ["share-of-gdp", "merged", "2025", 23.11, "ước tính 01/2026", "znews.vn post1617427", "2026-01"],
  ["grdp-per-head", "merged", "2025", 8066, "ước tính", VNPLUS, "2025-12"],
  ["grdp-per-head", "old", "2025", 7947, "ước tính theo địa bàn cũ", ZNEWS, "2025-12"],
  ["grdp-per-head", "bd", "2025", 8554, "ước tính theo địa bàn cũ", ZNEWS, "2025-12"],
  ["grdp-per-head", "brvt", "2025", 14139, "ước tính theo địa bàn cũ, có dầu khí", ZNEWS, "2025-12"],
  ["exports", "old", "2024", 46, "ước tính", TBNH, null],
  ["iip-growth", "old", "2024", 7.3, "ước tính", TBNH, null],
  ["iip-growth", "merged", "2025", 9, "ước tính", VNE, "2025-12"],
  ["fdi", "merged", "2025", 8.16, "thu hút đến 12/2025", VNPLUS, "2025-12"],
  ["budget-revenue", "merged", "2025", 746438, "ước tính 12/2025", VNPLUS, "2025-12"],
  ["budget-revenue", "merged", "2025", 748438, "ước tính 12/2025", ZNEWS, "2025-12"],
  ["retail-growth", "merged", "2025", 13.5, "ước tính", VNE, "2025-12"],
  ["tourism-revenue", "merged", "2025", 260000, "ước tính", VNE, "2025-12"],
  ["foreign-visitors", "merged", "2025", 8.5, "ước tính", VNE, "2025-12"],
  ["new-firms", "merged", "2025", 59750, "đến 12/2025", ZNEWS, "2025-12"],
  ["digital-economy", "old", "2020", 12.62, GSO, VIETSTOCK, "2025-02"],
  ["digital-economy", "old", "2021", 13.84, GSO, VIETSTOCK, "2025-02"],
  ["digital-economy", "old", "2022", 13.51, GSO, VIETSTOCK, "2025-02"],
  ["digital-economy", "old", "2023", 14.65, GSO, VIETSTOCK, "2025-02"],
  ["digital-economy", "old", "2021", 15.38, MIC, VIETSTOCK, "2025-02"],
  ["digital-economy", "old", "2022", 18.66, MIC, VIETSTOCK, "2025-02"],
  ["digital-economy", "old", "2023", 21.5, MIC, VIETSTOCK, "2025-02"],
  ["digital-economy", "old", "2024", 22, `${MIC}, ước tính`, VIETSTOCK, "2025-02"],
  ["dti-rank", "old", "2024", 1, "trên 63 tỉnh, thành", "plo.vn post876703", "2025-10-21"],
  ["dti-rank", "merged", "2024", 4, "trên 34 tỉnh, thành", "sggp.org.vn post819198", "2025-10-21"],
  ["dti", "vn", "2024", 0.7955, "cả nước", "vietnamnet.vn 2454930", "2025-10-21"],
  ["online-services", "merged", "2025-10", 1996, "trực tuyến", "vietnam.vn", "2025-10"],
  ["full-online-services", "merged", "2025-10", 1778, "toàn trình", "vietnam.vn", "2025-10"],
  ["cases-online", "merged", "2025-09", 323006, "qua Cổng quốc gia", VNN_CASES, "2025-10"],
  ["cases-accepted-late", "merged", "2025-09", 28671, "quá 1 ngày làm việc", VNN_CASES, "2025-10"],
  ["cases-overdue", "merged", "2025-09", 4865, "hồ sơ trực tuyến", VNN_CASES, "2025-10"],
  ["cases-overdue", "merged", "2025-Q3", 44061, "mọi hồ sơ", VNN_CASES, "2025-10"],
  ["reports-1022", "merged", "2025-09", 13400, "hơn", DANVIET, "2025-10"],
  ["reports-1022", "merged", "2025-01-01/2025-09-25", 32000, "hơn", DANVIET, "2025-10"],
  ["reports-1022-on-time", "merged", "2025-09", 93.77, "tỷ lệ đúng hạn", DANVIET, "2025-10"],
  ["reports-1022-on-time", "merged", "2025-01-01/2025-09-25", 97.38, "tỷ lệ đúng hạn", DANVIET, "2025-10"],
  ["reports-1022", "merged", "2025-09-25/2025-10-25", 14707, "tiếp nhận", PLO1022, "2025-11"],
  ["reports-1022-done", "merged", "2025-09-25/2025-10-25", 14311, "đã xử lý", PLO1022, "2025-11"],
  ["reports-1022-late", "merged", "2025-09-25/2025-10-25", 125, "trễ hạn", PLO1022, "2025-11"],
  ["tide-peak", "merged", "2025-11-06", 1.77, "Phú An", DANTRI_TIDE, "2025-12-05"],
  [
    "tide-alarm-days",
    "merged",
    "2025-01/2025-11",
    75,
    "số ngày trên báo động I, hơn",
    DANTRI_TIDE,
    "2025-12-05",
  ],
  [
    "population",
    "merged",
    "2025",
    14002598,
    "số liệu Nghị quyết 202/2025/QH15, theo dữ liệu công khai",
    "Nghị quyết 202/2025/QH15",
    null,
  ],
  [
    "area",
    "merged",
    "2025",
    6772.59,
    "số liệu Nghị quyết 202/2025/QH15, theo dữ liệu công khai",
    "Nghị quyết 202/2025/QH15",
    null,
  ],
];

/** Code | Vietnamese | English | unit. */
const indicators = [
  "grdp-growth | Tăng trưởng GRDP | GRDP growth | %",
  "grdp-current | GRDP giá hiện hành | GRDP at current prices | tỷ đồng",
  "grdp-constant-2010 | GRDP giá so sánh 2010 | GRDP at 2010 prices | tỷ đồng",
  "share-of-gdp | Tỷ trọng trong GDP cả nước | Share of national GDP | %",
  "grdp-per-head | GRDP bình quân đầu người | GRDP per head | USD",
  "exports | Kim ngạch xuất khẩu | Exports | tỷ USD",
  "iip-growth | Tăng chỉ số sản xuất công nghiệp | Growth of industrial production | %",
  "fdi | Thu hút vốn đầu tư nước ngoài | Foreign investment attracted | tỷ USD",
  "budget-revenue | Thu ngân sách nhà nước | State budget revenue | tỷ đồng",
  "retail-growth | Tăng bán lẻ và dịch vụ | Growth of retail and services | %",
  "tourism-revenue | Doanh thu du lịch | Tourism revenue | tỷ đồng",
  "foreign-visitors | Khách quốc tế | Foreign visitors | triệu lượt",
  "new-firms | Doanh nghiệp thành lập mới | New firms | doanh nghiệp",
  "digital-economy | Tỷ trọng kinh tế số trong GRDP | Digital economy in GRDP | %",
  "dti-rank | Thứ hạng chuyển đổi số (DTI) | Rank in digital transformation (DTI) | hạng",
  "dti | Chỉ số chuyển đổi số (DTI) | Digital transformation index (DTI) | điểm",
  "online-services | Dịch vụ công trực tuyến | Online public services | dịch vụ",
  "full-online-services | Dịch vụ công toàn trình | Fully online public services | dịch vụ",
  "cases-online | Hồ sơ nộp trực tuyến | Cases handed in online | hồ sơ",
  "cases-accepted-late | Hồ sơ tiếp nhận trễ | Cases accepted late | hồ sơ",
  "cases-overdue | Hồ sơ quá hạn | Cases overdue | hồ sơ",
  "reports-1022 | Phản ánh 1022 tiếp nhận | Reports to 1022 received | phản ánh",
  "reports-1022-done | Phản ánh 1022 đã xử lý | Reports to 1022 done | phản ánh",
  "reports-1022-late | Phản ánh 1022 trễ hạn | Reports to 1022 late | phản ánh",
  "reports-1022-on-time | Tỷ lệ phản ánh 1022 đúng hạn | Share of reports to 1022 on time | %",
  "tide-peak | Đỉnh triều | Peak tide | m",
  "tide-alarm-days | Số ngày triều trên báo động I | Days with tide above alarm I | ngày",
  "population | Dân số | Population | người",
  "area | Diện tích | Area | km²",
];

export const indicatorValues: DatasetDefinition = {
  name: "chi_tieu_kinh_te_xa_hoi",
  title: both("Chỉ tiêu kinh tế - xã hội theo lần công bố | Socio-economic indicators by vintage"),
  description: both(
    "Giá trị đã công bố của các chỉ tiêu, mỗi dòng có địa bàn, phương pháp, nguồn và thời điểm công bố. Các số khác nhau của cùng một kỳ được giữ cạnh nhau. Mọi dòng theo báo chí, chưa đối chiếu văn bản gốc. | Published values of indicators, each row with territory, method, source and date. Different figures of one period stand side by side. All rows are press reports not compared with a primary source.",
  ),
  theme: "economy",
  tags: ["GRDP", "kinh tế số", "chỉ tiêu", "lần công bố"],
  agencyCode: "STC",
  access: "open",
  licence: "CC-BY-4.0",
  source: both(
    "Báo chí và công bố chính thức nêu ở từng dòng, 2021-2026 | Press and official publications named in each row, 2021-2026",
  ),
  simulated: false,
  updateEvery: "P3M",
  key: ["indicator", "territory", "period", "method", "source"],
  columns: [
    codeColumn(
      "indicator",
      ["Chỉ tiêu | Indicator", "Mã chỉ tiêu. | Code of the indicator."],
      indicators.map((line) => line.split(" | ").slice(0, 3).join(" | ")),
    ),
    codeColumn(
      "territory",
      ["Địa bàn | Territory", "Địa bàn mà số liệu nói tới. | Territory the figure speaks of."],
      [
        "merged | Thành phố Hồ Chí Minh từ 01/7/2025 | Ho Chi Minh City since 1 July 2025",
        "old | Thành phố Hồ Chí Minh (cũ) | Former Ho Chi Minh City",
        "bd | Bình Dương (cũ) | Former Bình Dương",
        "brvt | Bà Rịa - Vũng Tàu (cũ) | Former Bà Rịa - Vũng Tàu",
        "vn | Cả nước | Vietnam",
      ],
    ),
    column("period", "text", [
      "Kỳ | Period",
      "Năm, quý (2024-Q1), 6 tháng (H1), 9 tháng (9M), tháng, ngày hoặc khoảng a/b. | Year, quarter (2024-Q1), half (H1), nine months (9M), month, day or range a/b.",
    ]),
    column("value", "number", [
      "Giá trị | Value",
      "Giá trị theo đơn vị ở cột bên. | Value in the unit of the next column.",
    ]),
    column("unit", "text", ["Đơn vị tính | Unit", "Đơn vị của giá trị. | Unit of the value."]),
    column("method", "text", [
      "Phương pháp, lần công bố | Method, vintage",
      "Cách tính hoặc lần công bố. | Method or vintage.",
    ]),
    column("source", "text", [
      "Nguồn | Source",
      "Tờ báo và số bài, hoặc văn bản. | Outlet and article, or document.",
    ]),
    column("published_on", "text", [
      "Công bố | Published",
      "Tháng hoặc ngày công bố; trống = chưa rõ. | Month or day of publication; empty = not established.",
    ]),
    codeColumn(
      "status",
      [
        "Mức kiểm chứng | Verification status",
        "Chưa dòng nào được đối chiếu với văn bản gốc. | No row was compared with a primary source.",
      ],
      ["press | Theo báo chí | Reported by the press"],
    ),
  ],
  rules: [
    { kind: "unique", columns: ["indicator", "territory", "period", "method", "source"], severity: "error" },
    { kind: "not_null", column: "source", severity: "error" },
    { kind: "not_null", column: "method", severity: "error" },
    { kind: "not_null", column: "value", severity: "error" },
    { kind: "accepted_values", column: "status", values: ["press"] },
  ],
  rows: indicatorRows,
};

function* indicatorRows(): Generator<Row> {
  const units = new Map(indicators.map((line) => line.split(" | ")).map(([code, , , unit]) => [code, unit]));
  for (const [indicator, territory, period, value, method, source, publishedOn] of figures) {
    yield cells(
      indicator,
      territory,
      period,
      value,
      units.get(indicator) ?? null,
      method,
      source,
      publishedOn,
      "press",
    );
  }
}
