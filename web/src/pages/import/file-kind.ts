/** What a file is by its first bytes, so that a workbook or a picture is turned away before it is sent. */
export type FileKind = "text" | "empty" | "workbook" | "pdf" | "packed" | "binary";

/** As many bytes as {@link fileKind} wants to see. */
export const KIND_BYTES = 4096;

const MARKS: readonly (readonly [FileKind, readonly number[]])[] = [
  ["workbook", [0xd0, 0xcf, 0x11, 0xe0]],
  ["pdf", [0x25, 0x50, 0x44, 0x46]],
  ["packed", [0x1f, 0x8b]],
  ["packed", [0x37, 0x7a, 0xbc, 0xaf]],
  ["packed", [0x52, 0x61, 0x72, 0x21]],
];
const ZIP = [0x50, 0x4b, 0x03, 0x04];

/** @example fileKind(new Uint8Array([0x50, 0x4b, 3, 4]), "so-lieu.xlsx") // "workbook" */
export function fileKind(bytes: Uint8Array, name: string): FileKind {
  if (bytes.length === 0) return "empty";
  if (startsWith(bytes, ZIP)) return /\.(xlsx|xlsm|xlsb|ods)$/i.test(name) ? "workbook" : "packed";
  const marked = MARKS.find(([, mark]) => startsWith(bytes, mark));
  if (marked) return marked[0];
  return isText(bytes) ? "text" : "binary";
}

/** Text of one byte a letter has next to no control characters; UTF-16 has its zeros on one side only. */
function isText(bytes: Uint8Array): boolean {
  let controls = 0;
  const zeros = [0, 0];
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
    else if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) controls++;
  }
  const [even = 0, odd = 0] = zeros;
  const isUtf16 = Math.max(even, odd) > bytes.length / 5 && Math.min(even, odd) <= Math.max(even, odd) / 20;
  // The one-byte Vietnamese encodings use a few control codes as letters.
  const most = bytes.length / (isUtf16 ? 20 : 33);
  return controls <= most && (isUtf16 || even + odd <= bytes.length / 100);
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}
