/** Every refusal is an RFC 9457 problem document in the reader's language, and nothing of the inside leaves. */
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { kernelError } from "../errors.ts";
import type { Http } from "../module.ts";
import { Type } from "../schema.ts";
import { sendRaw, startTestHttp, type TestHttp } from "./test-http.ts";

let all: TestHttp;
let bare: Http;
let port: number;

const form = Type.Object(
  {
    name: Type.String({ minLength: 2, maxLength: 10 }),
    count: Type.Integer({ minimum: 1, maximum: 5 }),
    state: Type.Optional(Type.Enum({ open: "open", closed: "closed" })),
    password: Type.Optional(Type.String({ minLength: 12 })),
    nested: Type.Optional(Type.Object({ on: Type.Boolean() })),
  },
  { additionalProperties: false },
);

beforeAll(async () => {
  all = await startTestHttp();
  bare = await all.bare((http) => {
    http.post("/form", { schema: { body: form } }, async () => ({ ok: true }));
    http.get(
      "/list/:id",
      {
        schema: {
          params: Type.Object({ id: Type.Integer() }),
          querystring: Type.Object({ limit: Type.Optional(Type.Integer({ maximum: 9 })) }),
        },
      },
      async () => ({}),
    );
    http.get("/throws", async () => {
      throw new Error("secret table kernel.job at /srv/dothi");
    });
    http.get("/throws-later", async (_request, reply) => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      reply.header("x-inside", "1");
      throw Object.assign(new Error("geheim"), { statusCode: 418, code: "GEHEIM" });
    });
    http.get("/database", async (request) =>
      all.running.app.postgres.pool.query("select $1::text", [(request.query as { q: string }).q]),
    );
    http.get("/known", async () => {
      throw kernelError("too-many-requests", { seconds: 7 }, { details: { retryAfterSeconds: 6.2 } });
    });
    http.get("/json-in-database", async () =>
      all.running.app.postgres.pool.query("select $1::jsonb", ['"\\u0000"']),
    );
  });
  await bare.listen({ port: 0, host: "127.0.0.1" });
  port = (bare.server.address() as AddressInfo).port;
});
afterAll(() => all.close());

const send = async (body: unknown, language = "vi") => {
  const answer = await bare.inject({
    method: "POST",
    url: `/form?lang=${language}`,
    payload: body as object,
    headers: { "content-type": "application/json" },
  });
  return answer.json();
};

test("an unknown address: shape, language, request id, type", async () => {
  const answer = await all.http.inject({
    url: "/api/khong-co?token=geheim",
    headers: { "accept-language": "en-US,vi" },
  });
  expect(answer.statusCode).toBe(404);
  expect(answer.headers["content-type"]).toMatch(/^application\/problem\+json/);
  expect(answer.json()).toEqual({
    type: "/docs/errors#kernel.not-found",
    title: "There is nothing at /api/khong-co.",
    status: 404,
    detail: "See the list of addresses at /openapi.json.",
    instance: "/api/khong-co",
    code: "kernel.not-found",
    requestId: answer.headers["x-request-id"],
  });
  const vietnamese = await all.http.inject("/api/khong-co");
  expect(vietnamese.json().title).toBe("Không có địa chỉ /api/khong-co.");
  expect(
    (await all.http.inject({ url: "/x?lang=en", headers: { "accept-language": "vi" } })).json().title,
  ).toMatch(/nothing at/);
});

test("each wrong field is named with value and remedy, in Vietnamese", async () => {
  const { code, errors } = await send({
    name: "A",
    count: 9,
    state: "half",
    nested: { on: "yes" },
    extra: 1,
  });
  expect(code).toBe("kernel.input-invalid");
  expect(errors).toEqual(
    expect.arrayContaining([
      { path: "body", detail: "không có trường “extra”: hãy bỏ đi hoặc sửa tên" },
      { path: "body/name", value: "A", detail: "phải có ít nhất 2 ký tự" },
      { path: "body/count", value: 9, detail: "phải từ 5 trở xuống" },
      { path: "body/state", value: "half", detail: "phải là một trong: open, closed" },
      { path: "body/nested/on", value: "yes", detail: "phải là true hoặc false" },
    ]),
  );
  expect((await send({ count: 1 })).errors).toEqual([
    { path: "body", detail: "thiếu trường “name”: hãy thêm vào" },
  ]);
  expect((await send({ count: 1 }, "en")).errors[0].detail).toBe('"name" is missing: add it');
});

test("parameters and queries are named by where they stand", async () => {
  const answer = await bare.inject("/list/abc?limit=10");
  expect(answer.statusCode).toBe(400);
  expect(answer.json().errors[0]).toMatchObject({
    path: "params/id",
    value: "abc",
    detail: "phải là số nguyên",
  });
  expect((await bare.inject("/list/1?limit=10")).json().errors).toEqual([
    { path: "querystring/limit", value: 10, detail: "phải từ 9 trở xuống" },
  ]);
});

test("a secret is not repeated, wherever it stands", async () => {
  expect(JSON.stringify(await send({ name: "An", count: 1, password: "geheim" }))).not.toContain("geheim");
  expect(JSON.stringify(await send([{ password: "geheim", apiToken: "geheim" }]))).not.toContain("geheim");
  expect(JSON.stringify(await send({ name: { password: "geheim" }, count: 1 }))).not.toContain("geheim");
});

test("a long value is shortened and a hundred wrong fields are not all listed", async () => {
  const { errors } = await send({ name: "x".repeat(5_000), count: 1 });
  expect(errors[0].value.length).toBeLessThan(110);
  const many = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`f${i}`, 1]));
  expect((await send(many)).errors.length).toBeLessThanOrEqual(50);
});

test.each(["/throws", "/throws-later"])("the text of an unexpected error stays inside: %s", async (url) => {
  const answer = await bare.inject(url);
  expect(answer.statusCode).toBe(500);
  const { requestId: _random, ...said } = answer.json();
  expect(JSON.stringify(said)).not.toMatch(/secret|srv|geheim|kernel\.job|418/i);
  expect(answer.json()).toMatchObject({ code: "kernel.internal", requestId: answer.headers["x-request-id"] });
});

test("text that PostgreSQL cannot hold is the sender's mistake", async () => {
  const nul = await bare.inject("/database?q=a%00b");
  expect([nul.statusCode, nul.json().code]).toEqual([400, "kernel.input-invalid"]);
  expect(nul.json().errors[0].detail).toMatch(/NUL/);
  const half = await bare.inject("/json-in-database");
  expect([half.statusCode, half.json().code]).toEqual([400, "kernel.input-invalid"]);
});

test("Retry-After is in whole seconds", async () => {
  const answer = await bare.inject("/known");
  expect([answer.statusCode, answer.headers["retry-after"], answer.json().retryAfterSeconds]).toEqual([
    429,
    "7",
    6.2,
  ]);
  expect(answer.json().detail).toBe("Đợi 7 giây rồi thử lại.");
});

test("an address that is no URL is nowhere, in the same form", async () => {
  const answer = await bare.inject("/list/%zz");
  expect([answer.statusCode, answer.json().code]).toEqual([404, "kernel.not-found"]);
});

test("what is no HTTP is refused in the same form, and the server lives on", async () => {
  expect(await sendRaw(port, `GET / HTTP/1.1\r\nhost: a\r\nx: ${"y".repeat(40_000)}\r\n\r\n`)).toMatch(
    /^HTTP\/1.1 431 [\s\S]*application\/problem\+json[\s\S]*"status":431/,
  );
  expect(await sendRaw(port, "NONSENSE\r\n\r\n")).toMatch(/^HTTP\/1.1 400 [\s\S]*"status":400/);
  const smuggled =
    "POST /form HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /";
  expect(await sendRaw(port, smuggled)).toMatch(/^HTTP\/1.1 400/);
  expect((await fetch(`http://127.0.0.1:${port}/list/1`)).status).toBe(200);
});
