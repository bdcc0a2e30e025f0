/** Small readers shared by the parts of a descriptor. */
import { type ProblemCode, problemAt } from "./messages.ts";
import type { MissingValue, Problem } from "./types.ts";

/** Collects problems, at most 1,000. */
export interface Notebook {
  readonly problems: Problem[];
  readonly add: (path: readonly (string | number)[], code: ProblemCode, level?: "error" | "note") => void;
}

const MAX_PROBLEMS = 1000;

/** An empty notebook. */
export function notebook(): Notebook {
  const problems: Problem[] = [];
  return {
    problems,
    add: (path, code, level = "error") => {
      if (problems.length < MAX_PROBLEMS) problems.push(problemAt(path, code, level));
    },
  };
}

/** Whether a value is a JSON object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A copy without some keys. */
export function without(value: Record<string, unknown>, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}

/** Field names of a key; a single text (version 1) becomes a list of one. */
export function asNames(
  input: unknown,
  path: readonly (string | number)[],
  notes: Notebook,
): string[] | undefined {
  if (typeof input === "string" && input !== "") {
    notes.add(path, "version-1-form", "note");
    return [input];
  }
  if (!Array.isArray(input) || !input.every((one) => typeof one === "string")) {
    notes.add(path, "wrong-type");
    return undefined;
  }
  if (input.length === 0) {
    notes.add(path, "key-empty");
    return undefined;
  }
  return [...new Set(input)];
}

/** `missingValues` as texts or as `{value, label}`; a list that mixes the two becomes all objects. */
export function asMissingValues(
  input: unknown,
  path: readonly (string | number)[],
  notes: Notebook,
): string[] | MissingValue[] | undefined {
  if (input === undefined) return undefined;
  if (!Array.isArray(input)) {
    notes.add(path, "wrong-type");
    return undefined;
  }
  const values: MissingValue[] = [];
  const seen = new Set<string>();
  let labelled = false;
  for (const [index, one] of input.entries()) {
    const value: unknown = isRecord(one) ? one.value : one;
    if (typeof value !== "string") {
      notes.add([...path, index], "wrong-type");
      continue;
    }
    if (seen.has(value)) notes.add([...path, index], "value-repeated", "note");
    if (seen.has(value)) continue;
    seen.add(value);
    labelled ||= isRecord(one);
    const label = isRecord(one) ? one.label : undefined;
    values.push(typeof label === "string" ? { value, label } : { value });
  }
  return labelled ? values : values.map((one) => one.value);
}
