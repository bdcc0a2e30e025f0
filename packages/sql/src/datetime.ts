/** Instants, wall clocks and intervals. An instant is DateTime64(6, 'UTC'); a wall clock is one read as if in UTC. */
import { refuse } from "./errors.ts";
import type { IntervalParts, Value } from "./model.ts";
import { parameter, type State } from "./state.ts";

const DAY_MICROS = 86_400_000_000;

const formatters = new Map<string, Intl.DateTimeFormat>();

/** A formatter costs more to make than a statement to compile; there are only as many as zones. */
function formatterOf(zone: string): Intl.DateTimeFormat | undefined {
  const ready = formatters.get(zone);
  if (ready) return ready;
  try {
    const made = new Intl.DateTimeFormat("sv", { timeZone: zone, dateStyle: "short", timeStyle: "medium" });
    formatters.set(zone, made);
    return made;
  } catch {
    return undefined;
  }
}

/** The zone's name if known, for the engine and for JavaScript. */
export function findZone(name: string): string | undefined {
  return /^[A-Za-z][A-Za-z0-9_+\-/]{0,40}$/.test(name) && formatterOf(name) ? name : undefined;
}

/** Seconds east of Greenwich of a zone at an instant. */
export function zoneSecondsAt(zone: string, at: Date): number {
  return Math.round((Date.parse(`${wallTextOf(zone, at)}Z`) - Math.floor(at.getTime() / 1000) * 1000) / 1000);
}

/** The clock of a zone at an instant: `2026-01-31T07:00:00`. */
export function wallTextOf(zone: string, at: Date): string {
  const formatter = formatterOf(zone);
  if (!formatter) throw new RangeError(`no such time zone: ${zone}`);
  return formatter.format(at).replace(" ", "T");
}

/** Text of the wall clock of an instant. */
export function wallOf(state: State, value: Value, zone = state.timeZone): string {
  if (value.type === "timestamp") return value.sql;
  if (value.type === "date") return dateAsWall(value.sql);
  if (value.wall !== undefined && zone === state.timeZone) return value.wall;
  return `addSeconds(${value.sql}, timeZoneOffset(toTimeZone(${value.sql}, ${parameter(state, zone)})))`;
}

/** Text of the instant at which a wall clock in a zone shows this. */
export function instantOf(state: State, wall: string, zone = state.timeZone): string {
  const guess = zone === state.timeZone ? state.zoneSeconds : zoneSecondsAt(zone, state.now);
  return `addSeconds(${wall}, -timeZoneOffset(toTimeZone(addSeconds(${wall}, ${-guess}), ${parameter(state, zone)})))`;
}

/** Text of midnight of a date as a wall clock. */
export function dateAsWall(sql: string): string {
  return `toDateTime64(${sql}, 6, 'UTC')`;
}

/** A literal instant or wall clock. */
export function clockLiteral(epochMicros: bigint): string {
  return `fromUnixTimestamp64Micro(toInt64(${epochMicros}), 'UTC')`;
}

const clockPattern =
  /^\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6})\d*)?)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?\s*$/;

/** Reads `2026-01-31 07:00:00.5+07`; `offset` is undefined when none is written. */
export function parseClock(text: string): { micros: bigint; offset: number | undefined } | undefined {
  const found = clockPattern.exec(text);
  if (!found) return undefined;
  const part = (index: number): number => Number(found[index] ?? 0);
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map(part) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (year < 1900 || year > 2299 || hour > 24 || minute > 59 || second > 59) return undefined;
  const at = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const sameDay = new Date(Date.UTC(year, month - 1, day));
  if (sameDay.getUTCMonth() !== month - 1 || sameDay.getUTCDate() !== day) return undefined;
  const fraction = Number((found[7] ?? "").padEnd(6, "0"));
  return { micros: BigInt(at.getTime()) * 1000n + BigInt(fraction), offset: offsetSeconds(found[8]) };
}

function offsetSeconds(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (text === "Z") return 0;
  const sign = text.startsWith("-") ? -1 : 1;
  return sign * (Number(text.slice(1, 3)) * 3600 + Number(text.slice(3).replace(":", "") || 0) * 60);
}

const unitParts: Record<string, [keyof IntervalParts, number]> = {
  microsecond: ["micros", 1],
  millisecond: ["micros", 1000],
  second: ["micros", 1e6],
  sec: ["micros", 1e6],
  s: ["micros", 1e6],
  minute: ["micros", 6e7],
  min: ["micros", 6e7],
  m: ["micros", 6e7],
  hour: ["micros", 3.6e9],
  h: ["micros", 3.6e9],
  day: ["days", 1],
  d: ["days", 1],
  week: ["days", 7],
  w: ["days", 7],
  month: ["months", 1],
  mon: ["months", 1],
  year: ["months", 12],
  y: ["months", 12],
  decade: ["months", 120],
};

/** Reads `1 day 02:30`, `2 years 3 mons`, `-1.5 hours`. @throws refusal `literal-invalid` */
export function parseInterval(text: string, position: number): IntervalParts {
  const parts = { months: 0, days: 0, micros: 0 };
  const rest = text.replace(
    /([+-]?\d+):(\d{2})(?::(\d{2}(?:\.\d{1,6})?))?|([+-]?\d+(?:\.\d+)?)\s*([a-z]+)/gi,
    (whole, hours, minutes, seconds, count, unit) => {
      if (hours !== undefined) {
        const sign = String(hours).startsWith("-") ? -1 : 1;
        const size = Math.abs(Number(hours)) * 3.6e9 + Number(minutes) * 6e7 + Number(seconds ?? 0) * 1e6;
        parts.micros += sign * Math.round(size);
        return "";
      }
      const [part, size] = unitParts[String(unit).toLowerCase()] ?? unitParts[singular(String(unit))] ?? [];
      if (part === undefined || size === undefined) return whole;
      parts[part] += Number(count) * size;
      return "";
    },
  );
  const whole = [parts.months, parts.days].every(Number.isInteger);
  const sane = Object.values(parts).every((size) => Math.abs(size) < 1e17);
  if (rest.trim() || !text.trim() || !whole || !sane)
    refuse("literal-invalid", position, { wanted: "interval", example: "'1 day 2 hours'" });
  return intervalParts(parts.months, parts.days, Math.round(parts.micros));
}

function singular(unit: string): string {
  return unit.toLowerCase().replace(/s$/, "");
}

/** Parts that are known while compiling. */
export function intervalParts(months: number, days: number, micros: number): IntervalParts {
  return { months: `toInt64(${months})`, days: `toInt64(${days})`, micros: `toInt64(${micros})` };
}

/** The length of an interval in microseconds, a month being 30 days as in PostgreSQL's comparisons. */
export function intervalMicros(parts: IntervalParts): string {
  const pieces = [];
  if (parts.months !== zero) pieces.push(`(${parts.months}) * ${30 * DAY_MICROS}`);
  if (parts.days !== zero) pieces.push(`(${parts.days}) * ${DAY_MICROS}`);
  if (parts.micros !== zero) pieces.push(`(${parts.micros})`);
  return pieces.length ? `toInt64(${pieces.join(" + ")})` : zero;
}

const zero = "toInt64(0)";

/** A wall clock moved by an interval: months first, then days, then time, as PostgreSQL does. */
export function moveWall(wall: string, parts: IntervalParts, sign: 1 | -1): string {
  const name = sign > 0 ? "add" : "subtract";
  let moved = wall;
  if (parts.months !== zero) moved = `${name}Months(${moved}, ${parts.months})`;
  if (parts.days !== zero) moved = `${name}Days(${moved}, ${parts.days})`;
  if (parts.micros !== zero) moved = `${name}Microseconds(${moved}, ${parts.micros})`;
  return moved;
}

/** The sum or difference of two intervals. */
export function addIntervals(a: IntervalParts, b: IntervalParts, sign: "+" | "-"): IntervalParts {
  const one = (x: string, y: string): string =>
    y === zero ? x : x === zero && sign === "+" ? y : `(${x} ${sign} ${y})`;
  return { months: one(a.months, b.months), days: one(a.days, b.days), micros: one(a.micros, b.micros) };
}

/** Each count times an integer text. */
export function scaleInterval(parts: IntervalParts, factor: string): IntervalParts {
  const one = (x: string): string => (x === zero ? x : `toInt64(${x} * ${factor})`);
  return { months: one(parts.months), days: one(parts.days), micros: one(parts.micros) };
}

const truncations: Record<string, string> = {
  microsecond: "",
  second: "toStartOfSecond",
  minute: "toStartOfMinute",
  hour: "toStartOfHour",
  day: "toStartOfDay",
  week: "toMonday",
  month: "toStartOfMonth",
  quarter: "toStartOfQuarter",
  year: "toStartOfYear",
};

/** A wall clock cut down to a unit; undefined if the unit is not known. */
export function truncateWall(wall: string, unit: string): string | undefined {
  const name = truncations[singular(unit)];
  return name ? `toDateTime64(${name}(${wall}), 6, 'UTC')` : undefined;
}

const fields: Record<string, (wall: string) => string> = {
  year: (w) => `toYear(${w})`,
  month: (w) => `toMonth(${w})`,
  day: (w) => `toDayOfMonth(${w})`,
  hour: (w) => `toHour(${w})`,
  minute: (w) => `toMinute(${w})`,
  second: (w) => `moduloOrNull(toUnixTimestamp64Micro(${w}) + 62135596800000000, 60000000) / 1000000`,
  milliseconds: (w) => `moduloOrNull(toUnixTimestamp64Micro(${w}) + 62135596800000000, 60000000) / 1000`,
  microseconds: (w) => `moduloOrNull(toUnixTimestamp64Micro(${w}) + 62135596800000000, 60000000)`,
  quarter: (w) => `toQuarter(${w})`,
  week: (w) => `toISOWeek(${w})`,
  isoyear: (w) => `toISOYear(${w})`,
  dow: (w) => `modulo(toDayOfWeek(${w}), 7)`,
  isodow: (w) => `toDayOfWeek(${w})`,
  doy: (w) => `toDayOfYear(${w})`,
  decade: (w) => `intDiv(toYear(${w}), 10)`,
  century: (w) => `intDiv(toYear(${w}) + 99, 100)`,
};

/** A field of a wall clock as Float64; undefined if the field is not known. */
export function extractField(wall: string, field: string): string | undefined {
  const make = Object.hasOwn(fields, field) ? fields[field] : undefined;
  return make && `toFloat64(${make(wall)})`;
}
