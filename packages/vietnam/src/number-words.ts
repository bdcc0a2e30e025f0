/** Whole numbers and money in Vietnamese words. */

/** Regional choices; the defaults are the southern reading. */
export interface WordOptions {
  /** Word for a zero in the tens: 105 "một trăm lẻ năm" (default) or northern "linh". */
  readonly zeroTens?: "lẻ" | "linh";
  /** Word for a four after twenty and above: "bốn" (default) or "tư". */
  readonly four?: "bốn" | "tư";
  /** Word for a thousand: "nghìn" (default) or "ngàn". */
  readonly thousand?: "nghìn" | "ngàn";
}

const DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
const BILLION = 1_000_000_000n;

/**
 * 1234567 → "một triệu hai trăm ba mươi bốn nghìn năm trăm sáu mươi bảy". A group after a higher one is read
 * with its hundreds: 1001 → "một nghìn không trăm lẻ một". Throws RangeError for a number that is not whole
 * or not exact (beyond ±2^53: pass a bigint).
 */
export function numberInWords(value: number | bigint, options: WordOptions = {}): string {
  if (typeof value === "number" && !Number.isSafeInteger(value))
    throw new RangeError(`not a whole number: ${value}`);
  const whole = BigInt(value);
  if (whole === 0n) return "không";
  return whole < 0n ? `âm ${readWhole(-whole, options, false)}` : readWhole(whole, options, false);
}

/** Amount in whole đồng with the first letter capital, as on receipts: "Một triệu … đồng". */
export function moneyInWords(dong: number | bigint, options: WordOptions = {}): string {
  const words = `${numberInWords(dong, options)} đồng`;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

// Above a billion the words repeat: nghìn tỷ, triệu tỷ, tỷ tỷ.
function readWhole(value: bigint, options: WordOptions, follows: boolean): string {
  const high = value / BILLION;
  const low = Number(value % BILLION);
  const parts = high > 0n ? [`${readWhole(high, options, follows)} tỷ`] : [];
  if (low > 0) parts.push(readBelowBillion(low, options, follows || high > 0n));
  return parts.join(" ");
}

function readBelowBillion(value: number, options: WordOptions, follows: boolean): string {
  const groups = [
    { count: Math.floor(value / 1e6), name: "triệu" },
    { count: Math.floor(value / 1e3) % 1000, name: options.thousand ?? "nghìn" },
    { count: value % 1000, name: "" },
  ];
  const parts: string[] = [];
  for (const { count, name } of groups) {
    if (count === 0) continue;
    parts.push(readGroup(count, options, follows || parts.length > 0));
    if (name !== "") parts.push(name);
  }
  return parts.join(" ");
}

function readGroup(value: number, options: WordOptions, withHundreds: boolean): string {
  const hundreds = Math.floor(value / 100);
  const tens = Math.floor(value / 10) % 10;
  const units = value % 10;
  const parts: string[] = [];
  if (hundreds > 0 || withHundreds) parts.push(`${digit(hundreds)} trăm`);
  if (tens === 0 && units > 0 && parts.length > 0) parts.push(options.zeroTens ?? "lẻ");
  if (tens === 1) parts.push("mười");
  if (tens > 1) parts.push(`${digit(tens)} mươi`);
  if (units > 0) parts.push(readUnits(units, tens, options));
  return parts.join(" ");
}

function readUnits(units: number, tens: number, options: WordOptions): string {
  if (units === 1 && tens > 1) return "mốt";
  if (units === 4 && tens > 1) return options.four ?? "bốn";
  if (units === 5 && tens > 0) return "lăm";
  return digit(units);
}

function digit(value: number): string {
  return DIGITS[value] ?? "";
}
