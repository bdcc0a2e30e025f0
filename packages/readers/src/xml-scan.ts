/**
 * A scanner for the large parts of a workbook: element by element over a stream, several times as fast as a general
 * parser, which reads the small parts. No entity but the five of XML and character numbers is known; a DTD is refused.
 */
import { ReaderError } from "./reasons.ts";

/** What is done with each piece; names come without prefix. */
export interface XmlHandler {
  open(name: string, attributes: string, selfClosing: boolean): void;
  close(name: string): void;
  /** Character data, entities resolved; one text may come in several pieces. */
  text(text: string): void;
  /** True while character data is wanted at all. */
  wantsText(): boolean;
}

const LONGEST_TAG = 1_048_576;

/**
 * Runs the handler over the bytes, yielding after each chunk. False is returned where the XML broke off or was
 * malformed: what came before has been handled. Throws ReaderError `xml-doctype`.
 */
export async function* scanXml(
  chunks: AsyncIterable<Uint8Array>,
  handler: XmlHandler,
): AsyncGenerator<void, boolean> {
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  let rest = "";
  const stack = { depth: 0, opened: false };
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(chunk[0] === 0xff ? "utf-16le" : chunk[0] === 0xfe ? "utf-16be" : "utf-8");
    const text = rest + decoder.decode(chunk, { stream: true });
    const used = scanText(text, handler, stack);
    if (used < 0 || text.length - used > LONGEST_TAG) return false;
    rest = text.slice(used);
    yield;
  }
  return stack.opened && stack.depth === 0;
}

/** The value of an attribute, null when it is absent; prefixes of attribute names are left out. */
export function attribute(attributes: string, name: string): string | null {
  let from = 0;
  for (;;) {
    const at = attributes.indexOf(name, from);
    if (at < 0) return null;
    from = at + name.length;
    const before = at === 0 ? 32 : attributes.charCodeAt(at - 1);
    if (before !== 32 && before !== 9 && before !== 10 && before !== 13) continue;
    let next = from;
    while (attributes.charCodeAt(next) <= 32) next++;
    if (attributes.charCodeAt(next) !== 61) continue;
    next++;
    while (attributes.charCodeAt(next) <= 32) next++;
    const quote = attributes[next];
    if (quote !== '"' && quote !== "'") continue;
    const end = attributes.indexOf(quote, next + 1);
    return end < 0 ? null : unescapeXml(attributes.slice(next + 1, end));
  }
}

/** Text with the five entities and character numbers resolved; anything else stays as written. */
export function unescapeXml(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(lt|gt|amp|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});/g, (whole, name: string) => {
    if (name[0] !== "#") return NAMED[name] ?? whole;
    const code = name[1] === "x" ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

const NAMED: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/** How much of the text was used; -1 when it is malformed. */
function scanText(text: string, handler: XmlHandler, stack: { depth: number; opened: boolean }): number {
  let pos = 0;
  for (;;) {
    const start = text.indexOf("<", pos);
    if (start < 0) return pos + giveText(text.slice(pos), handler, true);
    if (start > pos) giveText(text.slice(pos, start), handler, false);
    const next = text.charCodeAt(start + 1);
    if (next === 33 || next === 63) {
      const end = markupEnd(text, start, handler);
      if (end < 0) return end === -1 ? start : -1;
      pos = end;
      continue;
    }
    const end = tagEnd(text, start);
    if (end < 0) return start;
    if (!giveTag(text, { start, end }, handler, stack)) return -1;
    pos = end + 1;
  }
}

/** One tag; false when it is malformed. */
function giveTag(
  text: string,
  { start, end }: { start: number; end: number },
  handler: XmlHandler,
  stack: { depth: number; opened: boolean },
): boolean {
  if (text.charCodeAt(start + 1) === 47) {
    stack.depth--;
    if (stack.depth >= 0) handler.close(localName(text.slice(start + 2, end).trimEnd()));
    return stack.depth >= 0;
  }
  const selfClosing = text.charCodeAt(end - 1) === 47;
  const stop = selfClosing ? end - 1 : end;
  let nameEnd = start + 1;
  while (nameEnd < stop && text.charCodeAt(nameEnd) > 32) nameEnd++;
  if (nameEnd === start + 1) return false;
  stack.opened = true;
  if (!selfClosing) stack.depth++;
  handler.open(localName(text.slice(start + 1, nameEnd)), text.slice(nameEnd, stop), selfClosing);
  return true;
}

/** Gives text out; at the end of a chunk all but an entity that may be cut. The count used. */
function giveText(text: string, handler: XmlHandler, last: boolean): number {
  let length = text.length;
  if (last) {
    const entity = text.lastIndexOf("&");
    if (entity >= 0 && length - entity < 12 && !text.includes(";", entity)) length = entity;
  }
  if (length > 0 && handler.wantsText()) handler.text(unescapeXml(text.slice(0, length)));
  return length;
}

/** The end of a comment, CDATA section or instruction; -1 when it is cut, -2 when malformed. */
function markupEnd(text: string, start: number, handler: XmlHandler): number {
  if (text.startsWith("<!--", start)) return after(text, "-->", start + 4);
  if (text.startsWith("<?", start)) return after(text, "?>", start + 2);
  if (text.startsWith("<![CDATA[", start)) {
    const end = after(text, "]]>", start + 9);
    if (end > 0 && handler.wantsText()) handler.text(text.slice(start + 9, end - 3));
    return end;
  }
  if (text.length - start < 9) return -1;
  if (text.slice(start, start + 9).toUpperCase() === "<!DOCTYPE") throw new ReaderError("xml-doctype");
  return -2;
}

function after(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? -1 : at + mark.length;
}

/** The closing bracket of a tag, not one inside an attribute. */
function tagEnd(text: string, start: number): number {
  let open = 0;
  for (let i = start; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (open !== 0) {
      if (unit === open) open = 0;
    } else if (unit === 34 || unit === 39) open = unit;
    else if (unit === 62) return i;
  }
  return -1;
}

function localName(name: string): string {
  const colon = name.indexOf(":");
  return colon < 0 ? name : name.slice(colon + 1);
}
