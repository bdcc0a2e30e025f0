/** Fastify, made safe: every route of the program hangs on what this builds. */
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import cookie from "@fastify/cookie";
import helmet from "@fastify/helmet";
import fastifyStatic from "@fastify/static";
import swagger from "@fastify/swagger";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Ajv, type Options as AjvOptions } from "ajv";
import addFormats from "ajv-formats";
import { type FastifyBaseLogger, type FastifyRequest, fastify, LogController } from "fastify";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { type AppError, kernelError, type Language } from "../errors.ts";
import type { Log } from "../log.ts";
import type { App, Http } from "../module.ts";
import { answerClientError } from "./client-error.ts";
import { registerCompression } from "./compression.ts";
import { parseJsonBody } from "./json-body.ts";
import { answerError, languageOf } from "./problem.ts";
import { limitRate } from "./rate-limit.ts";

declare module "fastify" {
  interface FastifyRequest {
    ctx: Context;
    language: Language;
  }
}

const bodyLimitBytes = 1_048_576;
/** An answer that takes longer is logged, so that operators see what is slow before people complain. */
const slowMs = 2_000;
/** Requests still running this long after the server was told to close are cut off. */
const closeGraceMs = 10_000;

export interface HttpOptions {
  readonly app: App;
  readonly authenticate: (request: FastifyRequest) => Promise<Actor>;
  /** Folder of the built pages; without it only the API answers. */
  readonly webRoot?: string;
}

/** Builds the server; routes are registered by the caller, then {@link finishHttp}. */
export async function createHttp({ app, authenticate }: HttpOptions): Promise<Http> {
  const http: Http = fastify({
    loggerInstance: app.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: "requestId" }),
    bodyLimit: bodyLimitBytes,
    // One proxy is believed, the one in front: what a client itself puts into X-Forwarded-For counts for nothing.
    trustProxy: app.config.TRUST_PROXY && ((_address, hop) => hop === 0),
    genReqId: () => randomUUID(),
    requestTimeout: 0,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: answerError,
    clientErrorHandler: answerClientError,
  }).withTypeProvider<TypeBoxTypeProvider>();
  http.setErrorHandler(answerError);
  http.setValidatorCompiler(({ schema, httpPart }) =>
    (httpPart === "body" ? strict : lenient).compile(schema as object),
  );
  http.removeContentTypeParser(["application/json", "text/plain"]);
  http.addContentTypeParser(
    "application/json",
    { parseAs: "buffer" },
    async (_request: unknown, body: Buffer) => parseJsonBody(body),
  );
  http.decorateRequest("ctx");
  http.decorateRequest("language");
  http.addHook("onRequest", async (request, reply) => {
    reply.header("x-request-id", request.id);
    request.language = languageOf(request);
  });
  await registerPlugins(http, app);
  http.addHook("onRequest", async (request) => {
    if (request.url.includes("%00")) throw nulInAddress();
    const ctx = app.contextFor(await authenticate(request));
    request.ctx = { ...ctx, log: request.log as Log };
  });
  http.addHook("onResponse", async (request, reply) => {
    if (reply.elapsedTime < slowMs) return;
    const ms = Math.round(reply.elapsedTime);
    request.log.warn(
      { method: request.method, route: request.routeOptions.url ?? "other", ms },
      "a slow request",
    );
  });
  http.addHook("preClose", async () => {
    setTimeout(() => http.server.closeAllConnections(), closeGraceMs).unref();
  });
  return http;
}

function nulInAddress(): AppError {
  const message = { vi: "có ký tự NUL (%00): hãy bỏ đi", en: "holds a NUL character (%00): remove it" };
  return kernelError("input-invalid", {}, { problems: [{ path: "url", message }] });
}

const validatorOptions: AjvOptions = { allErrors: true, useDefaults: true, strict: false, verbose: false };
const strict = withFormats(new Ajv(validatorOptions));
const lenient = withFormats(new Ajv({ ...validatorOptions, coerceTypes: "array" }));

/** RFC 3339 with a zone; unlike the format of the library, only what a Date can hold (no leap second). */
const zonedInstant = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?([Zz]|[+-]\d{2}:?\d{2})$/;

function withFormats(ajv: Ajv): Ajv {
  (addFormats as unknown as (a: Ajv) => void)(ajv);
  ajv.addFormat("date-time", (text: string) => zonedInstant.test(text) && !Number.isNaN(Date.parse(text)));
  return ajv;
}

async function registerPlugins(http: Http, app: App): Promise<void> {
  const self = ["'self'"];
  await http.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: self,
        scriptSrc: self,
        styleSrc: self,
        imgSrc: ["'self'", "data:", "blob:"],
        fontSrc: self,
        workerSrc: self,
        connectSrc: self,
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        baseUri: self,
        formAction: self,
      },
    },
    strictTransportSecurity: app.config.PUBLIC_URL.startsWith("https:") ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: "same-origin" },
  });
  await http.register(cookie);
  await limitRate(http, app.config.RATE_LIMIT_PER_MINUTE);
  await registerCompression(http);
  await http.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "Dothi", version: "0.1.0", license: { name: "Apache-2.0", identifier: "Apache-2.0" } },
      components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } },
    },
    hideUntagged: false,
  });
}

/** Registers what must come last: the description of the API, the pages, and the answer to unknown addresses. */
export async function finishHttp(http: Http, webRoot: string | undefined): Promise<void> {
  http.get("/openapi.json", { schema: { hide: true } }, async () => http.swagger());
  const pages = webRoot !== undefined && existsSync(webRoot);
  if (pages) {
    await http.register(fastifyStatic, {
      root: webRoot,
      preCompressed: true,
      wildcard: false,
      cacheControl: false,
      setHeaders: (reply, path) => {
        reply.header(
          "cache-control",
          path.includes("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
        );
      },
    });
  }
  http.setNotFoundHandler((request, reply) => {
    const wantsPage = request.method === "GET" && (request.headers.accept ?? "").includes("text/html");
    if (pages && wantsPage && !/^\/(api|v1\.1)\//.test(request.url))
      return reply.header("cache-control", "no-cache").sendFile("index.html");
    return answerError(
      kernelError("not-found", { path: (request.url.split("?", 1)[0] ?? "").slice(0, 200) }),
      request,
      reply,
    );
  });
}
