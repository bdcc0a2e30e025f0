/** The list of simulated devices with their credentials, written by the program when it creates the demo city. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Static, Type } from "typebox";
import { Value } from "typebox/value";

const Device = Type.Object({
  thing: Type.String({ minLength: 1, pattern: "^[^/+#]+$" }),
  userName: Type.String({ minLength: 1 }),
  password: Type.String(),
  datastreams: Type.Array(
    Type.Object({
      id: Type.Union([Type.String(), Type.Number()]),
      property: Type.String({ minLength: 1, pattern: "^[^/+#]+$" }),
      intervalSeconds: Type.Number({ minimum: 1 }),
    }),
  ),
});

const DevicesFile = Type.Object({
  mqttUrl: Type.String({ pattern: "^(mqtts?|wss?)://" }),
  devices: Type.Array(Device),
  /** Where the devices remember what they have sent; default: beside this file. */
  stateFile: Type.Optional(Type.String({ minLength: 1 })),
});

/** One device. Devices with the same `userName` share one connection, like sensors behind a gateway. */
export type DeviceEntry = Static<typeof Device>;

export interface Devices {
  readonly mqttUrl: string;
  readonly devices: readonly DeviceEntry[];
  readonly stateFile: string;
}

/** Reads and checks the file. Throws an Error whose message names the first fault. */
export function readDevices(path: string): Devices {
  const content: unknown = JSON.parse(readFileSync(path, "utf8"));
  if (!Value.Check(DevicesFile, content)) {
    const [first] = Value.Errors(DevicesFile, content);
    throw new Error(`${path}: ${first?.instancePath ?? ""} ${first?.message ?? "is malformed"}`);
  }
  const stateFile = content.stateFile ?? join(dirname(path), "demo-devices-state.json");
  return { mqttUrl: content.mqttUrl, devices: content.devices, stateFile };
}
