import type { Cell } from "./types.ts";

/** What may be asked of one column, as the address and the server have it. */
export type ColumnFilter =
  | Cell
  | Contains
  | readonly (Cell | Contains)[]
  | { readonly gte?: Cell; readonly lte?: Cell };

type Contains = { readonly contains: string };

/** Filters by column. Members that this page did not make (`$or`, other operators) are kept as they are. */
export type Filters = Readonly<Record<string, unknown>>;

/** Reads the filter of an address; what is not an object counts as no filter. */
export function readFilters(text: string | undefined): Filters {
  if (!text) return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Filters) : {};
  } catch {
    return {};
  }
}

/** The filter for the address, "" when nothing is filtered. */
export function writeFilters(filters: Filters): string {
  return Object.keys(filters).length === 0 ? "" : JSON.stringify(filters);
}

/** The filters with one column set, or freed when there is nothing to ask. */
export function withFilter(filters: Filters, column: string, filter: ColumnFilter | undefined): Filters {
  const { [column]: _old, ...others } = filters;
  return filter === undefined ? others : { ...others, [column]: filter };
}

/** One of some values, or any that contains a text, in the shortest way: `["a"]` → "a", nothing chosen → nothing. */
export function oneOf(values: readonly Cell[], contains = ""): ColumnFilter | undefined {
  const text = contains.trim();
  const all = text === "" ? values : [...values, { contains: text }];
  return all.length > 1 ? all : all[0];
}

/** The text that values must contain, "" when none is asked for. */
export function containsOf(filter: unknown): string {
  for (const part of Array.isArray(filter) ? filter : [filter]) {
    if (typeof part === "object" && part !== null && "contains" in part) return String(part.contains);
  }
  return "";
}

/** From the two fields of a range, as typed; numbers may be written with a comma. Undefined when both are empty. */
export function rangeOf(least: string, most: string, numeric: boolean): ColumnFilter | undefined {
  const gte = boundOf(least, numeric);
  const lte = boundOf(most, numeric);
  if (gte === undefined && lte === undefined) return undefined;
  return { ...(gte === undefined ? {} : { gte }), ...(lte === undefined ? {} : { lte }) };
}

/** The values a filter asks for; empty for a range. */
export function valuesOf(filter: unknown): readonly Cell[] {
  if (filter === undefined) return [];
  if (Array.isArray(filter)) return filter.filter((part) => typeof part !== "object" || part === null);
  return typeof filter === "object" && filter !== null ? [] : [filter as Cell];
}

/** The two ends of a range, as text for its fields. */
export function endsOf(filter: unknown): { least: string; most: string } {
  const range = typeof filter === "object" && filter !== null && !Array.isArray(filter) ? filter : {};
  const { gte, lte } = range as { gte?: Cell; lte?: Cell };
  return { least: gte === undefined ? "" : String(gte), most: lte === undefined ? "" : String(lte) };
}

/** A filter in signs: "≥ 10", "10 – 20", "A, B +3". `show` writes a value. */
export function filterText(filter: unknown, show: (value: Cell) => string): string {
  const contains = containsOf(filter);
  const values = [...valuesOf(filter).map(show), ...(contains ? [`…${contains}…`] : [])];
  if (values.length > 0) {
    const rest = values.length - 2;
    return values.slice(0, 2).join(", ") + (rest > 0 ? ` +${rest}` : "");
  }
  const { gte, lte } = (filter ?? {}) as { gte?: Cell; lte?: Cell };
  if (gte !== undefined && lte !== undefined) return `${show(gte)} – ${show(lte)}`;
  if (gte !== undefined) return `≥ ${show(gte)}`;
  return lte === undefined ? "…" : `≤ ${show(lte)}`;
}

/** The order after a press on a column: up, down, then none. Only one column orders. */
export function nextSort(sort: string | undefined, column: string): string {
  if (sort === column) return `-${column}`;
  return sort === `-${column}` ? "" : column;
}

function boundOf(text: string, numeric: boolean): Cell | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return undefined;
  if (!numeric) return trimmed;
  const value = Number(trimmed.replace(/\s/g, "").replace(",", "."));
  return Number.isNaN(value) ? undefined : value;
}
