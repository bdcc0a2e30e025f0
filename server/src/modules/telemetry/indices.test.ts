import { afterAll, beforeAll, expect, test } from "vitest";
import { computeIndices, listIndexValues, readIndexMap } from "./service/indices.ts";
import { createObservations } from "./service/ingest.ts";
import { listExceedances } from "./service/readings.ts";
import { getThing } from "./service/things.ts";
import { addStation, startTelemetryTest, type TelemetryTest } from "./testing.ts";

let t: TelemetryTest;
let now = new Date("2026-11-24T20:30:00+07:00");
beforeAll(async () => {
  t = await startTelemetryTest({ now: () => now });
});
afterAll(() => t?.close());

const hourIso = (day: string, hour: number) => `${day}T${String(hour).padStart(2, "0")}:00:00+07:00`;
const system = () => t.running.app.contextFor({ kind: "system", task: "test" });

/** PM2.5 of the worked example of Decision 1459, hours 09:00 to 20:00, each labelled by its end. */
const worked = [26.9, 24.7, 20.5, 23.5, 19.5, 16.5, 19.0, 16.5, 20.3, 22.4, 19.6, 20.6];

test("the decision's worked example comes out of the store", async () => {
  const { thingId, series } = await addStation(t.as("administrator"), {
    code: "vi-du",
    properties: ["pm25", "o3", "no2"],
    timeLabel: "end",
    intervalSeconds: 3_600,
  });
  const array = (property: string, rows: unknown[][]) => ({
    datastreamId: series[property] ?? 0,
    components: ["phenomenonTime", "result"],
    dataArray: rows,
  });
  await createObservations(t.as("operator"), [
    array(
      "pm25",
      worked.map((value, i) => [hourIso("2026-11-24", 9 + i), value]),
    ),
    array("o3", [[hourIso("2026-11-24", 20), 136.1]]),
    array("no2", [[hourIso("2026-11-24", 20), 118.7]]),
  ]);
  await computeIndices(system());
  const range = {
    thingId,
    indexCode: "vn-aqi",
    period: "hour" as const,
    from: new Date(hourIso("2026-11-24", 0)),
    to: new Date(hourIso("2026-11-25", 0)),
  };
  const values = await listIndexValues(t.as("citizen"), range);
  const last = values.at(-1);
  expect(last?.at).toBe("2026-11-24T13:00:00.000Z");
  expect(last?.parts.map((p) => [p.property, p.value])).toEqual(
    expect.arrayContaining([
      ["pm25", 41],
      ["o3", 43],
      ["no2", 59],
    ]),
  );
  expect(last).toMatchObject({ value: 59, level: "moderate", dominant: ["no2"] });
  expect((await getThing(t.as("citizen"), "vi-du")).indices).toMatchObject([
    { code: "vn-aqi", value: 59, level: "moderate" },
  ]);
});

test("ten-minute readings make hourly means; the running hour waits until it is over", async () => {
  now = new Date("2026-11-24T10:25:00+07:00");
  const { thingId, series } = await addStation(t.as("administrator"), {
    code: "muoi-phut",
    properties: ["pm25"],
  });
  const rows = Array.from({ length: 20 }, (_, i) => [
    new Date(Date.parse("2026-11-24T07:10:00+07:00") + i * 600_000).toISOString(),
    20 + (i % 6),
  ]);
  await createObservations(t.as("operator"), [
    { datastreamId: series.pm25 ?? 0, components: ["phenomenonTime", "result"], dataArray: rows },
  ]);
  await computeIndices(system());
  const read = () =>
    listIndexValues(t.as("citizen"), {
      thingId,
      indexCode: "vn-aqi",
      period: "hour",
      from: new Date("2026-11-23T00:00:00Z"),
      to: new Date("2026-11-25T00:00:00Z"),
    });
  expect((await read()).map((v) => [v.at, v.value])).toEqual([
    ["2026-11-24T01:00:00.000Z", null],
    ["2026-11-24T02:00:00.000Z", 45],
    ["2026-11-24T03:00:00.000Z", 45],
  ]);
  now = new Date("2026-11-24T11:00:30+07:00");
  await computeIndices(system());
  expect((await read()).map((v) => v.at).at(-1)).toBe("2026-11-24T04:00:00.000Z");
});

test("values outside the plausible range are left out of the index and make it incomplete", async () => {
  now = new Date("2026-11-24T20:30:00+07:00");
  const { thingId, series } = await addStation(t.as("administrator"), {
    code: "so2-hong",
    properties: ["pm25", "so2"],
    timeLabel: "start",
    intervalSeconds: 3_600,
  });
  const hours = Array.from({ length: 24 }, (_, h) => h);
  await createObservations(t.as("operator"), [
    {
      datastreamId: series.pm25 ?? 0,
      components: ["phenomenonTime", "result"],
      dataArray: hours.map((h) => [hourIso("2026-11-20", h), 20 + (h % 3)]),
    },
    {
      datastreamId: series.so2 ?? 0,
      components: ["phenomenonTime", "result"],
      dataArray: hours.map((h) => [hourIso("2026-11-20", h), 900 + h]),
    },
  ]);
  await computeIndices(system());
  const [day] = await listIndexValues(t.as("citizen"), {
    thingId,
    indexCode: "vn-aqi",
    period: "day",
    from: new Date(hourIso("2026-11-20", 0)),
    to: new Date(hourIso("2026-11-21", 0)),
  });
  expect(day).toMatchObject({
    at: "2026-11-19T17:00:00.000Z",
    value: 42,
    dominant: ["pm25"],
    complete: false,
  });
});

test("a day is judged by the limit of its time: 48 µg/m³ is lawful in 2025 and over it in 2026", async () => {
  const { series } = await addStation(t.as("administrator"), {
    code: "gioi-han",
    properties: ["pm25"],
    timeLabel: "start",
    intervalSeconds: 3_600,
  });
  const day = (date: string) => Array.from({ length: 24 }, (_, h) => [hourIso(date, h), 47.5 + (h % 2)]);
  await createObservations(t.as("operator"), [
    {
      datastreamId: series.pm25 ?? 0,
      components: ["phenomenonTime", "result"],
      dataArray: [...day("2025-12-31"), ...day("2026-01-01")],
    },
  ]);
  const answer = await listExceedances(t.as("citizen"), {
    thing: "gioi-han",
    from: new Date("2025-12-01T00:00:00Z"),
    to: new Date("2026-02-01T00:00:00Z"),
  });
  expect(answer.daysJudged.pm25).toBe(2);
  expect(answer.exceedances.map((e) => [e.dayOn, e.mean, e.limit.most])).toEqual([["2026-01-01", 48, 45]]);
});

test("a correction of a reading changes the index of its hour and of those that depend on it", async () => {
  const { thingId, series } = await addStation(t.as("administrator"), {
    code: "sua-lai",
    properties: ["pm25"],
    timeLabel: "end",
    intervalSeconds: 3_600,
  });
  const send = (rows: unknown[][]) =>
    createObservations(t.as("operator"), [
      { datastreamId: series.pm25 ?? 0, components: ["phenomenonTime", "result"], dataArray: rows },
    ]);
  await send(worked.map((value, i) => [hourIso("2026-11-23", 9 + i), value]));
  await computeIndices(system());
  await send([[hourIso("2026-11-23", 20), 200]]);
  await computeIndices(system());
  const values = await listIndexValues(t.as("citizen"), {
    thingId,
    indexCode: "vn-aqi",
    period: "hour",
    from: new Date(hourIso("2026-11-23", 20)),
    to: new Date(hourIso("2026-11-23", 21)),
  });
  expect(values).toHaveLength(1);
  expect(values[0]?.value).toBeGreaterThan(150);
});

test("the map has one value an hour and station", async () => {
  const map = await readIndexMap(t.as("citizen"), { indexCode: "vn-aqi", days: 7 });
  expect(map.hours).toHaveLength(168);
  expect(map.hours.at(-1)).toBe("2026-11-24T13:00:00.000Z");
  const example = map.things.find((thing) => thing.values.at(-1) === 59);
  expect(example?.values).toHaveLength(168);
});
