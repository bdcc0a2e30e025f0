/** @dothi/tabular: delimited files of any dialect, row by row, never failing a whole file. */
export type { DecimalMark, Delimiter, Dialect, Encoding, Quote, ThousandsMark } from "./dialect.ts";
export { ENCODINGS, RFC_4180 } from "./dialect.ts";
export { detectEncoding, type EncodingGuess } from "./encoding-detect.ts";
export type {
  Column,
  LongMapping,
  MeasurementMapping,
  TimeSource,
  WideMapping,
  WideValue,
} from "./mapping.ts";
export {
  MISSING_MARKS,
  type NumberFormat,
  type NumberReader,
  numberReader,
  parseNumberCell,
} from "./number.ts";
export { isReason, REASONS, type Reason } from "./reasons.ts";
export { encodeRefusals, type Refusal, type RefusalFormat, refusalHeader, safeCell } from "./refusals.ts";
export { createRowEncoder, type RowEncoder } from "./row-encode.ts";
export { createRowReader, type RowReader, type RowReaderOptions } from "./row-reader.ts";
export type { ReadSummary, Row, RowBatch, RowRefusal } from "./rows.ts";
export { dialectOf, SNIFF_BYTES, sniff } from "./sniff.ts";
export type { ColumnGuess, ColumnProfile, SniffOptions, SniffResult, SniffWarning } from "./sniff-types.ts";
export {
  type KnownNames,
  type KnownProperty,
  type MappingSuggestion,
  matchProperty,
  suggestMapping,
} from "./suggest.ts";
export {
  dateAndTimeReader,
  parseDateAndTime,
  parseTime,
  TIME_FORMATS,
  type TimeFormat,
  type TimeReader,
  timeReader,
} from "./time.ts";
export {
  createTimeEvidence,
  detectTimeFormat,
  type TimeEvidence,
  type TimeEvidenceGatherer,
} from "./time-detect.ts";
export { createTranscoder, type Transcode } from "./transcode.ts";
export { type ZoneOffset, zoneOffset } from "./zone.ts";
