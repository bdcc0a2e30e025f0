/** What a sector tells the warehouse: datasets it brings along, as plain data. Registered once at start. */
import type { Bilingual } from "../../kernel/errors.ts";
import type { ColumnClass, ColumnType, RuleDefinition } from "./column-types.ts";

/** One column of a data dictionary. */
export interface ColumnDefinition {
  /** Technical name: lower-case letters without marks, digits and _; begins with a letter. */
  readonly name: string;
  readonly type: ColumnType;
  readonly label: Bilingual;
  readonly description?: Bilingual;
  /** UCUM-like symbol as people write it: `µg/m³`, `%`, `tỷ đồng`. */
  readonly unit?: string;
  /** Allowed codes with their labels. */
  readonly codes?: readonly { readonly code: string; readonly label: Bilingual }[];
  /** Code of an entry of the shared dictionary, e.g. `unit-code`. */
  readonly term?: string;
  readonly class?: ColumnClass;
}

export interface DatasetDefinition {
  /** Name in addresses and SQL: `[a-z][a-z0-9_]{2,62}`. */
  readonly name: string;
  readonly title: Bilingual;
  readonly description: Bilingual;
  /** Code of a theme, see `themes` in schema.ts: health, education, transport, finance, tourism … */
  readonly theme: string;
  readonly tags: readonly string[];
  /** Short code of the owner agency in the registry, e.g. `SYT`. */
  readonly agencyCode: string;
  /** `open` = everyone, `city` = every agency of the city, `agency` = the owner alone. */
  readonly access: "open" | "city" | "agency";
  readonly licence?: string;
  /** Where the facts come from, with date; for simulated data the words "dữ liệu mô phỏng". */
  readonly source: Bilingual;
  readonly simulated: boolean;
  /** ISO 8601 duration of the usual update: `P1D`, `P1M`, `P1Y`; null = not updated. */
  readonly updateEvery: string | null;
  /** Columns that identify a row, for the diff between versions. */
  readonly key: readonly string[];
  readonly columns: readonly ColumnDefinition[];
  readonly rules: readonly RuleDefinition[];
  /** Rows restricted to the reader's own agency or ward by this column, if any. */
  readonly rowRule?: { readonly column: string; readonly by: "agency" | "territory" };
  /**
   * The rows in the order of `columns`, as text a person would write in a file (ISO dates, dot decimals); null =
   * no value. Deterministic: the same `today` (yyyy-MM-dd) gives the same rows.
   */
  readonly rows: (today: string) => Iterable<readonly (string | null)[]>;
  /**
   * Demo datasets with a second version show what a correction looks like: the first load is `rows(before)`.
   */
  readonly before?: (today: string) => Iterable<readonly (string | null)[]>;
}

export interface WarehouseSector {
  readonly code: string;
  readonly name: Bilingual;
  readonly datasets: readonly DatasetDefinition[];
}

const sectors = new Map<string, WarehouseSector>();

/** Makes a sector's datasets known; the same code again replaces them. */
export function registerWarehouseSector(sector: WarehouseSector): void {
  sectors.set(sector.code, sector);
}

export function warehouseSectors(): WarehouseSector[] {
  return [...sectors.values()];
}
