/** Numbers and money as Vietnamese readers write them, and back. */

const formatters = new Map<string, Intl.NumberFormat>();

function formatter(minimumDecimals: number, maximumDecimals: number): Intl.NumberFormat {
  const key = `${minimumDecimals}/${maximumDecimals}`;
  let found = formatters.get(key);
  if (found === undefined) {
    const options = { minimumFractionDigits: minimumDecimals, maximumFractionDigits: maximumDecimals };
    found = new Intl.NumberFormat("vi-VN", options);
    formatters.set(key, found);
  }
  return found;
}

/** How many decimals to print: between `minimumDecimals` (default 0) and `maximumDecimals` (default 3). */
export interface DecimalOptions {
  readonly minimumDecimals?: number;
  readonly maximumDecimals?: number;
}

/** 1234567.891 → "1.234.567,891". Rounded half away from zero; non-finite values print as "–". */
export function formatNumber(value: number | bigint, options: DecimalOptions = {}): string {
  if (typeof value === "number" && !Number.isFinite(value)) return "–";
  const minimum = options.minimumDecimals ?? 0;
  return formatter(minimum, Math.max(minimum, options.maximumDecimals ?? 3)).format(value);
}

/** A percentage already in per cent: 14.65 → "14,65%". */
export function formatPercent(percent: number, options: DecimalOptions = {}): string {
  return Number.isFinite(percent) ? `${formatNumber(percent, { maximumDecimals: 2, ...options })}%` : "–";
}

/** Whole đồng: 1234567 → "1.234.567 ₫" (no-break space before the sign). */
export function formatMoney(dong: number | bigint): string {
  const number = formatNumber(dong, { maximumDecimals: 0 });
  return number === "–" ? number : `${number}\u00a0₫`;
}

const MONEY_UNITS = [
  { size: 1, name: "" },
  { size: 1e3, name: "nghìn" },
  { size: 1e6, name: "triệu" },
  { size: 1e9, name: "tỷ" },
  { size: 1e12, name: "nghìn tỷ" },
  { size: 1e15, name: "triệu tỷ" },
] as const;

/** Short money: 2.74e15 → "2,74 triệu tỷ đồng", 950 → "950 đồng"; `maximumDecimals` defaults to 2. */
export function formatMoneyCompact(dong: number | bigint, options: DecimalOptions = {}): string {
  const value = Number(dong);
  if (!Number.isFinite(value)) return "–";
  const decimals = { ...options, maximumDecimals: options.maximumDecimals ?? 2 };
  const scale = 10 ** decimals.maximumDecimals;
  for (const [i, unit] of MONEY_UNITS.entries()) {
    // 999.999.999 rounds to 1.000 triệu and is then said as 1 tỷ.
    const rounded = Math.round((Math.abs(value) / unit.size) * scale) / scale;
    if (rounded >= 1000 && i < MONEY_UNITS.length - 1) continue;
    const number = formatNumber(value / unit.size, unit.size === 1 ? { maximumDecimals: 0 } : decimals);
    return unit.name === "" ? `${number} đồng` : `${number} ${unit.name} đồng`;
  }
  return "–";
}

/** Which mark begins the decimals: `comma` 1.234,5 (Vietnamese), `point` 1,234.5, `auto` decides per text. */
export type DecimalMode = "comma" | "point" | "auto";

/** A parsed number; `ambiguous` texts read two ways and carry the other reading. */
export type ParsedDecimal =
  | { readonly ok: true; readonly value: number; readonly ambiguous: false }
  | { readonly ok: true; readonly value: number; readonly ambiguous: true; readonly alternative: number }
  | { readonly ok: false; readonly code: "empty" | "malformed" };

/**
 * Reads a decimal number. Groups, where present, must be of three digits; spaces may group in every mode.
 *
 * `auto`: with both marks the later one begins the decimals; a repeated mark groups. One mark before exactly
 * three digits is ambiguous ("1.234", "1,234"): the Vietnamese reading is the value (1234 and 1.234), the
 * other is the alternative. "0,125", "1234,567" and "1,5" read one way only.
 */
export function parseDecimal(text: string, mode: DecimalMode = "auto"): ParsedDecimal {
  const trimmed = text.trim().replace(/^\u2212/u, "-");
  if (trimmed === "") return { ok: false, code: "empty" };
  const comma = readWithMark(trimmed, ",");
  const point = readWithMark(trimmed, ".");
  const chosen = mode === "point" ? point : comma;
  if (mode === "auto" && comma !== undefined && point !== undefined && comma !== point) {
    return { ok: true, value: comma, ambiguous: true, alternative: point };
  }
  const value = mode === "auto" ? (comma ?? point) : chosen;
  return value === undefined ? { ok: false, code: "malformed" } : { ok: true, value, ambiguous: false };
}

// undefined when the text is no number under this reading.
function readWithMark(text: string, mark: "," | "."): number | undefined {
  const group = mark === "," ? "." : ",";
  const [whole = "", decimals, extra] = text.split(mark);
  if (extra !== undefined || (decimals !== undefined && !/^\d+$/.test(decimals))) return undefined;
  const pattern = new RegExp(
    `^[+-]?(?:\\d+|[1-9]\\d{0,2}(?:[\\${group}]\\d{3})+|[1-9]\\d{0,2}(?:[ \\u00a0\\u202f]\\d{3})+)$`,
  );
  if (!pattern.test(whole)) return undefined;
  return Number(`${whole.replace(/[., \u00a0\u202f]/g, "")}.${decimals ?? "0"}`);
}
