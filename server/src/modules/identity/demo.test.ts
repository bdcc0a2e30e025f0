import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "../../app.ts";
import { roles } from "../../kernel/actor.ts";
import { openBrowser, startTestApp, type TestApp } from "./test-app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp(createApp, { demo: true });
});
afterAll(() => app.close());

const list = async () => (await app.call("GET", "/api/identity/demo-accounts?lang=vi")).body;

test("the demo city has one account to try for each role, and each can log in", async () => {
  const accounts = await list();
  expect(new Set(accounts.map((account: { role: string }) => account.role))).toEqual(new Set(roles));
  for (const { userName, password, displayName, role, agencyName } of accounts) {
    const browser = await openBrowser(app, userName, password);
    const { body } = await browser.call("GET", "/api/identity/session");
    expect(body.demo).toBe(true);
    expect(body.account.displayName).toBe(displayName);
    expect(body.account.roles).toMatchObject([{ role, agencyName }]);
  }
});

test("agencies are shown by name", async () => {
  const accounts = await list();
  const names = accounts.map((account: { agencyName: string | null }) => account.agencyName).filter(Boolean);
  expect(names).toContain("Sở Nông nghiệp và Môi trường");
  expect(names.every((name: string) => / /.test(name))).toBe(true);
});

test("an account whose password was changed is no longer offered", async () => {
  const [first] = await list();
  const browser = await openBrowser(app, first.userName, first.password);
  const body = { currentPassword: first.password, newPassword: "con duong nho ven song" };
  expect((await browser.call("POST", "/api/identity/password", { body })).status).toBe(204);
  expect((await list()).map((account: { userName: string }) => account.userName)).not.toContain(
    first.userName,
  );
});
