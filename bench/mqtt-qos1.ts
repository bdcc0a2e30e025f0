/** MQTT QoS 1, one observation a message, stored; against the same broker and client with no storing at all. */
import { spawn } from "node:child_process";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { generate } from "mqtt-packet";
import { callApi } from "../e2e/program.ts";
import { addSeries, startCity } from "./city.ts";
import { type Figure, perSecond, ratio } from "./figure.ts";

const connections = 8;
const messagesAConnection = 25_000;
const window = 1_000;

export async function measure(): Promise<Figure[]> {
  const city = await startCity();
  const plain = await startPlainBroker();
  try {
    const series = await addSeries(city.program, "mqtt", connections);
    const things = series.map((_, i) => `mqtt-${i}`);
    const device = await callApi<{ userName: string; secret: string }>(
      city.program,
      "POST",
      "/api/telemetry/devices",
      { userName: "bench", things },
    );
    const port = Number(new URL(city.program.mqttUrl).port);
    const load = (to: number, year: number) =>
      Promise.all(series.map((id, i) => publishAll({ port: to, id, index: i, device, year })));
    await load(plain.port, 2023);
    await load(port, 2023);
    const theirs = await elapsed(() => load(plain.port, 2024));
    const ours = await elapsed(() => load(port, 2024));
    const total = connections * messagesAConnection;
    await checkStored(city.program, series[0] ?? 0);
    const rate = (total / ours) * 1000;
    return [
      {
        claim: `MQTT QoS 1, one observation a message, durable before PUBACK: ${perSecond(total, ours)}`,
        yardstick: `the same client and aedes with no storing: ${perSecond(total, theirs)}`,
        figure: ratio(theirs / ours),
        goal: "≥ 0.50 ×",
        met: theirs / ours >= 0.5,
      },
      {
        claim: "MQTT QoS 1 observations a second",
        yardstick: "absolute, client on the same two cores",
        figure: perSecond(total, ours),
        goal: "15,000/s",
        met: rate >= 15_000,
      },
    ];
  } finally {
    plain.stop();
    await city.close();
  }
}

/** Readings leave the journal for ClickHouse after their acknowledgement: wait for them and count. */
async function checkStored(program: Parameters<typeof callApi>[0], id: number): Promise<void> {
  for (let i = 0; i < 100; i++) {
    const query = "from=2024-01-01T00:00:00Z&to=2025-01-01T00:00:00Z&points=10";
    const { points } = await callApi<{ points: { count: number }[] }>(
      program,
      "GET",
      `/api/telemetry/datastreams/${id}/series?${query}`,
    );
    if (points.reduce((sum, p) => sum + p.count, 0) === messagesAConnection) return;
    await sleep(100);
  }
  throw new Error("not every acknowledged reading was stored");
}

async function startPlainBroker(): Promise<{ port: number; stop(): void }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "plain-broker.ts")], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const port = await new Promise<number>((resolve) =>
    child.stdout.once("data", (chunk) => resolve(Number(String(chunk)))),
  );
  return { port, stop: () => void child.kill("SIGTERM") };
}

interface Load {
  readonly port: number;
  readonly id: number;
  readonly index: number;
  readonly device: { userName: string; secret: string };
  readonly year: number;
}

/** One connection that keeps `window` messages unacknowledged; packets are encoded beforehand, acknowledgements only counted. */
async function publishAll(load: Load): Promise<void> {
  const packets = Array.from({ length: messagesAConnection }, (_, i) => packetOf(load, i));
  const socket = connect(load.port, "127.0.0.1");
  socket.setNoDelay(true);
  socket.write(
    generate({
      cmd: "connect",
      clientId: `bench-${load.index}`,
      clean: true,
      keepalive: 60,
      username: load.device.userName,
      password: Buffer.from(load.device.secret),
      protocolId: "MQTT",
      protocolVersion: 4,
    }),
  );
  await acknowledged(socket, packets);
  socket.end();
}

function acknowledged(socket: Socket, packets: readonly Buffer[]): Promise<void> {
  return new Promise((resolve, reject) => {
    let sent = 0;
    let acks = 0;
    let connected = false;
    socket.on("error", reject);
    socket.on("close", () => acks < packets.length && reject(new Error("the broker closed the connection")));
    socket.on("data", (chunk) => {
      let bytes = chunk.length;
      if (!connected) {
        connected = true;
        bytes -= 4;
      }
      acks += bytes / 4;
      if (acks >= packets.length) return resolve();
      const until = Math.min(packets.length, acks + window);
      if (until > sent) socket.write(Buffer.concat(packets.slice(sent, Math.floor(until))));
      sent = Math.max(sent, Math.floor(until));
    });
  });
}

function packetOf({ id, year }: Load, i: number): Buffer {
  const at = new Date(Date.UTC(year, 0, 1) + i * 60_000).toISOString().slice(0, 19);
  const payload = `{"phenomenonTime":"${at}Z","result":${20 + (i % 100) / 10}}`;
  return generate({
    cmd: "publish",
    topic: `v1.1/Datastreams(${id})/Observations`,
    payload,
    qos: 1,
    messageId: (i % 65_000) + 1,
    dup: false,
    retain: false,
  });
}

async function elapsed(run: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await run();
  return performance.now() - startedAt;
}
