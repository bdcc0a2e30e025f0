/** Text of a cell from its bytes. */

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const SLOTS = 4096;
const LONGEST_KEPT = 48;

/** Reads a span of UTF-8 as text in NFC. */
export type TextReader = (bytes: Uint8Array, start: number, end: number) => string;

/**
 * A reader that keeps the short texts it has met: a station code in a million rows is made once. The store has a
 * fixed number of places, chosen by hash; a newer text takes an older one's place.
 */
export function createTextReader(): TextReader {
  const texts: string[] = new Array(SLOTS).fill("");
  const lengths = new Uint8Array(SLOTS);
  const kept = new Uint8Array(SLOTS * LONGEST_KEPT);
  return (bytes, start, end) => {
    const length = end - start;
    if (length === 0) return "";
    if (length > LONGEST_KEPT) return decodeText(bytes, start, end);
    let hash = length;
    for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + (bytes[at] as number)) | 0;
    const slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    const base = slot * LONGEST_KEPT;
    if (lengths[slot] === length && isSame(bytes, start, kept, base, length)) return texts[slot] as string;
    const text = decodeText(bytes, start, end);
    lengths[slot] = length;
    for (let i = 0; i < length; i++) kept[base + i] = bytes[start + i] as number;
    texts[slot] = text;
    return text;
  };
}

/** Text in NFC of a span of UTF-8; bytes that are not UTF-8 become U+FFFD. */
export function decodeText(bytes: Uint8Array, start: number, end: number): string {
  let high = 0;
  const length = end - start;
  for (let at = start; at < end; at++) high |= bytes[at] as number;
  if (high >= 0x80) return decoder.decode(bytes.subarray(start, end)).normalize("NFC");
  if (length > 32) return decoder.decode(bytes.subarray(start, end));
  let text = "";
  for (let at = start; at < end; at++) text += String.fromCharCode(bytes[at] as number);
  return text;
}

/** The content of a cell written with its quotes: doubled quotes are one, text after the last quote is kept. */
export function unescapeCell(bytes: Uint8Array, start: number, end: number, quote: number): Uint8Array {
  const out = new Uint8Array(end - start);
  let length = 0;
  let at = start + 1;
  while (at < end) {
    const byte = bytes[at] as number;
    if (byte === quote) {
      if (bytes[at + 1] !== quote || at + 1 >= end) break;
      at++;
    }
    out[length++] = byte;
    at++;
  }
  for (at++; at < end; at++) out[length++] = bytes[at] as number;
  return out.subarray(0, length);
}

function isSame(a: Uint8Array, aStart: number, b: Uint8Array, bStart: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (a[aStart + i] !== b[bStart + i]) return false;
  return true;
}
