/** Counts over the first rows, for a preview. The load counts all rows in the engine, by the same forms. */
import type { Evidence } from "./typing.ts";

const dmy = /^\d{1,2}[/.-]\d{1,2}[/.-]\d{4}/;
const forms: Record<string, RegExp> = {
  integer: /^[+-]?\d{1,18}$/,
  "grouped-dot": /^[+-]?\d{1,3}(\.\d{3})*$/,
  "grouped-comma": /^[+-]?\d{1,3}(,\d{3})*$/,
  "decimal-dot": /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/,
  "decimal-comma": /^[+-]?\d+(,\d+)?$/,
  "grouped-dot-decimal-comma": /^[+-]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?$/,
  "grouped-comma-decimal-dot": /^[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?$/,
  "percent-dot": /^[+-]?\d+(\.\d+)? ?%$/,
  "percent-comma": /^[+-]?\d+(,\d+)? ?%$/,
  "true-false": /^(true|false|có|không|yes|no|đúng|sai)$/i,
  "iso-date": /^\d{4}[/-]\d{1,2}[/-]\d{1,2}$/,
  "day-month-year": /^\d{1,2}[/.-]\d{1,2}[/.-]\d{4}$/,
  "month-day-year": /^\d{1,2}[/.-]\d{1,2}[/.-]\d{4}$/,
  "iso-datetime":
    /^\d{4}[/-]\d{1,2}[/-]\d{1,2}[T ]+\d{1,2}:\d{2}(:\d{2}([.,]\d{1,9})?)? ?(Z|[+-]\d{2}:?\d{2})?$/,
  "day-month-year-time": /^\d{1,2}[/.-]\d{1,2}[/.-]\d{4}[T ]+\d{1,2}:\d{2}(:\d{2})?$/,
  "month-day-year-time": /^\d{1,2}[/.-]\d{1,2}[/.-]\d{4}[T ]+\d{1,2}:\d{2}(:\d{2})?$/,
  time: /^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/,
  json: /^[[{].*[\]}]$/s,
  geometry: /^\{.*"type" ?: ?"(Multi)?(Point|LineString|Polygon)"/s,
};
const marks = new Set([
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
  "*",
]);

export function guessEvidence(
  columnCount: number,
  rows: readonly (readonly (string | null)[])[],
): Evidence[] {
  return Array.from({ length: columnCount }, (_, column) =>
    evidenceOf(rows.map((row) => row[column]?.trim() ?? "")),
  );
}

function evidenceOf(cells: readonly string[]): Evidence {
  const filled = cells.filter((cell) => cell !== "");
  const short = filled.map((cell) => cell.slice(0, 500));
  const count = (form: RegExp) => short.filter((cell) => form.test(cell)).length;
  const digits = short.filter((cell) => /^\d+$/.test(cell)).map((cell) => cell.length);
  const parts = short.filter((cell) => dmy.test(cell)).map((cell) => cell.split(/[/.-]/).map(Number));
  const most = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), 0);
  return {
    rows: cells.length,
    filled: filled.length,
    missingMarks: filled.filter((cell) => marks.has(cell.toLowerCase())).length,
    distinct: new Set(filled).size,
    longest: most(filled.map((cell) => cell.length)),
    shortest: filled.reduce((a, b) => Math.min(a, b.length), Number.POSITIVE_INFINITY),
    fits: Object.fromEntries(Object.entries(forms).map(([name, form]) => [name, count(form)])),
    zeroPadded: count(/^[+-]?0\d+$/),
    digits: digits.length,
    digitsShortest: digits.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
    digitsLongest: most(digits),
    firstPart: most(parts.map((part) => part[0] ?? 0)),
    secondPart: most(parts.map((part) => part[1] ?? 0)),
    dotThree: count(/^[+-]?\d{1,3}\.\d{3}$/),
    dotAny: count(/^[+-]?\d+\.\d+$/),
    commaThree: count(/^[+-]?\d{1,3}(,\d{3})+$/),
    commaAny: count(/^[+-]?[\d,]+,\d+$/),
  };
}
