/** The columns of stored tables. */
import type { ColumnType } from "./column-types.ts";

/** A column as it stands in the table of a version. */
export interface StoredColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly physical: string;
  readonly nullable: boolean;
  /** Integers beyond 2^53 are in it: they leave as text. */
  readonly wide: boolean;
  /** Its words stand in the search index `_text`. */
  readonly searched: boolean;
}
