/** Bounds that hold before the grammar sees the text. */
import { refuse, sqlErrorAt } from "./errors.ts";

/** Characters of a statement, at most. */
export const MAX_CHARACTERS = 100_000;

/** Levels of a statement, at most: each parenthesis, CASE and operator in a row makes one. */
export const MAX_LEVELS = 300;

/** A text this short cannot be deep enough to exhaust the stack of the grammar. */
const SHALLOW_CHARACTERS = 1000;

/** @throws SqlError `too-long`, `character-not-allowed`, `empty` */
export function guardText(text: string): void {
  if (text.length > MAX_CHARACTERS)
    throw sqlErrorAt(text, "too-long", MAX_CHARACTERS, { found: text.length, limit: MAX_CHARACTERS });
  const nul = text.indexOf("\0");
  if (nul >= 0) throw sqlErrorAt(text, "character-not-allowed", nul);
  if (!text.isWellFormed()) throw sqlErrorAt(text, "character-not-allowed", loneSurrogate(text));
  if (!text.trim()) throw sqlErrorAt(text, "empty", 0);
}

/** A token of the grammar's own scanner. */
interface Token {
  readonly start: number;
  readonly text: string;
}

/** What is open at one level of parentheses. */
interface Level {
  /** Operators in a row: each may hold the ones before it. */
  chain: number;
  /** Joins and set operations, which hold everything before them. */
  kept: number;
  /** A BETWEEN whose AND is still to come. */
  between: boolean;
}

const opening = new Set(["(", "[", "case"]);
const closing = new Set([")", "]", "end"]);
const keeping = new Set(["union", "intersect", "except", "join"]);
const parting = new Set([",", "or", "when", "then", "else", "select", "where", "having"]);
const operators =
  /^(?:[-+*/<>=~!@#%^&|`?:]+|not|is|isnull|notnull|like|ilike|similar|in|between|collate|at|overlaps|operator)$/;

/** True if the text must be scanned by {@link guardDepth} before it is parsed. */
export function mayBeDeep(text: string): boolean {
  return text.length > SHALLOW_CHARACTERS;
}

/**
 * Bounds the depth of the tree from the tokens. The grammar's module writes its tree by recursion; a tree too deep
 * exhausts its stack and leaves it damaged, so depth is never found out by trying.
 * @throws refusal `too-deep`
 */
export function guardDepth(tokens: readonly Token[]): void {
  const levels: Level[] = [];
  let level: Level = { chain: 0, kept: 0, between: false };
  let outside = 0;
  let before = "";
  for (const { start, text } of tokens) {
    const token = text.toLowerCase();
    // After a dot or AS a keyword is a name.
    const isName = (before === "." || before === "as") && /^[a-z]/.test(token);
    before = token;
    if (isName) continue;
    if (opening.has(token)) {
      outside += level.chain + level.kept + 1;
      levels.push(level);
      level = { chain: 0, kept: 0, between: false };
    } else if (closing.has(token)) {
      const outer = levels.pop();
      if (!outer) continue;
      outside -= outer.chain + outer.kept + 1;
      level = outer;
    } else countToken(level, token);
    if (outside + level.chain + level.kept > MAX_LEVELS) refuse("too-deep", start, { limit: MAX_LEVELS });
  }
}

function countToken(level: Level, token: string): void {
  const isLogical = token === "and" && !level.between;
  if (token === "and") level.between = false;
  if (isLogical || parting.has(token)) level.chain = 0;
  else if (keeping.has(token)) level.kept++;
  else if (operators.test(token)) level.chain++;
  if (token === "between") level.between = true;
}

function loneSurrogate(text: string): number {
  const kept = text.toWellFormed();
  let index = 0;
  while (text[index] === kept[index]) index++;
  return index;
}
