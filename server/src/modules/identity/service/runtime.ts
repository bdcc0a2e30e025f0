/** What identity keeps in memory for the life of the app. */

import type { Actor } from "../../../kernel/actor.ts";
import { defineAppState } from "../../../kernel/app-state.ts";
import { type Cache, createCache } from "./cache.ts";
import { createTurns, type Turns } from "./turns.ts";

/** A secret's owner as read from the database. */
export interface Known {
  readonly id: string;
  readonly accountId: string;
  readonly actor: Actor;
  /** No use after this instant. */
  readonly endsAtMs: number;
  lastUsedAtMs: number;
}

export interface Runtime {
  readonly known: Cache<Known>;
  readonly turns: Turns;
}

export const runtime = defineAppState<Runtime>("identity.runtime");

export function createRuntime(): Runtime {
  return {
    known: createCache<Known>({ lifetimeMs: 3_000, mostEntries: 20_000 }),
    turns: createTurns({ atOnce: 2, mostWaiting: 200 }),
  };
}
