/** What the warehouse answers, as its contract has it (server/src/modules/warehouse/schema). */

/** A text in both languages. */
export type Bilingual = { readonly vi: string; readonly en: string };

/** `geometry` = a GeoJSON geometry as text; `json` = any JSON text; `time` = HH:mm[:ss] as text. */
export type ColumnType =
  | "text"
  | "integer"
  | "number"
  | "boolean"
  | "date"
  | "datetime"
  | "time"
  | "json"
  | "geometry";

/** What kind of personal or protected information a column holds, in the order offered. */
export const COLUMN_CLASSES = [
  "none",
  "citizen-id",
  "old-id",
  "tax-code",
  "social-insurance",
  "health-insurance",
  "phone",
  "email",
  "plate",
  "passport",
  "person-name",
  "address",
  "birth-date",
  "location",
  "health",
  "sensitive",
] as const;
export type ColumnClass = (typeof COLUMN_CLASSES)[number];

/** What is done to a value before it is shown. `clear` = nothing, `hidden` = the column is not there. */
export const MASKS = ["clear", "partial", "hash", "generalise", "redact", "hidden"] as const;
export type Mask = (typeof MASKS)[number];

/** Integers beyond 2^53 come as text. */
export type Cell = string | number | boolean | null;

/** Who sees a dataset: everyone, every agency of the city, the owner and those it grants. */
export type AccessLevel = "open" | "city" | "agency";

/** Themes of the catalogue, in its order. */
export const THEMES = [
  "health",
  "education",
  "transport",
  "finance",
  "tourism",
  "agriculture",
  "logistics",
  "environment",
  "energy",
  "training",
  "flood",
  "food-safety",
  "security",
  "urban-renewal",
  "administration",
  "economy",
  "territory",
] as const;
export type Theme = (typeof THEMES)[number];

/** One column with its dictionary entry. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** The heading in the file it came from. */
  readonly sourceName: string;
  readonly label: Bilingual;
  readonly description: Bilingual;
  readonly unit: string | null;
  readonly codes: readonly { readonly code: string; readonly label: Bilingual }[];
  /** Entry of the shared dictionary. */
  readonly term: string | null;
  readonly class: ColumnClass;
  readonly classStatus: "unknown" | "proposed" | "confirmed";
  /** How the asking person sees it: `clear`, or the mask. */
  readonly shown: Mask;
}

/** A dataset as the catalogue shows it. */
export interface DatasetCard {
  readonly name: string;
  readonly title: Bilingual;
  readonly description: Bilingual;
  readonly theme: Theme;
  readonly tags: readonly string[];
  readonly agency: { readonly code: string; readonly name: Bilingual };
  readonly access: AccessLevel;
  readonly kind: "table" | "live" | "query";
  readonly simulated: boolean;
  readonly licence: string;
  readonly source: Bilingual;
  readonly updateEvery: string | null;
  readonly rowCount: number | null;
  readonly columnCount: number;
  readonly spatial: boolean;
  readonly version: number | null;
  /** Time of the current version. */
  readonly updatedAt: string | null;
  readonly overdue: boolean;
  /** 0–100, null = not measured. */
  readonly qualityScore: number | null;
  /** Why it was found: words of columns or description, for a search. */
  readonly matched?: readonly {
    readonly where: "title" | "name" | "tag" | "column" | "description";
    readonly text: string;
  }[];
}

/** One choice of a facet and how many datasets it would leave. */
export interface Facet {
  readonly value: string;
  readonly label: Bilingual;
  readonly count: number;
}

/** A page of the catalogue. */
export interface DatasetList {
  readonly items: readonly DatasetCard[];
  readonly nextCursor: string | null;
  readonly total: number;
  readonly facets: Readonly<Record<"theme" | "agency" | "access" | "kind" | "tag", readonly Facet[]>>;
}

/** A dataset with its dictionary and what the asking person may do. */
export interface Dataset extends DatasetCard {
  readonly key: readonly string[];
  readonly columns: readonly Column[];
  readonly retention: { readonly keepVersions: number; readonly keepDays: number | null };
  readonly createdAt: string;
  /** Rows restricted for the asking person, in words, or null. */
  readonly rowNotice: Bilingual | null;
  readonly may: Readonly<
    Record<
      | "edit"
      | "load"
      | "publish"
      | "setQuality"
      | "confirmClass"
      | "setAccess"
      | "proposeRelease"
      | "approveRelease"
      | "readLog"
      | "seeClear",
      boolean
    >
  >;
  /** Purposes the person may state to see what is masked. */
  readonly purposes: readonly { readonly code: string; readonly label: Bilingual }[];
  /** The version waiting for publication, if any. */
  readonly pending: Version | null;
}

/** One version of a dataset. */
export interface Version {
  readonly number: number;
  readonly state: "draft" | "published" | "withdrawn";
  readonly createdAt: string;
  readonly author: string;
  readonly source: string;
  readonly note: string;
  readonly rowCount: number;
  readonly contentHash: string;
  readonly parquet: { readonly hash: string; readonly bytes: number } | null;
  readonly publishedAt: string | null;
  readonly current: boolean;
  /** `ready` = in the engine, `archived` = restored from its file when asked for, `deleted` = by the retention rule. */
  readonly storage: "ready" | "archived" | "deleted";
  readonly schemaChanges: readonly SchemaChange[];
  readonly loadId: string | null;
  readonly qualityScore: number | null;
  /** Why it was not published by itself. */
  readonly heldBack: Bilingual | null;
}

/** A difference of columns between a version and the one before. */
export type SchemaChange =
  | { readonly kind: "added" | "removed"; readonly column: string; readonly type: ColumnType }
  | {
      readonly kind: "type";
      readonly column: string;
      readonly before: ColumnType;
      readonly after: ColumnType;
    };

/** What changed between two versions. */
export interface Diff {
  readonly from: number;
  readonly to: number;
  readonly key: readonly string[];
  /** Without a key, whole rows are compared and `changed` is 0. */
  readonly counts: {
    readonly added: number;
    readonly removed: number;
    readonly changed: number;
    readonly same: number;
  };
  readonly columns: readonly { readonly name: string; readonly type: ColumnType; readonly changes: number }[];
  readonly rows: readonly {
    readonly kind: "added" | "removed" | "changed";
    readonly key: readonly Cell[];
    readonly before: readonly Cell[] | null;
    readonly after: readonly Cell[] | null;
  }[];
  readonly nextCursor: string | null;
}

/** Statistics of the columns of a version. */
export interface Profile {
  readonly version: number | null;
  readonly rowCount: number;
  readonly columns: readonly ColumnProfile[];
}

/** Of a masked column only what the mask leaves is filled in. */
export interface ColumnProfile {
  readonly name: string;
  readonly type: ColumnType;
  readonly shown: Mask;
  readonly nulls: number;
  readonly distinct: number | null;
  readonly min: Cell;
  readonly max: Cell;
  readonly mean: number | null;
  /** 1, 5, 25, 50, 75, 95, 99 %. */
  readonly quantiles: readonly number[] | null;
  readonly histogram:
    | readonly { readonly from: number | string; readonly to: number | string; readonly count: number }[]
    | null;
  readonly top: readonly { readonly value: Cell; readonly count: number }[] | null;
  readonly examples: readonly Cell[];
}

/** What kind of information each column was found to hold. */
export interface ClassificationView {
  readonly columns: readonly {
    readonly name: string;
    readonly class: ColumnClass;
    readonly status: "unknown" | "proposed" | "confirmed";
    readonly decidedBy: string | null;
    readonly decidedAt: string | null;
    readonly proposals: readonly {
      readonly class: ColumnClass;
      readonly confidence: number;
      readonly evidence: readonly Bilingual[];
    }[];
  }[];
}

/** A change of one column's dictionary entry; absent members stay. */
export interface ColumnChange {
  readonly name: string;
  readonly label?: Bilingual;
  readonly description?: Bilingual;
  readonly unit?: string | null;
  readonly term?: string | null;
  readonly codes?: readonly { readonly code: string; readonly label: Bilingual }[];
}

/** Grants, masks and row rules, as they are set. */
export interface AccessInput {
  readonly grants: readonly {
    readonly agencyCode: string;
    /** Last day, or null for no end. */
    readonly until: string | null;
    readonly purpose: string;
    /** Columns the agency sees as the owner does; others stay masked. */
    readonly clearColumns: readonly string[];
  }[];
  /** Mask for those who may not see a column clear; absent = by its class. */
  readonly columns: readonly { readonly name: string; readonly mask?: Mask }[];
  readonly rows: readonly { readonly column: string; readonly by: "agency" | "territory" }[];
}

/** For whom a mask is asked. */
export type Audience = "public" | "city" | "analyst" | "owner";

/** Who sees what of a dataset. */
export interface AccessView extends AccessInput {
  readonly access: AccessLevel;
  readonly classes: readonly {
    readonly column: string;
    readonly class: ColumnClass;
    readonly mask: Record<Audience, Mask>;
  }[];
}
