/** All of identity's addresses, and what holds for each answer of the program. */
import type { App, Http } from "../../../kernel/module.ts";
import { registerAccountRoutes } from "./accounts.ts";
import { stale } from "./authenticate.ts";
import { clearSessionCookie } from "./cookie.ts";
import { registerSessionRoutes } from "./sessions.ts";
import { registerTokenRoutes } from "./tokens.ts";

export function registerRoutes(http: Http, app: App): void {
  http.addHook("onRequest", async (request, reply) => {
    if (stale.has(request)) clearSessionCookie(reply, app.config);
    if (request.url.startsWith("/api/identity/")) reply.header("cache-control", "no-store");
  });
  registerSessionRoutes(http, app);
  registerTokenRoutes(http);
  registerAccountRoutes(http, app);
}
