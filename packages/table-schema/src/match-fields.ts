/** Which column of a file is which field. */
import { type ProblemCode, problemAt } from "./messages.ts";
import type { Field, Problem, TableSchema } from "./types.ts";

/** How a header fits a schema. */
export interface FieldMatch {
  readonly ok: boolean;
  /** For every column of the header: its field, null when the schema has none for it. */
  readonly columns: readonly (Field | null)[];
  /** Names of fields without a column, also where the rule allows that. */
  readonly missing: readonly string[];
  /** Names of columns without a field, also where the rule allows that. */
  readonly extra: readonly string[];
  /** What breaks the rule. Paths point into the header: `/2` is the third column. */
  readonly problems: readonly Problem[];
}

/**
 * Maps the columns of a header to the fields by the schema's `fieldsMatch` (default `exact`: same number, by order;
 * a name that differs in its place is a problem too). The other rules go by name. `subset` = the schema is a subset of
 * the file: every field is there; `superset` = the file has no other columns; `partial` = at least one field is there.
 */
export function matchFields(schema: TableSchema, header: readonly string[]): FieldMatch {
  const rule = schema.fieldsMatch ?? "exact";
  const problems: Problem[] = [];
  const say = (code: ProblemCode, index?: number) =>
    problems.push(problemAt(index === undefined ? [] : [index], code));
  const columns = rule === "exact" ? byOrder(schema, header) : byName(schema, header, say);
  const matched = new Set(columns);
  const missing = schema.fields.filter((field) => !matched.has(field)).map((field) => field.name);
  const extra = header.filter((_, index) => columns[index] === null);
  if (rule === "exact") {
    columns.forEach((field, index) => {
      if (field !== null && field.name !== header[index]) say("header-order", index);
    });
  }
  if (rule !== "superset" && rule !== "partial") for (const _ of missing) say("header-missing");
  if (rule !== "subset" && rule !== "partial") {
    columns.forEach((field, index) => {
      if (field === null) say("header-extra", index);
    });
  }
  if (rule === "partial" && columns.every((field) => field === null)) say("header-none");
  return { ok: problems.length === 0, columns, missing, extra, problems };
}

function byOrder(schema: TableSchema, header: readonly string[]): (Field | null)[] {
  return header.map((_, index) => schema.fields[index] ?? null);
}

function byName(
  schema: TableSchema,
  header: readonly string[],
  say: (code: ProblemCode, index: number) => void,
): (Field | null)[] {
  const fields = new Map<string, Field>();
  for (const field of schema.fields) if (!fields.has(field.name)) fields.set(field.name, field);
  const seen = new Set<string>();
  return header.map((name, index) => {
    const field = fields.get(name);
    if (field === undefined) return null;
    if (seen.has(name)) {
      say("header-repeated", index);
      return null;
    }
    seen.add(name);
    return field;
  });
}
