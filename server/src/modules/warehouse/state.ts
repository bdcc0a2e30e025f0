/** What the warehouse keeps for the life of the app. */
import { defineAppState } from "../../kernel/app-state.ts";
import type { Guard } from "./connectors/guard.ts";
import type { Lru } from "./lru.ts";
import type { ReadLog } from "./store/read-log.ts";

export interface WarehouseState {
  /** Secret of keyed hashes, hexadecimal. */
  readonly hashKey: string;
  /** Secret with which stored passwords are sealed. */
  readonly sealKey: Buffer;
  /** First pages and counts of immutable versions, by what they show. */
  readonly pages: Lru;
  readonly readLog: ReadLog;
  /** The only way out to addresses that people enter. */
  readonly web: Guard;
}

export const warehouseState = defineAppState<WarehouseState>("warehouse");
