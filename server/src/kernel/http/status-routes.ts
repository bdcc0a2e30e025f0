/** For load balancers, operators and Prometheus: /healthz, /readyz, /metrics; and job progress at /api/jobs. */
import { kernelError } from "../errors.ts";
import { getJob } from "../jobs.ts";
import { httpSeconds, registry } from "../metrics.ts";
import type { App, Http, ModuleDefinition } from "../module.ts";
import { Type } from "../schema.ts";

const version = "0.1.0";
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
    if (!operator && !loopback.has(request.ip)) throw kernelError("login-required");
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
  http.addHook("onResponse", async (request, reply) => {
    httpSeconds
      .labels(request.method, request.routeOptions.url ?? "other", String(reply.statusCode))
      .observe(reply.elapsedTime / 1000);
  });
}

async function readiness(app: App, modules: readonly ModuleDefinition[]): Promise<Record<string, string>> {
  const postgres = app.postgres.pool.query("select 1").then(
    () => "ready",
    () => "not reachable",
  );
  const clickhouse = app.clickhouse.ping().then(
    (ok) => (ok ? "ready" : "not reachable"),
    () => "not reachable",
  );
  const entries = modules.map(
    async (module) => [module.name, (await module.notReady?.(app)) ?? "ready"] as const,
  );
  return {
    postgres: await postgres,
    clickhouse: await clickhouse,
    ...Object.fromEntries(await Promise.all(entries)),
  };
}
