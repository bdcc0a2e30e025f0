/** Bytes to text in a stream, for JSON in any Unicode encoding, with a window that parsers move over. */
import type { StreamSource } from "./source.ts";

/** Encodings that text is decoded from; anything that is not Unicode reads as windows-1252. */
export type TextEncoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

/** The encoding of the start of a file: by its mark, by zero bytes, by being well-formed UTF-8. */
export function guessEncoding(head: Uint8Array, atEnd = true): TextEncoding {
  const [a, b] = head;
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  let even = 0;
  let odd = 0;
  const length = Math.min(head.length, 4096) & ~1;
  for (let i = 0; i < length; i += 2) {
    if (head[i] === 0) even++;
    if (head[i + 1] === 0) odd++;
  }
  if (length >= 2 && odd >= length * 0.2 && even <= length * 0.025) return "utf-16le";
  if (length >= 2 && even >= length * 0.2 && odd <= length * 0.025) return "utf-16be";
  return isUtf8(head, atEnd) ? "utf-8" : "windows-1252";
}

/** A stretch of decoded text: parsers read `text` from `pos` and ask for more when it ends. */
export interface TextWindow {
  text: string;
  pos: number;
  /** No more text will come. */
  ended: boolean;
  /** Characters dropped before `text`, and where in lines its start is. */
  offset: number;
  line: number;
  lineStart: number;
  /** Drops what was read, appends at least one chunk; false at the end. */
  more(): Promise<boolean>;
  close(): Promise<void>;
}

/** Opens a window on the text of a file. */
export async function openText(source: StreamSource): Promise<TextWindow> {
  const head = await source.read(0, 65_536);
  const decoder = new TextDecoder(guessEncoding(head, head.length < 65_536));
  const chunks = source.stream()[Symbol.asyncIterator]();
  const window: TextWindow = {
    text: "",
    pos: 0,
    ended: false,
    offset: 0,
    line: 1,
    lineStart: 0,
    async more() {
      if (window.ended) return false;
      const { done, value } = await chunks.next();
      drop(window);
      window.text += done ? decoder.decode() : decoder.decode(value, { stream: true });
      window.ended = done === true;
      return !window.ended;
    },
    async close() {
      window.ended = true;
      await chunks.return?.();
    },
  };
  return window;
}

/** Line and column (from 1) of a place in the window. */
export function placeOf(window: TextWindow, pos: number): { line: number; position: number } {
  let line = window.line;
  let start = window.lineStart - window.offset;
  for (let at = window.text.indexOf("\n"); at >= 0 && at < pos; at = window.text.indexOf("\n", at + 1)) {
    line++;
    start = at + 1;
  }
  return { line, position: pos - start + 1 };
}

function drop(window: TextWindow): void {
  const { text, pos } = window;
  if (pos === 0) return;
  for (let at = text.indexOf("\n"); at >= 0 && at < pos; at = text.indexOf("\n", at + 1)) {
    window.line++;
    window.lineStart = window.offset + at + 1;
  }
  window.text = text.slice(pos);
  window.offset += pos;
  window.pos = 0;
}

function isUtf8(head: Uint8Array, atEnd: boolean): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: !atEnd });
    return true;
  } catch {
    return false;
  }
}
