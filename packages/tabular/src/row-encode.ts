/** Rows as RowBinary of texts, for a columnar engine to type: number of the row, then each cell. */
import type { Row } from "./rows.ts";

/** Collects rows as bytes: `UInt64` row number, then `columnCount` strings (LEB128 length, UTF-8 in NFC). */
export interface RowEncoder {
  /** Appends a row; cells beyond the last are left out, absent ones are empty. Spaces around a cell are cut off. */
  add(row: Row): void;
  /** Appends a row of texts; null = empty. */
  addTexts(rowNumber: number, cells: readonly (string | null)[]): void;
  readonly rows: number;
  readonly bytes: number;
  /** What was collected, as a buffer of its own; begins anew. */
  take(): Uint8Array<ArrayBuffer>;
}

const CHUNK_BYTES = 1_048_576;
const text = new TextEncoder();
const decoder = new TextDecoder();

/** A new, empty encoder. */
export function createRowEncoder(columnCount: number): RowEncoder {
  let buffer = new Uint8Array(CHUNK_BYTES);
  let view = new DataView(buffer.buffer);
  let length = 0;
  let rows = 0;
  function room(size: number): void {
    if (length + size <= buffer.length) return;
    const grown = new Uint8Array(Math.max(length + size, buffer.length * 2));
    grown.set(buffer.subarray(0, length));
    buffer = grown;
    view = new DataView(buffer.buffer);
  }
  function writeLength(size: number): void {
    let rest = size;
    while (rest > 127) {
      buffer[length++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    buffer[length++] = rest;
  }
  function append(bytes: Uint8Array, start: number, end: number): void {
    room(end - start + 5);
    writeLength(end - start);
    if (end - start > 48) {
      buffer.set(bytes.subarray(start, end), length);
      length += end - start;
      return;
    }
    for (let at = start; at < end; at++) buffer[length++] = bytes[at] as number;
  }
  function copy(bytes: Uint8Array, from: number, to: number): void {
    let start = from;
    let end = to;
    while (start < end && (bytes[start] as number) <= 32) start++;
    while (end > start && (bytes[end - 1] as number) <= 32) end--;
    if (mayCompose(bytes, start, end)) appendText(decoder.decode(bytes.subarray(start, end)));
    else append(bytes, start, end);
  }
  function appendText(value: string): void {
    const bytes = text.encode(value.normalize("NFC"));
    append(bytes, 0, bytes.length);
  }
  function begin(rowNumber: number): void {
    room(8);
    view.setUint32(length, rowNumber >>> 0, true);
    view.setUint32(length + 4, Math.floor(rowNumber / 4_294_967_296), true);
    length += 8;
    rows++;
  }
  return {
    add(row) {
      begin(row.rowNumber);
      for (let column = 0; column < columnCount; column++) row.read(column, copy);
    },
    addTexts(rowNumber, cells) {
      begin(rowNumber);
      for (let column = 0; column < columnCount; column++) appendText((cells[column] ?? "").trim());
    },
    get rows() {
      return rows;
    },
    get bytes() {
      return length;
    },
    take() {
      const taken = buffer.slice(0, length);
      length = 0;
      rows = 0;
      return taken;
    },
  };
}

/**
 * Whether text in UTF-8 may not be in NFC: it holds a combining mark (U+0300–U+036F begin with CC or CD) or a character
 * of a block with compatibility forms (E1 84… to EF AC…, and E2 84 AB). Latin letters with their marks are not among them.
 */
function mayCompose(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte < 0xcc) continue;
    if (byte === 0xcc || byte === 0xcd) return true;
    // Of the three-byte characters, those of Vietnamese (E1 B8 to E1 BB) and general punctuation are in NFC already.
    if (byte >= 0xe0 && !isSettled(byte, bytes[at + 1] as number)) return true;
  }
  return false;
}

function isSettled(lead: number, next: number): boolean {
  if (lead === 0xe1) return next >= 0xb8 && next <= 0xbb;
  return lead === 0xe2 && (next === 0x80 || next === 0x82);
}
