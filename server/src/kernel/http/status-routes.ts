/** For load balancers, operators and Prometheus: /healthz, /readyz, /metrics; and job progress at /api/jobs. */
import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyRequest } from "fastify";
import { kernelError } from "../errors.ts";
import { listDeadLetters } from "../events.ts";
import { getJob } from "../jobs.ts";
import { httpSeconds, registry } from "../metrics.ts";
import type { App, Http, ModuleDefinition } from "../module.ts";
import { Type } from "../schema.ts";

const version = "0.1.0";
const longestProbeMs = 2_000;
const loopback = new Set(["127.0.0.1", "::1", "::ffff:127.0.0.1"]);

export function registerStatusRoutes(http: Http, app: App, modules: readonly ModuleDefinition[]): void {
  const tags = ["status"];
  http.get("/healthz", { schema: { tags, summary: "The process answers" } }, async () => ({ status: "ok" }));
  http.get(
    "/readyz",
    { schema: { tags, summary: "Every part is ready, or which is not" } },
    async (_request, reply) => {
      const parts = await readiness(app, modules);
      const ready = Object.values(parts).every((state) => state === "ready");
      return reply.code(ready ? 200 : 503).send({ status: ready ? "ready" : "not-ready", parts });
    },
  );
  http.get(
    "/api/about",
    { schema: { tags, summary: "Version, and where the program's facts come from" } },
    async () => ({
      version,
      sources: modules.flatMap((module) => module.sources ?? []),
    }),
  );
  http.get("/metrics", { schema: { hide: true } }, async (request, reply) => {
    const { actor } = request.ctx;
    const operator =
      actor.kind === "account" &&
      actor.grants.some((g) => g.role === "operator" || g.role === "administrator");
    if (!operator && !isLocal(request)) throw kernelError("login-required");
    return reply.type(registry.contentType).send(await registry.metrics());
  });
  http.get(
    "/api/jobs/:id",
    {
      schema: {
        tags: ["jobs"],
        summary: "Progress and result of a long work",
        params: Type.Object({ id: Type.String({ format: "uuid" }) }),
      },
    },
    async (request) => getJob(request.ctx, request.params.id),
  );
  http.get(
    "/api/dead-letters",
    { schema: { tags: ["jobs"], summary: "Events whose delivery failed for the last time" } },
    async (request) => ({ items: await listDeadLetters(request.ctx) }),
  );
  http.addHook("onResponse", async (request, reply) => {
    httpSeconds
      .labels(request.method, request.routeOptions.url ?? "other", String(reply.statusCode))
      .observe(reply.elapsedTime / 1000);
  });
}

/** A request of this machine itself; one that a proxy on it passed on is not. */
function isLocal(request: FastifyRequest): boolean {
  const passedOn = request.headers["x-forwarded-for"] ?? request.headers.forwarded;
  return passedOn === undefined && loopback.has(request.ip);
}

async function readiness(app: App, modules: readonly ModuleDefinition[]): Promise<Record<string, string>> {
  const engines = {
    postgres: app.postgres.pool.query("select 1").then(() => undefined),
    clickhouse: app.clickhouse.ping().then((ok) => (ok ? undefined : unreachable)),
  };
  const parts = modules.map((module) => [module.name, Promise.resolve(module.notReady?.(app))] as const);
  const asked = [...Object.entries(engines), ...parts];
  return Object.fromEntries(
    await Promise.all(asked.map(async ([name, answer]) => [name, await withinTime(answer)] as const)),
  );
}

const unreachable = "not reachable";

/** "ready", or what the part says; a part that fails or does not answer in time is not reachable. */
async function withinTime(answer: Promise<string | undefined>): Promise<string> {
  const late = sleep(longestProbeMs, unreachable, { ref: false });
  return (await Promise.race([answer.catch(() => unreachable), late])) ?? "ready";
}
