import { expect, test } from "vitest";
import type { Encoding } from "./dialect.ts";
import { detectEncoding } from "./encoding-detect.ts";
import { createTranscoder } from "./transcode.ts";

const decode = (bytes: Uint8Array, encoding: Encoding): string =>
  new TextDecoder().decode(createTranscoder(encoding)(bytes, true)).normalize("NFC");
const hex = (text: string): Uint8Array =>
  Uint8Array.from(text.split(" "), (byte) => Number.parseInt(byte, 16));

test.each<[Encoding, string, string]>([
  ["windows-1258", "D0 FD F5 CC 6E 67", "Đường"],
  ["windows-1258", "EA EC", "ế"],
  ["tcvn3", "A7 AD EA 6E 67", "Đường"],
  ["vni", "D1 F6 F4 F8 6E 67", "Đường"],
  ["vni", "61 E1 75 20 74 72 F3", "ấu trĩ"],
  ["viscii", "D0 DF B6 6E 67", "Đường"],
  ["viscii", "02 6E", "Ẳn"],
  ["windows-1252", "B5 67 2F 6D B3", "µg/m³"],
])("%s %s is %s", (encoding, bytes, text) => {
  expect(decode(hex(bytes), encoding)).toBe(text);
  if (encoding !== "windows-1252" && text.length > 3) {
    expect(detectEncoding(hex(bytes))).toMatchObject({ encoding, bom: false });
  }
});

test("marks and forms", () => {
  expect(detectEncoding(hex("EF BB BF 61"))).toEqual({ encoding: "utf-8", bom: true, confidence: 1 });
  expect(detectEncoding(hex("FF FE 61 00"))).toMatchObject({ encoding: "utf-16le", bom: true });
  expect(detectEncoding(hex("61 00 2C 00 62 00"))).toMatchObject({ encoding: "utf-16le", bom: false });
  expect(detectEncoding(hex("00 61 00 2C 00 62"))).toMatchObject({ encoding: "utf-16be", bom: false });
  expect(detectEncoding(new TextEncoder().encode("Trạm đo"))).toMatchObject({ encoding: "utf-8" });
  expect(detectEncoding(new TextEncoder().encode("Trạm đo").subarray(0, 4))).toMatchObject({
    encoding: "utf-8",
  });
  expect(detectEncoding(new Uint8Array(0))).toMatchObject({ encoding: "utf-8", bom: false });
});

test("degree and micro signs without Vietnamese words read the same in the default", () => {
  const { encoding } = detectEncoding(hex("B0 43 2C B5 67 2F 6D B3"));
  expect(decode(hex("B0 43 2C B5 67 2F 6D B3"), encoding)).toBe("°C,µg/m³");
});

test("UTF-16 cut inside a character", () => {
  const transcode = createTranscoder("utf-16le");
  const parts = [hex("FF"), hex("FE 3D"), hex("D8 00 DE 61"), hex("00")].map((chunk) => [
    ...transcode(chunk, false),
  ]);
  parts.push([...transcode(new Uint8Array(0), true)]);
  expect(new TextDecoder().decode(Uint8Array.from(parts.flat()))).toBe("😀a");
});

test("an encoding that is none is named in the error", () => {
  expect(() => createTranscoder("latin-9" as Encoding)).toThrow(/latin-9/);
});

test("letters beyond ASCII are found late in a long sample", () => {
  const sample = new Uint8Array(200_000).fill(49);
  sample.set(hex("0A A7 AD EA 6E 67 20 4C AA 20 4C EE 69 0A"), 190_000);
  expect(detectEncoding(sample)).toMatchObject({ encoding: "tcvn3" });
});

test("a damaged character does not make a UTF-8 file another encoding", () => {
  const good = new TextEncoder().encode("Trạm quan trắc Bến Thành; Nhiệt độ; Độ ẩm; Bụi mịn\n".repeat(3));
  const damaged = Uint8Array.from([...good, 0xe1, 0xba, 10, 49]);
  expect(detectEncoding(damaged)).toMatchObject({ encoding: "utf-8", confidence: 0.55 });
});
