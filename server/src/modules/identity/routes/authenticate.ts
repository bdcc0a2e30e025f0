/** Who is asking: an API token, else the session of a browser, else nobody. */
import type { FastifyRequest } from "fastify";
import type { Actor } from "../../../kernel/actor.ts";
import type { App } from "../../../kernel/module.ts";
import { findSessionActor, getTokenActor } from "../service/identify.ts";
import { sessionSecretOf } from "./cookie.ts";
import { refuseForgery } from "./forgery.ts";

export const loginPath = "/api/identity/login";

/** Requests that came with the cookie of a session that is over; their answers clear it. */
export const stale = new WeakSet<FastifyRequest>();

/**
 * A token wins over a cookie, since a browser never adds one by itself. Logging in needs no anti-forgery
 * token (its origin is checked there), because the page may not know yet of the session it replaces.
 * @throws `identity.token-invalid`, `identity.csrf-missing`, `identity.origin-foreign`
 */
export async function authenticate(request: FastifyRequest, app: App): Promise<Actor> {
  const ctx = app.contextFor({ kind: "system", task: "identity.authenticate" });
  const token = bearerOf(request.headers.authorization);
  if (token !== undefined) return getTokenActor(ctx, token);
  const secret = sessionSecretOf(request, app.config);
  if (secret === undefined) return { kind: "anonymous" };
  const actor = await findSessionActor(ctx, secret);
  if (!actor) {
    stale.add(request);
    return { kind: "anonymous" };
  }
  if (request.routeOptions.url !== loginPath) refuseForgery(request, app.config, secret);
  return actor;
}

/** `Bearer x` → `x`, whatever its form; `Bearer` alone → empty, which is no token; other schemes are not ours. */
function bearerOf(header: string | undefined): string | undefined {
  const match = /^bearer(?: +(.*))?$/i.exec(header ?? "");
  return match ? (match[1] ?? "").trim() : undefined;
}
