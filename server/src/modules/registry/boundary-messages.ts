/** What the report of an import says about a feature, in both languages. */
import { type Bilingual, type ErrorParams, fill } from "../../kernel/errors.ts";
import type { Fault, Fix } from "./geometry/clean.ts";

export type FeatureWhat =
  | Fault
  | Fix
  | "not-a-feature"
  | "code-missing"
  | "unknown-code"
  | "duplicate"
  | "name-differs"
  | "name-of-old-unit"
  | "far-from-unit"
  | "name-missing"
  | "area-differs";

const texts: Record<FeatureWhat, Bilingual> = {
  "not-a-feature": { vi: "không phải Feature của GeoJSON", en: "is not a GeoJSON Feature" },
  "code-missing": {
    vi: "không có mã: thêm properties.code (hoặc ma_xa, id)",
    en: "has no code: add properties.code (or ma_xa, id)",
  },
  "unknown-code": {
    vi: "mã {code} không thuộc đơn vị nào đang có hiệu lực",
    en: "code {code} belongs to no unit in force",
  },
  duplicate: {
    vi: "mã {code} đã có ở đối tượng {first}: giữ đối tượng trước",
    en: "code {code} already stood at feature {first}: the earlier one is kept",
  },
  "name-differs": {
    vi: "mã {code} là {unit}, nhưng tệp ghi “{name}”: sửa mã hoặc tên",
    en: 'code {code} is {unit}, but the file says "{name}": correct the code or the name',
  },
  "name-of-old-unit": {
    vi: "“{name}” là đơn vị mang mã {code} đến hết {until}; nay mã này là {unit}: cần ranh giới mới",
    en: '"{name}" had code {code} until {until}; the code is now {unit}: a new boundary is needed',
  },
  "far-from-unit": {
    vi: "hình nằm cách xa tâm đã biết của {unit} ({lon}; {lat})",
    en: "the shape lies far from the known centre of {unit} ({lon}, {lat})",
  },
  "name-missing": {
    vi: "không có tên để đối chiếu: chỉ khớp theo mã",
    en: "has no name to check: matched by code alone",
  },
  "area-differs": {
    vi: "diện tích hình {areaKm2} km² lệch so với {expectedKm2} km² đã biết",
    en: "the shape's area {areaKm2} km² differs from the known {expectedKm2} km²",
  },
  "geometry-missing": { vi: "không có hình", en: "has no geometry" },
  "geometry-type": {
    vi: "hình phải là Polygon hoặc MultiPolygon",
    en: "the geometry must be a Polygon or MultiPolygon",
  },
  shape: { vi: "coordinates không đúng cấu trúc", en: "coordinates have the wrong structure" },
  position: {
    vi: "đỉnh không phải [kinh độ, vĩ độ] bằng số",
    en: "a vertex is not a numeric [longitude, latitude]",
  },
  metres: {
    vi: "tọa độ có vẻ là mét (VN-2000), không phải độ",
    en: "coordinates look like metres (VN-2000), not degrees",
  },
  swapped: {
    vi: "tọa độ bị đảo: vĩ độ đứng trước kinh độ",
    en: "coordinates are swapped: latitude before longitude",
  },
  "out-of-range": {
    vi: "tọa độ ngoài phạm vi kinh độ ±180, vĩ độ ±90",
    en: "coordinates are outside longitude ±180, latitude ±90",
  },
  "ring-short": { vi: "vòng có dưới 4 đỉnh", en: "a ring has fewer than 4 positions" },
  "ring-open": {
    vi: "vòng không khép kín: đỉnh cuối khác đỉnh đầu",
    en: "a ring is not closed: its last position differs from the first",
  },
  collinear: {
    vi: "mọi đỉnh thẳng hàng, không có diện tích",
    en: "all vertices lie on a line, there is no area",
  },
  "hole-outside": { vi: "lỗ nằm ngoài vòng bao", en: "a hole lies outside its outer ring" },
  "self-crossing": { vi: "ranh giới tự cắt", en: "the boundary crosses itself" },
  "too-complex": {
    vi: "hình quá rắc rối để kiểm tra: hãy giản lược",
    en: "the shape is too complex to check: simplify it",
  },
  orientation: {
    vi: "đã đảo chiều {count} vòng theo RFC 7946",
    en: "{count} rings were turned as RFC 7946 says",
  },
  "repeated-points": {
    vi: "đã bỏ {count} đỉnh trùng hoặc gai",
    en: "{count} repeated points or spikes were taken out",
  },
  "height-dropped": { vi: "đã bỏ độ cao ở {count} đỉnh", en: "heights of {count} vertices were dropped" },
  "collinear-dropped": {
    vi: "đã bỏ một vòng thẳng hàng, không có diện tích",
    en: "a ring on one line, without area, was dropped",
  },
};

export function featureMessage(what: FeatureWhat, params: ErrorParams = {}): Bilingual {
  return fill(texts[what], params);
}
