/** Bytes given by the caller, and small helpers on them. */
import { ReaderError } from "./reasons.ts";

/** A file that can be read at any place. I/O belongs to the caller. */
export interface ByteSource {
  readonly size: number;
  /** The bytes from `start` to `end` (exclusive), fewer at the end of the file. */
  read(start: number, end: number): Promise<Uint8Array>;
  /** All bytes from `start` (0 when left out) in order, in chunks of any length. */
  stream(start?: number): AsyncIterable<Uint8Array>;
}

/**
 * Bytes that may only be cheap from the start: a member of an archive. `size` is null where only reading to the end
 * would tell; `read` far from the start unpacks everything before it.
 */
export interface StreamSource extends Omit<ByteSource, "size"> {
  readonly size: number | null;
}

const CHUNK_BYTES = 65_536;

/** Bytes in memory as a source. */
export function bytesSource(bytes: Uint8Array, chunkBytes: number = CHUNK_BYTES): ByteSource {
  return {
    size: bytes.length,
    async read(start, end) {
      return bytes.subarray(Math.max(0, start), Math.max(0, end));
    },
    async *stream(start = 0) {
      for (let at = start; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
    },
  };
}

/**
 * A member of an archive unpacked into memory, so that XLSX and Parquet can be read from it.
 * Throws ReaderError `too-many-bytes` beyond `maxBytes`; larger ones the caller unpacks to a file.
 */
export async function inMemory(source: StreamSource, maxBytes: number): Promise<ByteSource> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of source.stream()) {
    length += chunk.length;
    if (length > maxBytes) throw new ReaderError("too-many-bytes", { limit: maxBytes });
    parts.push(chunk.slice());
  }
  return bytesSource(joinBytes(parts, length));
}

/** Chunks as one array. */
export function joinBytes(parts: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The bytes from `start` to `end` of something that can only be streamed. */
export async function readFromStream(
  chunks: AsyncIterable<Uint8Array>,
  start: number,
  end: number,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let at = 0;
  let length = 0;
  for await (const chunk of chunks) {
    const part = chunk.subarray(Math.max(0, start - at), Math.max(0, end - at));
    if (part.length > 0) parts.push(part.slice());
    length += part.length;
    at += chunk.length;
    if (at >= end) break;
  }
  return joinBytes(parts, length);
}
