/** Sentences of every problem, by code. */
import type { Bilingual, Problem } from "./types.ts";

/** Every problem this engine gives, in both languages. Compare by key; the sentences may be reworded. */
export const MESSAGES = {
  "not-an-object": ["Phải là một đối tượng JSON", "Must be a JSON object"],
  "fields-missing": ["Lược đồ phải có danh sách `fields`", "The schema must have an array `fields`"],
  "fields-empty": ["Lược đồ không có trường nào", "The schema has no fields"],
  "too-many-fields": ["Quá nhiều trường, phần thừa bị bỏ", "Too many fields; the rest is left out"],
  "name-missing": ["Trường phải có tên", "The field must have a name"],
  "name-repeated": ["Tên trường bị lặp", "The name of the field is repeated"],
  "type-unknown": [
    "Kiểu không có trong tiêu chuẩn, đọc như `any`",
    "The type is not in the standard; read as `any`",
  ],
  "format-unknown": [
    "Định dạng không áp dụng cho kiểu này, đọc như mặc định",
    "The format does not fit the type; read as the default",
  ],
  "wrong-type": ["Giá trị sai kiểu, bị bỏ qua", "The value has the wrong type and is left out"],
  "value-unknown": ["Giá trị không có trong tiêu chuẩn", "The value is not in the standard"],
  "value-repeated": ["Giá trị bị lặp", "The value is repeated"],
  "field-unknown": ["Không có trường mang tên này", "There is no field of this name"],
  "key-empty": ["Khóa không nêu trường nào", "The key names no field"],
  "key-length": [
    "Số trường ở hai phía của khóa ngoại khác nhau",
    "The two sides of the foreign key have different numbers of fields",
  ],
  "constraint-misplaced": [
    "Ràng buộc này không dùng cho kiểu của trường",
    "The constraint does not apply to the field's type",
  ],
  "constraint-unreadable": [
    "Không đọc được giá trị của ràng buộc theo kiểu của trường",
    "The value of the constraint cannot be read with the field's type",
  ],
  "pattern-refused": [
    "Biểu thức mẫu không hợp lệ hoặc quá phức tạp, không được kiểm tra",
    "The pattern is invalid or too complex and is not checked",
  ],
  "json-schema-unchecked": [
    "jsonSchema được giữ nguyên nhưng không được kiểm tra",
    "jsonSchema is kept and not checked",
  ],
  "version-1": [
    "Bản mô tả theo phiên bản 1: `profile` không được dùng, hãy dùng `$schema`",
    "A version 1 descriptor: `profile` is not used; use `$schema`",
  ],
  "version-1-form": [
    "Cách viết của phiên bản cũ, đã được chuyển sang phiên bản 2",
    "A form of an older version, converted to version 2",
  ],
  missing: ["Thiếu giá trị bắt buộc", "A required value is missing"],
  "not-string": ["Không đúng định dạng chuỗi", "The text does not have the format"],
  "not-number": ["Không phải là số", "Not a number"],
  "not-integer": ["Không phải là số nguyên", "Not a whole number"],
  "not-boolean": ["Không phải là giá trị đúng/sai", "Not a true or false value"],
  "not-json": ["Không phải là JSON đúng dạng của trường", "Not JSON of the field's kind"],
  "not-list": ["Có phần tử của danh sách không đọc được", "An item of the list cannot be read"],
  "not-time": [
    "Ngày giờ không đúng định dạng hoặc không tồn tại",
    "The date or time is not in the format or does not exist",
  ],
  "not-geo": ["Không phải là vị trí hay hình học hợp lệ", "Not a valid position or geometry"],
  "too-long-to-read": ["Giá trị quá dài để đọc", "The value is too long to be read"],
  "below-minimum": ["Nhỏ hơn giới hạn dưới", "Below the minimum"],
  "above-maximum": ["Lớn hơn giới hạn trên", "Above the maximum"],
  "too-short": ["Ngắn hơn độ dài tối thiểu", "Shorter than the least length"],
  "too-long": ["Dài hơn độ dài tối đa", "Longer than the greatest length"],
  "pattern-mismatch": ["Không khớp với mẫu", "Does not match the pattern"],
  "not-allowed": ["Không thuộc các giá trị cho phép", "Not one of the allowed values"],
  "not-unique": ["Giá trị bị lặp trong cột phải duy nhất", "Repeated in a column that must be unique"],
  "key-repeated": ["Khóa bị lặp", "The key is repeated"],
  "key-absent": ["Không tìm thấy giá trị được tham chiếu", "The referenced value is not found"],
  "row-length": ["Số ô của dòng khác với tiêu đề", "The row has not as many cells as the header"],
  "header-missing": ["Tệp thiếu cột của lược đồ", "The file lacks a column of the schema"],
  "header-extra": ["Tệp có cột ngoài lược đồ", "The file has a column that the schema does not name"],
  "header-order": [
    "Thứ tự hoặc tên cột khác với lược đồ",
    "Order or name of the column differs from the schema",
  ],
  "header-none": ["Tệp không có cột nào của lược đồ", "The file has no column of the schema"],
  "header-repeated": ["Tên cột bị lặp trong tệp", "The name of the column is repeated in the file"],
} as const satisfies Record<string, readonly [string, string]>;

/** A code of `MESSAGES`. */
export type ProblemCode = keyof typeof MESSAGES;

/** The sentence of a code. */
export function messageOf(code: ProblemCode): Bilingual {
  const [vi, en] = MESSAGES[code];
  return { vi, en };
}

/** A problem at a place given as its steps: `["fields", 0, "type"]` → `/fields/0/type`. */
export function problemAt(
  steps: readonly (string | number)[],
  code: ProblemCode,
  level: "error" | "note" = "error",
): Problem {
  const path = steps.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
  return { path, code, level, message: messageOf(code) };
}
