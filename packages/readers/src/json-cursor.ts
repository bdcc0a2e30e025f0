/** Reading JSON values out of a stretch of text. Nothing here recurses on the depth of the input. */

/** A place in text. What is counted is committed by the reader of the row. */
export interface Cursor {
  text: string;
  pos: number;
  /** Where the readable text ends. */
  end: number;
  /** A raw line break inside a string is an error (one value a line). */
  strictLines: boolean;
  nulsRemoved: number;
}

/** Thrown when the text ends inside a value: the caller appends text and starts the value again. */
export const NEED_MORE: unique symbol = Symbol("need more text");

/** What is wrong with the JSON at a place. */
export class JsonFault extends Error {
  readonly code: "json-syntax" | "json-comment" | "json-trailing-comma";
  readonly pos: number;
  /** The text found there. */
  readonly found: string;

  constructor(cursor: Cursor, trailingComma = false) {
    super("malformed JSON");
    this.pos = cursor.pos;
    this.found = cursor.text.slice(cursor.pos, Math.min(cursor.end, cursor.pos + 12));
    const comment = this.found.startsWith("//") || this.found.startsWith("/*") || this.found.startsWith("#");
    this.code = trailingComma ? "json-trailing-comma" : comment ? "json-comment" : "json-syntax";
  }
}

/** A cursor at the start of nothing. */
export function newCursor(strictLines = false): Cursor {
  return { text: "", pos: 0, end: 0, strictLines, nulsRemoved: 0 };
}

/** Moves over white space, byte-order marks and record separators; the character there. */
export function skipSpace(cursor: Cursor): number {
  const { text, end } = cursor;
  let pos = cursor.pos;
  while (pos < end) {
    const unit = text.charCodeAt(pos);
    if (!isSpace(unit)) {
      cursor.pos = pos;
      return unit;
    }
    pos++;
  }
  cursor.pos = pos;
  throw NEED_MORE;
}

/** White space, byte-order marks and record separators. */
export function isSpace(unit: number): boolean {
  return unit === 32 || unit === 10 || unit === 13 || unit === 9 || unit === 0x1e || unit === 0xfeff;
}

/** The text of the string at the cursor: NFC, well formed, without NUL. */
export function readString(cursor: Cursor): string {
  const { text, end, strictLines } = cursor;
  const start = cursor.pos + 1;
  let wide = false;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 34) {
      cursor.pos = i + 1;
      const value = text.slice(start, i);
      return wide ? cleanText(cursor, value) : value;
    }
    if (unit === 92) return readEscaped(cursor, start, i);
    if (isUnclean(unit)) wide = true;
    if (unit === 10 && strictLines) return failAt(cursor, i);
  }
  throw NEED_MORE;
}

/** Moves over the string at the cursor. */
export function skipString(cursor: Cursor): void {
  const { text, end, strictLines } = cursor;
  for (let i = cursor.pos + 1; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 34) {
      cursor.pos = i + 1;
      return;
    }
    if (unit === 92) i++;
    else if (unit === 10 && strictLines) failAt(cursor, i);
  }
  throw NEED_MORE;
}

/** A word or a number at the cursor, as written; the characters after it are not looked at. */
export function readBare(cursor: Cursor): string {
  const { text, end, pos } = cursor;
  let i = pos;
  while (i < end && isBare(text.charCodeAt(i))) i++;
  if (i >= end && !cursor.strictLines) throw NEED_MORE;
  if (i === pos) throw new JsonFault(cursor);
  cursor.pos = i;
  return text.slice(pos, i);
}

/** True for a number as JSON writes it. */
export function isNumber(bare: string): boolean {
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(bare);
}

/** True for the words some writers use where JSON has no number. */
export function isNotFinite(bare: string): boolean {
  return bare === "NaN" || bare === "Infinity" || bare === "-Infinity" || bare === "undefined";
}

/** A number in its canonical text: integers and long fractions exactly, others as their shortest round trip. */
export function canonicalNumber(raw: string): string {
  if (isWhole(raw)) return raw === "-0" ? "0" : raw;
  // Up to 15 digits are the shortest of their double already.
  const isShort = raw.length <= 16 && !/[eE]|0$/.test(raw);
  if (isShort) return raw;
  const value = Number(raw);
  if (value === 0) return /^-?[0.]+(?:[eE]|$)/.test(raw) ? "0" : raw;
  const digits = raw
    .replace(/[eE].*$/, "")
    .replace(/[-.]/g, "")
    .replace(/^0+|0+$/g, "").length;
  if (!Number.isFinite(value) || digits > 17) return raw;
  return numberText(value);
}

/** True for digits and a sign alone. */
export function isWhole(text: string): boolean {
  for (let i = text.charCodeAt(0) === 45 ? 1 : 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 48 || unit > 57) return false;
  }
  return text.length > 0;
}

/** A finite double as plain text with a dot; the shortest that reads back as the same. */
export function numberText(value: number): string {
  if (value === 0) return "0";
  const text = String(value);
  return text.includes("e+") && Number.isInteger(value) ? BigInt(value).toString() : text;
}

/** NFC text without NUL and without half surrogates. */
export function cleanText(cursor: { nulsRemoved: number }, text: string): string {
  let dirty = false;
  for (let i = 0; i < text.length && !dirty; i++) dirty = isUnclean(text.charCodeAt(i));
  if (!dirty) return text;
  let clean = text;
  if (clean.includes("\0")) {
    const before = clean.length;
    clean = clean.replaceAll("\0", "");
    cursor.nulsRemoved += before - clean.length;
  }
  return clean.toWellFormed().normalize("NFC");
}

/** A copy that does not keep the text it was cut from in memory. */
export function ownedText(text: string): string {
  return JSON.parse(JSON.stringify(text.toWellFormed())) as string;
}

/** Characters that may have to be composed or removed; the Vietnamese letters (U+1E00 to U+1EFF) never. */
function isUnclean(unit: number): boolean {
  return (unit >= 0x300 && (unit < 0x1e00 || unit > 0x1eff)) || unit === 0;
}

function failAt(cursor: Cursor, pos: number): never {
  cursor.pos = pos;
  throw new JsonFault(cursor);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

function readEscaped(cursor: Cursor, start: number, firstEscape: number): string {
  const { text, end } = cursor;
  const parts: string[] = [];
  let from = start;
  for (let i = firstEscape; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 34) {
      parts.push(text.slice(from, i));
      cursor.pos = i + 1;
      return cleanText(cursor, parts.join(""));
    }
    if (unit === 10 && cursor.strictLines) failAt(cursor, i);
    if (unit !== 92) continue;
    if (i + 1 >= end) throw NEED_MORE;
    parts.push(text.slice(from, i));
    const letter = text.charAt(i + 1);
    if (letter === "u") {
      if (i + 6 > end) throw NEED_MORE;
      const hex = text.slice(i + 2, i + 6);
      if (!/^[0-9a-fA-F]{4}$/.test(hex)) failAt(cursor, i);
      parts.push(String.fromCharCode(Number.parseInt(hex, 16)));
      i += 5;
    } else {
      parts.push(ESCAPES[letter] ?? failAt(cursor, i));
      i += 1;
    }
    from = i + 1;
  }
  throw NEED_MORE;
}

function isBare(unit: number): boolean {
  return (
    (unit >= 48 && unit <= 57) ||
    (unit >= 97 && unit <= 122) ||
    (unit >= 65 && unit <= 90) ||
    unit === 45 ||
    unit === 46 ||
    unit === 43 ||
    unit === 95
  );
}
