import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ImportPlan } from "./import/plan.ts";
import {
  findColumnTexts,
  getImport,
  openRefusedRows,
  previewFile,
  startImport,
  uploadFile,
} from "./service/imports.ts";
import { listReadings } from "./service/readings.ts";
import { getThing } from "./service/things.ts";
import { addStation, startTelemetryTest, type TelemetryTest } from "./testing.ts";

let t: TelemetryTest;
let stations = 0;
beforeAll(async () => {
  t = await startTelemetryTest();
});
afterAll(() => t?.close());

const dialect: ImportPlan["dialect"] = {
  encoding: "utf-8",
  delimiter: ",",
  quote: '"',
  decimal: ".",
  thousands: null,
  preambleLines: 0,
  headerRow: true,
};

function planFor(thing: string, change: Partial<ImportPlan> = {}): ImportPlan {
  return {
    dialect,
    time: { columns: [0], format: "iso", zone: "Asia/Ho_Chi_Minh" },
    timeLabel: "instant",
    stations: [{ text: "", thing }],
    values: [{ column: 1, property: "pm25" }],
    intervalSeconds: 600,
    ...change,
  };
}

async function newStation(): Promise<string> {
  const code = `nhap-${++stations}`;
  await addStation(t.as("administrator"), { code, properties: ["pm25", "no2"] });
  return code;
}

async function importBytes(bytes: Buffer, plan: ImportPlan) {
  const ctx = t.as("data-steward");
  const { fileHash } = await uploadFile(ctx, Readable.from([bytes]));
  const started = await startImport(ctx, { fileHash, fileName: "thu.csv", plan });
  return { ...started, done: await finished(started.importId) };
}

async function finished(id: string) {
  for (let i = 0; i < 400; i++) {
    const row = await getImport(t.as("data-steward"), id);
    if (row.state === "done" || row.state === "failed") return row;
    await sleep(50);
  }
  throw new Error("the import did not finish");
}

async function readAll(thing: string, property = "pm25") {
  const { datastreams } = await getThing(t.as("citizen"), thing);
  const id = datastreams.find((d) => d.property === property)?.id ?? 0;
  const page = await listReadings(t.as("citizen"), {
    datastreamId: id,
    from: new Date("2020-01-01Z"),
    to: new Date("2027-01-01Z"),
    limit: 100_000,
  });
  return page.items;
}

async function refusedText(id: string): Promise<string> {
  const { body } = await openRefusedRows(t.as("data-steward"), id);
  let text = "";
  for await (const chunk of body) text += String(chunk);
  return text;
}

test("3 broken rows of 50,000: the others are stored, the 3 are listed with line, value and reason", async () => {
  const thing = await newStation();
  const lines = Array.from(
    { length: 50_000 },
    (_, i) =>
      `${new Date(Date.parse("2025-01-01T00:00:00Z") + i * 600_000).toISOString()},${20 + (i % 50) / 10}`,
  );
  lines[10] = "2025-01-01T01:40:00.000Z,mười hai";
  lines[20_000] = "ngày mai,21.5";
  lines[49_999] = "2025-02-31T00:00:00Z,22";
  const { done } = await importBytes(Buffer.from(`time,pm25\n${lines.join("\n")}\n`), planFor(thing));
  expect(done).toMatchObject({ state: "done", rowsRead: 50_000, rowsRefused: 3, observations: 49_997 });
  expect(await readAll(thing)).toHaveLength(49_997);
  const report = (await refusedText(done.id)).trim().split(/\r?\n/);
  expect(report).toHaveLength(4);
  expect(report[1]).toContain("12,");
  expect(report[1]).toContain("mười hai");
  expect(report[2]).toContain("ngày mai");
});

describe("as Vietnamese offices write it", () => {
  const text =
    "Thời gian;PM2,5;Trạm\r\n01/02/2026 07:00;12,5;Bến Thành\r\n01/02/2026 24:00;1.012,25;Bến Thành\r\n";
  const plan = (thing: string, encoding: string): ImportPlan =>
    planFor(thing, {
      dialect: { ...dialect, encoding, delimiter: ";", decimal: ",", thousands: "." },
      time: { columns: [0], format: "dd/MM/yyyy", zone: "Asia/Ho_Chi_Minh" },
      stationColumn: 2,
      stations: [{ text: "Bến Thành", thing }],
    });
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);
  const utf16be = Buffer.from(utf16).swap16();

  test.each([
    ["utf-8", Buffer.from(`\uFEFF${text}`)],
    ["utf-16le", utf16],
    ["utf-16be", utf16be],
  ])("%s with decimal comma, dd/mm/yyyy and 24:00", async (encoding, bytes) => {
    const thing = await newStation();
    const { done } = await importBytes(bytes, plan(thing, encoding));
    expect(done).toMatchObject({ rowsRefused: 0, observations: 2 });
    expect((await readAll(thing)).map((r) => [r.at, r.value])).toEqual([
      ["2026-02-01T00:00:00.000Z", 12.5],
      ["2026-02-01T17:00:00.000Z", 1012.25],
    ]);
  });

  test("windows-1258 is recognised and its marks are composed", async () => {
    const thing = await newStation();
    // "Trạm;Thời gian;PM2,5" / "Bến Thành" in windows-1258, where ạ, ờ and ế are a letter and a combining mark
    const head = Buffer.concat([
      Buffer.from("Tr"),
      Buffer.from([0x61, 0xf2]),
      Buffer.from("m;Th"),
      Buffer.from([0xf5, 0xcc]),
      Buffer.from("i gian;PM2,5\r\n"),
    ]);
    const name = Buffer.concat([
      Buffer.from("B"),
      Buffer.from([0xea, 0xec]),
      Buffer.from("n Th"),
      Buffer.from([0x61, 0xcc]),
      Buffer.from("nh"),
    ]);
    const row = (n: number) =>
      Buffer.concat([
        name,
        Buffer.from(`;${String((n % 28) + 1).padStart(2, "0")}/03/2026 08:00;${n},5\r\n`),
      ]);
    const bytes = Buffer.concat([head, ...Array.from({ length: 28 }, (_, i) => row(i))]);
    const ctx = t.as("data-steward");
    const { fileHash } = await uploadFile(ctx, Readable.from([bytes]));
    const { sniff, suggestion } = await previewFile(ctx, { fileHash, answers: {} });
    expect(sniff).toMatchObject({ encoding: "windows-1258", delimiter: ";", decimal: "," });
    expect(sniff.columns[0]?.name).toBe("Trạm");
    expect(suggestion.mapping).toMatchObject({
      shape: "wide",
      time: { columns: [1], format: "dd/MM/yyyy" },
      station: { column: 0 },
    });
    const { done } = await importBytes(bytes, {
      ...plan(thing, "windows-1258"),
      time: { columns: [1], format: "dd/MM/yyyy", zone: "Asia/Ho_Chi_Minh" },
      stationColumn: 0,
      values: [{ column: 2, property: "pm25" }],
    });
    expect(done).toMatchObject({ rowsRefused: 0, observations: 28 });
  });
});

test("a long table with a column that names the property", async () => {
  const thing = await newStation();
  const csv =
    "time\tstation\twhat\tvalue\n2026-03-01 10:00\tA\tBụi mịn\t31\n2026-03-01 10:00\tA\tNO2\t18\n2026-03-01 10:00\tA\tlạ\t5\n";
  const { done } = await importBytes(Buffer.from(csv), {
    dialect: { ...dialect, delimiter: "\t" },
    time: { columns: [0], format: "iso", zone: "Asia/Ho_Chi_Minh" },
    timeLabel: "start",
    stationColumn: 1,
    stations: [{ text: "A", thing }],
    long: {
      value: 3,
      propertyColumn: 2,
      properties: [
        { text: "Bụi mịn", property: "pm25" },
        { text: "NO2", property: "no2" },
      ],
    },
    intervalSeconds: 3_600,
  });
  expect(done).toMatchObject({ rowsRead: 3, rowsRefused: 1, observations: 2 });
  expect((await readAll(thing, "no2"))[0]).toMatchObject({ at: "2026-03-01T03:00:00.000Z", value: 18 });
});

test("the same file with the same mapping is imported once, also when two ask at the same moment", async () => {
  const thing = await newStation();
  const bytes = Buffer.from("time,pm25\n2026-04-01T00:00:00Z,10\n2026-04-01T00:10:00Z,11\n");
  const ctx = t.as("data-steward");
  const { fileHash } = await uploadFile(ctx, Readable.from([bytes]));
  const input = { fileHash, fileName: "a.csv", plan: planFor(thing) };
  const both = await Promise.all([startImport(ctx, input), startImport(ctx, input)]);
  expect(new Set(both.map((b) => b.importId)).size).toBe(1);
  expect(both.filter((b) => b.existing)).toHaveLength(1);
  await finished(both[0].importId);
  const { existing } = await startImport(ctx, input);
  expect(existing).toBe(true);
  const turned = Object.fromEntries(Object.entries(input.plan).reverse()) as ImportPlan;
  expect(await startImport(ctx, { ...input, plan: turned })).toMatchObject({ existing: true });
  expect((await readAll(thing)).map((r) => r.revisions)).toEqual([1, 1]);
});

test("another mapping of the same content stores nothing twice: equal values are unchanged", async () => {
  const thing = await newStation();
  const bytes = Buffer.from("time,pm25\n2026-05-01T00:00:00Z,10\n2026-05-01T00:10:00Z,11\n");
  await importBytes(bytes, planFor(thing));
  const { done } = await importBytes(bytes, planFor(thing, { intervalSeconds: 900 }));
  expect(done).toMatchObject({ observations: 0, unchanged: 2 });
});

test("a file of 60 MB streams through without holding it in memory", async () => {
  const thing = await newStation();
  const line = (i: number) =>
    `${new Date(Date.parse("2021-01-01T00:00:00Z") + i * 60_000).toISOString().slice(0, 19)}Z,${20 + (i % 97) / 10}\n`;
  const count = 2_000_000;
  async function* content() {
    yield Buffer.from("time,pm25\n");
    for (let i = 0; i < count; i += 10_000)
      yield Buffer.from(Array.from({ length: 10_000 }, (_, k) => line(i + k)).join(""));
  }
  const ctx = t.as("data-steward");
  const { fileHash } = await uploadFile(ctx, Readable.from(content()));
  const before = process.memoryUsage().rss;
  const { importId } = await startImport(ctx, {
    fileHash,
    fileName: "lon.csv",
    plan: planFor(thing, { intervalSeconds: 60 }),
  });
  let most = 0;
  for (let done = false; !done; await sleep(50)) {
    most = Math.max(most, process.memoryUsage().rss);
    done = ["done", "failed"].includes((await getImport(ctx, importId)).state);
  }
  expect(await getImport(ctx, importId)).toMatchObject({ state: "done", observations: count });
  expect((most - before) / 1_048_576).toBeLessThan(250);
}, 120_000);

test.each([
  ["an unknown time format", { time: { columns: [0], format: "giờ ta", zone: "Asia/Ho_Chi_Minh" } }],
  ["an unknown zone", { time: { columns: [0], format: "iso", zone: "Sao Hỏa" } }],
  [
    "two columns for one property",
    {
      values: [
        { column: 1, property: "pm25" },
        { column: 2, property: "pm25" },
      ],
    },
  ],
  [
    "a station twice",
    {
      stationColumn: 2,
      stations: [
        { text: "A", thing: "nhap-1" },
        { text: "A", thing: "nhap-2" },
      ],
    },
  ],
] as [string, Partial<ImportPlan>][])("%s is refused with its reason", async (_name, change) => {
  const ctx = t.as("data-steward");
  const { fileHash } = await uploadFile(ctx, Readable.from([Buffer.from("a,b\n1,2\n")]));
  await expect(
    startImport(ctx, { fileHash, fileName: "x", plan: planFor("nhap-1", change) }),
  ).rejects.toMatchObject({ code: "telemetry.mapping-invalid" });
});

test("an empty file and an unknown file are refused; a citizen may not import", async () => {
  await expect(uploadFile(t.as("data-steward"), Readable.from([]))).rejects.toMatchObject({
    code: "telemetry.file-empty",
  });
  const unknown = startImport(t.as("data-steward"), {
    fileHash: "0".repeat(64),
    fileName: "x",
    plan: planFor("nhap-1"),
  });
  await expect(unknown).rejects.toMatchObject({ code: "kernel.file-unknown" });
  await expect(uploadFile(t.as("citizen"), Readable.from(["a"]))).rejects.toMatchObject({
    code: "kernel.forbidden",
  });
});

test("SQL and HTML in a file are data and nothing else", async () => {
  const thing = await newStation();
  const evil = `'; DROP TABLE telemetry.thing; --`;
  const { done } = await importBytes(
    Buffer.from(`time,pm25\n"${evil}",1\n<script>alert(1)</script>,2\n=HYPERLINK("x"),3\n`),
    planFor(thing),
  );
  expect(done).toMatchObject({ state: "done", rowsRefused: 3, observations: 0 });
  expect(await refusedText(done.id)).not.toMatch(/(^|,)"?=HYPERLINK/m);
  expect((await getThing(t.as("citizen"), thing)).code).toBe(thing);
});

test("the stations of a large file are found to its end, matched by name; the preview shows no half row", async () => {
  const known = await newStation();
  const line = (station: string, i: number) =>
    `${new Date(Date.parse("2025-01-01T00:00:00Z") + i * 600_000).toISOString()},${station},PM2.5,${20 + (i % 9)}`;
  const lines = [
    ...Array.from({ length: 9_000 }, (_, i) => line("Trạm A", i)),
    ...Array.from({ length: 3 }, (_, i) => line(known.toUpperCase(), i)),
  ];
  const ctx = t.as("data-steward");
  const bytes = Buffer.from(`time,station,property,value\n${lines.join("\n")}\n`);
  const { fileHash } = await uploadFile(ctx, Readable.from([bytes]));
  const preview = await previewFile(ctx, { fileHash, answers: {} });
  expect(preview.stations).toEqual([{ text: "Trạm A", thing: null }]);
  const found = await findColumnTexts(ctx, { fileHash, dialect: preview.sniff, columns: [1, 2] });
  expect(found).toEqual({
    columns: [
      {
        column: 1,
        texts: [
          { text: "Trạm A", rows: 9_000, thing: null, property: null },
          { text: known.toUpperCase(), rows: 3, thing: known, property: null },
        ],
        more: false,
      },
      { column: 2, texts: [{ text: "PM2.5", rows: 9_003, thing: null, property: "pm25" }], more: false },
    ],
    rowsRead: 9_003,
    complete: true,
  });
});

test("new stations come with their import or not at all", async () => {
  const ctx = t.as("administrator");
  const { fileHash } = await uploadFile(
    ctx,
    Readable.from([Buffer.from("time,pm25\n2025-01-01T00:00Z,1\n")]),
  );
  const thing = (code: string, kind: string) => ({
    code,
    nameVi: code,
    nameEn: code,
    kind,
    lon: 106.7,
    lat: 10.7,
  });
  const plan = planFor("nhap-moi-1");
  const body = { fileHash, fileName: "moi.csv", plan };
  const things = [thing("nhap-moi-1", "air-station"), thing("nhap-moi-2", "no-such-kind")];
  await expect(startImport(ctx, { ...body, newThings: things })).rejects.toMatchObject({
    code: "telemetry.kind-unknown",
  });
  await expect(getThing(ctx, "nhap-moi-1")).rejects.toMatchObject({ code: "telemetry.thing-unknown" });
  const { importId } = await startImport(ctx, { ...body, newThings: things.slice(0, 1) });
  expect((await finished(importId)).observations).toBe(1);
});
