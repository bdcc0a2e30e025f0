/** Which columns of a file are the time, the station, the property and the value. Plain data, kept as JSON. */
import type { TimeFormat } from "./time.ts";

/** Column of a file, from 0. */
export type Column = number;

/** Where the time of a row is: one column, or a date column and a time-of-day column. */
export interface TimeSource {
  readonly columns: readonly [Column] | readonly [Column, Column];
  readonly format: TimeFormat;
  /** Zone of times that give no offset of their own: `+07:00`, `Asia/Ho_Chi_Minh`, any IANA name. */
  readonly zone: string;
}

/** One reading a row: time, key of the series (station, sensor …), value, and the property if a column names it. */
export interface LongMapping {
  readonly shape: "long";
  readonly time: TimeSource;
  readonly series: { readonly columns: readonly Column[] };
  readonly value: Column;
  readonly property?: Column;
}

/** One time a row and a column for each property. */
export interface WideMapping {
  readonly shape: "wide";
  readonly time: TimeSource;
  readonly station?: { readonly column: Column } | { readonly constant: string };
  readonly values: readonly WideValue[];
}

/** A column of readings of one property. */
export interface WideValue {
  readonly column: Column;
  /** Code of the property. */
  readonly property: string;
  /** Unit as the header writes it, when it does. */
  readonly unit?: string;
}

/** How to read measurements out of a file. */
export type MeasurementMapping = LongMapping | WideMapping;
