/** The facts of this module as its files hold them, read once at the first start. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { AgencyKind, EvidenceStatus, UnitKind } from "./schema.ts";

type NewUnitRow = [
  code: string,
  kind: UnitKind,
  name: string,
  otherToneSpelling: string,
  areaKm2: number,
  lon: number,
  lat: number,
  formerDistricts: string[],
];

export interface NewUnitsFacts {
  readonly law: string;
  readonly codes: string;
  readonly legalAreaKm2: number;
  readonly provinceCode: string;
  readonly province: string;
  readonly validFrom: string;
  /** By province code before the merger. */
  readonly byFormerArea: Readonly<Record<string, readonly NewUnitRow[]>>;
}

/** A district with its units by kind: code → name. */
export type OldDistrict = { readonly code: string; readonly name: string } & {
  readonly [K in UnitKind]?: Readonly<Record<string, string>>;
};

export interface OldUnitsFacts {
  readonly law: string;
  readonly listVerifiedFrom: string;
  readonly validTo: string;
  readonly provinces: readonly {
    readonly code: string;
    readonly name: string;
    readonly districts: readonly OldDistrict[];
  }[];
}

export interface UnitLinksFacts {
  /** New code → old codes parted by spaces; `*` after a code = only a part of that unit. */
  readonly links: Readonly<Record<string, string>>;
}

export interface AgencyFacts {
  readonly communes: { readonly law: string; readonly from: string };
  readonly sources: Readonly<Record<string, { readonly status: EvidenceStatus; readonly text: string }>>;
  readonly agencies: readonly [
    code: string,
    kind: AgencyKind,
    name: string,
    nameEn: string,
    parent: string | null,
    from: string | null,
    to: string | null,
    source: string,
    note: string | null,
  ][];
  /** `code@from` of the successor, the predecessors' (`*` = a part), name of the source. */
  readonly links: readonly [successor: string, predecessors: readonly string[], source: string][];
}

export const readNewUnits = () => read<NewUnitsFacts>("units-since-2025-07-01.json");
export const readOldUnits = () => read<OldUnitsFacts>("units-until-2025-06-30.json");
export const readUnitLinks = () => read<UnitLinksFacts>("unit-links-2025-07-01.json");
export const readAgencies = () => read<AgencyFacts>("agencies.json");

/** First day for which the whole list of units is verified; before it units may stand that did not exist yet. */
export const unitsVerifiedFrom = "2025-03-01";

async function read<T>(name: string): Promise<T> {
  return JSON.parse(await readFile(join(import.meta.dirname, "facts", name), "utf8")) as T;
}
