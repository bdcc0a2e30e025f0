/** Data that other modules keep and the warehouse shows: registered once at start, never copied. */
import type { Context } from "../../kernel/context.ts";
import type { DatasetDefinition } from "./sector.ts";
import type { StoredColumn } from "./store/staging.ts";

export interface LiveDataset {
  readonly definition: Omit<DatasetDefinition, "rows" | "before">;
  /**
   * The relation to stand after FROM: has `_id` (an integer that orders and tells rows apart) and the columns named.
   * It is trusted text of the owning module's store.
   */
  readonly relation: (ctx: Pick<Context, "clickhouse">) => {
    readonly table: string;
    readonly columns: readonly StoredColumn[];
  };
}

const registered = new Map<string, LiveDataset>();

/** Makes live data known; the same name again replaces it. */
export function registerLiveDataset(live: LiveDataset): void {
  registered.set(live.definition.name, live);
}

export function findLiveDataset(name: string): LiveDataset | undefined {
  return registered.get(name);
}

export function liveDatasets(): LiveDataset[] {
  return [...registered.values()];
}
