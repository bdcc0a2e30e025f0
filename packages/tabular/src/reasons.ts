/** Why a row or a cell was not accepted, in words for people. */

/** A stable code with its sentence in Vietnamese and in English. */
export interface Reason {
  readonly code: string;
  readonly vi: string;
  readonly en: string;
}

/** Every reason the engine gives, by name. Compare by `code`; the sentences may be reworded. */
export const REASONS = {
  rowTooLong: reason("row-too-long", "Dòng dài quá giới hạn", "The row is longer than the limit"),
  tooManyColumns: reason(
    "too-many-columns",
    "Dòng có quá nhiều cột",
    "The row has more columns than the limit",
  ),
  cellTooLong: reason("cell-too-long", "Ô dài quá giới hạn", "A cell is longer than the limit"),
  nulByte: reason(
    "nul-byte",
    "Dòng chứa byte rỗng (NUL), có thể tệp bị hỏng khi ghi",
    "The row holds a NUL byte; the file may have been damaged while written",
  ),
  unclosedQuote: reason(
    "unclosed-quote",
    "Dấu nháy mở không có dấu nháy đóng",
    "A quote is opened and never closed",
  ),
  extraCells: reason(
    "extra-cells",
    "Dòng có nhiều ô hơn tiêu đề, có thể do dấu thập phân hoặc dấu phân cách trong ô",
    "The row has more cells than the header; a decimal mark or a delimiter inside a cell is a usual cause",
  ),
  numberText: reason("not-a-number", "Không phải là số", "Not a number"),
  numberNotFinite: reason(
    "number-not-finite",
    "Không phải là số hữu hạn (NaN hoặc vô cực)",
    "Not a finite number (NaN or infinity)",
  ),
  numberNotDecimal: reason(
    "number-not-decimal",
    "Số không viết ở hệ thập phân",
    "The number is not written in decimal",
  ),
  numberOutOfRange: reason("number-out-of-range", "Số lớn quá giới hạn", "The number is too large"),
  numberMark: reason(
    "number-mark",
    "Dấu thập phân hoặc dấu phân nhóm không đúng với định dạng của tệp",
    "The decimal or grouping mark is not the one of this file",
  ),
  numberLimit: reason(
    "number-limit",
    "Giá trị dạng nhỏ hơn hoặc lớn hơn một giới hạn, không phải một số đo",
    "A value below or above a limit, not a reading",
  ),
  timeMissing: reason("time-missing", "Thiếu thời gian", "The time is missing"),
  timeFormat: reason(
    "time-format",
    "Thời gian không đúng định dạng đã chọn",
    "The time is not in the chosen format",
  ),
  timeImpossible: reason(
    "time-impossible",
    "Ngày hoặc giờ không tồn tại",
    "The date or the time of day does not exist",
  ),
  zoneUnknown: reason("zone-unknown", "Không nhận ra múi giờ", "The time zone is not known"),
  stationMissing: reason("station-missing", "Thiếu mã trạm", "The station is missing"),
  propertyMissing: reason("property-missing", "Thiếu tên thông số", "The property is missing"),
  columnAbsent: reason("column-absent", "Tệp không có cột này", "The file has no such column"),
} as const satisfies Record<string, Reason>;

/** True for a reason, false for a value: tells the two halves of `number | null | Reason` apart. */
export function isReason(value: unknown): value is Reason {
  return typeof value === "object" && value !== null && "code" in value;
}

function reason(code: string, vi: string, en: string): Reason {
  return Object.freeze({ code, vi, en });
}
