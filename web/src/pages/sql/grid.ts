/** Which rows of a long result are drawn, how wide its columns are, and how a cell is written. */
import type { Formatters } from "../../i18n/format.ts";
import type { Cell, ColumnType } from "../warehouse-in/types.ts";
import type { SqlResult } from "./types.ts";

/** Height of a row in px. */
export const ROW_HEIGHT = 32;

const BEYOND = 10;
const LOOKED_AT = 200;
const LEAST_WIDTH = 8;
const MOST_WIDTH = 40;

/** The rows to draw for a place of scrolling: those in sight and a few beyond. `end` is not drawn. */
export function windowOf(
  count: number,
  scrollTop: number,
  height: number,
): { start: number; end: number; before: number; after: number } {
  const start = Math.max(0, Math.min(count, Math.floor(scrollTop / ROW_HEIGHT) - BEYOND));
  const end = Math.min(count, Math.ceil((scrollTop + height) / ROW_HEIGHT) + BEYOND);
  return { start, end, before: start * ROW_HEIGHT, after: Math.max(0, count - end) * ROW_HEIGHT };
}

/** Widths of the columns in characters, from their names and first rows. */
export function widthsOf({ columns, rows }: Pick<SqlResult, "columns" | "rows">): number[] {
  return columns.map((column, at) => {
    const longest = rows
      .slice(0, LOOKED_AT)
      .reduce((most, row) => Math.max(most, String(row[at] ?? "").length), column.name.length + 3);
    return Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, longest + 3));
  });
}

/** A cell in the reader's way of writing. Numbers stay exact; integers beyond 2^53 come as text. */
export function cellText(value: Cell, type: ColumnType, format: Formatters): string {
  if (value === null) return "";
  if (typeof value === "number") return format.number(value, { digits: 12 });
  if (typeof value === "boolean") return value ? "✓" : "✗";
  if (type === "date") return dateText(value, format);
  if (type === "datetime" && isInstant(value)) return format.dateTime(value);
  return value;
}

/** Places of an axis in words. Instants that all fall on midnight are days. */
export function axisTexts(values: readonly Cell[], type: ColumnType, format: Formatters): string[] {
  const texts = values.map((value) => (value === null ? "–" : cellText(value, type, format)));
  const days = type === "datetime" && texts.every((text) => text.endsWith(" 00:00"));
  return days ? texts.map((text) => text.slice(0, -6)) : texts;
}

/** Rows as text for a spreadsheet: tabs between cells, values bare. */
export function tabText({ columns, rows }: Pick<SqlResult, "columns" | "rows">): string {
  const lines = [columns.map(({ name }) => name), ...rows.map((row) => row.map(bareText))];
  return lines.map((line) => line.join("\t")).join("\n");
}

function bareText(value: Cell): string {
  return value === null ? "" : String(value).replace(/[\t\r\n]+/g, " ");
}

function dateText(value: string, format: Formatters): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? format.date(`${value}T12:00:00+07:00`) : value;
}

/** An instant says its zone; a time without one is shown as it is written. */
function isInstant(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/.test(value);
}
