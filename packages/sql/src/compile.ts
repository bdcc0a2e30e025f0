/** The door of the compiler: binds a checked statement to tables and gives ClickHouse text. */
import { findZone, zoneSecondsAt } from "./datetime.ts";
import { located, sqlErrorAt } from "./errors.ts";
import { compileExpression } from "./expression.ts";
import type { Derivation, Influence, LogicalType, SourceColumn, SqlTable } from "./model.ts";
import type { ParsedSelect } from "./parse.ts";
import { compileQuery } from "./select.ts";
import type { Scope, State } from "./state.ts";

/** What a statement is compiled against. */
export interface CompileOptions {
  /** By `name`, or `name@3` for a version that a statement asks for. */
  readonly tables: ReadonlyMap<string, SqlTable>;
  /** The instant of now() and current_date. */
  readonly now: Date;
  /** Zone of days, hours and times without a zone; Asia/Ho_Chi_Minh if absent. */
  readonly timeZone?: string;
  /** The statement gives at most one row more than this, which tells the caller that it was cut. */
  readonly maxRows?: number;
}

/** An output column. Names may repeat, as in PostgreSQL; in the ClickHouse text they are c1, c2, … in this order. */
export interface OutputColumn {
  readonly name: string;
  readonly type: LogicalType;
}

/** An output column and the input columns its values come from. */
export interface ColumnLineage {
  readonly column: string;
  readonly from: readonly (SourceColumn & { readonly how: Derivation })[];
  /** The strongest of the derivations. */
  readonly how: Derivation;
}

/** A statement ready to run. */
export interface CompiledSelect {
  /** Without FORMAT; holds no text of the person who wrote the statement. */
  readonly sql: string;
  /** Values of the `{p0:String}` in the text. */
  readonly params: Readonly<Record<string, string>>;
  /** Settings the meaning depends on; to be sent with the request. */
  readonly settings: Readonly<Record<string, string | number>>;
  readonly columns: readonly OutputColumn[];
  /** Tables and columns that are read, by key of `CompileOptions.tables`. */
  readonly uses: readonly { readonly table: string; readonly columns: readonly string[] }[];
  readonly lineage: readonly ColumnLineage[];
  /** Columns that shape the rows as a whole: filters, joins, groups, order. */
  readonly indirect: readonly (SourceColumn & { readonly how: Influence })[];
}

/** Settings without which ClickHouse would answer otherwise than PostgreSQL. */
const settings = {
  join_use_nulls: 1,
  group_by_use_nulls: 1,
  transform_null_in: 0,
  aggregate_functions_null_for_empty: 0,
  empty_result_for_aggregation_by_empty_set: 0,
  enable_positional_arguments: 0,
  prefer_column_name_to_alias: 0,
  enable_extended_results_for_datetime_functions: 1,
  short_circuit_function_evaluation: "enable",
  union_default_mode: "DISTINCT",
  intersect_default_mode: "ALL",
  except_default_mode: "ALL",
  cast_keep_nullable: 0,
  session_timezone: "UTC",
  // Rewrites count(x) over a window to a subcolumn that is then not found.
  optimize_functions_to_subcolumns: 0,
  // Takes agg(if(c, NULL, x)) for aggIf(x, not c), which is wrong where c is NULL.
  optimize_rewrite_aggregate_function_with_if: 0,
  optimize_rewrite_sum_if_to_count_if: 0,
} as const;

/**
 * Compiles a checked statement. @throws SqlError for unknown names, types that do not fit and what is not supported
 * @throws RangeError if the options themselves are wrong
 */
export function compileSelect(parsed: ParsedSelect, options: CompileOptions): CompiledSelect {
  const timeZone = options.timeZone ?? "Asia/Ho_Chi_Minh";
  const { maxRows } = options;
  if (!findZone(timeZone)) throw new RangeError(`no such time zone: ${timeZone}`);
  if (maxRows !== undefined && !(Number.isSafeInteger(maxRows) && maxRows >= 0))
    throw new RangeError("maxRows must be a count");
  const state: State = {
    steps: { expression: compileExpression, query: compileQuery },
    tables: options.tables,
    now: options.now,
    timeZone,
    zoneSeconds: zoneSecondsAt(timeZone, options.now),
    params: new Map(),
    uses: new Map(),
    influences: new Map(),
    count: 0,
    queries: 0,
    made: 0,
  };
  const query = located(parsed.text, () =>
    compileQuery(parsed.tree, emptyScope(state), undefined, {
      limit: maxRows === undefined ? undefined : maxRows + 1,
    }),
  );
  if (!query.columns.length) throw sqlErrorAt(parsed.text, "column-count", 0, { wanted: 1, found: 0 });
  return {
    sql: query.sql,
    params: Object.fromEntries([...state.params].map(([text, name]) => [name, text])),
    settings,
    columns: query.columns.map(({ name, type }) => ({ name, type: type as LogicalType })),
    uses: [...state.uses].map(([table, columns]) => ({ table, columns: [...columns].sort() })),
    lineage: query.columns.map(({ name, sources }) => lineageOf(name, [...sources.values()])),
    indirect: [...state.influences.values()],
  };
}

function lineageOf(column: string, from: ColumnLineage["from"]): ColumnLineage {
  const has = (how: Derivation): boolean => from.some((source) => source.how === how);
  return {
    column,
    from,
    how: has("aggregation")
      ? "aggregation"
      : has("transformation") || !from.length
        ? "transformation"
        : "identity",
  };
}

function emptyScope(state: State): Scope {
  return {
    state,
    relations: [],
    queries: new Map(),
    windows: new Map(),
    parent: undefined,
    plain: undefined,
    noWindow: false,
    keys: new Set(),
    found: { aggregate: false },
  };
}
