/** Bodies of strangers: depth, size, encoding, doubled keys, bombs. */

import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Http } from "../module.ts";
import { parseJsonBody } from "./json-body.ts";
import { startTestHttp, type TestHttp } from "./test-http.ts";

let all: TestHttp;
let http: Http;
let url: string;
beforeAll(async () => {
  all = await startTestHttp();
  http = await all.bare((h) => {
    h.post("/echo", async (request) => ({ got: request.body }));
  });
  await http.listen({ port: 0, host: "127.0.0.1" });
  url = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}/echo`;
});
afterAll(() => all.close());

const post = async (payload: string | Buffer, headers: Record<string, string> = {}) => {
  const answer = await http.inject({
    method: "POST",
    url: "/echo",
    payload,
    headers: { "content-type": "application/json", ...headers },
  });
  return { status: answer.statusCode, body: answer.json(), code: answer.json().code };
};

test("10,000 levels deep is refused before anything is built", async () => {
  for (const [open, close] of [
    ["[", "]"],
    ['{"a":', "}"],
  ] as const) {
    const deep = `${open.repeat(10_000)}1${close.repeat(10_000)}`;
    expect(await post(deep)).toMatchObject({
      status: 400,
      code: "kernel.body-unreadable",
      body: { detail: expect.stringContaining("32 cấp") },
    });
  }
  expect((await post(`${"[".repeat(32)}${"]".repeat(32)}`)).status).toBe(200);
  expect((await post(`{"a":"${"[".repeat(100)}"}`)).status).toBe(200);
});

test("2 MB on a route of 1 MB", async () => {
  const big = JSON.stringify({ text: "x".repeat(2_000_000) });
  expect(await post(big)).toMatchObject({ status: 413, code: "kernel.body-too-large" });
  const chunked = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: new Blob([big]).stream(),
    duplex: "half",
  } as RequestInit);
  expect(chunked.status).toBe(413);
});

test.each([
  ["no JSON", "{a:1}"],
  ["an empty body", ""],
  ["half a document", '{"a":'],
  ["two documents", "{} {}"],
  ["not a number", '{"a":NaN}'],
  ["invalid UTF-8", Buffer.from([0x22, 0xff, 0xfe, 0x22])],
  ["UTF-8 in too many bytes", Buffer.from([0x22, 0xc0, 0xaf, 0x22])],
  ["UTF-16", Buffer.from('{"a":1}', "utf16le")],
  ["a bare NUL", '{"a":"\0"}'],
  ["an escaped NUL", '{"a":"x\\u0000"}'],
  ["a NUL in a key", '{"a\\u0000":1}'],
  ["a NUL in a list", '{"a":[["\\u0000"]]}'],
  ["half a surrogate pair", '{"a":"\\ud800"}'],
  ["a key given twice", '{"a":1,"a":2}'],
  ["a key given twice inside", '{"b":[{"a":1,"\\u0061":2}]}'],
  ["__proto__", '{"__proto__":{"admin":true}}'],
  ["__proto__ in disguise", '{"\\u005f_proto__":{"admin":true}}'],
])("%s is refused", async (_what, payload) => {
  expect(await post(payload)).toMatchObject({ status: 400, code: "kernel.body-unreadable" });
  expect(({} as { admin?: boolean }).admin).toBeUndefined();
});

test("colons, brackets and quotes inside strings count for nothing; \\u0000 may be spoken of", async () => {
  for (const value of [
    { "a:b": 'c:[{d"\\', e: ["__proto__", "\\u0000", "::", "😀"] },
    "a:b",
    [[], {}, { x: { y: null } }],
  ])
    expect((await post(JSON.stringify(value))).body).toEqual({ got: value });
});

test("a surrogate pair in two escapes is one character", async () => {
  expect((await post('{"a":"\\ud83d\\uDE00"}')).body).toEqual({ got: { a: "😀" } });
});

test("another content type is named and refused", async () => {
  for (const type of [
    "text/plain",
    "application/xml",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
  ])
    expect(await post("a=1", { "content-type": type })).toMatchObject({
      status: 415,
      body: { title: `Không nhận kiểu nội dung “${type}”.` },
    });
});

describe("compressed bodies", () => {
  test("gzip is read", async () => {
    expect((await post(gzipSync('{"a":1}'), { "content-encoding": "gzip" })).body).toEqual({ got: { a: 1 } });
  });

  test("a gzip that would inflate to a gigabyte is refused early", async () => {
    const tenMegabytes = gzipSync(Buffer.alloc(10_000_000, 0x20), { level: 9 });
    const bomb = Buffer.concat(Array.from({ length: 100 }, () => tenMegabytes));
    const before = process.memoryUsage().rss;
    expect(bomb.length).toBeLessThan(1_048_576);
    expect(await post(bomb, { "content-encoding": "gzip" })).toMatchObject({ status: 413 });
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  });

  test("what is no gzip, or another encoding, is refused", async () => {
    expect((await post("{}", { "content-encoding": "gzip" })).status).toBe(400);
    expect((await post("{}", { "content-encoding": "zip" })).status).toBe(415);
  });
});

test("reading a megabyte of readings stays fast", () => {
  const body = Buffer.from(
    JSON.stringify(
      Array.from({ length: 9_000 }, (_, i) => ({
        phenomenonTime: "2026-01-01T00:00:00Z",
        result: i,
        Datastream: { "@iot.id": i },
      })),
    ),
  );
  const startedAt = performance.now();
  for (let i = 0; i < 10; i++) parseJsonBody(body);
  expect((performance.now() - startedAt) / 10).toBeLessThan(150);
});
