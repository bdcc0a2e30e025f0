/** Requests that another site makes a person's browser send: refused by origin, and by a token only our pages know. */
import type { FastifyRequest } from "fastify";
import type { Config } from "../../../kernel/config.ts";
import { identityError } from "../errors.ts";
import { csrfTokenOf, sameSecret } from "../service/secrets.ts";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/** For a request that comes with a session. @throws `identity.origin-foreign`, `identity.csrf-missing` */
export function refuseForgery(request: FastifyRequest, config: Config, sessionSecret: string): void {
  if (safeMethods.has(request.method)) return;
  refuseForeignOrigin(request, config);
  const sent = request.headers["x-csrf-token"];
  if (typeof sent !== "string" || !sameSecret(sent, csrfTokenOf(sessionSecret)))
    throw identityError("csrf-missing");
}

/**
 * Browsers say where a request comes from (Fetch Metadata, RFC 6454); programs that say nothing carry no
 * cookie of a person.
 * @throws `identity.origin-foreign`
 */
export function refuseForeignOrigin(request: FastifyRequest, config: Config): void {
  const site = request.headers["sec-fetch-site"];
  const { origin } = request.headers;
  const foreignSite = site !== undefined && site !== "same-origin" && site !== "none";
  if (foreignSite || (origin !== undefined && !isOwnOrigin(origin, request, config)))
    throw identityError("origin-foreign", { origin: origin ?? String(site) });
}

/** With PUBLIC_URL only its origin is ours; without, the one the request itself was sent to. */
function isOwnOrigin(origin: string, request: FastifyRequest, config: Config): boolean {
  if (!URL.canParse(origin)) return false;
  const { host, origin: own } = new URL(origin);
  return config.PUBLIC_URL ? own === new URL(config.PUBLIC_URL).origin : host === request.host.toLowerCase();
}
