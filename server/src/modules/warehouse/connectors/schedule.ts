/** When a source runs next, and how late its data is. */
import { type CronExpression, CronExpressionParser } from "cron-parser";
import { sourceError } from "./connector-errors.ts";

const cityZone = "Asia/Ho_Chi_Minh";
const shortestMinutes = 5;

/**
 * First time after `after` at which the schedule says to run.
 * `nextRun("0 6 * * *", new Date("2026-11-24T00:00:00Z"))` is 2026-11-24T23:00:00Z: six in the morning in the city.
 * @throws `warehouse.source-schedule-invalid`, `warehouse.source-schedule-too-often`
 */
export function nextRun(cron: string, after: Date, timeZone: string = cityZone): Date {
  const expression = readCron(cron, after, timeZone);
  try {
    return expression.next().toDate();
  } catch (cause) {
    throw invalid(cron, cause);
  }
}

/**
 * Whole minutes since the data should have been there: since the first scheduled time after the last success.
 * 0 = on time, null = no schedule. For a source that never succeeded pass the time it was made.
 */
export function lagMinutes(
  cron: string | null,
  lastSuccessAt: Date,
  now: Date,
  timeZone: string = cityZone,
): number | null {
  if (cron === null) return null;
  const due = nextRun(cron, lastSuccessAt, timeZone);
  return Math.max(0, Math.floor((now.getTime() - due.getTime()) / 60_000));
}

function readCron(cron: string, after: Date, timeZone: string): CronExpression {
  const fields = cron.trim().split(/\s+/);
  if (fields.length !== 5 || fields.some((field, at) => !isField(field, at))) throw invalid(cron);
  let expression: CronExpression;
  try {
    expression = CronExpressionParser.parse(fields.join(" "), { currentDate: after, tz: timeZone });
  } catch (cause) {
    throw invalid(cron, cause);
  }
  if (shortestGap(expression) < shortestMinutes)
    throw sourceError("source-schedule-too-often", { cron, minutes: shortestMinutes });
  return expression;
}

const names =
  /(?<![A-Za-z])(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|sun|mon|tue|wed|thu|fri|sat)(?![A-Za-z])/gi;

/** Numbers, lists, ranges, steps; `L` for the last day of the month; names of months and weekdays. */
function isField(field: string, at: number): boolean {
  if (at === 2 && field === "L") return true;
  return /^[\d*,/-]+$/.test(at < 3 ? field : field.replace(names, "1"));
}

/** Minutes between two runs of one hour, or across the turn of consecutive hours. */
function shortestGap(expression: CronExpression): number {
  const minutes = expression.fields.minute.values.map(Number);
  const hours = new Set(expression.fields.hour.values.map(Number));
  const within = minutes.slice(1).map((minute, at) => minute - (minutes[at] ?? 0));
  const consecutive = [...hours].some((hour) => hours.has((hour + 1) % 24));
  const across = consecutive ? 60 + (minutes[0] ?? 0) - (minutes.at(-1) ?? 0) : 60;
  return Math.min(across, ...within);
}

function invalid(cron: string, cause?: unknown): Error {
  const reason = cause instanceof Error ? cause.message : "minute hour day month weekday";
  return sourceError("source-schedule-invalid", { cron, reason }, { cause });
}
