/** A ZIP file written as a stream: sizes follow the data, so nothing is held back. */
import { ReaderError } from "./reasons.ts";

/** One file to pack. */
export interface ZipFile {
  readonly path: string;
  readonly content: AsyncIterable<Uint8Array>;
}

const LIMIT = 0xffffffff;
const UTF8_AND_LATER_SIZES = 0x808;
const DEFLATE = 8;
/** 1 January 1980, so that equal content gives equal bytes. */
const DOS_DATE = 0x21;

/** Packs the files in order. Throws ReaderError `xlsx-too-large` beyond 4 GB, which plain ZIP cannot hold. */
export async function* writeZip(files: AsyncIterable<ZipFile>): AsyncGenerator<Uint8Array> {
  const directory: Uint8Array[] = [];
  let at = 0;
  for await (const file of files) {
    const name = new TextEncoder().encode(file.path);
    const header = record(
      30 + name.length,
      0x04034b50,
      [4, 20],
      [6, UTF8_AND_LATER_SIZES],
      [8, DEFLATE],
      [12, DOS_DATE],
      [26, name.length],
    );
    header.set(name, 30);
    yield header;
    const sum = { crc: 0, bytes: 0 };
    let packed = 0;
    for await (const chunk of deflate(counted(file.content, sum))) {
      packed += chunk.length;
      yield chunk;
    }
    const start = at;
    at += header.length + packed + 16;
    if (at > LIMIT || sum.bytes > LIMIT) throw new ReaderError("xlsx-too-large");
    const sizes = record(16, 0x08074b50);
    setWords(sizes, 4, [sum.crc, packed, sum.bytes]);
    yield sizes;
    const entry = record(
      46 + name.length,
      0x02014b50,
      [4, 20],
      [6, 20],
      [8, UTF8_AND_LATER_SIZES],
      [10, DEFLATE],
      [14, DOS_DATE],
      [28, name.length],
    );
    setWords(entry, 16, [sum.crc, packed, sum.bytes]);
    setWords(entry, 42, [start]);
    entry.set(name, 46);
    directory.push(entry);
  }
  let bytes = 0;
  for (const entry of directory) {
    bytes += entry.length;
    yield entry;
  }
  const end = record(22, 0x06054b50, [8, directory.length], [10, directory.length]);
  setWords(end, 12, [bytes, at]);
  yield end;
}

/** CRC-32 (ISO 3309), continued from an earlier sum. */
export function crc32(bytes: Uint8Array, earlier = 0): number {
  let crc = ~earlier;
  for (let i = 0; i < bytes.length; i++) crc = (TABLE[(crc ^ (bytes[i] ?? 0)) & 255] ?? 0) ^ (crc >>> 8);
  return ~crc >>> 0;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

function record(
  length: number,
  signature: number,
  ...shorts: [at: number, value: number][]
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  setWords(bytes, 0, [signature]);
  const view = new DataView(bytes.buffer);
  for (const [at, value] of shorts) view.setUint16(at, value, true);
  return bytes;
}

function setWords(bytes: Uint8Array, at: number, words: readonly number[]): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  words.forEach((word, i) => void view.setUint32(at + 4 * i, word, true));
}

async function* counted(
  chunks: AsyncIterable<Uint8Array>,
  sum: { crc: number; bytes: number },
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    sum.crc = crc32(chunk, sum.crc);
    sum.bytes += chunk.length;
    yield chunk;
  }
}

async function* deflate(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const packer = new CompressionStream("deflate-raw");
  const writer = packer.writable.getWriter();
  const reader = packer.readable.getReader();
  let failure: { error: unknown } | null = null;
  const fed = (async () => {
    try {
      for await (const chunk of chunks) await writer.write(chunk as Uint8Array<ArrayBuffer>);
      await writer.close();
    } catch (error) {
      failure = { error };
      await writer.abort(error).catch(() => undefined);
    }
  })();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield value;
    }
  } catch (error) {
    await fed;
    throw (failure as { error: unknown } | null)?.error ?? error;
  } finally {
    await reader.cancel().catch(() => undefined);
    await writer.abort().catch(() => undefined);
    await fed;
  }
}
