/** How many requests one address may send a minute; asked before anything costs, log-in included. */
import rateLimit from "@fastify/rate-limit";
import type { FastifyRequest } from "fastify";
import { kernelError } from "../errors.ts";
import type { Http } from "../module.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** A route that machines feed; `/v1.1/` is one by its address. It has a high limit of its own. */
    ingest?: boolean;
  }
}

/** A gateway speaks for hundreds of devices from one address. */
const ingestFactor = 50;

/** Registers the limit for every request, known addresses or not. Refuses with `kernel.too-many-requests`. */
export async function limitRate(http: Http, requestsPerMinute: number): Promise<void> {
  await http.register(rateLimit, {
    global: false,
    timeWindow: 60_000,
    max: (request) => (isIngest(request) ? requestsPerMinute * ingestFactor : requestsPerMinute),
    keyGenerator: (request) => (isIngest(request) ? `${request.ip} ingest` : request.ip),
    errorResponseBuilder: (_request, limit) => {
      const seconds = Math.ceil(limit.ttl / 1000);
      return kernelError("too-many-requests", { seconds }, { details: { retryAfterSeconds: seconds } });
    },
  });
  http.addHook("onRequest", http.rateLimit());
}

function isIngest(request: FastifyRequest): boolean {
  return request.routeOptions.config.ingest === true || request.url.startsWith("/v1.1/");
}
