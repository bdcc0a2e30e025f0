/**
 * Who may do what in identity. Accounts belong to the city, so `own-agency` without an agency means: only an
 * administrator whose role is city-wide.
 */
import type { Policy } from "../../kernel/policy.ts";

export const identityPolicy: Policy = {
  module: "identity",
  rows: [
    { who: "anyone", action: "read", thing: "own-session" },
    { who: "anyone", action: "open", thing: "session" },
    { who: "anyone", action: "close", thing: "own-session" },
    { who: "anyone", action: "list", thing: "demo-account" },
    { who: "logged-in", action: "change", thing: "own-password" },
    { who: "logged-in", action: "list", thing: "own-session" },
    { who: "logged-in", action: "end", thing: "own-session" },
    { who: "logged-in", action: "list", thing: "own-token" },
    { who: "logged-in", action: "create", thing: "own-token" },
    { who: "logged-in", action: "revoke", thing: "own-token" },
    { who: ["administrator"], action: "list", thing: "account", when: "own-agency" },
    { who: ["administrator"], action: "read", thing: "account", when: "own-agency" },
    { who: ["administrator"], action: "create", thing: "account", when: "own-agency" },
    { who: ["administrator"], action: "change", thing: "account", when: "own-agency" },
    { who: ["administrator"], action: "list", thing: "session", when: "own-agency" },
    { who: ["administrator"], action: "end", thing: "session", when: "own-agency" },
    { who: ["administrator"], action: "list", thing: "token", when: "own-agency" },
    { who: ["administrator"], action: "revoke", thing: "token", when: "own-agency" },
  ],
};
