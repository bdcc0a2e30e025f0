/** Refusals: thrown inside with a byte offset, given to callers as {@link SqlError} with places people can see. */
import { sqlErrors } from "./error-table.ts";
import type { Bilingual } from "./model.ts";

/** A stable code of the table `sqlErrors`. */
export type SqlErrorCode = keyof typeof sqlErrors;

/** A statement that is refused; nothing of it has been run. */
export class SqlError extends Error {
  readonly code: SqlErrorCode;
  /** What is wrong, where, and what to do. */
  readonly text: Bilingual;
  /** Offset in UTF-16 units from 0. */
  readonly position: number;
  /** Line from 1. */
  readonly line: number;
  /** Column in UTF-16 units from 1. */
  readonly column: number;
  constructor(
    code: SqlErrorCode,
    text: Bilingual,
    place: { position: number; line: number; column: number },
  ) {
    super(text.en);
    this.name = "SqlError";
    this.code = code;
    this.text = text;
    this.position = place.position;
    this.line = place.line;
    this.column = place.column;
  }
}

type Details = Readonly<Record<string, string | number | Bilingual>>;

class Refusal extends Error {
  readonly code: SqlErrorCode;
  readonly bytes: number;
  readonly details: Details;
  constructor(code: SqlErrorCode, bytes: number, details: Details) {
    super(code);
    this.code = code;
    this.bytes = bytes;
    this.details = details;
  }
}

/** Refuses; `bytes` is the offset the grammar gives, which counts bytes of UTF-8. */
export function refuse(code: SqlErrorCode, bytes: number, details: Details = {}): never {
  throw new Refusal(code, bytes, details);
}

/** Runs a step of the compiler; refusals become {@link SqlError} placed in `text`. */
export function located<T>(text: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof Refusal)
      throw sqlErrorAt(text, error.code, indexOfByte(text, error.bytes), error.details);
    if (error instanceof RangeError && /call stack/.test(error.message))
      throw sqlErrorAt(text, "too-deep", 0, { limit: 300 });
    throw error;
  }
}

/** A refusal at an offset in UTF-16 units. */
export function sqlErrorAt(text: string, code: SqlErrorCode, index: number, details: Details = {}): SqlError {
  const position = Math.max(0, Math.min(index, text.length));
  const before = text.slice(0, position);
  const line = before.split("\n").length;
  const column = position - before.lastIndexOf("\n");
  const filled = { vi: fill("vi", sqlErrors[code].vi, details), en: fill("en", sqlErrors[code].en, details) };
  const where = { vi: `Dòng ${line}, cột ${column}: `, en: `Line ${line}, column ${column}: ` };
  return new SqlError(
    code,
    { vi: where.vi + filled.vi, en: where.en + filled.en },
    { position, line, column },
  );
}

/** The index in UTF-16 units of a byte offset of UTF-8. */
export function indexOfByte(text: string, bytes: number): number {
  let seen = 0;
  let index = 0;
  for (const character of text) {
    if (seen >= bytes) return index;
    const code = character.codePointAt(0) ?? 0;
    seen += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    index += character.length;
  }
  return index;
}

function fill(language: "vi" | "en", template: string, details: Details): string {
  return template
    .replace(/\{(\w+)\}/g, (whole, name: string) => {
      const detail = details[name];
      if (detail === undefined) return whole;
      return shorten(typeof detail === "object" ? detail[language] : String(detail));
    })
    .trim();
}

function shorten(text: string): string {
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
