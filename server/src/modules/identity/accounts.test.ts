import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "../../app.ts";
import { openBrowser, startTestApp, type TestApp } from "./test-app.ts";
import { createTestAccount, type TestAccount } from "./testing.ts";

const password = "mot cau rat dai va rieng";
const accounts = "/api/identity/accounts";
let app: TestApp;
let boss: TestAccount;
let admin: TestApp["call"];

beforeAll(async () => {
  app = await startTestApp(createApp);
  boss = await createTestAccount(app.system, { role: "administrator" });
  admin = app.withToken(boss.token);
});
afterAll(() => app.close());

let counter = 0;
const fresh = (fields: object = {}) => ({
  userName: `nguoi.${++counter}`,
  displayName: "Nguyễn Văn Mẫu",
  grants: [],
  ...fields,
});
const make = (fields: object = {}) => admin("POST", accounts, { body: fresh(fields) });

test("an account is made with roles and can log in", async () => {
  const made = await make({
    userName: "Cán.Bộ",
    password,
    email: "canbo@example.org",
    grants: [{ role: "officer", agencyCode: "SKHCN" }, { role: "analyst" }],
  });
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({
    userName: "Cán.Bộ",
    kind: "person",
    hasPassword: true,
    email: "canbo@example.org",
    disabledAt: null,
  });
  expect(made.body.grants.map((grant: object) => grant)).toMatchObject([
    { role: "analyst", agencyCode: null, agencyName: null },
    { role: "officer", agencyCode: "SKHCN", agencyName: "Sở Khoa học và Công nghệ" },
  ]);
  expect(JSON.stringify(made.body)).not.toContain("argon2");
  await openBrowser(app, "can.bo", password);
  expect((await app.events("identity.account-created")).at(-1)).toMatchObject({
    userName: "Cán.Bộ",
    actorId: boss.account.id,
  });
});

test("a user name is unique without marks and capitals", async () => {
  await make({ userName: "Đặng.Mẫu" });
  const taken = await make({ userName: "dang.mau" });
  expect([taken.status, taken.body.code]).toEqual([409, "identity.user-name-taken"]);
  const both = await Promise.all([make({ userName: "cung-luc" }), make({ userName: "Cùng-Lúc" })]);
  expect(both.map((answer) => answer.status).sort()).toEqual([201, 409]);
});

test("user names in other scripts, with spaces or control characters are refused", async () => {
  for (const userName of ["саnbo", "a b", "a", "-ab", "a<script>", "x".repeat(65)])
    expect([userName, (await make({ userName })).body.code]).toEqual([userName, "kernel.input-invalid"]);
  expect((await make({ userName: "a\u0000b" })).body.code).toBe("kernel.body-unreadable");
});

test("SQL and HTML are kept and given back as they are", async () => {
  const displayName = `'); drop table identity.account; -- <script>alert("1")</script> \${7*7} %s \\`;
  const made = await make({ displayName });
  const read = await admin("GET", `${accounts}/${made.body.id}`);
  expect(read.body.displayName).toBe(displayName);
  const found = await admin("GET", `${accounts}?q=${encodeURIComponent("'); DROP table")}`);
  expect(found.body.items.map((item: { id: string }) => item.id)).toEqual([made.body.id]);
  const token = await admin("POST", "/api/identity/tokens", {
    body: { name: displayName, scopes: ["*"], expiresAt: new Date(Date.now() + 86_400_000).toISOString() },
  });
  expect(token.body.name).toBe(displayName);
});

test("search folds marks, and % and _ are letters", async () => {
  const made = await make({ displayName: "Đỗ Thị Ước Mơ 100%_a" });
  const find = async (q: string) =>
    (await admin("GET", `${accounts}?q=${encodeURIComponent(q)}`)).body.items.map(
      (item: { id: string }) => item.id,
    );
  expect(await find("uoc mo")).toEqual([made.body.id]);
  expect(await find("ƯỚC MƠ")).toEqual([made.body.id]);
  expect(await find("100%_A")).toEqual([made.body.id]);
  expect(await find("100_")).toEqual([]);
  expect(await find("' or ''='")).toEqual([]);
});

test("the list pages through all accounts in order of user name", async () => {
  const names: string[] = [];
  let cursor = "";
  do {
    const { body } = await admin("GET", `${accounts}?limit=3${cursor && `&cursor=${cursor}`}`);
    names.push(...body.items.map((item: { userName: string }) => item.userName));
    cursor = body.nextCursor ?? "";
  } while (cursor !== "");
  expect(names.length).toBeGreaterThan(5);
  expect(new Set(names).size).toBe(names.length);
  for (const bad of [
    "x",
    Buffer.from("[5]").toString("base64url"),
    Buffer.from('["\\u0000"]').toString("base64url"),
  ])
    expect((await admin("GET", `${accounts}?cursor=${bad}`)).body.code).toBe("kernel.cursor-invalid");
});

test("grants are replaced as a whole, act at once, and ended ones stay known", async () => {
  const made = await createTestAccount(app.system, { role: "officer", agencyCode: "SNNMT" });
  const own = app.withToken(made.token);
  const roles = async () =>
    (await own("GET", "/api/identity/session")).body.account.roles.map((held: { role: string }) => held.role);
  expect(await roles()).toEqual(["officer"]);
  const url = `${accounts}/${made.account.id}`;
  await admin("PATCH", url, {
    body: { grants: [{ role: "officer", agencyCode: "SNNMT" }, { role: "analyst" }] },
  });
  expect((await roles()).sort()).toEqual(["analyst", "officer"]);
  const cut = await admin("PATCH", url, { body: { grants: [{ role: "analyst" }, { role: "analyst" }] } });
  expect(cut.body.grants).toHaveLength(1);
  expect(await roles()).toEqual(["analyst"]);
  const { rows } = await app.running.app.postgres.pool.query(
    "select role from identity.role_grant where account_id = $1 and valid_to is not null",
    [made.account.id],
  );
  expect(rows).toEqual([{ role: "officer" }]);
  expect((await app.events("identity.grants-changed")).at(-1)).toMatchObject({
    accountId: made.account.id,
    after: [{ role: "analyst", agencyCode: null }],
    actorId: boss.account.id,
  });
});

test("a grant holds from its beginning to its end", async () => {
  const made = await createTestAccount(app.system, { role: "citizen" });
  const at = (hours: number) => new Date(app.running.app.now().getTime() + hours * 3_600_000).toISOString();
  const { body } = await admin("PATCH", `${accounts}/${made.account.id}`, {
    body: { grants: [{ role: "operator", validFrom: at(1), validTo: at(2) }] },
  });
  expect(body.grants).toHaveLength(1);
  const roles = async () =>
    (await app.withToken(made.token)("GET", "/api/identity/session")).body.account.roles;
  expect(await roles()).toEqual([]);
  app.moveClock(3_700);
  expect(await roles()).toMatchObject([{ role: "operator" }]);
  app.moveClock(3_700);
  expect(await roles()).toEqual([]);
  const wrong = await admin("PATCH", `${accounts}/${made.account.id}`, {
    body: { grants: [{ role: "operator", validFrom: at(2), validTo: at(1) }] },
  });
  expect(wrong.body.code).toBe("identity.grant-period");
  const leap = await make({ grants: [{ role: "operator", validTo: "2030-12-31T23:59:60Z" }] });
  expect([leap.status, leap.body.code]).toEqual([400, "kernel.input-invalid"]);
});

test("an unknown agency, role or account is refused", async () => {
  expect((await make({ grants: [{ role: "officer", agencyCode: "KHONG-CO" }] })).body.code).toBe(
    "identity.agency-unknown",
  );
  expect((await make({ grants: [{ role: "king" }] })).body.code).toBe("kernel.input-invalid");
  const nobody = `${accounts}/00000000-0000-4000-8000-000000000000`;
  for (const answer of [
    await admin("GET", nobody),
    await admin("PATCH", nobody, { body: { disabled: true } }),
    await admin("GET", `${nobody}/sessions`),
  ])
    expect([answer.status, answer.body.code]).toEqual([404, "identity.account-unknown"]);
  expect((await admin("GET", `${accounts}/1;drop`)).body.code).toBe("kernel.input-invalid");
});

test("disabling ends sessions and tokens at once and is said only to who knows the password", async () => {
  const made = await createTestAccount(app.system, { role: "officer", password });
  const browser = await openBrowser(app, made.account.userName, password);
  const own = app.withToken(made.token);
  await own("GET", "/api/identity/session");
  const { body } = await admin("PATCH", `${accounts}/${made.account.id}`, { body: { disabled: true } });
  expect(body.disabledAt).not.toBeNull();
  expect((await own("GET", "/api/identity/session")).body.code).toBe("identity.token-invalid");
  expect((await browser.call("GET", "/api/identity/session")).body.account).toBeNull();
  const login = (given: string) =>
    app.call("POST", "/api/identity/login", { body: { userName: made.account.userName, password: given } });
  expect((await login("sai")).body.code).toBe("identity.credentials-wrong");
  expect((await login(password)).body.code).toBe("identity.account-disabled");
  await admin("PATCH", `${accounts}/${made.account.id}`, { body: { disabled: false } });
  expect((await login(password)).status).toBe(200);
  expect((await own("GET", "/api/identity/session")).status).toBe(200);
});

test("an administrator sets a new password, which ends the sessions", async () => {
  const made = await createTestAccount(app.system, { role: "citizen", password });
  const browser = await openBrowser(app, made.account.userName, password);
  const url = `${accounts}/${made.account.id}`;
  expect((await admin("PATCH", url, { body: { newPassword: "ngan" } })).body.code).toBe(
    "identity.password-weak",
  );
  expect((await admin("PATCH", url, { body: { newPassword: "con duong nho ven song" } })).status).toBe(200);
  expect((await browser.call("GET", "/api/identity/session")).body.account).toBeNull();
  await openBrowser(app, made.account.userName, "con duong nho ven song");
});

test("an administrator cannot lock himself out", async () => {
  const url = `${accounts}/${boss.account.id}`;
  for (const body of [
    { disabled: true },
    { grants: [] },
    { grants: [{ role: "administrator", agencyCode: "SNV" }] },
    { newPassword: "con duong nho ven song" },
  ]) {
    const answer = await admin("PATCH", url, { body });
    expect([answer.status, answer.body.code]).toEqual([409, "identity.own-account"]);
  }
  expect(
    (
      await admin("PATCH", url, {
        body: { displayName: "Trần Thị Ví Dụ", grants: [{ role: "administrator" }] },
      })
    ).status,
  ).toBe(200);
});

test("sessions are listed with the present one marked, and ended", async () => {
  const made = await createTestAccount(app.system, { role: "citizen", password });
  const here = await openBrowser(app, made.account.userName, password);
  const there = await openBrowser(app, made.account.userName, password);
  const url = `${accounts}/${made.account.id}/sessions`;
  const { body } = await here.call("GET", url);
  expect(body.items.map((item: { current: boolean }) => item.current)).toEqual([false, true]);
  expect((await here.call("DELETE", `${url}/${body.items[0].id}`)).status).toBe(204);
  expect((await there.call("GET", "/api/identity/session")).body.account).toBeNull();
  expect((await here.call("DELETE", `${url}/${body.items[0].id}`)).body.code).toBe(
    "identity.session-unknown",
  );
  expect((await here.call("DELETE", url)).body).toEqual({ ended: 0 });
  expect((await admin("DELETE", url)).body).toEqual({ ended: 1 });
  expect((await here.call("GET", "/api/identity/session")).body.account).toBeNull();
});

test("empty and overfull changes are refused", async () => {
  const url = `${accounts}/${boss.account.id}`;
  for (const body of [
    {},
    { role: "administrator" },
    { unlock: false },
    { displayName: "a\u0007" },
    { displayName: "  " },
    '{"__proto__":{"disabled":true}}',
  ])
    expect((await admin("PATCH", url, { body })).status).toBe(400);
});
