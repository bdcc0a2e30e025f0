import fc from "fast-check";
import { gzipSync } from "fflate";
import { expect, test } from "vitest";
import type { ContainerLimits } from "./index.ts";
import {
  bytesSource,
  detectFormat,
  inMemory,
  openContainer,
  openGzip,
  ReaderError,
  refuseNested,
} from "./index.ts";
import { sheetData, utf8, xlsxOf, zipOf } from "./testing.ts";

async function members(bytes: Uint8Array, limits: Partial<ContainerLimits> = {}) {
  const list = [];
  for await (const member of openContainer(bytesSource(bytes), "zip", { limits })) list.push(member);
  return list;
}

async function codeOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return "none";
  } catch (error) {
    return error instanceof ReaderError ? error.code : `not a ReaderError: ${error}`;
  }
}

const whole = 1 << 30;

test("members come back as they were packed, stored or deflated", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(fc.stringMatching(/^[a-zắ]{1,8}$/), fc.uint8Array({ maxLength: 5000 })),
      fc.constantFrom(0 as const, 6 as const),
      async (files, level) => {
        const found: Record<string, Uint8Array> = {};
        for (const member of await members(zipOf(files, level))) {
          const content = await inMemory(member.open(), whole);
          found[member.path] = await content.read(0, content.size);
          expect(member.notices).toEqual([]);
        }
        const names = Object.fromEntries(
          Object.entries(files).map(([name, bytes]) => [name.normalize("NFC"), bytes]),
        );
        expect(found).toEqual(names);
      },
    ),
    { numRuns: 60 },
  );
});

test("names cannot point outside, directories are left out", async () => {
  const list = await members(
    zipOf({ "../../etc/a.csv": "x", "C:\\b\\c.csv": "y", "/d.csv": "z", "dir/": "" }),
  );
  expect(list.map((one) => one.path)).toEqual(["etc/a.csv", "b/c.csv", "d.csv"]);
});

test("a password, a strange method and bytes before the archive", async () => {
  const locked = zipOf({ "a.csv": "a" });
  const at = locked.lastIndexOf(0x50, locked.length - 23);
  void at;
  const view = new DataView(locked.buffer);
  const directoryAt = view.getUint32(locked.length - 6, true);
  view.setUint16(directoryAt + 8, 1, true);
  const [member] = await members(locked);
  expect(member?.refusal?.code).toBe("zip-encrypted");
  expect(await codeOf(async () => member?.open())).toBe("zip-encrypted");
  view.setUint16(directoryAt + 8, 0, true);
  view.setUint16(directoryAt + 10, 12, true);
  expect((await members(locked))[0]?.refusal?.code).toBe("zip-method");
  const plain = zipOf({ "a.csv": "text" });
  const shifted = new Uint8Array([...utf8("#!/bin/sh\n"), ...plain]);
  const content = await inMemory((await members(shifted))[0]?.open() ?? bytesSource(new Uint8Array()), whole);
  expect(await content.read(0, 9)).toEqual(utf8("text"));
});

test("a bomb is stopped while it unpacks, whatever its directory claims", async () => {
  const bomb = zipOf({ "a.csv": new Uint8Array(30_000_000) });
  const view = new DataView(bomb.buffer);
  view.setUint32(view.getUint32(bomb.length - 6, true) + 24, 100, true);
  const [member] = await members(bomb);
  expect(await codeOf(async () => inMemory((member ?? never()).open(), whole))).toBe("ratio-too-high");
  const two = await members(zipOf({ a: new Uint8Array(3000), b: new Uint8Array(3000) }), {
    maxTotalBytes: 5000,
  });
  expect(await codeOf(async () => inMemory((two[0] ?? never()).open(), whole))).toBe("none");
  expect(await codeOf(async () => inMemory((two[0] ?? never()).open(), whole))).toBe("none");
  expect(await codeOf(async () => inMemory((two[1] ?? never()).open(), whole))).toBe("too-many-bytes");
  expect(await codeOf(() => members(zipOf({ a: "", b: "", c: "" }), { maxMembers: 2 }))).toBe(
    "too-many-members",
  );
});

test("members that share bytes are refused", async () => {
  const zip = zipOf({ "a.csv": "first", "b.csv": "second" }, 0);
  const view = new DataView(zip.buffer);
  const first = view.getUint32(zip.length - 6, true);
  const second = first + 46 + view.getUint16(first + 28, true);
  view.setUint32(second + 42, 0, true);
  expect(await codeOf(() => members(zip))).toBe("zip-overlap");
});

test("a wrong size is told, damage is an error", async () => {
  const zip = zipOf({ "a.csv": "some text, some text" });
  const view = new DataView(zip.buffer);
  const directory = view.getUint32(zip.length - 6, true);
  view.setUint32(directory + 24, 5, true);
  const [member] = await members(zip);
  await inMemory((member ?? never()).open(), whole);
  expect(member?.notices.map((one) => one.code)).toEqual(["member-size"]);
  zip.fill(0xff, 35, 45);
  const [bad] = await members(zip);
  expect(await codeOf(async () => inMemory((bad ?? never()).open(), whole))).toBe("member-damaged");
  expect(await codeOf(() => members(zip.subarray(0, 50)))).toBe("zip-damaged");
});

test("gzip: several members, cut files, inside a zip once", async () => {
  const joined = new Uint8Array([...gzipSync(utf8("a,b\n")), ...gzipSync(utf8("1,2\n"))]);
  const gz = openGzip(bytesSource(joined, 3), "data.csv.gz");
  expect(gz.path).toBe("data.csv");
  const content = await inMemory(gz.open(), whole);
  expect(new TextDecoder().decode(await content.read(0, 99))).toBe("a,b\n1,2\n");
  expect((await detectFormat(gz.open())).format).toBe("csv");
  const cut = openGzip(bytesSource(gzipSync(utf8("hello hello hello")).subarray(0, 20)), "x.gz");
  expect(await codeOf(() => inMemory(cut.open(), whole))).toBe("member-damaged");
  const [inner] = await members(zipOf({ "x.json.gz": gzipSync(utf8("[]")) }));
  const member = (inner ?? never()).open();
  expect((await detectFormat(member)).format).toBe("gzip");
  expect(await (await inMemory(openGzip(member, "x.json.gz").open(), 10)).read(0, 9)).toEqual(utf8("[]"));
  expect([
    refuseNested("a.gz", "gzip", 1),
    refuseNested("a.zip", "zip", 1)?.code,
    refuseNested("a.gz", "gzip", 2)?.code,
  ]).toEqual([null, "nested-archive", "nested-archive"]);
  const bomb = openGzip(bytesSource(gzipSync(new Uint8Array(30_000_000))), "b.gz");
  expect(await codeOf(() => inMemory(bomb.open(), whole))).toBe("ratio-too-high");
});

const ole = new Uint8Array(1600);
ole.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const locked = ole.slice();
locked.set(
  [..."EncryptedPackage"].flatMap((letter) => [letter.charCodeAt(0), 0]),
  1024,
);

test.each<[string | Uint8Array, string, string, boolean]>([
  ["", "a.csv", "empty", true],
  ["  \n", "a.csv", "empty", true],
  ["a;b\n1;2\n", "", "csv", false],
  ["[ghi chú];b\n1;2\n", "", "csv", false],
  ['[{"a":1}]', "a.csv", "json", false],
  ['{"a":1}\n{"a":2}\n', "a.json", "ndjson", false],
  ['{"a":1}\n', "a.jsonl", "ndjson", false],
  ['{"type":"FeatureCollection","features":[]}', "a.json", "geojson", false],
  ["<!DOCTYPE html><title>Đăng nhập</title>", "a.csv", "html", true],
  ["%PDF-1.7", "a.csv", "pdf", true],
  ["PAR1....PAR1", "", "parquet", false],
  [zipOf({ "a.csv": "x" }), "a.xlsx", "zip", false],
  [zipOf({ mimetype: "application/vnd.oasis.opendocument.spreadsheet" }, 0), "", "ods", true],
  [xlsxOf({ A: sheetData([["a"]]) }), "a.zip", "xlsx", false],
  [gzipSync(utf8("a")), "", "gzip", false],
  [ole, "a.xls", "xls", true],
  [locked, "a.xlsx", "xlsx-encrypted", true],
  [new Uint8Array([1, 2, 3, 0, 0, 7, 8]), "a.csv", "unknown-binary", true],
  [new Uint8Array(Buffer.from('\ufeff[{"a":1}]', "utf16le")), "", "json", false],
  [new Uint8Array([0x41, 0xd0, 0xfd, 0xf5, 0xcc, 0x6e, 0x67, 0x2c, 0x31]), "", "csv", false],
])("detects %#", async (content, name, format, refused) => {
  const found = await detectFormat(bytesSource(typeof content === "string" ? utf8(content) : content), name);
  expect(found.format).toBe(format);
  expect(found.refusal !== null).toBe(refused);
  if (format === "html") expect(found.refusal?.vi).toContain("Đăng nhập");
});

function never(): never {
  throw new Error("no member");
}
