/** What a file is: by its content first, by its name only where the content leaves it open. */
import { asReaderError, type Reason, reason } from "./reasons.ts";
import type { StreamSource } from "./source.ts";
import { guessEncoding, type TextEncoding } from "./text-input.ts";
import { readZipDirectory } from "./zip-directory.ts";

/** Kinds of files told apart. */
export type Format =
  | "csv"
  | "json"
  | "ndjson"
  | "geojson"
  | "parquet"
  | "xlsx"
  | "zip"
  | "gzip"
  | "html"
  | "xls"
  | "xlsx-encrypted"
  | "ods"
  | "pdf"
  | "empty"
  | "unknown-binary";

/** The answer of `detectFormat`. */
export interface Found {
  readonly format: Format;
  /** Why the file cannot be read and what to do; null when it can. */
  readonly refusal: Reason | null;
  /** For text: the Unicode encoding, or "windows-1252" for any legacy one. */
  readonly encoding: TextEncoding | null;
}

const HEAD_BYTES = 65_536;
const REFUSED: ReadonlySet<Format> = new Set([
  "html",
  "xls",
  "xlsx-encrypted",
  "ods",
  "pdf",
  "empty",
  "unknown-binary",
]);
const GEOJSON_TYPE =
  /^[^{]*\{[^{}[\]]{0,2000}?"type"\s*:\s*"(?:FeatureCollection|Feature|GeometryCollection|(?:Multi)?(?:Point|LineString|Polygon))"/;

/** Looks at the first 64 KiB, and at the directory where the file is a ZIP. Throws only ReaderError `read-failed`. */
export async function detectFormat(source: StreamSource, fileName = ""): Promise<Found> {
  let head: Uint8Array;
  try {
    head = await source.read(0, HEAD_BYTES);
  } catch (error) {
    throw asReaderError(error);
  }
  const binary = await detectBinary(source, head);
  if (binary) return found(binary);
  const encoding = guessEncoding(head, head.length < HEAD_BYTES);
  const text = new TextDecoder(encoding).decode(head);
  if (looksBinary(text)) return found("unknown-binary");
  return detectText(text, encoding, fileName.toLowerCase());
}

function found(format: Format, encoding: TextEncoding | null = null, title = ""): Found {
  const refusal = REFUSED.has(format) ? reason(format as "html", { title }) : null;
  return { format, refusal, encoding };
}

async function detectBinary(source: StreamSource, head: Uint8Array): Promise<Format | null> {
  if (head.length === 0) return "empty";
  if (startsWith(head, [0x50, 0x41, 0x52, 0x31])) return "parquet";
  if (startsWith(head, [0x1f, 0x8b])) return "gzip";
  if (startsWith(head, [0x25, 0x50, 0x44, 0x46, 0x2d])) return "pdf";
  if (startsWith(head, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) return detectOle(source, head);
  if (startsWith(head, [0x50, 0x4b, 3, 4]) || startsWith(head, [0x50, 0x4b, 5, 6]))
    return detectZip(source, head);
  // BIFF2 to BIFF5 outside an OLE file
  if (head[0] === 9 && [0, 2, 4, 8].includes(head[1] ?? -1) && head[3] === 0 && head.includes(0))
    return "xls";
  return null;
}

/** An OLE file whose directory names EncryptedPackage is an .xlsx with a password. */
async function detectOle(source: StreamSource, head: Uint8Array): Promise<Format> {
  if (includesWide(head, "EncryptedPackage")) return "xlsx-encrypted";
  if (includesWide(head, "Workbook") || includesWide(head, "Book")) return "xls";
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (head.length < 512) return "xls";
  const directoryAt = 512 + view.getUint32(48, true) * 512;
  const directory = await source.read(directoryAt, directoryAt + 4096).catch(() => new Uint8Array(0));
  return includesWide(directory, "EncryptedPackage") ? "xlsx-encrypted" : "xls";
}

async function detectZip(source: StreamSource, head: Uint8Array): Promise<Format> {
  const ascii = new TextDecoder("latin1").decode(head);
  if (ascii.includes("mimetypeapplication/vnd.oasis.opendocument.spreadsheet")) return "ods";
  if (source.size !== null && source.size > HEAD_BYTES) {
    const names = await zipNames(source, source.size);
    if (names) return names.some((name) => /^xl\/workbook\d*\.xml$/i.test(name)) ? "xlsx" : "zip";
  }
  return /xl[/\\]workbook\d*\.xml/i.test(ascii) ||
    (ascii.includes("[Content_Types].xml") && ascii.includes("xl/"))
    ? "xlsx"
    : "zip";
}

async function zipNames(source: StreamSource, size: number): Promise<string[] | null> {
  try {
    const whole = { size, read: source.read, stream: source.stream };
    return (await readZipDirectory(whole, 10_000)).map((entry) => entry.path);
  } catch {
    return null;
  }
}

function detectText(text: string, encoding: TextEncoding, name: string): Found {
  const start = text.replace(/^\u{feff}/u, "").trimStart();
  if (start === "") return found("empty");
  if (/^<(!doctype\s+html|html|head|body|script|meta|title|table|!--)/i.test(start)) {
    return found("html", encoding, titleOf(start));
  }
  const format = detectJson(start, name);
  return found(format ?? "csv", encoding);
}

function detectJson(start: string, name: string): Format | null {
  const first = start.replace(/^(?:\p{Cc}|\s)+/u, "");
  const opener = first[0];
  if (opener !== "{" && opener !== "[") return /\.(json|geojson|ndjson|jsonl)$/.test(name) ? "json" : null;
  if (opener === "[" && !/^\[\s*(?:[[{"\]\-\d]|true|false|null|NaN)/.test(first)) return null;
  if (opener === "{" && !/^\{\s*(?:["}'/]|$)/.test(first)) return null;
  if (opener === "{" && GEOJSON_TYPE.test(first)) return "geojson";
  if (start[0] === "\u{1e}" || /\.(ndjson|jsonl)$/.test(name) || isLines(first)) return "ndjson";
  return "json";
}

/** The first line is a whole value and another one follows. */
function isLines(text: string): boolean {
  const end = text.indexOf("\n");
  const line = end < 0 ? "" : text.slice(0, end).trimEnd();
  if (!/[}\]]$/.test(line) || !/^\s*[{[]/.test(text.slice(end))) return false;
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

function titleOf(html: string): string {
  const at = html.search(/<title/i);
  const open = at < 0 ? -1 : html.indexOf(">", at);
  const close = open < 0 ? -1 : html.indexOf("<", open);
  return close < 0
    ? "?"
    : html
        .slice(open + 1, close)
        .replace(/\s+/g, " ")
        .trim()
        .slice(0, 120);
}

/** Control characters no text holds, more than one in two hundred. A single NUL does not make a text binary. */
function looksBinary(text: string): boolean {
  let odd = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 9 || (unit > 13 && unit < 32 && unit !== 27 && unit !== 30)) odd++;
  }
  return odd > text.length / 200 && odd > 1;
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, i) => bytes[i] === byte);
}

function includesWide(bytes: Uint8Array, name: string): boolean {
  const wide = [...name].map((letter) => `${letter}\0`).join("");
  return new TextDecoder("latin1").decode(bytes).includes(wide);
}
