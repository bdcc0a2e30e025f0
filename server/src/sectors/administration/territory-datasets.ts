/** Units, agencies and holidays as open datasets: facts of the registry and of the calendar, each with its law. */
import { HOLIDAYS } from "@dothi/vietnam";
import type { DatasetDefinition } from "../../modules/warehouse/sector.ts";
import { both, cells, codeColumn, column, dateColumn, type Row } from "../columns.ts";
import { agencyFacts, cityUnits, newUnitsFacts, oldUnitsFacts, unitLinksFacts } from "../territory.ts";

const kindCodes = [
  "phuong | Phường | Ward",
  "xa | Xã | Commune",
  "thi-tran | Thị trấn | Township",
  "huyen | Huyện không chia xã | District without communes",
  "dac-khu | Đặc khu | Special zone",
];
const areaCodes = [
  "79 | Thành phố Hồ Chí Minh (cũ) | Former Ho Chi Minh City",
  "74 | Bình Dương (cũ) | Former Bình Dương",
  "77 | Bà Rịa - Vũng Tàu (cũ) | Former Bà Rịa - Vũng Tàu",
];
const statusCodes = [
  "law | Theo văn bản pháp luật | From a legal text",
  "press | Theo báo chí | Reported by the press",
  "announced | Theo lịch nghỉ đã công bố | From an announced plan",
  "computed | Tính được | Computed",
  "unverified | Chưa kiểm chứng | Not verified",
];
const sourceColumn = column("source", "text", [
  "Nguồn | Source",
  "Văn bản hoặc bài báo mà dòng này dựa vào. | The legal text or press report this row rests on.",
]);
const statusColumn = codeColumn(
  "status",
  [
    "Mức kiểm chứng | Verification status",
    "Dòng đã được đối chiếu đến mức nào. | How far the row has been checked.",
  ],
  statusCodes,
);

export const units: DatasetDefinition = {
  name: "don_vi_hanh_chinh",
  title: both("Đơn vị hành chính cấp xã từ 01/7/2025 | Commune-level administrative units since 1 July 2025"),
  description: both(
    "168 phường, xã và đặc khu của Thành phố. Mã được dùng lại của đơn vị cũ: luôn đọc mã cùng ngày hiệu lực. | The city's 168 wards, communes and special zone. Codes of old units are used again: read a code together with its date.",
  ),
  theme: "territory",
  tags: ["địa giới", "phường", "xã", "danh mục dùng chung"],
  agencyCode: "SNV",
  access: "open",
  licence: "CC-BY-4.0",
  source: both(
    "Nghị quyết 1685/NQ-UBTVQH15 ngày 16/6/2025; mã theo Quyết định 19/2025/QĐ-TTg; sắp xếp từ danh mục mở thanglequoc/vietnamese-provinces-database và dvhcvn (MIT) | Resolution 1685/NQ-UBTVQH15 of 16 June 2025; codes of Decision 19/2025/QĐ-TTg; arranged from the open lists thanglequoc/vietnamese-provinces-database and dvhcvn (MIT)",
  ),
  simulated: false,
  updateEvery: null,
  key: ["unit_code", "valid_from"],
  columns: [
    column(
      "unit_code",
      "text",
      ["Mã đơn vị | Unit code", "Mã 5 chữ số của đơn vị. | Five-digit code of the unit."],
      { term: "unit-code" },
    ),
    column("name", "text", [
      "Tên | Name",
      "Tên không kèm loại, dấu thanh theo nghị quyết. | Name without its kind, tone marks as in the resolution.",
    ]),
    codeColumn(
      "kind",
      ["Loại | Kind", "Phường, xã hay đặc khu. | Ward, commune or special zone."],
      kindCodes,
    ),
    column(
      "valid_from",
      "date",
      ["Có hiệu lực từ | Valid from", "Ngày đơn vị bắt đầu tồn tại. | First day of the unit."],
      { term: "date" },
    ),
    codeColumn(
      "former_area",
      [
        "Địa bàn trước sáp nhập | Area before the merger",
        "Mã tỉnh, thành phố trước 01/7/2025. | Province code before 1 July 2025.",
      ],
      areaCodes,
    ),
    column("former_districts", "text", [
      "Quận, huyện cũ | Former districts",
      "Các quận, huyện cũ mà đơn vị nằm trong, cách nhau bằng dấu chấm phẩy. | Former districts of its area, parted by semicolons.",
    ]),
    column(
      "area_km2",
      "number",
      [
        "Diện tích đo trên hình vẽ | Area measured on the drawing",
        "Không phải số liệu pháp lý. | Not a legal figure.",
      ],
      { unit: "km²" },
    ),
    column(
      "lon",
      "number",
      ["Kinh độ điểm giữa | Longitude of the middle", "Kinh độ WGS 84. | Longitude on WGS 84."],
      { unit: "°", term: "longitude" },
    ),
    column(
      "lat",
      "number",
      ["Vĩ độ điểm giữa | Latitude of the middle", "Vĩ độ WGS 84. | Latitude on WGS 84."],
      { unit: "°", term: "latitude" },
    ),
  ],
  rules: [
    { kind: "unique", columns: ["unit_code"], severity: "error" },
    { kind: "regex", column: "unit_code", pattern: "^[0-9]{5}$", severity: "error" },
    { kind: "row_count", least: 168, most: 168, severity: "error" },
    { kind: "not_null", column: "name", severity: "error" },
    { kind: "range", column: "area_km2", least: 0.5, most: 800 },
  ],
  rows: () =>
    cityUnits().map((unit) =>
      cells(
        unit.code,
        unit.name,
        unit.kind,
        newUnitsFacts().validFrom,
        unit.formerArea,
        unit.formerDistricts.join("; "),
        unit.areaKm2,
        unit.lon,
        unit.lat,
      ),
    ),
};

export const unitMoves: DatasetDefinition = {
  name: "don_vi_cu_moi",
  title: both("Đối chiếu đơn vị cũ - đơn vị mới 01/7/2025 | Old and new units on 1 July 2025"),
  description: both(
    "442 đơn vị cấp xã cũ và đơn vị mới nhận chúng: quan hệ nhiều - nhiều, 47 đơn vị cũ được chia. | The 442 old commune-level units and the new ones that took them in: many to many, 47 old units were split.",
  ),
  theme: "territory",
  tags: ["địa giới", "sáp nhập", "đối chiếu"],
  agencyCode: "SNV",
  access: "open",
  licence: "CC-BY-4.0",
  source: both(
    "Nghị quyết 1685/NQ-UBTVQH15 ngày 16/6/2025; bảng nối dvhcvn/20250701 (MIT, © 2025 dvhcvn) lập bằng máy rồi đối chiếu, có thể còn sai sót | Resolution 1685/NQ-UBTVQH15 of 16 June 2025; links of dvhcvn/20250701 (MIT, © 2025 dvhcvn), machine-made and then checked, may still hold errors",
  ),
  simulated: false,
  updateEvery: null,
  key: ["old_code", "new_code"],
  columns: [
    column(
      "old_code",
      "text",
      ["Mã cũ | Old code", "Mã có hiệu lực đến 30/6/2025. | Code valid until 30 June 2025."],
      { term: "old-unit-code" },
    ),
    column("old_name", "text", ["Tên cũ | Old name", "Tên đơn vị cũ. | Name of the old unit."]),
    codeColumn("old_kind", ["Loại cũ | Old kind", "Loại của đơn vị cũ. | Kind of the old unit."], kindCodes),
    column("old_district", "text", [
      "Quận, huyện cũ | Old district",
      "Quận, huyện của đơn vị cũ; cấp huyện không còn từ 01/7/2025. | Its district; the tier ended on 1 July 2025.",
    ]),
    codeColumn(
      "old_area",
      ["Tỉnh, thành phố cũ | Old province", "Mã tỉnh, thành phố cũ. | Code of the old province."],
      areaCodes,
    ),
    column(
      "new_code",
      "text",
      ["Mã mới | New code", "Mã có hiệu lực từ 01/7/2025. | Code valid since 1 July 2025."],
      { term: "unit-code" },
    ),
    column("new_name", "text", ["Tên mới | New name", "Tên đơn vị mới. | Name of the new unit."]),
    codeColumn(
      "part",
      [
        "Phần nhập vào | Part taken in",
        "Toàn bộ hay một phần đơn vị cũ. | The whole old unit or a part of it.",
      ],
      ["full | Toàn bộ | Whole", "partial | Một phần | Part"],
    ),
  ],
  rules: [
    { kind: "unique", columns: ["old_code", "new_code"], severity: "error" },
    {
      kind: "relationships",
      column: "new_code",
      toDataset: "don_vi_hanh_chinh",
      toColumn: "unit_code",
      severity: "error",
    },
    { kind: "accepted_values", column: "part", values: ["full", "partial"] },
    { kind: "row_count", least: 442 },
  ],
  rows: unitMoveRows,
};

export const agencies: DatasetDefinition = {
  name: "co_quan",
  title: both("Cơ quan của Thành phố theo thời gian | The city's agencies over time"),
  description: both(
    "Sở, ban, ngành và đơn vị với ngày bắt đầu, kết thúc; cùng một mã có thể đứng nhiều lần với thời gian khác nhau. Thay đổi trong năm 2026 chưa có. | Departments and units with first and last day; one code may stand several times with other dates. Changes of 2026 are not included.",
  ),
  theme: "administration",
  tags: ["tổ chức bộ máy", "sở ngành", "danh mục dùng chung"],
  agencyCode: "SNV",
  access: "open",
  licence: "CC-BY-4.0",
  source: both(
    "Từng dòng ghi nguồn và mức kiểm chứng; thanhnien.vn 185250701160659934 (01/7/2025), PLO (20/2/2025) | Each row names its source and status; thanhnien.vn 185250701160659934 (1 July 2025), PLO (20 February 2025)",
  ),
  simulated: false,
  updateEvery: "P1M",
  key: ["agency_code", "valid_from", "valid_to"],
  columns: [
    column(
      "agency_code",
      "text",
      ["Mã cơ quan | Agency code", "Mã làm việc của phần mềm. | Working code of the software."],
      { term: "agency-code" },
    ),
    codeColumn(
      "kind",
      ["Loại | Kind", "Loại cơ quan. | Kind of agency."],
      [
        "city-committee | Ủy ban nhân dân cấp tỉnh | People's committee of a province",
        "office | Văn phòng | Office",
        "department | Sở, ban | Department",
        "inspectorate | Thanh tra | Inspectorate",
        "unit | Đơn vị | Unit",
      ],
    ),
    column("name", "text", ["Tên | Name", "Tên tiếng Việt. | Name in Vietnamese."]),
    column("name_en", "text", ["Tên tiếng Anh | English name", "Tên dịch. | Translated name."]),
    column(
      "parent_code",
      "text",
      ["Cơ quan cấp trên | Parent agency", "Mã cơ quan quản lý, nếu biết. | Code of the parent, if known."],
      { term: "agency-code" },
    ),
    column("valid_from", "date", ["Từ ngày | From", "Trống = chưa xác minh. | Empty = not established."], {
      term: "date",
    }),
    column("valid_to", "date", ["Đến ngày | Until", "Trống = đang tồn tại. | Empty = still exists."], {
      term: "date",
    }),
    statusColumn,
    sourceColumn,
  ],
  rules: [
    { kind: "not_null", column: "agency_code", severity: "error" },
    { kind: "not_null", column: "source", severity: "error" },
    { kind: "not_null", column: "valid_from", mostShare: 0.7 },
    { kind: "accepted_values", column: "status", values: ["law", "press", "unverified"] },
  ],
  rows: () => {
    const { agencies: list, sources } = agencyFacts();
    return list.map(([code, kind, name, nameEn, parent, from, to, source]) =>
      cells(
        code,
        kind,
        name,
        nameEn,
        parent,
        from,
        to,
        sources[source]?.status ?? "unverified",
        sources[source]?.text ?? source,
      ),
    );
  },
};

export const holidays: DatasetDefinition = {
  name: "ngay_nghi_le",
  title: both("Ngày nghỉ lễ và ngày làm bù 2024-2027 | Public holidays and make-up days 2024-2027"),
  description: both(
    "Ngày nghỉ của cán bộ, công chức: nghỉ lễ, nghỉ bù, nghỉ hoán đổi, làm bù; cột mức kiểm chứng cho biết dòng nào chưa chắc. Năm 2027 chưa đầy đủ. | Days off of public employees: holidays, compensation, swapped days and make-up days; the status column tells which rows are not certain. 2027 is not complete.",
  ),
  theme: "administration",
  tags: ["lịch", "nghỉ lễ", "ngày làm việc"],
  agencyCode: "SNV",
  access: "open",
  licence: "CC-BY-4.0",
  source: both(
    "Bộ luật Lao động 45/2019/QH14, Điều 111-112; lịch nghỉ theo nguồn ghi ở từng dòng | Labour Code 45/2019/QH14, Articles 111-112; plans as named in each row",
  ),
  simulated: false,
  updateEvery: "P1Y",
  key: ["date"],
  columns: [
    dateColumn,
    codeColumn(
      "kind",
      [
        "Loại ngày | Kind of day",
        "Nghỉ lễ, nghỉ bù, hoán đổi hay làm bù. | Holiday, compensation, swap or make-up.",
      ],
      [
        "statutory | Nghỉ lễ theo luật | Holiday of the law",
        "compensation | Nghỉ bù | Compensation",
        "swapped-off | Nghỉ hoán đổi | Swapped day off",
        "makeup-work | Làm bù | Make-up work",
      ],
    ),
    column("name", "text", ["Tên | Name", "Tên ngày bằng tiếng Việt. | Name in Vietnamese."]),
    column("name_en", "text", ["Tên tiếng Anh | English name", "Tên dịch. | Translated name."]),
    column("in_place_of", "date", [
      "Làm bù cho ngày | Makes up for",
      "Ngày nghỉ hoán đổi tương ứng. | The day off it pays for.",
    ]),
    statusColumn,
    sourceColumn,
  ],
  rules: [
    { kind: "unique", columns: ["date"], severity: "error" },
    { kind: "range", column: "date", least: "2024-01-01", most: "2027-12-31", severity: "error" },
    { kind: "not_null", column: "source", severity: "error" },
  ],
  rows: () =>
    HOLIDAYS.map(({ date, kind, nameVi, nameEn, inPlaceOf, status, source }) =>
      cells(date, kind, nameVi, nameEn, inPlaceOf ?? null, status, source),
    ),
};

function* unitMoveRows(): Generator<Row> {
  const old = new Map<string, readonly [name: string, kind: string, district: string, area: string]>();
  for (const { code: area, districts } of oldUnitsFacts().provinces) {
    for (const { code: _code, name: district, ...byKind } of districts) {
      for (const [kind, units] of Object.entries(byKind)) {
        for (const [code, name] of Object.entries(units)) old.set(code, [name, kind, district, area]);
      }
    }
  }
  const { links } = unitLinksFacts();
  for (const unit of cityUnits()) {
    for (const link of (links[unit.code] ?? "").split(" ").filter(Boolean)) {
      const code = link.replace("*", "");
      const [name, kind, district, area] = old.get(code) ?? [null, null, null, null];
      const part = link.endsWith("*") ? "partial" : "full";
      yield cells(code, name, kind, district, area, unit.code, unit.name, part);
    }
  }
}
