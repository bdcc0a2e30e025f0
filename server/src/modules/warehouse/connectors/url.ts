/** A file at an address: fetched only when it has changed. */
import { Readable } from "node:stream";
import { sourceError } from "./connector-errors.ts";
import type { ConnectorEffects } from "./effects.ts";
import { fileNameOf } from "./file-name.ts";
import type { Answer } from "./guard.ts";
import { getWithRetry } from "./retry.ts";

/** What is kept from the last fetch, as JSON. Conditions are sent only to the address they came from. */
export interface UrlMemory {
  readonly url?: string;
  readonly etag?: string;
  readonly lastModified?: string;
  /** SHA-256 of the content. */
  readonly hash?: string;
}

export type UrlOutcome =
  | { readonly outcome: "unchanged"; readonly memory: UrlMemory }
  | {
      readonly outcome: "file";
      readonly fileHash: string;
      readonly bytes: number;
      readonly fileName: string;
      readonly memory: UrlMemory;
    };

export interface UrlRequest {
  readonly url: string;
  readonly memory: UrlMemory;
  /** Default 2 GiB, as sent and as unpacked. */
  readonly maxBytes?: number;
  /** Default half an hour. */
  readonly totalSeconds?: number;
  /** Longest silence; default a minute. */
  readonly idleSeconds?: number;
  readonly signal?: AbortSignal;
}

/**
 * Conditional GET into the file store. `unchanged` after a 304, and when the content is the same byte for byte.
 * @throws `warehouse.source-web-page` for an HTML page, and those of `getWithRetry`
 */
export async function fetchUrl(effects: ConnectorEffects, request: UrlRequest): Promise<UrlOutcome> {
  const { url, memory } = request;
  const conditions = conditionsOf(url, memory);
  const options = {
    headers: conditions,
    maxBytes: request.maxBytes ?? 2 * 1_024 ** 3,
    totalSeconds: request.totalSeconds ?? 1_800,
    ...(request.idleSeconds === undefined ? {} : { idleSeconds: request.idleSeconds }),
    ...(request.signal ? { signal: request.signal } : {}),
  };
  const accept = Object.keys(conditions).length > 0 ? [304] : [];
  return getWithRetry(effects, { url, options, accept }, async (answer) => {
    const next = memoryOf(url, answer);
    if (answer.status === 304) {
      answer.body.resume();
      return { outcome: "unchanged", memory: { ...memory, ...next } };
    }
    const content = await withoutPage(answer);
    const stored = await effects.files.put(content, options.maxBytes);
    const kept = { ...next, hash: stored.hash };
    if (stored.hash === memory.hash) return { outcome: "unchanged", memory: kept };
    const fileName = fileNameOf(answer);
    return { outcome: "file", fileHash: stored.hash, bytes: stored.bytes, fileName, memory: kept };
  });
}

function conditionsOf(url: string, memory: UrlMemory): Record<string, string> {
  if (!memory.hash || (memory.url !== undefined && memory.url !== url)) return {};
  return {
    ...(memory.etag ? { "if-none-match": memory.etag } : {}),
    ...(memory.lastModified ? { "if-modified-since": memory.lastModified } : {}),
  };
}

function memoryOf(url: string, answer: Answer): UrlMemory {
  const { etag, "last-modified": lastModified } = answer.headers;
  return { url, ...(etag ? { etag } : {}), ...(lastModified ? { lastModified } : {}) };
}

/**
 * Login and error pages come with status 200. Only what is called HTML, is not an attachment and begins like a page
 * is refused: spreadsheets are often HTML tables, but then under another content type.
 */
async function withoutPage(answer: Answer): Promise<Readable> {
  const isHtml = /^(text\/html|application\/xhtml)/i.test(answer.headers["content-type"] ?? "");
  if (!isHtml || /^\s*attachment/i.test(answer.headers["content-disposition"] ?? "")) return answer.body;
  const reader = answer.body[Symbol.asyncIterator]();
  const head: Buffer[] = [];
  let bytes = 0;
  let done = false;
  while (bytes < 1_024 && !done) {
    const step = await reader.next();
    done = step.done === true;
    if (!done) head.push(step.value as Buffer);
    bytes += done ? 0 : (step.value as Buffer).length;
  }
  if (isPage(Buffer.concat(head).subarray(0, 4_096).toString("utf8"))) {
    answer.body.destroy();
    throw sourceError("source-web-page", { host: new URL(answer.url).host });
  }
  return Readable.from(chain(head, reader), { objectMode: false });
}

/** Does the text begin like an HTML page? */
export function isPage(text: string): boolean {
  return /^\ufeff?\s*(<!--[\s\S]*?-->\s*|<\?xml[^>]*>\s*)*<(!doctype\s+html|html|head|body)[\s>]/i.test(text);
}

async function* chain(head: readonly Buffer[], rest: AsyncIterator<unknown>): AsyncGenerator<Buffer> {
  yield* head;
  for (let step = await rest.next(); !step.done; step = await rest.next()) yield step.value as Buffer;
}
