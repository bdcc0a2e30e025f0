/** What each column of the sample holds, and what the table as a whole looks like. */
import type { DecimalMark } from "./dialect.ts";
import { fold } from "./fold.ts";
import { MISSING_MARKS } from "./number.ts";
import { isNumberText } from "./sniff-cells.ts";
import type { SampleRow } from "./sniff-layout.ts";
import type { ColumnGuess, ColumnProfile } from "./sniff-types.ts";
import { createTimeEvidence, type TimeEvidence } from "./time-detect.ts";

const MISSING = new Set(MISSING_MARKS.map((mark) => mark.toLowerCase()));
const TIME_NAME =
  /^(?:ts|epoch|unix)\b|\b(?:time|timestamp|datetime|date|ngay|gio|thoi gian|thoi diem|luc|phenomenontime|resulttime)\b|(?:_at|time)$/;
const VALUE_NAME =
  /^(?:value|gia tri(?: do)?|ket qua(?: do)?|so do|reading|measurement|result|nong do|concentration)\b/;
const PROPERTY_NAME =
  /^(?:property|parameter|param|observed ?property|thong so|chi tieu|chi so|dai luong|variable|measure|metric|pollutant|indicator)\b/;
const KEY_NAME =
  /^(?:stt|id|no|ma|ten|station|tram|sensor|thing|device|thiet bi|diem|site|code|location|lat|lon|lng|year|month|nam|thang|quy|tuan)\b/;
const TIME_OF_DAY = /^\d{1,2}:\d{2}(?::\d{2})?(?: ?(?:AM|PM|SA|CH))?$/i;
const FIRST_LOOK = 200;

/** True for names such as "ts", "thời gian", "Ngày giờ đo". */
export function isTimeName(name: string): boolean {
  return TIME_NAME.test(words(name));
}

/** True for names such as "value", "Giá trị đo". */
export function isValueName(name: string): boolean {
  return VALUE_NAME.test(words(name));
}

/** True for names such as "property", "Thông số", "Chỉ tiêu". */
export function isPropertyName(name: string): boolean {
  return PROPERTY_NAME.test(words(name));
}

/** True for names of stations, devices, running numbers and places. */
export function isKeyName(name: string): boolean {
  return KEY_NAME.test(words(name));
}

/** Folded, with `_` and `-` as spaces. */
function words(name: string): string {
  return fold(name).replace(/[_-]+/g, " ");
}

/** The profile of one column over the data rows of a sample. */
export function profileColumn(
  index: number,
  name: string,
  rows: readonly SampleRow[],
  decimal: DecimalMark,
): ColumnProfile {
  const cells = rows.map((row) => row.cells[index] ?? "").filter((cell) => cell !== "");
  const present = cells.filter((cell) => !MISSING.has(cell.toLowerCase()));
  const distinct = new Set<string>();
  for (const cell of present) if (distinct.size < 1000) distinct.add(cell);
  const common = {
    index,
    name,
    samples: [...distinct].slice(0, 8),
    distinct: distinct.size,
    filled: cells.length,
  };
  if (present.length === 0) return { ...common, guess: "empty" };
  const time = timeProfile(present, name);
  if (time) return { ...common, ...time };
  return { ...common, guess: numberGuess(present, decimal) };
}

function timeProfile(
  cells: readonly string[],
  name: string,
): Pick<ColumnProfile, "guess" | "timeFormat" | "ambiguousDayMonth"> | null {
  if (cells.filter((cell) => TIME_OF_DAY.test(cell)).length >= cells.length * 0.9) return { guess: "time" };
  const gatherer = createTimeEvidence();
  for (const cell of cells.slice(0, FIRST_LOOK)) gatherer.add(cell);
  if (gatherer.result().format === null) return null;
  for (const cell of cells.slice(FIRST_LOOK)) gatherer.add(cell);
  const evidence = gatherer.result();
  if (evidence.format === null || !isBelievable(evidence, cells, name)) return null;
  const guess = cells.some((cell) => cell.includes(":")) || !hasDateOnly(evidence, cells) ? "time" : "date";
  return {
    guess,
    timeFormat: evidence.format,
    ...(evidence.ambiguous ? { ambiguousDayMonth: true } : {}),
  };
}

function hasDateOnly({ format }: TimeEvidence, cells: readonly string[]): boolean {
  if (format === "epoch-s" || format === "epoch-ms") return false;
  if (format === "excel-serial") return cells.every((cell) => /^\d+$/.test(cell));
  return format !== "yyyyMMddHHmm" || cells.every((cell) => cell.length === 8);
}

/** Bare digits are a time only with a name that says so, or in the length of a full compact time. */
function isBelievable({ format }: TimeEvidence, cells: readonly string[], name: string): boolean {
  if (format === "excel-serial") return isTimeName(name);
  if (format === "epoch-s" || format === "epoch-ms") return isTimeName(name) || name === "";
  if (format !== "yyyyMMddHHmm") return true;
  return isTimeName(name) || cells.every((cell) => cell.length === 12 || cell.length === 14);
}

/** All but one, or nine in ten, must fit. Digits with zeros in front, or more than 15, are codes and not numbers. */
function numberGuess(cells: readonly string[], decimal: DecimalMark): ColumnGuess {
  const most = cells.length < 3 ? cells.length : Math.min(cells.length * 0.9, cells.length - 1);
  const numbers = cells
    .map((cell) => cell.replace(/^[<>≤≥]\s*(?=\d)/, ""))
    .filter((cell) => isNumberText(cell, decimal));
  if (numbers.length < most) return "text";
  const isCode = numbers.some((cell) => /^0\d+$/.test(cell) || /^\d{16,}$/.test(cell));
  if (isCode) return "text";
  return numbers.filter((cell) => /^[+-]?\d+$/.test(cell)).length >= most ? "integer" : "decimal";
}

/** Long when a column is named "value" or a property column stands beside one number; wide with numbers by name. */
export function guessShape(columns: readonly ColumnProfile[]): "wide" | "long" | "unknown" {
  const numbers = columns.filter(
    ({ guess, name }) => (guess === "decimal" || guess === "integer") && !isKeyName(name),
  );
  if (!columns.some(({ guess }) => guess === "time" || guess === "date") || numbers.length === 0)
    return "unknown";
  if (columns.some(({ name }) => isValueName(name) || isPropertyName(name))) return "long";
  if (numbers.some(({ name }) => name !== "")) return "wide";
  return numbers.length <= 2 ? "long" : "wide";
}
