/**
 * MQTT 5 (OASIS, 7 March 2019) in front of a broker that speaks MQTT 3.1.1: packets are translated both ways.
 * What the broker behind cannot do is announced as unavailable in CONNACK (§3.2.2.3), as the standard asks.
 * Refused readings get a reason code and a reason string in their PUBACK (§3.4.2).
 */
import type { Socket } from "node:net";
import { type Duplex, duplexPair } from "node:stream";
import type { Client } from "aedes";
import { parser as createParser, generate, type IConnectPacket, type Packet, type Parser } from "mqtt-packet";
import type { AppError } from "../../../kernel/errors.ts";

/** Largest packet taken, bytes; also announced as Maximum Packet Size. */
export const mostPacketBytes = 65_536;

const mqtt311 = { protocolVersion: 4 };
const mqtt5 = { protocolVersion: 5 };
const reason = {
  success: 0,
  notAuthorized: 0x87,
  topicInvalid: 0x90,
  payloadInvalid: 0x99,
  packetTooLarge: 0x95,
  unspecified: 0x80,
};

/** Protocol level in a CONNECT packet (MQTT 5 §3.1.2.2), 0 for anything else, undefined if more bytes are needed. */
export function protocolLevel(bytes: Buffer): number | undefined {
  if (bytes[0] !== 0x10) return 0;
  let at = 1;
  while (at < 5 && ((bytes[at] ?? 0x80) & 0x80) !== 0) if (++at > bytes.length) return undefined;
  const name = at + 1;
  if (bytes.length < name + 2) return undefined;
  return bytes[name + 2 + bytes.readUInt16BE(name)];
}

interface Link {
  readonly refusals: Map<number, AppError>;
}
const links = new WeakMap<object, Link>();

/** Remembers why the reading of an MQTT 5 client was refused, for its PUBACK. Does nothing for older clients. */
export function noteRefusal(client: Client, messageId: number | undefined, error: AppError): void {
  const link = links.get(client.conn);
  if (link && messageId !== undefined) link.refusals.set(messageId, error);
}

/** Ends a connection at a packet that says it is longer than allowed, before any of it is gathered. */
export function limitPacketLength(client: Client): void {
  guardLength((client as unknown as { _parser: GuardedParser })._parser, (error) =>
    client.conn.destroy(error),
  );
}

type GuardedParser = Parser & { packet: { length: number }; _parseLength(): boolean };

/** mqtt-packet has no such limit; its parser is a state machine whose length state is wrapped here. */
function guardLength(parser: GuardedParser, refuse: (error: Error) => void): void {
  const parseLength = parser._parseLength;
  parser._parseLength = function guarded(this: GuardedParser): boolean {
    const complete = parseLength.call(this);
    if (!complete || this.packet.length <= mostPacketBytes) return complete;
    refuse(new Error(`a packet of ${this.packet.length} bytes is over ${mostPacketBytes}`));
    return false;
  };
}

/** The stream to give to the broker instead of the socket of an MQTT 5 client. */
export function adaptMqtt5(socket: Socket): Duplex {
  const [inner, outer] = duplexPair();
  const link: Link = { refusals: new Map() };
  links.set(inner, link);
  const fromClient = createParser(mqtt5 as never);
  const fromBroker = createParser(mqtt311 as never);
  const subscriptions = new Map<number, number>();
  const end = (code?: number) => {
    if (code !== undefined && !socket.destroyed)
      socket.write(generate({ cmd: "disconnect", reasonCode: code } as Packet, mqtt5));
    socket.end();
    outer.destroy();
    inner.destroy();
  };
  guardLength(fromClient as GuardedParser, () => end(reason.packetTooLarge));
  fromClient.on("packet", (packet) => {
    if (packet.cmd === "disconnect" || packet.cmd === "auth") {
      if (packet.cmd === "auth") return end(reason.unspecified);
      outer.write(generate({ cmd: "disconnect" }, mqtt311));
      return;
    }
    if (packet.cmd === "subscribe" && packet.messageId !== undefined)
      subscriptions.set(packet.messageId, packet.subscriptions.length);
    if (packet.cmd === "unsubscribe" && packet.messageId !== undefined)
      subscriptions.set(packet.messageId, packet.unsubscriptions.length);
    outer.write(generate(toOlder(packet), mqtt311));
  });
  fromClient.on("error", () => end());
  fromBroker.on("packet", (packet) => {
    for (const translated of toNewer(packet, link, subscriptions)) socket.write(generate(translated, mqtt5));
  });
  socket.on("data", (chunk: Buffer) => {
    fromClient.parse(chunk);
    if (outer.writableNeedDrain) socket.pause();
  });
  outer.on("drain", () => socket.resume());
  outer.on("data", (chunk: Buffer) => fromBroker.parse(chunk));
  outer.on("end", () => socket.end());
  outer.on("error", () => socket.destroy());
  inner.on("error", () => socket.destroy());
  socket.on("close", () => {
    outer.destroy();
    inner.destroy();
  });
  return inner;
}

/** A client's MQTT 5 packet as the 3.1.1 packet of the same meaning. */
function toOlder(packet: Packet): Packet {
  if (packet.cmd === "connect") return olderConnect(packet);
  const { properties: _properties, ...rest } = packet as Packet & { properties?: unknown };
  if ("reasonCode" in rest) delete (rest as { reasonCode?: number }).reasonCode;
  return rest as Packet;
}

/** Clean Start with no session expiry is 3.1.1's clean session (§3.1.2.11.2). */
function olderConnect(packet: IConnectPacket): Packet {
  const { properties, will, ...rest } = packet;
  const keepsSession = (properties?.sessionExpiryInterval ?? 0) > 0;
  const olderWill = will
    ? { topic: will.topic, payload: will.payload, qos: will.qos ?? 0, retain: will.retain ?? false }
    : undefined;
  return {
    ...rest,
    protocolVersion: 4,
    protocolId: "MQTT",
    clean: rest.clean === true && !keepsSession,
    ...(olderWill ? { will: olderWill } : {}),
  } as Packet;
}

const connackReasons: Record<number, number> = { 0: 0, 1: 0x84, 2: 0x85, 3: 0x88, 4: 0x86, 5: 0x87 };

/** A packet of the broker as the MQTT 5 packet of the same meaning. */
function toNewer(packet: Packet, link: Link, subscriptions: Map<number, number>): Packet[] {
  switch (packet.cmd) {
    case "connack":
      return [newerConnack(packet.sessionPresent, packet.returnCode ?? 0)];
    case "puback":
    case "pubrec":
      return [{ cmd: packet.cmd, ...ackReason(link, packet.messageId) } as Packet];
    case "suback":
      return [
        {
          ...packet,
          granted: packet.granted.map((code) => (code === 128 ? reason.notAuthorized : code)),
        } as Packet,
      ];
    case "unsuback": {
      const count = subscriptions.get(packet.messageId ?? 0) ?? 1;
      subscriptions.delete(packet.messageId ?? 0);
      return [{ ...packet, granted: Array.from({ length: count }, () => reason.success) } as Packet];
    }
    default:
      return [packet];
  }
}

function newerConnack(sessionPresent: boolean, returnCode: number): Packet {
  const properties = {
    topicAliasMaximum: 0,
    retainAvailable: false,
    sharedSubscriptionAvailable: false,
    subscriptionIdentifiersAvailable: false,
    wildcardSubscriptionAvailable: true,
    maximumPacketSize: mostPacketBytes,
  };
  const reasonCode = connackReasons[returnCode] ?? reason.unspecified;
  return {
    cmd: "connack",
    sessionPresent,
    reasonCode,
    ...(reasonCode === 0 ? { properties } : {}),
  } as Packet;
}

function ackReason(link: Link, messageId: number | undefined) {
  const refusal = messageId === undefined ? undefined : link.refusals.get(messageId);
  if (!refusal || messageId === undefined) return { messageId, reasonCode: reason.success };
  link.refusals.delete(messageId);
  return {
    messageId,
    reasonCode: reasonOf(refusal),
    properties: { reasonString: `${refusal.code}: ${refusal.message}`.slice(0, 200) },
  };
}

function reasonOf(refusal: AppError): number {
  if (refusal.code === "telemetry.device-not-allowed") return reason.notAuthorized;
  if (refusal.code === "telemetry.topic-unknown" || refusal.code === "telemetry.series-unknown")
    return reason.topicInvalid;
  return reason.payloadInvalid;
}
