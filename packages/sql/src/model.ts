/** What the compiler works on: types, values, relations, scopes. */

/** A sentence in Vietnamese and in English. */
export interface Bilingual {
  readonly vi: string;
  readonly en: string;
}

/**
 * Types of columns. In ClickHouse: text, time, json and geometry are String, integer Int64, number Float64,
 * boolean Bool, date Date32, datetime DateTime64(6, 'UTC'); all may be Nullable, text also LowCardinality.
 */
export type LogicalType =
  | "text"
  | "integer"
  | "number"
  | "boolean"
  | "date"
  | "datetime"
  | "time"
  | "json"
  | "geometry";

/** A relation of the caller. */
export interface SqlTable {
  /** Trusted ClickHouse text of a relation (a table name or a subquery in parentheses), inserted as it is. */
  readonly from: string;
  readonly columns: readonly SqlColumn[];
}

/** A column of a relation. */
export interface SqlColumn {
  readonly name: string;
  readonly type: LogicalType;
  readonly nullable: boolean;
}

/** How an output column comes from an input column, in the words of OpenLineage's column-lineage facet (DIRECT). */
export type Derivation = "identity" | "transformation" | "aggregation";

/** How an input column shapes the rows without being shown, in the words of the same facet (INDIRECT). */
export type Influence = "filter" | "join" | "group" | "sort" | "window" | "condition";

/** A column of a table of the caller; `table` is its key in `CompileOptions.tables`. */
export interface SourceColumn {
  readonly table: string;
  readonly column: string;
}

/** Types inside an expression: `timestamp` is a wall clock without zone, `unknown` an untyped literal or NULL. */
export type ValueType = LogicalType | "timestamp" | "interval" | "array" | "unknown";

/** Sources of a value by `table NUL column`. */
export type Sources = ReadonlyMap<string, SourceColumn & { readonly how: Derivation }>;

/** ClickHouse texts of Int64: an interval of PostgreSQL has three counts that never mix. */
export interface IntervalParts {
  readonly months: string;
  readonly days: string;
  readonly micros: string;
}

/** A column named outside aggregates; must be a key if the query groups. */
export interface LooseColumn {
  readonly name: string;
  readonly position: number;
}

/** A compiled expression. */
export interface Value {
  readonly sql: string;
  readonly type: ValueType;
  /** Type of the elements of an array. */
  readonly of?: ValueType;
  /** Offset in bytes of the text it was compiled from. */
  readonly position: number;
  readonly sources: Sources;
  readonly loose: readonly LooseColumn[];
  /** The content of a string literal whose type is not decided yet. */
  readonly literal?: string;
  /** The value of a number literal. */
  readonly number?: number;
  readonly isNull?: true;
  readonly constant: boolean;
  readonly interval?: IntervalParts;
  /** Text of the wall clock that a datetime was made from, in the zone of the statement. */
  readonly wall?: string;
  /** The members of an array literal. */
  readonly elements?: readonly Value[];
  /** Column of a relation, not an expression over it. */
  readonly isColumn?: true;
}

/** A column of a relation of a scope. */
export interface RelationColumn {
  readonly name: string;
  readonly sql: string;
  readonly type: ValueType;
  readonly of?: ValueType;
  readonly sources: Sources;
  /** Table of the caller that the column is read from. */
  readonly base?: SourceColumn;
}

/** A member of a FROM clause. */
export interface Relation {
  readonly name: string | undefined;
  readonly columns: readonly RelationColumn[];
  /** Columns that a join with USING has taken out of the unqualified names. */
  readonly hidden: ReadonlySet<string>;
}

/** A compiled query: its ClickHouse text gives columns c1, c2, … */
export interface Query {
  readonly sql: string;
  readonly columns: readonly RelationColumn[];
}
