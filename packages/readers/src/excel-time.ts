/** Excel's serial numbers and number formats (ECMA-376 part 1, 18.8.30 and 18.17.4). */

/** What a number format makes of a number. */
export type CellKind = "number" | "date" | "datetime" | "time" | "elapsed" | "percent";

const DAY_MS = 86_400_000;
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
/** 31 December 9999. */
const LAST_SERIAL = 2_958_466;

/** The kind of a built-in format, of those that are no plain numbers. */
export function builtInKind(id: number): CellKind {
  if (id === 9 || id === 10) return "percent";
  if (id === 22) return "datetime";
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58)) return "date";
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id === 45 || id === 47) return "time";
  return id === 46 ? "elapsed" : "number";
}

/** The kind of a written format such as `dd/mm/yyyy hh:mm` or `0.0%`; its first section decides. */
export function formatKind(code: string): CellKind {
  const bare = code
    .slice(0, 255)
    .replace(/"[^"]*"?/g, "")
    .replace(/\\.|_./g, "")
    .split(";", 1)[0] as string;
  if (/\[(?:h+|m+|s+)\]/i.test(bare)) return "elapsed";
  const letters = bare.replace(/\[[^\]]*\]/g, "").toLowerCase();
  if (letters.replace(/general|standard/g, "").search(/[ydhsm]/) < 0)
    return letters.includes("%") ? "percent" : "number";
  if (/general|standard/.test(letters) || /[0#?]/.test(letters.replace(/s+[.,]0+/g, ""))) return "number";
  const hasTime = /[hs]/.test(letters);
  const hasDate = /[yd]/.test(letters) || (!hasTime && letters.includes("m"));
  return hasDate ? (hasTime ? "datetime" : "date") : "time";
}

/**
 * A serial number as canonical text: `yyyy-MM-dd`, `yyyy-MM-ddTHH:mm:ss`, `HH:mm:ss`, or seconds for elapsed times.
 * A date with a time of day keeps it. Null when it is no date: negative, or 29 February 1900, which Excel invented.
 */
export function serialText(serial: number, kind: CellKind, from1904: boolean): string | null {
  if (!Number.isFinite(serial)) return null;
  if (kind === "elapsed") return String(Math.round(serial * DAY_MS) / 1000);
  if (serial < 0 || serial >= LAST_SERIAL) return null;
  let ms = Math.round(serial * DAY_MS);
  if (kind === "time" && ms < DAY_MS) return new Date(ms).toISOString().slice(11, ms % 1000 === 0 ? 19 : 23);
  if (!from1904) {
    const day = Math.floor(ms / DAY_MS);
    if (day === 60 || day === 0) return null;
    if (day < 60) ms += DAY_MS;
  }
  const iso = new Date((from1904 ? EPOCH_1904 : EPOCH_1900) + ms).toISOString();
  if (kind === "date" && ms % DAY_MS === 0) return iso.slice(0, 10);
  return iso.slice(0, ms % 1000 === 0 ? 19 : 23);
}

/** The serial number of an instant read as UTC, 1900 system, for writing. */
export function serialOf(date: Date): number {
  const days = (date.getTime() - EPOCH_1900) / DAY_MS;
  return days < 61 ? days - 1 : days;
}
