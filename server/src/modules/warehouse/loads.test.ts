/** Loading files: types over all rows, nothing lost, versions, modes, bad input. */

import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Context } from "../../kernel/context.ts";
import { changeDataset, getDataset } from "./service/datasets.ts";
import { enterLoad, getLoad, listLoadQuarantine, runLoad, uploadFile } from "./service/loads.ts";
import { previewFile } from "./service/preview.ts";
import { decideClass } from "./service/protection.ts";
import { listRows } from "./service/rows.ts";
import {
  applyRetention,
  diffVersions,
  discardVersion,
  listVersions,
  publishVersion,
  rollback,
} from "./service/versions.ts";
import { addDataset, loadBytes, startWarehouseTest, type WarehouseTest } from "./testing.ts";

let place: WarehouseTest;
let steward: Context;
let system: Context;
let serial = 0;
beforeAll(async () => {
  place = await startWarehouseTest();
  steward = place.as("data-steward", "SYT");
  system = place.system();
});
afterAll(() => place.close());

async function fresh(more: Parameters<typeof addDataset>[2] = {}): Promise<string> {
  const name = `bo_${++serial}`;
  await addDataset(steward, name, more);
  return name;
}

async function typesOf(csv: string | Uint8Array, more: object = {}): Promise<Record<string, string>> {
  const dataset = await fresh();
  const load = await loadBytes(steward, system, { dataset, bytes: csv, ...more });
  expect(load.error).toBeNull();
  return Object.fromEntries((load.report?.columns ?? []).map(({ name, type }) => [name, type]));
}

describe("types over all rows", () => {
  test("zero-padded numbers and codes stay text, decimal comma and Vietnamese dates are read", async () => {
    const csv =
      "Mã số;Mã phường;Ngày;Giá trị;Tỷ lệ (%)\n00123;26740;31/12/2025;1.234,56;12,5\n00456;26743;01/02/2026;7,5;3\n";
    expect(await typesOf(csv)).toEqual({
      ma_so: "text",
      ma_phuong: "text",
      ngay: "date",
      gia_tri: "number",
      ty_le: "number",
    });
  });

  test("30,000 integers and then N/A: still integers, one cell in quarantine, every row kept", async () => {
    const dataset = await fresh();
    const lines = Array.from({ length: 60_000 }, (_, i) => `r${i},${i}`);
    lines[45_000] = "r45000,N/A";
    lines[45_001] = "r45001,1/2";
    const load = await loadBytes(steward, system, { dataset, bytes: `ten,so\n${lines.join("\n")}\n` });
    expect(load.report).toMatchObject({ rowsLoaded: 60_000, cellsQuarantined: 2, rowsRefused: 0 });
    expect(load.report?.columns[1]).toMatchObject({ name: "so", type: "integer", quarantined: 2 });
    const { items } = await listLoadQuarantine(steward, load.id, {});
    expect(items.map(({ rowNumber, column, value, code }) => [rowNumber, column, value, code])).toEqual([
      [45_002, "so", "N/A", "missing-mark"],
      [45_003, "so", "1/2", "wrong-form"],
    ]);
  });

  test("day and month that cannot be told apart are kept as text until someone answers", async () => {
    const csv = "a,ngay\n1,01/02/2026\n2,03/04/2026\n";
    expect(await typesOf(csv)).toMatchObject({ ngay: "text" });
    expect(await typesOf(csv, { answers: { dayMonth: "day-first" } })).toMatchObject({ ngay: "date" });
  });

  test("an impossible date is quarantined and the row kept", async () => {
    const dataset = await fresh();
    const rows = Array.from(
      { length: 40 },
      (_, i) => `${i},${String((i % 28) + 1).padStart(2, "0")}/03/2026`,
    );
    const load = await loadBytes(steward, system, {
      dataset,
      bytes: `stt,ngay\n${rows.join("\n")}\n99,31/02/2026\n`,
    });
    expect(load.report).toMatchObject({ rowsLoaded: 41, cellsQuarantined: 1 });
    const page = await listRows(steward, dataset, { filter: '{"stt":99}' });
    expect(page.rows).toEqual([[41, 99, null]]);
  });

  test("times of the city are kept in UTC", async () => {
    const dataset = await fresh();
    await loadBytes(steward, system, {
      dataset,
      bytes: "stt,luc\n1,2026-02-03 07:05:00\n2,2026-02-03T07:05:00Z\n",
    });
    const page = await listRows(steward, dataset, {});
    expect(page.rows.map((row) => String(row[2]).slice(0, 19))).toEqual([
      "2026-02-03T00:05:00",
      "2026-02-03T07:05:00",
    ]);
  });
});

describe("bad input", () => {
  test("a web page saved as CSV is refused with its reason", async () => {
    const dataset = await fresh();
    const load = await loadBytes(steward, system, {
      dataset,
      bytes: "<!DOCTYPE html><html><head><title>Đăng nhập</title></head></html>",
    });
    expect(load).toMatchObject({ state: "failed", error: { code: "warehouse.file-unreadable" } });
    expect(load.error?.title.vi).toContain("trang web");
  });

  test("a file with only a header has no rows", async () => {
    const dataset = await fresh();
    const load = await loadBytes(steward, system, { dataset, bytes: "a,b,c\n" });
    expect(load).toMatchObject({ state: "failed", error: { code: "warehouse.file-no-rows" } });
  });

  test("duplicate and empty headings, mixed line ends, NUL bytes and a row of 500 cells cost only themselves", async () => {
    const dataset = await fresh();
    const wide = Array.from({ length: 500 }, (_, i) => `x${i}`).join(",");
    const csv = `tên,tên,,giá\nA,B,C,1\r\nD,E,F,2\n${wide}\nG\0H,I,J,3\nK,L,M,4\r\n`;
    const load = await loadBytes(steward, system, { dataset, bytes: csv });
    expect(load.report?.columns.map(({ name }) => name)).toEqual(["ten", "ten_2", "cot_3", "gia"]);
    expect(load.report).toMatchObject({ rowsLoaded: 3, rowsRefused: 2 });
    expect((await listLoadQuarantine(steward, load.id, {})).total).toBe(2);
  });

  test("legacy encodings are read as Vietnamese in NFC", async () => {
    const dataset = await fresh();
    const words = Array.from({ length: 30 }, () => [0xa7, 0xad, 0xea, 0x6e, 0x67, 0x20, 0x68, 0xb5]);
    const bytes = new Uint8Array([
      ...new TextEncoder().encode("ten,so\n"),
      ...words.flatMap((word, i) => [...word, 0x2c, 0x30 + (i % 10), 0x0a]),
    ]);
    const load = await loadBytes(steward, system, { dataset, bytes });
    expect(load.report?.encoding).toBe("tcvn3");
    const page = await listRows(steward, dataset, { limit: 1 });
    expect(page.rows[0]?.[1]).toBe("Đường hà");
  });

  test("nested JSON of depth 200 does no harm", async () => {
    const dataset = await fresh();
    const deep = `${'{"a":'.repeat(200)}1${"}".repeat(200)}`;
    const load = await loadBytes(steward, system, {
      dataset,
      fileName: "sau.json",
      bytes: `[{"x":1,"y":${deep}},{"x":2,"y":null}]`,
    });
    expect(load.state).toBe("done");
    expect(load.report?.rowsLoaded).toBe(2);
  });
});

describe("versions", () => {
  test("the same content makes no version; another does; history can be read, compared and gone back to", async () => {
    const dataset = await fresh({ key: ["ma"] });
    const first = "ma,ten,so\nA1,Một,1\nA2,Hai,2\nA3,Ba,3\n";
    expect((await loadBytes(steward, system, { dataset, bytes: first })).version).toBe(1);
    expect((await loadBytes(steward, system, { dataset, bytes: first })).state).toBe("unchanged");
    const second = await loadBytes(steward, system, {
      dataset,
      bytes: "ma,ten,so\nA1,Một,1\nA2,Hai,20\nA4,Bốn,4\n",
    });
    const [current] = await listVersions(steward, dataset);
    expect(current).toMatchObject({
      number: second.version,
      current: true,
      rowCount: 3,
      parquet: { bytes: expect.any(Number) },
    });
    expect((await listRows(steward, dataset, { version: 1 })).rows.map((row) => row[3])).toEqual([1, 2, 3]);
    const diff = await diffVersions(steward, dataset, { from: 1, to: second.version ?? 0 });
    expect(diff.counts).toEqual({ added: 1, removed: 1, changed: 1, same: 1 });
    expect(diff.rows[0]).toMatchObject({
      kind: "changed",
      key: ["A2"],
      before: ["A2", "Hai", 2],
      after: ["A2", "Hai", 20],
    });
    const back = await rollback(steward, dataset, { version: 1 });
    expect(back).toMatchObject({ current: true, rowCount: 3, source: "v1" });
    expect((await listRows(steward, dataset, {})).rows.map((row) => row[3])).toEqual([1, 2, 3]);
  });

  test("append and upsert", async () => {
    const dataset = await fresh({ key: ["ma"] });
    await loadBytes(steward, system, { dataset, bytes: "ma,so\nA1,1\nA2,2\n" });
    await loadBytes(steward, system, { dataset, bytes: "ma,so,moi\nA3,3.5,x\n", mode: "append" });
    expect((await listRows(steward, dataset, {})).rows).toEqual([
      [1, "A1", 1, null],
      [2, "A2", 2, null],
      [3, "A3", 3.5, "x"],
    ]);
    await loadBytes(steward, system, { dataset, bytes: "ma,so,moi\nA2,9,y\n", mode: "upsert" });
    expect((await listRows(steward, dataset, { sort: "so" })).rows.map((row) => row.slice(1))).toEqual([
      ["A1", 1, null],
      ["A3", 3.5, "x"],
      ["A2", 9, "y"],
    ]);
  });

  test("a draft is seen by nobody else until it is published", async () => {
    const dataset = await fresh({ access: "city" });
    const load = await loadBytes(steward, system, { dataset, bytes: "a,b\n1,2\n", draft: true });
    const officer = place.as("officer", "SXD");
    await expect(listRows(officer, dataset, {})).rejects.toMatchObject({ code: "warehouse.dataset-empty" });
    await expect(listRows(officer, dataset, { version: load.version ?? 0 })).rejects.toMatchObject({
      code: "warehouse.version-unknown",
    });
    expect((await getDataset(steward, dataset)).pending?.heldBack?.vi).toBeTruthy();
    await publishVersion(steward, dataset, load.version ?? 0);
    expect((await listRows(officer, dataset, {})).total).toBe(1);
    const again = await loadBytes(steward, system, { dataset, bytes: "a,b\n3,4\n", draft: true });
    await discardVersion(steward, dataset, again.version ?? 0);
    await expect(publishVersion(steward, dataset, again.version ?? 0)).rejects.toMatchObject({
      code: "warehouse.version-not-draft",
    });
  });

  test("an archived version is restored from its file when it is asked for", async () => {
    const dataset = await fresh();
    for (const n of [1, 2, 3]) await loadBytes(steward, system, { dataset, bytes: `ten,so\nĐường,${n}\n` });
    await changeDataset(steward, dataset, { retention: { keepVersions: 1, keepDays: null } });
    const { id } = (await system.db
      .withSchema("warehouse")
      .selectFrom("dataset")
      .select("id")
      .where("name", "=", dataset)
      .executeTakeFirstOrThrow()) as { id: number };
    await applyRetention(system, id);
    expect((await listVersions(steward, dataset)).map(({ storage }) => storage)).toEqual([
      "ready",
      "archived",
      "archived",
    ]);
    expect((await listRows(steward, dataset, { version: 1, q: "duong" })).rows).toEqual([[1, "Đường", 1]]);
  });

  test("a load that died half way is done again and shows no half version", async () => {
    const dataset = await fresh();
    const { fileHash } = await uploadFile(
      steward,
      Readable.from([Buffer.from("a,b\n1,2\n3,4\n")], { objectMode: false }),
      "t.csv",
    );
    const load = await enterLoad(steward, dataset, { fileHash, fileName: "t.csv" });
    const dying = runLoad(system, { loadId: load.id }, async (_done, _total, message) => {
      if (message.en === "Writing the Parquet file") throw new Error("the process dies here");
    });
    await expect(dying).rejects.toThrow();
    expect(await listVersions(steward, dataset)).toEqual([]);
    await runLoad(system, { loadId: load.id }, async () => undefined);
    expect(await getLoad(steward, load.id)).toMatchObject({ state: "done", version: 1 });
    expect((await listRows(steward, dataset, {})).total).toBe(2);
  });
});

test("a preview says what is in a file without loading it", async () => {
  const { fileHash } = await uploadFile(
    steward,
    Readable.from([Buffer.from("Ngày;Giá\n01/02/2026;1,5\n02/02/2026;2\n")], { objectMode: false }),
    "gia.csv",
  );
  const preview = await previewFile(steward, { fileHash, fileName: "Giá cả 2026.csv" });
  expect(preview).toMatchObject({
    format: "csv",
    suggestedName: "gia_ca_2026",
    dialect: { delimiter: ";", decimal: "," },
    columns: [
      { name: "ngay", type: "date", ambiguousDayMonth: true },
      { name: "gia", type: "number", ambiguousDayMonth: false },
    ],
  });
});

describe("a column that is not there for a while", () => {
  test("keeps its class, so that it comes back protected, and a draft changes nothing of what people see", async () => {
    const dataset = await fresh({ access: "city" });
    await loadBytes(steward, system, { dataset, bytes: "ma,ghi_chu\nA,kín\nB,kín\n" });
    await decideClass(steward, dataset, { column: "ghi_chu", class: "sensitive" });
    await loadBytes(steward, system, { dataset, bytes: "ma,so\nA,1\nB,2\n", draft: true });
    expect((await getDataset(steward, dataset)).columns.map(({ name }) => name)).toEqual(["ma", "ghi_chu"]);
    const [draft] = await listVersions(steward, dataset);
    await publishVersion(steward, dataset, draft?.number ?? 0);
    expect((await getDataset(steward, dataset)).columns.map(({ name }) => name)).toEqual(["ma", "so"]);
    const officer = place.as("officer", "SXD");
    expect(JSON.stringify(await listRows(officer, dataset, { version: 1 }))).not.toContain("kín");
    await loadBytes(steward, system, { dataset, bytes: "ma,ghi_chu\nC,kín\n" });
    expect((await listRows(officer, dataset, {})).rows).toEqual([[1, "C", null]]);
  });
});

test("a number too large for its column goes to quarantine and is not lost", async () => {
  const dataset = await fresh();
  const rows = Array.from({ length: 50 }, (_, i) => `r${i};${i}.000`);
  const load = await loadBytes(steward, system, {
    dataset,
    bytes: `ten;so\n${rows.join("\n")}\nlon;999.999.999.999.999.999.999.999\n`,
  });
  expect(load.report).toMatchObject({ rowsLoaded: 51, cellsQuarantined: 1 });
  expect((await listLoadQuarantine(steward, load.id, {})).items[0]?.value).toBe(
    "999.999.999.999.999.999.999.999",
  );
});
