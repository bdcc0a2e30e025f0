/** Which properties feed an index, from what sectors registered. */
import { type IndexDefinition, telemetrySectors } from "./sector.ts";

/** Codes of all properties that some index is computed from. */
export function indexedProperties(): ReadonlySet<string> {
  return new Set(indexDefinitions().flatMap((index) => index.properties));
}

export function indexDefinitions(): IndexDefinition[] {
  return telemetrySectors().flatMap((sector) => sector.indices);
}
