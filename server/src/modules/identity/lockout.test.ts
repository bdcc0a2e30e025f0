import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "../../app.ts";
import { networkOf } from "./service/lockout.ts";
import { openBrowser, startTestApp, type TestApp } from "./test-app.ts";
import { createTestAccount } from "./testing.ts";

const password = "mot cau rat dai va rieng";
let app: TestApp;

beforeAll(async () => {
  app = await startTestApp(createApp);
});
afterAll(() => app.close());

let counter = 0;
const freshAddress = () => `10.9.${Math.floor(++counter / 250)}.${counter % 250}`;
const person = async () => (await createTestAccount(app.system, { role: "citizen", password })).account;
const tryLogin = (userName: string, given: string, address = freshAddress()) =>
  app.call("POST", "/api/identity/login", { body: { userName, password: given }, address });

async function fail(userName: string, times: number): Promise<void> {
  for (let i = 0; i < times; i++) await tryLogin(userName, "sai");
}

test("five failures lock for 30 seconds, each further one doubles it, up to an hour", async () => {
  const { userName, id } = await person();
  await fail(userName, 5);
  const locked = await tryLogin(userName, password);
  expect([locked.status, locked.body.code]).toEqual([429, "identity.account-locked"]);
  expect(locked.body.retryAfterSeconds).toBeGreaterThan(25);
  expect(locked.body.retryAfterSeconds).toBeLessThanOrEqual(30);
  expect(locked.headers["retry-after"]).toBe(String(locked.body.retryAfterSeconds));
  expect((await app.events("identity.account-locked")).at(-1)).toMatchObject({
    accountId: id,
    kind: "account",
  });
  const waits: number[] = [];
  for (let i = 0; i < 9; i++) {
    app.moveClock(waits.at(-1) ?? 31);
    await fail(userName, 1);
    waits.push((await tryLogin(userName, password)).body.retryAfterSeconds);
  }
  const near = waits.map((wait) => Math.round(wait / 10) * 10);
  expect(near.slice(0, 6)).toEqual([60, 120, 240, 480, 960, 1920]);
  expect(Math.max(...near)).toBe(3600);
  app.moveClock(3601);
  expect((await tryLogin(userName, password)).status).toBe(200);
});

test("a success forgets the failures", async () => {
  const { userName } = await person();
  await fail(userName, 4);
  expect((await tryLogin(userName, password)).status).toBe(200);
  await fail(userName, 4);
  expect((await tryLogin(userName, password)).status).toBe(200);
});

test("guesses sent at the same moment are counted one by one", async () => {
  const { userName } = await person();
  const answers = await Promise.all(Array.from({ length: 12 }, () => tryLogin(userName, "sai")));
  expect(answers.map((answer) => answer.status).sort()).toEqual([
    ...Array(5).fill(401),
    ...Array(7).fill(429),
  ]);
});

test("many right log-ins at the same moment lock nobody out", async () => {
  const { userName } = await person();
  const answers = await Promise.all(Array.from({ length: 20 }, () => tryLogin(userName, password)));
  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
});

test("an address that fails with many names is locked, others are not", async () => {
  const { userName } = await person();
  for (let i = 0; i < 30; i++) await tryLogin(`ten-${i}`, "sai", "203.0.113.7");
  expect((await tryLogin(userName, password, "203.0.113.7")).body.code).toBe("identity.account-locked");
  expect((await tryLogin(userName, password, "203.0.113.8")).status).toBe(200);
  expect((await app.events("identity.account-locked")).at(-1)).toMatchObject({
    accountId: null,
    kind: "address",
  });
  app.moveClock(31);
  expect((await tryLogin(userName, password, "203.0.113.7")).status).toBe(200);
});

test("an IPv6 network counts as one address, an IPv4 one as itself", () => {
  expect(networkOf("2001:db8:1:2:3:4:5:6")).toBe(networkOf("2001:db8:1:2::9"));
  expect(networkOf("2001:db8:1:3::9")).not.toBe(networkOf("2001:db8:1:2::9"));
  expect(networkOf("::1")).toBe("0:0:0:0");
  expect(networkOf("::ffff:10.0.0.1")).toBe("10.0.0.1");
});

test("answers do not tell whether an account exists", async () => {
  const { userName } = await person();
  const service = await createTestAccount(app.system, { role: "officer" });
  const shape = async (name: string) => {
    const answers: unknown[] = [];
    for (let i = 0; i < 6; i++) {
      const { status, body, headers } = await tryLogin(name, "sai");
      const { requestId: _id, retryAfterSeconds: _wait, detail, ...rest } = body;
      answers.push({
        status,
        rest,
        detail: detail.replace(/\d+/, "n"),
        headers: Object.keys(headers).sort(),
      });
    }
    return answers;
  };
  const known = await shape(userName);
  expect(await shape("khong-co-ai-ten-nay")).toEqual(known);
  expect(await shape(service.account.userName)).toEqual(known);
});

test("a name nobody has costs a password check too", async () => {
  const { userName } = await person();
  const times: Record<string, number[]> = { known: [], unknown: [] };
  const time = async (kind: string, name: string) => {
    const start = performance.now();
    await tryLogin(name, "sai");
    times[kind]?.push(performance.now() - start);
  };
  for (let i = 0; i < 4; i++) {
    await time("known", userName);
    await time("unknown", "khong-co-ai-o-day");
  }
  expect(Math.min(...(times.unknown ?? []))).toBeGreaterThan(Math.min(...(times.known ?? [])) / 2);
});

test("failed log-ins are told without the name that was typed", async () => {
  await tryLogin("mat khau go nham o day", "sai");
  const event = (await app.events("identity.login-failed")).at(-1);
  expect(event).toMatchObject({ accountId: null, failuresInARow: 1 });
  expect(JSON.stringify(event)).not.toContain("go nham");
});

test("an open session goes on while the account is locked, and an administrator unlocks", async () => {
  const { userName, id } = await person();
  const browser = await openBrowser(app, userName, password);
  await fail(userName, 5);
  expect((await browser.call("GET", "/api/identity/session")).body.account.id).toBe(id);
  const admin = app.withToken((await createTestAccount(app.system, { role: "administrator" })).token);
  expect((await admin("GET", `/api/identity/accounts/${id}`)).body.lockedUntil).not.toBeNull();
  const unlocked = await admin("PATCH", `/api/identity/accounts/${id}`, { body: { unlock: true } });
  expect(unlocked.body.lockedUntil).toBeNull();
  expect((await tryLogin(userName, password)).status).toBe(200);
});

test("guessing the present password in a session is counted as well", async () => {
  const { userName } = await person();
  const browser = await openBrowser(app, userName, password);
  const guess = () =>
    browser.call("POST", "/api/identity/password", {
      body: { currentPassword: "sai", newPassword: "con duong nho ven song" },
    });
  for (let i = 0; i < 5; i++) expect((await guess()).body.code).toBe("identity.password-current-wrong");
  expect((await guess()).body.code).toBe("identity.account-locked");
});
