/** The engine's side of typing: what counts as a cell of a format, and how it becomes a value. */
import type { Context } from "../../../kernel/context.ts";
import type { ColumnType } from "../column-types.ts";
import type { CellFormat, Evidence } from "../ingest/typing.ts";

const zone = "'Asia/Ho_Chi_Minh'";
const digits = "[0-9]";
const dmy = `${digits}{1,2}[/.-]${digits}{1,2}[/.-]${digits}{4}`;
const clock = `${digits}{1,2}:${digits}{2}(:${digits}{2}([.,]${digits}{1,9})?)?`;
const isoDay = `${digits}{4}[/-]${digits}{1,2}[/-]${digits}{1,2}`;

/** Texts that mean "no value" in a column of another type; compared in lower case. */
const missingMarks = [
  "-",
  "--",
  "---",
  "n/a",
  "#n/a",
  "na",
  "null",
  "none",
  "nan",
  "kph",
  "...",
  "…",
  "không có",
  "k.có",
  "*",
];

/** Condition that a text `x` is written in a format. */
const written: Record<Exclude<CellFormat, "text">, (x: string) => string> = {
  integer: (x) => `match(${x}, '^[+-]?${digits}{1,19}$')`,
  "grouped-dot": (x) => `match(${x}, '^[+-]?${digits}{1,3}([.]${digits}{3})*$')`,
  "grouped-comma": (x) => `match(${x}, '^[+-]?${digits}{1,3}(,${digits}{3})*$')`,
  "decimal-dot": (x) =>
    `match(${x}, '^[+-]?(${digits}+[.]?${digits}*|[.]${digits}+)([eE][+-]?${digits}{1,3})?$')`,
  "decimal-comma": (x) => `match(${x}, '^[+-]?${digits}+(,${digits}+)?$')`,
  "grouped-dot-decimal-comma": (x) =>
    `match(${x}, '^[+-]?(${digits}{1,3}([.]${digits}{3})+|${digits}+)(,${digits}+)?$')`,
  "grouped-comma-decimal-dot": (x) =>
    `match(${x}, '^[+-]?(${digits}{1,3}(,${digits}{3})+|${digits}+)([.]${digits}+)?$')`,
  "percent-dot": (x) => `match(${x}, '^[+-]?${digits}+([.]${digits}+)? ?%$')`,
  "percent-comma": (x) => `match(${x}, '^[+-]?${digits}+(,${digits}+)? ?%$')`,
  "true-false": (x) => `lowerUTF8(${x}) IN ('true', 'false', 'có', 'không', 'yes', 'no', 'đúng', 'sai')`,
  "iso-date": (x) => `match(${x}, '^${isoDay}$')`,
  "day-month-year": (x) => `match(${x}, '^${dmy}$')`,
  "month-day-year": (x) => `match(${x}, '^${dmy}$')`,
  "iso-datetime": (x) => `match(${x}, '^${isoDay}[T ]+${clock} ?(Z|[+-]${digits}{2}:?${digits}{2})?$')`,
  "day-month-year-time": (x) => `match(${x}, '^${dmy}[T ]+${clock}$')`,
  "month-day-year-time": (x) => `match(${x}, '^${dmy}[T ]+${clock}$')`,
  time: (x) => `match(${x}, '^([01]?${digits}|2[0-3]):[0-5]${digits}(:[0-5]${digits})?$')`,
  json: (x) => `(startsWith(${x}, '{') OR startsWith(${x}, '[')) AND isValidJSON(${x})`,
  geometry: (x) =>
    `startsWith(${x}, '{') AND match(${x}, '"type" ?: ?"(Point|MultiPoint|LineString|MultiLineString|Polygon|MultiPolygon|GeometryCollection)"') AND isValidJSON(${x})`,
};

/** Nullable value of a text `x` in a format; null also for what is written rightly and means nothing (31/02). */
const readAs: Record<CellFormat, (x: string) => string> = {
  text: (x) => `nullIf(${x}, '')`,
  integer: (x) => `toInt64OrNull(${x})`,
  "grouped-dot": (x) => `toInt64OrNull(replaceAll(${x}, '.', ''))`,
  "grouped-comma": (x) => `toInt64OrNull(replaceAll(${x}, ',', ''))`,
  "decimal-dot": (x) => `toFloat64OrNull(${x})`,
  "decimal-comma": (x) => `toFloat64OrNull(replaceAll(${x}, ',', '.'))`,
  "grouped-dot-decimal-comma": (x) => `toFloat64OrNull(replaceAll(replaceAll(${x}, '.', ''), ',', '.'))`,
  "grouped-comma-decimal-dot": (x) => `toFloat64OrNull(replaceAll(${x}, ',', ''))`,
  "percent-dot": (x) => `toFloat64OrNull(trimRight(replaceAll(${x}, '%', '')))`,
  "percent-comma": (x) => `toFloat64OrNull(trimRight(replaceAll(replaceAll(${x}, '%', ''), ',', '.')))`,
  "true-false": (x) => `if(${x} = '', NULL, lowerUTF8(${x}) IN ('true', 'có', 'yes', 'đúng'))`,
  "iso-date": (x) => `toDate32(parseDateTime64BestEffortOrNull(replaceAll(${x}, '/', '-'), 6, 'UTC'))`,
  "day-month-year": (x) => `toDate32(${joda(x, "d-M-yyyy", "'UTC'")})`,
  "month-day-year": (x) => `toDate32(${joda(x, "M-d-yyyy", "'UTC'")})`,
  "iso-datetime": (x) =>
    `toTimeZone(parseDateTime64BestEffortOrNull(replaceOne(replaceAll(${x}, '/', '-'), ',', '.'), 6, ${zone}), 'UTC')`,
  "day-month-year-time": (x) => clockTime(x, "d-M-yyyy"),
  "month-day-year-time": (x) => clockTime(x, "M-d-yyyy"),
  time: (x) => `nullIf(${x}, '')`,
  json: (x) => `nullIf(${x}, '')`,
  geometry: (x) => `nullIf(${x}, '')`,
};

/** Any of `/ . -` between the parts; what the form does not allow gives null. */
function joda(x: string, form: string, tz: string): string {
  return `parseDateTime64InJodaSyntaxOrNull(replaceRegexpAll(${x}, '[/.]', '-'), '${form}', ${tz})`;
}

function clockTime(x: string, day: string): string {
  const tidy = `replaceRegexpOne(replaceRegexpAll(${x}, '[/.]', '-'), '[T ]+', ' ')`;
  const parse = (form: string) => `parseDateTime64InJodaSyntaxOrNull(${tidy}, '${form}', ${zone})`;
  return `toTimeZone(toDateTime64(coalesce(${parse(`${day} H:mm:ss`)}, ${parse(`${day} H:mm`)}), 6, ${zone}), 'UTC')`;
}

/** SQL of the nullable value of a cell: null where it is empty, is a mark of absence, or does not fit. */
export function valueSql(format: CellFormat, x: string): string {
  if (format === "text") return readAs.text(x);
  return `if(${written[format](x)}, ${readAs[format](x)}, NULL)`;
}

/** SQL of the condition that a cell holds something its column's format cannot give. */
export function misfitSql(format: CellFormat, x: string): string {
  return `(${x} != '' AND isNull(${valueSql(format, x)}))`;
}

/** SQL of the code of a misfit: a mark of absence, or a value that does not fit. */
export function misfitCodeSql(format: CellFormat, x: string): string {
  if (format === "text") return "'misfit'";
  return `multiIf(${isMarkSql(x)}, 'missing-mark', ${written[format](x)}, 'impossible-value', 'wrong-form')`;
}

function isMarkSql(x: string): string {
  return `lowerUTF8(${x}) IN (${missingMarks.map((mark) => `'${mark}'`).join(", ")})`;
}

const counted = Object.keys(written) as Exclude<CellFormat, "text">[];
const columnsAtOnce = 24;

/** Tables up to this size are looked at whole for every format. */
const smallRows = 50_000;
const sampleRows = 20_000;
/** A format that fewer cells of the sample have than this share is not counted over all rows. */
const leastShare = 0.5;

type Counted = (typeof counted)[number];

/**
 * Looks at all rows of a staging table. In a large one a sample spread over the whole says which formats are worth
 * counting; these are then counted in every row, so that a value in the last row counts as one in the first.
 */
export async function gatherEvidence(
  ctx: Context,
  table: string,
  size: { wanted: readonly (readonly CellFormat[] | null)[]; rows: number },
): Promise<Evidence[]> {
  const every = size.wanted.map((formats) =>
    formats ? counted.filter((one) => formats.includes(one)) : counted,
  );
  if (size.rows <= smallRows) return count(ctx, table, every);
  const step = Math.ceil(size.rows / sampleRows);
  const sample = await count(ctx, `${table} WHERE cityHash64(_row) % ${step} = 0`, every);
  const worth = sample.map((one, i) =>
    (every[i] ?? counted).filter(
      (format) => (one.fits[format] ?? 0) >= (one.filled - one.missingMarks) * leastShare && one.filled > 0,
    ),
  );
  // A column that is empty in the sample may still hold something.
  return count(
    ctx,
    table,
    worth.map((formats, i) => (sample[i]?.filled === 0 ? (every[i] ?? counted) : formats)),
  );
}

async function count(
  ctx: Context,
  from: string,
  formats: readonly (readonly Counted[])[],
): Promise<Evidence[]> {
  const all: Evidence[] = [];
  for (let first = 0; first < formats.length; first += columnsAtOnce) {
    const columns = formats
      .slice(first, first + columnsAtOnce)
      .map((one, i) => ({ column: first + i, formats: one }));
    const sql = `SELECT count() AS rows, ${columns.map(evidenceSql).join(", ")} FROM ${from}`;
    const [row] = await ctx.clickhouse.query<Record<string, number>>(sql);
    for (const { column } of columns) all.push(evidenceOf(row ?? {}, column));
  }
  return all;
}

const numeric = new Set<CellFormat>(counted.slice(0, 9));

function evidenceSql({ column, formats }: { column: number; formats: readonly Counted[] }): string {
  const x = `c${column}`;
  const parts = [
    `countIf(${x} != '') AS filled_${column}`,
    `uniqCombinedIf(${x}, ${x} != '') AS distinct_${column}`,
    `max(length(${x})) AS longest_${column}`,
    `minIf(length(${x}), ${x} != '') AS shortest_${column}`,
    ...formats.map((format) => `countIf(${fitsSql(format, x)}) AS \`${format}_${column}\``),
  ];
  if (formats.length > 0) parts.push(`countIf(${isMarkSql(x)}) AS marks_${column}`);
  if (formats.some((format) => numeric.has(format))) parts.push(...numberEvidence(x, column));
  if (formats.some((format) => format.endsWith("-year") || format.endsWith("-time")))
    parts.push(...dayEvidence(x, column));
  return parts.join(", ");
}

function numberEvidence(x: string, column: number): string[] {
  const plain = `match(${x}, '^${digits}+$')`;
  return [
    `countIf(match(${x}, '^[+-]?0${digits}+$')) AS zero_${column}`,
    `countIf(${plain}) AS digits_${column}`,
    `minIf(length(${x}), ${plain}) AS digits_least_${column}`,
    `maxIf(length(${x}), ${plain}) AS digits_most_${column}`,
    `countIf(match(${x}, '^[+-]?${digits}{1,3}[.]${digits}{3}$')) AS dot3_${column}`,
    `countIf(match(${x}, '^[+-]?${digits}+[.]${digits}+$')) AS dot_${column}`,
    `countIf(match(${x}, '^[+-]?${digits}{1,3}(,${digits}{3})+$')) AS comma3_${column}`,
    `countIf(match(${x}, '^[+-]?[0-9,]+,${digits}+$')) AS comma_${column}`,
  ];
}

function dayEvidence(x: string, column: number): string[] {
  const form = `match(${x}, '^${dmy}')`;
  return [
    `maxIf(toUInt8OrZero(extract(${x}, '^([0-9]{1,2})')), ${form}) AS first_${column}`,
    `maxIf(toUInt8OrZero(extract(${x}, '^[0-9]{1,2}[/.-]([0-9]{1,2})')), ${form}) AS second_${column}`,
  ];
}

/** A cell fits when it becomes a value; rightly written and meaningless (31/02, a number too large) is a misfit. */
function fitsSql(format: Counted, x: string): string {
  return `isNotNull(${valueSql(format, x)})`;
}

function evidenceOf(row: Record<string, number>, column: number): Evidence {
  const of = (name: string) => Number(row[`${name}_${column}`] ?? 0);
  return {
    rows: Number(row.rows ?? 0),
    filled: of("filled"),
    missingMarks: of("marks"),
    distinct: of("distinct"),
    longest: of("longest"),
    shortest: of("shortest"),
    zeroPadded: of("zero"),
    digits: of("digits"),
    digitsShortest: of("digits_least"),
    digitsLongest: of("digits_most"),
    firstPart: of("first"),
    secondPart: of("second"),
    dotThree: of("dot3"),
    dotAny: of("dot"),
    commaThree: of("comma3"),
    commaAny: of("comma"),
    fits: Object.fromEntries(counted.map((format) => [format, of(format)])),
  };
}

/** Type of the engine for a column; low = few different values. */
export function physicalType(type: ColumnType, options: { nullable: boolean; low: boolean }): string {
  const base = {
    integer: "Int64",
    number: "Float64",
    boolean: "Bool",
    date: "Date32",
    datetime: "DateTime64(6, 'UTC')",
  } as const;
  const plain = type in base ? base[type as keyof typeof base] : "String";
  const nullable = options.nullable ? `Nullable(${plain})` : plain;
  return plain === "String" && options.low ? `LowCardinality(${nullable})` : nullable;
}

/** Compression that suits a type. */
export function codecOf(type: ColumnType): string {
  if (type === "integer") return "CODEC(T64, ZSTD(1))";
  if (type === "datetime" || type === "date") return "CODEC(Delta, ZSTD(1))";
  return "CODEC(ZSTD(1))";
}
