/** Why a file, a row or a cell was not accepted, in words for people. */

/** A stable code with its sentence in Vietnamese and in English. Compare by `code`; sentences may be reworded. */
export interface Reason {
  readonly code: string;
  readonly vi: string;
  readonly en: string;
}

/** Something the owner of a file should know; nothing was lost unless the sentence says so. */
export interface Notice extends Reason {
  /** Row of the file, counted from 1, where there is one. */
  readonly row?: number;
  /** Name of the column, where there is one. */
  readonly column?: string;
  /** How many times, where it was counted. */
  readonly count?: number;
}

/** What can be filled into a sentence. */
export type Details = Readonly<Record<string, string | number>>;

/** Every sentence of this package: code → Vietnamese, English. `{name}` is filled in. */
const SENTENCES = {
  empty: ["Tệp rỗng, hãy gửi lại", "The file is empty; send it again"],
  html: [
    "Đây là một trang web (“{title}”), không phải dữ liệu; có thể đường dẫn đòi đăng nhập. Hãy tải lại tệp dữ liệu",
    "This is a web page (“{title}”), not data; the link may ask for a login. Download the data file again",
  ],
  xls: [
    "Tệp Excel đời cũ (.xls). Hãy mở bằng Excel hoặc LibreOffice và lưu thành .xlsx",
    "An old Excel file (.xls). Open it in Excel or LibreOffice and save as .xlsx",
  ],
  ods: [
    "Tệp OpenDocument (.ods). Hãy mở bằng LibreOffice và lưu thành .xlsx",
    "An OpenDocument file (.ods). Open it in LibreOffice and save as .xlsx",
  ],
  "xlsx-encrypted": [
    "Tệp Excel được đặt mật khẩu. Hãy gỡ mật khẩu rồi gửi lại",
    "The Excel file is protected by a password. Remove the password and send it again",
  ],
  pdf: [
    "Tệp PDF không chứa bảng đọc được. Hãy gửi tệp gốc (.xlsx hoặc .csv)",
    "A PDF holds no readable table. Send the original (.xlsx or .csv)",
  ],
  "unknown-binary": [
    "Không nhận ra loại tệp. Hãy gửi CSV, XLSX, JSON, GeoJSON, Parquet, hoặc ZIP chứa các tệp đó",
    "The kind of file is not known. Send CSV, XLSX, JSON, GeoJSON, Parquet, or a ZIP of these",
  ],
  "format-unreadable": [
    "Loại tệp “{format}” không đọc được thành bảng ở đây",
    "Files of kind “{format}” cannot be read as tables here",
  ],
  "needs-random-access": [
    "Tệp nằm trong tệp nén phải được giải nén trước khi đọc",
    "A file inside an archive must be unpacked before it is read",
  ],
  "read-failed": ["Không đọc được tệp: {detail}", "The file could not be read: {detail}"],
  "zip-damaged": [
    "Tệp ZIP bị hỏng hoặc thiếu phần cuối ({detail}). Hãy nén và gửi lại",
    "The ZIP file is damaged or cut off ({detail}). Pack it and send it again",
  ],
  "zip-encrypted": [
    "“{path}” được đặt mật khẩu. Hãy nén lại không có mật khẩu",
    "“{path}” is protected by a password. Pack it again without one",
  ],
  "zip-method": [
    "“{path}” nén theo cách không hỗ trợ ({method}). Hãy nén lại kiểu ZIP thường",
    "“{path}” is packed by method {method}, which is not supported. Pack it as a plain ZIP",
  ],
  "zip-overlap": [
    "Các tệp trong ZIP chồng lên nhau: tệp giả mạo, bị từ chối",
    "Members of the ZIP overlap: a forged file, refused",
  ],
  "too-many-members": [
    "Tệp nén chứa {count} tệp, giới hạn là {limit}",
    "The archive holds {count} members; the limit is {limit}",
  ],
  "too-many-bytes": [
    "Dữ liệu giải nén vượt {limit} byte, bị từ chối",
    "The unpacked data exceeds {limit} bytes; refused",
  ],
  "ratio-too-high": [
    "“{path}” nở ra hơn {limit} lần khi giải nén, giống tệp phá hoại, bị từ chối",
    "“{path}” grows more than {limit} times when unpacked, as attack files do; refused",
  ],
  "nested-archive": [
    "“{path}” là tệp nén nằm quá sâu trong tệp nén khác. Hãy giải nén trước khi gửi",
    "“{path}” is an archive too deep inside another. Unpack it before sending",
  ],
  "member-damaged": [
    "“{path}” bị hỏng trong tệp nén. Hãy nén và gửi lại",
    "“{path}” is damaged inside the archive. Pack it and send it again",
  ],
  "member-size": [
    "“{path}” dài {bytes} byte, tệp nén lại ghi {declared}",
    "“{path}” holds {bytes} bytes; the archive says {declared}",
  ],
  "json-syntax": [
    "JSON sai ở dòng {line}, cột {position}: {detail}. Các dòng trước đó đã được đọc",
    "JSON is wrong at line {line}, column {position}: {detail}. The rows before it were read",
  ],
  "json-comment": [
    "JSON không cho phép ghi chú (dòng {line}, cột {position}). Hãy bỏ ghi chú; các dòng trước đó đã được đọc",
    "JSON allows no comments (line {line}, column {position}). Remove them; the rows before it were read",
  ],
  "json-trailing-comma": [
    "Dấu phẩy thừa trước dấu đóng ở dòng {line}, cột {position}. Hãy bỏ nó; các dòng trước đó đã được đọc",
    "A comma stands before the closing bracket at line {line}, column {position}. Remove it; the rows before were read",
  ],
  "json-truncated": [
    "JSON đứt quãng ở dòng {line}, cột {position}. Các dòng trước đó đã được đọc; hãy gửi lại tệp đầy đủ",
    "JSON breaks off at line {line}, column {position}. The rows before it were read; send the whole file again",
  ],
  "json-line": [
    "Dòng {row} không phải JSON đúng (cột {position}: {detail})",
    "Line {row} is not well-formed JSON (column {position}: {detail})",
  ],
  "json-row-kind": [
    "Phần tử {row} không cùng kiểu với các dòng khác",
    "Element {row} is not of the same kind as the other rows",
  ],
  "json-no-rows": [
    "Không tìm thấy danh sách dòng trong JSON. Cần một mảng các đối tượng",
    "No list of rows was found in the JSON. An array of objects is needed",
  ],
  "json-columns-too-large": [
    "JSON theo cột lớn hơn {limit} byte. Hãy gửi một mảng các đối tượng",
    "Column-oriented JSON larger than {limit} bytes. Send an array of objects",
  ],
  "json-depth": [
    "Ô “{column}” ở dòng {row} lồng quá {limit} tầng, đã để trống",
    "Cell “{column}” in row {row} is nested deeper than {limit} levels; left empty",
  ],
  "json-not-finite": [
    "Ô “{column}” ở dòng {row} là NaN hoặc vô cực, đã để trống",
    "Cell “{column}” in row {row} is NaN or infinity; left empty",
  ],
  "json-duplicate-keys": [
    "{count} lần một khóa lặp lại trong cùng đối tượng; giữ giá trị cuối",
    "{count} times a key was repeated in one object; the last value is kept",
  ],
  "json-other-arrays": [
    "Đã đọc “{path}”; các danh sách khác trong tệp không được đọc: {others}",
    "“{path}” was read; other lists in the file were not: {others}",
  ],
  "json-extra": [
    "Sau giá trị JSON còn nội dung khác (dòng {line}), không được đọc",
    "More text follows the JSON value (line {line}); it was not read",
  ],
  "row-too-long": ["Dòng {row} dài quá {limit} ký tự", "Row {row} is longer than {limit} characters"],
  "cell-too-long": [
    "Ô “{column}” ở dòng {row} dài quá {limit} ký tự, đã để trống",
    "Cell “{column}” in row {row} is longer than {limit} characters; left empty",
  ],
  "too-many-columns": [
    "Có hơn {limit} cột; các cột sau không được đọc",
    "There are more than {limit} columns; the others were not read",
  ],
  "extra-cells": [
    "Dòng {row} có nhiều ô hơn số cột; các ô thừa không được đọc",
    "Row {row} has more cells than there are columns; the others were not read",
  ],
  "nul-removed": [
    "{count} ký tự rỗng (NUL) đã được bỏ khỏi các ô",
    "{count} NUL characters were removed from cells",
  ],
  "geo-crs": [
    "Tệp dùng hệ tọa độ “{crs}”; tọa độ được giữ nguyên, không đổi sang kinh độ, vĩ độ",
    "The file states the reference system “{crs}”; coordinates are kept, not converted to longitude and latitude",
  ],
  "geo-range": [
    "{count} hình có tọa độ ngoài kinh độ, vĩ độ (có thể là VN-2000)",
    "{count} shapes lie outside longitude and latitude (perhaps VN-2000)",
  ],
  "geo-invalid": [
    "Hình ở dòng {row} không phải GeoJSON, đã để trống",
    "The shape in row {row} is not GeoJSON; left empty",
  ],
  "xlsx-damaged": [
    "Tệp Excel bị hỏng ({detail}). Hãy mở và lưu lại",
    "The Excel file is damaged ({detail}). Open it and save it again",
  ],
  "xml-doctype": [
    "Tệp chứa khai báo DTD, dấu hiệu tấn công, bị từ chối",
    "The file holds a DTD, a sign of an attack; refused",
  ],
  "sheet-broken": [
    "Trang tính đứt quãng sau dòng {row}. Các dòng trước đó đã được đọc; hãy lưu lại tệp",
    "The sheet breaks off after row {row}. The rows before it were read; save the file again",
  ],
  "sheet-hidden": ["Trang tính bị ẩn trong Excel", "The sheet is hidden in Excel"],
  "sheet-missing": [
    "Trang tính “{name}” không có nội dung trong tệp",
    "Sheet “{name}” has no content in the file",
  ],
  "strings-too-large": [
    "Bảng chuỗi của tệp Excel quá lớn; một số ô chữ để trống. Hãy lưu thành CSV",
    "The string table of the Excel file is too large; some text cells are empty. Save as CSV",
  ],
  "string-missing": [
    "Ô “{column}” ở dòng {row} trỏ tới chữ không có trong tệp, đã để trống",
    "Cell “{column}” in row {row} points to text missing from the file; left empty",
  ],
  "excel-error": [
    "Ô “{column}” ở dòng {row} là lỗi Excel {value}, đã để trống",
    "Cell “{column}” in row {row} is the Excel error {value}; left empty",
  ],
  "excel-number": [
    "Ô “{column}” ở dòng {row} không phải là số, đã để trống",
    "Cell “{column}” in row {row} is not a number; left empty",
  ],
  "excel-date": [
    "Ô “{column}” ở dòng {row} không phải ngày có thật, đã để trống",
    "Cell “{column}” in row {row} is not a real date; left empty",
  ],
  "formula-uncached": [
    "Ô “{column}” ở dòng {row} là công thức chưa tính. Hãy mở bằng Excel và lưu lại",
    "Cell “{column}” in row {row} is a formula that was never computed. Open in Excel and save",
  ],
  formulas: [
    "{count} ô là công thức; lấy giá trị lưu lần cuối",
    "{count} cells are formulas; their last saved values are used",
  ],
  "merged-filled": [
    "{count} vùng gộp theo chiều dọc ở các cột đầu: giá trị được chép xuống mọi dòng",
    "{count} areas merged downwards in the first columns: the value is repeated in every row",
  ],
  "merged-first": [
    "{count} vùng gộp ô: giá trị chỉ ở ô đầu tiên",
    "{count} merged areas: the value is in the first cell only",
  ],
  preamble: [
    "{count} dòng phía trên tiêu đề không được đọc là dữ liệu",
    "{count} rows above the header were not read as data",
  ],
  "header-joined": ["Tiêu đề gồm {count} dòng đã được ghép", "The header of {count} rows was joined"],
  "no-header": [
    "Không thấy dòng tiêu đề; các cột được đặt tên theo số thứ tự",
    "No header row was found; columns are named by number",
  ],
  "number-row": [
    "Dòng {row} đánh số các cột, không được đọc là dữ liệu",
    "Row {row} numbers the columns and was not read as data",
  ],
  footer: [
    "Dòng {row} (“{text}”) giống dòng tổng cộng hoặc ghi chú; vẫn được đọc",
    "Row {row} (“{text}”) looks like a total or a note; it was read",
  ],
  "hidden-rows": ["{count} dòng bị ẩn trong Excel vẫn được đọc", "{count} rows hidden in Excel were read"],
  "hidden-columns": [
    "{count} cột bị ẩn trong Excel vẫn được đọc",
    "{count} columns hidden in Excel were read",
  ],
  percent: [
    "Cột “{column}” định dạng phần trăm; giá trị giữ như lưu trong tệp (0.25 là 25 %)",
    "Column “{column}” is formatted as percent; values are kept as stored (0.25 is 25 %)",
  ],
  "parquet-damaged": [
    "Tệp Parquet bị hỏng hoặc không hỗ trợ ({detail})",
    "The Parquet file is damaged or not supported ({detail})",
  ],
  "parquet-rows": [
    "Các dòng {row}–{end} của tệp Parquet không đọc được ({detail})",
    "Rows {row}–{end} of the Parquet file could not be read ({detail})",
  ],
  "parquet-column": [
    "Cột “{column}” có kiểu không hỗ trợ ({detail}), để trống",
    "Column “{column}” is of a kind not supported ({detail}); left empty",
  ],
  "xlsx-too-large": [
    "Tệp Excel vượt 4 GB. Hãy xuất CSV hoặc Parquet",
    "The Excel file exceeds 4 GB. Export CSV or Parquet",
  ],
} as const;

/** The codes of every reason and notice. */
export type ReasonCode = keyof typeof SENTENCES;

/** Every code this package may give, for tables of texts and for tests. */
export const REASON_CODES = Object.keys(SENTENCES) as readonly ReasonCode[];

/** A reason with its sentences filled in. */
export function reason(code: ReasonCode, details: Details = {}): Reason {
  const [vi, en] = SENTENCES[code];
  return { code, vi: fill(vi, details), en: fill(en, details) };
}

/** A notice; `row`, `column` and `count` among the details are also given as fields. */
export function notice(code: ReasonCode, details: Details = {}): Notice {
  const { row, column, count } = details;
  return {
    ...reason(code, details),
    ...(typeof row === "number" && { row }),
    ...(typeof column === "string" && { column }),
    ...(typeof count === "number" && { count }),
  };
}

/** The only error this package throws on purpose; `code` and `reason` say why. */
export class ReaderError extends Error {
  readonly code: string;
  readonly reason: Reason;

  constructor(code: ReasonCode, details: Details = {}) {
    const why = reason(code, details);
    super(why.en);
    this.name = "ReaderError";
    this.code = code;
    this.reason = why;
  }
}

/** A ReaderError as it is; anything else (a failing disk, a damaged stream) as `code` with its message. */
export function asReaderError(
  error: unknown,
  code: ReasonCode = "read-failed",
  details: Details = {},
): ReaderError {
  if (error instanceof ReaderError) return error;
  const detail = error instanceof Error ? error.message.slice(0, 200) : "?";
  return new ReaderError(code, { detail, ...details });
}

function fill(sentence: string, details: Details): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = details[name];
    return value === undefined ? whole : String(value).slice(0, 200);
  });
}
