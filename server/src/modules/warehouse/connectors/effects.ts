/** What connectors may do to the world. */
import { setTimeout as pause } from "node:timers/promises";
import type { FileStore } from "../../../kernel/files.ts";
import type { Log } from "../../../kernel/log.ts";
import type { Guard } from "./guard.ts";

export interface ConnectorEffects {
  readonly files: FileStore;
  /** The guarded way out. */
  readonly web: Guard;
  readonly now: () => Date;
  readonly log: Log;
  /** Waits; the real clock if absent. */
  readonly sleep?: (milliseconds: number) => Promise<void>;
}

/** What a harvest needs: it stores no files. */
export type HarvestEffects = Omit<ConnectorEffects, "files">;

/** Waits as the effects say. */
export async function wait(effects: Pick<ConnectorEffects, "sleep">, milliseconds: number): Promise<void> {
  if (effects.sleep) return effects.sleep(milliseconds);
  await pause(milliseconds);
}
