/** What the name of a column says about personal data. */
import { HEADER_WORDS, PERSON_WORDS, THING_WORDS } from "./personal-data-headers-table.ts";
import type { PersonalDataClass } from "./personal-data-types.ts";
import { fold } from "./text.ts";

/** What names and labels of a column say. */
export interface HeaderReading {
  /** Classes named by the header. */
  readonly classes: ReadonlySet<PersonalDataClass>;
  /** The header speaks of a thing, a place or an office. */
  readonly isThing: boolean;
  /** The header speaks of a person, a home or a vehicle. */
  readonly isPerson: boolean;
  /** The header is nothing but a word for "name". */
  readonly isBareName: boolean;
  /** There is no usable header. */
  readonly isEmpty: boolean;
}

const CLASSES = Object.keys(HEADER_WORDS) as PersonalDataClass[];

/** Reads a column's name and label: folded, camelCase and separators apart, whole words. */
export function readHeader(...names: readonly (string | undefined)[]): HeaderReading {
  const texts = names.map((name) => spaced(name ?? "")).filter((text) => text.trim() !== "");
  const says = (phrase: string) => texts.some((text) => text.includes(` ${phrase} `));
  const classes = new Set(CLASSES.filter((one) => HEADER_WORDS[one].some(says)));
  return {
    classes,
    isThing: THING_WORDS.some(says),
    isPerson: PERSON_WORDS.some(says),
    isBareName: texts.some((text) => [" ten ", " name ", " ho "].includes(text)),
    isEmpty:
      texts.length === 0 ||
      texts.every((text) => /^ (?:(?:col|column|cot|field|truong|f|c) ?)?\d* $/.test(text)),
  };
}

function spaced(name: string): string {
  const cut = name.slice(0, 200).replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2");
  return ` ${fold(cut)
    .replace(/[^a-z0-9]+/g, " ")
    .trim()} `;
}
