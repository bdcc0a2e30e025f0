/** SELECT statements of people, from PostgreSQL's grammar to ClickHouse. */
export {
  type ColumnLineage,
  type CompiledSelect,
  type CompileOptions,
  compileSelect,
  type OutputColumn,
} from "./compile.ts";
export { sqlErrors } from "./error-table.ts";
export { SqlError, type SqlErrorCode } from "./errors.ts";
export { functions, type SqlFunction } from "./functions.ts";
export { keywords } from "./keywords-table.ts";
export type {
  Bilingual,
  Derivation,
  Influence,
  LogicalType,
  SourceColumn,
  SqlColumn,
  SqlTable,
} from "./model.ts";
export { type ParsedSelect, parseSelect, type TableReference } from "./parse.ts";
