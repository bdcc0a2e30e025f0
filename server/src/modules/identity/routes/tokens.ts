/** /api/identity/tokens */
import type { Http } from "../../../kernel/module.ts";
import { Type } from "../../../kernel/schema.ts";
import { IdParams, NewTokenAnswer, NewTokenBody, TokenPage, TokensQuery } from "../schema.ts";
import { createToken, listTokens, revokeToken } from "../service/tokens.ts";

const tags = ["identity"];

export function registerTokenRoutes(http: Http): void {
  http.get(
    "/api/identity/tokens",
    {
      schema: {
        tags,
        summary: "One's own API tokens, or all",
        querystring: TokensQuery,
        response: { 200: TokenPage },
      },
    },
    async (request) => listTokens(request.ctx, request.query),
  );

  http.post(
    "/api/identity/tokens",
    {
      schema: {
        tags,
        summary: "Create an API token; it is shown once",
        body: NewTokenBody,
        response: { 201: NewTokenAnswer },
      },
    },
    async (request, reply) => reply.code(201).send(await createToken(request.ctx, request.body)),
  );

  http.delete(
    "/api/identity/tokens/:id",
    {
      schema: {
        tags,
        summary: "Revoke an API token",
        params: IdParams,
        response: { 204: Type.Null({ description: "Done." }) },
      },
    },
    async (request, reply) => {
      await revokeToken(request.ctx, request.params.id);
      return reply.code(204).send(null);
    },
  );
}
