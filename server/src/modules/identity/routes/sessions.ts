/** /api/identity/session, login, logout, password, demo-accounts. */
import type { FastifyRequest } from "fastify";
import type { App, Http } from "../../../kernel/module.ts";
import { Type } from "../../../kernel/schema.ts";
import { DemoAccounts, LoginBody, PasswordBody, SessionAnswer } from "../schema.ts";
import { listDemoAccounts } from "../service/demo.ts";
import { changeOwnPassword, describeSession, logIn, logOut } from "../service/sessions.ts";
import { loginPath } from "./authenticate.ts";
import { clearSessionCookie, sessionSecretOf, setSessionCookie } from "./cookie.ts";
import { refuseForeignOrigin } from "./forgery.ts";

const tags = ["identity"];
const Nothing = Type.Null({ description: "Done." });

export function registerSessionRoutes(http: Http, app: App): void {
  const { config } = app;

  http.get(
    "/api/identity/session",
    { schema: { tags, summary: "Who is logged in here", response: { 200: SessionAnswer } } },
    async (request) =>
      describeSession(request.ctx, { secret: sessionSecretOf(request, config), language: request.language }),
  );

  http.post(
    loginPath,
    {
      schema: {
        tags,
        summary: "Log in and get a session cookie",
        body: LoginBody,
        response: { 200: SessionAnswer },
      },
      onRequest: async (request) => refuseForeignOrigin(request, config),
    },
    async (request, reply) => {
      const oldSecret = sessionSecretOf(request, config);
      const { secret, actor } = await logIn(request.ctx, {
        ...request.body,
        ...callerOf(request),
        oldSecret,
      });
      setSessionCookie(reply, config, secret);
      return describeSession({ ...request.ctx, actor }, { secret, language: request.language });
    },
  );

  http.post(
    "/api/identity/logout",
    { schema: { tags, summary: "End the session of this browser", response: { 204: Nothing } } },
    async (request, reply) => {
      await logOut(request.ctx, sessionSecretOf(request, config));
      clearSessionCookie(reply, config);
      return reply.code(204).send(null);
    },
  );

  http.get(
    "/api/identity/demo-accounts",
    {
      schema: {
        tags,
        summary: "Accounts to try in the demo city; empty elsewhere",
        response: { 200: DemoAccounts },
      },
    },
    async (request) => listDemoAccounts(request.ctx, request.language),
  );

  registerPasswordRoute(http, app);
}

function registerPasswordRoute(http: Http, { config }: App): void {
  http.post(
    "/api/identity/password",
    {
      schema: {
        tags,
        summary: "Change one's own password; ends one's other sessions",
        body: PasswordBody,
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      const { currentPassword: current, newPassword: wanted } = request.body;
      await changeOwnPassword(request.ctx, {
        current,
        wanted,
        secret: sessionSecretOf(request, config),
        ...callerOf(request),
      });
      return reply.code(204).send(null);
    },
  );
}

function callerOf(request: FastifyRequest): { address: string; userAgent: string } {
  return { address: request.ip, userAgent: (request.headers["user-agent"] ?? "").slice(0, 300) };
}
