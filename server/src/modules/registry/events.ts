/** What the registry tells the modules above it. */
import { defineEvent } from "../../kernel/events.ts";

/** Another set of boundaries now answers which unit a point lies in. */
export interface BoundariesActivated {
  readonly setId: number;
  readonly previousSetId: number | null;
  readonly schematic: boolean;
  readonly credit: string;
  /** Account that did it; null = the program itself. */
  readonly actorId: string | null;
}

/** A set of boundaries was taken in from a file. */
export interface BoundariesImported {
  readonly setId: number;
  readonly fileHash: string;
  readonly taken: number;
  readonly refused: number;
  readonly missing: number;
  readonly actorId: string | null;
}

export const boundariesActivated = defineEvent<BoundariesActivated>("registry.boundaries-activated");
export const boundariesImported = defineEvent<BoundariesImported>("registry.boundaries-imported");
