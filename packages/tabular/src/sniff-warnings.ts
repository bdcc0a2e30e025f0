/** Notices of `sniff`, in words for people. */
import type { SniffResult, SniffWarning } from "./sniff-types.ts";

/** What the look found besides the result itself. */
export interface SniffFacts {
  readonly encodingConfidence: number;
  readonly isMixedDecimal: boolean;
  readonly unevenRows: number;
  readonly repeatedHeaders: number;
  readonly refused: number;
  readonly width: number;
  readonly isEmpty: boolean;
}

type Found = Omit<SniffResult, "warnings">;

/** The notices that hold, most serious first. */
export function sniffWarnings(found: Found, facts: SniffFacts): SniffWarning[] {
  if (facts.isEmpty) return [warning("empty-file", "Tệp không có dữ liệu", "The file is empty")];
  return [...doubts(found, facts), ...remarks(found, facts)].filter((notice) => notice !== false);
}

/** What may have been read wrongly: a person should look. */
function doubts(found: Found, facts: SniffFacts): (SniffWarning | false)[] {
  const ambiguous = found.columns.filter((column) => column.ambiguousDayMonth).map(nameOf);
  const isDecimalOpen =
    found.decimalConfidence <= 0.5 && found.columns.some(({ guess }) => guess === "decimal");
  return [
    facts.encodingConfidence < 0.6 &&
      warning(
        "encoding-uncertain",
        "Chưa chắc chắn về bảng mã; hãy kiểm tra các chữ có dấu",
        "The encoding is uncertain; check letters with marks",
      ),
    ambiguous.length > 0 &&
      warning(
        "day-month-ambiguous",
        `Chưa phân biệt được ngày và tháng ở cột: ${ambiguous.join(", ")}`,
        `Day and month cannot be told apart in: ${ambiguous.join(", ")}`,
      ),
    isDecimalOpen &&
      warning(
        "decimal-uncertain",
        "Chưa rõ dấu chấm hoặc dấu phẩy là dấu thập phân hay dấu phân nhóm",
        "A dot or comma may be the decimal mark or group thousands",
      ),
    facts.isMixedDecimal &&
      warning(
        "decimal-mixed",
        "Tệp dùng lẫn dấu chấm và dấu phẩy thập phân",
        "Both dot and comma appear as decimal marks",
      ),
    facts.refused > 0 &&
      warning(
        "rows-unreadable",
        `${facts.refused} dòng trong phần xem trước không đọc được`,
        `${facts.refused} rows of the sample cannot be read`,
      ),
    facts.unevenRows > 0 &&
      warning(
        "rows-uneven",
        `${facts.unevenRows} dòng có số ô khác ${facts.width}`,
        `${facts.unevenRows} rows do not have ${facts.width} cells`,
      ),
  ];
}

/** What was found and left out, or is absent. */
function remarks(found: Found, facts: SniffFacts): (SniffWarning | false)[] {
  const names = found.columns.map((column) => column.name).filter((name) => name !== "");
  return [
    !found.headerRow && warning("no-header", "Tệp không có dòng tiêu đề", "The file has no header row"),
    found.headerRow &&
      found.rowsSampled === 0 &&
      warning("header-only", "Tệp chỉ có dòng tiêu đề", "The file has a header and no rows"),
    new Set(names).size < names.length &&
      warning("names-repeated", "Có cột trùng tên", "Some columns have the same name"),
    facts.repeatedHeaders > 0 &&
      warning(
        "header-repeated",
        `Dòng tiêu đề lặp lại ${facts.repeatedHeaders} lần và được bỏ qua`,
        `The header appears again ${facts.repeatedHeaders} times and is left out`,
      ),
    found.preambleLines > 0 &&
      warning(
        "preamble",
        `${found.preambleLines} dòng trước tiêu đề được bỏ qua`,
        `${found.preambleLines} rows above the header are left out`,
      ),
    found.columnCount < facts.width &&
      warning(
        "columns-empty",
        `${facts.width - found.columnCount} cột trống ở cuối được bỏ qua`,
        `${facts.width - found.columnCount} empty columns at the end are left out`,
      ),
  ];
}

function nameOf(column: { name: string; index: number }): string {
  return column.name === "" ? `#${column.index + 1}` : column.name;
}

function warning(code: string, vi: string, en: string): SniffWarning {
  return { code, vi, en };
}
