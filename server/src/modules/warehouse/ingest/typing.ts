/** From counts over ALL rows of a column to its type. Pure: the counts are taken in the engine (store/evidence.ts). */
import type { Bilingual } from "../../../kernel/errors.ts";
import type { ColumnType } from "../column-types.ts";

/** How the text of a column becomes values; the engine's expression for each stands in store/evidence.ts. */
export type CellFormat =
  | "text"
  | "integer"
  | "grouped-dot"
  | "grouped-comma"
  | "decimal-dot"
  | "decimal-comma"
  | "grouped-dot-decimal-comma"
  | "grouped-comma-decimal-dot"
  | "percent-dot"
  | "percent-comma"
  | "true-false"
  | "iso-date"
  | "day-month-year"
  | "month-day-year"
  | "iso-datetime"
  | "day-month-year-time"
  | "month-day-year-time"
  | "time"
  | "json"
  | "geometry";

/** Counts over all rows of one column. */
export interface Evidence {
  readonly rows: number;
  readonly filled: number;
  /** Marks such as `N/A`, `-`, `null`. */
  readonly missingMarks: number;
  readonly distinct: number;
  readonly longest: number;
  readonly shortest: number;
  /** Cells that each format reads. */
  readonly fits: Readonly<Partial<Record<CellFormat, number>>>;
  readonly zeroPadded: number;
  /** Cells of digits only, and the lengths they have. */
  readonly digits: number;
  readonly digitsShortest: number;
  readonly digitsLongest: number;
  /** Largest first and second part of d/m/yyyy forms. */
  readonly firstPart: number;
  readonly secondPart: number;
  /** Cells with one mark and exactly three digits after it, `1.234` or `1,234`, and cells with any such mark. */
  readonly dotThree: number;
  readonly dotAny: number;
  readonly commaThree: number;
  readonly commaAny: number;
}

export interface TypeHints {
  /** Type the file itself states (Parquet, XLSX, JSON), or one set by a person. */
  readonly type?: ColumnType;
  /** Set by a person: cells that do not fit go to quarantine, whatever their share. */
  readonly fixed?: boolean;
  readonly decimal?: "." | ",";
  readonly dayMonth?: "day-first" | "month-first";
  readonly name: string;
  /** The digits of this column stand in quotes while other numbers of the file do not. */
  readonly quoted?: boolean;
}

export interface ChosenType {
  readonly type: ColumnType;
  readonly format: CellFormat;
  readonly why: Bilingual;
  /** A question that only a person can answer. */
  readonly doubt: "day-month" | "thousands" | null;
}

/** A column is of a type when at most this share of its cells does not fit. */
const mostMisfits = 0.05;

const words = {
  empty: { vi: "cột trống", en: "empty column" },
  text: { vi: "giá trị là chữ", en: "values are words" },
  zero: { vi: "có số 0 đứng đầu: giữ nguyên là chữ", en: "zeros in front: kept as text" },
  code: { vi: "là mã: giữ là chữ", en: "codes: kept as text" },
  quoted: { vi: "chữ số đặt trong ngoặc kép: giữ là chữ", en: "digits in quotes: kept as text" },
  long: {
    vi: "quá nhiều chữ số cho một số nguyên: giữ là chữ",
    en: "too many digits for a number: kept as text",
  },
  fits: { vi: "mọi ô đều đúng kiểu", en: "every cell fits" },
  most: {
    vi: "gần như mọi ô đúng kiểu; ô còn lại được cách ly",
    en: "nearly all cells fit; the others are quarantined",
  },
  stated: { vi: "kiểu do tệp ghi", en: "stated by the file" },
  person: { vi: "kiểu do người đặt", en: "set by a person" },
} as const satisfies Record<string, Bilingual>;

/** Chooses type and format; text where nothing else fits nearly all cells. */
export function chooseType(evidence: Evidence, hints: TypeHints): ChosenType {
  if (hints.type && hints.type !== "text") {
    const stated = chooseStated(evidence, hints, hints.type);
    if (stated) return stated;
  }
  if (hints.type === "text") return text(hints.fixed ? words.person : words.stated);
  if (evidence.filled - evidence.missingMarks <= 0) return text(words.empty);
  return (
    chooseNumber(evidence, hints) ?? chooseTime(evidence, hints) ?? chooseOther(evidence) ?? text(words.text)
  );
}

/** Best format of a type that is already decided. */
function chooseStated(evidence: Evidence, hints: TypeHints, type: ColumnType): ChosenType | undefined {
  const formats = formatsOf(type, evidence, hints);
  const best = formats.reduce((a, b) => (fit(evidence, b) > fit(evidence, a) ? b : a), formats[0] ?? "text");
  if (hints.fixed) return { type, format: best, why: words.person, doubt: null };
  if (misfits(evidence, best) > mostMisfits) return undefined;
  return { type, format: best, why: words.stated, doubt: null };
}

/** Every format that may give a type: what has to be counted where a person has set it. */
export function formatsForType(type: ColumnType): CellFormat[] {
  switch (type) {
    case "text":
      return [];
    case "integer":
      return ["integer", "grouped-dot", "grouped-comma"];
    case "number":
      return [
        "decimal-dot",
        "decimal-comma",
        "grouped-dot-decimal-comma",
        "grouped-comma-decimal-dot",
        "percent-dot",
        "percent-comma",
      ];
    case "boolean":
      return ["true-false"];
    case "date":
      return ["iso-date", "day-month-year", "month-day-year"];
    case "datetime":
      return ["iso-datetime", "iso-date", "day-month-year-time", "month-day-year-time"];
    default:
      return [type];
  }
}

/** Formats that give a type, the preferred first. */
function formatsOf(type: ColumnType, evidence: Evidence, hints: TypeHints): CellFormat[] {
  const comma = hints.decimal === ",";
  const day = dayOrder(evidence, hints).first;
  switch (type) {
    case "integer":
      return ["integer", comma ? "grouped-dot" : "grouped-comma"];
    case "number":
      return comma
        ? ["decimal-comma", "grouped-dot-decimal-comma", "percent-comma", "decimal-dot"]
        : ["decimal-dot", "grouped-comma-decimal-dot", "percent-dot", "decimal-comma"];
    case "boolean":
      return ["true-false"];
    case "date":
      return ["iso-date", day ? "day-month-year" : "month-day-year"];
    case "datetime":
      return ["iso-datetime", day ? "day-month-year-time" : "month-day-year-time", "iso-date"];
    case "time":
      return ["time"];
    case "json":
      return ["json"];
    case "geometry":
      return ["geometry"];
    case "text":
      return ["text"];
  }
}

function chooseNumber(evidence: Evidence, hints: TypeHints): ChosenType | undefined {
  const { filled, missingMarks } = evidence;
  if (evidence.zeroPadded > 0 && evidence.digits >= (filled - missingMarks) * (1 - mostMisfits))
    return text(words.zero);
  if (accepts(evidence, "integer")) {
    if (hints.quoted) return text(words.quoted);
    if (isCode(evidence, hints.name)) return text(words.code);
    if (evidence.digitsLongest > 18) return text(words.long);
    return accepted(evidence, "integer", "integer");
  }
  const grouped = chooseGrouped(evidence, hints);
  if (grouped) return grouped;
  const order: CellFormat[] =
    hints.decimal === ","
      ? [
          "decimal-comma",
          "grouped-dot-decimal-comma",
          "decimal-dot",
          "grouped-comma-decimal-dot",
          "percent-comma",
          "percent-dot",
        ]
      : [
          "decimal-dot",
          "grouped-comma-decimal-dot",
          "decimal-comma",
          "grouped-dot-decimal-comma",
          "percent-dot",
          "percent-comma",
        ];
  const best = order.reduce((a, b) => (fit(evidence, b) > fit(evidence, a) ? b : a));
  return accepts(evidence, best) ? accepted(evidence, "number", best) : undefined;
}

/** `1.234` everywhere: thousands where the file's decimal mark is a comma, otherwise a fraction that a person should look at. */
function chooseGrouped(evidence: Evidence, hints: TypeHints): ChosenType | undefined {
  const dots = evidence.dotAny > 0 && evidence.dotThree === evidence.dotAny;
  const commas = evidence.commaAny > 0 && evidence.commaThree === evidence.commaAny;
  if (dots && hints.decimal === "," && accepts(evidence, "grouped-dot"))
    return accepted(evidence, "integer", "grouped-dot");
  if (commas && !dots && hints.decimal !== "," && accepts(evidence, "grouped-comma"))
    return accepted(evidence, "integer", "grouped-comma");
  if (dots && evidence.dotAny >= 3 && accepts(evidence, "decimal-dot"))
    return { ...accepted(evidence, "number", "decimal-dot"), doubt: "thousands" };
  return undefined;
}

function chooseTime(evidence: Evidence, hints: TypeHints): ChosenType | undefined {
  const { first, doubt } = dayOrder(evidence, hints);
  const candidates: [ColumnType, CellFormat][] = [
    ["date", "iso-date"],
    ["datetime", "iso-datetime"],
    ["date", first ? "day-month-year" : "month-day-year"],
    ["datetime", first ? "day-month-year-time" : "month-day-year-time"],
    ["time", "time"],
  ];
  for (const [type, format] of candidates) {
    if (!accepts(evidence, format)) continue;
    const isDoubtful = doubt && (format.startsWith("day-") || format.startsWith("month-"));
    return { ...accepted(evidence, type, format), doubt: isDoubtful ? "day-month" : null };
  }
  // Dates and moments mixed: moments, a date being its midnight.
  const mixed = fit(evidence, "iso-date") + fit(evidence, "iso-datetime");
  if (fit(evidence, "iso-datetime") > 0 && mixed >= present(evidence) * (1 - mostMisfits))
    return { type: "datetime", format: "iso-datetime", why: words.most, doubt: null };
  return undefined;
}

function dayOrder(evidence: Evidence, hints: TypeHints): { first: boolean; doubt: boolean } {
  if (hints.dayMonth) return { first: hints.dayMonth === "day-first", doubt: false };
  if (evidence.firstPart > 12) return { first: true, doubt: false };
  if (evidence.secondPart > 12) return { first: false, doubt: false };
  return { first: true, doubt: evidence.firstPart > 0 };
}

function chooseOther(evidence: Evidence): ChosenType | undefined {
  const whole: [ColumnType, CellFormat][] = [
    ["boolean", "true-false"],
    ["geometry", "geometry"],
    ["json", "json"],
  ];
  for (const [type, format] of whole)
    if (fit(evidence, format) === present(evidence)) return { type, format, why: words.fits, doubt: null };
  return undefined;
}

/** Headings that name codes, whatever their length; and those that do where every cell is of one length. */
const codeHeading = /(^|_)(ma|code|cccd|cmnd|mst|sdt|phone|zip|bhxh)(_|$)/;
const idHeading = /(^|_)(id|tel|so_ho_so|so_quyet_dinh)(_|$)/;

/** `ward_code` with digits in every cell: a name, not an amount. */
function isCode(evidence: Evidence, name: string): boolean {
  if (evidence.distinct <= 1) return false;
  const sameLength = evidence.digitsShortest === evidence.digitsLongest && evidence.digitsShortest >= 2;
  return codeHeading.test(name) || (idHeading.test(name) && sameLength);
}

function present(evidence: Evidence): number {
  return evidence.filled - evidence.missingMarks;
}

function fit(evidence: Evidence, format: CellFormat): number {
  return evidence.fits[format] ?? 0;
}

function misfits(evidence: Evidence, format: CellFormat): number {
  const of = present(evidence);
  return of <= 0 ? 0 : 1 - fit(evidence, format) / of;
}

function accepts(evidence: Evidence, format: CellFormat): boolean {
  return fit(evidence, format) > 0 && misfits(evidence, format) <= mostMisfits;
}

function accepted(evidence: Evidence, type: ColumnType, format: CellFormat): ChosenType {
  const all = fit(evidence, format) === evidence.filled;
  return { type, format, why: all ? words.fits : words.most, doubt: null };
}

function text(why: Bilingual): ChosenType {
  return { type: "text", format: "text", why, doubt: null };
}
