/** From the clock on the wall to UTC. */

/** Offset of local time from UTC in ms at a local wall time (ms as if it were UTC). */
export type ZoneOffset = (wallMs: number) => number;

const HOUR_MS = 3_600_000;
const SEVEN_HOURS = (): number => 7 * HOUR_MS;
const known = new Map<string, ZoneOffset | null>([
  ["Asia/Ho_Chi_Minh", SEVEN_HOURS],
  ["Asia/Saigon", SEVEN_HOURS],
  ["+07:00", SEVEN_HOURS],
  ["UTC", () => 0],
  ["Z", () => 0],
]);

/**
 * The offset of a zone: `Z`, `UTC`, a fixed offset like `+07:00` or an IANA name; null when it is none.
 * Vietnam is +07:00 at all times (as kept since 1975). Where clocks are put back the earlier instant is meant;
 * a local time skipped by clocks put forward moves on by the gap.
 */
export function zoneOffset(zone: string): ZoneOffset | null {
  const found = known.get(zone);
  if (found !== undefined) return found;
  const offset = fixedOffset(zone) ?? namedOffset(zone);
  if (known.size > 1000) return offset;
  known.set(zone, offset);
  return offset;
}

function fixedOffset(zone: string): ZoneOffset | null {
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (!match) return null;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  if (minutes > 18 * 60 || Number(match[3] ?? 0) > 59) return null;
  const offset = (match[1] === "-" ? -minutes : minutes) * 60_000;
  return () => offset;
}

function namedOffset(zone: string): ZoneOffset | null {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch {
    return null;
  }
  const cache = new Map<number, number>();
  const offsetAt = (instant: number): number => {
    const quarter = Math.floor(instant / 900_000);
    const cached = cache.get(quarter);
    if (cached !== undefined) return cached;
    const offset = wallOf(format, quarter * 900_000) - quarter * 900_000;
    if (cache.size > 100_000) cache.clear();
    cache.set(quarter, offset);
    return offset;
  };
  return (wallMs) => {
    const before = offsetAt(wallMs - 24 * HOUR_MS);
    const after = offsetAt(wallMs + 24 * HOUR_MS);
    if (before === after) return before;
    if (offsetAt(wallMs - before) === before) return before;
    return offsetAt(wallMs - after) === after ? after : before;
  };
}

function wallOf(format: Intl.DateTimeFormat, instant: number): number {
  const part = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
  for (const { type, value } of format.formatToParts(instant)) {
    if (type in part) part[type as keyof typeof part] = Number(value);
  }
  return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second);
}
