/**
 * Files are content-addressed: the name of a file is the SHA-256 of its bytes, so the same content is stored
 * once. They lie in DATA_DIR/files, or in any S3-compatible store when S3_URL is set.
 */
import { createHash, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { AwsClient } from "aws4fetch";
import { kernelError } from "./errors.ts";

export interface StoredFile {
  /** SHA-256 in lower-case hexadecimal. */
  readonly hash: string;
  readonly bytes: number;
}

export interface FileStore {
  /**
   * Streams `content` in; memory stays constant whatever the size.
   * @throws `kernel.body-too-large` beyond `maxBytes`; then nothing is kept
   */
  put(content: Readable, maxBytes: number): Promise<StoredFile>;
  /** @throws `kernel.file-unknown` */
  open(hash: string): Promise<Readable>;
  /** The bytes from `start` to `end` (exclusive), fewer at the end. @throws `kernel.file-unknown` */
  read(hash: string, start: number, end: number): Promise<Buffer>;
  /** Bytes of the file. @throws `kernel.file-unknown` */
  size(hash: string): Promise<number>;
  /** Deletes the file; nothing happens when it is gone already. The caller knows that nobody else names it. */
  remove(hash: string): Promise<void>;
}

interface Backend {
  /** Bytes of the file, or undefined. */
  size(hash: string): Promise<number | undefined>;
  take(spooled: string, file: StoredFile): Promise<void>;
  open(hash: string): Promise<Readable | undefined>;
  read(hash: string, start: number, end: number): Promise<Buffer | undefined>;
  remove(hash: string): Promise<void>;
}

/** @param s3Url `https://KEY:SECRET@host/bucket?region=…`, or "" for the directory */
export async function openFiles(dataDir: string, s3Url: string): Promise<FileStore> {
  const spool = join(dataDir, "spool");
  await rm(spool, { recursive: true, force: true });
  await mkdir(spool, { recursive: true });
  const backend = s3Url ? s3Backend(s3Url) : directoryBackend(join(dataDir, "files"));
  async function found<T>(hash: string, look: (hash: string) => Promise<T | undefined>): Promise<T> {
    const result = /^[0-9a-f]{64}$/.test(hash) ? await look(hash) : undefined;
    if (result === undefined) throw kernelError("file-unknown", { hash });
    return result;
  }
  return {
    put: (content, maxBytes) => put(backend, spool, content, maxBytes),
    open: (hash) => found(hash, backend.open),
    read: (hash, start, end) =>
      found(hash, async (known) => (end > start ? backend.read(known, start, end) : Buffer.alloc(0))),
    size: (hash) => found(hash, backend.size),
    remove: async (hash) => {
      if (/^[0-9a-f]{64}$/.test(hash)) await backend.remove(hash);
    },
  };
}

async function put(
  backend: Backend,
  spool: string,
  content: Readable,
  maxBytes: number,
): Promise<StoredFile> {
  const path = join(spool, randomUUID());
  const digest = createHash("sha256");
  let bytes = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > maxBytes)
        return done(kernelError("body-too-large", { limit: `${Math.floor(maxBytes / 1_048_576)} MiB` }));
      digest.update(chunk);
      done(null, chunk);
    },
  });
  try {
    await pipeline(content, measure, createWriteStream(path, { flush: true }));
    const file = { hash: digest.digest("hex"), bytes };
    if ((await backend.size(file.hash)) === undefined) await backend.take(path, file);
    return file;
  } finally {
    await rm(path, { force: true });
  }
}

function directoryBackend(root: string): Backend {
  const pathOf = (hash: string) => join(root, hash.slice(0, 2), hash);
  const size = (hash: string) =>
    stat(pathOf(hash)).then(
      (file) => file.size,
      () => undefined,
    );
  return {
    size,
    take: async (spooled, { hash }) => {
      await mkdir(join(root, hash.slice(0, 2)), { recursive: true });
      await rename(spooled, pathOf(hash));
    },
    open: async (hash) =>
      (await size(hash)) === undefined
        ? undefined
        : createReadStream(pathOf(hash), { highWaterMark: 1_048_576 }),
    read: (hash, start, end) => readRange(pathOf(hash), start, end),
    remove: (hash) => rm(pathOf(hash), { force: true }),
  };
}

async function readRange(path: string, start: number, end: number): Promise<Buffer | undefined> {
  const file = await open(path, "r").catch(() => undefined);
  if (!file) return undefined;
  try {
    const buffer = Buffer.alloc(end - start);
    const { bytesRead } = await file.read(buffer, 0, buffer.length, start);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function s3Backend(s3Url: string): Backend {
  const url = new URL(s3Url);
  const client = new AwsClient({
    accessKeyId: decodeURIComponent(url.username),
    secretAccessKey: decodeURIComponent(url.password),
    service: "s3",
    region: url.searchParams.get("region") ?? "us-east-1",
    retries: 0,
  });
  const bucket = `${url.origin}${url.pathname.replace(/\/$/, "")}`;
  const addressOf = (hash: string) => `${bucket}/files/${hash.slice(0, 2)}/${hash}`;
  /** `init` makes a body anew for each attempt: a stream can be sent once only. */
  async function send(method: string, hash: string, init: () => RequestInit = () => ({})): Promise<Response> {
    const attempt = () =>
      client.fetch(addressOf(hash), { method, ...init() }).catch((cause: unknown) => {
        throw kernelError("engine-unavailable", { engine: "S3" }, { cause });
      });
    let answer = await attempt();
    for (let pauseMs = 200; pauseMs < 1_000 && isPassing(answer.status); pauseMs *= 2) {
      await sleep(pauseMs);
      answer = await attempt();
    }
    if (!answer.ok && (answer.status !== 404 || method === "PUT"))
      throw kernelError("engine-unavailable", { engine: "S3" }, { details: { s3Status: answer.status } });
    return answer;
  }
  return {
    size: async (hash) => {
      const answer = await send("HEAD", hash);
      return answer.ok ? Number(answer.headers.get("content-length")) : undefined;
    },
    take: async (spooled, { hash, bytes }) => {
      const body = () => ({
        body: Readable.toWeb(createReadStream(spooled)) as ReadableStream,
        duplex: "half",
        headers: { "content-length": String(bytes), "x-amz-content-sha256": hash },
      });
      await send("PUT", hash, body as () => RequestInit);
    },
    open: async (hash) => {
      const answer = await send("GET", hash);
      return answer.ok && answer.body ? Readable.fromWeb(answer.body as never) : undefined;
    },
    read: async (hash, start, end) => {
      const answer = await send("GET", hash, () => ({ headers: { range: `bytes=${start}-${end - 1}` } }));
      return answer.ok ? Buffer.from(await answer.arrayBuffer()) : undefined;
    },
    remove: async (hash) => {
      await send("DELETE", hash);
    },
  };
}

/** Busy or failing for a moment, as S3 says it. */
function isPassing(status: number): boolean {
  return status === 429 || status >= 500;
}
