/** The central directory of a ZIP file (APPNOTE 6.3.10), zip64 included. */
import { ReaderError } from "./reasons.ts";
import type { ByteSource } from "./source.ts";

/** One member as the central directory states it; sizes are claims until the data has been read. */
export interface ZipEntry {
  readonly path: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly directory: boolean;
  readonly compressedBytes: number;
  readonly bytes: number;
  readonly headerAt: number;
}

const END_BYTES = 22;
const LONGEST_COMMENT = 65_535;
const MAX_DIRECTORY_BYTES = 64 * 1024 * 1024;
const ALL_ONES = 0xffffffff;
const CP437 =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■ ";

/** Every entry, in the order of the directory. Throws `zip-damaged`, `too-many-members`, `zip-overlap`. */
export async function readZipDirectory(source: ByteSource, maxMembers: number): Promise<ZipEntry[]> {
  const end = await findEnd(source);
  if (end.count > maxMembers) {
    throw new ReaderError("too-many-members", { count: end.count, limit: maxMembers });
  }
  if (end.bytes > MAX_DIRECTORY_BYTES || end.at + end.bytes > source.size) throw damaged("directory");
  const bytes = await source.read(end.at, end.at + end.bytes);
  const view = viewOf(bytes);
  const entries: ZipEntry[] = [];
  let at = 0;
  while (at + 46 <= bytes.length && view.getUint32(at, true) === 0x02014b50) {
    if (entries.length >= maxMembers) {
      throw new ReaderError("too-many-members", { count: `> ${maxMembers}`, limit: maxMembers });
    }
    const length =
      46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (at + length > bytes.length) throw damaged("directory entry");
    entries.push(readEntry(view, bytes, at, end.shift));
    at += length;
  }
  if (entries.length === 0 && end.count > 0) throw damaged("directory");
  refuseOverlaps(entries, end.at);
  return entries;
}

/** Where the data of a member starts: after its local header, whose name and extra fields may differ. */
export async function dataStart(source: ByteSource, entry: ZipEntry): Promise<number> {
  const header = await source.read(entry.headerAt, entry.headerAt + 30);
  if (header.length < 30) throw damaged("local header");
  const view = viewOf(header);
  if (view.getUint32(0, true) !== 0x04034b50) throw damaged("local header");
  const start = entry.headerAt + 30 + view.getUint16(26, true) + view.getUint16(28, true);
  if (start + entry.compressedBytes > source.size) throw damaged("data");
  return start;
}

/** A name with forward slashes and without drive, root, `.` or `..`: it can only point below the archive. */
export function safePath(path: string): string {
  const parts = path
    .replace(/\\/g, "/")
    .replace(/^[A-Za-z]:/, "")
    .split("/")
    .filter((part) => part !== "" && part !== "." && part !== "..");
  return (
    parts
      .join("/")
      .replace(/\p{Cc}/gu, "_")
      .normalize("NFC") || "_"
  );
}

interface DirectoryEnd {
  readonly at: number;
  readonly bytes: number;
  readonly count: number;
  /** Bytes before the archive, as in self-extracting files; added to every offset. */
  readonly shift: number;
}

async function findEnd(source: ByteSource): Promise<DirectoryEnd> {
  const tailAt = Math.max(0, source.size - END_BYTES - LONGEST_COMMENT);
  const tail = await source.read(tailAt, source.size);
  const view = viewOf(tail);
  for (let at = tail.length - END_BYTES; at >= 0; at--) {
    if (view.getUint32(at, true) !== 0x06054b50) continue;
    if (at + END_BYTES + view.getUint16(at + 20, true) > tail.length) continue;
    const count = view.getUint16(at + 10, true);
    const bytes = view.getUint32(at + 12, true);
    const start = view.getUint32(at + 16, true);
    if (count === 0xffff || bytes === ALL_ONES || start === ALL_ONES) {
      const wide = await findWideEnd(source, tailAt + at);
      if (wide) return wide;
    }
    const shift = tailAt + at - bytes - start;
    if (shift < 0) throw damaged("directory");
    return { at: start + shift, bytes, count, shift };
  }
  throw damaged("end record");
}

async function findWideEnd(source: ByteSource, endAt: number): Promise<DirectoryEnd | null> {
  const locator = await source.read(endAt - 20, endAt);
  if (endAt < 20 || locator.length < 20 || viewOf(locator).getUint32(0, true) !== 0x07064b50) return null;
  const at = wide(viewOf(locator), 8);
  const record = await source.read(at, at + 56);
  const view = viewOf(record);
  if (record.length < 56 || view.getUint32(0, true) !== 0x06064b50) throw damaged("zip64 record");
  return { count: wide(view, 32), bytes: wide(view, 40), at: wide(view, 48), shift: 0 };
}

function readEntry(view: DataView, bytes: Uint8Array, at: number, shift: number): ZipEntry {
  const flags = view.getUint16(at + 8, true);
  const nameEnd = at + 46 + view.getUint16(at + 28, true);
  const extraEnd = nameEnd + view.getUint16(at + 30, true);
  const name = decodeName(bytes.subarray(at + 46, nameEnd), (flags & 0x800) !== 0);
  const sizes = wideSizes(view, nameEnd, extraEnd, [
    view.getUint32(at + 24, true),
    view.getUint32(at + 20, true),
    view.getUint32(at + 42, true),
  ]);
  return {
    path: safePath(name),
    method: view.getUint16(at + 10, true),
    encrypted: (flags & 0x41) !== 0,
    directory: /[/\\]$/.test(name),
    bytes: sizes[0] ?? 0,
    compressedBytes: sizes[1] ?? 0,
    headerAt: (sizes[2] ?? 0) + shift,
  };
}

/** The zip64 field holds only those values that are all ones in the entry, in this order. */
function wideSizes(view: DataView, from: number, to: number, narrow: readonly number[]): number[] {
  const sizes = [...narrow];
  for (let at = from; at + 4 <= to; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    let field = at + 4;
    for (let i = 0; i < sizes.length; i++) {
      if (narrow[i] !== ALL_ONES || field + 8 > to) continue;
      sizes[i] = wide(view, field);
      field += 8;
    }
    break;
  }
  return sizes;
}

/** Files that share bytes are how a small archive unpacks to petabytes. */
function refuseOverlaps(entries: readonly ZipEntry[], directoryAt: number): void {
  const sorted = entries.toSorted((a, b) => a.headerAt - b.headerAt);
  let end = 0;
  for (const entry of sorted) {
    if (entry.headerAt < end) throw new ReaderError("zip-overlap");
    end = entry.headerAt + 30 + entry.compressedBytes;
  }
  if (end > directoryAt) throw new ReaderError("zip-overlap");
}

/** UTF-8 where flagged or well formed (many tools forget the flag), else code page 437. */
function decodeName(bytes: Uint8Array, flagged: boolean): string {
  try {
    return new TextDecoder("utf-8", { fatal: !flagged, ignoreBOM: true }).decode(bytes);
  } catch {
    return Array.from(bytes, (byte) =>
      byte < 128 ? String.fromCharCode(byte) : (CP437[byte - 128] ?? "?"),
    ).join("");
  }
}

function wide(view: DataView, at: number): number {
  const value = view.getBigUint64(at, true);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw damaged("size");
  return Number(value);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function damaged(detail: string): ReaderError {
  return new ReaderError("zip-damaged", { detail });
}
