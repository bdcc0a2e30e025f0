/** What a refusal says. `{name}` stands for a detail; texts say what is wrong and what to do. */
import type { Bilingual } from "./model.ts";

/** Every code of {@link SqlError} with its texts. Compare by code; texts may be reworded. */
export const sqlErrors = {
  syntax: {
    vi: "Câu lệnh sai cú pháp gần {near}. Hãy kiểm tra dấu phẩy, dấu ngoặc và từ khóa ngay trước vị trí này.",
    en: "Syntax error near {near}. Check commas, parentheses and keywords just before this place.",
  },
  empty: {
    vi: "Chưa có câu lệnh. Hãy viết một câu SELECT.",
    en: "There is no statement. Write one SELECT.",
  },
  "too-long": {
    vi: "Câu lệnh dài {found} ký tự, tối đa {limit}. Hãy rút ngắn, ví dụ thay danh sách dài bằng một bảng.",
    en: "The statement has {found} characters, {limit} at most. Shorten it, for example use a table instead of a long list.",
  },
  "too-deep": {
    vi: "Câu lệnh lồng nhau quá {limit} lớp. Hãy tách thành các bước bằng WITH.",
    en: "The statement is nested more than {limit} levels. Split it into steps with WITH.",
  },
  "too-complex": {
    vi: "Câu lệnh khai triển ra quá lớn. Hãy bớt truy vấn con hoặc bớt dùng lại biểu thức.",
    en: "The statement unfolds to something too large. Use fewer subqueries or repeat fewer expressions.",
  },
  "character-not-allowed": {
    vi: "Câu lệnh chứa ký tự không dùng được (NUL hoặc nửa ký tự). Hãy gõ lại chỗ này.",
    en: "The statement holds a character that cannot be used (NUL or half a character). Type this place again.",
  },
  "one-statement": {
    vi: "Chỉ chạy được một câu lệnh mỗi lần. Hãy bỏ phần sau dấu chấm phẩy.",
    en: "One statement at a time. Remove what follows the semicolon.",
  },
  "statement-not-allowed": {
    vi: "Không dùng được câu lệnh {name}; chỉ đọc dữ liệu bằng SELECT.",
    en: "{name} is not allowed; data are only read, with SELECT.",
  },
  "clause-not-allowed": {
    vi: "Không dùng được {name} ở đây. Hãy bỏ hoặc viết cách khác.",
    en: "{name} cannot be used here. Remove it or write it another way.",
  },
  "function-unknown": {
    vi: "Không có hàm {name}. {hint}",
    en: "There is no function {name}. {hint}",
  },
  "function-arguments": {
    vi: "Hàm {name} không nhận các giá trị này. Cách dùng: {signature}.",
    en: "The function {name} does not take these values. Use: {signature}.",
  },
  "operator-unknown": {
    vi: "Không có toán tử {name} cho kiểu {types}. Hãy đổi kiểu bằng ::, ví dụ cot::text.",
    en: "There is no operator {name} for {types}. Convert with ::, for example col::text.",
  },
  "type-not-allowed": {
    vi: "Không dùng được kiểu {name}. Các kiểu có: text, int, bigint, numeric, float8, boolean, date, timestamp, timestamptz, time, interval, json.",
    en: "The type {name} cannot be used. There are: text, int, bigint, numeric, float8, boolean, date, timestamp, timestamptz, time, interval, json.",
  },
  "type-mismatch": {
    vi: "Cần kiểu {wanted} nhưng gặp {found}. Hãy đổi kiểu bằng ::.",
    en: "{wanted} is needed but this is {found}. Convert with ::.",
  },
  "literal-invalid": {
    vi: "Giá trị này không đọc được thành kiểu {wanted}. Hãy viết như {example}.",
    en: "This value cannot be read as {wanted}. Write it like {example}.",
  },
  "table-unknown": {
    vi: "Không có bảng {name}. {hint}",
    en: "There is no table {name}. {hint}",
  },
  "schema-not-allowed": {
    vi: "Không dùng được lược đồ {name}. Hãy viết tên bảng không có tiền tố.",
    en: "The schema {name} cannot be used. Write the table name without a prefix.",
  },
  "column-unknown": {
    vi: "Không có cột {name}. {hint}",
    en: "There is no column {name}. {hint}",
  },
  "column-ambiguous": {
    vi: "Cột {name} có trong nhiều bảng. Hãy ghi tên bảng trước, ví dụ bang.{name}.",
    en: "The column {name} is in several tables. Put the table before it, for example t.{name}.",
  },
  "column-not-grouped": {
    vi: "Cột {name} phải có trong GROUP BY hoặc nằm trong hàm tổng hợp.",
    en: "The column {name} must be in GROUP BY or inside an aggregate function.",
  },
  "name-duplicate": {
    vi: "Tên {name} dùng hai lần. Hãy đặt tên khác bằng AS.",
    en: "The name {name} is used twice. Give another one with AS.",
  },
  "aggregate-not-allowed": {
    vi: "Không dùng hàm tổng hợp hoặc hàm cửa sổ {name} ở đây. Hãy tính trong truy vấn con rồi lọc.",
    en: "The aggregate or window function {name} cannot be used here. Compute it in a subquery and filter that.",
  },
  "column-count": {
    vi: "Số cột không khớp: cần {wanted}, có {found}.",
    en: "The numbers of columns differ: {wanted} needed, {found} found.",
  },
  "position-invalid": {
    vi: "Không có cột thứ {name} trong danh sách SELECT.",
    en: "There is no column {name} in the SELECT list.",
  },
  "join-not-supported": {
    vi: "Phép nối {name} cần ít nhất một điều kiện bằng giữa hai bảng trong ON.",
    en: "A {name} join needs at least one equality between the two tables in ON.",
  },
  "correlated-subquery": {
    vi: "Truy vấn con dùng cột {name} của truy vấn ngoài, chưa hỗ trợ. Hãy viết bằng JOIN.",
    en: "The subquery uses the column {name} of the outer query, which is not supported. Write it as a JOIN.",
  },
  "constant-needed": {
    vi: "{name} cần một giá trị viết sẵn, không nhận cột hoặc biểu thức.",
    en: "{name} needs a value written out, not a column or an expression.",
  },
  "out-of-range": {
    vi: "{name} vượt giới hạn {limit}.",
    en: "{name} is beyond the limit {limit}.",
  },
  "zone-unknown": {
    vi: "Không có múi giờ này. Hãy viết như Asia/Ho_Chi_Minh.",
    en: "There is no such time zone. Write it like Asia/Ho_Chi_Minh.",
  },
  "pattern-not-allowed": {
    vi: "Mẫu có phần {name} không dùng được.",
    en: "The pattern has {name}, which cannot be used.",
  },
} as const satisfies Record<string, Bilingual>;
