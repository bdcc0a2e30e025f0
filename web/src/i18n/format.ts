/** The two languages of the interface. */
export type Locale = "vi" | "en";

/** Everything the interface writes that is not a word: one object a language, made once. */
export type Formatters = {
  /** 1.234,5 — at most `digits` decimals (3 unless told), exactly `digits` when `fixed`. */
  number(value: number, options?: { digits?: number; fixed?: boolean }): string;
  /** A share 0–1 as 14,65%. */
  percent(share: number, digits?: number): string;
  /** 1.234.567 ₫, never decimals. */
  money(dong: number): string;
  /** 2,74 triệu tỷ: large numbers in the words people use. */
  compact(value: number): string;
  /** 1,5 MB, decimal units. */
  bytes(count: number): string;
  /** 03/02/2026 (vi), 3 Feb 2026 (en), in the city's own day. */
  date(instant: Instant): string;
  /** 03/02/2026 07:05. */
  dateTime(instant: Instant): string;
  /** 07:05. */
  time(instant: Instant): string;
  /** Thứ Ba, 03/02/2026 07:00 — for the time slider and headings. */
  weekdayTime(instant: Instant): string;
  /** T2 … CN, Mon … Sun. */
  weekdayShort(instant: Instant): string;
  /** "3 giờ 20 phút": a span in its two largest units. */
  duration(milliseconds: number): string;
  /** "5 phút trước", "sau 2 giờ". */
  relative(instant: Instant, now: Instant): string;
  /** Compares two names in the language's own alphabetical order, numbers by value. */
  compare(a: string, b: string): number;
};

/** An instant: ISO 8601 text, milliseconds or a Date. */
export type Instant = string | number | Date;

/** The city's zone; engines that still call it Asia/Saigon accept this name too. */
export const CITY_ZONE = "Asia/Ho_Chi_Minh";

const cache = new Map<Locale, Formatters>();

/** The formatters of a language; the same object at each call. */
export function formattersFor(locale: Locale): Formatters {
  const known = cache.get(locale);
  if (known) return known;
  const made = { ...numberFormatters(locale), ...timeFormatters(locale) };
  cache.set(locale, made);
  return made;
}

function numberFormatters(locale: Locale) {
  const money = new Intl.NumberFormat(locale, {
    style: "currency",
    currency: "VND",
    maximumFractionDigits: 0,
  });
  const collator = new Intl.Collator(locale, { numeric: true });
  const number: Formatters["number"] = (value, { digits = 3, fixed = false } = {}) =>
    new Intl.NumberFormat(locale, {
      maximumFractionDigits: digits,
      minimumFractionDigits: fixed ? digits : 0,
    }).format(value);
  return {
    number,
    percent: (share: number, digits = 1) => `${number(share * 100, { digits })}%`,
    money: (dong: number) => money.format(dong),
    compact: (value: number) => compactNumber(value, locale, number),
    bytes: (count: number) => bytesText(count, number),
    compare: (a: string, b: string) => collator.compare(a, b),
  };
}

const SCALES: Record<Locale, readonly (readonly [number, string])[]> = {
  vi: [
    [1e15, "triệu tỷ"],
    [1e12, "nghìn tỷ"],
    [1e9, "tỷ"],
    [1e6, "triệu"],
    [1e3, "nghìn"],
  ],
  en: [
    [1e12, "trillion"],
    [1e9, "billion"],
    [1e6, "million"],
    [1e3, "thousand"],
  ],
};

function compactNumber(value: number, locale: Locale, number: Formatters["number"]): string {
  const scale = SCALES[locale].find(([size]) => Math.abs(value) >= size);
  return scale ? `${number(value / scale[0], { digits: 2 })} ${scale[1]}` : number(value, { digits: 2 });
}

function bytesText(count: number, number: Formatters["number"]): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  const step = count < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(count) / 3));
  return `${number(count / 1000 ** step, { digits: 1 })} ${units[step]}`;
}

function timeFormatters(locale: Locale) {
  const zone = { timeZone: CITY_ZONE } as const;
  const month = locale === "vi" ? "2-digit" : "short";
  const day = new Intl.DateTimeFormat("en-GB", {
    ...zone,
    day: locale === "vi" ? "2-digit" : "numeric",
    month,
    year: "numeric",
  });
  const clock = new Intl.DateTimeFormat("en-GB", {
    ...zone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const weekday = new Intl.DateTimeFormat(locale, { ...zone, weekday: "long" });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const date = (instant: Instant) => day.format(new Date(instant));
  const time = (instant: Instant) => clock.format(new Date(instant));
  const dateTime = (instant: Instant) => `${date(instant)} ${time(instant)}`;
  return {
    date,
    time,
    dateTime,
    weekdayTime: (instant: Instant) => `${weekday.format(new Date(instant))}, ${dateTime(instant)}`,
    weekdayShort: (instant: Instant) => weekdayShort(instant, locale),
    duration: (milliseconds: number) => durationText(milliseconds, locale),
    relative: (instant: Instant, now: Instant) => {
      const [unit, size] = largestUnit(new Date(instant).getTime() - new Date(now).getTime());
      return relative.format(size, unit);
    },
  };
}

function weekdayShort(instant: Instant, locale: Locale): string {
  const name = new Intl.DateTimeFormat("en", { timeZone: CITY_ZONE, weekday: "short" }).format(
    new Date(instant),
  );
  if (locale === "en") return name;
  return (
    { Mon: "T2", Tue: "T3", Wed: "T4", Thu: "T5", Fri: "T6", Sat: "T7", Sun: "CN" } as Record<string, string>
  )[name] as string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const UNIT_WORDS = {
  vi: { day: "ngày", hour: "giờ", minute: "phút", second: "giây" },
  en: { day: "d", hour: "h", minute: "min", second: "s" },
} as const;

function durationText(milliseconds: number, locale: Locale): string {
  const words = UNIT_WORDS[locale];
  const total = Math.abs(milliseconds);
  if (total < MINUTE) return `${Math.round(total / 1000)} ${words.second}`;
  const parts = [
    [Math.floor(total / DAY), words.day],
    [Math.floor((total % DAY) / HOUR), words.hour],
    [Math.floor((total % HOUR) / MINUTE), words.minute],
  ] as const;
  const first = parts.findIndex(([count]) => count > 0);
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`)
    .join(" ");
}

function largestUnit(milliseconds: number): [Intl.RelativeTimeFormatUnit, number] {
  const size = Math.abs(milliseconds);
  if (size >= DAY) return ["day", Math.round(milliseconds / DAY)];
  if (size >= HOUR) return ["hour", Math.round(milliseconds / HOUR)];
  if (size >= MINUTE) return ["minute", Math.round(milliseconds / MINUTE)];
  return ["second", Math.round(milliseconds / 1000)];
}
