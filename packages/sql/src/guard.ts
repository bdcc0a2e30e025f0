/** Bounds that hold before the grammar sees the text. */
import { sqlErrorAt } from "./errors.ts";

/** Characters of a statement, at most. */
export const MAX_CHARACTERS = 100_000;

/** Levels of parentheses, brackets and CASE, at most. */
export const MAX_NESTING = 200;

/** @throws SqlError `too-long`, `too-deep`, `character-not-allowed`, `empty` */
export function guardText(text: string): void {
  if (text.length > MAX_CHARACTERS)
    throw sqlErrorAt(text, "too-long", MAX_CHARACTERS, { found: text.length, limit: MAX_CHARACTERS });
  const nul = text.indexOf("\0");
  if (nul >= 0) throw sqlErrorAt(text, "character-not-allowed", nul);
  if (!text.isWellFormed()) throw sqlErrorAt(text, "character-not-allowed", loneSurrogate(text));
  if (!text.trim()) throw sqlErrorAt(text, "empty", 0);
  guardNesting(text);
}

// A quote that is read wrongly here only miscounts levels; the grammar decides what is a quote.
const tokens =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[\s\S]*?\$\1\$|--[^\n]*|[([]|[)\]]|\b(?:case|end|not)\b|[A-Za-z_]\w*|(?<=[-+~!@\s(])[-+~](?=\s*[-+~])/gi;

function guardNesting(text: string): void {
  let depth = 0;
  let prefixes = 0;
  for (const match of text.matchAll(tokens)) {
    const token = match[0].toLowerCase();
    if (token === "(" || token === "[" || token === "case") depth++;
    else if (token === ")" || token === "]" || token === "end") depth = Math.max(0, depth - 1);
    prefixes = token === "not" || token === "-" || token === "+" || token === "~" ? prefixes + 1 : 0;
    if (depth > MAX_NESTING || prefixes > MAX_NESTING)
      throw sqlErrorAt(text, "too-deep", match.index, { limit: MAX_NESTING });
  }
}

function loneSurrogate(text: string): number {
  const kept = text.toWellFormed();
  let index = 0;
  while (text[index] === kept[index]) index++;
  return index;
}
