import type { Locale } from "../i18n/format.ts";

/** One column of an exported table. */
export type CsvColumn<Row> = { header: string; value: (row: Row) => string | number | null };

/**
 * A table as CSV text that opens rightly in the reader's own Excel: Vietnamese with ";" and decimal comma, English with
 * "," and point; a byte order mark first, lines ended by CRLF (RFC 4180).
 */
export function toCsv<Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[], locale: Locale): string {
  const separator = locale === "vi" ? ";" : ",";
  const lines = [
    columns.map((column) => cell(column.header, separator, locale)),
    ...rows.map((row) => columns.map((column) => cell(column.value(row), separator, locale))),
  ];
  return `\uFEFF${lines.map((line) => line.join(separator)).join("\r\n")}\r\n`;
}

/** Gives a text to the browser as a file to save. */
export function saveText(text: string, fileName: string, type = "text/csv;charset=utf-8"): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = fileName;
  anchor.click();
  URL.revokeObjectURL(url);
}

function cell(value: string | number | null, separator: string, locale: Locale): string {
  if (value === null) return "";
  if (typeof value === "number") return locale === "vi" ? String(value).replace(".", ",") : String(value);
  // A leading = + - @ would be run as a formula by a spreadsheet; an apostrophe keeps it text.
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return safe.includes(separator) || /["\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
