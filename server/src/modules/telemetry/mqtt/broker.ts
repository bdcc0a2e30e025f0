/**
 * The embedded MQTT broker: aedes for MQTT 3.1 and 3.1.1, the adapter of mqtt5.ts before it for MQTT 5.
 * A QoS 1 message is acknowledged when its reading is durable, or when its refusal is recorded.
 */
import { createHash, timingSafeEqual } from "node:crypto";
import { createServer, type Server, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { Aedes, type AuthenticateError, type Client, type PublishPacket } from "aedes";
import { AppError } from "../../../kernel/errors.ts";
import type { Log } from "../../../kernel/log.ts";
import type { Catalogue, Device } from "../ingest/catalogue.ts";
import { readMessage, seriesOfTopic } from "../ingest/message.ts";
import type { Pipeline } from "../ingest/pipeline.ts";
import type { Refusals } from "../ingest/refusals.ts";
import { adaptMqtt5, limitPacketLength, noteRefusal, protocolLevel } from "./mqtt5.ts";

export interface IngestDoors {
  readonly catalogue: Catalogue;
  readonly pipeline: Pipeline;
  readonly refusals: Refusals;
  readonly now: () => number;
  readonly log: Log;
}

export interface Broker {
  readonly port: number;
  clients(): number;
  close(): Promise<void>;
}

const badPassword = 4;
const wrongPasswordDelayMs = 1_000;
const mostConnections = 10_000;
const peekTimeoutMs = 10_000;

const deviceOf = new WeakMap<Client, Device>();

/** Listens on `host:port` (0 = a free one). Throws the system's error if the port is taken. */
export async function startBroker(
  doors: IngestDoors,
  options: { host: string; port: number },
): Promise<Broker> {
  const aedes = new Aedes({
    concurrency: 1_000,
    maxClientsIdLength: 128,
    authenticate: (client, userName, password, done) => {
      authenticate(doors, client, userName, password).then(
        (ok) =>
          ok
            ? done(null, true)
            : done(
                Object.assign(new Error("bad credentials"), { returnCode: badPassword }) as AuthenticateError,
                null,
              ),
        (error) => done(error, null),
      );
    },
    authorizePublish: (client, packet, done) => takePublish(doors, client, packet, done),
    authorizeSubscribe: (client, subscription, done) =>
      done(null, maySubscribe(doors, client, subscription.topic) ? subscription : null),
  });
  aedes.on("clientError", (client, error) =>
    doors.log.debug({ client: client.id, err: error }, "an MQTT connection failed"),
  );
  aedes.on("connectionError", (_client, error) =>
    doors.log.debug({ err: error }, "an MQTT connection failed before CONNECT"),
  );
  await aedes.listen();
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    handOver(aedes, socket);
  });
  server.maxConnections = mostConnections;
  await listen(server, options);
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : options.port,
    clients: () => aedes.connectedClients,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
      await new Promise<void>((resolve) => aedes.close(() => resolve()));
    },
  };
}

function listen(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject).listen(port, host, resolve);
  });
}

/** Looks at the CONNECT packet's protocol level to decide who speaks with this client. */
function handOver(aedes: Aedes, socket: Socket): void {
  socket.on("error", () => socket.destroy());
  const timer = setTimeout(() => socket.destroy(), peekTimeoutMs);
  const look = (): void => {
    const bytes: Buffer | null = socket.read();
    if (bytes === null) return;
    const level = protocolLevel(bytes);
    socket.unshift(bytes);
    if (level === undefined) return void socket.once("readable", look);
    clearTimeout(timer);
    limitPacketLength(aedes.handle(level === 5 ? adaptMqtt5(socket) : socket));
  };
  socket.once("readable", look);
  socket.once("close", () => clearTimeout(timer));
}

async function authenticate(
  doors: IngestDoors,
  client: Client,
  userName: string | undefined,
  password: Buffer | undefined,
): Promise<boolean> {
  let device = doors.catalogue.findDevice(userName ?? "");
  if (!device) {
    await doors.catalogue.refresh();
    device = doors.catalogue.findDevice(userName ?? "");
  }
  const given = createHash("sha256")
    .update(password ?? "")
    .digest();
  const right = device?.secretHash ?? Buffer.alloc(32);
  if (timingSafeEqual(given, right) && device) {
    deviceOf.set(client, device);
    return true;
  }
  doors.log.info({ device: userName?.slice(0, 60) }, "an MQTT client gave wrong credentials");
  await sleep(wrongPasswordDelayMs);
  return false;
}

function takePublish(
  doors: IngestDoors,
  client: Client | null,
  packet: PublishPacket,
  done: (error?: Error | null) => void,
): void {
  if (!client) return done();
  packet.retain = false;
  const device = deviceOf.get(client);
  const payload = typeof packet.payload === "string" ? Buffer.from(packet.payload) : packet.payload;
  try {
    const current = device && doors.catalogue.findDevice(device.userName);
    if (!current) return done(new Error("the device has been revoked"));
    const reading = readMessage(doors.catalogue, {
      topic: packet.topic,
      payload,
      device: current,
      now: doors.now(),
    });
    doors.pipeline.acceptOne(reading.series.id, reading.at, reading.resultAt, reading.value, done);
  } catch (error) {
    if (!(error instanceof AppError)) return done(error as Error);
    if (error.code === "telemetry.series-unknown") void doors.catalogue.refresh();
    doors.refusals.add({
      source: "mqtt",
      device: device?.userName ?? "",
      topic: packet.topic,
      payload: payload.toString("utf8"),
      error,
    });
    noteRefusal(client, packet.messageId, error);
    done();
  }
}

/** A device may follow its own series and nothing else. */
function maySubscribe(doors: IngestDoors, client: Client, topic: string): boolean {
  const device = deviceOf.get(client);
  if (!device) return false;
  const thing = /^dothi\/([a-z0-9_-]{1,60})\/(#|\+|[a-z0-9_-]{1,40})$/.exec(topic)?.[1];
  try {
    const thingId = thing ? doors.catalogue.findThing(thing) : seriesOfTopic(doors.catalogue, topic).thingId;
    return thingId !== undefined && device.things.has(thingId);
  } catch {
    return false;
  }
}
