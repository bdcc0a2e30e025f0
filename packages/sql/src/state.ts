/** What one compilation carries along, and the scopes names are looked up in. */
import { refuse } from "./errors.ts";
import type {
  Derivation,
  Influence,
  LooseColumn,
  Query,
  Relation,
  SourceColumn,
  Sources,
  SqlTable,
  Value,
  ValueType,
} from "./model.ts";
import type { Tree } from "./tree.ts";

/** ClickHouse text of a statement, at most; inner texts are repeated, so this also ends what grows exponentially. */
const MAX_SQL = 1_000_000;

/** SELECTs compiled for one statement, at most; a CTE counts each time it is used. */
const MAX_QUERIES = 500;

/** Members of the compiler that call each other, handed in so that files need no import cycle. */
export interface Steps {
  expression(node: unknown, scope: Scope): Value;
  query(select: Tree, scope: Scope, wanted?: readonly ValueType[]): Query;
}

/** One compilation. */
export interface State {
  readonly steps: Steps;
  readonly tables: ReadonlyMap<string, SqlTable>;
  readonly now: Date;
  readonly timeZone: string;
  /** Seconds east of Greenwich of the zone now; where to look for the offset of a wall clock. */
  readonly zoneSeconds: number;
  readonly params: Map<string, string>;
  readonly uses: Map<string, Set<string>>;
  readonly influences: Map<string, SourceColumn & { readonly how: Influence }>;
  count: number;
  queries: number;
  /** Characters of ClickHouse text made so far. */
  made: number;
}

/** A WITH query: compiled anew wherever it is used. */
export interface NamedQuery {
  readonly select: Tree;
  readonly columnNames: readonly string[];
  readonly scope: Scope;
  used: boolean;
}

/** Where names are looked up. */
export interface Scope {
  readonly state: State;
  readonly relations: readonly Relation[];
  readonly queries: ReadonlyMap<string, NamedQuery>;
  readonly windows: ReadonlyMap<string, Tree>;
  readonly parent: Scope | undefined;
  /** Name of a clause where aggregates (and with it window functions) are refused. */
  readonly plain: string | undefined;
  readonly noWindow: boolean;
  /** ClickHouse texts of the keys of GROUP BY. */
  readonly keys: ReadonlySet<string>;
  /** Set once an aggregate has been seen. */
  readonly found: { aggregate: boolean };
}

/** A fresh name for a relation. */
export function nextRelation(state: State): string {
  return `t${++state.count}`;
}

/** Counts a SELECT. @throws refusal `too-complex` */
export function countQuery(state: State, position: number): void {
  if (++state.queries > MAX_QUERIES) refuse("too-complex", position);
}

/** A ClickHouse query parameter that holds `text`; equal texts share one. */
export function parameter(state: State, text: string): string {
  let name = state.params.get(text);
  if (name === undefined) {
    name = `p${state.params.size}`;
    state.params.set(text, name);
  }
  return `{${name}:String}`;
}

/** A column name of a caller's table in ClickHouse's quotes. */
export function quoteName(name: string): string {
  return `\`${name.replace(/[\\`]/g, "\\$&")}\``;
}

/** Notes that a table is read. */
export function useTable(state: State, table: string): void {
  if (!state.uses.has(table)) state.uses.set(table, new Set());
}

/** Notes that the rows depend on these values. */
export function influence(state: State, values: readonly Value[], how: Influence): void {
  for (const value of values)
    for (const { table, column } of value.sources.values())
      state.influences.set(`${how}\0${table}\0${column}`, { table, column, how });
}

const noSources: Sources = new Map();
const ranks: readonly Derivation[] = ["identity", "transformation", "aggregation"];

/** The stronger of two derivations. */
export function strongest(a: Derivation, b: Derivation): Derivation {
  return ranks.indexOf(a) > ranks.indexOf(b) ? a : b;
}

/** Sources of something made from several values. */
export function mergeSources(all: readonly Sources[], least: Derivation): Sources {
  const some = all.filter((one) => one.size > 0);
  if (!some.length) return noSources;
  const merged = new Map<string, SourceColumn & { how: Derivation }>();
  for (const sources of some)
    for (const [key, source] of sources) {
      const how = strongest(strongest(source.how, least), merged.get(key)?.how ?? "identity");
      merged.set(key, { ...source, how });
    }
  return merged;
}

/** What a new value has beyond its text and type. */
export interface Making {
  readonly state: State;
  readonly inputs: readonly Value[];
  readonly position: number;
  readonly least?: Derivation;
  readonly extra?: Partial<Value>;
}

/** A value computed from others. @throws refusal `too-complex` when the texts have grown too large */
export function makeValue(sql: string, type: ValueType, making: Making): Value {
  const { state, inputs, position, least = "transformation", extra } = making;
  state.made += sql.length;
  if (sql.length > MAX_SQL || state.made > 20 * MAX_SQL) refuse("too-complex", position);
  const loose: LooseColumn[] = [];
  for (const input of inputs) {
    const first = input.loose[0];
    if (first) loose.push(first);
  }
  return {
    sql,
    type,
    position,
    sources: mergeSources(
      inputs.map((input) => input.sources),
      least,
    ),
    loose,
    constant: inputs.every((input) => input.constant),
    ...extra,
  };
}

/** A value with another text and type and otherwise the same history. */
export function retype(value: Value, sql: string, type: ValueType): Value {
  return {
    sql,
    type,
    position: value.position,
    sources: mergeSources([value.sources], "transformation"),
    loose: value.loose,
    constant: value.constant,
  };
}
