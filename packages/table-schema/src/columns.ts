/** Dictionary columns to a Table Schema and back, losing nothing. */
import {
  type Bilingual,
  type Category,
  type Field,
  type FieldType,
  type ForeignKey,
  TABLE_SCHEMA_PROFILE,
  type TableSchema,
} from "./types.ts";

/** The types of dictionary columns. `time` = HH:mm[:ss]; `json` any JSON text; `geometry` a GeoJSON geometry. */
export const DICTIONARY_TYPES = [
  "text",
  "integer",
  "number",
  "boolean",
  "date",
  "datetime",
  "time",
  "json",
  "geometry",
] as const;
/** A type of a dictionary column. */
export type DictionaryType = (typeof DICTIONARY_TYPES)[number];

/** A column of a data dictionary. */
export interface DictionaryColumn {
  readonly name: string;
  readonly type: DictionaryType;
  readonly label: Bilingual;
  readonly description?: Bilingual;
  readonly unit?: string;
  readonly codes?: readonly { readonly code: string; readonly label: Bilingual }[];
  /** Code of an entry of a shared dictionary. */
  readonly term?: string;
  /** What kind of personal data it holds, in the words of its program. */
  readonly class?: string;
}

/** What a schema says beyond its columns. */
export interface SchemaExtras {
  readonly primaryKey?: readonly string[];
  readonly uniqueKeys?: readonly (readonly string[])[];
  readonly foreignKeys?: readonly ForeignKey[];
  readonly missingValues?: TableSchema["missingValues"];
  readonly fieldsMatch?: TableSchema["fieldsMatch"];
  /** Names of columns that have a value in every row. */
  readonly required?: readonly string[];
  /** Address of the RDF class of a term, if it has one. */
  readonly rdfTypeOf?: (term: string) => string | undefined;
  /** Language of titles, descriptions and labels of codes. Default Vietnamese. */
  readonly language?: "vi" | "en";
}

const PREFIX = "dothi:";
const TO_FIELD: Readonly<Record<DictionaryType, FieldType>> = {
  text: "string",
  integer: "integer",
  number: "number",
  boolean: "boolean",
  date: "date",
  datetime: "datetime",
  time: "time",
  json: "any",
  geometry: "geojson",
};
const FROM_FIELD: Readonly<Record<FieldType, DictionaryType>> = {
  string: "text",
  number: "number",
  integer: "integer",
  boolean: "boolean",
  object: "json",
  array: "json",
  list: "text",
  datetime: "datetime",
  date: "date",
  time: "time",
  year: "integer",
  yearmonth: "text",
  duration: "text",
  geopoint: "text",
  geojson: "geometry",
  any: "text",
};

/**
 * A version 2 descriptor of dictionary columns. What the standard has no word for stands beside it under `dothi:`
 * names, so that `readColumns` gives the same columns back. `time` takes the format `any`, as the default form of the
 * standard needs seconds.
 */
export function writeTableSchema(
  columns: readonly DictionaryColumn[],
  extras: SchemaExtras = {},
): TableSchema {
  const { primaryKey, uniqueKeys, foreignKeys, missingValues, fieldsMatch } = extras;
  return {
    $schema: TABLE_SCHEMA_PROFILE,
    fields: columns.map((column) => writeField(column, extras)),
    ...(fieldsMatch !== undefined && { fieldsMatch }),
    ...(missingValues !== undefined && { missingValues }),
    ...(primaryKey !== undefined && primaryKey.length > 0 && { primaryKey }),
    ...(uniqueKeys !== undefined && uniqueKeys.length > 0 && { uniqueKeys }),
    ...(foreignKeys !== undefined && foreignKeys.length > 0 && { foreignKeys }),
  };
}

function writeField(column: DictionaryColumn, extras: SchemaExtras): Field {
  const language = extras.language ?? "vi";
  const { codes, description, unit, term } = column;
  const rdfType = term === undefined ? undefined : extras.rdfTypeOf?.(term);
  const categories = codes === undefined ? undefined : categoriesOf(column.type, codes, language);
  return {
    name: column.name,
    type: TO_FIELD[column.type],
    ...(column.type === "time" && { format: "any" }),
    title: column.label[language],
    ...(description !== undefined && { description: description[language] }),
    ...(extras.required?.includes(column.name) && { constraints: { required: true } }),
    ...(categories !== undefined && { categories }),
    ...(rdfType !== undefined && { rdfType }),
    ...(unit !== undefined && { unit }),
    [`${PREFIX}type`]: column.type,
    [`${PREFIX}label`]: column.label,
    ...(description !== undefined && { [`${PREFIX}description`]: description }),
    ...(codes !== undefined && { [`${PREFIX}codes`]: codes }),
    ...(term !== undefined && { [`${PREFIX}term`]: term }),
    ...(column.class !== undefined && { [`${PREFIX}class`]: column.class }),
  };
}

/** The standard wants values and labels each without repetition, and numbers in integer fields. */
function categoriesOf(
  type: DictionaryType,
  codes: NonNullable<DictionaryColumn["codes"]>,
  language: "vi" | "en",
): Category[] | undefined {
  if (codes.length === 0 || (type !== "text" && type !== "integer")) return undefined;
  const values = new Set<string | number>();
  const labels = new Set<string>();
  const found: Category[] = [];
  for (const { code, label } of codes) {
    const value = type === "integer" ? Number(code) : code;
    if (typeof value === "number" && (!Number.isSafeInteger(value) || String(value) !== code))
      return undefined;
    if (values.has(value)) continue;
    values.add(value);
    const text = label[language];
    found.push(labels.has(text) ? { value } : { value, label: text });
    labels.add(text);
  }
  return found;
}

/**
 * Dictionary columns of a schema: the `dothi:` words where they are well formed and agree with the standard ones, else
 * the nearest reading of the standard ones (a title or name serves as label in both languages).
 */
export function readColumns(schema: TableSchema): DictionaryColumn[] {
  return schema.fields.map(readColumn);
}

function readColumn(field: Field): DictionaryColumn {
  const own = (key: string): unknown => field[`${PREFIX}${key}`];
  const ownType = DICTIONARY_TYPES.find((type) => type === own("type"));
  // A type changed by other hands wins over the one remembered.
  const type = ownType !== undefined && TO_FIELD[ownType] === field.type ? ownType : FROM_FIELD[field.type];
  const label = ownText(own("label"), field.title) ?? bothLanguages(field.title ?? field.name);
  const description = ownText(own("description"), field.description) ?? optional(field.description);
  const codes = ownCodes(own("codes")) ?? codesOf(field);
  const [term, kind] = [own("term"), own("class")];
  return {
    name: field.name,
    type,
    label,
    ...(description !== undefined && { description }),
    ...(typeof field.unit === "string" && { unit: field.unit }),
    ...(codes !== undefined && { codes }),
    ...(typeof term === "string" && { term }),
    ...(typeof kind === "string" && { class: kind }),
  };
}

function isBilingual(value: unknown): value is Bilingual {
  if (typeof value !== "object" || value === null) return false;
  return "vi" in value && "en" in value && typeof value.vi === "string" && typeof value.en === "string";
}

/** The remembered text, unless somebody has since changed the standard property beside it. */
function ownText(value: unknown, standard: string | undefined): Bilingual | undefined {
  if (!isBilingual(value)) return undefined;
  if (standard !== undefined && standard !== value.vi && standard !== value.en) return undefined;
  return { vi: value.vi, en: value.en };
}

function bothLanguages(text: string): Bilingual {
  return { vi: text, en: text };
}

function optional(text: string | undefined): Bilingual | undefined {
  return text === undefined ? undefined : bothLanguages(text);
}

function ownCodes(value: unknown): DictionaryColumn["codes"] {
  if (!Array.isArray(value)) return undefined;
  const codes: { code: string; label: Bilingual }[] = [];
  for (const one of value as unknown[]) {
    if (typeof one !== "object" || one === null || !("code" in one) || !("label" in one)) return undefined;
    if (typeof one.code !== "string" || !isBilingual(one.label)) return undefined;
    codes.push({ code: one.code, label: { vi: one.label.vi, en: one.label.en } });
  }
  return codes;
}

function codesOf(field: Field): DictionaryColumn["codes"] {
  return field.categories?.map((one) => {
    const { value, label } = typeof one === "object" ? one : { value: one, label: undefined };
    return { code: String(value), label: bothLanguages(label ?? String(value)) };
  });
}
