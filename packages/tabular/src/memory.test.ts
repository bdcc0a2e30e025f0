import { expect, test } from "vitest";
import { RFC_4180 } from "./dialect.ts";
import { createRowReader } from "./row-reader.ts";
import { timeReader } from "./time.ts";

test("a file of 200 MB is read in a few megabytes, and no line of it is lost", { timeout: 120_000 }, () => {
  const chunk = new TextEncoder().encode("12,2026-01-01T00:00:00Z,12.34\n".repeat(35_000));
  const time = timeReader("iso", "+07:00");
  let sum = 0;
  const reader = createRowReader({ ...RFC_4180, headerRow: false }, (batch) => {
    for (let i = 0; i < batch.count; i++) {
      const row = batch.row(i);
      const value = row.number(2);
      if (typeof value === "number" && typeof row.time(1, time) === "number") sum += value;
    }
  });
  reader.push(chunk);
  const before = process.memoryUsage().arrayBuffers;
  for (let i = 1; i < 200; i++) reader.push(chunk);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
  expect(reader.end().delivered).toBe(7_000_000);
  expect(Math.round(sum / 7_000_000 / 0.01)).toBe(1234);
});
