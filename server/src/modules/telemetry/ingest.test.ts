import { setTimeout as sleep } from "node:timers/promises";
import { connectAsync } from "mqtt";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createObservation, createObservations } from "./service/ingest.ts";
import { listReadings, listRefusals, readSeries } from "./service/readings.ts";
import { telemetryState } from "./state.ts";
import { addStation, startTelemetryTest, type TelemetryTest } from "./testing.ts";

let t: TelemetryTest;
let station: Awaited<ReturnType<typeof addStation>>;
const from = new Date("2026-01-01T00:00:00Z");
const to = new Date("2027-01-01T00:00:00Z");

beforeAll(async () => {
  t = await startTelemetryTest({ now: () => new Date("2026-11-24T08:00:00Z") });
  station = await addStation(t.as("administrator"), {
    code: "tram-1",
    properties: ["pm25", "no2", "o3", "co", "pm10", "so2"],
  });
});
afterAll(() => t?.close());

const readAll = (property: string) =>
  listReadings(t.as("citizen"), { datastreamId: station.series[property] ?? 0, from, to, limit: 1_000 }).then(
    (page) => page.items,
  );

describe("one observation", () => {
  test("is readable when the answer comes", async () => {
    const ctx = t.as("operator");
    await createObservation(ctx, {
      datastreamId: station.series.pm25 ?? 0,
      result: 23.4,
      phenomenonTime: "2026-11-24T14:50:00+07:00",
    });
    expect(await readAll("pm25")).toEqual([
      { at: "2026-11-24T07:50:00.000Z", value: 23.4, flags: [], revisions: 1 },
    ]);
  });

  test("a different value for the same moment wins, the earlier is kept as a revision and flagged", async () => {
    const ctx = t.as("operator");
    await createObservation(ctx, {
      datastreamId: station.series.pm25 ?? 0,
      result: 25,
      phenomenonTime: "2026-11-24T07:50:00Z",
    });
    expect(await readAll("pm25")).toEqual([
      { at: "2026-11-24T07:50:00.000Z", value: 25, flags: ["duplicate"], revisions: 2 },
    ]);
  });

  test("the same value again says nothing new", async () => {
    const ctx = t.as("operator");
    await createObservation(ctx, {
      datastreamId: station.series.pm25 ?? 0,
      result: 25,
      phenomenonTime: "2026-11-24T07:50:00Z",
    });
    expect((await readAll("pm25")).map((r) => r.revisions)).toEqual([2]);
  });

  test("late data is taken and judged between its neighbours", async () => {
    const ctx = t.as("operator");
    await createObservation(ctx, {
      datastreamId: station.series.pm25 ?? 0,
      result: 24,
      phenomenonTime: "2026-11-24T07:30:00Z",
    });
    await createObservation(ctx, {
      datastreamId: station.series.pm25 ?? 0,
      result: 24,
      phenomenonTime: "2026-11-24T07:30:00Z",
    });
    expect((await readAll("pm25")).map((r) => [r.at.slice(11, 16), r.value])).toEqual([
      ["07:30", 24],
      ["07:50", 25],
    ]);
  });

  test.each([
    ["telemetry.result-not-number", { result: "12" }],
    ["telemetry.result-not-number", { result: Number.NaN }],
    ["telemetry.result-not-number", { result: null }],
    ["telemetry.time-in-future", { result: 1, phenomenonTime: "2026-11-24T08:05:01Z" }],
    ["telemetry.time-unreadable", { result: 1, phenomenonTime: "24/11/2026 08:00" }],
    ["telemetry.time-unreadable", { result: 1, phenomenonTime: "2026-11-24T08:00:00" }],
    ["telemetry.time-unreadable", { result: 1, phenomenonTime: "2026-02-30T25:00:00Z" }],
    ["telemetry.series-unknown", { result: 1, datastreamId: 999_999 }],
  ])("%s: %j is refused", async (code, input) => {
    const call = createObservation(t.as("operator"), { datastreamId: station.series.no2 ?? 0, ...input });
    await expect(call).rejects.toMatchObject({ code });
  });

  test("five minutes ahead are tolerated, with a clock-skew flag", async () => {
    await createObservation(t.as("operator"), {
      datastreamId: station.series.o3 ?? 0,
      result: 60,
      phenomenonTime: "2026-11-24T08:04:00Z",
    });
    expect((await readAll("o3"))[0]?.flags).toEqual(["clock-skew"]);
  });
});

test("no reading waits for the next one to come: each is answered by itself, whenever it arrives", async () => {
  const { series } = await addStation(t.as("administrator"), { code: "lan-luot", properties: ["pm25"] });
  const ctx = t.as("operator");
  const send = (n: number) =>
    createObservation(ctx, {
      datastreamId: series.pm25 ?? 0,
      result: n % 50,
      phenomenonTime: new Date(Date.parse("2026-05-01T00:00:00Z") + n * 1_000).toISOString(),
    });
  const pairs = Array.from({ length: 60 }, (_, n) => n);
  for (const n of pairs) {
    const first = send(2 * n);
    await sleep((n * 7) % 23);
    await Promise.all([first, send(2 * n + 1)]);
  }
  const page = await listReadings(t.as("citizen"), {
    datastreamId: series.pm25 ?? 0,
    from,
    to,
    limit: 1_000,
  });
  expect(page.items).toHaveLength(120);
}, 60_000);

describe("data arrays", () => {
  test("bad rows are refused one by one, the rest is stored, and the refusals tell why", async () => {
    const rows = [
      ["2026-11-01T00:00:00Z", 400],
      ["2026-11-01T00:10:00Z", "nhiều"],
      ["hôm qua", 410],
      ["2026-11-01T00:20:00Z", 405],
    ];
    const answers = await createObservations(t.as("operator"), [
      { datastreamId: station.series.co ?? 0, components: ["phenomenonTime", "result"], dataArray: rows },
      {
        datastreamId: 999_999,
        components: ["phenomenonTime", "result"],
        dataArray: [["2026-11-01T00:00:00Z", 1]],
      },
    ]);
    const codes = answers.map((a) => (typeof a === "string" ? "stored" : a.code));
    expect(codes).toEqual([
      "stored",
      "telemetry.result-not-number",
      "telemetry.time-unreadable",
      "stored",
      "telemetry.series-unknown",
    ]);
    expect(await readAll("co")).toHaveLength(2);
    await sleep(1_300);
    const refusals = await listRefusals(t.as("operator"), 10);
    expect(refusals.map((r) => r.code)).toContain("telemetry.result-not-number");
    expect(refusals.find((r) => r.code === "telemetry.time-unreadable")?.reason_vi).toContain("hôm qua");
  });

  test("flags: range, step, flat-line and gap", async () => {
    const at = (minutes: number) =>
      new Date(Date.parse("2026-11-02T00:00:00Z") + minutes * 60_000).toISOString();
    const flat = Array.from({ length: 60 }, (_, i) => [at(i * 10), 30]);
    const rows = [...flat, [at(600), 31], [at(610), 5_000], [at(700), 32]];
    await createObservations(t.as("operator"), [
      { datastreamId: station.series.pm10 ?? 0, components: ["phenomenonTime", "result"], dataArray: rows },
    ]);
    const readings = await readAll("pm10");
    expect(readings.at(0)?.flags).toEqual([]);
    expect(readings.at(59)?.flags).toEqual(["flat-line"]);
    expect(readings.at(60)?.flags).toEqual([]);
    expect(readings.at(61)?.flags).toEqual(["range", "step"]);
    expect(readings.at(62)?.flags).toEqual(["gap"]);
  });

  test("rows in any order are stored once each", async () => {
    const rows = Array.from({ length: 500 }, (_, i) => [
      new Date(Date.parse("2026-10-01T00:00:00Z") + ((i * 37) % 500) * 600_000).toISOString(),
      i % 50,
    ]);
    const array = {
      datastreamId: station.series.so2 ?? 0,
      components: ["phenomenonTime", "result"],
      dataArray: [...rows, ...rows.slice(0, 100)],
    };
    await createObservations(t.as("operator"), [array]);
    await createObservations(t.as("operator"), [array]);
    const readings = await readAll("so2");
    expect(readings).toHaveLength(500);
    expect(readings.every((r) => r.revisions === 1)).toBe(true);
  });

  test("buckets have least, mean, most and count", async () => {
    const series = await readSeries(t.as("citizen"), {
      datastreamId: station.series.so2 ?? 0,
      from: new Date("2026-10-01T00:00:00Z"),
      to: new Date("2026-10-05T00:00:00Z"),
      points: 10,
    });
    expect(series.bucketSeconds).toBe(43_200);
    expect(series.points.reduce((sum, p) => sum + p.count, 0)).toBe(500);
    for (const p of series.points) expect(p.least <= p.mean && p.mean <= p.most).toBe(true);
  });
});

describe.each([4, 5] as const)("MQTT protocol level %i", (protocolVersion) => {
  const open = (username: string, password: string) =>
    connectAsync(telemetryState.of(t.running.app).mqttUrl, {
      username,
      password,
      protocolVersion,
      reconnectPeriod: 0,
      connectTimeout: 5_000,
    });

  test("an acknowledged reading is stored, by name and by id, as a number and as JSON", async () => {
    const { device, series } = await addStation(t.as("administrator"), {
      code: `mqtt-${protocolVersion}`,
      properties: ["pm25", "no2"],
    });
    const client = await open(device.userName, device.secret);
    await client.publishAsync(`dothi/mqtt-${protocolVersion}/pm25`, "12.5", { qos: 1 });
    const body = JSON.stringify({ result: 40, phenomenonTime: "2026-11-24T07:00:00Z" });
    await client.publishAsync(`v1.1/Datastreams(${series.no2})/Observations`, body, { qos: 1 });
    await client.endAsync();
    await telemetryState.of(t.running.app).pipeline.acceptStored(emptyRows());
    await sleep(600);
    const read = (id: number | undefined) =>
      listReadings(t.as("citizen"), { datastreamId: id ?? 0, from, to, limit: 10 });
    expect((await read(series.pm25)).items.map((r) => r.value)).toEqual([12.5]);
    expect((await read(series.no2)).items.map((r) => r.at)).toEqual(["2026-11-24T07:00:00.000Z"]);
  });

  test("bad credentials are refused", async () => {
    await expect(open(station.device.userName, "wrong")).rejects.toThrow(
      /Not authorized|Bad username|Bad User Name/i,
    );
    await expect(open("nobody-here", "x")).rejects.toThrow();
  });

  test("another station, junk and foreign topics are refused and recorded; the connection lives on", async () => {
    const client = await open(station.device.userName, station.device.secret);
    const junk: [string, string | Buffer][] = [
      ["dothi/mqtt-4/pm25", "1"],
      ["dothi/tram-1/pm25", "NaN"],
      ["dothi/tram-1/pm25", '{"result": {"a":'],
      ["dothi/tram-1/pm25", Buffer.from([0xff, 0xfe, 0x00])],
      ["dothi/tram-1/khong-co", "1"],
      ["somewhere/else", "<script>alert(1)</script>"],
      ["dothi/tram-1/pm25", `${"[".repeat(5_000)}`],
    ];
    for (const [topic, payload] of junk) {
      const answer = await client
        .publishAsync(topic, payload, { qos: 1, retain: true })
        .catch((error: unknown) => error);
      if (protocolVersion === 5) expect(answer).toMatchObject({ code: expect.any(Number) });
    }
    expect(client.connected).toBe(true);
    await client.endAsync();
    await sleep(1_300);
    const codes = new Set((await listRefusals(t.as("operator"), 100)).map((r) => r.code));
    for (const code of [
      "device-not-allowed",
      "result-not-number",
      "payload-unreadable",
      "series-unknown",
      "topic-unknown",
    ])
      expect(codes).toContain(`telemetry.${code}`);
  });

  test("a packet over the limit ends the connection before it is gathered", async () => {
    const client = await open(station.device.userName, station.device.secret);
    const closed = new Promise<void>((resolve) => client.once("close", () => resolve()));
    client
      .publish("dothi/tram-1/pm25", Buffer.alloc(3_000_000, 0x31), { qos: 1 })
      .on("error", () => undefined);
    await closed;
    client.end(true);
  });
});

function emptyRows() {
  const none = new Float64Array(0);
  return { count: 0, datastream: new Uint32Array(0), at: none, resultAt: none, value: none };
}
