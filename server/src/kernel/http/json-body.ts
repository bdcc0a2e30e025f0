/** Reading JSON bodies of strangers: UTF-8 only, bounded depth, no prototype tricks. */
import { kernelError } from "../errors.ts";

export const maxDepth = 32;

/**
 * Parses a body.
 * @throws `kernel.body-unreadable` for malformed JSON, wrong encoding, depth over 32, a key given twice (RFC 7493,
 * 2.3), a `__proto__` key, or text that no store can hold (a NUL character, half a
 * surrogate pair)
 */
export function parseJsonBody(body: Buffer): unknown {
  if (body.length === 0) throw refuse("rỗng / empty");
  const { depth, members } = shapeOf(body);
  if (depth > maxDepth) throw refuse("lồng quá sâu / nested too deep");
  const text = decode(body);
  if (text === undefined) throw refuse("không phải UTF-8 / not UTF-8");
  const value = parse(text);
  const suspicious = /\\u(?:0000|d[89a-f])/i.test(text);
  if (countMembers(value, suspicious) !== members) throw refuse("một khóa có hai lần / a key given twice");
  return value;
}

function refuse(reason: string, cause?: unknown) {
  return kernelError("body-unreadable", { reason, depth: maxDepth }, { cause });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw refuse(error instanceof Error ? error.message.slice(0, 160) : "JSON", error);
  }
}

/** Members of all objects inside `value`; depth is bounded before this is called. */
function countMembers(value: unknown, suspicious: boolean): number {
  if (typeof value === "string" && suspicious) refuseUnstorable(value);
  if (typeof value !== "object" || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) {
    for (const item of value)
      if (suspicious || typeof item === "object") count += countMembers(item, suspicious);
    return count;
  }
  for (const key of Object.keys(value)) {
    if (key === "__proto__") throw refuse("__proto__");
    if (suspicious) refuseUnstorable(key);
    count += 1 + countMembers((value as Record<string, unknown>)[key], suspicious);
  }
  return count;
}

function refuseUnstorable(text: string): void {
  if (text.includes("\0")) throw refuse("ký tự NUL / a NUL character");
  if (!text.isWellFormed()) throw refuse("nửa cặp thay thế Unicode / half a surrogate pair");
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

function decode(body: Buffer): string | undefined {
  try {
    return utf8.decode(body);
  } catch {
    return undefined;
  }
}

const quote = 0x22;
const colon = 0x3a;
const backslash = 0x5c;

/** Deepest nesting of brackets, and colons, outside strings; one pass over the bytes, before anything is built. */
function shapeOf(body: Buffer): { depth: number; members: number } {
  let depth = 0;
  let deepest = 0;
  let members = 0;
  for (let i = 0; i < body.length; i++) {
    const byte = body[i];
    if (byte === quote) i = endOfString(body, i + 1);
    else if (byte === colon) members++;
    else if (byte === 0x5b || byte === 0x7b) deepest = Math.max(deepest, ++depth);
    else if (byte === 0x5d || byte === 0x7d) depth--;
    if (deepest > maxDepth) break;
  }
  return { depth: deepest, members };
}

function endOfString(body: Buffer, from: number): number {
  let end = body.indexOf(quote, from);
  while (end !== -1 && isEscaped(body, end)) end = body.indexOf(quote, end + 1);
  return end === -1 ? body.length : end;
}

function isEscaped(body: Buffer, at: number): boolean {
  let slashes = 0;
  while (body[at - 1 - slashes] === backslash) slashes++;
  return slashes % 2 === 1;
}
