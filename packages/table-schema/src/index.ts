/** @dothi/table-schema: Frictionless Table Schema v2, read, written and checked. */
export { type CheckOptions, checkRows, type RowProblem, type RowReport } from "./check-rows.ts";
export {
  DICTIONARY_TYPES,
  type DictionaryColumn,
  type DictionaryType,
  readColumns,
  type SchemaExtras,
  writeTableSchema,
} from "./columns.ts";
export { type CellProblem, type CellResult, fieldReader, missingTexts } from "./field-reader.ts";
export { type FieldMatch, matchFields } from "./match-fields.ts";
export { MESSAGES, messageOf, type ProblemCode } from "./messages.ts";
export {
  DATA_PACKAGE_PROFILE,
  DATA_RESOURCE_PROFILE,
  type Descriptor,
  descriptorName,
  type License,
  type PackageInput,
  packageDescriptor,
  type ResourceInput,
  resourceDescriptor,
  type Source,
} from "./package-descriptor.ts";
export { isVersion2, MAX_FIELDS, parseTableSchema } from "./parse.ts";
export { compilePattern } from "./pattern.ts";
export * from "./types.ts";
