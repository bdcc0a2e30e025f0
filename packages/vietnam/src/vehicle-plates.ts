/** Number plates of vehicles. Forms and codes are common knowledge (unverified). */

/** A number plate taken apart. */
export interface VehiclePlate {
  /** Two digits of the place of registration; 80 = central government offices. */
  readonly place: string;
  /** Letter or letters, with a digit on motorbikes: `F`, `X1`, `LD`. */
  readonly series: string;
  /** Four or five digits. */
  readonly number: string;
  readonly kind: "car" | "motorbike" | "unclear";
  /** The text has the usual separators; codes of other things hardly have them. */
  readonly separated: boolean;
  /** `51F-123.45`, `59-X1 123.45`. */
  readonly text: string;
}

/** Place codes in use as of before the mergers of 2025 (unverified): 11–99 without these. */
const UNUSED_PLACES = new Set(["13", "42", "44", "45", "46", "87", "91", "96"]);
const CAR = /^(\d{2})([A-Z]{1,2})(\d{4,5})$/;
const BIKE = /^(\d{2})([A-Z]{1,2}\d|[A-Z]{2})(\d{4,5})$/;

/**
 * A plate in one line or two, with or without separators: `51F-123.45`, `51F 12345`, `59-X1 123.45`, `59X1\n12345`,
 * `80A-001.23`; undefined when it is none. Diplomatic and military plates are not known. (unverified)
 */
export function parsePlate(text: string): VehiclePlate | undefined {
  if (text.length > 30) return undefined;
  const upper = text.trim().toUpperCase().replaceAll("Đ", "D");
  if (!/^\d{2}[\s-]{0,2}[A-Z][A-Z\d]?[\s.-]{0,3}\d{3}[.\s]?\d{1,2}$/.test(upper)) return undefined;
  const plain = upper.replace(/[\s.-]/g, "");
  const car = CAR.exec(plain);
  const bike = BIKE.exec(plain);
  // Where the separator stands tells 59-X1 1234 from 59X-112.34; without one the length does.
  const isAfterLetter = /^\d{2}[\s-]?[A-Z]{1,2}[\s.-]/.test(upper);
  const isAfterDigit = /^\d{2}[\s-]?[A-Z]\d[\s.-]/.test(upper);
  const prefersBike = !isAfterLetter && (isAfterDigit || plain.length >= 9);
  const found = prefersBike ? (bike ?? car) : (car ?? bike);
  if (found === null) return undefined;
  const [, place = "", series = "", number = ""] = found;
  if (Number(place) < 11 || UNUSED_PLACES.has(place)) return undefined;
  const isBike = /\d$/.test(series);
  const kind = isBike ? "motorbike" : series.length === 1 ? "car" : "unclear";
  const tail = number.length === 5 ? `${number.slice(0, 3)}.${number.slice(3)}` : number;
  const separated = /[\s.-]/.test(upper);
  return {
    place,
    series,
    number,
    kind,
    separated,
    text: isBike ? `${place}-${series} ${tail}` : `${place}${series}-${tail}`,
  };
}
