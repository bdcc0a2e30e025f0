/** Times as loggers, offices and spreadsheets write them, straight from the bytes of a cell. */
import { REASONS, type Reason } from "./reasons.ts";
import { type ZoneOffset, zoneOffset } from "./zone.ts";

/**
 * How a column writes time:
 * - `iso`: ISO 8601, `T` or space, seconds and fraction optional, `Z` or offset optional
 * - `dd/MM/yyyy`, `MM/dd/yyyy`, `yyyy/MM/dd`: one or two digits, `/` `-` or `.`, then an optional time of day
 *   (`HH:mm[:ss[.fff]]`, with `SA`/`CH`, `AM`/`PM`)
 * - `yyyyMMddHHmm`: 8, 10, 12 or 14 digits
 * - `excel-serial`: days since 30 December 1899
 * - `epoch-s`, `epoch-ms`: since 1970 UTC
 */
export type TimeFormat = (typeof TIME_FORMATS)[number];

/** Every time format, in the order in which equal evidence prefers them. */
export const TIME_FORMATS = [
  "iso",
  "dd/MM/yyyy",
  "MM/dd/yyyy",
  "yyyy/MM/dd",
  "yyyyMMddHHmm",
  "epoch-s",
  "epoch-ms",
  "excel-serial",
] as const;

/** Reads the bytes between two offsets: ms since 1970 UTC, or a reason. */
export type TimeReader = (bytes: Uint8Array, start: number, end: number) => number | Reason;

/** What a format found: wall time in ms, and the offset from UTC in ms if the cell itself gave one. */
interface Found {
  wallMs: number;
  offsetMs: number;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const NO_OFFSET = Number.NaN;
/** Results of the small steps below, kept here so that reading a cell allocates nothing. */
const found: Found = { wallMs: 0, offsetMs: NO_OFFSET };
const step = { at: 0, value: 0 };
const FORMAT = -1;
const IMPOSSIBLE = -2;
const OK = 0;

type Parse = (bytes: Uint8Array, start: number, end: number) => number;

const PARSERS: Record<TimeFormat, Parse> = {
  iso: parseIso,
  "dd/MM/yyyy": (bytes, start, end) => parseParts(bytes, start, end, 0),
  "MM/dd/yyyy": (bytes, start, end) => parseParts(bytes, start, end, 1),
  "yyyy/MM/dd": (bytes, start, end) => parseParts(bytes, start, end, 2),
  yyyyMMddHHmm: parseCompact,
  "excel-serial": parseSerial,
  "epoch-s": (bytes, start, end) => parseEpoch(bytes, start, end, 1000),
  "epoch-ms": (bytes, start, end) => parseEpoch(bytes, start, end, 1),
};

/**
 * Milliseconds since 1970 UTC, or why the cell is refused. `zone` (`+07:00`, `Asia/Ho_Chi_Minh`, any IANA name)
 * holds where the cell has no offset of its own. `24:00` is 00:00 of the next day.
 *
 * @example parseTime("31/12/2026 24:00", "dd/MM/yyyy", "Asia/Ho_Chi_Minh") // 2026-12-31T17:00:00Z
 */
export function parseTime(cell: Uint8Array | string, format: TimeFormat, zone: string): number | Reason {
  const bytes = typeof cell === "string" ? bytesOf(cell) : cell;
  return timeReader(format, zone)(bytes, 0, bytes.length);
}

/** As `parseTime`, for a date in one cell and a time of day in another; a blank time of day is 00:00. */
export function parseDateAndTime(
  date: Uint8Array | string,
  timeOfDay: Uint8Array | string,
  format: TimeFormat,
  zone: string,
): number | Reason {
  return dateAndTimeReader(format, zone)(
    typeof date === "string" ? bytesOf(date) : date,
    typeof timeOfDay === "string" ? bytesOf(timeOfDay) : timeOfDay,
  );
}

/** The reader of a time in one cell; made once per column. */
export function timeReader(format: TimeFormat, zone: string): TimeReader {
  const parse: Parse = PARSERS[format] ?? (() => FORMAT);
  const offset = zoneOffset(zone);
  return (bytes, start, end) => {
    let from = start;
    let to = end;
    while (from < to && (bytes[from] ?? 0) <= 32) from++;
    while (to > from && (bytes[to - 1] ?? 0) <= 32) to--;
    if (from === to) return REASONS.timeMissing;
    if (offset === null) return REASONS.zoneUnknown;
    found.offsetMs = NO_OFFSET;
    return conclude(parse(bytes, from, to), offset);
  };
}

/** The reader of a date cell and a time-of-day cell; made once per pair of columns. */
export function dateAndTimeReader(
  format: TimeFormat,
  zone: string,
): (date: Uint8Array, timeOfDay: Uint8Array) => number | Reason {
  const read = timeReader(format, zone);
  const joined = new Uint8Array(136);
  return (date, timeOfDay) => {
    if (date.length > 64 || timeOfDay.length > 64) return REASONS.timeFormat;
    joined.set(date);
    joined[date.length] = 32;
    const end = writeClock(joined, date.length + 1, timeOfDay);
    return read(joined, 0, end);
  };
}

/** Writes a time of day as HH:mm…: "7", "7h", "7g" and "7h30" become "7:00" and "7:30". The end of it. */
function writeClock(out: Uint8Array, start: number, timeOfDay: Uint8Array): number {
  let end = start;
  let colons = 0;
  for (const byte of timeOfDay) {
    const letter = byte & 0xdf;
    const isMark = byte === 58 || ((letter === 0x48 || letter === 0x47) && colons === 0);
    if (byte <= 32 && (end === start || isMark)) continue;
    if (isMark) colons++;
    out[end++] = isMark ? 58 : byte;
  }
  while (end > start && (out[end - 1] ?? 0) <= 32) end--;
  if (end === start) return end;
  if (colons === 0 && end - start <= 2) out[end++] = 58;
  if (out[end - 1] === 58) {
    out[end++] = 48;
    out[end++] = 48;
  }
  return end;
}

function conclude(status: number, offset: ZoneOffset): number | Reason {
  if (status === FORMAT) return REASONS.timeFormat;
  if (status === IMPOSSIBLE) return REASONS.timeImpossible;
  const shift = Number.isNaN(found.offsetMs) ? offset(found.wallMs) : found.offsetMs;
  return found.wallMs - shift;
}

/** Bytes of a short text; what is not ASCII becomes a byte that no format knows. */
function bytesOf(text: string): Uint8Array {
  const trimmed = text.trim();
  const bytes = new Uint8Array(Math.min(trimmed.length, 64));
  for (let i = 0; i < bytes.length; i++) bytes[i] = Math.min(trimmed.charCodeAt(i), 255);
  return bytes;
}

/** Reads up to `most` digits into `step.value`; the count read. */
function readDigits(bytes: Uint8Array, at: number, end: number, most: number): number {
  let value = 0;
  let count = 0;
  while (count < most && at + count < end) {
    const digit = (bytes[at + count] ?? 0) - 48;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
    count++;
  }
  step.value = value;
  return count;
}

/** 2026-01-01T07:05:09.123+07:00 and every shorter form down to the date. */
function parseIso(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < 10 || bytes[start + 4] !== 45 || bytes[start + 7] !== 45) return FORMAT;
  if (readDigits(bytes, start, end, 4) !== 4) return FORMAT;
  const year = step.value;
  if (readDigits(bytes, start + 5, end, 2) !== 2) return FORMAT;
  const month = step.value;
  if (readDigits(bytes, start + 8, end, 2) !== 2) return FORMAT;
  const day = step.value;
  if (!isDate(year, month, day)) return IMPOSSIBLE;
  found.wallMs = dayMs(year, month, day);
  if (end === start + 10) return OK;
  const separator = bytes[start + 10];
  if (separator !== 84 && separator !== 32 && separator !== 116) return FORMAT;
  const status = readClock(bytes, start + 11, end);
  return status === OK && step.at !== end ? FORMAT : status;
}

/** Three numbers with separators, then a time of day. `order`: 0 day first, 1 month first, 2 year first. */
function parseParts(bytes: Uint8Array, start: number, end: number, order: number): number {
  const firstDigits = readDigits(bytes, start, end, 4);
  const first = step.value;
  const separator = bytes[start + firstDigits];
  if (firstDigits === 0 || (separator !== 47 && separator !== 45 && separator !== 46)) return FORMAT;
  let at = start + firstDigits + 1;
  const secondDigits = readDigits(bytes, at, end, 2);
  const second = step.value;
  at += secondDigits;
  if (secondDigits === 0 || bytes[at] !== separator) return FORMAT;
  const thirdDigits = readDigits(bytes, at + 1, end, 4);
  const third = step.value;
  at += 1 + thirdDigits;
  if (order === 2 ? firstDigits !== 4 || thirdDigits > 2 : firstDigits > 2 || thirdDigits !== 4)
    return FORMAT;
  if (thirdDigits === 0) return FORMAT;
  const year = order === 2 ? first : third;
  const month = order === 0 || order === 2 ? second : first;
  const day = order === 0 ? first : order === 1 ? second : third;
  if (!isDate(year, month, day)) return IMPOSSIBLE;
  found.wallMs = dayMs(year, month, day);
  return at === end ? OK : readAfterDate(bytes, at, end);
}

/** The time of day after a date: spaces, a comma or `T` between. */
function readAfterDate(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && (bytes[at] === 32 || bytes[at] === 44 || bytes[at] === 84)) at++;
  if (at === start || at === end) return FORMAT;
  const status = readClock(bytes, at, end);
  return status === OK && step.at !== end ? FORMAT : status;
}

/** HH:mm[:ss[.fff]][ AM|PM|SA|CH][Z|±HH[:]mm], added to `found.wallMs`. Leaves `step.at` after it. */
function readClock(bytes: Uint8Array, start: number, end: number): number {
  const hourDigits = readDigits(bytes, start, end, 2);
  let hour = step.value;
  const colon = start + hourDigits;
  if (hourDigits === 0 || bytes[colon] !== 58 || readDigits(bytes, colon + 1, end, 2) !== 2) return FORMAT;
  const minute = step.value;
  const secondMs = readSeconds(bytes, colon + 3, end);
  if (secondMs < 0) return FORMAT;
  const half = readHalfOfDay(bytes, step.at, end);
  if (half !== 0) {
    if (hour < 1 || hour > 12) return IMPOSSIBLE;
    hour = (hour % 12) + (half === 2 ? 12 : 0);
  }
  const isMidnight = hour === 24 && minute === 0 && secondMs === 0;
  if ((hour > 23 && !isMidnight) || minute > 59 || secondMs >= 60_000) return IMPOSSIBLE;
  found.wallMs += hour * HOUR_MS + minute * 60_000 + secondMs;
  return step.at === end ? OK : readOffset(bytes, step.at, end);
}

/** [:ss[.fff…]] in ms, cut to the millisecond; 0 when absent, -1 when malformed. */
function readSeconds(bytes: Uint8Array, start: number, end: number): number {
  step.at = start;
  if (start >= end || bytes[start] !== 58) return 0;
  if (readDigits(bytes, start + 1, end, 2) !== 2) return -1;
  const second = step.value;
  let at = start + 3;
  step.at = at;
  if (at >= end || (bytes[at] !== 46 && bytes[at] !== 44)) return second * 1000;
  const digits = readDigits(bytes, at + 1, end, 3);
  if (digits === 0) return -1;
  const millis = step.value * (digits === 1 ? 100 : digits === 2 ? 10 : 1);
  at += 1 + digits;
  while (at < end && (bytes[at] ?? 0) >= 48 && (bytes[at] ?? 0) <= 57) at++;
  step.at = at;
  return second * 1000 + millis;
}

/** 1 for AM or SA (sáng), 2 for PM or CH (chiều), 0 for neither; moves `step.at` after it. */
function readHalfOfDay(bytes: Uint8Array, start: number, end: number): number {
  const at = bytes[start] === 32 ? start + 1 : start;
  if (at + 2 > end) return 0;
  const pair = ((bytes[at] ?? 0) & 0xdf) * 256 + ((bytes[at + 1] ?? 0) & 0xdf);
  const half = pair === 0x414d || pair === 0x5341 ? 1 : pair === 0x504d || pair === 0x4348 ? 2 : 0;
  if (half !== 0) step.at = at + 2;
  return half;
}

function readOffset(bytes: Uint8Array, start: number, end: number): number {
  const at = bytes[start] === 32 ? start + 1 : start;
  const sign = bytes[at];
  step.at = at + 1;
  if (sign === 90 || sign === 122) {
    found.offsetMs = 0;
    return OK;
  }
  if ((sign !== 43 && sign !== 45) || readDigits(bytes, at + 1, end, 2) !== 2) return FORMAT;
  const hours = step.value;
  const colon = bytes[at + 3] === 58 ? 1 : 0;
  const digits = readDigits(bytes, at + 3 + colon, end, 2);
  const minutes = digits === 2 ? step.value : 0;
  if (digits === 1 || (colon === 1 && digits === 0)) return FORMAT;
  if (hours > 18 || minutes > 59) return IMPOSSIBLE;
  found.offsetMs = (sign === 45 ? -1 : 1) * (hours * 60 + minutes) * 60_000;
  step.at = at + 3 + colon + digits;
  return OK;
}

/** yyyyMMdd[HH[mm[ss]]], with an optional `T` or space between date and time of day. */
function parseCompact(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < 8 || readDigits(bytes, start, end, 8) !== 8) return FORMAT;
  const date = step.value;
  const day = date % 100;
  const month = Math.floor(date / 100) % 100;
  const year = Math.floor(date / 10_000);
  if (!isDate(year, month, day)) return IMPOSSIBLE;
  found.wallMs = dayMs(year, month, day);
  let at = start + 8;
  if (at === end) return OK;
  if (bytes[at] === 84 || bytes[at] === 32) at++;
  const digits = readDigits(bytes, at, end, 6);
  if (at + digits !== end || digits === 0 || digits % 2 !== 0) return FORMAT;
  const clock = step.value * (digits === 2 ? 10_000 : digits === 4 ? 100 : 1);
  const hour = Math.floor(clock / 10_000);
  const minute = Math.floor(clock / 100) % 100;
  if ((hour > 23 && clock !== 240_000) || minute > 59 || clock % 100 > 59) return IMPOSSIBLE;
  found.wallMs += hour * HOUR_MS + minute * 60_000 + (clock % 100) * 1000;
  return OK;
}

/** Days since 1899-12-30 with a fraction; 1 to 2958465 (9999-12-31). Rounded to the second like Excel shows it. */
function parseSerial(bytes: Uint8Array, start: number, end: number): number {
  const days = readDecimal(bytes, start, end);
  if (Number.isNaN(days)) return FORMAT;
  if (days < 1 || days >= 2_958_466) return IMPOSSIBLE;
  found.wallMs = Math.round((days - 25_569) * 86_400) * 1000;
  return OK;
}

function parseEpoch(bytes: Uint8Array, start: number, end: number, unitMs: number): number {
  const value = readDecimal(bytes, start, end);
  if (Number.isNaN(value)) return FORMAT;
  if (value * unitMs > 253_402_300_799_999) return IMPOSSIBLE;
  found.wallMs = Math.round(value * unitMs);
  found.offsetMs = 0;
  return OK;
}

/** Digits with an optional fraction after `.` or `,`; NaN when it is anything else. */
function readDecimal(bytes: Uint8Array, start: number, end: number): number {
  const digits = readDigits(bytes, start, end, 15);
  let value = digits === 0 ? Number.NaN : step.value;
  let at = start + digits;
  if (at < end && (bytes[at] === 46 || bytes[at] === 44)) {
    const decimals = readDigits(bytes, at + 1, end, 15);
    value += step.value / 10 ** decimals;
    at += 1 + decimals;
    while (at < end && (bytes[at] ?? 0) >= 48 && (bytes[at] ?? 0) <= 57) at++;
  }
  return at === end ? value : Number.NaN;
}

function isDate(year: number, month: number, day: number): boolean {
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  if (day <= 28) return true;
  if (month === 2) return day === 29 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31);
}

/** Days from 1970-01-01 in ms, proleptic Gregorian: years begin in March, so the leap day comes last. */
function dayMs(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return (era * 146_097 + dayOfEra - 719_468) * DAY_MS;
}
