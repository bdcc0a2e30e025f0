/** to_char of times: a pattern of PostgreSQL as pieces of ClickHouse text. */
import { wallOf } from "./datetime.ts";
import { refuse } from "./errors.ts";
import type { Value } from "./model.ts";
import { parameter, type State } from "./state.ts";

const two = (sql: string): string => `leftPad(toString(${sql}), 2, '0')`;

const pieces: Readonly<Record<string, (wall: string) => string>> = {
  YYYY: (w) => `leftPad(toString(toYear(${w})), 4, '0')`,
  IYYY: (w) => `toString(toISOYear(${w}))`,
  YY: (w) => two(`modulo(toYear(${w}), 100)`),
  MM: (w) => two(`toMonth(${w})`),
  DDD: (w) => `leftPad(toString(toDayOfYear(${w})), 3, '0')`,
  DD: (w) => two(`toDayOfMonth(${w})`),
  D: (w) => `toString(modulo(toDayOfWeek(${w}), 7) + 1)`,
  ID: (w) => `toString(toDayOfWeek(${w}))`,
  HH24: (w) => two(`toHour(${w})`),
  HH12: (w) => two(`modulo(toHour(${w}) + 11, 12) + 1`),
  HH: (w) => two(`modulo(toHour(${w}) + 11, 12) + 1`),
  MI: (w) => two(`toMinute(${w})`),
  SS: (w) => two(`toSecond(${w})`),
  AM: (w) => `if(toHour(${w}) < 12, 'AM', 'PM')`,
  PM: (w) => `if(toHour(${w}) < 12, 'AM', 'PM')`,
  Q: (w) => `toString(toQuarter(${w}))`,
  IW: (w) => two(`toISOWeek(${w})`),
};

const tokens = /"([^"]*)"|(YYYY|IYYY|YY|MM|DDD|DD|ID|D|HH24|HH12|HH|MI|SS|AM|PM|Q|IW)|([^A-Za-z"]+)|(.)/gs;

/** ClickHouse text for `to_char(clock, pattern)`. @throws refusal `pattern-not-allowed` */
export function toChar(state: State, clock: Value | undefined, pattern: string): string {
  if (!clock) return refuse("pattern-not-allowed", 0, { name: pattern });
  const wall = wallOf(state, clock);
  const parts = [];
  for (const [, quoted, name, plain, other] of pattern.matchAll(tokens)) {
    const make = name === undefined ? undefined : pieces[name];
    if (other !== undefined) refuse("pattern-not-allowed", clock.position, { name: other });
    parts.push(make ? make(wall) : parameter(state, quoted ?? plain ?? ""));
  }
  return parts.length ? `concat('', ${parts.join(", ")})` : "''";
}
