/** Ranked search of names as people type them: with or without marks, in either tone style, in parts. */
import { compareVietnamese, fold, nfc, normaliseTone } from "./text.ts";

/** A name with its search keys, so that a list of hundreds is folded once and searched at every key press. */
export interface SearchableName {
  readonly text: string;
  /** NFC, lower case. */
  readonly exact: string;
  /** `exact` in the old tone style. */
  readonly tone: string;
  /** Without marks. */
  readonly folded: string;
}

/** A match; a higher score is better. */
export interface NameHit<T> {
  readonly item: T;
  readonly score: number;
}

const WHOLE = 4;
const PREFIX = 3;
const WORD_START = 2;
const INSIDE_WORD = 1;

/** Search keys of a name: NFC, spaces collapsed. */
export function prepareName(text: string): SearchableName {
  const exact = nfc(text).trim().replace(/\s+/gu, " ").toLowerCase();
  return { text, exact, tone: normaliseTone(exact), folded: fold(exact) };
}

/**
 * Score of a candidate for a query, 0 = no match, higher = better.
 *
 * A query typed with marks ranks by marks first (same marks, then same but for tone style, then folded) and
 * by place second (whole, prefix, start of a word, inside a word). A query without marks says nothing about
 * marks, so place ranks first. A query of several words that does not stand together in the name matches
 * when each word does, below every match of the whole phrase.
 */
export function rankMatch(query: string | SearchableName, candidate: string | SearchableName): number {
  const wanted = typeof query === "string" ? prepareName(query) : query;
  const name = typeof candidate === "string" ? prepareName(candidate) : candidate;
  if (wanted.folded === "") return 0;
  const marked = wanted.exact !== wanted.folded;
  const phrase = rankPhrase(wanted, name, marked);
  if (phrase > 0 || !wanted.folded.includes(" ")) return phrase === 0 ? 0 : phrase + 100;
  return rankWords(wanted, name, marked);
}

function rankWords(wanted: SearchableName, name: SearchableName, marked: boolean): number {
  const exact = wanted.exact.split(" ");
  const tone = wanted.tone.split(" ");
  let lowest = Number.POSITIVE_INFINITY;
  for (const [i, folded] of wanted.folded.split(" ").entries()) {
    const word = { text: "", exact: exact[i] ?? folded, tone: tone[i] ?? folded, folded };
    const rank = rankPhrase(word, name, marked);
    if (rank === 0) return 0;
    lowest = Math.min(lowest, rank);
  }
  return lowest;
}

// Marks 3…1 and place 4…1 joined to one number, the leading one in the tens.
function rankPhrase(wanted: SearchableName, name: SearchableName, marked: boolean): number {
  if (!name.folded.includes(wanted.folded)) return 0;
  let best = 0;
  const forms = [
    [wanted.folded, name.folded],
    [wanted.tone, name.tone],
    [wanted.exact, name.exact],
  ] as const;
  for (const [i, [needle, text]] of forms.entries()) {
    const place = placeOf(needle, text);
    if (place === 0) continue;
    const marks = i + 1;
    best = Math.max(best, marked ? marks * 10 + place : place * 10 + marks);
  }
  return best;
}

function placeOf(needle: string, text: string): number {
  let at = text.indexOf(needle);
  if (at < 0) return 0;
  if (at === 0) return needle.length === text.length ? WHOLE : PREFIX;
  for (; at >= 0; at = text.indexOf(needle, at + 1)) {
    if (!/[\p{L}\p{N}]/u.test(text.charAt(at - 1))) return WORD_START;
  }
  return INSIDE_WORD;
}

/** Items whose name matches, best first, equal scores in Vietnamese order; `limit` defaults to 20. */
export function searchNames<T>(
  query: string,
  items: readonly { readonly item: T; readonly name: SearchableName }[],
  limit = 20,
): NameHit<T>[] {
  const wanted = prepareName(query);
  const hits: { item: T; score: number; text: string }[] = [];
  for (const { item, name } of items) {
    const score = rankMatch(wanted, name);
    if (score > 0) hits.push({ item, score, text: name.text });
  }
  hits.sort((a, b) => b.score - a.score || compareVietnamese(a.text, b.text));
  return hits.slice(0, limit).map(({ item, score }) => ({ item, score }));
}
