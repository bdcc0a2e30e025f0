/** A timetable is one for all processes together. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context } from "./context.ts";
import { type JobRunner, migrateJobs, startJobs, type Task } from "./jobs.ts";
import { openPostgres, type Postgres } from "./postgres.ts";
import { createTestPlace, silentLog, type TestPlace } from "./testing.ts";

let place: TestPlace;
const databases: Postgres[] = [];
const runners: JobRunner[] = [];
const ranAt: number[] = [];

beforeAll(async () => {
  place = await createTestPlace();
  const task: Task = { name: "test.tick", run: async () => void ranAt.push(Date.now()) };
  for (let process = 0; process < 2; process++) {
    const postgres = openPostgres(place.databaseUrl, { poolSize: 4, log: silentLog() });
    databases.push(postgres);
    await migrateJobs(postgres.pool);
    const schedules = [{ task: task.name, cron: "* * * * *" }];
    runners.push(
      await startJobs({
        pool: postgres.pool,
        tasks: [task],
        schedules,
        contextFor: () => ({}) as Context,
        log: silentLog(),
        alone: false,
      }),
    );
  }
});
afterAll(async () => {
  for (const runner of runners) await runner.stop();
  for (const postgres of databases) await postgres.close();
  await place.remove();
});

test("two processes, one minute, one run", { timeout: 80_000 }, async () => {
  const nextMinute = 60_000 - (Date.now() % 60_000);
  await new Promise((resolve) => setTimeout(resolve, nextMinute + 3_000));
  expect(ranAt).toHaveLength(1);
});
