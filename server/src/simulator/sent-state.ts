/** What each device has sent for certain, kept in a small file so that a restart goes on where the last run stopped. */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { type Static, Type } from "typebox";
import { Value } from "typebox/value";
import type { DeviceEntry } from "./devices-file.ts";

const StateFile = Type.Record(
  Type.String(),
  Type.Object({ sentUntil: Type.Number(), datastreams: Type.String() }),
);

export interface SentState {
  /** Instant up to which everything of the device has been acknowledged, ms; undefined for a device that has never sent. */
  sentUntil(device: DeviceEntry): number | undefined;
  acknowledge(device: DeviceEntry, untilMs: number): void;
  /** Writes the file when something has changed since; whole or not at all. */
  save(): void;
}

/** Opens the file; one that is missing or damaged counts as empty. */
export function openSentState(path: string): SentState {
  const entries = new Map(Object.entries(readState(path)));
  let changed = false;
  return {
    sentUntil: (device) => {
      const entry = entries.get(device.thing);
      // Other datastreams under the same name are another device: the stores have been made anew.
      return entry?.datastreams === datastreamsOf(device) ? entry.sentUntil : undefined;
    },
    acknowledge: (device, untilMs) => {
      entries.set(device.thing, { sentUntil: untilMs, datastreams: datastreamsOf(device) });
      changed = true;
    },
    save: () => {
      if (!changed) return;
      writeFileSync(`${path}.new`, JSON.stringify(Object.fromEntries(entries)));
      renameSync(`${path}.new`, path);
      changed = false;
    },
  };
}

function readState(path: string): Static<typeof StateFile> {
  try {
    const content: unknown = JSON.parse(readFileSync(path, "utf8"));
    return Value.Check(StateFile, content) ? content : {};
  } catch {
    return {};
  }
}

function datastreamsOf(device: DeviceEntry): string {
  return device.datastreams.map(({ id }) => id).join(",");
}
