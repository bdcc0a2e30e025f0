/** Reading and checking the cells of one field. */
import { messageOf, type ProblemCode } from "./messages.ts";
import { compilePattern } from "./pattern.ts";
import { MAX_VALUE_LENGTH, valueReader } from "./read-value.ts";
import { temporalOrder } from "./temporal.ts";
import type { Bilingual, Field, FieldType, LogicalValue, TableSchema } from "./types.ts";

/** What is wrong with one cell. */
export interface CellProblem {
  readonly code: ProblemCode;
  readonly message: Bilingual;
}

/** A cell as its logical value (null = missing), or what is wrong with it. */
export type CellResult = { readonly value: LogicalValue } | { readonly problem: CellProblem };

type Check = (value: LogicalValue) => ProblemCode | undefined;

/**
 * The reader of one field: missing values first, then type and format, then the constraints other than `unique`.
 * A pattern that `compilePattern` refuses is not checked. Never throws, whatever the text.
 */
export function fieldReader(field: Field, schema?: TableSchema): (text: string) => CellResult {
  const missing = new Set(missingTexts(field, schema));
  const isKey = schema?.primaryKey?.includes(field.name) ?? false;
  const required = field.constraints?.required === true || isKey;
  const read = valueReader(field);
  const checks = constraintChecks(field);
  return (text) => {
    if (missing.has(text)) return required ? problem("missing") : { value: null };
    if (text.length > MAX_VALUE_LENGTH) return problem("too-long-to-read");
    const result = read(text);
    if ("code" in result) return problem(result.code);
    for (const check of checks) {
      const code = check(result.value);
      if (code !== undefined) return problem(code);
    }
    return result;
  };
}

/** The texts that stand for no value in a field; the field's own list replaces the schema's. Default: empty text. */
export function missingTexts(field: Field, schema?: TableSchema): string[] {
  const list = field.missingValues ?? schema?.missingValues ?? [""];
  return list.map((one) => (typeof one === "string" ? one : one.value));
}

/** A text under which equal logical values are equal, for keys and lists of allowed values. */
export function valueKey(value: LogicalValue): string {
  if (typeof value === "bigint" || typeof value === "number") return `n${value}`;
  if (typeof value === "string") return `s${value}`;
  return `j${JSON.stringify(value, (_, inner: unknown) => (typeof inner === "bigint" ? `${inner}n` : sorted(inner)))}`;
}

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A constraint value read with the field's own type; undefined when it cannot be. */
export function constraintValue(field: Field, raw: unknown): LogicalValue | undefined {
  if (raw === null || raw === undefined) return undefined;
  const isPlainNumber = typeof raw === "number" && Number.isFinite(raw);
  if (isPlainNumber && (field.type === "number" || field.type === "integer" || field.type === "year"))
    return raw;
  if (typeof raw === "boolean" && field.type === "boolean") return raw;
  if (typeof raw === "object") return raw as LogicalValue;
  const result = valueReader(field)(String(raw));
  return "code" in result ? undefined : result.value;
}

/** Order of two values of a type; NaN when they do not compare. */
export function compareValues(type: FieldType, a: LogicalValue, b: LogicalValue): number {
  if (typeof a === "string" && typeof b === "string") return temporalOrder(type, a) - temporalOrder(type, b);
  const isNumeric = (value: LogicalValue) => typeof value === "number" || typeof value === "bigint";
  if (!isNumeric(a) || !isNumeric(b) || a === null || b === null) return Number.NaN;
  if (a < b) return -1;
  if (a > b) return 1;
  return a <= b ? 0 : Number.NaN;
}

function problem(code: ProblemCode): CellResult {
  return { problem: { code, message: messageOf(code) } };
}

function constraintChecks(field: Field): Check[] {
  const limits = field.constraints ?? {};
  const checks: Check[] = [...boundChecks(field)];
  const { minLength, maxLength } = limits;
  if (minLength !== undefined)
    checks.push((value) => (lengthOf(value) < minLength ? "too-short" : undefined));
  if (maxLength !== undefined) checks.push((value) => (lengthOf(value) > maxLength ? "too-long" : undefined));
  const matches = limits.pattern === undefined ? undefined : compilePattern(limits.pattern);
  if (matches !== undefined) {
    checks.push((value) => (typeof value === "string" && !matches(value) ? "pattern-mismatch" : undefined));
  }
  if (limits.enum !== undefined) checks.push(allowed(field, limits.enum));
  const categories = field.categories?.map((one) => (typeof one === "object" ? one.value : one));
  if (categories !== undefined) checks.push(allowed(field, categories));
  return checks;
}

function allowed(field: Field, values: readonly unknown[]): Check {
  const keys = new Set<string>();
  for (const raw of values) {
    const value = constraintValue(field, raw);
    if (value !== undefined) keys.add(valueKey(value));
  }
  return (value) => (keys.has(valueKey(value)) ? undefined : "not-allowed");
}

function boundChecks(field: Field): Check[] {
  const limits = field.constraints ?? {};
  const checks: Check[] = [];
  const add = (raw: unknown, code: ProblemCode, fails: (order: number) => boolean) => {
    const bound = constraintValue(field, raw);
    if (bound === undefined) return;
    // NaN compares with nothing and so is outside every bound.
    checks.push((value) => {
      const order = compareValues(field.type, value, bound);
      return Number.isNaN(order) || fails(order) ? code : undefined;
    });
  };
  add(limits.minimum, "below-minimum", (order) => order < 0);
  add(limits.exclusiveMinimum, "below-minimum", (order) => order <= 0);
  add(limits.maximum, "above-maximum", (order) => order > 0);
  add(limits.exclusiveMaximum, "above-maximum", (order) => order >= 0);
  return checks;
}

function lengthOf(value: LogicalValue): number {
  if (typeof value === "string" || Array.isArray(value)) return Array.from(value).length;
  if (typeof value === "object" && value !== null) return Object.keys(value).length;
  return Number.NaN;
}
