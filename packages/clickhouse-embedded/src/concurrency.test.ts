import { expect, test } from "vitest";
import { rowsOf, send, startTestEngine } from "./testing.ts";

const ENDLESS = "SELECT max(sipHash64(number)) FROM numbers(1e12)";

test("slow queries block neither inserts nor point queries", { timeout: 60_000 }, async () => {
  const { engine, client, close } = await startTestEngine();
  await client.command({ query: "CREATE TABLE kept (a UInt32) ENGINE = MergeTree ORDER BY a" });
  const over = new AbortController();
  let ended = 0;
  const slow = Array.from({ length: 3 }, () =>
    send(engine, ENDLESS, { settings: "readonly=1", signal: over.signal }).finally(() => {
      ended += 1;
    }),
  );
  for (let a = 0; a < 20; a += 1) {
    await client.insert({ table: "kept", values: [{ a }], format: "JSONEachRow" });
    expect(await rowsOf(client, `SELECT a FROM kept WHERE a = ${a}`)).toEqual([[a]]);
  }
  expect(ended).toBe(0);
  over.abort();
  await Promise.allSettled(slow);
  await close();
});

test("queries over the bound wait for their turn, then are refused", { timeout: 60_000 }, async () => {
  const { engine, close } = await startTestEngine({ maxConcurrentQueries: 2, queueMs: 2000 });
  const run = (seconds: number) =>
    send(engine, `SELECT sleep(${seconds})`).then((response) => response.status);
  const startedAt = Date.now();
  expect(await Promise.all([1, 1, 1, 1].map(run))).toEqual([200, 200, 200, 200]);
  expect(Date.now() - startedAt).toBeGreaterThanOrEqual(1000);
  const statuses = await Promise.all(Array.from({ length: 5 }, () => run(3)));
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(0);
  expect(statuses.filter((status) => status !== 200).length).toBeGreaterThan(0);
  await close();
});
