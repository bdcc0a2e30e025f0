/** Finding units by what people type: with or without marks, both tone styles, P5 and phuong 05. Pure. */
import { fold, nfc, prepareName, rankMatch, type SearchableName } from "@dothi/vietnam";
import type { Unit } from "./schema.ts";

export interface UnitQuery {
  /** As typed, NFC, abbreviations written out: "P.05, Q3" → "phường 5 quận 3". */
  readonly text: string;
  /** Its words without marks; each must stand in the unit's folded text. */
  readonly words: readonly string[];
  /** When the query is a code. */
  readonly code: string | undefined;
}

export interface UnitHit {
  readonly unit: Unit;
  /** Higher is better. */
  readonly score: number;
  /** The name, with or without its kind, is the query and nothing else. */
  readonly whole: boolean;
}

const longForms: Record<string, string> = {
  p: "phường",
  q: "quận",
  x: "xã",
  h: "huyện",
  tt: "thị trấn",
  tp: "thành phố",
  đk: "đặc khu",
  dk: "đặc khu",
};

/** Reads a query; undefined when nothing is left to search for. */
export function readUnitQuery(typed: string): UnitQuery | undefined {
  const tidy = tidyQuery(typed)
    .replace(/[,;/()]+/g, " ")
    .trim();
  const marked = tidy.toLowerCase() !== fold(tidy);
  const written = tidy
    .split(/\s+/u)
    .flatMap((word, i, all) => writeOut(word, i === all.length - 1))
    .map((word) => (marked ? word : fold(word)))
    .join(" ");
  const words = fold(written)
    .split(" ")
    .filter((word) => word !== "");
  if (words.length === 0) return undefined;
  return { text: written, words, code: /^\d{3,8}$/.test(tidy) ? tidy : undefined };
}

/** NFC, without control characters and broken surrogates, which no database takes. */
export function tidyQuery(typed: string): string {
  return nfc(typed).replace(/[\p{Cc}\p{Cs}]/gu, " ");
}

/** "P05" → phường 5; "q.3" → quận 3; "tt", "p." before other words; "05" → 5. */
function writeOut(word: string, last: boolean): string[] {
  const short = /^([a-zđ]{1,2})\.?0*(\d{0,2})\.?$/iu.exec(word);
  const long = longForms[short?.[1]?.toLowerCase() ?? ""];
  if (long && (short?.[2] || word.endsWith(".") || !last)) return short?.[2] ? [long, short[2]] : [long];
  const number = /^0+(\d{1,2})$/.exec(word);
  if (number?.[1]) return [number[1]];
  const dotted = /^([a-zđ]{1,2})\.(\p{L}.*)$/iu.exec(word);
  const prefix = longForms[dotted?.[1]?.toLowerCase() ?? ""];
  return prefix && dotted?.[2] ? [prefix, dotted[2]] : [word];
}

/**
 * Units that match by name, best first; when none does, those that match by name and district together ("Phường 5
 * Quận 3"). Equal ones keep the order in which they come (Vietnamese order).
 */
export function rankUnits(query: UnitQuery, units: readonly Unit[]): UnitHit[] {
  const wanted = prepareName(query.text);
  const byName = units.flatMap((unit) => hitOf(query, wanted, unit, namesOf(unit)));
  const hits =
    byName.length > 0 ? byName : units.flatMap((unit) => hitOf(query, wanted, unit, [placeOf(unit)]));
  return hits.sort((a, b) => b.score - a.score);
}

/** Everything a unit can be found by, without marks; what the store looks through first. */
export function foldedUnit(unit: Omit<Unit, "id">): string {
  return fold(`${unit.code} ${placeOf(unit)} ${unit.nameEn}`);
}

const codeScore = 1000;

function hitOf(query: UnitQuery, wanted: SearchableName, unit: Unit, names: readonly string[]): UnitHit[] {
  if (query.code === unit.code) return [{ unit, score: codeScore, whole: true }];
  const score = Math.max(
    ...names.map((name) => (holdsNumbers(name, query.words) ? rankMatch(wanted, preparedName(name)) : 0)),
  );
  if (score === 0) return [];
  return [
    {
      unit,
      score,
      whole: [unit.name, unit.fullName].some((name) => preparedName(name).folded === wanted.folded),
    },
  ];
}

// Names come from the facts only, so this holds a few thousand entries at most.
const prepared = new Map<string, SearchableName>();

function preparedName(name: string): SearchableName {
  const known = prepared.get(name) ?? prepareName(name);
  prepared.set(name, known);
  return known;
}

/** A number must stand alone: 5 is not found in Phường 15. */
function holdsNumbers(name: string, words: readonly string[]): boolean {
  const numbers = words.filter((word) => /^\d+$/.test(word));
  if (numbers.length === 0) return true;
  const standing = preparedName(name).folded.split(/[^\p{L}\p{N}]+/u);
  return numbers.every((number) => standing.includes(number));
}

function namesOf(unit: Unit): string[] {
  const names = [unit.name, unit.fullName];
  const { otherSpelling } = unit;
  const others = otherSpelling ? [otherSpelling, unit.fullName.replace(unit.name, otherSpelling)] : [];
  return [...names, ...others, unit.nameEn];
}

function placeOf(unit: Omit<Unit, "id">): string {
  return `${unit.fullName} ${unit.district ?? unit.formerDistricts.join(" ")}`;
}
