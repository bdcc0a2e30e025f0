/** The session cookie: unreadable for scripts, not sent by other sites' forms, and bound to this host under https. */
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Config } from "../../../kernel/config.ts";
import { sessionDays } from "../service/sessions.ts";

/** The secret of this browser's session, if it has one. */
export function sessionSecretOf(request: FastifyRequest, config: Config): string | undefined {
  return request.cookies[nameFor(config)] || undefined;
}

export function setSessionCookie(reply: FastifyReply, config: Config, secret: string): void {
  reply.setCookie(nameFor(config), secret, { ...attributesFor(config), maxAge: sessionDays * 86_400 });
}

export function clearSessionCookie(reply: FastifyReply, config: Config): void {
  reply.clearCookie(nameFor(config), attributesFor(config));
}

/** `__Host-` makes browsers refuse the cookie from another host, another path, or without https (RFC 6265bis 4.1.3.2). */
function nameFor(config: Config): string {
  return isSecure(config) ? "__Host-dothi" : "dothi";
}

function attributesFor(config: Config) {
  return { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure(config) } as const;
}

function isSecure(config: Config): boolean {
  return config.PUBLIC_URL.startsWith("https:");
}
