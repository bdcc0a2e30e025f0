/** Table Schema v2 descriptors (Data Package, June 2024) as this engine holds them after parsing. */

/** Every field type of Table Schema v2. */
export const FIELD_TYPES = [
  "string",
  "number",
  "integer",
  "boolean",
  "object",
  "array",
  "list",
  "datetime",
  "date",
  "time",
  "year",
  "yearmonth",
  "duration",
  "geopoint",
  "geojson",
  "any",
] as const;
/** A field type of Table Schema v2. */
export type FieldType = (typeof FIELD_TYPES)[number];

/** How the fields of a schema relate to the columns of a file. `exact` by order, the others by name. */
export const FIELDS_MATCH = ["exact", "equal", "subset", "superset", "partial"] as const;
/** A value of `fieldsMatch`. */
export type FieldsMatch = (typeof FIELDS_MATCH)[number];

/** Profile address written into every schema. */
export const TABLE_SCHEMA_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json";

/** A sentence in both languages. */
export interface Bilingual {
  readonly vi: string;
  readonly en: string;
}

/** Something wrong (`error`) or worth knowing (`note`) in a descriptor. Compare by `code`. */
export interface Problem {
  /** JSON pointer (RFC 6901) into the descriptor; "" is the whole. */
  readonly path: string;
  readonly code: string;
  readonly level: "error" | "note";
  readonly message: Bilingual;
}

/** A logical value. Dates, times, months and durations are their ISO text; geopoints are `[lon, lat]`. */
export type LogicalValue =
  | null
  | string
  | number
  | bigint
  | boolean
  | readonly LogicalValue[]
  | { readonly [key: string]: unknown };

/** Text that stands for "no value", with what it means when that is known. */
export interface MissingValue {
  readonly value: string;
  readonly label?: string;
}

/** One allowed value of a categorical field. */
export interface Category {
  readonly value: string | number;
  readonly label?: string;
}

/** Constraints of a field; bounds are JSON primitives, also as text of the field's own type. */
export interface Constraints {
  readonly required?: boolean;
  readonly unique?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: string | number;
  readonly maximum?: string | number;
  readonly exclusiveMinimum?: string | number;
  readonly exclusiveMaximum?: string | number;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  /** Kept and not evaluated. */
  readonly jsonSchema?: Readonly<Record<string, unknown>>;
  readonly [other: string]: unknown;
}

/** One field. Properties that the standard does not name are kept. */
export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly format?: string;
  readonly title?: string;
  readonly description?: string;
  readonly example?: unknown;
  readonly constraints?: Constraints;
  readonly categories?: readonly (string | number)[] | readonly Category[];
  readonly categoriesOrdered?: boolean;
  readonly missingValues?: readonly string[] | readonly MissingValue[];
  readonly rdfType?: string;
  readonly decimalChar?: string;
  readonly groupChar?: string;
  readonly bareNumber?: boolean;
  readonly trueValues?: readonly string[];
  readonly falseValues?: readonly string[];
  readonly delimiter?: string;
  readonly itemType?: FieldType;
  readonly [other: string]: unknown;
}

/** Fields whose values must be found elsewhere: in this table, another resource, or another package. */
export interface ForeignKey {
  readonly fields: readonly string[];
  readonly reference: {
    /** Absent = this table itself. */
    readonly resource?: string;
    /** Address of the package that holds the resource; absent = the package of this table. */
    readonly package?: string;
    readonly fields: readonly string[];
    readonly [other: string]: unknown;
  };
  readonly [other: string]: unknown;
}

/** A table schema. Properties that the standard does not name are kept. */
export interface TableSchema {
  readonly $schema?: string;
  readonly fields: readonly Field[];
  readonly fieldsMatch?: FieldsMatch;
  readonly missingValues?: readonly string[] | readonly MissingValue[];
  readonly primaryKey?: readonly string[];
  readonly uniqueKeys?: readonly (readonly string[])[];
  readonly foreignKeys?: readonly ForeignKey[];
  readonly [other: string]: unknown;
}
