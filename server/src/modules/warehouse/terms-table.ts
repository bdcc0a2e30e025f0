/** Entries of the shared dictionary that the program's own datasets are bound to. */
import type { TermInput } from "./schema/use.ts";

const own = "Từ điển của chương trình / the program's own dictionary";

export const sharedTerms: readonly TermInput[] = [
  {
    code: "unit-code",
    label: { vi: "Mã đơn vị hành chính", en: "Administrative unit code" },
    definition: {
      vi: "Mã phường, xã, đặc khu có hiệu lực từ 01/7/2025. Mã được dùng lại: phải đi cùng thời gian hiệu lực.",
      en: "Code of a ward, commune or special zone in force since 1 July 2025. Codes are reused: they need their validity.",
    },
    type: "text",
    pattern: "^[0-9]{5}$",
    goldenDataset: "don_vi_hanh_chinh",
    source: "Nghị quyết số 1685/NQ-UBTVQH15 ngày 16/6/2025",
  },
  {
    code: "old-unit-code",
    label: { vi: "Mã đơn vị hành chính cũ", en: "Former unit code" },
    definition: { vi: "Mã đơn vị cấp xã đến hết 30/6/2025.", en: "Code of a commune-level unit until 30 June 2025." },
    type: "text",
    pattern: "^[0-9]{3,5}$",
    goldenDataset: "don_vi_cu_moi",
    source: own,
  },
  {
    code: "agency-code",
    label: { vi: "Mã cơ quan", en: "Agency code" },
    definition: { vi: "Chữ viết tắt của cơ quan, như SYT, SXD; ủy ban cấp xã là UBND- và mã đơn vị.", en: "Short code of an agency, such as SYT; a commune's committee is UBND- and the unit code." },
    type: "text",
    pattern: "^[A-Z0-9-]{2,40}$",
    goldenDataset: "co_quan",
    source: own,
  },
  { code: "date", label: { vi: "Ngày", en: "Date" }, definition: { vi: "Ngày dương lịch của Thành phố.", en: "Civil date in the city." }, type: "date", pattern: null, goldenDataset: null, source: "ISO 8601" },
  { code: "instant", label: { vi: "Thời điểm", en: "Instant" }, definition: { vi: "Thời điểm, lưu theo UTC, xem theo giờ Thành phố (UTC+7).", en: "A moment, kept in UTC, shown in city time (UTC+7)." }, type: "datetime", pattern: null, goldenDataset: null, source: "ISO 8601" },
  { code: "longitude", label: { vi: "Kinh độ", en: "Longitude" }, definition: { vi: "Độ, WGS 84.", en: "Degrees, WGS 84." }, type: "number", pattern: null, goldenDataset: null, source: "WGS 84" },
  { code: "latitude", label: { vi: "Vĩ độ", en: "Latitude" }, definition: { vi: "Độ, WGS 84.", en: "Degrees, WGS 84." }, type: "number", pattern: null, goldenDataset: null, source: "WGS 84" },
  { code: "geometry", label: { vi: "Hình học", en: "Geometry" }, definition: { vi: "Hình học GeoJSON, WGS 84.", en: "GeoJSON geometry, WGS 84." }, type: "geometry", pattern: null, goldenDataset: null, source: "RFC 7946" },
  { code: "person-name", label: { vi: "Họ và tên", en: "Full name" }, definition: { vi: "Họ, đệm, tên trong một trường.", en: "Family, middle and given name in one field." }, type: "text", pattern: null, goldenDataset: null, source: own },
  { code: "citizen-id", label: { vi: "Số định danh cá nhân", en: "Personal identity number" }, definition: { vi: "12 chữ số.", en: "Twelve digits." }, type: "text", pattern: "^[0-9]{12}$", goldenDataset: null, source: own },
  { code: "phone", label: { vi: "Số điện thoại", en: "Telephone number" }, definition: { vi: "Số điện thoại, lưu là chữ.", en: "Telephone number, kept as text." }, type: "text", pattern: null, goldenDataset: null, source: own },
];
