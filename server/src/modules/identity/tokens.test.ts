import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "../../app.ts";
import { cleanUp } from "./service/clean-up.ts";
import { ensureBootstrapToken, issueServiceToken } from "./service/service-accounts.ts";
import { openBrowser, startTestApp, type TestApp } from "./test-app.ts";
import { createTestAccount } from "./testing.ts";

const password = "mot cau rat dai va rieng";
const bootstrap = "mot-ma-bi-mat-rat-dai-chi-de-thu-nghiem-0123";
let app: TestApp;

beforeAll(async () => {
  app = await startTestApp(createApp, { environment: { DOTHI_BOOTSTRAP_TOKEN: bootstrap } });
});
afterAll(() => app.close());

const inDays = (days: number) => new Date(app.running.app.now().getTime() + days * 86_400_000).toISOString();
const newToken = (fields: object = {}) => ({
  name: "cảm biến",
  scopes: ["telemetry:write"],
  expiresAt: inDays(30),
  ...fields,
});

async function owner() {
  const { account } = await createTestAccount(app.system, { role: "administrator", password });
  return { account, browser: await openBrowser(app, account.userName, password) };
}

test("a token is shown once, kept as a hash, and found by its beginning", async () => {
  const { account, browser } = await owner();
  const made = await browser.call("POST", "/api/identity/tokens", { body: newToken() });
  expect(made.status).toBe(201);
  expect(made.body.token).toMatch(/^dothi_[\w-]{43}$/);
  expect(made.body.token.startsWith(made.body.prefix)).toBe(true);
  const { body } = await browser.call("GET", "/api/identity/tokens");
  expect(body.items).toHaveLength(2);
  expect(body.items[0]).toMatchObject({
    id: made.body.id,
    name: "cảm biến",
    scopes: ["telemetry:write"],
    lastUsedAt: null,
  });
  expect(JSON.stringify(body)).not.toContain(made.body.token);
  const { rows } = await app.running.app.postgres.pool.query(
    "select t::text as row from identity.api_token t",
  );
  expect(JSON.stringify(rows)).not.toContain(made.body.token.slice(14));
  expect((await app.events("identity.token-created")).at(-1)).toMatchObject({
    tokenId: made.body.id,
    actorId: account.id,
  });
});

test("a token acts as its account within its scopes", async () => {
  const wide = await createTestAccount(app.system, { role: "administrator", scopes: ["identity:*"] });
  expect((await app.withToken(wide.token)("GET", "/api/identity/accounts")).status).toBe(200);
  const narrow = await createTestAccount(app.system, { role: "administrator", scopes: ["identity:list"] });
  const call = app.withToken(narrow.token);
  expect((await call("GET", "/api/identity/accounts")).status).toBe(200);
  const refused = await call("POST", "/api/identity/accounts", {
    body: { userName: "mot-nguoi", displayName: "X", grants: [] },
  });
  expect([refused.status, refused.body.code]).toEqual([403, "kernel.forbidden"]);
  const other = await createTestAccount(app.system, { role: "administrator", scopes: ["telemetry:*"] });
  expect((await app.withToken(other.token)("GET", "/api/identity/accounts")).body.code).toBe(
    "kernel.forbidden",
  );
});

test("a token needs no anti-forgery token and wins over a cookie", async () => {
  const { browser } = await owner();
  const citizen = await createTestAccount(app.system, { role: "citizen" });
  const { body } = await browser.call("GET", "/api/identity/session", {
    headers: { authorization: `Bearer ${citizen.token}` },
  });
  expect(body.account.id).toBe(citizen.account.id);
  expect(body.csrfToken).toBeNull();
  expect(
    (await app.withToken(citizen.token)("POST", "/api/identity/tokens", { body: newToken() })).status,
  ).toBe(201);
});

test("a token cannot make one that may do more", async () => {
  const { token } = await createTestAccount(app.system, {
    role: "administrator",
    scopes: ["identity:*", "telemetry:read"],
  });
  const make = (scopes: string[]) =>
    app.withToken(token)("POST", "/api/identity/tokens", { body: newToken({ scopes }) });
  expect((await make(["*"])).body.code).toBe("identity.scopes-too-wide");
  expect((await make(["telemetry:*"])).body.code).toBe("identity.scopes-too-wide");
  expect((await make(["telemetry:write"])).body.code).toBe("identity.scopes-too-wide");
  expect((await make(["telemetry:read", "identity:list"])).status).toBe(201);
});

test("wrong, cut, expired and revoked tokens are refused, not taken for a visitor", async () => {
  const { token } = await createTestAccount(app.system, { role: "citizen" });
  for (const wrong of [`${token}x`, token.slice(0, -1), "dothi_", "", "x".repeat(5000), "đô thị"]) {
    const { status, body, headers } = await app.call("GET", "/api/identity/session", {
      headers: { authorization: `Bearer ${encodeURI(wrong)}` },
    });
    expect([status, body.code]).toEqual([401, "identity.token-invalid"]);
    expect(headers["www-authenticate"]).toBe("Bearer");
  }
  const bare = await app.call("GET", "/healthz", { headers: { authorization: "Bearer" } });
  expect(bare.body.code).toBe("identity.token-invalid");
});

test("a revoked token stops at once; revoking twice does nothing", async () => {
  const { browser } = await owner();
  const { body } = await browser.call("POST", "/api/identity/tokens", { body: newToken({ scopes: ["*"] }) });
  const call = app.withToken(body.token);
  expect((await call("GET", "/api/identity/session")).status).toBe(200);
  expect((await browser.call("DELETE", `/api/identity/tokens/${body.id}`)).status).toBe(204);
  expect((await call("GET", "/api/identity/session")).body.code).toBe("identity.token-invalid");
  expect((await browser.call("DELETE", `/api/identity/tokens/${body.id}`)).status).toBe(204);
  const told = (await app.events("identity.token-revoked")).filter((event) => event.tokenId === body.id);
  expect(told).toHaveLength(1);
});

test("the end is mandatory, in the future, and within 366 days", async () => {
  const { browser } = await owner();
  const make = (fields: object) =>
    browser.call("POST", "/api/identity/tokens", { body: { ...newToken(), ...fields } });
  expect((await make({ expiresAt: inDays(367) })).body.code).toBe("identity.token-lifetime");
  expect((await make({ expiresAt: inDays(-1) })).body.code).toBe("identity.token-lifetime");
  expect((await make({ expiresAt: undefined })).body.code).toBe("kernel.input-invalid");
  expect((await make({ expiresAt: "9999-99-99T00:00:00Z" })).body.code).toBe("kernel.input-invalid");
  expect((await make({ scopes: [] })).body.code).toBe("kernel.input-invalid");
  expect((await make({ scopes: ["Telemetry:Write"] })).body.code).toBe("kernel.input-invalid");
  expect((await make({ expiresAt: inDays(366) })).status).toBe(201);
});

test("an expired token is refused, also while it is remembered", async () => {
  const { token } = await createTestAccount(app.system, { role: "citizen" });
  const call = app.withToken(token);
  app.moveClock(86_399);
  expect((await call("GET", "/api/identity/session")).status).toBe(200);
  app.moveClock(1.5);
  expect((await call("GET", "/api/identity/session")).body.code).toBe("identity.token-invalid");
});

test("thousands of requests with one token are one query and one write of the last use", async () => {
  const { account, token } = await createTestAccount(app.system, { role: "citizen" });
  const { pool } = app.running.app.postgres;
  let queries = 0;
  const query = pool.connect.bind(pool);
  pool.connect = ((...given: []) => {
    queries++;
    return query(...given);
  }) as typeof pool.connect;
  try {
    for (let i = 0; i < 20; i++)
      await Promise.all(Array.from({ length: 50 }, () => app.withToken(token)("GET", "/healthz")));
  } finally {
    pool.connect = query as typeof pool.connect;
  }
  expect(queries).toBeLessThan(40);
  const { rows } = await pool.query("select last_used_at from identity.api_token where account_id = $1", [
    account.id,
  ]);
  expect(rows[0].last_used_at).toBeInstanceOf(Date);
});

test("tokens page through, newest first", async () => {
  const { browser } = await owner();
  for (let i = 0; i < 4; i++)
    await browser.call("POST", "/api/identity/tokens", { body: newToken({ name: `mã ${i}` }) });
  const seen: string[] = [];
  let cursor = "";
  do {
    const { body } = await browser.call(
      "GET",
      `/api/identity/tokens?limit=2${cursor && `&cursor=${cursor}`}`,
    );
    seen.push(...body.items.map((item: { name: string }) => item.name));
    cursor = body.nextCursor ?? "";
  } while (cursor !== "");
  expect(seen).toEqual(["mã 3", "mã 2", "mã 1", "mã 0", "test"]);
  for (const bad of [
    "x",
    Buffer.from('["a","b"]').toString("base64url"),
    Buffer.from('[1e20,"\\u0000"]').toString("base64url"),
  ])
    expect((await browser.call("GET", `/api/identity/tokens?cursor=${bad}`)).body.code).toBe(
      "kernel.cursor-invalid",
    );
});

test("the bootstrap token is an administrator's, in any form, and stays revoked once revoked", async () => {
  const call = app.withToken(bootstrap);
  const { body } = await call("GET", "/api/identity/session");
  expect(body.account).toMatchObject({
    userName: "bootstrap",
    roles: [{ role: "administrator", agencyCode: null, agencyName: null }],
  });
  await ensureBootstrapToken(app.system, bootstrap);
  const mine = await call("GET", "/api/identity/tokens");
  expect(mine.body.items).toHaveLength(1);
  expect(JSON.stringify(mine.body)).not.toContain(bootstrap.slice(0, 8));
  await call("DELETE", `/api/identity/tokens/${mine.body.items[0].id}`);
  await ensureBootstrapToken(app.system, bootstrap);
  expect((await call("GET", "/api/identity/session")).body.code).toBe("identity.token-invalid");
  await Promise.all([
    ensureBootstrapToken(app.system, `${bootstrap} moi`),
    ensureBootstrapToken(app.system, `${bootstrap} moi`),
  ]);
  expect((await app.withToken(`${bootstrap} moi`)("GET", "/api/identity/accounts")).status).toBe(200);
});

test("a service account is made once for a role in an agency", async () => {
  const input = {
    role: "officer",
    agencyCode: "SNNMT",
    days: 90,
    scopes: ["telemetry:write"],
    name: "trạm",
  } as const;
  const [one, two] = await Promise.all([
    issueServiceToken(app.system, input),
    issueServiceToken(app.system, input),
  ]);
  expect(one.accountId).toBe(two.accountId);
  expect(one.token).not.toBe(two.token);
  const unknown = issueServiceToken(app.system, { ...input, agencyCode: "KHONG-CO" });
  await expect(unknown).rejects.toMatchObject({ code: "identity.agency-unknown" });
  await expect(issueServiceToken(app.system, { ...input, days: 400 })).rejects.toMatchObject({
    code: "identity.token-lifetime",
  });
});

test("the hourly clean-up removes sessions that are over, and keeps the others", async () => {
  const { account } = await createTestAccount(app.system, { role: "citizen", password });
  await openBrowser(app, account.userName, password);
  app.moveClock(13 * 3600);
  const { account: other } = await createTestAccount(app.system, { role: "citizen", password });
  const browser = await openBrowser(app, other.userName, password);
  expect((await cleanUp(app.system)).sessions).toBeGreaterThan(0);
  expect((await cleanUp(app.system)).sessions).toBe(0);
  expect((await browser.call("GET", "/api/identity/session")).body.account.id).toBe(other.id);
});
