import { expect, test } from "vitest";
import { rowsOf, send, startTestEngine } from "./testing.ts";

const SLOW = "SELECT max(sipHash64(number)) FROM numbers(1e12)";

test("slow queries block neither inserts nor point queries", { timeout: 60_000 }, async () => {
  const { engine, client, close } = await startTestEngine();
  await client.command({ query: "CREATE TABLE kept (a UInt32) ENGINE = MergeTree ORDER BY a" });
  const slow = [1, 2, 3].map(() =>
    send(engine, SLOW, { settings: "max_execution_time=5" }).then((response) => response.text()),
  );
  const startedAt = Date.now();
  for (let a = 0; a < 20; a += 1) {
    await client.insert({ table: "kept", values: [{ a }], format: "JSONEachRow" });
    expect(await rowsOf(client, `SELECT a FROM kept WHERE a = ${a}`)).toEqual([[a]]);
  }
  expect(Date.now() - startedAt).toBeLessThan(4000);
  for (const text of await Promise.all(slow)) expect(text).toContain("Code: 159");
  await close();
});

test("queries over the bound wait for their turn, then are refused", { timeout: 60_000 }, async () => {
  const { engine, close } = await startTestEngine({ maxConcurrentQueries: 2, queueMs: 1500 });
  const run = (seconds: number) =>
    send(engine, `SELECT sleep(${seconds})`).then((response) => response.status);
  const startedAt = Date.now();
  expect(await Promise.all([1, 1, 1, 1].map(run))).toEqual([200, 200, 200, 200]);
  expect(Date.now() - startedAt).toBeGreaterThanOrEqual(1000);
  const busy = Array.from({ length: 4 }, () => run(3));
  expect((await Promise.all([...busy, run(1)])).filter((status) => status !== 200).length).toBeGreaterThan(0);
  await close();
});
