/** The types of columns, and the words of quality rules, that every part of the warehouse shares. */

/** `geometry` = a GeoJSON geometry as text; `json` = any JSON text; `time` = HH:mm[:ss] as text. */
export const columnTypes = [
  "text",
  "integer",
  "number",
  "boolean",
  "date",
  "datetime",
  "time",
  "json",
  "geometry",
] as const;
export type ColumnType = (typeof columnTypes)[number];

/** What kind of personal or protected information a column holds. `none` = looked at, nothing found. */
export const columnClasses = [
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
export type ColumnClass = (typeof columnClasses)[number];

/** A rule in the words of dbt and Great Expectations. `column` is a technical name. */
export type RuleDefinition = {
  /** `error` stops publication when the dataset's contract says so; `warning` lowers the score only. */
  readonly severity?: "error" | "warning";
} & (
  | { readonly kind: "not_null"; readonly column: string; readonly mostShare?: number }
  | { readonly kind: "unique"; readonly columns: readonly string[] }
  | { readonly kind: "accepted_values"; readonly column: string; readonly values: readonly string[] }
  | {
      readonly kind: "range";
      readonly column: string;
      /** Numbers for numeric columns, ISO text for dates. */
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
  /** Population stability index against the version before; 0.2 is the usual limit. */
  | { readonly kind: "distribution_drift"; readonly column: string; readonly mostPsi: number }
);
