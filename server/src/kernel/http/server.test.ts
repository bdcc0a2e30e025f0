/** Headers, static files, limits, and the description of the API. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Http } from "../module.ts";
import { createHttp } from "./server.ts";
import { sendRaw, startTestHttp, type TestHttp } from "./test-http.ts";

let all: TestHttp;
let pages: Http;
let webRoot: string;
let port: number;
beforeAll(async () => {
  all = await startTestHttp();
  const folder = await mkdtemp(join(tmpdir(), "dothi-web-"));
  webRoot = join(folder, "dist");
  await mkdir(join(webRoot, "assets"), { recursive: true });
  await writeFile(join(folder, "outside.txt"), "geheim");
  await writeFile(join(webRoot, "index.html"), "<title>Dothi</title>");
  await writeFile(join(webRoot, ".sources"), "geheim");
  await writeFile(join(webRoot, "assets/a.js"), "1");
  pages = await all.bare((http) => http.get("/api/thing", async () => ({ ok: true })), { webRoot });
  await pages.listen({ port: 0, host: "127.0.0.1" });
  port = (pages.server.address() as AddressInfo).port;
});
afterAll(async () => {
  await all.close();
  await rm(join(webRoot, ".."), { recursive: true });
});

test("every answer has the strict headers and none opens the API to other sites", async () => {
  for (const [method, url] of [
    ["GET", "/healthz"],
    ["GET", "/nowhere"],
    ["OPTIONS", "/healthz"],
    ["POST", "/healthz"],
    ["GET", "/x%00"],
  ] as const) {
    const { headers } = await all.http.inject({
      method,
      url,
      headers: { origin: "https://evil.example", "access-control-request-method": "POST" },
    });
    const policy = String(headers["content-security-policy"]);
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("object-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(headers).toMatchObject({ "x-content-type-options": "nosniff", "referrer-policy": "same-origin" });
    expect(headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(Object.keys(headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
    expect(headers["x-powered-by"]).toBeUndefined();
  }
});

test("a request id of the client is not taken over", async () => {
  const { headers } = await all.http.inject({
    url: "/healthz",
    headers: { "x-request-id": "mine", "request-id": "mine" },
  });
  expect(headers["x-request-id"]).not.toBe("mine");
});

test("HEAD answers as GET without a body; OPTIONS and TRACE are nowhere", async () => {
  const head = await all.http.inject({ method: "HEAD", url: "/healthz" });
  expect([head.statusCode, head.body]).toEqual([200, ""]);
  expect((await all.http.inject({ method: "OPTIONS", url: "/healthz" })).statusCode).toBe(404);
  expect((await all.http.inject({ method: "HEAD", url: "/api/live?topics=telemetry:city" })).statusCode).toBe(
    404,
  );
});

test.each([
  "/../outside.txt",
  "/%2e%2e/outside.txt",
  "/..%2foutside.txt",
  "/%2e%2e%2foutside.txt",
  "/assets/../../outside.txt",
  "/assets/%2e%2e/%2e%2e/outside.txt",
  "/..\\outside.txt",
  "/..%5coutside.txt",
  "/%252e%252e/outside.txt",
  "//../outside.txt",
  "/etc/passwd",
  "/../../../../../../etc/passwd",
  "/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
  "/.sources",
])("%s leads nowhere outside", async (path) => {
  const answer = await sendRaw(port, `GET ${path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`);
  expect(answer).toMatch(/^HTTP\/1.1 (404|400|403)/);
  expect(answer).not.toMatch(/geheim|root:/);
});

test("pages: index without cache, assets for good, unknown page addresses the index, unknown API addresses a problem", async () => {
  const accept = { accept: "text/html" };
  const index = await pages.inject({ url: "/", headers: accept });
  expect([index.statusCode, index.headers["cache-control"]]).toEqual([200, "no-cache"]);
  expect((await pages.inject("/assets/a.js")).headers["cache-control"]).toContain("immutable");
  const deep = await pages.inject({ url: "/su-co/12", headers: accept });
  expect([deep.statusCode, deep.body]).toEqual([200, "<title>Dothi</title>"]);
  for (const url of ["/api/nowhere", "/v1.1/Nowhere"])
    expect((await pages.inject({ url, headers: accept })).statusCode).toBe(404);
  expect((await pages.inject({ method: "POST", url: "/su-co/12", headers: accept })).statusCode).toBe(404);
  expect((await pages.inject("/assets/gone.js")).statusCode).toBe(404);
});

test("the description of the API is whole", async () => {
  const answer = await all.http.inject("/openapi.json");
  const document = answer.json() as {
    openapi: string;
    paths: Record<
      string,
      Record<string, { summary?: string; tags?: string[]; parameters?: { name: string; in: string }[] }>
    >;
  };
  expect(document.openapi).toBe("3.1.0");
  expect(answer.body).not.toMatch(/undefined|\[object/);
  const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, route]) => ({ name: `${method} ${path}`, path, ...route })),
  );
  expect(routes.length).toBeGreaterThan(20);
  expect(routes.filter((route) => !route.summary || !route.tags?.length).map((route) => route.name)).toEqual(
    [],
  );
  for (const { name, path, parameters = [] } of routes) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
    expect([
      name,
      parameters
        .filter((p) => p.in === "path")
        .map((p) => p.name)
        .sort(),
    ]).toEqual([name, inPath]);
  }
});

test("beyond the limit answers are 429 with Retry-After, whatever the address; machines have a limit of their own", async () => {
  const tight = await startTestHttp({ RATE_LIMIT_PER_MINUTE: "10" });
  const from = (remoteAddress: string, url: string) => tight.http.inject({ url, remoteAddress });
  try {
    for (let i = 0; i < 10; i++)
      expect((await from("10.0.0.1", i % 2 ? "/nowhere" : "/healthz")).statusCode).not.toBe(429);
    for (const url of ["/healthz", "/nowhere", "/api/identity/session"]) {
      const refused = await from("10.0.0.1", url);
      expect(refused.statusCode).toBe(429);
      expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
      expect(Number(refused.headers["retry-after"])).toBeLessThanOrEqual(60);
      expect(refused.json()).toMatchObject({
        code: "kernel.too-many-requests",
        detail: expect.stringMatching(/^Đợi \d+ giây/),
      });
    }
    expect((await from("10.0.0.2", "/healthz")).statusCode).toBe(200);
    for (let i = 0; i < 50; i++) expect((await from("10.0.0.1", "/v1.1/Things")).statusCode).not.toBe(429);
  } finally {
    await tight.close();
  }
});

test("behind a proxy the address is the one the proxy saw, not what the client wrote", async () => {
  const behind = await startTestHttp({ TRUST_PROXY: "true" });
  try {
    const http = await behind.bare((h) => h.get("/ip", async (request) => ({ ip: request.ip })));
    const { ip } = (
      await http.inject({ url: "/ip", headers: { "x-forwarded-for": "127.0.0.1, 203.0.113.9" } })
    ).json();
    expect(ip).toBe("203.0.113.9");
    for (const headers of [
      { "x-forwarded-for": "127.0.0.1" },
      { "x-forwarded-for": "127.0.0.1, 203.0.113.9" },
    ])
      expect((await behind.http.inject({ url: "/metrics", headers })).statusCode).toBe(401);
  } finally {
    await behind.close();
  }
});

test("/metrics answers this machine, but not what a proxy on it passes on", async () => {
  expect((await all.http.inject({ url: "/metrics", remoteAddress: "127.0.0.1" })).body).toContain(
    "dothi_http_request_seconds",
  );
  expect((await all.http.inject({ url: "/metrics", remoteAddress: "10.0.0.1" })).statusCode).toBe(401);
  expect(
    (await all.http.inject({ url: "/metrics", headers: { "x-forwarded-for": "10.0.0.1" } })).statusCode,
  ).toBe(401);
});

test("log lines carry the request id and no secret; what is slow is said", async () => {
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level: "debug" }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const app = { ...all.running.app, log };
  const http = await createHttp({ app, authenticate: async () => ({ kind: "anonymous" }) });
  http.get("/slow", async (request) => {
    request.ctx.log.info("inside");
    await new Promise((resolve) => setTimeout(resolve, 2_050));
    return {};
  });
  const { headers } = await http.inject({
    url: "/slow?token=geheim",
    headers: { authorization: "Bearer geheim" },
  });
  await http.close();
  expect(lines).toEqual([
    expect.objectContaining({ requestId: headers["x-request-id"], msg: "inside" }),
    expect.objectContaining({ requestId: headers["x-request-id"], msg: "a slow request", route: "/slow" }),
  ]);
  expect(JSON.stringify(lines)).not.toContain("geheim");
});
