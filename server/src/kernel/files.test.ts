/** Files: once each, whole or not at all, in bounded memory; in a folder and in S3. */
import { createHash, createHmac, randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type FileStore, openFiles } from "./files.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dothi-files-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const sha256 = (data: string | Buffer) => createHash("sha256").update(data).digest("hex");
const stream = (...parts: (string | Buffer)[]) => Readable.from(parts.map((part) => Buffer.from(part)));
const read = async (store: FileStore, hash: string) => (await buffer(await store.open(hash))).toString();
async function everythingIn(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

/** Both backends do the same; what differs is tested below. */
function behaves(
  name: string,
  open: () => Promise<{ store: FileStore; stored: () => Promise<string[]>; spool: string }>,
): void {
  describe(name, () => {
    let place: Awaited<ReturnType<typeof open>>;
    beforeEach(async () => {
      place = await open();
    });

    test("what is put in comes out; the same content is stored once", async () => {
      const text = "Sở Xây dựng\0\r\n";
      const first = await place.store.put(stream(text), 100);
      expect(first).toEqual({ hash: sha256(text), bytes: Buffer.byteLength(text) });
      expect(await place.store.put(stream("Sở ", "Xây dựng\0\r\n"), 100)).toEqual(first);
      await Promise.all([1, 2, 3].map(() => place.store.put(stream(text), 100)));
      expect(await place.stored()).toEqual([first.hash]);
      expect(await read(place.store, first.hash)).toBe(text);
      expect(await place.store.size(first.hash)).toBe(first.bytes);
    });

    test("an empty file is a file", async () => {
      const { hash, bytes } = await place.store.put(stream(), 100);
      expect([hash, bytes, await read(place.store, hash), await place.store.size(hash)]).toEqual([
        sha256(""),
        0,
        "",
        0,
      ]);
    });

    test("beyond the limit, and when the sender breaks off, nothing is kept", async () => {
      await expect(place.store.put(stream("12345", "67890", "x"), 10)).rejects.toMatchObject({
        code: "kernel.body-too-large",
      });
      const broken = Readable.from(
        (async function* () {
          yield Buffer.alloc(100_000);
          throw new Error("gone");
        })(),
      );
      await expect(place.store.put(broken, 1_000_000)).rejects.toThrow("gone");
      expect([await place.stored(), await readdir(place.spool)]).toEqual([[], []]);
      expect((await place.store.put(stream("1234567890"), 10)).bytes).toBe(10);
    });

    test.each([
      "../../secrets/postgres",
      `../${"a".repeat(61)}`,
      "A".repeat(64),
      "a".repeat(63),
      `${"a".repeat(64)}\n`,
      "",
      "a".repeat(64),
    ])("%j is no file", async (hash) => {
      await expect(place.store.open(hash)).rejects.toMatchObject({ code: "kernel.file-unknown" });
      await expect(place.store.size(hash)).rejects.toMatchObject({ code: "kernel.file-unknown" });
    });
  });
}

behaves("in a folder", async () => {
  const dir = await mkdtemp(join(folder, "d-"));
  const store = await openFiles(dir, "");
  return { store, stored: () => everythingIn(join(dir, "files")).catch(() => []), spool: join(dir, "spool") };
});

test("300 MB pass through in bounded memory, both ways", { timeout: 60_000 }, async () => {
  const dir = await mkdtemp(join(folder, "big-"));
  const store = await openFiles(dir, "");
  const chunk = randomBytes(1_048_576);
  let most = 0;
  const before = process.memoryUsage().rss;
  const watch = () => (most = Math.max(most, process.memoryUsage().rss - before));
  async function* content() {
    for (let i = 0; i < 300; i++) {
      watch();
      yield chunk;
    }
  }
  const { hash, bytes } = await store.put(Readable.from(content()), 2 ** 30);
  let came = 0;
  for await (const part of await store.open(hash)) {
    came += (part as Buffer).length;
    watch();
  }
  expect([bytes, came]).toEqual([314_572_800, 314_572_800]);
  expect(most).toBeLessThan(150_000_000);
});

test("what a killed program left in the spool is gone after the next start", async () => {
  const dir = await mkdtemp(join(folder, "s-"));
  const store = await openFiles(dir, "");
  const endless = new Readable({ read() {} });
  endless.push("half");
  const put = store.put(endless, 100).catch(() => undefined);
  await expect.poll(() => readdir(join(dir, "spool"))).toHaveLength(1);
  await openFiles(dir, "");
  expect(await readdir(join(dir, "spool"))).toEqual([]);
  endless.destroy();
  await put;
});

const key = { id: "AKIAVIDU", secret: "bí/mật+chữ ký", region: "ap-southeast-1" };
const objects = new Map<string, Buffer>();
const refused: string[] = [];
let server: Server;
/** Answers to give before it works again. */
let failures: number[] = [];

/** AWS Signature Version 4, computed from the request as it came, by the words of its specification. */
function signatureOf(request: IncomingMessage): string {
  const header = request.headers.authorization ?? "";
  const signed = (/SignedHeaders=([^,]+)/.exec(header)?.[1] ?? "").split(";");
  const url = new URL(request.url ?? "", "http://x");
  const scope = /Credential=[^/]+\/([^,]+)/.exec(header)?.[1] ?? "";
  const canonical = [
    request.method,
    url.pathname,
    url.search.slice(1),
    ...signed.map((name) => `${name}:${String(request.headers[name]).trim()}`),
    "",
    signed.join(";"),
    request.headers["x-amz-content-sha256"],
  ].join("\n");
  const text = ["AWS4-HMAC-SHA256", request.headers["x-amz-date"], scope, sha256(canonical)].join("\n");
  const hmac = (secret: string | Buffer, data: string) => createHmac("sha256", secret).update(data).digest();
  const signingKey = scope
    .split("/")
    .reduce<string | Buffer>((secret, part) => hmac(secret, part), `AWS4${key.secret}`);
  return hmac(signingKey, text).toString("hex");
}

/** Why S3 would refuse the request, or undefined. */
function refusalOf(request: IncomingMessage, body: Buffer): string | undefined {
  const header = request.headers.authorization ?? "";
  const date = String(request.headers["x-amz-date"]);
  const scope = `${key.id}/${date.slice(0, 8)}/${key.region}/s3/aws4_request`;
  if (!header.startsWith(`AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=`)) return "scope";
  for (const name of ["host", "x-amz-content-sha256", "x-amz-date"])
    if (!header.includes(name)) return `unsigned ${name}`;
  if (!header.endsWith(`Signature=${signatureOf(request)}`)) return "signature";
  const hash = request.headers["x-amz-content-sha256"];
  if (request.method === "PUT" && hash !== sha256(body)) return "content hash";
  if (request.method === "PUT" && Number(request.headers["content-length"]) !== body.length)
    return "content length";
  return undefined;
}

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const body = await buffer(request);
    const failure = failures.shift();
    if (failure) return void response.writeHead(failure).end();
    const refusal = refusalOf(request, body);
    if (refusal) refused.push(refusal);
    if (refusal) return void response.writeHead(403).end();
    const path = request.url ?? "";
    if (request.method === "PUT") objects.set(path, body);
    const found = objects.get(path);
    if (!found) return void response.writeHead(404).end();
    response.writeHead(200, { "content-length": request.method === "PUT" ? 0 : found.length });
    response.end(request.method === "GET" ? found : undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function openS3(
  secret = key.secret,
): Promise<{ store: FileStore; stored: () => Promise<string[]>; spool: string }> {
  objects.clear();
  refused.length = 0;
  failures = [];
  const dir = await mkdtemp(join(folder, "s3-"));
  const { port } = server.address() as AddressInfo;
  const url = `http://${key.id}:${encodeURIComponent(secret)}@127.0.0.1:${port}/kho?region=${key.region}`;
  const store = await openFiles(dir, url);
  return {
    store,
    stored: async () => [...objects.keys()].map((path) => path.split("/").at(-1) ?? ""),
    spool: join(dir, "spool"),
  };
}

behaves("in S3, each request signed as AWS Signature Version 4 says", async () => openS3());

test("S3: objects lie under files/ by their first two letters, and no request was refused", async () => {
  const { store } = await openS3();
  const { hash } = await store.put(stream("a"), 10);
  expect([...objects.keys()]).toEqual([`/kho/files/${hash.slice(0, 2)}/${hash}`]);
  expect(refused).toEqual([]);
});

test("S3 that fails for a moment is asked again, with the body sent anew", async () => {
  const { store } = await openS3();
  failures = [503, 500];
  const { hash } = await store.put(stream("lần thứ ba"), 100);
  expect(await read(store, hash)).toBe("lần thứ ba");
  failures = [];
});

test("S3 that stays away, or refuses the key, is an engine that is not available", async () => {
  const wrong = await openS3("sai");
  await expect(wrong.store.put(stream("a"), 10)).rejects.toMatchObject({ code: "kernel.engine-unavailable" });
  expect(refused[0]).toBe("signature");
  const dir = await mkdtemp(join(folder, "s3-"));
  const gone = await openFiles(dir, "http://a:b@127.0.0.1:1/kho");
  await expect(gone.put(stream("a"), 10)).rejects.toMatchObject({ code: "kernel.engine-unavailable" });
  await expect(gone.open("a".repeat(64))).rejects.toMatchObject({ code: "kernel.engine-unavailable" });
  expect(await readdir(join(dir, "spool"))).toEqual([]);
});
