/** kill -9 of the server, of ClickHouse and of PostgreSQL at random moments: no acknowledged reading is lost, none is doubled. */
import { setTimeout as sleep } from "node:timers/promises";
import { connect, type MqttClient } from "mqtt";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  callApi,
  createPlace,
  enginePids,
  type ProgramPlace,
  type RunningProgram,
  startProgram,
} from "./program.ts";

const kills = Number(process.env.KILLS ?? 30);
const properties = ["pm25", "no2", "o3", "co"];

let place: ProgramPlace;
let program: RunningProgram;
let client: MqttClient | undefined;
let device: { userName: string; secret: string };
const series: number[] = [];
/** Acknowledged readings: series → moment → value. */
const acknowledged = new Map<number, Map<number, number>>();
let moment = Date.parse("2026-01-01T00:00:00Z");
let sending = true;

beforeAll(async () => {
  place = await createPlace();
  program = await startProgram(place);
  await callApi(program, "POST", "/api/telemetry/things", {
    code: "crash",
    nameVi: "Trạm thử",
    nameEn: "Test",
    kind: "air-station",
    lon: 106.7,
    lat: 10.7,
  });
  for (const property of properties) {
    const { id } = await callApi<{ id: number }>(program, "POST", "/api/telemetry/things/crash/datastreams", {
      property,
      sensor: "t",
      intervalSeconds: 60,
    });
    series.push(id);
    acknowledged.set(id, new Map());
  }
  device = await callApi(program, "POST", "/api/telemetry/devices", {
    userName: "crash-device",
    things: ["crash"],
  });
  client = connect(program.mqttUrl, {
    username: device.userName,
    password: device.secret,
    reconnectPeriod: 200,
    clientId: "crash",
    queueQoSZero: false,
  });
  client.on("error", () => undefined);
});

afterAll(async () => {
  sending = false;
  client?.end(true);
  await program?.kill();
  const { postgres } = await enginePids(place.dataDir);
  if (postgres) process.kill(postgres, "SIGKILL");
  await place?.remove();
});

/** Every reading has a moment of its own, so that each can be looked up. */
function nextReading(): { id: number; at: number; value: number } {
  moment += 1_000;
  const id = series[(moment / 1000) % series.length] ?? 0;
  return { id, at: moment, value: 20 + ((moment / 1000) % 10) };
}

async function publishForever(): Promise<void> {
  while (sending) {
    const burst = Array.from({ length: 50 }, nextReading);
    const acks = burst.map(async ({ id, at, value }) => {
      const body = JSON.stringify({ phenomenonTime: new Date(at).toISOString(), result: value });
      await client?.publishAsync(`v1.1/Datastreams(${id})/Observations`, body, { qos: 1 });
      acknowledged.get(id)?.set(at, value);
    });
    await Promise.race([Promise.allSettled(acks), sleep(15_000)]);
    await sleep(10);
  }
}

async function postForever(): Promise<void> {
  while (sending) {
    const rows = Array.from({ length: 200 }, nextReading);
    const arrays = series.map((id) => ({
      Datastream: { "@iot.id": id },
      components: ["phenomenonTime", "result"],
      dataArray: rows.filter((r) => r.id === id).map((r) => [new Date(r.at).toISOString(), r.value]),
    }));
    const taken = await callApi(program, "POST", "/v1.1/CreateObservations", arrays).then(
      () => true,
      () => false,
    );
    if (taken) for (const { id, at, value } of rows) acknowledged.get(id)?.set(at, value);
    else await sleep(100);
  }
}

test(`${kills} kills at random moments lose nothing and double nothing`, async () => {
  const senders = [publishForever(), postForever()];
  const count = { server: 0, clickhouse: 0, postgres: 0 };
  for (let kill = 0; kill < kills; kill++) {
    await sleep(300 + Math.random() * 1_500);
    const victim = (["server", "clickhouse", "postgres"] as const)[kill % 3] ?? "server";
    if (victim === "server") {
      await program.kill();
      program = await startProgram(place);
    } else {
      const pid = (await enginePids(place.dataDir))[victim];
      if (pid > 0) process.kill(pid, "SIGKILL");
      else continue;
    }
    count[victim]++;
  }
  sending = false;
  await Promise.all(senders);
  await untilReady();
  let checked = 0;
  for (const id of series) checked += await checkSeries(id);
  process.stdout.write(
    `kills: ${JSON.stringify(count)}; acknowledged readings, all there once: ${checked}\n`,
  );
  expect(count.server + count.clickhouse + count.postgres).toBe(kills);
  expect(checked).toBeGreaterThan(1_000);
});

async function untilReady(): Promise<void> {
  for (let i = 0; i < 600; i++) {
    const answer = await fetch(`${program.url}/readyz`).catch(() => undefined);
    const metrics = answer?.ok ? await fetch(`${program.url}/metrics`).then((m) => m.text()) : "";
    if (/^dothi_observations_backlog 0$/m.test(metrics)) return;
    await sleep(100);
  }
  throw new Error("the program did not become ready again");
}

async function checkSeries(id: number): Promise<number> {
  const stored = new Map<number, { value: number; revisions: number }>();
  let cursor: string | null = "";
  while (cursor !== null) {
    const query: string = `from=2026-01-01T00:00:00Z&to=2026-12-31T00:00:00Z&limit=10000${cursor ? `&cursor=${cursor}` : ""}`;
    const page: { items: { at: string; value: number; revisions: number }[]; nextCursor: string | null } =
      await callApi(program, "GET", `/api/telemetry/datastreams/${id}/readings?${query}`);
    for (const { at, value, revisions } of page.items) {
      expect(stored.has(Date.parse(at))).toBe(false);
      stored.set(Date.parse(at), { value, revisions });
    }
    cursor = page.nextCursor;
  }
  const sent = acknowledged.get(id) ?? new Map<number, number>();
  const lost = [...sent].filter(([at, value]) => stored.get(at)?.value !== value);
  const doubled = [...stored].filter(([, { revisions }]) => revisions !== 1);
  expect({ id, lost: lost.length, doubled: doubled.length }).toEqual({ id, lost: 0, doubled: 0 });
  return sent.size;
}
