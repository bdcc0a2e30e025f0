import { defineConfig } from "vitest/config";

/** Tests on real data that lies outside the repository: DOTHI_SHARED_DATA names its folder. */
export default defineConfig({
  test: {
    include: ["test/outside/*.test.ts"],
    globalSetup: ["test/global-setup.ts"],
    testTimeout: 300_000,
    hookTimeout: 60_000,
    pool: "forks",
    maxWorkers: 1,
  },
});
