/** /api/identity/accounts and the sessions of an account. */
import type { App, Http } from "../../../kernel/module.ts";
import { Type } from "../../../kernel/schema.ts";
import {
  AccountAnswer,
  AccountChangeBody,
  AccountPage,
  AccountsQuery,
  Ended,
  IdParams,
  NewAccountBody,
  SessionList,
  SessionParams,
} from "../schema.ts";
import { changeAccount, createAccount, getAccount, listAccounts } from "../service/accounts.ts";
import { endSession, endSessions, listSessions } from "../service/sessions.ts";
import { sessionSecretOf } from "./cookie.ts";

const tags = ["identity"];

export function registerAccountRoutes(http: Http, app: App): void {
  http.get(
    "/api/identity/accounts",
    {
      schema: {
        tags,
        summary: "Accounts by user name",
        querystring: AccountsQuery,
        response: { 200: AccountPage },
      },
    },
    async (request) => listAccounts(request.ctx, request.query, request.language),
  );

  http.get(
    "/api/identity/accounts/:id",
    { schema: { tags, summary: "One account", params: IdParams, response: { 200: AccountAnswer } } },
    async (request) => getAccount(request.ctx, request.params.id, request.language),
  );

  http.post(
    "/api/identity/accounts",
    {
      schema: { tags, summary: "Create an account", body: NewAccountBody, response: { 201: AccountAnswer } },
    },
    async (request, reply) =>
      reply.code(201).send(await createAccount(request.ctx, request.body, request.language)),
  );

  http.patch(
    "/api/identity/accounts/:id",
    {
      schema: {
        tags,
        summary: "Change, disable or unlock an account, replace its grants",
        params: IdParams,
        body: AccountChangeBody,
        response: { 200: AccountAnswer },
      },
    },
    async (request) => changeAccount(request.ctx, request.params.id, request.body, request.language),
  );

  registerSessionsOfAccount(http, app);
}

function registerSessionsOfAccount(http: Http, app: App): void {
  http.get(
    "/api/identity/accounts/:id/sessions",
    {
      schema: {
        tags,
        summary: "Open sessions of an account",
        params: IdParams,
        response: { 200: SessionList },
      },
    },
    async (request) => ({
      items: await listSessions(request.ctx, request.params.id, sessionSecretOf(request, app.config)),
    }),
  );

  http.delete(
    "/api/identity/accounts/:id/sessions",
    {
      schema: {
        tags,
        summary: "End all sessions of an account, but not this one",
        params: IdParams,
        response: { 200: Ended },
      },
    },
    async (request) => ({
      ended: await endSessions(request.ctx, request.params.id, sessionSecretOf(request, app.config)),
    }),
  );

  http.delete(
    "/api/identity/accounts/:id/sessions/:sessionId",
    {
      schema: {
        tags,
        summary: "End one session",
        params: SessionParams,
        response: { 204: Type.Null({ description: "Done." }) },
      },
    },
    async (request, reply) => {
      await endSession(request.ctx, request.params.id, request.params.sessionId);
      return reply.code(204).send(null);
    },
  );
}
