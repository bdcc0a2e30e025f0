/** Conversions between types: those PostgreSQL makes by itself, literals, and casts. */
import {
  clockLiteral,
  dateAsWall,
  instantOf,
  intervalMicros,
  parseClock,
  parseInterval,
  wallOf,
} from "./datetime.ts";
import { refuse } from "./errors.ts";
import type { Value, ValueType } from "./model.ts";
import { parameter, retype, type State } from "./state.ts";

/** ClickHouse's name of a type. */
export const engineTypes: Record<Exclude<ValueType, "array" | "unknown">, string> = {
  text: "String",
  time: "String",
  json: "String",
  geometry: "String",
  integer: "Int64",
  number: "Float64",
  boolean: "Bool",
  date: "Date32",
  datetime: "DateTime64(6, 'UTC')",
  timestamp: "DateTime64(6, 'UTC')",
  interval: "Int64",
};

const textLike: ReadonlySet<ValueType> = new Set(["text", "time", "json", "geometry"]);

/** The value as `type` by the conversions that need no cast. @throws refusal `type-mismatch`, `literal-invalid` */
export function convert(state: State, value: Value, type: ValueType): Value {
  if (value.type === type) return value;
  if (value.isNull) return typedNull(value, type);
  if (value.type === "unknown" && value.literal !== undefined) return readLiteral(state, value, type);
  if (value.type === "integer" && type === "number") return integerAsNumber(value);
  if (value.type === "date" && type === "timestamp") return retype(value, dateAsWall(value.sql), type);
  if ((value.type === "date" || value.type === "timestamp") && type === "datetime") {
    const wall = wallOf(state, value);
    return { ...retype(value, instantOf(state, wall), type), wall };
  }
  return refuse("type-mismatch", value.position, { wanted: typeName(type), found: typeName(value.type) });
}

function integerAsNumber(value: Value): Value {
  if (value.number === undefined) return retype(value, `toFloat64(${value.sql})`, "number");
  return { ...value, sql: `toFloat64(${value.number})`, type: "number" };
}

function typedNull(value: Value, type: ValueType): Value {
  if (type === "array" || type === "unknown")
    return refuse("type-mismatch", value.position, { wanted: typeName(type), found: "NULL" });
  return { ...value, sql: `CAST(NULL AS Nullable(${engineTypes[type]}))`, type };
}

/** The type that values have in common. @throws refusal `type-mismatch` */
export function commonType(values: readonly Value[]): ValueType {
  let found: ValueType | undefined;
  for (const value of values) {
    if (value.type === "unknown" || value.type === found) continue;
    if (found === undefined) found = value.type;
    else found = widerType(found, value);
  }
  return found ?? "text";
}

function widerType(a: ValueType, value: Value): ValueType {
  const pair = new Set([a, value.type]);
  if (pair.has("integer") && pair.has("number")) return "number";
  const clocks = ["date", "timestamp", "datetime"] as const;
  if ([...pair].every((type) => (clocks as readonly string[]).includes(type)))
    return pair.has("datetime") ? "datetime" : "timestamp";
  return refuse("type-mismatch", value.position, { wanted: typeName(a), found: typeName(value.type) });
}

/** All values in their common type. */
export function unify(state: State, values: readonly Value[]): { type: ValueType; values: Value[] } {
  const type = commonType(values);
  return { type, values: values.map((value) => convert(state, value, type)) };
}

/** A literal of undecided type, NULL included, as text. */
export function settle(state: State, value: Value): Value {
  return value.type === "unknown" ? convert(state, value, "text") : value;
}

function readLiteral(state: State, value: Value, type: ValueType): Value {
  const text = value.literal ?? "";
  const { position } = value;
  const invalid = (example: string): never =>
    refuse("literal-invalid", position, { wanted: typeName(type), example });
  const made = (sql: string): Value => ({ ...retype(value, sql, type), constant: true });
  if (textLike.has(type)) return made(parameter(state, text));
  const trimmed = text.trim();
  if (type === "integer")
    return /^[+-]?\d{1,18}$/.test(trimmed)
      ? { ...made(`toInt64(${BigInt(trimmed.replace(/^\+/, ""))})`), number: Number(trimmed) }
      : invalid("'42'");
  if (type === "number") {
    const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed) ? Number(trimmed) : Number.NaN;
    return Number.isFinite(number) ? { ...made(`toFloat64(${number})`), number } : invalid("'4.2'");
  }
  if (type === "boolean") {
    if (/^(t|true|y|yes|on|1)$/i.test(trimmed)) return made("true");
    return /^(f|false|n|no|off|0)$/i.test(trimmed) ? made("false") : invalid("'true'");
  }
  if (type === "interval") {
    const interval = parseInterval(text, position);
    return { ...made(intervalMicros(interval)), interval };
  }
  return readClock(state, value, type) ?? invalid(type === "date" ? "'2026-01-31'" : "'2026-01-31 07:00:00'");
}

function readClock(state: State, value: Value, type: ValueType): Value | undefined {
  const clock = parseClock(value.literal ?? "");
  if (!clock) return undefined;
  const made = (sql: string): Value => ({ ...retype(value, sql, type), constant: true });
  if (type === "date") {
    const day = new Date(Number(clock.micros / 1000n)).toISOString().slice(0, 10);
    return made(`toDate32('${day}')`);
  }
  if (type === "timestamp") return made(clockLiteral(clock.micros));
  if (type !== "datetime") return undefined;
  if (clock.offset !== undefined) return made(clockLiteral(clock.micros - BigInt(clock.offset) * 1_000_000n));
  const wall = clockLiteral(clock.micros);
  return { ...made(instantOf(state, wall)), wall };
}

/** Names of types as people write them. */
export function typeName(type: ValueType): string {
  const names: Partial<Record<ValueType, string>> = {
    number: "double precision",
    datetime: "timestamptz",
    array: "array",
    unknown: "unknown",
  };
  return names[type] ?? type;
}

/** The value as text, as PostgreSQL prints it. */
export function asText(state: State, value: Value): Value {
  if (value.type === "unknown") return convert(state, value, "text");
  if (textLike.has(value.type)) return retype(value, value.sql, "text");
  return retype(value, textOfValue(state, value), "text");
}

function textOfValue(state: State, value: Value): string {
  const { sql, type } = value;
  if (type === "boolean") return `toString(CAST(${sql} AS Nullable(Bool)))`;
  if (type === "array") return `toJSONString(${sql})`;
  if (type === "interval")
    return refuse("type-mismatch", value.position, { wanted: "text", found: "interval" });
  if (type === "timestamp") return clockText(sql);
  if (type !== "datetime") return `toString(${sql})`;
  const offset = `replaceRegexpOne(formatDateTime(${sql}, '%z', ${parameter(state, state.timeZone)}), '00$', '')`;
  return `concat(${clockText(wallOf(state, value))}, ${offset})`;
}

function clockText(wall: string): string {
  return `replaceRegexpOne(toString(${wall}), '[.]0+$|([.][0-9]*[1-9])0+$', '\\\\1')`;
}

/** A written cast. Text that cannot be read becomes NULL. @throws refusal `type-mismatch` */
export function cast(state: State, value: Value, type: ValueType): Value {
  if (value.type === type || value.type === "unknown") return convert(state, value, type);
  if (type === "text") return asText(state, value);
  const sql = castSql(state, value, type);
  if (sql === undefined) return convert(state, value, type);
  return retype(value, sql, type);
}

function castSql(state: State, value: Value, type: ValueType): string | undefined {
  const from = value.type === "json" && type !== "date" ? "text" : value.type;
  const key = `${from}>${type}`;
  return Object.hasOwn(casts, key) ? casts[key]?.(state, value) : undefined;
}

type Cast = (state: State, value: Value) => string;

const wallDate: Cast = (state, value) => `toDate32(${wallOf(state, value)})`;
const clockTime: Cast = (state, value) => `formatDateTime(${wallOf(state, value)}, '%H:%i:%S')`;
const asItIs: Cast = (_, { sql }) => sql;

/** Casts by `from>to` beyond the conversions that need none. */
const casts: Readonly<Record<string, Cast>> = {
  "number>integer": (_, { sql }) => `accurateCastOrNull(${roundHalfAway(sql)}, 'Int64')`,
  "boolean>integer": (_, { sql }) => `toInt64(${sql})`,
  "text>integer": (_, { sql }) => `accurateCastOrNull(trimBoth(${sql}), 'Int64')`,
  "text>number": (_, { sql }) => finite(`toFloat64OrNull(trimBoth(${sql}))`),
  "integer>boolean": (_, { sql }) => `notEquals(${sql}, 0)`,
  "text>boolean": (_, { sql }) => {
    const word = `lower(trimBoth(${sql}))`;
    const yes = `${word} IN ('t', 'true', 'y', 'yes', 'on', '1')`;
    return `multiIf(${yes}, true, ${word} IN ('f', 'false', 'n', 'no', 'off', '0'), false, NULL)`;
  },
  "datetime>date": wallDate,
  "timestamp>date": wallDate,
  "text>date": (_, { sql }) => dateFromText(sql),
  "datetime>timestamp": wallOf,
  "text>timestamp": (_, { sql }) => `parseDateTime64BestEffortOrNull(toString(${sql}), 6, 'UTC')`,
  "text>datetime": (state, { sql }) =>
    `toTimeZone(parseDateTime64BestEffortOrNull(toString(${sql}), 6, ${parameter(state, state.timeZone)}), 'UTC')`,
  "datetime>time": clockTime,
  "timestamp>time": clockTime,
  "text>json": asItIs,
  "text>time": asItIs,
};

/** The engine reads 31 February as 2 March; here it is no date. */
function dateFromText(sql: string): string {
  const read = `toDate32OrNull(trimBoth(${sql}))`;
  return `if(toString(${read}) = trimBoth(${sql}), ${read}, NULL)`;
}

/** NULL instead of NaN and infinity. */
export function finite(sql: string): string {
  return `if(isFinite(${sql}), ${sql}, NULL)`;
}

/** Rounds half away from zero, as PostgreSQL's numeric does; beyond 15 digits as written in decimal. */
export function roundHalfAway(sql: string, digits = 0): string {
  const scale = 10 ** Math.abs(digits);
  const scaled = digits >= 0 ? `abs(${sql}) * ${scale}` : `abs(${sql}) / ${scale}`;
  const back = digits >= 0 ? "/" : "*";
  const rounded = `floor(${scaled} * 1.000000000000001 + 0.5)`;
  return `if(abs(${sql}) < 1e14, sign(${sql}) * ${rounded} ${back} ${scale}, ${sql})`;
}
