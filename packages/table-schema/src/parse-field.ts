/** One field of a descriptor of unknown origin. */
import { constraintValue } from "./field-reader.ts";
import { asMissingValues, isRecord, type Notebook, without } from "./parse-parts.ts";
import { compilePattern } from "./pattern.ts";
import { FORMATS, isTemporal } from "./read-value.ts";
import { temporalReader } from "./temporal.ts";
import { type Category, type Constraints, FIELD_TYPES, type Field, type FieldType } from "./types.ts";

type Path = readonly (string | number)[];

const TEXTS = ["title", "description", "rdfType"] as const;
const FLAGS = ["bareNumber", "categoriesOrdered"] as const;
const MARKS = ["decimalChar", "groupChar", "delimiter"] as const;
const LISTS = ["trueValues", "falseValues"] as const;
const ITEM_TYPES: readonly FieldType[] = [
  "string",
  "integer",
  "boolean",
  "number",
  "datetime",
  "date",
  "time",
];
const CHECKED = ["name", "type", "format", "constraints", "categories", "missingValues", "itemType"];
const COLLECTIONS: readonly FieldType[] = ["string", "array", "object", "list", "any"];
const ORDERED: readonly FieldType[] = [
  "integer",
  "number",
  "date",
  "time",
  "datetime",
  "duration",
  "year",
  "yearmonth",
];

/** A field, or undefined with a problem when it has no name. Unknown properties are kept. */
export function parseField(raw: unknown, index: number, notes: Notebook): Field | undefined {
  const path: Path = ["fields", index];
  if (!isRecord(raw)) {
    notes.add(path, "not-an-object");
    return undefined;
  }
  if (typeof raw.name !== "string" || raw.name === "") {
    notes.add([...path, "name"], "name-missing");
    return undefined;
  }
  const kept = keepTyped(raw, path, notes);
  const type = parseType(raw.type, path, notes);
  const format = parseFormat(raw.format, type, { path, notes });
  const itemType = parseItemType(raw.itemType, path, notes);
  const missingValues = asMissingValues(raw.missingValues, [...path, "missingValues"], notes);
  const bare: Field = {
    ...kept,
    name: raw.name,
    type,
    ...(format !== undefined && { format }),
    ...(itemType !== undefined && { itemType }),
    ...(missingValues !== undefined && { missingValues }),
  };
  const categories = parseCategories(raw.categories, bare, { path, notes });
  const constraints = parseConstraints(raw.constraints, bare, { path, notes });
  return {
    ...bare,
    ...(categories !== undefined && { categories }),
    ...(constraints !== undefined && { constraints }),
  };
}

function keepTyped(raw: Record<string, unknown>, path: Path, notes: Notebook): Record<string, unknown> {
  const isGood = (key: string, value: unknown): boolean => {
    if (TEXTS.some((one) => one === key)) return typeof value === "string";
    if (FLAGS.some((one) => one === key)) return typeof value === "boolean";
    if (MARKS.some((one) => one === key)) return typeof value === "string" && value !== "";
    if (LISTS.some((one) => one === key)) {
      return Array.isArray(value) && value.every((item) => typeof item === "string");
    }
    return true;
  };
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(without(raw, CHECKED))) {
    if (isGood(key, value)) Object.defineProperty(kept, key, { value, enumerable: true });
    else notes.add([...path, key], "wrong-type");
  }
  return kept;
}

function parseType(raw: unknown, path: Path, notes: Notebook): FieldType {
  if (raw === undefined) return "any";
  const found = FIELD_TYPES.find((one) => one === raw);
  if (found === undefined) notes.add([...path, "type"], "type-unknown");
  return found ?? "any";
}

function parseFormat(
  raw: unknown,
  type: FieldType,
  { path, notes }: { path: Path; notes: Notebook },
): string | undefined {
  if (raw === undefined) return undefined;
  if (typeof raw !== "string") {
    notes.add([...path, "format"], "wrong-type");
    return undefined;
  }
  const format = raw.startsWith("fmt:") ? raw.slice(4) : raw;
  if (format !== raw) notes.add([...path, "format"], "version-1-form", "note");
  const known = isTemporal(type)
    ? temporalReader(type, format) !== undefined
    : (FORMATS[type] ?? ["default"]).includes(format);
  if (known) return format;
  notes.add([...path, "format"], "format-unknown");
  return undefined;
}

function parseItemType(raw: unknown, path: Path, notes: Notebook): FieldType | undefined {
  if (raw === undefined) return undefined;
  const found = ITEM_TYPES.find((one) => one === raw);
  if (found === undefined) notes.add([...path, "itemType"], "value-unknown");
  return found;
}

function parseCategories(
  raw: unknown,
  field: Field,
  { path, notes }: { path: Path; notes: Notebook },
): (string | number)[] | Category[] | undefined {
  if (raw === undefined) return undefined;
  const place = [...path, "categories"];
  if (!Array.isArray(raw)) {
    notes.add(place, "wrong-type");
    return undefined;
  }
  if (field.type !== "string" && field.type !== "integer") {
    notes.add(place, "constraint-misplaced");
    return undefined;
  }
  const found: Category[] = [];
  const seen = new Set<string | number>();
  let labelled = false;
  for (const [index, one] of raw.entries()) {
    const value: unknown = isRecord(one) ? one.value : one;
    if (typeof value !== "string" && typeof value !== "number") {
      notes.add([...place, index], "wrong-type");
      continue;
    }
    if (seen.has(value)) {
      notes.add([...place, index], "value-repeated", "note");
      continue;
    }
    seen.add(value);
    labelled ||= isRecord(one);
    found.push(isRecord(one) && typeof one.label === "string" ? { value, label: one.label } : { value });
  }
  return labelled ? found : found.map((one) => one.value);
}

function parseConstraints(
  raw: unknown,
  field: Field,
  { path, notes }: { path: Path; notes: Notebook },
): Constraints | undefined {
  if (raw === undefined) return undefined;
  const place = [...path, "constraints"];
  if (!isRecord(raw)) {
    notes.add(place, "wrong-type");
    return undefined;
  }
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(raw)) {
    const at = [...place, key];
    const verdict = judgeConstraint(key, value, field);
    if (verdict !== undefined) notes.add(at, verdict, verdict === "json-schema-unchecked" ? "note" : "error");
    // A refused pattern stays in the descriptor: it is somebody's data; the reader skips it.
    const isKept =
      verdict === undefined || verdict === "json-schema-unchecked" || verdict === "pattern-refused";
    if (isKept) Object.defineProperty(kept, key, { value, enumerable: true });
  }
  return kept;
}

type Verdict =
  | undefined
  | "wrong-type"
  | "constraint-misplaced"
  | "constraint-unreadable"
  | "pattern-refused"
  | "json-schema-unchecked";

function judgeConstraint(key: string, value: unknown, field: Field): Verdict {
  switch (key) {
    case "required":
    case "unique":
      return typeof value === "boolean" ? undefined : "wrong-type";
    case "minLength":
    case "maxLength":
      if (!Number.isInteger(value) || Number(value) < 0) return "wrong-type";
      return COLLECTIONS.includes(field.type) ? undefined : "constraint-misplaced";
    case "minimum":
    case "maximum":
    case "exclusiveMinimum":
    case "exclusiveMaximum":
      return judgeBound(value, field);
    case "pattern":
      return judgePattern(value, field);
    case "enum":
      if (!Array.isArray(value)) return "wrong-type";
      return value.every((one) => constraintValue(field, one) !== undefined)
        ? undefined
        : "constraint-unreadable";
    case "jsonSchema":
      return isRecord(value) ? "json-schema-unchecked" : "wrong-type";
    default:
      return undefined;
  }
}

function judgeBound(value: unknown, field: Field): Verdict {
  if (typeof value !== "string" && typeof value !== "number") return "wrong-type";
  if (!ORDERED.includes(field.type)) return "constraint-misplaced";
  return constraintValue(field, value) === undefined ? "constraint-unreadable" : undefined;
}

function judgePattern(value: unknown, field: Field): Verdict {
  if (typeof value !== "string") return "wrong-type";
  if (field.type !== "string" && field.type !== "any") return "constraint-misplaced";
  return compilePattern(value) === undefined ? "pattern-refused" : undefined;
}
