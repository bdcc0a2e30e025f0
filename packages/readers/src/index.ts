/** @dothi/readers: rows out of every file that offices send, never failing as a whole; and workbooks written. */
export {
  type ContainerLimits,
  DEFAULT_CONTAINER_LIMITS,
  type Member,
  openContainer,
  openGzip,
  refuseNested,
} from "./container.ts";
export { detectFormat, type Format, type Found } from "./detect.ts";
export { openTables } from "./open-tables.ts";
export { type Notice, REASON_CODES, ReaderError, type Reason, type ReasonCode } from "./reasons.ts";
export { type ByteSource, bytesSource, inMemory, type StreamSource } from "./source.ts";
export {
  DEFAULT_LIMITS,
  type ReadLimits,
  type RowBatch,
  type RowRefusal,
  type SourceColumn,
  type TableReader,
  type TypeHint,
} from "./tables.ts";
export type { TextEncoding } from "./text-input.ts";
export { MAX_SHEET_ROWS, type WriteCell, type WriteSheet, writeXlsx } from "./xlsx-write.ts";
