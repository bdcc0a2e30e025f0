/** What a sector tells telemetry about itself: plain data, registered once at start. Adding a sector changes nothing here. */
import type { Bilingual } from "../../kernel/errors.ts";

/** A measured quantity with its unit and the limits of its quality checks (all are data, in the unit of the property). */
export interface ObservedPropertyDefinition {
  /** Stable code, used in MQTT topics: `dothi/<thing>/<code>`. */
  readonly code: string;
  readonly name: Bilingual;
  /** URL or URN of the definition of the quantity. */
  readonly definition: string;
  readonly unit: { readonly symbol: string; readonly name: string; readonly ucum: string };
  readonly decimals: number;
  /** Values outside are flagged `range`; null = no limit on that side. */
  readonly plausible: { readonly least: number | null; readonly most: number | null };
  /** A larger change from one reading to the next is flagged `step`; null = not checked. */
  readonly mostStep: number | null;
  /** The same value for longer than this is flagged `flat-line`; null = not checked. */
  readonly flatLineMinutes: number | null;
  /** Where the limits come from; "program default" when nobody has decided them. */
  readonly limitsSource: string;
}

export interface ThingKindDefinition {
  /** `air-station`, `tide-gauge` … */
  readonly code: string;
  readonly name: Bilingual;
}

/** One hour slot or day of an index of one station. */
export interface IndexResult {
  readonly value: number | null;
  /** Why there is no value, in words. */
  readonly reason: Bilingual | null;
  /** Code of the level, e.g. `moderate`. */
  readonly level: string | null;
  /** Properties that decide the value. */
  readonly dominant: readonly string[];
  readonly complete: boolean;
  readonly parts: readonly {
    readonly property: string;
    readonly value: number | null;
    /** The figure the part was computed from, e.g. the NowCast concentration. */
    readonly input: number | null;
    readonly inputKind: string;
    readonly hoursPresent: number;
    readonly hoursNeeded: number;
  }[];
}

/** Hourly means of one station on a gap-free axis of hours; NaN where an hour has no usable value. */
export interface HourlyInput {
  /** Start of the first hour slot, milliseconds UTC. */
  readonly firstHourMs: number;
  readonly hours: number;
  readonly values: Readonly<Record<string, Float64Array>>;
}

export interface IndexDefinition {
  /** `vn-aqi` */
  readonly code: string;
  readonly name: Bilingual;
  /** Identifier of the method with its decision, e.g. `QĐ 1459/QĐ-TCMT`. */
  readonly method: string;
  readonly source: string;
  readonly properties: readonly string[];
  /** Hours before an hour that its value depends on. */
  readonly reachHours: number;
  readonly levels: readonly {
    readonly code: string;
    readonly name: Bilingual;
    readonly most: number;
    readonly rgb: readonly [number, number, number];
    readonly letter: string;
    readonly advice: Bilingual;
  }[];
  /** The value of each hour slot `from <= i < to`. */
  readonly hourly: (input: HourlyInput, from: number, to: number) => IndexResult[];
  /** The value of each city day wholly or partly covered; `dayOn` is yyyy-MM-dd. */
  readonly daily: (input: HourlyInput) => { readonly dayOn: string; readonly result: IndexResult }[];
}

/** A limit by law on a mean of a property. */
export interface LimitDefinition {
  readonly property: string;
  readonly averaging: "1h" | "8h" | "24h" | "year";
  readonly most: number;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly source: string;
  readonly clause: string;
}

/** A level that single readings of one station are compared with, e.g. a flood alarm level. */
export interface AlarmLevelDefinition {
  readonly thing: string;
  readonly property: string;
  readonly verticalDatum: string;
  /** `I`, `II`, `III` */
  readonly level: string;
  /** In the unit of the property. */
  readonly at: number;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly source: string;
  /** How far the figure has been checked; shown beside it. */
  readonly status: "law" | "press" | "unverified";
}

/** A station of the demo city. Its devices are simulated; every page says so. */
export interface DemoThing {
  readonly code: string;
  readonly name: Bilingual;
  readonly kind: string;
  readonly agencyCode: string;
  readonly lonLat: readonly [number, number];
  readonly datastreams: readonly {
    readonly property: string;
    readonly sensor: string;
    readonly intervalSeconds: number;
    readonly verticalDatum?: string;
  }[];
}

export interface TelemetrySector {
  readonly code: string;
  readonly name: Bilingual;
  readonly kinds: readonly ThingKindDefinition[];
  readonly properties: readonly ObservedPropertyDefinition[];
  readonly indices: readonly IndexDefinition[];
  readonly limits: readonly LimitDefinition[];
  readonly alarmLevels?: readonly AlarmLevelDefinition[];
  readonly demoThings: readonly DemoThing[];
}

const sectors = new Map<string, TelemetrySector>();

/** Makes a sector known; the same code again replaces it. */
export function registerTelemetrySector(sector: TelemetrySector): void {
  sectors.set(sector.code, sector);
}

export function telemetrySectors(): TelemetrySector[] {
  return [...sectors.values()];
}
