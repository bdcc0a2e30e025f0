/** Streams of bytes in any known encoding to UTF-8. */
import type { Encoding } from "./dialect.ts";
import { TCVN3, VISCII, VISCII_CONTROLS, VNI_WIN, WINDOWS_1252, WINDOWS_1258 } from "./encoding-table.ts";

/** Takes the next bytes of a file and gives them in UTF-8; `last` once, with the final bytes. */
export type Transcode = (chunk: Uint8Array, last: boolean) => Uint8Array;

interface SingleByteEncoding {
  readonly high: readonly string[];
  readonly controls?: Readonly<Record<number, string>>;
}

/** The single-byte encodings by name. A further one is a table here and a name in `Encoding`. */
export const SINGLE_BYTE_ENCODINGS = {
  "windows-1258": { high: WINDOWS_1258 },
  "windows-1252": { high: WINDOWS_1252 },
  tcvn3: { high: TCVN3 },
  viscii: { high: VISCII, controls: VISCII_CONTROLS },
  vni: { high: VNI_WIN },
} as const satisfies Record<Exclude<Encoding, "utf-8" | "utf-16le" | "utf-16be">, SingleByteEncoding>;

const EMPTY = new Uint8Array(0);

/**
 * A transcoder for one file. A byte-order mark is dropped. Where chunks are cut never changes the joined
 * result; bytes without meaning become U+FFFD, except in UTF-8, which passes through as it is.
 * @throws RangeError for an encoding that is none of `ENCODINGS`
 */
export function createTranscoder(encoding: Encoding): Transcode {
  if (encoding === "utf-8") return dropUtf8Mark();
  if (encoding === "utf-16le" || encoding === "utf-16be") return fromUtf16(encoding);
  const table = SINGLE_BYTE_ENCODINGS[encoding];
  if (!table) throw new RangeError(`unknown encoding ${encoding}`);
  return fromSingleByte(table);
}

function dropUtf8Mark(): Transcode {
  let head: Uint8Array | null = EMPTY;
  return (chunk, last) => {
    if (head === null) return chunk;
    const bytes = head.length === 0 ? chunk : join(head, chunk);
    if (bytes.length < 3 && !last) {
      head = bytes.slice();
      return EMPTY;
    }
    head = null;
    return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
  };
}

function fromUtf16(encoding: string): Transcode {
  const decoder = new TextDecoder(encoding);
  const encoder = new TextEncoder();
  return (chunk, last) => encoder.encode(decoder.decode(chunk, { stream: !last }));
}

function fromSingleByte(table: SingleByteEncoding): Transcode {
  const encoder = new TextEncoder();
  const images = Array.from({ length: 256 }, (_, byte) => {
    const text =
      byte < 0x80 ? (table.controls?.[byte] ?? String.fromCharCode(byte)) : table.high[byte - 0x80];
    return encoder.encode(text ?? "\ufffd");
  });
  const longest = Math.max(...images.map((image) => image.length));
  return (chunk) => {
    const out = new Uint8Array(chunk.length * longest);
    let length = 0;
    for (const byte of chunk) {
      const image = images[byte] ?? EMPTY;
      if (image.length === 1) out[length++] = image[0] ?? 0;
      else {
        out.set(image, length);
        length += image.length;
      }
    }
    return out.subarray(0, length);
  };
}

function join(head: Uint8Array, tail: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(head.length + tail.length);
  bytes.set(head);
  bytes.set(tail, head.length);
  return bytes;
}
