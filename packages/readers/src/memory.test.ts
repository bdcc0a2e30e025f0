import { expect, test } from "vitest";
import { type ByteSource, inMemory, openTables, writeXlsx } from "./index.ts";
import { bytesSource } from "./source.ts";
import { utf8 } from "./testing.ts";

const MB = 1_000_000;

/** The same chunk again and again. */
function repeated(chunk: Uint8Array, times: number): ByteSource {
  return {
    size: chunk.length * times,
    read: async (start, end) => chunk.subarray(start, Math.min(end, chunk.length)),
    async *stream() {
      for (let i = 0; i < times; i++) yield chunk;
    },
  };
}

function used(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

test("120 MB of NDJSON are read in bounded memory", { timeout: 120_000 }, async () => {
  const line =
    '{"id":12345,"station":"HCM-01","at":"2026-01-01T00:00:00Z","value":12.34,"note":"some words of text"}\n';
  const chunk = utf8(line.repeat(600));
  const times = Math.ceil((120 * MB) / chunk.length);
  const [table] = await openTables(repeated(chunk, times), "ndjson");
  const before = used();
  let most = 0;
  let rows = 0;
  for await (const batch of table?.rows() ?? []) {
    rows += batch.rows.length;
    if (rows % 100_000 === 0) most = Math.max(most, used() - before);
  }
  expect(rows).toBe(times * 600);
  expect(most / MB).toBeLessThan(150);
});

test("a long sheet is read in bounded memory", { timeout: 120_000 }, async () => {
  const rows = 300_000;
  async function* batches() {
    for (let at = 0; at < rows; at += 1000) {
      yield Array.from({ length: 1000 }, (_, i) => [at + i, `station ${i}`, (at + i) / 7, i % 2 === 0]);
    }
  }
  const columns = ["id", "name", "value", "ok"].map((label) => ({ label, type: "text" as const }));
  const stream = () => writeXlsx([{ name: "A", columns, rows: batches() }]);
  const file = await inMemory({ size: null, read: async () => new Uint8Array(), stream }, 100 * MB);
  const [table] = await openTables(bytesSource(await file.read(0, file.size)), "xlsx");
  const before = used();
  let most = 0;
  let seen = 0;
  for await (const batch of table?.rows() ?? []) {
    seen += batch.rows.length;
    if (seen % 20_000 === 0) most = Math.max(most, used() - before);
  }
  expect(seen).toBe(rows);
  expect(most / MB).toBeLessThan(150);
});
