/**
 * Compression of answers. Those made in memory, up to a megabyte, are compressed in one step, which is several
 * times quicker than through a stream; streams and larger ones are left to @fastify/compress.
 */
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import compress from "@fastify/compress";
import type { Http } from "../module.ts";

const leastBytes = 1_024;
const mostInOneStep = 1_048_576;
const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } };
const compressible = /^(application\/([\w.+-]*json|javascript)|text\/)/;

export async function registerCompression(http: Http): Promise<void> {
  http.addHook("onSend", async (request, reply, payload) => {
    if (typeof payload !== "string" || payload.length < leastBytes || payload.length > mostInOneStep)
      return payload;
    if (reply.hasHeader("content-encoding") || !compressible.test(String(reply.getHeader("content-type"))))
      return payload;
    const encoding = bestEncoding(request.headers["accept-encoding"]);
    reply.header("vary", "accept-encoding");
    if (!encoding) return payload;
    reply.header("content-encoding", encoding).removeHeader("content-length");
    return encoding === "br" ? brotliCompressSync(payload, brotli) : gzipSync(payload, { level: 1 });
  });
  await http.register(compress, {
    threshold: leastBytes,
    encodings: ["br", "gzip"],
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  });
}

function bestEncoding(accepted: string | string[] | undefined): "br" | "gzip" | undefined {
  const offers = String(accepted ?? "")
    .split(",")
    .map((part) => part.trim().split(";"))
    .filter(([, q]) => !/^\s*q=0(\.0*)?\s*$/.test(q ?? ""))
    .map(([name]) => name?.toLowerCase());
  return offers.includes("br") ? "br" : offers.includes("gzip") ? "gzip" : undefined;
}
