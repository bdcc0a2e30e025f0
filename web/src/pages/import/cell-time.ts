/** Times of cells, read well enough to show an example and to guess the interval; the server reads them for good. */
import type { TimeFormat } from "./types.ts";

const DAY_MS = 86_400_000;
const ORDERS: Partial<Record<TimeFormat, readonly [number, number, number]>> = {
  "dd/MM/yyyy": [2, 1, 0],
  "MM/dd/yyyy": [2, 0, 1],
  "yyyy/MM/dd": [0, 1, 2],
};

/** The clock on the wall as milliseconds, as if it were UTC; null if the cell is not in the format. */
export function wallTime(text: string, format: TimeFormat): number | null {
  const cell = text.trim();
  const order = ORDERS[format];
  if (order) return timeOfParts(cell, order);
  if (format === "iso") return timeOfParts(cell.replace(/(Z|[+-]\d{2}:?\d{2})$/, ""), [0, 1, 2]);
  if (format === "yyyyMMddHHmm") {
    const found = /^(\d{4})(\d{2})(\d{2})(\d{2})?(\d{2})?/.exec(cell);
    return found ? utcOf(found.slice(1).map((part) => Number(part ?? 0))) : null;
  }
  const number = Number(cell.replace(",", "."));
  if (cell === "" || !Number.isFinite(number)) return null;
  if (format === "epoch-s") return number * 1000;
  if (format === "epoch-ms") return number;
  return Math.round((number - 25_569) * 86_400) * 1000;
}

/** True if the cells say their own offset from UTC, so that no zone has to be asked. */
export function hasOffset(samples: readonly string[], format: TimeFormat): boolean {
  if (format === "epoch-s" || format === "epoch-ms") return true;
  return samples.length > 0 && samples.every((cell) => /\d(Z|[+-]\d{2}:?\d{2})$/.test(cell.trim()));
}

/** The most frequent step between rows in seconds; null if fewer than two times can be read. */
export function guessInterval(cells: readonly string[], format: TimeFormat): number | null {
  const times = [
    ...new Set(cells.map((cell) => wallTime(cell, format)).filter((time) => time !== null)),
  ].sort((a, b) => a - b);
  const counts = new Map<number, number>();
  for (let i = 1; i < times.length; i++) {
    const step = Math.round(((times[i] ?? 0) - (times[i - 1] ?? 0)) / 1000);
    if (step > 0 && step <= 604_800) counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? null;
}

/** A cell whose day and month differ, so that the two readings of it differ too. */
export function tellingSample(samples: readonly string[]): string | undefined {
  return samples.find((cell) => wallTime(cell, "dd/MM/yyyy") !== wallTime(cell, "MM/dd/yyyy")) ?? samples[0];
}

function timeOfParts(cell: string, [year, month, day]: readonly [number, number, number]): number | null {
  const found =
    /^(\d{1,4})[/.\- ](\d{1,2})[/.\- ](\d{1,4})(?:[T ,]+(\d{1,2})(?:[:hH](\d{2}))?(?::(\d{2}))?)?/.exec(cell);
  if (!found) return null;
  const parts = found.slice(1, 4).map(Number);
  const clock = found.slice(4, 7).map((part) => Number(part ?? 0));
  return utcOf([parts[year] ?? 0, parts[month] ?? 0, parts[day] ?? 0, ...clock]);
}

function utcOf(parts: readonly number[]): number | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const fullYear = year < 100 ? 2000 + year : year;
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 24 || minute > 59) return null;
  const time = Date.UTC(fullYear, month - 1, day, hour, minute, second);
  return new Date(time - (hour === 24 ? DAY_MS : 0)).getUTCDate() === day ? time : null;
}
