/** Jobs: progress for owner and administrator, failures in words, retries, locks of the dead, stop in time. */
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createApp, type RunningApp } from "../app.ts";
import type { Actor } from "./actor.ts";
import type { Context } from "./context.ts";
import { kernelError } from "./errors.ts";
import { getJob, type JobRunner, startJob, startJobs, type Task } from "./jobs.ts";
import { createTestPlace, silentLog, type TestPlace } from "./testing.ts";

const gates = new Map<string, PromiseWithResolvers<void>>();
const runs: string[] = [];
let failuresLeft = 0;

const tasks: Task[] = [
  {
    name: "test.long",
    run: async (_ctx, input: { name: string }, progress) => {
      runs.push(input.name);
      await progress(1, 2, { vi: "được một nửa", en: "half way" });
      await gates.get(input.name)?.promise;
      await progress(2, 2, { vi: "xong", en: "done" });
      return { name: input.name };
    },
  },
  {
    name: "test.refused",
    run: async () => {
      runs.push("refused");
      throw kernelError("file-unknown", { hash: "abc" });
    },
  },
  {
    name: "test.broken",
    run: async () => {
      if (failuresLeft-- > 0) throw new Error("secret reason");
      return "well";
    },
  },
];
const accountId = "00000000-0000-4000-8000-00000000000";
const account = (n: number, role?: "administrator"): Actor => ({
  kind: "account",
  accountId: `${accountId}${n}`,
  displayName: "Ví Dụ",
  grants: role ? [{ role, agencyCode: null }] : [],
  via: "session",
});

let place: TestPlace;
let running: RunningApp;
let runner: JobRunner;
let ctx: Context;
const as = (actor: Actor) => running.app.contextFor(actor);
const start = (alone = false) =>
  startJobs({
    pool: running.app.postgres.pool,
    tasks,
    schedules: [],
    contextFor: (task) => as({ kind: "system", task }),
    log: silentLog(),
    alone,
  });
const state = async (id: string) => (await getJob(ctx, id)).state;
const settled = (id: string, wanted: string) =>
  vi.waitFor(async () => expect(await state(id)).toBe(wanted), { timeout: 8_000, interval: 50 });

beforeAll(async () => {
  place = await createTestPlace();
  running = await createApp({ ...place, log: silentLog(), demo: false });
  ctx = as({ kind: "system", task: "test" });
  runner = await start();
});
afterAll(async () => {
  for (const gate of gates.values()) gate.resolve();
  await runner.stop();
  await running.close();
  await place.remove();
});

test("progress is seen by the owner and administrators, and by nobody else", async () => {
  gates.set("a", Promise.withResolvers());
  const id = await startJob(as(account(1)), "test.long", { name: "a" });
  await settled(id, "running");
  await vi.waitFor(async () => expect((await getJob(as(account(1)), id)).done).toBe(1));
  expect(await getJob(as(account(1)), id)).toMatchObject({
    total: 2,
    message: { vi: "được một nửa" },
    error: null,
  });
  expect(await getJob(as(account(2, "administrator")), id)).toMatchObject({ id });
  for (const actor of [account(2), { kind: "anonymous" }, { kind: "device", thingId: 1 }] as Actor[])
    await expect(getJob(as(actor), id)).rejects.toMatchObject({ code: "kernel.job-unknown" });
  expect((await running.http.inject(`/api/jobs/${id}`)).statusCode).toBe(404);
  expect((await running.http.inject("/api/jobs/1")).statusCode).toBe(400);
  gates.get("a")?.resolve();
  await settled(id, "done");
  expect(await getJob(ctx, id)).toMatchObject({ done: 2, result: { name: "a" } });
});

test("a refusal is shown as in the catalogue and not tried again", async () => {
  const id = await startJob(ctx, "test.refused", {});
  await settled(id, "failed");
  expect((await getJob(ctx, id)).error).toMatchObject({
    code: "kernel.file-unknown",
    title: { vi: "Không có tệp abc trong kho." },
    remedy: { en: "Check the file id or upload the file again." },
  });
  expect(runs.filter((name) => name === "refused")).toHaveLength(1);
});

test("a defect is tried again, queued meanwhile, and its text stays inside", async () => {
  failuresLeft = 1;
  const id = await startJob(ctx, "test.broken", {});
  await vi.waitFor(async () => expect((await getJob(ctx, id)).error?.code).toBe("kernel.internal"));
  expect(await state(id)).toBe("queued");
  expect(JSON.stringify(await getJob(ctx, id))).not.toContain("secret reason");
  await sql`update graphile_worker._private_jobs set run_at = now()`.execute(ctx.db);
  await settled(id, "done");
  expect((await getJob(ctx, id)).error).toBeNull();
  failuresLeft = 99;
  const last = await startJob(ctx, "test.broken", {}, { maxAttempts: 1 });
  await settled(last, "failed");
});

test("a job is queued with the change it belongs to, or not at all", async () => {
  await sql`alter function graphile_worker.add_job rename to add_job_away`.execute(ctx.db);
  await expect(startJob(ctx, "test.long", { name: "never" })).rejects.toThrow();
  await sql`alter function graphile_worker.add_job_away rename to add_job`.execute(ctx.db);
  const { rows } = await sql`select 1 from kernel.job where state = 'queued'`.execute(ctx.db);
  expect(rows).toEqual([]);
});

/** As a process leaves it that was killed at work. */
async function leaveLocked(id: string, attempts: number): Promise<void> {
  await sql`update graphile_worker._private_jobs set locked_by = 'dead', locked_at = now(), attempts = ${attempts}
    where payload ->> 'jobId' = ${id}`.execute(ctx.db);
  await sql`update kernel.job set state = 'running' where id = ${id}::uuid`.execute(ctx.db);
}

test("the lock of a killed process is let go at the start where no other process can be, and kept otherwise", async () => {
  await runner.stop();
  const id = await startJob(ctx, "test.long", { name: "left" });
  const dying = await startJob(ctx, "test.long", { name: "dying" });
  await leaveLocked(id, 1);
  await leaveLocked(dying, 25);
  await sql`update graphile_worker._private_jobs set max_attempts = 25 where payload ->> 'jobId' = ${dying}`.execute(
    ctx.db,
  );
  runner = await start(false);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect([await state(id), runs.includes("left")]).toEqual(["running", false]);
  await runner.stop();
  runner = await start(true);
  await settled(id, "done");
  expect(await getJob(ctx, dying)).toMatchObject({ state: "failed", error: { code: "kernel.internal" } });
  expect(runs).not.toContain("dying");
});

test("the program's own start lets locks go", async () => {
  const id = await startJob(ctx, "test.long", { name: "program" });
  await runner.stop();
  await leaveLocked(id, 1);
  const second = await createApp({ ...place, log: silentLog(), demo: false });
  const { rows } =
    await sql`select locked_by from graphile_worker._private_jobs where payload ->> 'jobId' = ${id}`.execute(
      ctx.db,
    );
  await second.close();
  expect(rows.every((row) => (row as { locked_by: string | null }).locked_by === null)).toBe(true);
  runner = await start();
});

test("stopping waits for a job that ends in time, and puts one that does not back into the queue", async () => {
  gates.set("slow", Promise.withResolvers());
  const id = await startJob(ctx, "test.long", { name: "slow" });
  await settled(id, "running");
  const startedAt = performance.now();
  await runner.stop();
  expect(performance.now() - startedAt).toBeLessThan(14_000);
  const { rows } =
    await sql`select locked_by from graphile_worker._private_jobs where payload ->> 'jobId' = ${id}`.execute(
      ctx.db,
    );
  expect(rows).toEqual([{ locked_by: null }]);
  gates.get("slow")?.resolve();
  runner = await start();
});
