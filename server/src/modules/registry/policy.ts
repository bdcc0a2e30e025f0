/** Who may do what in the registry: everything is public to read, only an administrator changes boundaries. */
import type { Policy } from "../../kernel/policy.ts";

export const registryPolicy: Policy = {
  module: "registry",
  rows: [
    { who: "anyone", action: "read", thing: "unit" },
    { who: "anyone", action: "read", thing: "boundaries" },
    { who: "anyone", action: "read", thing: "agency" },
    { who: ["administrator"], action: "import", thing: "boundaries" },
    { who: ["administrator"], action: "list", thing: "boundary-set" },
    { who: ["administrator"], action: "activate", thing: "boundary-set" },
  ],
};
