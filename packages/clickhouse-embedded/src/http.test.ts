import { readdirSync, readFileSync } from "node:fs";
import { request } from "node:http";
import { Readable } from "node:stream";
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rowsOf, send, startTestEngine, type TestEngine, until } from "./testing.ts";

let t: TestEngine;
beforeAll(async () => {
  t = await startTestEngine();
  await t.client.command({
    query: "CREATE TABLE lines (n UInt64, text String) ENGINE = MergeTree ORDER BY n",
  });
}, 60_000);
afterAll(() => t.close());

describe("requests", { timeout: 60_000 }, () => {
  test("ping needs no credentials", async () => {
    expect(await (await fetch(`http://127.0.0.1:${t.engine.port}/ping`)).text()).toBe("Ok.\n");
  });

  test("queries by GET and POST, with the body added to the query", async () => {
    expect(await (await send(t.engine, "SELECT 1", { method: "GET" })).text()).toBe("1\n");
    expect(await (await send(t.engine, "SELECT", { body: " 2" })).text()).toBe("2\n");
  });

  test("parameters, settings and the format for one request", async () => {
    const settings = `param_n=5&param_s=${encodeURIComponent("đô thị")}&max_threads=1&default_format=JSONCompactEachRow&query_id=mine`;
    const query = "SELECT {n:UInt8}, {s:String}, getSetting('max_threads')";
    const response = await send(t.engine, query, { settings });
    expect(await response.text()).toBe('[5, "đô thị", 1]\n');
    expect(response.headers.get("X-ClickHouse-Query-Id")).toBe("mine");
    expect(response.headers.get("X-ClickHouse-Format")).toBe("JSONCompactEachRow");
  });

  test("settings of one request do not reach another", async () => {
    const threads = [1, 2, 3, 4, 5, 6, 7, 8];
    const query = "SELECT getSetting('max_threads') + sleep(0.1)";
    const seen = await Promise.all(
      threads.map(async (n) =>
        Number(await (await send(t.engine, query, { settings: `max_threads=${n}` })).text()),
      ),
    );
    expect(seen).toEqual(threads);
  });

  test.each([
    ["SELECT * FROM absent", 404, "60"],
    ["SELEC 1", 400, "62"],
    ["SELECT 1 / throwIf(1)", 500, "395"],
    ["SELECT nope", 404, "47"],
  ])("%s → %i, code %s", async (query, status, code) => {
    const response = await send(t.engine, query);
    expect([response.status, response.headers.get("X-ClickHouse-Exception-Code")]).toEqual([status, code]);
    expect(await response.text()).toMatch(new RegExp(`^Code: ${code}\\. DB::Exception: `));
  });

  test("the client sees the engine errors", async () => {
    await expect(rowsOf(t.client, "SELECT * FROM absent")).rejects.toMatchObject({
      code: "60",
      type: "UNKNOWN_TABLE",
    });
  });

  test.each([
    ["gzip", gzipSync],
    ["deflate", deflateSync],
    ["br", brotliCompressSync],
    ["zstd", zstdCompressSync],
  ] as const)("a %s body is understood", async (encoding, compress) => {
    const body = new Uint8Array(compress("1\tone\n2\ttwo\n"));
    const response = await send(t.engine, "INSERT INTO lines FORMAT TSV", {
      body,
      headers: { "Content-Encoding": encoding },
    });
    expect(response.status).toBe(200);
    expect(JSON.parse(response.headers.get("X-ClickHouse-Summary") ?? "")).toMatchObject({
      written_rows: "2",
    });
  });

  test("answers are compressed when asked for", async () => {
    const headers = { "Accept-Encoding": "gzip" };
    const response = await send(t.engine, "SELECT 1", { settings: "enable_http_compression=1", headers });
    expect(response.headers.get("Content-Encoding")).toBe("gzip");
    expect(await response.text()).toBe("1\n");
  });
});

describe("who may ask", () => {
  const basic = (name: string, password: string) => ({
    Authorization: `Basic ${Buffer.from(`${name}:${password}`).toString("base64")}`,
  });

  test.each([
    ["nobody", {}, ""],
    ["default", { "X-ClickHouse-User": "default" }, ""],
    ["default by Basic", basic("default", ""), ""],
    ["default by URL", {}, "&user=default"],
    ["default by URL, behind another name", { "X-ClickHouse-User": "dothi" }, "&user=default&password="],
    ["default by URL, behind a Basic name", basic("dothi", ""), "&user=default&password="],
    ["default by a disguised name", basic("dothi", ""), "&us%65r=default"],
    ["default by a bare name", basic("dothi", ""), "&us%65r"],
    ["a wrong password", { "X-ClickHouse-User": "dothi", "X-ClickHouse-Key": "guess" }, ""],
    ["a wrong Basic password", basic("dothi", "guess"), ""],
  ])("%s may not", async (_who, headers, more) => {
    const response = await fetch(`http://127.0.0.1:${t.engine.port}/?query=SELECT+1${more}`, {
      headers: headers as Record<string, string>,
    });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.headers.get("X-ClickHouse-Exception-Code")).toBe("516");
  });

  test("Basic credentials are accepted", async () => {
    const headers = basic(t.engine.user, t.engine.password);
    expect((await fetch(`http://127.0.0.1:${t.engine.port}/?query=SELECT+1`, { headers })).status).toBe(200);
  });

  test("a foreign Host is refused, with and without credentials", async () => {
    const { user, password, port } = t.engine;
    for (const headers of [{}, basic(user, password)]) {
      expect(await statusOf("/ping", { Host: "evil.example", ...headers })).toBe(404);
      expect(await statusOf("/?query=SELECT+1", { Host: "evil.example", ...headers })).toBe(404);
      expect(await statusOf("/ping", { Host: `localhost:${port}`, ...headers })).toBe(200);
    }
  });

  test("only loopback is listened on, and the secrets are in no readable file", () => {
    const listening = readFileSync("/proc/net/tcp", "utf8")
      .split("\n")
      .map((line) => line.trim().split(/\s+/));
    const hexPort = t.engine.port.toString(16).toUpperCase().padStart(4, "0");
    const local = listening
      .filter((field) => field[3] === "0A" && field[1]?.endsWith(`:${hexPort}`))
      .map((field) => field[1]);
    expect(local).toEqual([`0100007F:${hexPort}`]);
    expect(readdirSync(t.dataDir)).not.toContain("config.xml");
    expect(readFileSync(`${t.dataDir}/users.xml`, "utf8")).not.toContain(t.engine.password);
    expect(readFileSync(`/proc/${t.engine.pid}/cmdline`, "utf8")).not.toContain(t.engine.password);
    expect(readFileSync(`/proc/${t.engine.pid}/environ`, "utf8")).not.toContain(t.engine.password);
  });
});

describe("streams", { timeout: 120_000 }, () => {
  test("a long INSERT and a long SELECT pass in bounded memory", async () => {
    await t.client.command({
      query: "CREATE TABLE long (n UInt64, text String) ENGINE = MergeTree ORDER BY n",
    });
    const megabyte = Buffer.from(`1\t${"x".repeat(998)}\n`.repeat(1000));
    const before = anonymousKib();
    let peak = 0;
    const values = Readable.from(
      (function* () {
        for (let i = 0; i < 1500; i += 1) {
          peak = Math.max(peak, anonymousKib());
          yield megabyte;
        }
      })(),
      { objectMode: false },
    );
    await t.client.insert({ table: "long", values, format: "TabSeparated" });
    let bytes = 0;
    const result = await t.client.exec({ query: "SELECT * FROM long FORMAT TSV" });
    for await (const chunk of result.stream) {
      bytes += (chunk as Buffer).length;
      peak = Math.max(peak, anonymousKib());
    }
    expect(bytes).toBe(1500 * megabyte.length);
    expect(peak - before).toBeLessThan(900_000);
  });

  test("a read-only query ends when its client goes away", async () => {
    const gone = new AbortController();
    const settings = "readonly=1&query_id=left";
    const running = send(t.engine, "SELECT max(sipHash64(number)) FROM numbers(1e12)", {
      settings,
      signal: gone.signal,
    });
    await until(
      async () =>
        (await rowsOf(t.client, "SELECT 1 FROM system.processes WHERE query_id = 'left'")).length === 1,
    );
    gone.abort();
    await expect(running).rejects.toThrow();
    await until(
      async () =>
        (await rowsOf(t.client, "SELECT 1 FROM system.processes WHERE query_id = 'left'")).length === 0,
    );
  });
});

function anonymousKib(): number {
  return Number(/RssAnon:\s*(\d+)/.exec(readFileSync(`/proc/${t.engine.pid}/status`, "utf8"))?.[1]);
}

function statusOf(path: string, headers: Record<string, string>): Promise<number | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
  request({ host: "127.0.0.1", port: t.engine.port, path, headers }, (response) => {
    response.resume();
    resolve(response.statusCode);
  })
    .on("error", reject)
    .end();
  return promise;
}
