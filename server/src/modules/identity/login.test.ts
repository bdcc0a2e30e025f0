import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "../../app.ts";
import { type Browser, openBrowser, startTestApp, type TestApp } from "./test-app.ts";
import { createTestAccount } from "./testing.ts";

const password = "mot cau rat dai va rieng";
let app: TestApp;
let userName: string;
let accountId: string;

beforeAll(async () => {
  app = await startTestApp(createApp);
  const made = await createTestAccount(app.system, { role: "officer", agencyCode: "SNNMT", password });
  ({ userName, id: accountId } = made.account);
});
afterAll(() => app.close());

const open = (): Promise<Browser> => openBrowser(app, userName, password);
const session = (headers: Record<string, string> = {}) =>
  app.call("GET", "/api/identity/session", { headers });

test("a visitor has no account and no anti-forgery token", async () => {
  const { status, body, headers } = await session();
  expect(status).toBe(200);
  expect(body).toEqual({
    account: null,
    csrfToken: null,
    demo: false,
    city: { nameVi: "Thành phố Hồ Chí Minh", nameEn: "Ho Chi Minh City" },
  });
  expect(headers["cache-control"]).toBe("no-store");
});

test("logging in gives a session with roles and agency names in the reader's language", async () => {
  const browser = await open();
  const { body } = await browser.call("GET", "/api/identity/session?lang=en");
  expect(body.account).toEqual({
    id: accountId,
    displayName: "Kiểm Thử officer",
    userName,
    roles: [
      { role: "officer", agencyCode: "SNNMT", agencyName: "Department of Agriculture and Environment" },
    ],
  });
  expect(body.csrfToken).toBe(browser.csrfToken);
  const [event] = (await app.events("identity.logged-in")).slice(-1);
  expect(event).toMatchObject({ accountId, address: "10.1.2.3" });
});

test("the user name counts without capitals and marks, the password in any normal form", async () => {
  const named = await createTestAccount(app.system, { role: "citizen", password: "đường phố sáng đèn ấm" });
  const answer = await app.call("POST", "/api/identity/login", {
    body: {
      userName: ` ${named.account.userName.toUpperCase()}`,
      password: "đường phố sáng đèn ấm".normalize("NFD"),
    },
  });
  expect(answer.status).toBe(200);
});

test("the cookie is HttpOnly, Lax, of the whole host, and Secure with the __Host- name under https", async () => {
  const plain = await app.call("POST", "/api/identity/login", { body: { userName, password } });
  expect(plain.headers["set-cookie"]).toMatch(
    /^dothi=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/,
  );
  const secure = await startTestApp(createApp, { environment: { PUBLIC_URL: "https://do.thi.example" } });
  try {
    const { account } = await createTestAccount(secure.system, { role: "citizen", password });
    const body = { userName: account.userName, password };
    const answer = await secure.call("POST", "/api/identity/login", {
      body,
      headers: { origin: "https://do.thi.example" },
    });
    expect(answer.headers["set-cookie"]).toMatch(
      /^__Host-dothi=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    const foreign = await secure.call("POST", "/api/identity/login", {
      body,
      headers: { origin: "http://do.thi.example" },
    });
    expect([foreign.status, foreign.body.code]).toEqual([403, "identity.origin-foreign"]);
  } finally {
    await secure.close();
  }
});

test("the database holds no secret of a session", async () => {
  const browser = await open();
  const secret = browser.cookie.split("=")[1] ?? "";
  const { rows } = await app.running.app.postgres.pool.query(
    "select s::text as row, encode(secret_hash, 'escape') from identity.session s",
  );
  expect(JSON.stringify(rows)).not.toContain(secret);
  expect(JSON.stringify(rows)).not.toContain(browser.csrfToken);
});

test("a log-in replaces the session the browser had, and never takes over a secret it was given", async () => {
  const before = await open();
  const answer = await before.call("POST", "/api/identity/login", { body: { userName, password } });
  const after = String(answer.headers["set-cookie"]).split(";")[0] ?? "";
  expect(after).not.toBe(before.cookie);
  expect((await session({ cookie: before.cookie })).body.account).toBeNull();
  expect((await session({ cookie: after })).body.account.id).toBe(accountId);
  const planted = `dothi=${"a".repeat(43)}`;
  const fixed = await app.call("POST", "/api/identity/login", {
    body: { userName, password },
    headers: { cookie: planted },
  });
  expect(fixed.headers["set-cookie"]).not.toContain("a".repeat(43));
  expect((await session({ cookie: planted })).body.account).toBeNull();
});

test("logging out ends the session and clears the cookie", async () => {
  const browser = await open();
  const { status, headers } = await browser.call("POST", "/api/identity/logout");
  expect(status).toBe(204);
  expect(headers["set-cookie"]).toMatch(/^dothi=; .*Expires=Thu, 01 Jan 1970/);
  expect((await browser.call("GET", "/api/identity/session")).body.account).toBeNull();
  expect((await app.events("identity.logged-out")).at(-1)).toMatchObject({ accountId });
});

test("without the anti-forgery token, with a wrong one or another session's, nothing is changed", async () => {
  const browser = await open();
  const other = await open();
  for (const token of ["", "x", other.csrfToken]) {
    const answer = await browser.call("POST", "/api/identity/logout", { headers: { "x-csrf-token": token } });
    expect([answer.status, answer.body.code]).toEqual([403, "identity.csrf-missing"]);
  }
  const none = await app.call("DELETE", `/api/identity/tokens/${accountId}`, {
    headers: { cookie: browser.cookie },
  });
  expect(none.body.code).toBe("identity.csrf-missing");
  expect((await browser.call("GET", "/api/identity/session")).body.account.id).toBe(accountId);
});

test("another site's request is refused even with the token", async () => {
  const browser = await open();
  for (const foreign of [
    { origin: "https://evil.example" },
    { origin: "null" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
  ]) {
    const answer = await browser.call("POST", "/api/identity/logout", {
      headers: foreign as Record<string, string>,
    });
    expect([answer.status, answer.body.code]).toEqual([403, "identity.origin-foreign"]);
    const login = await app.call("POST", "/api/identity/login", {
      body: { userName, password },
      headers: foreign as Record<string, string>,
    });
    expect([login.status, login.body.code, login.headers["set-cookie"]]).toEqual([
      403,
      "identity.origin-foreign",
      undefined,
    ]);
  }
  const own = await browser.call("POST", "/api/identity/logout", {
    headers: { origin: "http://localhost:80", host: "localhost", "sec-fetch-site": "same-origin" },
  });
  expect(own.status).toBe(204);
});

test("a session ends after hours without use, and its cookie is cleared", async () => {
  const browser = await open();
  app.moveClock(11 * 3600);
  expect((await browser.call("GET", "/api/identity/session")).body.account.id).toBe(accountId);
  app.moveClock(11 * 3600);
  expect((await browser.call("GET", "/api/identity/session")).body.account.id).toBe(accountId);
  app.moveClock(12 * 3600);
  const { body, headers } = await browser.call("GET", "/api/identity/session");
  expect(body.account).toBeNull();
  expect(headers["set-cookie"]).toMatch(/^dothi=;/);
  const refused = await browser.call("GET", "/api/identity/tokens");
  expect([refused.status, refused.body.code]).toEqual([401, "kernel.login-required"]);
  expect(refused.headers["set-cookie"]).toMatch(/^dothi=;/);
});

test("a session ends after seven days however much it is used", async () => {
  const browser = await open();
  for (let hour = 0; hour < 7 * 24 - 6; hour += 6) {
    app.moveClock(6 * 3600);
    const used = await browser.call("GET", "/api/identity/session");
    expect(used.body.account?.id).toBe(accountId);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  app.moveClock(6 * 3600);
  expect((await browser.call("GET", "/api/identity/session")).body.account).toBeNull();
});

test("two log-ins at the same moment are two sessions", async () => {
  const [one, two] = await Promise.all([open(), open()]);
  expect(one.cookie).not.toBe(two.cookie);
  for (const { cookie } of [one, two]) expect((await session({ cookie })).body.account.id).toBe(accountId);
});

test("changing the password ends the other sessions and needs the present one", async () => {
  const made = await createTestAccount(app.system, { role: "citizen", password });
  const here = await openBrowser(app, made.account.userName, password);
  const there = await openBrowser(app, made.account.userName, password);
  await there.call("GET", "/api/identity/session");
  const change = (currentPassword: string, newPassword: string) =>
    here.call("POST", "/api/identity/password", { body: { currentPassword, newPassword } });
  const wrong = await change("khong phai mat khau", "con duong nho ven song");
  expect([wrong.status, wrong.body.code]).toEqual([400, "identity.password-current-wrong"]);
  const weak = await change(password, "matkhau123456");
  expect([weak.status, weak.body.code, weak.body.errors[0].path]).toEqual([
    400,
    "identity.password-weak",
    "body/newPassword",
  ]);
  expect(JSON.stringify(weak.body)).not.toContain("matkhau123456");
  expect((await change(password, "con duong nho ven song")).status).toBe(204);
  expect((await here.call("GET", "/api/identity/session")).body.account.id).toBe(made.account.id);
  expect((await there.call("GET", "/api/identity/session")).body.account).toBeNull();
  expect((await app.events("identity.password-changed")).at(-1)).toMatchObject({
    accountId: made.account.id,
    endedSessions: 1,
  });
  const old = await app.call("POST", "/api/identity/login", {
    body: { userName: made.account.userName, password },
  });
  expect(old.body.code).toBe("identity.credentials-wrong");
  await openBrowser(app, made.account.userName, "con duong nho ven song");
});

test("a hash with other parameters is replaced at the next log-in", async () => {
  const { account } = await createTestAccount(app.system, { role: "citizen", password });
  const { pool } = app.running.app.postgres;
  const { hash } = await import("@node-rs/argon2");
  const weak = await hash(password, { memoryCost: 8192, timeCost: 1, parallelism: 1 });
  await pool.query("update identity.account set password_hash = $1 where id = $2", [weak, account.id]);
  await openBrowser(app, account.userName, password);
  const { rows } = await pool.query("select password_hash from identity.account where id = $1", [account.id]);
  expect(rows[0].password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test("hostile bodies are refused in words", async () => {
  for (const [body, code] of [
    ['{"userName":"a","password":"b","__proto__":{"admin":true}}', "kernel.body-unreadable"],
    ['{"userName":"a","password":"b","constructor":{"x":1}}', "kernel.input-invalid"],
    ['{"userName":["a"],"password":"b"}', "kernel.input-invalid"],
    ['{"userName":"a\\u0000","password":"b"}', "kernel.body-unreadable"],
    ['{"userName":{"$ne":null},"password":{"$ne":null}}', "kernel.input-invalid"],
    ["[]", "kernel.input-invalid"],
    ["null", "kernel.input-invalid"],
  ] as const) {
    const answer = await app.call("POST", "/api/identity/login", { body });
    expect([body, answer.status, answer.body.code]).toEqual([body, 400, code]);
  }
  const sql = await app.call("POST", "/api/identity/login", {
    body: { userName: "' or 1=1 --", password: "' or 1=1 --" },
  });
  expect([sql.status, sql.body.code]).toEqual([401, "identity.credentials-wrong"]);
});

test("strange cookies make a visitor, never an error", async () => {
  for (const cookie of [
    "dothi=",
    "dothi=%00",
    "dothi=%ff",
    `dothi=${"x".repeat(3000)}`,
    "dothi=a; dothi=b",
    "=;;;",
  ]) {
    const { status, body } = await session({ cookie });
    expect([cookie, status, body.account]).toEqual([cookie, 200, null]);
  }
});
