/** Whether a text is the name of a person. */
import { FAMILY_NAMES, NAME_MARKERS, NAME_SYLLABLES } from "./person-names-table.ts";
import { fold, normaliseTone } from "./text.ts";

const family = new Set(FAMILY_NAMES.map(markedKey));
const familyFolded = new Set(FAMILY_NAMES.map(fold));
const syllables = new Set([...NAME_SYLLABLES, ...FAMILY_NAMES].map(markedKey));
const syllablesFolded = new Set([...NAME_SYLLABLES, ...FAMILY_NAMES].map(fold));
const markers = new Set(NAME_MARKERS.map(fold));

/** How far a text reads as a Vietnamese personal name. */
export interface NameReading {
  /** 0…1: first word a family name, the others words of names, each begun with a capital. */
  readonly score: number;
  /** A middle word such as Thị or Văn stands in it. */
  readonly hasMarker: boolean;
  readonly words: number;
}

/**
 * Reads a text as họ – đệm – tên, with or without marks, in capitals or not. Names of streets and wards after people
 * score as high: the column's name and its other values must tell. 0 for one word, more than six, or digits.
 */
export function readPersonName(text: string): NameReading {
  const none = { score: 0, hasMarker: false, words: 0 };
  if (text.length > 60) return none;
  const words = text.normalize("NFC").trim().split(/\s+/u);
  if (words.length < 2 || words.length > 6 || !words.every((word) => /^[\p{L}\p{M}'-]{1,12}$/u.test(word)))
    return none;
  // Only some words with capitals: a sentence, not a name.
  const capitals = words.filter((word) => /^\p{Lu}/u.test(word)).length;
  if (capitals !== words.length && capitals !== 0) return none;
  const plain = fold(text) === text.toLowerCase();
  const [families, others] = plain ? [familyFolded, syllablesFolded] : [family, syllables];
  const key = plain ? fold : markedKey;
  const [first = "", ...rest] = words.map(key);
  if (!families.has(first)) return { ...none, words: words.length };
  const known = rest.filter((word) => others.has(word)).length / rest.length;
  const hasMarker = rest.slice(0, -1).some((word) => markers.has(fold(word)));
  const caseFactor = capitals === 0 ? 0.6 : 1;
  return { score: (0.3 + 0.7 * known) * caseFactor, hasMarker, words: words.length };
}

/** Whether a word is a Vietnamese family name, written with its marks. */
export function isFamilyName(word: string): boolean {
  return family.has(markedKey(word));
}

function markedKey(word: string): string {
  return normaliseTone(word).toLowerCase();
}
