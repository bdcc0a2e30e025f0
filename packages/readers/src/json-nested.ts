/** Nested JSON values as compact text. */
import {
  type Cursor,
  isNotFinite,
  isNumber,
  JsonFault,
  readBare,
  skipSpace,
  skipString,
} from "./json-cursor.ts";

const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;
const OPEN_ARRAY = 91;
const CLOSE_ARRAY = 93;
const COMMA = 44;
const COLON = 58;
const QUOTE = 34;

/**
 * Reads the object or array at the cursor and gives it without white space, numbers as written; null when it is
 * nested deeper than `maxDepth`. Malformed JSON is thrown as a JsonFault.
 */
export function readNested(cursor: Cursor, maxDepth: number): string | null {
  const writer = { parts: [] as string[], from: cursor.pos };
  const closers: number[] = [];
  let deep = false;
  let afterComma = false;
  for (;;) {
    const unit = skipAndCut(cursor, writer);
    const closer = closers.at(-1);
    if (unit === closer && !afterComma) {
      closers.pop();
      cursor.pos++;
    } else {
      if (closer === CLOSE_OBJECT) readKey(cursor, writer, unit, afterComma);
      else if (unit === closer) throw new JsonFault(cursor, true);
      if (openOrSkip(cursor, writer, closers)) {
        deep ||= closers.length > maxDepth;
        afterComma = false;
        continue;
      }
    }
    if (closers.length === 0) break;
    afterComma = readSeparator(cursor, writer, closers.at(-1) ?? 0);
  }
  writer.parts.push(cursor.text.slice(writer.from, cursor.pos));
  return deep ? null : writer.parts.join("");
}

interface Writer {
  readonly parts: string[];
  from: number;
}

/** Moves over white space and leaves it out of the text. */
function skipAndCut(cursor: Cursor, writer: Writer): number {
  const before = cursor.pos;
  const unit = skipSpace(cursor);
  if (cursor.pos > before) {
    writer.parts.push(cursor.text.slice(writer.from, before));
    writer.from = cursor.pos;
  }
  return unit;
}

function readKey(cursor: Cursor, writer: Writer, unit: number, afterComma: boolean): void {
  if (unit !== QUOTE) throw new JsonFault(cursor, afterComma && unit === CLOSE_OBJECT);
  skipString(cursor);
  if (skipAndCut(cursor, writer) !== COLON) throw new JsonFault(cursor);
  cursor.pos++;
}

/** True when a container was opened; else one scalar was moved over. */
function openOrSkip(cursor: Cursor, writer: Writer, closers: number[]): boolean {
  const unit = skipAndCut(cursor, writer);
  if (unit === OPEN_OBJECT || unit === OPEN_ARRAY) {
    closers.push(unit === OPEN_OBJECT ? CLOSE_OBJECT : CLOSE_ARRAY);
    cursor.pos++;
    return true;
  }
  if (unit === QUOTE) {
    skipString(cursor);
    return false;
  }
  const start = cursor.pos;
  const bare = readBare(cursor);
  if (bare === "true" || bare === "false" || bare === "null" || isNumber(bare)) return false;
  if (!isNotFinite(bare)) {
    cursor.pos = start;
    throw new JsonFault(cursor);
  }
  writer.parts.push(cursor.text.slice(writer.from, start), "null");
  writer.from = cursor.pos;
  return false;
}

/** True after a comma; false before the closing bracket. */
function readSeparator(cursor: Cursor, writer: Writer, closer: number): boolean {
  const unit = skipAndCut(cursor, writer);
  if (unit === closer) return false;
  if (unit !== COMMA) throw new JsonFault(cursor);
  cursor.pos++;
  return true;
}
