/** Reading and using: rows, charts, quality, release, lineage, terms, as the contract has it. */
import type { Bilingual, Cell, ColumnType, Mask } from "./types.ts";

/** A rule of quality. `column` is a technical name. */
export type RuleDefinition = { readonly severity?: "error" | "warning" } & (
  | { readonly kind: "not_null"; readonly column: string; readonly mostShare?: number }
  | { readonly kind: "unique"; readonly columns: readonly string[] }
  | { readonly kind: "accepted_values"; readonly column: string; readonly values: readonly string[] }
  | {
      readonly kind: "range";
      readonly column: string;
      readonly least?: number | string;
      readonly most?: number | string;
    }
  | { readonly kind: "regex"; readonly column: string; readonly pattern: string }
  | {
      readonly kind: "relationships";
      readonly column: string;
      readonly toDataset: string;
      readonly toColumn: string;
    }
  | { readonly kind: "freshness"; readonly column?: string; readonly mostHours: number }
  | {
      readonly kind: "row_count";
      readonly least?: number;
      readonly most?: number;
      readonly mostChangeShare?: number;
    }
  | { readonly kind: "distribution_drift"; readonly column: string; readonly mostPsi: number }
);
/** Kinds of rules. */
export type RuleKind = RuleDefinition["kind"];

/** A page of rows. */
export interface RowsPage {
  readonly version: number | null;
  readonly columns: readonly { readonly name: string; readonly type: ColumnType; readonly shown: Mask }[];
  /** First cell of a row is its `_id`. */
  readonly rows: readonly (readonly Cell[])[];
  readonly total: number;
  readonly nextCursor: string | null;
  readonly milliseconds: number;
}

/** Values of a chart. */
export interface Aggregate {
  readonly version: number | null;
  readonly x: { readonly name: string; readonly type: ColumnType };
  /** [x, series or null, value] in order of x. */
  readonly points: readonly (readonly [Cell, Cell, number | null])[];
  readonly truncated: boolean;
}

/** How one rule went. */
export interface RuleResult {
  readonly rule: RuleDefinition;
  readonly words: Bilingual;
  readonly outcome: "pass" | "fail" | "error" | "skipped";
  readonly failing: number;
  readonly checked: number;
  /** Failing rows, at most 20, masked as the person sees them. */
  readonly examples: readonly (readonly Cell[])[];
  readonly message: Bilingual;
}

/** Rules, their last results and the score over versions. */
export interface QualityView {
  readonly rules: readonly RuleDefinition[];
  readonly onFailure: "publish" | "hold";
  readonly score: number | null;
  readonly version: number | null;
  readonly checkedAt: string | null;
  readonly results: readonly RuleResult[];
  /** Oldest first. */
  readonly history: readonly {
    readonly version: number;
    readonly score: number;
    readonly failed: number;
    readonly checkedAt: string;
  }[];
}

/** A request to open a version to everyone. */
export interface Release {
  readonly id: string;
  readonly dataset: string;
  readonly version: number;
  readonly state: "proposed" | "approved" | "rejected" | "withdrawn" | "blocked";
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly reason: string | null;
  readonly input: ReleaseInput;
  readonly checks: readonly { readonly code: string; readonly ok: boolean; readonly words: Bilingual }[];
  /** Measured on exactly that version, as the public would see it. */
  readonly anonymity: {
    readonly k: number;
    readonly classes: number;
    readonly rowsBelow: number;
    readonly l: Readonly<Record<string, { readonly distinct: number; readonly entropyOk: boolean }>>;
  } | null;
}

/** Where a dataset comes from and where it goes. */
export interface LineageGraph {
  readonly nodes: readonly {
    readonly id: string;
    readonly kind: "dataset" | "source" | "load" | "query" | "external";
    readonly title: Bilingual;
    readonly dataset?: string;
    readonly columns?: readonly string[];
    /** SQL of a query, only for those who may read all it reads. */
    readonly text?: string | null;
    readonly at?: string | null;
  }[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
  readonly columnEdges: readonly {
    readonly from: string;
    readonly fromColumn: string;
    readonly to: string;
    readonly toColumn: string;
    readonly how: string;
  }[];
}

/** Who read a dataset. */
export interface ReadLogPage {
  readonly items: readonly {
    readonly at: string;
    readonly who: string;
    readonly agency: string | null;
    readonly path: string;
    readonly purpose: string | null;
    readonly columns: readonly string[];
    readonly clear: boolean;
    readonly rows: number;
  }[];
  readonly nextCursor: string | null;
}

/** Figures of the whole warehouse and what waits for someone. */
export interface Overview {
  readonly datasets: number;
  readonly rows: number;
  readonly open: number;
  readonly simulated: number;
  readonly overdue: number;
  readonly failingSources: number;
  readonly waitingDrafts: number;
  readonly waitingReleases: number;
  readonly unconfirmedColumns: number;
  readonly recentLoads: readonly {
    readonly id: string;
    readonly dataset: string;
    readonly title: Bilingual;
    readonly state: string;
    readonly at: string;
    readonly rows: number | null;
    readonly quarantined: number | null;
  }[];
}

/** What a steward proposes to open. */
export interface ReleaseInput {
  readonly version: number;
  readonly licence: string;
  readonly quasiIdentifiers: readonly string[];
  readonly sensitive?: readonly string[];
  readonly leastK: number;
  readonly note?: string;
}

/** An entry of the shared dictionary, as it is set. */
export interface TermInput {
  readonly code: string;
  readonly label: Bilingual;
  readonly definition: Bilingual;
  readonly type: string;
  readonly pattern?: string | null;
  /** The dataset that holds the one true list, if there is one. */
  readonly goldenDataset?: string | null;
  readonly source: string;
}

/** An entry of the shared dictionary and the columns that use it. */
export interface Term extends TermInput {
  readonly usedBy: readonly { readonly dataset: string; readonly column: string }[];
}
