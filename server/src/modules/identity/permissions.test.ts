/** Each row of policy.ts, both ways, through the addresses of the program. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "../../app.ts";
import { type Role, roles } from "../../kernel/actor.ts";
import { startTestApp, type TestApp } from "./test-app.ts";
import { createTestAccount, type TestAccount } from "./testing.ts";

type Who = Role | "visitor" | "agency-administrator";
const everybody: readonly Who[] = ["visitor", "agency-administrator", ...roles];

let app: TestApp;
let victim: TestAccount;
const callers = new Map<Who, TestApp["call"]>();

beforeAll(async () => {
  app = await startTestApp(createApp);
  victim = await createTestAccount(app.system, { role: "citizen" });
  callers.set("visitor", app.call);
  for (const role of roles)
    callers.set(role, app.withToken((await createTestAccount(app.system, { role })).token));
  const local = await createTestAccount(app.system, { role: "administrator", agencyCode: "SNNMT" });
  callers.set("agency-administrator", app.withToken(local.token));
});
afterAll(() => app.close());

async function check(
  may: readonly Who[],
  method: string,
  url: () => string,
  body?: () => unknown,
): Promise<void> {
  for (const who of everybody) {
    const call = callers.get(who);
    const { status, body: answer } = (await call?.(method, url(), body ? { body: body() } : {})) ?? {
      status: 0,
      body: null,
    };
    if (may.includes(who)) expect([who, status < 300]).toEqual([who, true]);
    else
      expect([who, status, answer.code]).toEqual(
        who === "visitor" ? [who, 401, "kernel.login-required"] : [who, 403, "kernel.forbidden"],
      );
  }
}

let counter = 0;
const account = () => `/api/identity/accounts/${victim.account.id}`;
const loggedIn = everybody.filter((who) => who !== "visitor");
const inADay = () => new Date(Date.now() + 86_400_000).toISOString();

test("anyone reads one's own session", () => check(everybody, "GET", () => "/api/identity/session"));

test("anyone closes one's own session", () => check(everybody, "POST", () => "/api/identity/logout"));

test("anyone lists the demo accounts", () => check(everybody, "GET", () => "/api/identity/demo-accounts"));

test("anyone may try to log in", async () => {
  for (const who of everybody) {
    const answer = await callers.get(who)?.("POST", "/api/identity/login", {
      body: { userName: `khong-co-${who}`, password: "x" },
      address: "10.2.2.2",
    });
    expect(answer?.body.code).toBe("identity.credentials-wrong");
  }
});

test("who is logged in lists one's own tokens", () => check(loggedIn, "GET", () => "/api/identity/tokens"));

test("who is logged in creates one's own tokens", () =>
  check(
    loggedIn,
    "POST",
    () => "/api/identity/tokens",
    () => ({ name: "t", scopes: ["registry:read"], expiresAt: inADay() }),
  ));

test("who is logged in changes one's own password", async () => {
  const body = { currentPassword: "x", newPassword: "con duong nho ven song" };
  for (const who of everybody) {
    const answer = await callers.get(who)?.("POST", "/api/identity/password", { body, address: "10.2.2.3" });
    expect([who, answer?.body.code]).toEqual([
      who,
      who === "visitor" ? "kernel.login-required" : "identity.password-current-wrong",
    ]);
  }
});

test("who is logged in lists and ends one's own sessions, and revokes one's own tokens", async () => {
  const own = app.withToken(victim.token);
  expect((await own("GET", `${account()}/sessions`)).status).toBe(200);
  expect((await own("DELETE", `${account()}/sessions`)).status).toBe(200);
  const { body } = await own("POST", "/api/identity/tokens", {
    body: { name: "t", scopes: ["*"], expiresAt: inADay() },
  });
  expect((await own("DELETE", `/api/identity/tokens/${body.id}`)).status).toBe(204);
  const visitor = await app.call("DELETE", `/api/identity/tokens/${body.id}`);
  expect(visitor.body.code).toBe("kernel.login-required");
});

const administrators: readonly Who[] = ["administrator"];

test("only a city-wide administrator lists accounts", () =>
  check(administrators, "GET", () => "/api/identity/accounts"));

test("only a city-wide administrator reads an account", () => check(administrators, "GET", account));

test("only a city-wide administrator creates an account", () =>
  check(
    administrators,
    "POST",
    () => "/api/identity/accounts",
    () => ({
      userName: `tai-khoan-${++counter}`,
      displayName: "X",
      grants: [{ role: "administrator" }],
    }),
  ));

test("only a city-wide administrator changes an account", () =>
  check(administrators, "PATCH", account, () => ({ displayName: `Tên ${++counter}` })));

test("only a city-wide administrator lists another's sessions", () =>
  check(administrators, "GET", () => `${account()}/sessions`));

test("only a city-wide administrator ends another's sessions", () =>
  check(administrators, "DELETE", () => `${account()}/sessions`));

test("only a city-wide administrator lists everybody's tokens", () =>
  check(administrators, "GET", () => "/api/identity/tokens?all=true"));

test("only a city-wide administrator revokes another's token", async () => {
  const { body } = await app.withToken(victim.token)("GET", "/api/identity/tokens");
  const id: string = body.items.find((item: { revokedAt: string | null }) => item.revokedAt === null).id;
  await check(administrators, "DELETE", () => `/api/identity/tokens/${id}`);
});
