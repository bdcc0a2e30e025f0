/** Who may do what with stations and readings. Readings of the environment are open to everyone. */
import type { Policy } from "../../kernel/policy.ts";

export const policy: Policy = {
  module: "telemetry",
  rows: [
    { who: "anyone", action: "read", thing: "station" },
    { who: "anyone", action: "read", thing: "reading" },
    { who: "anyone", action: "read", thing: "index" },
    {
      who: ["operator", "data-steward", "administrator"],
      action: "write",
      thing: "reading",
      when: "own-agency",
    },
    {
      who: ["operator", "data-steward", "administrator"],
      action: "register",
      thing: "station",
      when: "own-agency",
    },
    {
      who: ["operator", "data-steward", "administrator"],
      action: "register",
      thing: "device",
      when: "own-agency",
    },
    { who: ["operator", "analyst", "data-steward", "administrator"], action: "read", thing: "refusal" },
    { who: ["operator", "data-steward", "administrator"], action: "import", thing: "file" },
    { who: ["operator", "analyst", "data-steward", "administrator"], action: "read", thing: "import" },
  ],
};
