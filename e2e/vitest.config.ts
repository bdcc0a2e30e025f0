import { defineConfig } from "vitest/config";

/** Journeys in a real browser and crash tests: each starts the whole program as a person would. */
export default defineConfig({
  test: {
    include: ["e2e/*.test.ts"],
    testTimeout: 600_000,
    hookTimeout: 180_000,
    pool: "forks",
    maxWorkers: 1,
    fileParallelism: false,
  },
});
