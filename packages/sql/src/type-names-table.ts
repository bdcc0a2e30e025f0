/** Names of types in casts. */
import type { ValueType } from "./model.ts";

/** PostgreSQL's names, as its grammar gives them, to ours. */
export const typeNames: Readonly<Record<string, ValueType>> = {
  text: "text",
  varchar: "text",
  bpchar: "text",
  name: "text",
  int2: "integer",
  int4: "integer",
  int8: "integer",
  float4: "number",
  float8: "number",
  numeric: "number",
  bool: "boolean",
  date: "date",
  timestamp: "timestamp",
  timestamptz: "datetime",
  time: "time",
  interval: "interval",
  json: "json",
  jsonb: "json",
};
