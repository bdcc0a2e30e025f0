/** Permission: who, which thing, whose agency, which scope. */
import { expect, test } from "vitest";
import type { Actor, Grant } from "./actor.ts";
import type { Context } from "./context.ts";
import { authorise, may, type Policy } from "./policy.ts";

const policy: Policy = {
  module: "cases",
  rows: [
    { who: "anyone", action: "read", thing: "status" },
    { who: "logged-in", action: "open", thing: "report" },
    { who: "device", action: "send", thing: "reading" },
    { who: ["officer"], action: "close", thing: "case", when: "own-agency" },
    { who: ["administrator"], action: "close", thing: "case" },
  ],
};
const account = (grants: Grant[], scopes?: string[]): Actor => ({
  kind: "account",
  accountId: "1",
  displayName: "Ví Dụ",
  grants,
  via: scopes ? "token" : "session",
  ...(scopes ? { scopes } : {}),
});
const officer = (agencyCode: string | null) => account([{ role: "officer", agencyCode }]);
const asks = (actor: Actor, action: string, thing: string, agencyCode?: string | null) =>
  may(actor, policy, action, thing, agencyCode === undefined ? {} : { agencyCode });

test("what anyone may, a visitor, a device and a token without the scope may", () => {
  const all: Actor[] = [{ kind: "anonymous" }, { kind: "device", thingId: 1 }, account([], [])];
  expect(all.map((actor) => asks(actor, "read", "status"))).toEqual([true, true, true]);
  expect(all.map((actor) => asks(actor, "open", "report"))).toEqual([false, false, false]);
});

test("an officer acts in the own agency only; a grant without agency counts everywhere", () => {
  expect(asks(officer("A"), "close", "case", "A")).toBe(true);
  expect(asks(officer("A"), "close", "case", "B")).toBe(false);
  expect(asks(officer("A"), "close", "case", null)).toBe(false);
  expect(asks(officer("A"), "close", "case")).toBe(false);
  expect(asks(officer(null), "close", "case", "B")).toBe(true);
  expect(asks(account([{ role: "administrator", agencyCode: "A" }]), "close", "case", "B")).toBe(true);
  const two = account([
    { role: "citizen", agencyCode: "B" },
    { role: "officer", agencyCode: "A" },
  ]);
  expect(asks(two, "close", "case", "B")).toBe(false);
});

test.each([
  [["cases:close"], true],
  [["cases:*"], true],
  [["*"], true],
  [["cases:open"], false],
  [["case:close"], false],
  [["CASES:CLOSE"], false],
  [[], false],
])("a token with the scopes %j may close: %s", (scopes, allowed) => {
  expect(asks(account([{ role: "officer", agencyCode: "A" }], scopes), "close", "case", "A")).toBe(allowed);
});

test("a scope gives nothing that the account has not", () => {
  expect(asks(account([{ role: "citizen", agencyCode: null }], ["*"]), "close", "case", "A")).toBe(false);
});

test("an unknown action or thing is nobody's, except the system's", () => {
  expect(asks(account([{ role: "administrator", agencyCode: null }]), "erase", "case")).toBe(false);
  expect(asks({ kind: "system", task: "t" }, "erase", "anything")).toBe(true);
  expect(asks({ kind: "device", thingId: 1 }, "send", "reading")).toBe(true);
  expect(asks({ kind: "device", thingId: 1 }, "open", "report")).toBe(false);
});

test("a visitor is asked to log in, an account is told what it may not", () => {
  const refuse = (actor: Actor) => () =>
    authorise({ actor } as Context, policy, "close", "case", { agencyCode: "A" });
  expect(refuse({ kind: "anonymous" })).toThrow(expect.objectContaining({ code: "kernel.login-required" }));
  expect(refuse(officer("B"))).toThrow(expect.objectContaining({ code: "kernel.forbidden" }));
  expect(refuse(officer("A"))).not.toThrow();
});
