/** Whether a text is a postal address. */
import { fold } from "./text.ts";

/** What an address is recognised by. */
export interface AddressReading {
  /** A house number at the start of the text or of a part: `12/3A`, `số 45`, `hẻm 7`. */
  readonly hasNumber: boolean;
  /** Number of different address words: đường, hẻm, phường, xã, quận, ấp, khu phố, names of units … */
  readonly words: number;
  /** Reads as the address of a house or flat. */
  readonly isAddress: boolean;
  /** The part naming the ward or commune as it stands in the text, null when none is recognised. */
  readonly wardPart: string | null;
}

const WORDS =
  "duong|pho|hem|ngo|ngach|kiet|hxh|khu pho|kp|to dan pho|to|ap|thon|xom|phuong|xa|thi tran|dac khu|quan|huyen|thi xa|tp|thanh pho|tinh|chung cu|can ho|lo|cu xa|street|ward|district|q|p|h|tphcm|hcm";
const WORD_PATTERN = new RegExp(
  `(?<![a-z0-9])(?:${WORDS})(?![a-z0-9])|(?<![a-z0-9])[pq]\\.?(?=\\d{1,2}(?!\\d))`,
  "g",
);
const NUMBER =
  /^(?:so(?: nha)?\s*|nha(?: so)?\s*|can(?: ho)?\s*|hem\s*)?[a-z]{0,2}\d{1,4}[a-z]{0,2}(?:[/-][a-z]?\d{1,4}[a-z]{0,2}){0,5}(?:bis)?(?=[\s,]|$)/;
const WARD = /^(?:phuong|xa|dac khu|thi tran|p\.?|x\.?)\s*\p{L}?[\p{L}\d ]*$/u;

/**
 * Reads a text of at most 300 characters as an address, with marks or without. `unitNames` are folded names of wards
 * and communes, so that "12 Lê Lợi, Bến Thành" is recognised without the word phường.
 */
export function readAddress(text: string, unitNames: ReadonlySet<string> = new Set()): AddressReading {
  const none = { hasNumber: false, words: 0, isAddress: false, wardPart: null };
  if (text.length < 5 || text.length > 300) return none;
  const parts = text
    .normalize("NFC")
    .split(/[,;\n]| - /)
    .map((part) => part.trim());
  const folded = parts.map((part) => fold(part).replace(/\s+/g, " "));
  const hasNumber = folded
    .slice(0, 2)
    .some((part) => NUMBER.test(part) && !/^\d+ (?:phuong|xa|quan|cay|cm|m|ca|ho|nguoi)\b/.test(part));
  const found = new Set<string>();
  for (const part of folded) {
    for (const match of part.matchAll(WORD_PATTERN)) found.add(match[0].replace(/\W/g, ""));
    if (unitNames.has(part)) found.add(part);
  }
  const street = NUMBER.test(folded[0] ?? "") && (folded[0] ?? "").replace(NUMBER, "").trim().length > 3;
  const wordCount = text.split(/\s+/).length;
  const isAddress =
    wordCount <= 40 &&
    ((hasNumber && found.size > 0 && (street || parts.length > 1)) || (found.size >= 3 && parts.length >= 3));
  const at = folded.findIndex((part) => WARD.test(part) || unitNames.has(part));
  return { hasNumber, words: found.size, isAddress, wardPart: at < 0 ? null : (parts[at] ?? null) };
}
