/** Who may do what with datasets. What a person sees of rows and columns is decided in protect/. */
import type { Role } from "../../kernel/actor.ts";
import type { Policy } from "../../kernel/policy.ts";

const staff: readonly Role[] = [
  "officer",
  "approver",
  "analyst",
  "operator",
  "security-analyst",
  "data-steward",
  "administrator",
];
const keepers: readonly Role[] = ["officer", "data-steward", "administrator"];

export const policy: Policy = {
  module: "warehouse",
  rows: [
    { who: "anyone", action: "read", thing: "catalogue" },
    { who: "anyone", action: "query", thing: "data" },
    { who: staff, action: "upload", thing: "file" },
    { who: keepers, action: "create", thing: "dataset", when: "own-agency" },
    { who: keepers, action: "edit", thing: "dataset", when: "own-agency" },
    { who: [...keepers, "operator"], action: "load", thing: "dataset", when: "own-agency" },
    { who: ["data-steward", "approver"], action: "publish", thing: "version", when: "own-agency" },
    { who: ["data-steward", "administrator"], action: "set", thing: "quality", when: "own-agency" },
    { who: ["data-steward"], action: "confirm", thing: "class", when: "own-agency" },
    { who: ["data-steward"], action: "set", thing: "access", when: "own-agency" },
    { who: ["data-steward"], action: "propose", thing: "release", when: "own-agency" },
    { who: ["approver"], action: "approve", thing: "release", when: "own-agency" },
    {
      who: ["data-steward", "security-analyst", "administrator"],
      action: "read",
      thing: "read-log",
      when: "own-agency",
    },
    { who: staff, action: "read", thing: "load" },
    { who: staff, action: "read", thing: "source" },
    { who: ["data-steward", "administrator"], action: "keep", thing: "source", when: "own-agency" },
    { who: ["data-steward", "administrator"], action: "keep", thing: "connection", when: "own-agency" },
    { who: ["data-steward"], action: "edit", thing: "term" },
    { who: staff, action: "save", thing: "query" },
    {
      who: ["analyst", "data-steward", "administrator"],
      action: "materialise",
      thing: "query",
      when: "own-agency",
    },
    { who: ["data-steward", "administrator"], action: "send", thing: "lineage" },
  ],
};
