/** @dothi/tabular: delimited files of any dialect, row by row, never failing a whole file. */
export type { DecimalMark, Delimiter, Dialect, Encoding, Quote, ThousandsMark } from "./dialect.ts";
export { RFC_4180 } from "./dialect.ts";
export { MISSING_MARKS, type NumberFormat, type NumberReader, numberReader, parseNumberCell } from "./number.ts";
export { isReason, REASONS, type Reason } from "./reasons.ts";
export { createRowReader, type RowReader, type RowReaderOptions } from "./row-reader.ts";
export type { ReadSummary, Row, RowBatch, RowRefusal } from "./rows.ts";
export {
  dateAndTimeReader,
  parseDateAndTime,
  parseTime,
  TIME_FORMATS,
  type TimeFormat,
  type TimeReader,
  timeReader,
} from "./time.ts";
export { createTranscoder, type Transcode } from "./transcode.ts";
export { type ZoneOffset, zoneOffset } from "./zone.ts";
