/**
 * An external broker instead of the embedded one: the program reads it with a shared subscription, so that several
 * processes divide the messages, and acknowledges each when its reading is durable. That broker checks devices.
 */
import { randomBytes } from "node:crypto";
import { connect, type IPublishPacket, type MqttClient } from "mqtt";
import { AppError } from "../../../kernel/errors.ts";
import { readMessage } from "../ingest/message.ts";
import type { IngestDoors } from "./broker.ts";

export interface ExternalBroker {
  connected(): boolean;
  close(): Promise<void>;
}

const topics = ["dothi/+/+", "v1.1/+/Observations"].map((topic) => `$share/dothi/${topic}`);

/** Connects to `url` and keeps reconnecting. */
export function readExternalBroker(doors: IngestDoors, url: string): ExternalBroker {
  const client: MqttClient = connect(url, {
    protocolVersion: 5,
    clientId: `dothi-${randomBytes(6).toString("hex")}`,
    clean: true,
    reconnectPeriod: 2_000,
    connectTimeout: 10_000,
    customHandleAcks: (topic, payload, packet, done) =>
      takeMessage(doors, { topic, payload, packet }, () => done(0)),
  });
  client.on("connect", () =>
    client.subscribe(
      topics,
      { qos: 1 },
      (error) => error && doors.log.error({ err: error }, "the MQTT broker refuses the subscription"),
    ),
  );
  client.on("error", (error) => doors.log.warn({ err: error }, "the external MQTT broker cannot be reached"));
  client.on("message", (topic, payload, packet) => {
    if (packet.qos === 0) takeMessage(doors, { topic, payload, packet }, () => undefined);
  });
  return { connected: () => client.connected, close: () => client.endAsync() };
}

function takeMessage(
  doors: IngestDoors,
  message: { topic: string; payload: Buffer; packet: IPublishPacket },
  done: () => void,
): void {
  if (message.packet.retain) return done();
  try {
    const { topic, payload } = message;
    const reading = readMessage(doors.catalogue, { topic, payload, device: undefined, now: doors.now() });
    doors.pipeline.acceptOne(reading.series.id, reading.at, reading.resultAt, reading.value, done);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === "telemetry.series-unknown") void doors.catalogue.refresh();
    doors.refusals.add({
      source: "mqtt",
      device: "",
      topic: message.topic,
      payload: message.payload.toString("utf8"),
      error,
    });
    done();
  }
}
