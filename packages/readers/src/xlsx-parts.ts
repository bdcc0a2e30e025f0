/** The parts of a workbook: which sheets it has, what its styles and strings are. */
import { SaxesParser } from "saxes";
import { DEFAULT_CONTAINER_LIMITS, newBudget, zipMember } from "./container.ts";
import { builtInKind, type CellKind, formatKind } from "./excel-time.ts";
import { cleanText } from "./json-cursor.ts";
import { asReaderError, ReaderError } from "./reasons.ts";
import type { ByteSource } from "./source.ts";
import type { ReadLimits } from "./tables.ts";
import { scanXml, type XmlHandler } from "./xml-scan.ts";
import { readZipDirectory } from "./zip-directory.ts";

/** A sheet as the workbook lists it; `part` is null where the file has no content for it. */
export interface SheetPart {
  readonly name: string;
  readonly hidden: boolean;
  readonly part: string | null;
}

/** What every sheet of a workbook needs. */
export interface Workbook {
  readonly sheets: readonly SheetPart[];
  readonly from1904: boolean;
  /** The kind of each cell style. */
  readonly kinds: readonly CellKind[];
  readonly strings: readonly string[];
  readonly stringsCut: boolean;
  /** The bytes of a part. */
  open(part: string): AsyncIterable<Uint8Array>;
}

const SMALL_PART_BYTES = 33_554_432;
const MAX_SHEETS = 1000;

/** Reads everything but the sheets. Throws `xlsx-damaged`, `xml-doctype` and what archives throw. */
export async function openWorkbook(source: ByteSource, limits: ReadLimits): Promise<Workbook> {
  const open = await partOpener(source, limits);
  const root = await relations(open, "_rels/.rels", "");
  const main = root.find((one) => one.type.endsWith("/officeDocument"))?.target ?? "xl/workbook.xml";
  const book = await readSmall(open, main);
  if (!book) throw new ReaderError("xlsx-damaged", { detail: main });
  const folder = main.slice(0, main.lastIndexOf("/") + 1);
  const links = await relations(open, `${folder}_rels/${main.slice(folder.length)}.rels`, folder);
  const target = (kind: string): string | undefined => links.find((one) => one.type.endsWith(kind))?.target;
  const { strings, cut } = await readStrings(
    open,
    target("/sharedStrings") ?? `${folder}sharedStrings.xml`,
    limits,
  );
  const sheets = book
    .filter((element) => element.name === "sheet")
    .slice(0, MAX_SHEETS)
    .map(({ attributes }) => {
      const link = links.find((one) => one.id === attributes.id);
      const isGrid = link === undefined || /\/(worksheet|sheet)$/i.test(link.type);
      return {
        name: cleanText({ nulsRemoved: 0 }, attributes.name ?? ""),
        hidden: /hidden/i.test(attributes.state ?? ""),
        part: link && isGrid && open.has(link.target) ? link.target : null,
        isGrid,
      };
    })
    .filter((sheet) => sheet.isGrid);
  const from1904 = book.some(
    (one) => one.name === "workbookPr" && /^(1|true|on)$/.test(one.attributes.date1904 ?? ""),
  );
  const kinds = await readStyles(open, target("/styles") ?? `${folder}styles.xml`);
  return { sheets, from1904, kinds, strings, stringsCut: cut, open: (part) => open.stream(part) };
}

interface Opener {
  has(part: string): boolean;
  stream(part: string): AsyncIterable<Uint8Array>;
}

interface SmallElement {
  readonly name: string;
  readonly parent: string;
  readonly attributes: Readonly<Record<string, string>>;
}

async function partOpener(source: ByteSource, limits: ReadLimits): Promise<Opener> {
  const entries = await readZipDirectory(source, DEFAULT_CONTAINER_LIMITS.maxMembers).catch((error) => {
    throw asReaderError(error);
  });
  // Sheets of many equal rows pack far better than what a general archive may.
  const budget = newBudget({
    ...DEFAULT_CONTAINER_LIMITS,
    maxRatio: 1100,
    maxTotalBytes: limits.maxPartBytes,
  });
  const parts = new Map(entries.map((entry) => [entry.path.toLowerCase(), entry]));
  return {
    has: (part) => parts.has(part.toLowerCase()),
    stream(part) {
      const entry = parts.get(part.toLowerCase());
      if (!entry) throw new ReaderError("xlsx-damaged", { detail: part });
      return zipMember(source, entry, budget).open().stream();
    },
  };
}

async function relations(open: Opener, part: string, folder: string) {
  const elements = (await readSmall(open, part)) ?? [];
  return elements
    .filter((element) => element.name === "Relationship")
    .map(({ attributes }) => ({
      id: attributes.Id ?? "",
      type: attributes.Type ?? "",
      target: resolve(folder, attributes.Target ?? ""),
    }));
}

/** A target relative to a folder, or from the root of the package when it starts with a slash. */
function resolve(folder: string, target: string): string {
  const parts: string[] = [];
  const path = target.replace(/\\/g, "/");
  for (const part of (path.startsWith("/") ? path : folder + path).split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}

/** The elements of a small part, prefixes of names left out; null when the file has no such part. */
async function readSmall(open: Opener, part: string): Promise<SmallElement[] | null> {
  if (!open.has(part)) return null;
  const elements: SmallElement[] = [];
  const parents: string[] = [];
  const parser = new SaxesParser({ position: false });
  parser.on("doctype", () => {
    throw new ReaderError("xml-doctype");
  });
  parser.on("error", (error) => {
    throw new ReaderError("xlsx-damaged", { detail: `${part}: ${error.message}` });
  });
  parser.on("opentag", (tag) => {
    const attributes: Record<string, string> = Object.create(null);
    for (const [name, value] of Object.entries(tag.attributes)) attributes[local(name)] = value;
    elements.push({ name: local(tag.name), parent: parents.at(-1) ?? "", attributes });
    parents.push(local(tag.name));
  });
  parser.on("closetag", () => void parents.pop());
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  let bytes = 0;
  for await (const chunk of open.stream(part)) {
    bytes += chunk.length;
    if (bytes > SMALL_PART_BYTES) throw new ReaderError("too-many-bytes", { limit: SMALL_PART_BYTES });
    decoder ??= new TextDecoder(chunk[0] === 0xff ? "utf-16le" : chunk[0] === 0xfe ? "utf-16be" : "utf-8");
    parser.write(decoder.decode(chunk, { stream: true }));
  }
  parser.close();
  return elements;
}

async function readStyles(open: Opener, part: string): Promise<CellKind[]> {
  const elements = (await readSmall(open, part)) ?? [];
  const written = new Map<number, CellKind>();
  for (const { name, attributes } of elements) {
    if (name === "numFmt") written.set(Number(attributes.numFmtId), formatKind(attributes.formatCode ?? ""));
  }
  return elements
    .filter((element) => element.name === "xf" && element.parent === "cellXfs")
    .map(({ attributes }) => {
      const id = Number(attributes.numFmtId ?? 0);
      return written.get(id) ?? builtInKind(id);
    });
}

async function readStrings(open: Opener, part: string, limits: ReadLimits) {
  const strings: string[] = [];
  let cut = false;
  let total = 0;
  let parts: string[] = [];
  let wanted = false;
  let phonetic = false;
  const handler: XmlHandler = {
    open(name, _, selfClosing) {
      if (name === "si") parts = [];
      else if (name === "rPh") phonetic = !selfClosing;
      else if (name === "t") wanted = !selfClosing && !phonetic;
      if (name === "si" && selfClosing) strings.push("");
    },
    close(name) {
      if (name === "t") wanted = false;
      else if (name === "rPh") phonetic = false;
      else if (name === "si") {
        const text = excelText(parts.join(""));
        total += text.length + 16;
        if (total > limits.maxSharedStringChars) cut = true;
        else strings.push(text);
      }
    },
    text: (text) => void parts.push(text),
    wantsText: () => wanted,
  };
  if (open.has(part)) {
    for await (const _ of scanXml(open.stream(part), handler)) if (cut) break;
  }
  return { strings, cut };
}

/** Text of a cell: `_x000D_` escapes resolved, NFC, without NUL. */
export function excelText(text: string): string {
  const plain = text.includes("_x")
    ? text.replace(/_x([0-9a-fA-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
  return cleanText({ nulsRemoved: 0 }, plain);
}

function local(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
