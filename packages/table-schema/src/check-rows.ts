/** A table checked against its schema, row by row, in bounded memory. */
import { fieldReader, missingTexts, valueKey } from "./field-reader.ts";
import { type FieldMatch, matchFields } from "./match-fields.ts";
import { messageOf, type ProblemCode } from "./messages.ts";
import type { Bilingual, ForeignKey, LogicalValue, TableSchema } from "./types.ts";

/** What is wrong with a row, or with one cell of it. */
export interface RowProblem {
  /** Number of the row: 1 is the first after the header. */
  readonly row: number;
  /** Name of the field, of several joined by ", " for keys; null for the row as a whole. */
  readonly field: string | null;
  readonly code: ProblemCode;
  readonly message: Bilingual;
  /** The cell as it stands, cut to 200 characters. */
  readonly text?: string;
}

/** Bounds of a check and what it cannot know by itself. */
export interface CheckOptions {
  /** Problems kept; all are counted. Default 1,000. */
  readonly maxProblems?: number;
  /** Keys remembered for uniqueness, all keys together. Default 1,000,000; beyond it `keysChecked` is false. */
  readonly maxKeys?: number;
  /** Rows read. Default all. */
  readonly maxRows?: number;
  /** Answers for foreign keys into other resources; without it they are not checked. */
  readonly hasKey?: (key: ForeignKey, values: readonly LogicalValue[]) => boolean;
}

/** The outcome of a check. */
export interface RowReport {
  readonly match: FieldMatch;
  readonly rows: number;
  readonly problems: readonly RowProblem[];
  readonly problemCount: number;
  /** Problems by code, complete. */
  readonly counts: Readonly<Partial<Record<ProblemCode, number>>>;
  /** All rows were seen. */
  readonly complete: boolean;
  /** Uniqueness and keys of this table were checked over all rows. */
  readonly keysChecked: boolean;
}

interface Key {
  readonly label: string;
  readonly code: "not-unique" | "key-repeated";
  readonly at: readonly number[];
  readonly seen: Set<string>;
}

interface Reference {
  readonly key: ForeignKey;
  readonly at: readonly number[];
  readonly targets: readonly number[] | null;
  readonly known: Set<string>;
  readonly wanted: Map<string, number>;
}

/**
 * Checks rows of cells (null = missing) under a header. Cells without a field are passed over, cells that a short row
 * lacks count as missing. Missing values take no part in uniqueness. Keys within the table are looked up at the end.
 */
export function checkRows(
  schema: TableSchema,
  header: readonly string[],
  rows: Iterable<readonly (string | null)[]>,
  options: CheckOptions = {},
): RowReport {
  const match = matchFields(schema, header);
  const readers = match.columns.map((field) => (field === null ? null : fieldReader(field, schema)));
  const nullTexts = match.columns.map((field) =>
    field === null ? "" : (missingTexts(field, schema)[0] ?? null),
  );
  const log = problemLog(options.maxProblems ?? 1000);
  const keys = keysOf(schema, match);
  const references = referencesOf(schema, match);
  const budget = { left: options.maxKeys ?? 1_000_000 };
  let count = 0;
  let complete = true;
  for (const cells of rows) {
    if (count >= (options.maxRows ?? Number.POSITIVE_INFINITY)) {
      complete = false;
      break;
    }
    count++;
    if (cells.length !== header.length) log.add({ row: count, field: null, code: "row-length" });
    const values = readers.map((read, index): LogicalValue => {
      if (read === null) return null;
      const text = cells[index] ?? nullTexts[index] ?? null;
      const field = match.columns[index];
      if (text === null) {
        const result = nullCell(schema, field?.name ?? "", field?.constraints?.required === true);
        if (result) log.add({ row: count, field: field?.name ?? null, code: "missing" });
        return null;
      }
      const result = read(text);
      if ("value" in result) return result.value;
      const shown = text.slice(0, 200);
      log.add({ row: count, field: field?.name ?? null, code: result.problem.code, text: shown });
      return null;
    });
    for (const key of keys) checkKey(key, values, { row: count, log, budget });
    for (const one of references) gather(one, values, { row: count, log, budget, options });
  }
  if (complete && budget.left >= 0) for (const one of references) lookUp(one, log);
  return {
    match,
    rows: count,
    problems: log.problems,
    problemCount: log.count(),
    counts: log.counts,
    complete,
    keysChecked: complete && budget.left >= 0,
  };
}

/** With an empty list of missing values a null cell has no text to stand for it. */
function nullCell(schema: TableSchema, name: string, required: boolean): boolean {
  return required || (schema.primaryKey?.includes(name) ?? false);
}

type Entry = Omit<RowProblem, "message">;

function problemLog(most: number) {
  const problems: RowProblem[] = [];
  const counts: Partial<Record<ProblemCode, number>> = {};
  let total = 0;
  return {
    problems,
    counts,
    count: () => total,
    add: (entry: Entry) => {
      total++;
      counts[entry.code] = (counts[entry.code] ?? 0) + 1;
      if (problems.length < most) problems.push({ ...entry, message: messageOf(entry.code) });
    },
  };
}

type Log = ReturnType<typeof problemLog>;

function positions(match: FieldMatch, names: readonly string[]): number[] | null {
  const found = names.map((name) => match.columns.findIndex((field) => field?.name === name));
  return found.includes(-1) ? null : found;
}

function keysOf(schema: TableSchema, match: FieldMatch): Key[] {
  const keys: Key[] = [];
  match.columns.forEach((field, index) => {
    if (field?.constraints?.unique !== true) return;
    keys.push({ label: field.name, code: "not-unique", at: [index], seen: new Set() });
  });
  const lists = [
    ...(schema.primaryKey === undefined ? [] : [schema.primaryKey]),
    ...(schema.uniqueKeys ?? []),
  ];
  for (const names of lists) {
    const at = positions(match, names);
    if (at !== null) keys.push({ label: names.join(", "), code: "key-repeated", at, seen: new Set() });
  }
  return keys;
}

function keyText(at: readonly number[], values: readonly LogicalValue[]): string | null {
  const parts: string[] = [];
  for (const index of at) {
    const value = values[index] ?? null;
    if (value === null) return null;
    parts.push(valueKey(value));
  }
  return parts.length === 1 ? (parts[0] ?? null) : JSON.stringify(parts);
}

interface Budget {
  left: number;
}

function checkKey(
  key: Key,
  values: readonly LogicalValue[],
  { row, log, budget }: { row: number; log: Log; budget: Budget },
): void {
  const text = keyText(key.at, values);
  if (text === null || budget.left < 0) return;
  if (key.seen.has(text)) log.add({ row, field: key.label, code: key.code, text: text.slice(0, 200) });
  else if (budget.left-- > 0) key.seen.add(text);
}

function referencesOf(schema: TableSchema, match: FieldMatch): Reference[] {
  const found: Reference[] = [];
  for (const key of schema.foreignKeys ?? []) {
    const at = positions(match, key.fields);
    if (at === null) continue;
    const isSelf = key.reference.resource === undefined && key.reference.package === undefined;
    const targets = isSelf ? positions(match, key.reference.fields) : null;
    if (isSelf && targets === null) continue;
    found.push({ key, at, targets, known: new Set(), wanted: new Map() });
  }
  return found;
}

function gather(
  one: Reference,
  values: readonly LogicalValue[],
  { row, log, budget, options }: { row: number; log: Log; budget: Budget; options: CheckOptions },
): void {
  const text = keyText(one.at, values);
  if (one.targets === null) {
    if (text === null || options.hasKey === undefined) return;
    const asked = one.at.map((index) => values[index] ?? null);
    if (!options.hasKey(one.key, asked)) {
      log.add({ row, field: one.key.fields.join(", "), code: "key-absent", text: text.slice(0, 200) });
    }
    return;
  }
  if (budget.left < 0) return;
  const target = keyText(one.targets, values);
  if (target !== null && !one.known.has(target) && budget.left-- > 0) one.known.add(target);
  if (text !== null && !one.wanted.has(text) && budget.left-- > 0) one.wanted.set(text, row);
}

/** Of several rows with the same absent value the first is named. */
function lookUp(one: Reference, log: Log): void {
  for (const [text, row] of one.wanted) {
    if (one.known.has(text)) continue;
    log.add({ row, field: one.key.fields.join(", "), code: "key-absent", text: text.slice(0, 200) });
  }
}
