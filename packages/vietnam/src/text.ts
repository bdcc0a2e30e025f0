/** Vietnamese text: normal form, folding, the two tone styles and collation. */

/** Unicode NFC; every text that enters the program passes through it. */
export function nfc(text: string): string {
  return text.normalize("NFC");
}

/**
 * Search key: lower case, NFD, marks stripped, đ → d. "Đường Đinh Bộ Lĩnh" → "duong dinh bo linh".
 * Idempotent. Đ is a letter of its own for Unicode, so it is mapped by hand.
 */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII, which needs no stripping
  if (/^[\u0000-\u007f]*$/.test(lower)) return lower;
  return lower
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .replaceAll("đ", "d")
    .normalize("NFC")
    .toLowerCase();
}

/** Where the tone mark of an open oa, oe, uy stands: `old` Hòa, thủy, khỏe; `new` Hoà, thuỷ, khoẻ. */
export type ToneStyle = "old" | "new";

// Tone marks grave, acute, hook, tilde, dot, as combining characters.
const TONES = ["\u0300", "\u0301", "\u0309", "\u0303", "\u0323"];
const TONE_PAIRS = makeTonePairs();
const TO_NEW = new Map(TONE_PAIRS);
const TO_OLD = new Map(TONE_PAIRS.map(([before, after]): [string, string] => [after, before]));
// The pair must end the syllable (toàn keeps its mark) and not follow q, whose u is no vowel (quý).
const OLD_PATTERN = openPairPattern(TO_NEW.keys());
const NEW_PATTERN = openPairPattern(TO_OLD.keys());

function makeTonePairs(): [string, string][] {
  const pairs: [string, string][] = [];
  for (const [first, second] of [
    ["o", "a"],
    ["o", "e"],
    ["u", "y"],
  ] as const) {
    for (const a of [first, first.toUpperCase()]) {
      for (const b of [second, second.toUpperCase()]) {
        for (const tone of TONES) pairs.push([nfc(a + tone + b), nfc(a + b + tone)]);
      }
    }
  }
  return pairs;
}

function openPairPattern(pairs: Iterable<string>): RegExp {
  return new RegExp(`(?<![qQ])(?:${[...pairs].join("|")})(?![\\p{L}\\p{M}])`, "gu");
}

/**
 * NFC text with every open oa, oe, uy spelled in one tone style, `old` (the official one of unit names) by
 * default. "Hoà" → "Hòa", "thuỷ" → "thủy"; quý, già, toàn and everything else stay as they are.
 */
export function normaliseTone(text: string, style: ToneStyle = "old"): string {
  const composed = nfc(text);
  return style === "old"
    ? composed.replace(NEW_PATTERN, (pair) => TO_OLD.get(pair) ?? pair)
    : composed.replace(OLD_PATTERN, (pair) => TO_NEW.get(pair) ?? pair);
}

/** The distinct spellings of a text in the two tone styles, old style first: one or two strings. */
export function toneVariants(text: string): readonly string[] {
  const old = normaliseTone(text, "old");
  const modern = normaliseTone(text, "new");
  return old === modern ? [old] : [old, modern];
}

/** Whether two texts are the same but for normal form and tone style. Case counts. */
export function sameSpelling(a: string, b: string): boolean {
  return normaliseTone(a) === normaliseTone(b);
}

const collator = new Intl.Collator("vi", { numeric: true });

/** Vietnamese dictionary order with numbers by value: An, Ăn, Ân … Dĩ An, Đà Nẵng … Quận 2, Quận 10. */
export function compareVietnamese(a: string, b: string): number {
  return collator.compare(a, b);
}

/** A sorted copy in Vietnamese order, by a key when the items are not strings. */
export function collate<T>(items: readonly T[], key: (item: T) => string = String): T[] {
  return [...items].sort((a, b) => collator.compare(key(a), key(b)));
}

/** Order of people's names: given name (last word), then family name (first word), then the words between. */
export function comparePeople(a: string, b: string): number {
  const left = splitName(a);
  const right = splitName(b);
  return (
    collator.compare(left.given, right.given) ||
    collator.compare(left.family, right.family) ||
    collator.compare(left.middle, right.middle)
  );
}

function splitName(name: string): { given: string; family: string; middle: string } {
  const words = nfc(name).trim().split(/\s+/u);
  return {
    given: words.at(-1) ?? "",
    family: words.length > 1 ? (words[0] ?? "") : "",
    middle: words.slice(1, -1).join(" "),
  };
}
