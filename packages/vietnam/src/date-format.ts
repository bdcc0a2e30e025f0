/** Dates and times as Vietnamese readers write them, on the city's clock. */
import {
  type CivilDate,
  cityClockOf,
  cityDateOf,
  dayNumberOf,
  type Instant,
  weekdayOf,
} from "./civil-date.ts";

const WEEKDAYS = ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật"];

/** A civil date, or the city's date of a moment, as dd/MM/yyyy: "03/02/2026". */
export function formatDate(date: CivilDate | Instant): string {
  const [year, month, day] = partsOf(date);
  return `${day}/${month}/${year}`;
}

/** HH:mm of a moment on the city's 24-hour clock: "07:05". */
export function formatTime(instant: Instant): string {
  const minutes = Math.floor(cityClockOf(instant).msOfDay / 60_000);
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

/** "07:05 03/02/2026". */
export function formatDateTime(instant: Instant): string {
  return `${formatTime(instant)} ${formatDate(instant)}`;
}

/** As on official papers: "ngày 03 tháng 7 năm 2020"; a zero stands before days 1–9 and months 1–2 only. */
export function formatDateOfPaper(date: CivilDate | Instant): string {
  const [year, month, day] = partsOf(date);
  return `ngày ${day} tháng ${Number(month) <= 2 ? month : Number(month)} năm ${year}`;
}

/** "Thứ Hai" … "Chủ Nhật"; `short` gives T2 … CN. */
export function weekdayName(date: CivilDate | Instant, style: "long" | "short" = "long"): string {
  const weekday = weekdayOf(typeof date === "string" ? date : cityDateOf(date));
  if (style === "short") return weekday === 7 ? "CN" : `T${weekday + 1}`;
  return WEEKDAYS[weekday - 1] ?? "";
}

/** Reads d/M/yyyy or dd-MM-yyyy as a civil date, undefined when it is none or does not exist. */
export function parseDate(text: string): CivilDate | undefined {
  const [, day, month, year] = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/.exec(text) ?? [];
  if (day === undefined || month === undefined) return undefined;
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  try {
    dayNumberOf(date);
    return date;
  } catch {
    return undefined;
  }
}

function partsOf(date: CivilDate | Instant): string[] {
  const civil = typeof date === "string" ? date : cityDateOf(date);
  dayNumberOf(civil);
  return civil.split("-");
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}
