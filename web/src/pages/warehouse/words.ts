import type { Formatters, Locale } from "../../i18n/format.ts";
import type { Translate } from "../../i18n/i18n.tsx";
import type { Tone } from "../../ui/Badge.tsx";
import type { IconName } from "../../ui/Icon.tsx";
import type { Bilingual, Cell, Column, ColumnType, Dataset } from "./types.ts";

/** The text in the shown language; the Vietnamese one where there is no other. */
export function pick(text: Bilingual, locale: Locale): string {
  return (locale === "en" && text.en) || text.vi || text.en;
}

/** What a column is called: its label, or its technical name. */
export function columnLabel(column: Pick<Column, "name" | "label">, locale: Locale): string {
  return pick(column.label, locale) || column.name;
}

/** Icon of a type of column. */
export const TYPE_ICONS: Record<ColumnType, IconName> = {
  text: "list",
  integer: "formula",
  number: "formula",
  boolean: "check",
  date: "calendar",
  datetime: "clock",
  time: "clock",
  json: "file",
  geometry: "pin",
};

/** From 90 a score is good, from 70 fair. */
export function qualityLevel(score: number | null): { word: "high" | "middle" | "low" | "none"; tone: Tone } {
  if (score === null) return { word: "none", tone: "idle" };
  if (score >= 90) return { word: "high", tone: "ok" };
  return score >= 70 ? { word: "middle", tone: "warn" } : { word: "low", tone: "bad" };
}

const PERIODS = {
  Y: "wh.every.year",
  W: "wh.every.week",
  D: "wh.every.day",
  H: "wh.every.hour",
} as const;

/** An ISO 8601 duration in words: "P1M" → "1 tháng", "PT15M" → "15 phút"; only its first part is told. */
export function everyText(duration: string, t: Translate): string {
  const found = /^P(T?)(\d+)([YMWDH])/.exec(duration);
  if (!found) return duration;
  const [, inDay, count = "1", letter = "D"] = found;
  if (letter === "M") return t(inDay ? "wh.every.minute" : "wh.every.month", { count: Number(count) });
  return t(PERIODS[letter as keyof typeof PERIODS], { count: Number(count) });
}

/**
 * A cell for people: numbers of measurement in the language's own way, whole numbers of a code column (a key, a code list,
 * no unit) untouched, dates in the city's order.
 */
export function cellText(
  value: Cell,
  column: { type: ColumnType; plain?: boolean },
  format: Formatters,
  words: { yes: string; no: string },
): string {
  if (value === null) return "";
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (typeof value === "number") return column.plain ? String(value) : format.number(value, { digits: 6 });
  if (column.type === "date" && /^\d{4}-\d{2}-\d{2}$/.test(value))
    return format.date(`${value}T12:00:00+07:00`);
  if (column.type === "datetime") return dateTimeText(value, format);
  return value;
}

/** An instant; without a zone it is UTC, as the engine writes it. What is no instant stays as it is. */
function dateTimeText(value: string, format: Formatters): string {
  const zoned = /(Z|[+-]\d{2}:?\d{2})$/.test(value);
  const instant = Date.parse(zoned ? value : `${value.replace(" ", "T")}Z`);
  return /^\d{4}-\d{2}-\d{2}[T ]/.test(value) && !Number.isNaN(instant) ? format.dateTime(instant) : value;
}

/** Whether the whole numbers of a column are names rather than amounts: "2024", "26734". */
export function isPlain(
  column: Pick<Column, "name" | "type" | "unit" | "codes">,
  key: readonly string[],
): boolean {
  if (column.type !== "integer" || column.unit) return false;
  if (column.codes.length > 0 || key.includes(column.name)) return true;
  return /(^|_)(id|ma|code|nam|year|stt|so_hieu|thang|month|quy)(_|$)/.test(column.name);
}

/** Whether every word of a question is somewhere in the texts, marks and case aside; no words match everything. */
export function matchesWords(q: string, texts: readonly string[]): boolean {
  const held = plain(texts.join(" "));
  return plain(q)
    .split(/\s+/)
    .every((word) => held.includes(word));
}

function plain(text: string): string {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d");
}

/** A purpose by its code; the code itself when the person knows no words for it. */
export function purposeText(purposes: Dataset["purposes"], code: string, locale: Locale): string {
  const purpose = purposes.find((entry) => entry.code === code);
  return purpose ? pick(purpose.label, locale) : code;
}
