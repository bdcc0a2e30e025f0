/** The aggregate and window functions that may be called. */
import { finite } from "./convert.ts";
import type { Bilingual, ValueType } from "./model.ts";

/** An aggregate over plain values; NULL inputs are passed over by the engine. */
export interface Aggregate {
  readonly signature: string;
  readonly text: Bilingual;
  readonly takes: readonly string[];
  /** `same` is the type of the first argument. */
  readonly gives: ValueType | "same";
  /** With DISTINCT; absent where DISTINCT makes no difference or no sense. */
  readonly distinct?: "sql" | "ignored";
  /** `over` is empty or ` OVER (…)` and follows each call of the engine. */
  make(sql: readonly string[], distinct: string, over: string): string;
}

type Texts = readonly [vi: string, en: string];

function define(
  signature: string,
  texts: Texts,
  takes: string,
  gives: Aggregate["gives"],
  make: Aggregate["make"],
  distinct?: Aggregate["distinct"],
): Aggregate {
  const kinds = takes.split(" ").filter(Boolean);
  return {
    signature,
    text: { vi: texts[0], en: texts[1] },
    takes: kinds,
    gives,
    make,
    ...(distinct ? { distinct } : {}),
  };
}

const simple =
  (name: string): Aggregate["make"] =>
  (x, distinct, over) =>
    `${name}(${distinct}${x[0]})${over}`;
const statistic =
  (name: string): Aggregate["make"] =>
  (x, _, over) =>
    finite(`${name}(${x[0]})${over}`);
const pairs = ([y, x]: readonly string[], sql: (y: string, x: string) => string): string =>
  finite(sql(`if(isNull(${x}), NULL, ${y})`, `if(isNull(${y}), NULL, ${x})`));
const boolean =
  (name: string): Aggregate["make"] =>
  (x, _, over) =>
    `CAST(${name}(toUInt8(${x[0]}))${over} AS Nullable(Bool))`;

/** Aggregates that take plain arguments, by name. */
export const aggregates: Readonly<Record<string, Aggregate>> = {
  count: define(
    "count(*) | count([DISTINCT] any)",
    ["Số hàng, hoặc số giá trị khác NULL", "Number of rows, or of values that are not NULL"],
    "any?",
    "integer",
    (x, distinct, over) => `toInt64(${distinct ? "uniqExact" : "count"}(${x[0] ?? ""})${over})`,
    "sql",
  ),
  sum: define(
    "sum(number)",
    ["Tổng; không có giá trị được NULL", "Sum; NULL of nothing"],
    "number",
    "same",
    simple("sumOrNull"),
    "sql",
  ),
  avg: define("avg(number)", ["Trung bình", "Mean"], "number", "number", simple("avgOrNull"), "sql"),
  min: define("min(any)", ["Nhỏ nhất", "Smallest"], "any", "same", simple("minOrNull"), "ignored"),
  max: define("max(any)", ["Lớn nhất", "Largest"], "any", "same", simple("maxOrNull"), "ignored"),
  stddev: define(
    "stddev(number)",
    ["Độ lệch chuẩn mẫu", "Standard deviation of a sample"],
    "number",
    "number",
    statistic("stddevSampStableOrNull"),
  ),
  stddev_samp: define(
    "stddev_samp(number)",
    ["Độ lệch chuẩn mẫu", "Standard deviation of a sample"],
    "number",
    "number",
    statistic("stddevSampStableOrNull"),
  ),
  stddev_pop: define(
    "stddev_pop(number)",
    ["Độ lệch chuẩn tổng thể", "Standard deviation of all"],
    "number",
    "number",
    statistic("stddevPopStableOrNull"),
  ),
  variance: define(
    "variance(number)",
    ["Phương sai mẫu", "Variance of a sample"],
    "number",
    "number",
    statistic("varSampStableOrNull"),
  ),
  var_samp: define(
    "var_samp(number)",
    ["Phương sai mẫu", "Variance of a sample"],
    "number",
    "number",
    statistic("varSampStableOrNull"),
  ),
  var_pop: define(
    "var_pop(number)",
    ["Phương sai tổng thể", "Variance of all"],
    "number",
    "number",
    statistic("varPopStableOrNull"),
  ),
  corr: define("corr(y, x)", ["Hệ số tương quan", "Correlation"], "number number", "number", (x, _, over) =>
    pairs(x, (a, b) => `corrStableOrNull(${a}, ${b})${over}`),
  ),
  covar_pop: define(
    "covar_pop(y, x)",
    ["Hiệp phương sai tổng thể", "Covariance of all"],
    "number number",
    "number",
    (x, _, over) => pairs(x, (a, b) => `covarPopStableOrNull(${a}, ${b})${over}`),
  ),
  covar_samp: define(
    "covar_samp(y, x)",
    ["Hiệp phương sai mẫu", "Covariance of a sample"],
    "number number",
    "number",
    (x, _, over) => pairs(x, (a, b) => `covarSampStableOrNull(${a}, ${b})${over}`),
  ),
  regr_slope: define(
    "regr_slope(y, x)",
    ["Hệ số góc hồi quy", "Slope of the regression line"],
    "number number",
    "number",
    (x, _, over) => pairs(x, (a, b) => slope(a, b, over)),
  ),
  regr_intercept: define(
    "regr_intercept(y, x)",
    ["Hệ số chặn hồi quy", "Intercept of the regression line"],
    "number number",
    "number",
    (x, _, over) =>
      pairs(x, (a, b) => `(avgOrNull(${a})${over} - ${slope(a, b, over)} * avgOrNull(${b})${over})`),
  ),
  regr_count: define(
    "regr_count(y, x)",
    ["Số cặp đủ hai giá trị", "Number of pairs without NULL"],
    "number number",
    "integer",
    (x, _, over) => `toInt64(countIf(isNotNull(${x[0]}) AND isNotNull(${x[1]}))${over})`,
  ),
  bool_and: define(
    "bool_and(boolean)",
    ["Đúng nếu mọi giá trị đúng", "True if all are"],
    "boolean",
    "boolean",
    boolean("minOrNull"),
    "ignored",
  ),
  every: define(
    "every(boolean)",
    ["Đúng nếu mọi giá trị đúng", "True if all are"],
    "boolean",
    "boolean",
    boolean("minOrNull"),
    "ignored",
  ),
  bool_or: define(
    "bool_or(boolean)",
    ["Đúng nếu có giá trị đúng", "True if any is"],
    "boolean",
    "boolean",
    boolean("maxOrNull"),
    "ignored",
  ),
  median: define(
    "median(number)",
    ["Trung vị", "Median"],
    "number",
    "number",
    simple("quantileExactInclusiveOrNull(0.5)"),
  ),
  approx_count_distinct: define(
    "approx_count_distinct(any)",
    ["Số giá trị khác nhau, gần đúng", "Number of distinct values, roughly"],
    "any",
    "integer",
    (x, _, over) => `toInt64(uniq(${x[0]})${over})`,
  ),
};

function slope(y: string, x: string, over: string): string {
  return `divideOrNull(covarPopStableOrNull(${y}, ${x})${over}, varPopStableOrNull(${x})${over})`;
}

/** A function that is listed but compiled by its own code. */
export interface Described {
  readonly signature: string;
  readonly text: Bilingual;
}

const described = (signature: string, vi: string, en: string): Described => ({ signature, text: { vi, en } });

/** Aggregates that collect or sort their values. */
export const collecting: Readonly<Record<string, Described>> = {
  string_agg: described(
    "string_agg(text, separator [ORDER BY …])",
    "Nối các giá trị thành chữ",
    "Values joined to a text",
  ),
  array_agg: described(
    "array_agg(any [ORDER BY …])",
    "Gom các giá trị thành mảng, ra kết quả dạng JSON",
    "Values as an array, shown as JSON",
  ),
  percentile_cont: described(
    "percentile_cont(p) WITHIN GROUP (ORDER BY number)",
    "Phân vị nội suy",
    "Percentile between values",
  ),
  percentile_disc: described(
    "percentile_disc(p) WITHIN GROUP (ORDER BY any)",
    "Phân vị lấy giá trị có thật",
    "Percentile that is one of the values",
  ),
  mode: described("mode() WITHIN GROUP (ORDER BY any)", "Giá trị hay gặp nhất", "Most frequent value"),
};

/** Window functions that are not aggregates. */
export const windowOnly: Readonly<Record<string, Described>> = {
  row_number: described("row_number() OVER (…)", "Số thứ tự hàng", "Number of the row"),
  rank: described("rank() OVER (…)", "Hạng, có nhảy số", "Rank with gaps"),
  dense_rank: described("dense_rank() OVER (…)", "Hạng, không nhảy số", "Rank without gaps"),
  percent_rank: described("percent_rank() OVER (…)", "Hạng theo phần từ 0 đến 1", "Rank between 0 and 1"),
  cume_dist: described("cume_dist() OVER (…)", "Phân bố lũy tích", "Cumulative distribution"),
  ntile: described("ntile(count) OVER (…)", "Chia đều thành nhóm", "Number of an equal group"),
  lag: described("lag(any [, offset [, default]]) OVER (…)", "Giá trị ở hàng trước", "Value of a row before"),
  lead: described("lead(any [, offset [, default]]) OVER (…)", "Giá trị ở hàng sau", "Value of a row after"),
  first_value: described("first_value(any) OVER (…)", "Giá trị đầu của khung", "First value of the frame"),
  last_value: described("last_value(any) OVER (…)", "Giá trị cuối của khung", "Last value of the frame"),
  nth_value: described(
    "nth_value(any, n) OVER (…)",
    "Giá trị thứ n của khung",
    "The n-th value of the frame",
  ),
};
