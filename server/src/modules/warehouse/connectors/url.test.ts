import type { IncomingMessage, ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { afterAll, beforeEach, expect, test } from "vitest";
import { dispositionName, fileNameOf } from "./file-name.ts";
import { retryAfterSeconds } from "./retry.ts";
import { all, codeOf, serve, testEffects } from "./testing.ts";
import { fetchUrl } from "./url.ts";

let answer: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;
const server = await serve((request, response) => answer(request, response));
const effects = await testEffects();
const url = `${server.url}/data/m%C6%B0a.csv`;
beforeEach(() => {
  effects.pauses.length = 0;
  server.asked.length = 0;
});
afterAll(() => server.close());

test("a file is stored under its name; the same again is unchanged, by 304 and by content", async () => {
  answer = (request, response) => {
    if (request.headers["if-none-match"] === '"1"') return void response.writeHead(304).end();
    response
      .writeHead(200, { etag: '"1"', "last-modified": "Tue, 03 Feb 2026 00:00:00 GMT" })
      .end("a,b\n1,2\n");
  };
  const first = await fetchUrl(effects, { url, memory: {} });
  if (first.outcome !== "file") throw new Error("expected a file");
  expect(first).toMatchObject({ fileName: "mưa.csv", bytes: 8, memory: { etag: '"1"', url } });
  expect(Buffer.concat((await all(await effects.files.open(first.fileHash))) as Buffer[]).toString()).toBe(
    "a,b\n1,2\n",
  );
  const second = await fetchUrl(effects, { url, memory: first.memory });
  expect(second).toEqual({ outcome: "unchanged", memory: first.memory });
  answer = (_request, response) => void response.writeHead(200, { etag: '"2"' }).end("a,b\n1,2\n");
  const third = await fetchUrl(effects, { url, memory: first.memory });
  expect(third).toMatchObject({ outcome: "unchanged", memory: { etag: '"2"', hash: first.fileHash } });
  answer = (_request, response) => void response.writeHead(200, { etag: '"3"' }).end("a,b\n1,3\n");
  expect(await fetchUrl(effects, { url, memory: third.memory })).toMatchObject({ outcome: "file" });
});

test("conditions go only to the address they came from", async () => {
  let condition: string | undefined;
  answer = (request, response) => {
    condition = request.headers["if-none-match"];
    response.end("x");
  };
  await fetchUrl(effects, { url, memory: { url: "http://other/", etag: '"1"', hash: "0".repeat(64) } });
  expect(condition).toBeUndefined();
  await fetchUrl(effects, { url, memory: { etag: '"1"', hash: "0".repeat(64) } });
  expect(condition).toBe('"1"');
});

test("500 then ok; 429 waits as asked; too long a wait and 404 are not waited for", async () => {
  let left = 2;
  answer = (_request, response) => void response.writeHead(left-- > 0 ? 500 : 200).end("x");
  expect(await fetchUrl(effects, { url, memory: {} })).toMatchObject({ outcome: "file" });
  expect(effects.pauses).toEqual([1_000, 4_000]);
  effects.pauses.length = 0;
  left = 1;
  answer = (_request, response) =>
    void response.writeHead(left-- > 0 ? 429 : 200, { "retry-after": "7" }).end("x");
  await fetchUrl(effects, { url, memory: {} });
  expect(effects.pauses).toEqual([7_000]);
  effects.pauses.length = 0;
  answer = (_request, response) => void response.writeHead(503, { "retry-after": "3600" }).end();
  expect(await codeOf(fetchUrl(effects, { url, memory: {} }))).toBe("warehouse.source-status");
  answer = (_request, response) => void response.writeHead(404).end();
  expect(await codeOf(fetchUrl(effects, { url, memory: {} }))).toBe("warehouse.source-status");
  expect(effects.pauses).toEqual([]);
});

test("a body that breaks off is fetched anew", async () => {
  let left = 1;
  answer = (_request, response) => {
    response.writeHead(200, { "content-length": "6" });
    if (left-- > 0) return void response.write("abc", () => response.destroy());
    response.end("abcdef");
  };
  expect(await fetchUrl(effects, { url, memory: {} })).toMatchObject({ outcome: "file", bytes: 6 });
});

test("too large, unpacked too large, and web pages keep nothing", async () => {
  answer = (_request, response) => void response.end("x".repeat(5_000));
  expect(await codeOf(fetchUrl(effects, { url, memory: {}, maxBytes: 1_000 }))).toBe(
    "warehouse.source-too-large",
  );
  answer = (_request, response) =>
    void response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("x".repeat(5_000)));
  expect(await codeOf(fetchUrl(effects, { url, memory: {}, maxBytes: 1_000 }))).toBe(
    "warehouse.source-too-large",
  );
  const page = "\ufeff<!-- x -->\n<!DOCTYPE html><title>Đăng nhập</title>";
  answer = (_request, response) => void response.writeHead(200, { "content-type": "text/html" }).end(page);
  expect(await codeOf(fetchUrl(effects, { url, memory: {} }))).toBe("warehouse.source-web-page");
  answer = (_request, response) =>
    void response.writeHead(200, { "content-type": "text/html" }).end("a,b\n1,2\n");
  expect(await fetchUrl(effects, { url, memory: {} })).toMatchObject({ outcome: "file", bytes: 8 });
});

test("names of files", () => {
  expect(
    dispositionName("attachment; filename=\"a.csv\"; filename*=UTF-8''d%E1%BB%AF%20li%E1%BB%87u.csv"),
  ).toBe("dữ liệu.csv");
  expect(dispositionName('attachment; filename="a \\"b\\".csv"')).toBe('a "b".csv');
  expect(dispositionName("attachment; filename=a.csv")).toBe("a.csv");
  expect(dispositionName("attachment; filename*=UTF-8''%ff; filename=b.csv")).toBe("b.csv");
  expect(dispositionName("inline")).toBeUndefined();
  const named = (disposition: string, type = "", at = "http://x/y") =>
    fileNameOf({ url: at, headers: { "content-disposition": disposition, "content-type": type } });
  expect(named('attachment; filename="../../etc/passwd"')).toBe("passwd");
  expect(named('attachment; filename="..\\\\..\\\\a.csv"')).toBe("a.csv");
  expect(named("", "text/csv; charset=utf-8", "http://x/export?format=csv")).toBe("export.csv");
  expect(named("", "", "http://x/")).toBe("data");
  expect(named(`attachment; filename="${Buffer.from("mưa.csv").toString("latin1")}"`)).toBe("mưa.csv");
});

test("Retry-After in seconds and as a date", () => {
  const now = new Date("2026-11-24T00:00:00Z");
  expect(retryAfterSeconds("120", now)).toBe(120);
  expect(retryAfterSeconds("Tue, 24 Nov 2026 00:00:30 GMT", now)).toBe(30);
  expect(retryAfterSeconds("Mon, 23 Nov 2026 00:00:30 GMT", now)).toBe(0);
  expect(retryAfterSeconds("soon", now)).toBeUndefined();
});
