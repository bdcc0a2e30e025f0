import { appendFile, mkdtemp, readdir, rm, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Batch, createBatchBuilder } from "./batch.ts";
import { openJournal } from "./journal.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "dothi-journal-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function batch(first: number, rows = 3): Batch {
  const builder = createBatchBuilder();
  for (let i = 0; i < rows; i++) builder.add(7, first + i, Number.NaN, i);
  return builder.take(1_000, first);
}

async function leftOver(): Promise<number[]> {
  const journal = await openJournal(folder);
  const revisions: number[] = [];
  for await (const { batch: b } of journal.leftOver()) revisions.push(b.revision);
  await journal.close();
  return revisions;
}

test("what was appended and not settled comes back in order", async () => {
  const journal = await openJournal(folder);
  await journal.append([batch(10), batch(20)]);
  await journal.append([batch(30)]);
  await journal.close();
  expect(await leftOver()).toEqual([10, 20, 30]);
  expect(await leftOver()).toEqual([10, 20, 30]);
});

test("what was settled does not come back, and its segments are deleted", async () => {
  const journal = await openJournal(folder);
  const first = await journal.append([batch(10)]);
  await journal.settle(first);
  await journal.append([batch(20)]);
  await journal.close();
  const again = await openJournal(folder);
  const positions = [];
  for await (const { batch: b, position } of again.leftOver())
    positions.push([b.revision, position] as const);
  expect(positions.map(([r]) => r)).toEqual([20]);
  const last = await again.append([batch(40)]);
  await again.settle(last);
  await again.close();
  expect((await readdir(folder)).filter((n) => n.endsWith(".journal"))).toHaveLength(1);
  expect(await leftOver()).toEqual([]);
});

test("a torn tail is left out: it was never acknowledged", async () => {
  const journal = await openJournal(folder);
  await journal.append([batch(10)]);
  const { offset } = await journal.append([batch(20)]);
  await journal.close();
  const [segment = ""] = (await readdir(folder)).filter((n) => n.endsWith(".journal"));
  await truncate(join(folder, segment), offset - 5);
  expect(await leftOver()).toEqual([10]);
});

test("garbage after the last batch is left out", async () => {
  const journal = await openJournal(folder);
  await journal.append([batch(10)]);
  await journal.close();
  const [segment = ""] = (await readdir(folder)).filter((n) => n.endsWith(".journal"));
  await appendFile(join(folder, segment), Buffer.alloc(100, 0xff));
  expect(await leftOver()).toEqual([10]);
});

test("segments roll over and all come back", async () => {
  const journal = await openJournal(folder);
  const rows = 1_300_000;
  await journal.append([batch(10, rows), batch(20, rows)]);
  await journal.append([batch(30)]);
  await journal.close();
  expect((await readdir(folder)).filter((n) => n.endsWith(".journal"))).toHaveLength(2);
  expect(await leftOver()).toEqual([10, 20, 30]);
});
