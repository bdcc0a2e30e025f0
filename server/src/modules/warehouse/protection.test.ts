/** No way of reading shows what another masks; who may do what. */

import { text } from "node:stream/consumers";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Context } from "../../kernel/context.ts";
import { datasetOpened } from "./events.ts";
import { listDatasets } from "./service/catalogue.ts";
import { changeDataset, getDataset } from "./service/datasets.ts";
import { downloadRows } from "./service/download.ts";
import { decideClass, getClassification, listReadLog, setAccess } from "./service/protection.ts";
import { getQuality, setQuality } from "./service/quality.ts";
import { decideRelease, proposeRelease } from "./service/release.ts";
import { aggregateRows, getProfile, listRows, mapRows } from "./service/rows.ts";
import { checkSql, exportSql, runSql } from "./service/sql.ts";
import { diffVersions, listVersions } from "./service/versions.ts";
import { addDataset, loadBytes, startWarehouseTest, type WarehouseTest } from "./testing.ts";

let place: WarehouseTest;
let steward: Context;
let system: Context;
const people = Array.from({ length: 40 }, (_, i) => ({
  id: `PA${String(i).padStart(3, "0")}`,
  name: `Nguyễn Văn Mẫu ${["An", "Bình", "Chi", "Dũng"][i % 4]}`,
  citizen: `0790${String(60 + (i % 40)).padStart(2, "0")}${String(700_000 + i * 13)}`,
  phone: `09${String(10_000_000 + i * 7_919)}`,
  birth: `19${60 + (i % 40)}-0${(i % 9) + 1}-1${i % 10}`,
  ward: i % 2 ? "26740" : "26743",
  note: i % 3 ? "ngập nước" : "tiếng ồn",
}));
const secrets = people.flatMap(({ citizen, phone, birth }) => [citizen, phone, birth]);
const csvOf = (rows: typeof people) =>
  `ma,ho_ten,so_cccd,dien_thoai,ngay_sinh,ma_phuong,noi_dung,lon,lat\n${rows
    .map((p, i) =>
      [p.id, p.name, p.citizen, p.phone, p.birth, p.ward, p.note, 106.7 + i / 1_000, 10.7].join(","),
    )
    .join("\n")}\n`;

beforeAll(async () => {
  place = await startWarehouseTest();
  steward = place.as("data-steward", "SYT");
  system = place.system();
  await addDataset(steward, "nguoi_benh", { access: "city", key: ["ma"] });
  await loadBytes(steward, system, { dataset: "nguoi_benh", bytes: csvOf(people) });
  await loadBytes(steward, system, {
    dataset: "nguoi_benh",
    bytes: csvOf(people.map((p, i) => (i === 3 ? { ...p, note: "đã xử lý" } : p))),
  });
  await decideClass(steward, "nguoi_benh", { column: "ho_ten", class: "person-name" });
  await decideClass(steward, "nguoi_benh", { column: "ngay_sinh", class: "birth-date" });
});
afterAll(() => place.close());

test("personal data is found at load, proposed, and protected before anyone decides", async () => {
  const { columns } = await getClassification(steward, "nguoi_benh");
  const found = Object.fromEntries(columns.map(({ name, class: kind }) => [name, kind]));
  expect(found).toMatchObject({
    so_cccd: "citizen-id",
    dien_thoai: "phone",
    ma: "none",
    ma_phuong: "none",
    noi_dung: "none",
  });
  await decideClass(steward, "nguoi_benh", { column: "so_cccd", class: "citizen-id" });
  await decideClass(steward, "nguoi_benh", { column: "dien_thoai", class: "phone" });
});

/** Everything that leaves by every path, as one text. */
async function everythingSeen(ctx: Context): Promise<string> {
  const name = "nguoi_benh";
  const seen: unknown[] = [
    await listRows(ctx, name, { limit: 100 }),
    await listRows(ctx, name, { limit: 100, sort: "so_cccd" }),
    await getProfile(ctx, name, {}),
    await aggregateRows(ctx, name, { x: "so_cccd" }),
    await aggregateRows(ctx, name, {
      x: "ngay_sinh",
      step: "day",
      y: "distinct",
      column: "dien_thoai",
    }),
    await diffVersions(ctx, name, { from: 1, to: 2 }),
    await mapRows(ctx, name, {}).catch((error: { code: string }) => error.code),
    await getDataset(ctx, name),
    await getQuality(ctx, name),
    await runSql(ctx, { sql: "select * from nguoi_benh" }),
    await runSql(ctx, {
      sql: "select string_agg(so_cccd || dien_thoai || ngay_sinh::text, ' ') as x from nguoi_benh where dien_thoai like '09%'",
    }),
    await runSql(ctx, {
      sql: 'with a as (select * from "nguoi_benh@1") select max(so_cccd), min(dien_thoai), max(ngay_sinh) from a',
    }),
    await text((await exportSql(ctx, { sql: "select * from nguoi_benh", format: "csv" })).body),
  ];
  for (const format of ["csv", "csv-excel", "tsv", "json", "ndjson"] as const)
    seen.push(await text((await downloadRows(ctx, name, { format })).body));
  return JSON.stringify(seen);
}

describe("no path shows a cell that another path masks", () => {
  test.each([
    ["an officer of another agency", () => place.as("officer", "SXD")],
    ["an analyst", () => place.as("analyst")],
    ["the administrator", () => place.as("administrator")],
    ["an officer of the owner without a purpose", () => place.as("officer", "SYT")],
  ])("%s", async (_who, as) => {
    const seen = await everythingSeen(as());
    expect(secrets.filter((secret) => seen.includes(secret))).toEqual([]);
    expect(seen).toContain("PA003");
  });

  test("with a purpose the owner sees clear, and that is in the log before the answer", async () => {
    const officer = place.as("officer", "SYT");
    const page = await listRows(officer, "nguoi_benh", { purpose: "case-processing", limit: 1 });
    expect(page.rows[0]).toContain(people[0]?.citizen);
    const log = await listReadLog(steward, "nguoi_benh", {});
    expect(log.items[0]).toMatchObject({
      who: "officer SYT",
      path: "rows",
      purpose: "case-processing",
      clear: true,
      rows: 1,
    });
    expect(log.items[0]?.columns).toContain("so_cccd");
    await expect(listRows(officer, "nguoi_benh", { purpose: "because" })).rejects.toMatchObject({
      code: "warehouse.purpose-unknown",
    });
  });

  test("filters, words and order meet the mask, not the value: nothing can be guessed through them", async () => {
    const analyst = place.as("analyst");
    for (const { citizen, phone } of people.slice(0, 5)) {
      expect(
        (await listRows(analyst, "nguoi_benh", { filter: JSON.stringify({ so_cccd: citizen }) })).total,
      ).toBe(0);
      expect((await listRows(analyst, "nguoi_benh", { q: phone })).total).toBe(0);
      expect(
        (await runSql(analyst, { sql: `select count(*) from nguoi_benh where so_cccd = '${citizen}'` })).rows,
      ).toEqual([[0]]);
    }
    expect((await listRows(analyst, "nguoi_benh", { q: "ngap nuoc" })).total).toBeGreaterThan(0);
  });

  test("the same number hashes the same for an analyst, so that data can be joined", async () => {
    const analyst = place.as("analyst");
    const { rows } = await runSql(analyst, {
      sql: 'select count(*) from nguoi_benh a join "nguoi_benh@1" b on a.so_cccd = b.so_cccd',
    });
    expect(rows).toEqual([[40]]);
  });

  test("property: whatever masks are set, hidden and redacted values appear nowhere", async () => {
    const columns = ["ho_ten", "so_cccd", "dien_thoai", "ngay_sinh", "noi_dung"] as const;
    const mask = fc.constantFrom("redact", "hidden", "hash", "clear" as const);
    await fc.assert(
      fc.asyncProperty(fc.tuple(mask, mask, mask, mask, mask), async (masks) => {
        await setAccess(steward, "nguoi_benh", {
          grants: [],
          rows: [],
          columns: columns.map((name, i) => ({ name, mask: masks[i] ?? "redact" })),
        });
        const officer = place.as("officer", "SXD");
        const seen = JSON.stringify([
          await listRows(officer, "nguoi_benh", { limit: 100 }),
          await getProfile(officer, "nguoi_benh", {}),
          await runSql(officer, { sql: "select * from nguoi_benh" }),
          await diffVersions(officer, "nguoi_benh", { from: 1, to: 2 }),
          await text((await downloadRows(officer, "nguoi_benh", { format: "csv" })).body),
        ]);
        const values = {
          ho_ten: people.map((p) => p.name),
          so_cccd: people.map((p) => p.citizen),
          dien_thoai: people.map((p) => p.phone),
          ngay_sinh: people.map((p) => p.birth),
          noi_dung: ["ngập nước", "tiếng ồn", "đã xử lý"],
        };
        columns.forEach((name, i) => {
          if (masks[i] !== "clear") expect(values[name].filter((value) => seen.includes(value))).toEqual([]);
        });
      }),
      { numRuns: 6 },
    );
    await setAccess(steward, "nguoi_benh", { grants: [], rows: [], columns: [] });
  });
});

test("a row rule by territory binds a commune's officer everywhere", async () => {
  await setAccess(steward, "nguoi_benh", {
    grants: [],
    columns: [],
    rows: [{ column: "ma_phuong", by: "territory" }],
  });
  const ward = place.as("officer", "UBND-26740");
  expect((await listRows(ward, "nguoi_benh", {})).total).toBe(20);
  expect((await getProfile(ward, "nguoi_benh", {})).rowCount).toBe(20);
  expect(
    (await runSql(ward, { sql: "select count(*), min(ma_phuong), max(ma_phuong) from nguoi_benh" })).rows,
  ).toEqual([[20, "26740", "26740"]]);
  expect(
    (await text((await downloadRows(ward, "nguoi_benh", { format: "csv" })).body)).trim().split("\n").length,
  ).toBe(21);
  expect((await diffVersions(ward, "nguoi_benh", { from: 1, to: 2 })).counts).toMatchObject({
    changed: 1,
    same: 19,
  });
  await setAccess(steward, "nguoi_benh", { grants: [], columns: [], rows: [] });
});

test("a grant shows named columns clear, for its purpose and until its day", async () => {
  const grant = {
    agencyCode: "SXD",
    until: "2999-01-01",
    purpose: "inspection",
    clearColumns: ["dien_thoai"],
  };
  await setAccess(steward, "nguoi_benh", { grants: [grant], columns: [], rows: [] });
  const officer = place.as("officer", "SXD");
  const seen = JSON.stringify(await listRows(officer, "nguoi_benh", { purpose: "inspection" }));
  expect(seen).toContain(people[0]?.phone);
  expect(seen).not.toContain(people[0]?.citizen);
  expect(JSON.stringify(await listRows(officer, "nguoi_benh", { purpose: "statistics" }))).not.toContain(
    people[0]?.phone,
  );
  await setAccess(steward, "nguoi_benh", {
    grants: [{ ...grant, until: "2020-01-01" }],
    columns: [],
    rows: [],
  });
  expect(JSON.stringify(await listRows(officer, "nguoi_benh", { purpose: "inspection" }))).not.toContain(
    people[0]?.phone,
  );
});

describe("permissions", () => {
  test("what is not for a person does not exist for them", async () => {
    await addDataset(steward, "noi_bo", { access: "agency" });
    await loadBytes(steward, system, { dataset: "noi_bo", bytes: "a,b\n1,2\n" });
    for (const ctx of [place.anonymous(), place.as("citizen"), place.as("officer", "SXD")]) {
      await expect(listRows(ctx, "noi_bo", {})).rejects.toMatchObject({ code: "warehouse.dataset-unknown" });
      expect((await listDatasets(ctx, { q: "noi_bo" })).total).toBe(0);
      expect((await checkSql(ctx, { sql: "select * from noi_bo" })).problem?.code).toBe("table-unknown");
    }
    await expect(listRows(place.anonymous(), "nguoi_benh", {})).rejects.toMatchObject({
      code: "warehouse.dataset-unknown",
    });
  });

  test("only the owner agency's people change, load, decide and grant", async () => {
    const other = place.as("data-steward", "SXD");
    await expect(changeDataset(other, "nguoi_benh", { tags: ["x"] })).rejects.toMatchObject({
      code: "kernel.forbidden",
    });
    await expect(loadBytes(other, system, { dataset: "nguoi_benh", bytes: "a\n1\n" })).rejects.toMatchObject({
      code: "kernel.forbidden",
    });
    await expect(decideClass(other, "nguoi_benh", { column: "ma", class: "none" })).rejects.toMatchObject({
      code: "kernel.forbidden",
    });
    await expect(setAccess(other, "nguoi_benh", { grants: [], columns: [], rows: [] })).rejects.toMatchObject(
      { code: "kernel.forbidden" },
    );
    await expect(listReadLog(place.as("officer", "SYT"), "nguoi_benh", {})).rejects.toMatchObject({
      code: "kernel.forbidden",
    });
    await expect(addDataset(place.as("analyst"), "cua_ai", {})).rejects.toMatchObject({
      code: "kernel.forbidden",
    });
  });
});

describe("quality and contract", () => {
  test("rules are checked on each load; a contract holds a version back", async () => {
    await addDataset(steward, "chat_luong", { key: ["ma"] });
    await loadBytes(steward, system, { dataset: "chat_luong", bytes: "ma,loai,so\nA,x,1\nB,y,2\n" });
    const rules = [
      { kind: "not_null", column: "so" },
      { kind: "unique", columns: ["ma"] },
      { kind: "accepted_values", column: "loai", values: ["x", "y"] },
      { kind: "range", column: "so", least: 0, most: 10 },
      { kind: "regex", column: "ma", pattern: "^[A-Z]$" },
      { kind: "row_count", least: 1, mostChangeShare: 0.9 },
      { kind: "freshness", mostHours: 24 },
      { kind: "distribution_drift", column: "so", mostPsi: 0.2 },
      { kind: "relationships", column: "loai", toDataset: "khong_co", toColumn: "x" },
    ] as const;
    const good = await setQuality(steward, "chat_luong", { rules: [...rules], onFailure: "hold" });
    expect(good.score).toBe(100);
    expect(good.results.map(({ outcome }) => outcome)).toEqual([
      ...Array(7).fill("pass"),
      "skipped",
      "skipped",
    ]);
    const bad = await loadBytes(steward, system, {
      dataset: "chat_luong",
      bytes: "ma,loai,so\nA,x,1\nA,z,20\nbb,y,\n",
    });
    const held = await getDataset(steward, "chat_luong");
    expect(held.version).toBe(1);
    expect(held.pending).toMatchObject({ number: bad.version, state: "draft" });
    const view = await getQuality(steward, "chat_luong");
    expect(view.results.slice(0, 5).map(({ outcome, failing }) => [outcome, failing])).toEqual([
      ["fail", 1],
      ["fail", 1],
      ["fail", 1],
      ["fail", 1],
      ["fail", 1],
    ]);
    expect(view.results[2]?.examples).toEqual([[2, "A", "z", 20]]);
    expect(view.score).toBeLessThan(80);
    expect(view.history.length).toBeGreaterThanOrEqual(2);
  });

  test("a rule that is none is refused with its number", async () => {
    const rules = [{ kind: "regex", column: "ma", pattern: "" }] as never;
    await expect(setQuality(steward, "chat_luong", { rules, onFailure: "hold" })).rejects.toMatchObject({
      code: "warehouse.rule-invalid",
    });
  });
});

describe("release gate", () => {
  test("proposed by a steward, measured, approved by somebody else; what fails blocks", async () => {
    await addDataset(steward, "mo_ra", { access: "city" });
    const rows = Array.from(
      { length: 30 },
      (_, i) => `${["nam", "nu"][i % 2]},${20 + (i % 3) * 10},${i % 5}`,
    );
    await loadBytes(steward, system, { dataset: "mo_ra", bytes: `gioi,tuoi,benh\n${rows.join("\n")}\n` });
    const input = {
      version: 1,
      licence: "CC-BY-4.0",
      quasiIdentifiers: ["gioi", "tuoi"],
      sensitive: ["benh"],
      leastK: 5,
    };
    const blocked = await proposeRelease(steward, "mo_ra", input);
    expect(blocked.state).toBe("blocked");
    expect(blocked.checks.filter(({ ok }) => !ok).map(({ code }) => code)).toEqual(["source"]);
    expect(blocked.anonymity).toMatchObject({
      k: 5,
      classes: 6,
      rowsBelow: 0,
      l: { benh: { distinct: 5, entropyOk: true } },
    });
    await changeDataset(steward, "mo_ra", { source: { vi: "Sở Y tế", en: "Department of Health" } });
    expect((await proposeRelease(steward, "mo_ra", { ...input, leastK: 6 })).state).toBe("blocked");
    const release = await proposeRelease(steward, "mo_ra", input);
    expect(release.state).toBe("proposed");
    await expect(decideRelease(steward, release.id, { decision: "approve" })).rejects.toMatchObject({
      code: "kernel.forbidden",
    });
    const approver = place.as("approver", "SYT");
    await expect(decideRelease(approver, release.id, { decision: "reject" })).rejects.toMatchObject({
      code: "warehouse.release-blocked",
    });
    expect(await decideRelease(approver, release.id, { decision: "approve" })).toMatchObject({
      state: "approved",
      decidedBy: "approver SYT",
    });
    expect((await listRows(place.anonymous(), "mo_ra", {})).total).toBe(30);
    await expect(decideRelease(approver, release.id, { decision: "approve" })).rejects.toMatchObject({
      code: "warehouse.release-decided",
    });
    await loadBytes(steward, system, { dataset: "mo_ra", bytes: "gioi,tuoi,benh\nnam,30,1\n" });
    expect((await listRows(place.anonymous(), "mo_ra", { version: 1 })).total).toBe(30);
    expect(datasetOpened.name).toBe("warehouse.dataset-opened");
  });

  test("the public does not see what was there before the version that was measured", async () => {
    await addDataset(steward, "lich_su", { access: "city" });
    await loadBytes(steward, system, { dataset: "lich_su", bytes: "a,b\n1,cũ\n" });
    await loadBytes(steward, system, { dataset: "lich_su", bytes: "a,b\n1,mới\n" });
    await changeDataset(steward, "lich_su", { source: { vi: "Sở Y tế", en: "Department of Health" } });
    const input = { version: 2, licence: "CC0-1.0", quasiIdentifiers: [], leastK: 1 };
    const release = await proposeRelease(steward, "lich_su", input);
    await decideRelease(place.as("approver", "SYT"), release.id, { decision: "approve" });
    expect((await listRows(place.anonymous(), "lich_su", {})).total).toBe(1);
    await expect(listRows(place.anonymous(), "lich_su", { version: 1 })).rejects.toMatchObject({
      code: "warehouse.version-unknown",
    });
    expect((await listVersions(place.anonymous(), "lich_su")).map(({ number }) => number)).toEqual([2]);
    await decideClass(steward, "lich_su", { column: "b", class: "sensitive" });
    const unmask = { grants: [], rows: [], columns: [{ name: "b", mask: "clear" as const }] };
    await expect(setAccess(steward, "lich_su", unmask)).rejects.toMatchObject({
      code: "warehouse.release-blocked",
    });
  });

  test("undecided personal data blocks", async () => {
    await addDataset(steward, "con_nguoi", { access: "city" });
    await loadBytes(steward, system, { dataset: "con_nguoi", bytes: csvOf(people) });
    const release = await proposeRelease(steward, "con_nguoi", {
      version: 1,
      licence: "CC0-1.0",
      quasiIdentifiers: [],
      leastK: 1,
    });
    expect(release.checks.find(({ code }) => code === "personal-data-decided")?.ok).toBe(false);
  });
});
