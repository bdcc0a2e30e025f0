/** Times and results as senders write them. */
import type { AppError } from "../../../kernel/errors.ts";
import { telemetryError } from "../errors.ts";
import { futureToleranceMs } from "./quality.ts";

/**
 * Milliseconds UTC of an ISO 8601 time with a zone; of an interval `start/end` the side that `label` names.
 * NaN if it cannot be read. A time without a zone cannot be read: nobody knows which moment it is.
 */
export function parseMoment(text: unknown, label: "instant" | "start" | "end" = "instant"): number {
  if (typeof text !== "string" || text.length > 80) return Number.NaN;
  const slash = text.indexOf("/");
  if (slash === -1) return parseInstant(text);
  return parseInstant(label === "start" ? text.slice(0, slash) : text.slice(slash + 1));
}

const zoned = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/;

/** The common form `2026-11-24T08:00:00Z` is read digit by digit; everything else through Date.parse. */
function parseInstant(text: string): number {
  if (text.length === 20 && text.charCodeAt(19) === 90) {
    const fast = fastUtc(text);
    if (!Number.isNaN(fast)) return fast;
  }
  return zoned.test(text) ? Date.parse(text) : Number.NaN;
}

function fastUtc(text: string): number {
  const year = two(text, 0) * 100 + two(text, 2);
  const month = two(text, 5);
  const day = two(text, 8);
  const [hour, minute, second] = [two(text, 11), two(text, 14), two(text, 17)];
  const shaped = text.charCodeAt(4) === 45 && text.charCodeAt(7) === 45 && text.charCodeAt(10) === 84;
  if (
    !shaped ||
    !(month >= 1 && month <= 12 && day >= 1 && day <= 28 && hour < 24 && minute < 60 && second < 60)
  )
    return Number.NaN;
  if (Number.isNaN(year) || text.charCodeAt(13) !== 58 || text.charCodeAt(16) !== 58) return Number.NaN;
  return daysFromCivil(year, month, day) * 86_400_000 + ((hour * 60 + minute) * 60 + second) * 1000;
}

function two(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

/** Days since 1970-01-01 of a date of the Gregorian calendar (H. Hinnant, chrono-compatible date algorithms). */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const ofEra = y - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
}

/** Why a reading is refused, or undefined if it can be taken. `shown` is what the sender wrote as time. */
export function refusalOf(at: number, result: unknown, shown: unknown, now: number): AppError | undefined {
  if (typeof result !== "number" || !Number.isFinite(result))
    return telemetryError("result-not-number", { value: show(result) });
  if (Number.isNaN(at)) return telemetryError("time-unreadable", { value: show(shown) });
  if (at > now + futureToleranceMs) return telemetryError("time-in-future", { value: show(shown) });
  if (at < 0) return telemetryError("time-too-old", { value: show(shown) });
  return undefined;
}

function show(value: unknown): string {
  return (typeof value === "string" ? value : (JSON.stringify(value) ?? String(value))).slice(0, 80);
}
