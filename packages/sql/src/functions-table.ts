/** The scalar functions that may be called, with what they compile to. */
import { cast, finite, roundHalfAway, unify } from "./convert.ts";
import {
  clockLiteral,
  extractField,
  findZone,
  instantOf,
  intervalMicros,
  intervalParts,
  truncateWall,
  wallOf,
  wallTextOf,
} from "./datetime.ts";
import { refuse } from "./errors.ts";
import type { Bilingual, Value, ValueType } from "./model.ts";
import { makeValue, parameter, retype, type State } from "./state.ts";
import { toChar } from "./to-char.ts";

/** A call whose arguments have been checked and converted. */
export interface Call {
  readonly state: State;
  readonly name: string;
  readonly args: readonly Value[];
  readonly position: number;
}

/** A function that may be called. */
export interface ScalarFunction {
  readonly signature: string;
  readonly text: Bilingual;
  /** Types in order, `any`, or `clock` for date, timestamp and timestamptz; `?` may be left out, `*` repeats. */
  readonly takes: readonly string[];
  readonly gives: ValueType;
  /** ClickHouse text, or a whole value where the type depends on the arguments. */
  make(call: Call, ...sql: string[]): string | Value;
}

function define(
  signature: string,
  texts: readonly [vi: string, en: string],
  takes: string,
  gives: ValueType,
  make: ScalarFunction["make"],
): ScalarFunction {
  const kinds = takes.split(" ").filter(Boolean);
  return { signature, text: { vi: texts[0], en: texts[1] }, takes: kinds, gives, make };
}

const one =
  (name: string) =>
  (_: Call, x = "") =>
    `${name}(${x})`;
const count =
  (name: string) =>
  (_: Call, x = "") =>
    `toInt64(${name}(${x}))`;
const guarded =
  (name: string) =>
  (_: Call, x = "") =>
    finite(`${name}(${x})`);

function literalOf(call: Call, index: number): string {
  const found = call.args[index]?.literal;
  return found ?? refuse("constant-needed", call.args[index]?.position ?? call.position, { name: call.name });
}

function wholeNumber(call: Call, index: number): number {
  const found = call.args[index]?.number;
  return found !== undefined && Number.isInteger(found)
    ? found
    : refuse("constant-needed", call.args[index]?.position ?? call.position, { name: call.name });
}

function substring(_: Call, text = "", from = "", length?: string): string {
  const start = `greatest(${from}, toInt64(1))`;
  if (length === undefined) return `substringUTF8(${text}, ${start})`;
  return `substringUTF8(${text}, ${start}, greatest(${from} + ${length} - ${start}, toInt64(0)))`;
}

function nullWithNull(sql: string, ...of: readonly string[]): string {
  return `if(${of.map((one) => `isNull(${one})`).join(" OR ")}, NULL, ${sql})`;
}

function pad(name: string) {
  return (_: Call, text = "", length = "", fill = "' '") =>
    `${name}(${text}, toUInt64(least(greatest(${length}, toInt64(0)), toInt64(10000))), ${fill})`;
}

function edge(name: string, other: string) {
  return (_: Call, text = "", length = "") =>
    `if(${length} >= 0, ${name}(${text}, ${length}), ${other}(${text}, greatest(toInt64(lengthUTF8(${text})) + ${length}, toInt64(0))))`;
}

function trim(name: string) {
  return (_: Call, text = "", characters = "' '") => `${name}(${text}, ${characters})`;
}

function sameType(name: string) {
  return (call: Call, ...sql: string[]): Value => {
    const type = call.args.some((arg) => arg.type === "number") ? "number" : "integer";
    return makeValue(`${name}(${sql.join(", ")})`, type, { ...call, inputs: call.args });
  };
}

function roundWith(name: string) {
  return (call: Call, text = "", digits?: string): Value => {
    const [x] = call.args;
    const isWhole = x?.type === "integer" && digits === undefined;
    if (isWhole) return makeValue(text, "integer", { ...call, inputs: call.args });
    const places = digits === undefined ? 0 : wholeNumber(call, 1);
    if (Math.abs(places) > 15) refuse("out-of-range", call.position, { name: call.name, limit: 15 });
    const sql = name === "round" ? roundHalfAway(text, places) : `trunc(${text}, ${places})`;
    return makeValue(sql, "number", { ...call, inputs: call.args });
  };
}

function splitPart(call: Call, text = "", separator = "", index = ""): string {
  const parts = `splitByString(${separator}, assumeNotNull(${text}))`;
  if (call.args[2]?.number === 0) refuse("out-of-range", call.position, { name: call.name, limit: "≠ 0" });
  return nullWithNull(`arrayElement(${parts}, ${index})`, text);
}

function fold(_: Call, x = ""): string {
  return `lowerUTF8(replaceAll(replaceAll(removeDiacriticsUTF8(normalizeUTF8NFC(${x})), 'đ', 'd'), 'Đ', 'D'))`;
}

function dateTrunc(call: Call): Value {
  const unit = literalOf(call, 0).toLowerCase();
  const [, clock] = call.args;
  if (!clock)
    return refuse("function-arguments", call.position, { name: call.name, signature: "date_trunc" });
  const named = call.args[2] ? zoneOf(call, 2) : call.state.timeZone;
  const wall = truncateWall(wallOf(call.state, clock, named), unit);
  if (wall === undefined)
    return refuse("literal-invalid", call.position, { wanted: "date_trunc", example: "'month'" });
  const making = { ...call, inputs: call.args };
  if (clock.type === "timestamp") return makeValue(wall, "timestamp", making);
  const extra = named === call.state.timeZone ? { extra: { wall } } : {};
  return makeValue(instantOf(call.state, wall, named), "datetime", { ...making, ...extra });
}

function zoneOf(call: Call, index: number): string {
  return (
    findZone(literalOf(call, index)) ?? refuse("zone-unknown", call.args[index]?.position ?? call.position)
  );
}

function extract(call: Call): string {
  const field = literalOf(call, 0).toLowerCase();
  const [, value] = call.args;
  const unknown = (): never =>
    refuse("literal-invalid", call.position, { wanted: "extract", example: "year" });
  if (!value) return unknown();
  if (value.type === "interval") return intervalField(value, field) ?? unknown();
  if (value.type === "time") return timeField(value.sql, field) ?? unknown();
  if (field === "epoch")
    return `toUnixTimestamp64Micro(${value.type === "datetime" ? value.sql : wallOf(call.state, value)}) / 1000000`;
  return extractField(wallOf(call.state, value), field) ?? unknown();
}

function intervalField(value: Value, field: string): string | undefined {
  const parts = value.interval;
  if (field === "epoch") return `${value.sql} / 1000000`;
  if (!parts) return undefined;
  const made: Record<string, string> = {
    year: `intDiv(${parts.months}, 12)`,
    month: `modulo(${parts.months}, 12)`,
    day: parts.days,
    hour: `intDiv(${parts.micros}, 3600000000)`,
    minute: `modulo(intDiv(${parts.micros}, 60000000), 60)`,
    second: `modulo(${parts.micros}, 60000000) / 1000000`,
  };
  return Object.hasOwn(made, field) ? `toFloat64(${made[field]})` : undefined;
}

function timeField(sql: string, field: string): string | undefined {
  const at = ["hour", "minute", "second"].indexOf(field);
  return at < 0 ? undefined : `toFloat64OrNull(substring(${sql}, ${at * 3 + 1}, 2))`;
}

function atZone(call: Call): Value {
  const zone = zoneOf(call, 0);
  const [, clock] = call.args;
  const making = { ...call, inputs: call.args };
  if (clock?.type === "timestamp")
    return makeValue(instantOf(call.state, clock.sql, zone), "datetime", making);
  if (clock?.type === "datetime") return makeValue(wallOf(call.state, clock, zone), "timestamp", making);
  const instant = clock && cast(call.state, clock, "datetime");
  if (!instant)
    return refuse("function-arguments", call.position, { name: call.name, signature: "at time zone" });
  return makeValue(wallOf(call.state, instant, zone), "timestamp", making);
}

function makeDate(_: Call, year = "", month = "", day = ""): string {
  const made = `makeDate32(${year}, ${month}, ${day})`;
  return `if(toYear(${made}) = ${year} AND toMonth(${made}) = ${month} AND toDayOfMonth(${made}) = ${day}, ${made}, NULL)`;
}

function regexpReplace(call: Call, text = "", _pattern = "", _to = ""): string {
  const flags = call.args[3] ? literalOf(call, 3) : "";
  if (/[^gi]/.test(flags)) refuse("pattern-not-allowed", call.position, { name: flags });
  const pattern = regexParameter(call.state, literalOf(call, 1), {
    ignoreCase: flags.includes("i"),
    position: call.position,
  });
  const to = literalOf(call, 2).replace(/\\&/g, "\\0");
  const name = flags.includes("g") ? "replaceRegexpAll" : "replaceRegexpOne";
  return `${name}(${text}, ${pattern}, ${parameter(call.state, to)})`;
}

/** A PostgreSQL regular expression for RE2. @throws refusal `pattern-not-allowed` for what RE2 has not */
export function regexParameter(
  state: State,
  pattern: string,
  options: { ignoreCase: boolean; position: number },
): string {
  const refused = /\(\?<?[=!]|\\[1-9mMZ]|\[\[[.=:][<>]?/.exec(pattern.replace(/\[\[:\w+:\]/g, ""));
  if (refused) refuse("pattern-not-allowed", options.position, { name: refused[0] });
  const translated = pattern.replace(/\\y/g, "\\b").replace(/\\Y/g, "\\B");
  return parameter(state, `${options.ignoreCase ? "(?i)" : ""}${translated}`);
}

function regexpSubstring(call: Call, text = ""): string {
  const pattern = regexParameter(call.state, literalOf(call, 1), {
    ignoreCase: false,
    position: call.position,
  });
  return `if(match(${text}, ${pattern}), extract(${text}, ${pattern}), NULL)`;
}

function age(call: Call): Value {
  const [a, b] = call.args;
  if (!a) return refuse("function-arguments", call.position, { name: call.name, signature: "age" });
  const today = `toDateTime64(toDate32('${wallTextOf(call.state.timeZone, call.state.now).slice(0, 10)}'), 6, 'UTC')`;
  const end = b ? wallOf(call.state, a) : today;
  const start = wallOf(call.state, b ?? a);
  const months = `age('month', ${start}, ${end})`;
  const rest = `addMonths(${start}, ${months})`;
  const days = `age('day', ${rest}, ${end})`;
  const micros = `dateDiff('microsecond', addDays(${rest}, ${days}), ${end})`;
  const interval = { months, days, micros };
  return makeValue(intervalMicros(interval), "interval", { ...call, inputs: call.args, extra: { interval } });
}

function makeInterval(
  call: Call,
  years = "toInt64(0)",
  months = "toInt64(0)",
  weeks = "toInt64(0)",
  days = "toInt64(0)",
): Value {
  const none = intervalParts(0, 0, 0);
  const interval = {
    months: `(${years} * 12 + ${months})`,
    days: `(${weeks} * 7 + ${days})`,
    micros: none.micros,
  };
  return makeValue(intervalMicros(interval), "interval", { ...call, inputs: call.args, extra: { interval } });
}

function concatWs(_: Call, separator = "", ...texts: string[]): string {
  const some = `arrayFilter(x -> isNotNull(x), [${texts.map((text) => `toNullable(${text})`).join(", ")}])`;
  return nullWithNull(
    `arrayStringConcat(arrayMap(x -> assumeNotNull(x), ${some}), assumeNotNull(${separator}))`,
    separator,
  );
}

function widthBucket(_: Call, x = "", low = "", high = "", buckets = ""): string {
  const inner = `toInt64(floor((${x} - ${low}) / (${high} - ${low}) * ${buckets})) + 1`;
  const up = `multiIf(${x} < ${low}, toInt64(0), ${x} >= ${high}, ${buckets} + 1, ${inner})`;
  const down = `multiIf(${x} > ${low}, toInt64(0), ${x} <= ${high}, ${buckets} + 1, ${inner})`;
  return nullWithNull(`if(${low} < ${high}, ${up}, ${down})`, x, low, high, buckets);
}

function greatestOf(name: string) {
  return (call: Call): Value => {
    const { type, values } = unify(call.state, call.args);
    const sql = `${name}(${values.map((value) => value.sql).join(", ")})`;
    return makeValue(sql, type, { ...call, inputs: call.args });
  };
}

function nowValue(call: Call): Value {
  const sql = clockLiteral(BigInt(call.state.now.getTime()) * 1000n);
  return makeValue(sql, "datetime", { ...call, inputs: [] });
}

const nullify = (sql: string): string => `nullIf(${sql}, '')`;

/** Every scalar function by name. */
export const scalarFunctions: Readonly<Record<string, ScalarFunction>> = {
  lower: define("lower(text)", ["Chữ thường", "Lower case"], "text", "text", one("lowerUTF8")),
  upper: define("upper(text)", ["Chữ hoa", "Upper case"], "text", "text", one("upperUTF8")),
  initcap: define(
    "initcap(text)",
    ["Viết hoa đầu mỗi từ", "First letter of each word in upper case"],
    "text",
    "text",
    one("initcapUTF8"),
  ),
  fold: define(
    "fold(text)",
    [
      "Bỏ dấu và viết thường, để so tên không kể dấu",
      "Without marks, in lower case, to compare names blind to accents",
    ],
    "text",
    "text",
    fold,
  ),
  length: define(
    "length(text)",
    ["Số ký tự", "Number of characters"],
    "text",
    "integer",
    count("lengthUTF8"),
  ),
  char_length: define(
    "char_length(text)",
    ["Số ký tự", "Number of characters"],
    "text",
    "integer",
    count("lengthUTF8"),
  ),
  character_length: define(
    "character_length(text)",
    ["Số ký tự", "Number of characters"],
    "text",
    "integer",
    count("lengthUTF8"),
  ),
  octet_length: define(
    "octet_length(text)",
    ["Số byte UTF-8", "Number of bytes of UTF-8"],
    "text",
    "integer",
    count("length"),
  ),
  substring: define(
    "substring(text, from [, length])",
    ["Đoạn chữ từ vị trí (đếm từ 1)", "Part of a text from a place counted from 1"],
    "text integer integer?",
    "text",
    substring,
  ),
  substr: define(
    "substr(text, from [, length])",
    ["Đoạn chữ từ vị trí (đếm từ 1)", "Part of a text from a place counted from 1"],
    "text integer integer?",
    "text",
    substring,
  ),
  regexp_substr: define(
    "regexp_substr(text, pattern)",
    ["Đoạn khớp đầu tiên với mẫu RE2", "First match of an RE2 pattern"],
    "text text",
    "text",
    regexpSubstring,
  ),
  left: define(
    "left(text, count)",
    ["Các ký tự đầu", "First characters"],
    "text integer",
    "text",
    edge("leftUTF8", "leftUTF8"),
  ),
  right: define(
    "right(text, count)",
    ["Các ký tự cuối", "Last characters"],
    "text integer",
    "text",
    edge("rightUTF8", "rightUTF8"),
  ),
  btrim: define(
    "trim(text [, characters])",
    ["Bỏ ký tự thừa hai đầu", "Without given characters at both ends"],
    "text text?",
    "text",
    trim("trimBoth"),
  ),
  trim: define(
    "trim(text [, characters])",
    ["Bỏ ký tự thừa hai đầu", "Without given characters at both ends"],
    "text text?",
    "text",
    trim("trimBoth"),
  ),
  ltrim: define(
    "ltrim(text [, characters])",
    ["Bỏ ký tự thừa ở đầu", "Without given characters at the start"],
    "text text?",
    "text",
    trim("trimLeft"),
  ),
  rtrim: define(
    "rtrim(text [, characters])",
    ["Bỏ ký tự thừa ở cuối", "Without given characters at the end"],
    "text text?",
    "text",
    trim("trimRight"),
  ),
  replace: define(
    "replace(text, from, to)",
    ["Thay mọi chỗ", "Replaces every occurrence"],
    "text text text",
    "text",
    (_, x, from, to) => `replaceAll(${x}, ${from}, ${to})`,
  ),
  translate: define(
    "translate(text, from, to)",
    ["Thay từng ký tự", "Replaces single characters"],
    "text text text",
    "text",
    (call, x) => translate(call, x ?? ""),
  ),
  split_part: define(
    "split_part(text, separator, n)",
    ["Phần thứ n giữa các dấu phân cách", "The n-th part between separators"],
    "text text integer",
    "text",
    splitPart,
  ),
  position: define(
    "position(part IN text)",
    ["Vị trí của đoạn chữ, 0 nếu không có", "Place of a part, 0 if absent"],
    "text text",
    "integer",
    (_, x, part) => `toInt64(positionUTF8(${x}, ${part}))`,
  ),
  strpos: define(
    "strpos(text, part)",
    ["Vị trí của đoạn chữ, 0 nếu không có", "Place of a part, 0 if absent"],
    "text text",
    "integer",
    (_, x, part) => `toInt64(positionUTF8(${x}, ${part}))`,
  ),
  starts_with: define(
    "starts_with(text, part)",
    ["Bắt đầu bằng", "Starts with"],
    "text text",
    "boolean",
    (_, x, part) => `startsWith(${x}, ${part})`,
  ),
  concat: define(
    "concat(any, …)",
    ["Nối chữ, bỏ qua NULL", "Joins texts, passing over NULL"],
    "any*",
    "text",
    (_, ...texts) => `concat('', ${texts.map((text) => `ifNull(${text}, '')`).join(", ")})`,
  ),
  concat_ws: define(
    "concat_ws(separator, any, …)",
    ["Nối chữ bằng dấu phân cách, bỏ qua NULL", "Joins texts with a separator, passing over NULL"],
    "text any*",
    "text",
    concatWs,
  ),
  lpad: define(
    "lpad(text, length [, fill])",
    ["Thêm ký tự vào đầu cho đủ độ dài", "Fills at the start to a length"],
    "text integer text?",
    "text",
    pad("leftPadUTF8"),
  ),
  rpad: define(
    "rpad(text, length [, fill])",
    ["Thêm ký tự vào cuối cho đủ độ dài", "Fills at the end to a length"],
    "text integer text?",
    "text",
    pad("rightPadUTF8"),
  ),
  reverse: define("reverse(text)", ["Đảo ngược", "Reversed"], "text", "text", one("reverseUTF8")),
  repeat: define(
    "repeat(text, count)",
    ["Lặp lại, tối đa 10.000 lần", "Repeated, 10,000 times at most"],
    "text integer",
    "text",
    (_, x, n) => `repeat(${x}, least(${n}, toInt64(10000)))`,
  ),
  regexp_replace: define(
    "regexp_replace(text, pattern, to [, 'gi'])",
    ["Thay theo mẫu RE2", "Replaces by an RE2 pattern"],
    "text text text text?",
    "text",
    regexpReplace,
  ),
  md5: define(
    "md5(text)",
    ["Mã MD5 dạng thập lục", "MD5 in hexadecimal"],
    "text",
    "text",
    (_, x) => `lower(hex(MD5(${x})))`,
  ),
  abs: define("abs(number)", ["Giá trị tuyệt đối", "Absolute value"], "number", "number", (call, x) =>
    wholeOrNumber(call, `abs(${x})`),
  ),
  sign: define("sign(number)", ["Dấu của số", "Sign"], "number", "number", (_, x) => `toFloat64(sign(${x}))`),
  round: define(
    "round(number [, digits])",
    ["Làm tròn nửa ra xa 0", "Rounds halves away from zero"],
    "number integer?",
    "number",
    roundWith("round"),
  ),
  trunc: define(
    "trunc(number [, digits])",
    ["Bỏ phần thập phân", "Cuts decimals off"],
    "number integer?",
    "number",
    roundWith("trunc"),
  ),
  ceil: define("ceil(number)", ["Làm tròn lên", "Rounds up"], "number", "number", one("ceil")),
  ceiling: define("ceiling(number)", ["Làm tròn lên", "Rounds up"], "number", "number", one("ceil")),
  floor: define("floor(number)", ["Làm tròn xuống", "Rounds down"], "number", "number", one("floor")),
  mod: define(
    "mod(number, number)",
    ["Phần dư; chia cho 0 được NULL", "Remainder; NULL for zero"],
    "number number",
    "number",
    sameType("moduloOrNull"),
  ),
  div: define(
    "div(number, number)",
    ["Thương nguyên; chia cho 0 được NULL", "Whole quotient; NULL for zero"],
    "number number",
    "number",
    (_, x, y) => `trunc(divideOrNull(${x}, ${y}))`,
  ),
  power: define("power(number, number)", ["Lũy thừa", "Power"], "number number", "number", (_, x, y) =>
    finite(`pow(${x}, ${y})`),
  ),
  pow: define("pow(number, number)", ["Lũy thừa", "Power"], "number number", "number", (_, x, y) =>
    finite(`pow(${x}, ${y})`),
  ),
  sqrt: define(
    "sqrt(number)",
    ["Căn bậc hai; số âm được NULL", "Square root; NULL for negatives"],
    "number",
    "number",
    guarded("sqrt"),
  ),
  cbrt: define("cbrt(number)", ["Căn bậc ba", "Cube root"], "number", "number", one("cbrt")),
  exp: define("exp(number)", ["Hàm mũ", "Exponential"], "number", "number", guarded("exp")),
  ln: define(
    "ln(number)",
    ["Logarit tự nhiên; không dương được NULL", "Natural logarithm; NULL unless positive"],
    "number",
    "number",
    guarded("log"),
  ),
  log: define(
    "log([base,] number)",
    ["Logarit cơ số 10 hoặc cơ số cho trước", "Logarithm to 10 or a given base"],
    "number number?",
    "number",
    (_, x, y) => (y === undefined ? finite(`log10(${x})`) : finite(`(log(${y}) / log(${x}))`)),
  ),
  log10: define(
    "log10(number)",
    ["Logarit thập phân", "Logarithm to 10"],
    "number",
    "number",
    guarded("log10"),
  ),
  pi: define("pi()", ["Số pi", "Pi"], "", "number", () => "pi()"),
  sin: define("sin(radians)", ["Sin", "Sine"], "number", "number", one("sin")),
  cos: define("cos(radians)", ["Cos", "Cosine"], "number", "number", one("cos")),
  tan: define("tan(radians)", ["Tang", "Tangent"], "number", "number", one("tan")),
  asin: define("asin(number)", ["Arcsin", "Arc sine"], "number", "number", guarded("asin")),
  acos: define("acos(number)", ["Arccos", "Arc cosine"], "number", "number", guarded("acos")),
  atan: define("atan(number)", ["Arctang", "Arc tangent"], "number", "number", one("atan")),
  atan2: define(
    "atan2(y, x)",
    ["Arctang của y/x", "Arc tangent of y/x"],
    "number number",
    "number",
    (_, y, x) => `atan2(${y}, ${x})`,
  ),
  radians: define(
    "radians(degrees)",
    ["Độ sang radian", "Degrees to radians"],
    "number",
    "number",
    one("radians"),
  ),
  degrees: define(
    "degrees(radians)",
    ["Radian sang độ", "Radians to degrees"],
    "number",
    "number",
    one("degrees"),
  ),
  width_bucket: define(
    "width_bucket(x, low, high, count)",
    ["Số thứ tự khoảng chia đều", "Number of the equal band that holds x"],
    "number number number integer",
    "integer",
    widthBucket,
  ),
  greatest: define(
    "greatest(any, …)",
    ["Giá trị lớn nhất, bỏ qua NULL", "Largest, passing over NULL"],
    "any*",
    "text",
    greatestOf("greatest"),
  ),
  least: define(
    "least(any, …)",
    ["Giá trị nhỏ nhất, bỏ qua NULL", "Smallest, passing over NULL"],
    "any*",
    "text",
    greatestOf("least"),
  ),
  now: define(
    "now()",
    ["Thời điểm chạy câu lệnh", "Instant the statement runs at"],
    "",
    "datetime",
    nowValue,
  ),
  date_trunc: define(
    "date_trunc(unit, clock [, zone])",
    [
      "Cắt về đầu giờ, ngày, tuần, tháng, quý, năm theo giờ địa phương",
      "Start of the hour, day, week, month, quarter or year in the city's zone",
    ],
    "text clock text?",
    "datetime",
    dateTrunc,
  ),
  extract: define(
    "extract(field FROM clock)",
    ["Một thành phần của thời gian theo giờ địa phương", "A field of a time in the city's zone"],
    "text any",
    "number",
    extract,
  ),
  date_part: define(
    "date_part(field, clock)",
    ["Một thành phần của thời gian theo giờ địa phương", "A field of a time in the city's zone"],
    "text any",
    "number",
    extract,
  ),
  timezone: define(
    "clock AT TIME ZONE zone",
    ["Giờ trên đồng hồ ở một múi giờ", "What a clock shows in a zone"],
    "text any",
    "timestamp",
    atZone,
  ),
  age: define(
    "age([end,] start)",
    ["Khoảng thời gian giữa hai mốc; dùng với extract", "Interval between two times; for extract"],
    "clock clock?",
    "interval",
    age,
  ),
  make_date: define(
    "make_date(year, month, day)",
    ["Ghép thành ngày; ngày không có được NULL", "A date; NULL if there is none"],
    "integer integer integer",
    "date",
    makeDate,
  ),
  make_interval: define(
    "make_interval(years, months, weeks, days)",
    ["Ghép thành khoảng thời gian", "An interval"],
    "integer? integer? integer? integer?",
    "interval",
    makeInterval,
  ),
  to_char: define(
    "to_char(clock, 'DD/MM/YYYY HH24:MI')",
    ["Viết thời gian theo mẫu", "A time written by a pattern"],
    "clock text",
    "text",
    (call) => toChar(call.state, call.args[0], literalOf(call, 1)),
  ),
  to_date: define(
    "to_date(text, 'DD/MM/YYYY')",
    ["Đọc ngày theo mẫu; sai được NULL", "Reads a date by a pattern; NULL if it does not fit"],
    "text text",
    "date",
    (call, x) => toDate(call, x ?? ""),
  ),
  to_timestamp: define(
    "to_timestamp(seconds)",
    ["Giây Unix sang thời điểm", "Unix seconds to an instant"],
    "number",
    "datetime",
    (_, x) => `fromUnixTimestamp64Micro(toInt64(${x} * 1000000), 'UTC')`,
  ),
  array_length: define(
    "array_length(array, 1)",
    ["Số phần tử", "Number of members"],
    "array integer",
    "integer",
    (_, x) => `toInt64(length(${x}))`,
  ),
  cardinality: define(
    "cardinality(array)",
    ["Số phần tử", "Number of members"],
    "array",
    "integer",
    (_, x) => `toInt64(length(${x}))`,
  ),
  array_to_string: define(
    "array_to_string(array, separator)",
    ["Nối các phần tử thành chữ", "Members joined to a text"],
    "array text",
    "text",
    (_, x, separator) =>
      `arrayStringConcat(arrayMap(x -> assumeNotNull(toString(x)), arrayFilter(x -> isNotNull(x), ${x})), ${separator})`,
  ),
  json_array_length: define(
    "json_array_length(json)",
    ["Số phần tử của mảng JSON", "Members of a JSON array"],
    "json",
    "integer",
    (_, x) => `toInt64(JSONLength(${x}))`,
  ),
  json_typeof: define(
    "json_typeof(json)",
    ["Kiểu của giá trị JSON", "Type of a JSON value"],
    "json",
    "text",
    (_, x) =>
      nullify(
        `transform(toString(JSONType(${x})), ['Object','Array','String','Bool','Null','Int64','UInt64','Double'], ['object','array','string','boolean','null','number','number','number'], '')`,
      ),
  ),
};

function wholeOrNumber(call: Call, sql: string): Value {
  const type = call.args[0]?.type === "integer" ? "integer" : "number";
  return makeValue(type === "integer" ? `toInt64(${sql})` : sql, type, { ...call, inputs: call.args });
}

function translate(call: Call, text: string): string {
  const [from, to] = [Array.from(literalOf(call, 1)), Array.from(literalOf(call, 2))];
  const quoted = (characters: readonly string[]): string =>
    `[${characters.map((one) => parameter(call.state, one)).join(", ")}]`;
  if (!from.length) return text;
  if (from.length > 200) refuse("out-of-range", call.position, { name: "translate", limit: 200 });
  const target = from.map((_, index) => to[index] ?? "");
  const each = `extractAll(assumeNotNull(${text}), '(?s).')`;
  const mapped = `arrayMap(c -> transform(c, ${quoted(from)}, ${quoted(target)}, c), ${each})`;
  return nullWithNull(`arrayStringConcat(${mapped})`, text);
}

function toDate(call: Call, text: string): string {
  const forms: Record<string, string> = {
    "DD/MM/YYYY": "^(\\\\d{1,2})/(\\\\d{1,2})/(\\\\d{4})$",
    "DD-MM-YYYY": "^(\\\\d{1,2})-(\\\\d{1,2})-(\\\\d{4})$",
    "YYYY-MM-DD": "",
    YYYYMMDD: "^(\\\\d{4})(\\\\d{2})(\\\\d{2})$",
  };
  const pattern = literalOf(call, 1);
  const form = Object.hasOwn(forms, pattern) ? forms[pattern] : undefined;
  if (form === undefined)
    return refuse("literal-invalid", call.position, { wanted: "to_date", example: "'DD/MM/YYYY'" });
  const order = pattern.startsWith("D") ? ["3", "2", "1"] : ["1", "2", "3"];
  const [year, month, day] = order.map(
    (group) =>
      `toInt64OrNull(if(match(${text}, '${form}'), replaceRegexpOne(${text}, '${form}', '\\\\${group}'), ''))`,
  );
  const source = call.args[0];
  if (form === "" && source) return cast(call.state, source, "date").sql;
  return makeDate(call, year, month, day);
}

/** A value of a function whose text alone was made. */
export function finishCall(call: Call, spec: ScalarFunction, made: string | Value): Value {
  if (typeof made !== "string") return made;
  return makeValue(made, spec.gives, { state: call.state, inputs: call.args, position: call.position });
}

/** An argument with undecided type as text; the others as they are. */
export function settleAny(state: State, value: Value): Value {
  return value.type === "unknown" && !value.isNull
    ? retype(value, parameter(state, value.literal ?? ""), "text")
    : value;
}
