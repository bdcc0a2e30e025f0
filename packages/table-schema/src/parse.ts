/** A descriptor of unknown origin to a schema that can be used. */
import { parseField } from "./parse-field.ts";
import { asMissingValues, asNames, isRecord, type Notebook, notebook, without } from "./parse-parts.ts";
import {
  FIELDS_MATCH,
  type Field,
  type FieldsMatch,
  type ForeignKey,
  type Problem,
  TABLE_SCHEMA_PROFILE,
  type TableSchema,
} from "./types.ts";

/** Fields beyond this are left out. */
export const MAX_FIELDS = 10_000;
const KNOWN = [
  "fields",
  "fieldsMatch",
  "missingValues",
  "primaryKey",
  "uniqueKeys",
  "foreignKeys",
  "profile",
];

/**
 * Reads a Table Schema descriptor, version 2 or 1. Never throws: what cannot be used is left out with a problem, older
 * forms are converted with a note, properties that the standard does not name are kept. At most 1,000 problems.
 */
export function parseTableSchema(input: unknown): { schema: TableSchema; problems: Problem[] } {
  const notes = notebook();
  if (!isRecord(input)) {
    notes.add([], "not-an-object");
    return { schema: { fields: [] }, problems: notes.problems };
  }
  if (typeof input.profile === "string") notes.add(["profile"], "version-1", "note");
  const fields = parseFields(input.fields, notes);
  const names = new Set(fields.map((field) => field.name));
  const fieldsMatch = parseFieldsMatch(input.fieldsMatch, notes);
  const missingValues = asMissingValues(input.missingValues, ["missingValues"], notes);
  const primaryKey = parsePrimaryKey(input.primaryKey, names, notes);
  const uniqueKeys = parseUniqueKeys(input.uniqueKeys, names, notes);
  const foreignKeys = parseForeignKeys(input.foreignKeys, names, notes);
  if (input.$schema !== undefined && typeof input.$schema !== "string") notes.add(["$schema"], "wrong-type");
  const schema: TableSchema = {
    ...without(input, [...KNOWN, "$schema"]),
    ...(typeof input.$schema === "string" && { $schema: input.$schema }),
    fields,
    ...(fieldsMatch !== undefined && { fieldsMatch }),
    ...(missingValues !== undefined && { missingValues }),
    ...(primaryKey !== undefined && { primaryKey }),
    ...(uniqueKeys !== undefined && { uniqueKeys }),
    ...(foreignKeys !== undefined && { foreignKeys }),
  };
  return { schema, problems: notes.problems };
}

/** Whether a descriptor says that it follows version 2 of the standard. */
export function isVersion2(schema: TableSchema): boolean {
  return schema.$schema === TABLE_SCHEMA_PROFILE || /\/profiles\/2\.\d+\//.test(schema.$schema ?? "");
}

function parseFields(input: unknown, notes: Notebook): Field[] {
  if (!Array.isArray(input)) {
    notes.add(["fields"], "fields-missing");
    return [];
  }
  if (input.length === 0) notes.add(["fields"], "fields-empty");
  if (input.length > MAX_FIELDS) notes.add(["fields"], "too-many-fields");
  const fields: Field[] = [];
  const seen = new Set<string>();
  for (const [index, raw] of input.slice(0, MAX_FIELDS).entries()) {
    const field = parseField(raw, index, notes);
    if (field === undefined) continue;
    // Version 1 allowed repeated names, so they make no descriptor invalid.
    if (seen.has(field.name)) notes.add(["fields", index, "name"], "name-repeated", "note");
    seen.add(field.name);
    fields.push(field);
  }
  return fields;
}

function parseFieldsMatch(input: unknown, notes: Notebook): FieldsMatch | undefined {
  if (input === undefined) return undefined;
  // The profile published with version 2.0 asked for a list by mistake.
  const raw: unknown = Array.isArray(input) && input.length === 1 ? input[0] : input;
  if (raw !== input) notes.add(["fieldsMatch"], "version-1-form", "note");
  const found = FIELDS_MATCH.find((one) => one === raw);
  if (found === undefined) notes.add(["fieldsMatch"], "value-unknown");
  return found;
}

function parsePrimaryKey(input: unknown, names: ReadonlySet<string>, notes: Notebook): string[] | undefined {
  if (input === undefined) return undefined;
  return knownNames(asNames(input, ["primaryKey"], notes), names, ["primaryKey"], notes);
}

function knownNames(
  key: string[] | undefined,
  names: ReadonlySet<string>,
  path: readonly (string | number)[],
  notes: Notebook,
): string[] | undefined {
  if (key === undefined) return undefined;
  const absent = key.filter((name) => !names.has(name));
  if (absent.length === 0) return key;
  notes.add(path, "field-unknown");
  return undefined;
}

function parseUniqueKeys(
  input: unknown,
  names: ReadonlySet<string>,
  notes: Notebook,
): string[][] | undefined {
  if (input === undefined) return undefined;
  if (!Array.isArray(input) || input.length === 0) {
    notes.add(["uniqueKeys"], "wrong-type");
    return undefined;
  }
  const keys: string[][] = [];
  for (const [index, raw] of input.entries()) {
    const path = ["uniqueKeys", index];
    const key = knownNames(asNames(raw, path, notes), names, path, notes);
    if (key !== undefined) keys.push(key);
  }
  return keys.length === 0 ? undefined : keys;
}

function parseForeignKeys(
  input: unknown,
  names: ReadonlySet<string>,
  notes: Notebook,
): ForeignKey[] | undefined {
  if (input === undefined) return undefined;
  if (!Array.isArray(input)) {
    notes.add(["foreignKeys"], "wrong-type");
    return undefined;
  }
  const keys: ForeignKey[] = [];
  for (const [index, raw] of input.entries()) {
    const key = parseForeignKey(raw, index, { names, notes });
    if (key !== undefined) keys.push(key);
  }
  return keys.length === 0 ? undefined : keys;
}

function parseForeignKey(
  raw: unknown,
  index: number,
  { names, notes }: { names: ReadonlySet<string>; notes: Notebook },
): ForeignKey | undefined {
  const path = ["foreignKeys", index];
  if (!isRecord(raw) || !isRecord(raw.reference)) {
    notes.add(path, "wrong-type");
    return undefined;
  }
  const { reference } = raw;
  const own = knownNames(asNames(raw.fields, [...path, "fields"], notes), names, [...path, "fields"], notes);
  const theirs = asNames(reference.fields, [...path, "reference", "fields"], notes);
  if (own === undefined || theirs === undefined) return undefined;
  if (own.length !== theirs.length) {
    notes.add(path, "key-length");
    return undefined;
  }
  for (const part of ["resource", "package"] as const) {
    if (reference[part] === undefined || typeof reference[part] === "string") continue;
    notes.add([...path, "reference", part], "wrong-type");
    return undefined;
  }
  const { resource, package: home } = reference;
  const isSelf = resource === undefined || resource === "";
  if (resource === "") notes.add([...path, "reference", "resource"], "version-1-form", "note");
  const isLocal = isSelf && home === undefined;
  const known = !isLocal || theirs.every((name) => names.has(name));
  if (!known) {
    notes.add([...path, "reference", "fields"], "field-unknown");
    return undefined;
  }
  return {
    ...raw,
    fields: own,
    reference: {
      ...without(reference, ["resource", "package", "fields"]),
      ...(!isSelf && { resource: String(resource) }),
      ...(typeof home === "string" && { package: home }),
      fields: theirs,
    },
  };
}
