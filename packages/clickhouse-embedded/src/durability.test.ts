import { randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { rowsOf, startTestEngine, until } from "./testing.ts";

const ROUNDS = 10;
const WRITERS = 4;

describe("what was acknowledged", { timeout: 120_000 }, () => {
  test("survives kill -9 in the middle of inserts, each row once by its key", async () => {
    const { engine, client, close } = await startTestEngine({ restartDelayMaxMs: 200 });
    await client.command({
      query: "CREATE TABLE kept (batch UInt64, n UInt32) ENGINE = ReplacingMergeTree ORDER BY (batch, n)",
    });
    let nextBatch = 0;
    let retries = 0;
    let writing = true;
    const acknowledged: number[] = [];

    async function insertUntilAcknowledged(batch: number): Promise<void> {
      const values = Array.from({ length: 100 }, (_, n) => ({ batch, n }));
      for (;;) {
        try {
          await client.insert({ table: "kept", values, format: "JSONEachRow" });
          acknowledged.push(batch);
          return;
        } catch {
          retries += 1;
          await sleep(20);
        }
      }
    }

    async function write(): Promise<void> {
      while (writing) {
        nextBatch += 1;
        await insertUntilAcknowledged(nextBatch);
      }
    }

    const writers = Array.from({ length: WRITERS }, write);
    for (let round = 1; round <= ROUNDS; round += 1) {
      // Right among the first inserts of each life, where the retries of the life before are.
      const before = acknowledged.length;
      await until(() => acknowledged.length > before + 3);
      await sleep(randomInt(0, 30));
      process.kill(engine.pid ?? 0, "SIGKILL");
      await until(() => engine.restarts >= round && engine.state === "ready");
    }
    writing = false;
    await Promise.all(writers);

    const found = await rowsOf(
      client,
      "SELECT toUInt32(batch), toUInt32(count()), toUInt32(uniqExact(n)) FROM kept FINAL GROUP BY batch ORDER BY batch",
    );
    expect(found).toEqual(acknowledged.toSorted((a, b) => a - b).map((batch) => [batch, 100, 100]));
    expect(retries).toBeGreaterThan(0);
    await close();
  });

  test("a retried block is dropped across a restart, and kept where the table has no window", async () => {
    const { engine, client, close } = await startTestEngine({ fsync: true });
    const create = (name: string, window: number) =>
      client.command({
        query: `CREATE TABLE ${name} (a UInt32) ENGINE = MergeTree ORDER BY a SETTINGS non_replicated_deduplication_window = ${window}`,
      });
    await create("once", 100);
    await create("plain", 0);
    const insert = (table: string, token: string) =>
      client.insert({
        table,
        values: [{ a: 1 }],
        format: "JSONEachRow",
        clickhouse_settings: { insert_deduplication_token: token },
      });
    for (const table of ["once", "plain"]) await insert(table, "first");
    process.kill(engine.pid ?? 0, "SIGKILL");
    await until(() => engine.restarts === 1 && engine.state === "ready");
    for (const table of ["once", "plain"]) await insert(table, "first");
    await insert("once", "second");
    expect(await rowsOf(client, "SELECT toUInt32(count()) FROM once")).toEqual([[2]]);
    expect(await rowsOf(client, "SELECT toUInt32(count()) FROM plain")).toEqual([[2]]);
    const fsync =
      "SELECT value FROM system.merge_tree_settings WHERE name IN ('fsync_after_insert', 'fsync_part_directory')";
    expect(await rowsOf(client, fsync)).toEqual([["1"], ["1"]]);
    await close();
  });
});
