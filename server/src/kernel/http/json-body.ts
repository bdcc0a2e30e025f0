/** Reading JSON bodies of strangers: UTF-8 only, bounded depth, no prototype tricks. */
import { kernelError } from "../errors.ts";

export const maxDepth = 32;

/**
 * Parses a body.
 * @throws `kernel.body-unreadable` for malformed JSON, wrong encoding, depth over 32 or a `__proto__` key
 */
export function parseJsonBody(body: Buffer): unknown {
  const refuse = (reason: string, cause?: unknown) =>
    kernelError("body-unreadable", { reason, depth: maxDepth }, { cause });
  if (body.length === 0) throw refuse("rỗng / empty");
  if (depthOf(body) > maxDepth) throw refuse("lồng quá sâu / nested too deep");
  const text = decode(body);
  if (text === undefined) throw refuse("không phải UTF-8 / not UTF-8");
  if (text.includes('"__proto__"')) throw refuse("__proto__");
  try {
    return JSON.parse(text);
  } catch (error) {
    throw refuse(error instanceof Error ? error.message.slice(0, 160) : "JSON", error);
  }
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
const backslash = 0x5c;

/** Deepest nesting of brackets outside strings; one pass over the bytes, before anything is built. */
function depthOf(body: Buffer): number {
  let depth = 0;
  let deepest = 0;
  for (let i = 0; i < body.length; i++) {
    const byte = body[i];
    if (byte === quote) i = endOfString(body, i + 1);
    else if (byte === 0x5b || byte === 0x7b) deepest = Math.max(deepest, ++depth);
    else if (byte === 0x5d || byte === 0x7d) depth--;
    if (deepest > maxDepth) return deepest;
  }
  return deepest;
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
