/** Dates, times and durations as ISO text. A value that does not exist (31 February, 25:00) is no value. */
import type { FieldType } from "./types.ts";

type Parts = { year: number; month: number; day: number; hour: number; minute: number; second: number };
type Temporal = "date" | "time" | "datetime";

const DATE = String.raw`(\d{4})-(\d{2})-(\d{2})`;
const TIME = String.raw`(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?`;
const ZONE = String.raw`(Z|[+-]\d{2}:\d{2})?`;
const DEFAULTS = {
  date: new RegExp(`^${DATE}$`),
  time: new RegExp(`^${TIME}${ZONE}$`),
  datetime: new RegExp(`^${DATE}T${TIME}${ZONE}$`),
};
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DIRECTIVES: Readonly<Record<string, string>> = {
  Y: String.raw`(?<Y>\d{4})`,
  y: String.raw`(?<y>\d{2})`,
  m: String.raw`(?<m>\d{1,2})`,
  d: String.raw`(?<d>\d{1,2})`,
  e: String.raw`(?<d>\d{1,2})`,
  H: String.raw`(?<H>\d{1,2})`,
  I: String.raw`(?<I>\d{1,2})`,
  M: String.raw`(?<M>\d{1,2})`,
  S: String.raw`(?<S>\d{1,2})`,
  f: String.raw`(?<f>\d{1,6})`,
  p: "(?<p>[AaPp][Mm])",
  z: String.raw`(?<z>Z|[+-]\d{2}:?\d{2})`,
  b: `(?<b>${MONTHS.join("|")})`,
  "%": "%",
};
const COMPOUND: Readonly<Record<string, string>> = {
  T: "%H:%M:%S",
  F: "%Y-%m-%d",
  D: "%m/%d/%y",
  R: "%H:%M",
};

/**
 * A reader of one temporal type and format (`default`, `any` or a strptime pattern) that gives ISO text; undefined
 * when the pattern has a directive that is not known or repeats one. Known: %Y %y %m %b %d %e %H %I %M %S %f %p %z %T
 * %F %D %R %%. `any` reads ISO forms with or without seconds and dd/MM/yyyy.
 */
export function temporalReader(
  type: Temporal,
  format: string,
): ((text: string) => string | undefined) | undefined {
  if (format === "default") return (text) => readDefault(type, text);
  if (format === "any") return (text) => readDefault(type, loosen(type, text));
  const expression = strptime(format);
  if (expression === undefined) return undefined;
  return (text) => {
    const found = expression.exec(text)?.groups;
    return found === undefined ? undefined : isoOf(type, found);
  };
}

function readDefault(type: Temporal, text: string): string | undefined {
  const found = DEFAULTS[type].exec(text);
  if (found === null) return undefined;
  const numbers = found.slice(1).map((part) => (part === undefined ? 0 : Number(part)));
  const shift = type === "time" ? -3 : 0;
  const at = (index: number) => numbers[index + shift] ?? 0;
  const isDate = type === "time" || dateExists(at(0), at(1), at(2));
  const isTime = type === "date" || timeExists(at(3), at(4), at(5));
  return isDate && isTime && zoneExists(type === "date" ? undefined : found.at(-1)) ? text : undefined;
}

function zoneExists(zone: string | undefined): boolean {
  if (zone === undefined || zone === "Z") return true;
  return Number(zone.slice(1, 3)) <= 14 && Number(zone.slice(4, 6)) < 60;
}

function loosen(type: Temporal, text: string): string {
  let iso = text.trim().replace(/^(\d{1,2})\/(\d{1,2})\/(\d{4})(?!\d)/, (_, day, month, year) => {
    return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  });
  if (type === "datetime") iso = iso.replace(/^(\d{4}-\d{2}-\d{2}) (?=\d)/, "$1T");
  return type === "date" ? iso : iso.replace(/((?:^|T)\d{2}:\d{2})(?=$|Z|[+-])/, "$1:00");
}

function strptime(format: string): RegExp | undefined {
  if (format.length > 100) return undefined;
  const wide = format.replace(/%([TFDR])/g, (_, letter: string) => COMPOUND[letter] ?? "");
  const source = wide.replace(/%(.?)|[\s\S]/g, (match, letter: string | undefined) => {
    if (letter === undefined) return match.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
    return DIRECTIVES[letter] ?? "(?<unknown>";
  });
  try {
    return new RegExp(`^${source}$`, "i");
  } catch {
    return undefined; // a directive twice or one that is not known
  }
}

function isoOf(type: Temporal, found: Record<string, string | undefined>): string | undefined {
  const parts = partsOf(found);
  if (type !== "time" && !dateExists(parts.year, parts.month, parts.day)) return undefined;
  if (type !== "date" && !timeExists(parts.hour, parts.minute, parts.second)) return undefined;
  const date = `${pad(parts.year, 4)}-${pad(parts.month)}-${pad(parts.day)}`;
  const fraction = found.f === undefined ? "" : `.${found.f}`;
  const zone = found.z?.replace(/^([+-]\d{2}):?(\d{2})$/, "$1:$2").toUpperCase() ?? "";
  if (!zoneExists(zone === "" ? undefined : zone)) return undefined;
  const time = `${pad(parts.hour)}:${pad(parts.minute)}:${pad(parts.second)}${fraction}${zone}`;
  return type === "date" ? date : type === "time" ? time : `${date}T${time}`;
}

function partsOf(found: Record<string, string | undefined>): Parts {
  const short = Number(found.y);
  const year =
    found.Y !== undefined
      ? Number(found.Y)
      : found.y === undefined
        ? 1900
        : short + (short < 69 ? 2000 : 1900);
  const month = found.b === undefined ? Number(found.m ?? 1) : MONTHS.indexOf(found.b.toLowerCase()) + 1;
  const hour = found.I === undefined ? Number(found.H ?? 0) : hourOfTwelve(Number(found.I), found.p);
  return {
    year,
    month,
    day: Number(found.d ?? 1),
    hour,
    minute: Number(found.M ?? 0),
    second: Number(found.S ?? 0),
  };
}

function hourOfTwelve(hour: number, half: string | undefined): number {
  if (hour < 1 || hour > 12) return 99;
  return (hour % 12) + (half?.toLowerCase() === "pm" ? 12 : 0);
}

function pad(value: number, width = 2): string {
  return String(value).padStart(width, "0");
}

function dateExists(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const last = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return day <= last;
}

function timeExists(hour: number, minute: number, second: number): boolean {
  return hour <= 23 && minute <= 59 && second <= 59;
}

/** A month `yyyy-MM`, undefined when it is none. */
export function readYearMonth(text: string): string | undefined {
  return /^-?\d{4,9}-(?:0[1-9]|1[0-2])$/.test(text) ? text : undefined;
}

/** An ISO 8601 duration `P1Y2M3DT4H5M6.7S`, undefined when it is none. */
export function readDuration(text: string): string | undefined {
  const form =
    /^-?P(?=\d|T\d)(?:\d{1,9}Y)?(?:\d{1,9}M)?(?:\d{1,9}W)?(?:\d{1,9}D)?(?:T(?=\d)(?:\d{1,9}H)?(?:\d{1,9}M)?(?:\d{1,9}(?:\.\d{1,9})?S)?)?$/;
  return form.test(text) ? text : undefined;
}

/**
 * A number by which two values of a temporal type compare: milliseconds, months for `yearmonth`, seconds for
 * `duration` with a year of 365.2425 days. A time without a zone counts as UTC.
 */
export function temporalOrder(type: FieldType, value: string): number {
  if (type === "date") return Date.parse(`${value}T00:00:00Z`);
  if (type === "datetime") return Date.parse(/(?:Z|[+-]\d{2}:\d{2})$/.test(value) ? value : `${value}Z`);
  if (type === "time") return temporalOrder("datetime", `2000-01-01T${value}`);
  if (type === "yearmonth") {
    const cut = value.lastIndexOf("-");
    return Number(value.slice(0, cut)) * 12 + Number(value.slice(cut + 1));
  }
  return durationSeconds(value);
}

function durationSeconds(value: string): number {
  const [dates = "", times = ""] = value.replace(/^-?P/, "").split("T");
  const year = 365.2425 * 86_400;
  const sizes: Readonly<Record<string, number>> = { Y: year, M: year / 12, W: 604_800, D: 86_400 };
  const clock: Readonly<Record<string, number>> = { H: 3600, M: 60, S: 1 };
  let sum = 0;
  for (const [, amount, letter = ""] of dates.matchAll(/([\d.]+)([A-Z])/g))
    sum += Number(amount) * (sizes[letter] ?? 0);
  for (const [, amount, letter = ""] of times.matchAll(/([\d.]+)([A-Z])/g))
    sum += Number(amount) * (clock[letter] ?? 0);
  return value.startsWith("-") ? -sum : sum;
}
