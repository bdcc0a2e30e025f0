/** Moves over the rows of a JSON text, value by value, asking for more text only when a value is cut. */
import { type Cursor, isSpace, JsonFault, NEED_MORE, newCursor, skipSpace } from "./json-cursor.ts";
import { placeOf, type TextWindow } from "./text-input.ts";

/** What the owner of the rows does with each. */
export interface RowSink {
  /** Reads the value at the cursor; `rowNumber` counts elements, or lines of the file. */
  value(cursor: Cursor, rowNumber: number): void;
  /** The row just read is not to be delivered after all. */
  retract(rowNumber: number): void;
  /** A line or an element that could not be read. */
  refused(rowNumber: number, why: "row-too-long" | JsonFault, raw: string): void;
  /** Reading ended before the end of the rows. */
  broken(
    code: "json-truncated" | JsonFault["code"],
    place: { line: number; position: number },
    found: string,
  ): void;
  full(): boolean;
}

/** Elements of the array whose first element is next in the window. Yields when the batch is full. */
export async function* pumpArray(
  window: TextWindow,
  sink: RowSink,
  maxRowChars: number,
): AsyncGenerator<void> {
  const cursor = newCursor();
  const at = { row: 0, afterValue: false };
  for (;;) {
    const more = pumpElements(window, cursor, sink, at);
    if (more === "end") return;
    if (more === "full") {
      yield;
      continue;
    }
    if (more instanceof JsonFault) {
      sink.broken(more.code, placeOf(window, more.pos), more.found);
      return;
    }
    const left = window.text.length - window.pos;
    if (left > maxRowChars) {
      sink.refused(at.row + 1, "row-too-long", window.text.slice(window.pos, window.pos + 1000));
      if (!(await skipLong(window))) {
        sink.broken("json-truncated", placeOf(window, window.text.length), "");
        return;
      }
      at.row++;
      at.afterValue = true;
    } else if (!(await grow(window, left))) {
      sink.broken("json-truncated", placeOf(window, window.text.length), "");
      return;
    }
  }
}

/** Values one a line; a bad line costs itself only. */
export async function* pumpLines(
  window: TextWindow,
  sink: RowSink,
  maxRowChars: number,
): AsyncGenerator<void> {
  const cursor = newCursor(true);
  let line = 0;
  for (;;) {
    const end = window.text.indexOf("\n", window.pos);
    if (end < 0 && !window.ended) {
      const left = window.text.length - window.pos;
      if (left > maxRowChars) {
        line++;
        sink.refused(line, "row-too-long", window.text.slice(window.pos, window.pos + 1000));
        await skipLine(window);
      } else await grow(window, left);
      continue;
    }
    line++;
    const stop = end < 0 ? window.text.length : end;
    if (stop > window.pos) pumpLine(window, cursor, sink, { line, stop });
    window.pos = end < 0 ? stop : end + 1;
    if (end < 0) return;
    if (sink.full()) yield;
  }
}

/** One value at the window's place and nothing else. */
export async function pumpSingle(window: TextWindow, sink: RowSink, maxRowChars: number): Promise<void> {
  const cursor = newCursor();
  for (;;) {
    load(cursor, window);
    const left = window.text.length - window.pos;
    try {
      sink.value(cursor, 1);
      window.pos = cursor.pos;
      return;
    } catch (error) {
      if (error instanceof JsonFault) {
        sink.broken(error.code, placeOf(window, error.pos), error.found);
        return;
      }
      if (error !== NEED_MORE) throw error;
    }
    if (left > maxRowChars) {
      sink.refused(1, "row-too-long", window.text.slice(window.pos, window.pos + 1000));
      return;
    }
    if (!(await grow(window, left))) {
      sink.broken("json-truncated", placeOf(window, window.text.length), "");
      return;
    }
  }
}

function load(cursor: Cursor, window: TextWindow): void {
  cursor.text = window.text;
  cursor.pos = window.pos;
  cursor.end = window.text.length;
}

function pumpElements(
  window: TextWindow,
  cursor: Cursor,
  sink: RowSink,
  at: { row: number; afterValue: boolean },
): "end" | "full" | "more" | JsonFault {
  load(cursor, window);
  try {
    for (;;) {
      let unit = skipSpace(cursor);
      if (unit === 93 && (at.afterValue || at.row === 0)) return "end";
      if (at.afterValue) {
        if (unit !== 44) return new JsonFault(cursor);
        cursor.pos++;
        at.afterValue = false;
        window.pos = cursor.pos;
        unit = skipSpace(cursor);
      }
      if (unit === 93) return new JsonFault(cursor, true);
      window.pos = cursor.pos;
      sink.value(cursor, at.row + 1);
      window.pos = cursor.pos;
      at.row++;
      at.afterValue = true;
      if (sink.full()) return "full";
    }
  } catch (error) {
    if (error === NEED_MORE) return "more";
    if (error instanceof JsonFault) return error;
    throw error;
  }
}

function pumpLine(
  window: TextWindow,
  cursor: Cursor,
  sink: RowSink,
  at: { line: number; stop: number },
): void {
  cursor.text = window.text;
  cursor.pos = window.pos;
  cursor.end = at.stop;
  const raw = (): string => window.text.slice(window.pos, Math.min(at.stop, window.pos + 1000));
  try {
    if (!findsValue(cursor)) return;
    sink.value(cursor, at.line);
    if (!findsValue(cursor)) return;
    sink.retract(at.line);
    sink.refused(at.line, new JsonFault(cursor), raw());
  } catch (error) {
    if (error === NEED_MORE) cursor.pos = at.stop;
    else if (!(error instanceof JsonFault)) throw error;
    const fault = error instanceof JsonFault ? error : new JsonFault(cursor);
    sink.refused(at.line, fault, raw());
  }
}

function findsValue(cursor: Cursor): boolean {
  const { text, end } = cursor;
  while (cursor.pos < end && isSpace(text.charCodeAt(cursor.pos))) cursor.pos++;
  return cursor.pos < end;
}

/** Text at least twice as long, so that a long value is not started again for every chunk. */
async function grow(window: TextWindow, left: number): Promise<boolean> {
  do {
    if (!(await window.more())) return window.text.length - window.pos > left;
  } while (window.text.length < left * 2);
  return true;
}

async function skipLine(window: TextWindow): Promise<void> {
  for (;;) {
    const end = window.text.indexOf("\n", window.pos);
    window.pos = end < 0 ? window.text.length : end + 1;
    if (end >= 0 || !(await window.more())) return;
  }
}

/** Moves over a value of any length in constant memory; only brackets and strings are looked at. */
async function skipLong(window: TextWindow): Promise<boolean> {
  const inside = { depth: 0, quoted: false };
  for (;;) {
    const { text } = window;
    const end = valueEnd(text, window.pos, inside);
    if (end >= 0) {
      window.pos = end;
      return true;
    }
    // An escape cut in two: its second half is read again with the next text.
    const escaped = inside.quoted && trailingBackslashes(text) % 2 === 1;
    window.pos = text.length - (escaped ? 1 : 0);
    if (!(await window.more())) return false;
  }
}

/** Where the comma or bracket after the value is; -1 when not in this text. */
function valueEnd(text: string, from: number, inside: { depth: number; quoted: boolean }): number {
  for (let i = from; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (inside.quoted && unit === 92) i++;
    else if (unit === 34) inside.quoted = !inside.quoted;
    else if (!inside.quoted) {
      if (inside.depth === 0 && (unit === 44 || unit === 93)) return i;
      inside.depth += step(unit);
    }
  }
  return -1;
}

function step(unit: number): number {
  if (unit === 123 || unit === 91) return 1;
  return unit === 125 || unit === 93 ? -1 : 0;
}

function trailingBackslashes(text: string): number {
  let count = 0;
  while (count < text.length && text.charCodeAt(text.length - 1 - count) === 92) count++;
  return count;
}
