/**
 * Filters on rows, in the words of CKAN's datastore: `{"a": 1}`, `{"a": ["x", "y"]}`, `{"a": {"gte": 1, "lt": 9}}`,
 * `{"a": [1, {"gte": 5}]}` (or), `[{"a": 1}, {"b": 2}]` (or), `{"a": 1, "$or": [{"b": 2}, {"c": 3}]}`; `$$x` names the
 * column `$x`. Text filters know `contains` besides.
 */
export type Comparison = "eq" | "ne" | "gt" | "gte" | "lt" | "lte" | "contains";

export type Predicate =
  | { readonly all: readonly Predicate[] }
  | { readonly any: readonly Predicate[] }
  | { readonly column: string; readonly is: Comparison; readonly value: FilterValue };

export type FilterValue = string | number | boolean | null;

const comparisons = new Set<string>(["eq", "ne", "gt", "gte", "lt", "lte", "contains"]);
const mostTests = 1_000;
const mostDepth = 12;

/** What is wrong with a filter, in words. */
export class FilterError extends Error {}

/** @throws FilterError */
export function parseFilter(text: string): Predicate {
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch {
    throw new FilterError("not JSON");
  }
  return readFilter(input);
}

/** @throws FilterError */
export function readFilter(input: unknown): Predicate {
  const state = { tests: 0 };
  return group(input, state, 0);
}

function group(input: unknown, state: { tests: number }, depth: number): Predicate {
  if (depth > mostDepth) throw new FilterError("nested too deeply");
  if (Array.isArray(input)) {
    if (input.length === 0) throw new FilterError("an empty list");
    return { any: input.map((one) => group(one, state, depth + 1)) };
  }
  if (!isObject(input)) throw new FilterError("an object is expected");
  return {
    all: Object.entries(input).map(([name, value]) => {
      if (name === "$or") {
        if (!Array.isArray(value)) throw new FilterError("$or takes a list");
        return group(value, state, depth + 1);
      }
      return test(name.startsWith("$$") ? name.slice(1) : name, value, state);
    }),
  };
}

function test(column: string, value: unknown, state: { tests: number }): Predicate {
  if (++state.tests > mostTests) throw new FilterError(`more than ${mostTests} conditions`);
  if (Array.isArray(value)) {
    if (value.length === 0) throw new FilterError(`an empty list for ${column}`);
    return { any: value.map((one) => test(column, one, state)) };
  }
  if (isObject(value)) {
    const entries = Object.entries(value);
    if (entries.length === 0) throw new FilterError(`no comparison for ${column}`);
    return {
      all: entries.map(([is, operand]) => {
        if (!comparisons.has(is)) throw new FilterError(`unknown comparison ${is.slice(0, 40)}`);
        return { column, is: is as Comparison, value: scalar(operand, column) };
      }),
    };
  }
  return { column, is: "eq", value: scalar(value, column) };
}

function scalar(value: unknown, column: string): FilterValue {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw new FilterError(`a plain value is expected for ${column}`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Columns a predicate looks at. */
export function filterColumns(predicate: Predicate): Set<string> {
  if ("column" in predicate) return new Set([predicate.column]);
  const parts = "all" in predicate ? predicate.all : predicate.any;
  return new Set(parts.flatMap((part) => [...filterColumns(part)]));
}
