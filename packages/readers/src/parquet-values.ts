/** Values of Parquet columns as canonical text. */
import type { FileMetaData, SchemaTree } from "hyparquet";
import { cleanText, numberText } from "./json-cursor.ts";
import type { TypeHint } from "./tables.ts";
import { wkbText } from "./wkb.ts";

/** How one column becomes text. `text` gives null for a value that is not usable. */
export interface ColumnReader {
  readonly name: string;
  readonly typeHint: TypeHint;
  text(value: unknown): string | null;
}

type Element = SchemaTree["element"];

/** hyparquet's conversions replaced by exact texts; instants carry a Z that columns without zone take off. */
export const PARSERS = {
  timestampFromMilliseconds: (value: bigint) => instant(value, 1000n, 3),
  timestampFromMicroseconds: (value: bigint) => instant(value, 1_000_000n, 6),
  timestampFromNanoseconds: (value: bigint) => instant(value, 1_000_000_000n, 9),
  dateFromDays: (days: number) => dateText(days),
  stringFromBytes: (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes),
  jsonFromBytes: (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes),
  /** Kept as bytes: decimals in byte arrays pass through here too. */
  uuidFromBytes: (bytes: Uint8Array | undefined) => bytes,
  geometryFromBytes: (bytes: Uint8Array | undefined) => bytes && (wkbText(bytes) ?? ""),
  geographyFromBytes: (bytes: Uint8Array | undefined) => bytes && (wkbText(bytes) ?? ""),
};

/**
 * The readers of the top columns. Decimals lose their mark in the metadata, which makes hyparquet hand out their
 * whole numbers: it would else turn them into inexact doubles.
 */
export function columnReaders(metadata: FileMetaData, columns: readonly SchemaTree[]): ColumnReader[] {
  const scales = new Map<Element, number>();
  for (const element of metadata.schema) {
    const { logical_type: logical, converted_type: converted } = element;
    if (converted !== "DECIMAL" && logical?.type !== "DECIMAL") continue;
    scales.set(element, element.scale ?? (logical?.type === "DECIMAL" ? logical.scale : 0));
    delete element.converted_type;
    // UUID is the one mark that keeps bytes as they are through a parser of ours.
    if (element.type === "BYTE_ARRAY") element.logical_type = { type: "UUID" };
    else delete element.logical_type;
  }
  return columns.map((column) => readerOf(column, scales));
}

type Kind = Omit<ColumnReader, "name">;

function readerOf(column: SchemaTree, scales: ReadonlyMap<Element, number>): ColumnReader {
  const { element } = column;
  const name = cleanText({ nulsRemoved: 0 }, element.name);
  const nested = column.children.length > 0 || element.repetition_type === "REPEATED";
  if (nested) return { name, typeHint: "json", text: (value) => JSON.stringify(plain(value, 0)) ?? null };
  const scale = scales.get(element);
  if (scale !== undefined) {
    return { name, typeHint: scale > 0 ? "number" : "integer", text: (value) => decimalText(value, scale) };
  }
  return { name, ...(logicalKind(element) ?? convertedKind(element) ?? physicalKind(element)) };
}

/** What the newer marks of a schema say; null when they add nothing to the physical type. */
function logicalKind({ logical_type: logical }: Element): Kind | null {
  switch (logical?.type) {
    case "GEOMETRY":
    case "GEOGRAPHY":
      return {
        typeHint: "geometry",
        text: (value) => (typeof value === "string" && value !== "" ? value : null),
      };
    case "TIMESTAMP": {
      const zone = logical.isAdjustedToUTC;
      return {
        typeHint: "datetime",
        text: (value) => (zone ? String(value) : String(value).replace("Z", "")),
      };
    }
    case "DATE":
      return { typeHint: "date", text: String };
    case "TIME":
      return { typeHint: "time", text: (value) => timeText(value, logical.unit) };
    case "UUID":
      return { typeHint: "text", text: uuidText };
    case "JSON":
      return { typeHint: "json", text: scalarText };
    case "FLOAT16":
      return { typeHint: "number", text: scalarText };
    default:
      return null;
  }
}

function convertedKind({ type, converted_type: converted }: Element): Kind | null {
  if (converted === "TIMESTAMP_MILLIS" || converted === "TIMESTAMP_MICROS" || type === "INT96") {
    return { typeHint: "datetime", text: String };
  }
  if (converted === "DATE") return { typeHint: "date", text: String };
  if (converted === "TIME_MILLIS") return { typeHint: "time", text: (value) => timeText(value, "MILLIS") };
  if (converted === "TIME_MICROS") return { typeHint: "time", text: (value) => timeText(value, "MICROS") };
  return converted === "JSON" ? { typeHint: "json", text: scalarText } : null;
}

function physicalKind({ type }: Element): Kind {
  if (type === "BOOLEAN") return { typeHint: "boolean", text: scalarText };
  if (type === "INT32" || type === "INT64") return { typeHint: "integer", text: scalarText };
  if (type === "FLOAT") return { typeHint: "number", text: floatText };
  return { typeHint: type === "DOUBLE" ? "number" : "text", text: scalarText };
}

function scalarText(value: unknown): string | null {
  if (typeof value === "string") return cleanText({ nulsRemoved: 0 }, value);
  if (typeof value === "number") return Number.isFinite(value) ? numberText(value) : null;
  if (typeof value === "bigint" || typeof value === "boolean") return String(value);
  if (value instanceof Uint8Array) return hex(value);
  return value === null || value === undefined ? null : JSON.stringify(plain(value, 0));
}

/** The shortest decimal that reads back as the same 32-bit number. */
function floatText(value: unknown): string | null {
  if (typeof value !== "number" || !Number.isFinite(value)) return null;
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return numberText(short);
  }
  return numberText(Number(value.toPrecision(9)));
}

function decimalText(value: unknown, scale: number): string | null {
  let whole: bigint;
  if (value instanceof Uint8Array)
    whole = value.length > 0 ? BigInt.asIntN(value.length * 8, BigInt(`0x${hex(value)}`)) : 0n;
  else if (typeof value === "number" || typeof value === "bigint") whole = BigInt(value);
  else return null;
  const negative = whole < 0n;
  const digits = String(negative ? -whole : whole).padStart(scale + 1, "0");
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, "");
  const text = scale > 0 ? digits.slice(0, -scale) + (fraction === "" ? "" : `.${fraction}`) : digits;
  return negative && whole !== 0n ? `-${text}` : text;
}

function instant(value: bigint, perSecond: bigint, digits: number): string {
  const fraction = ((BigInt(value) % perSecond) + perSecond) % perSecond;
  const seconds = (BigInt(value) - fraction) / perSecond;
  const date = new Date(Number(seconds) * 1000);
  if (Number.isNaN(date.getTime())) return "";
  const tail = String(fraction).padStart(digits, "0").replace(/0+$/, "");
  return `${date.toISOString().slice(0, -5)}${tail === "" ? "" : `.${tail}`}Z`;
}

function dateText(days: number): string {
  const date = new Date(days * 86_400_000);
  return Number.isNaN(date.getTime()) ? "" : date.toISOString().slice(0, -14);
}

function timeText(value: unknown, unit: string): string | null {
  if (typeof value !== "number" && typeof value !== "bigint") return null;
  const perSecond = unit === "MILLIS" ? 1000n : unit === "MICROS" ? 1_000_000n : 1_000_000_000n;
  const digits = unit === "MILLIS" ? 3 : unit === "MICROS" ? 6 : 9;
  return instant(BigInt(value), perSecond, digits).slice(11, -1) || null;
}

function uuidText(value: unknown): string | null {
  if (!(value instanceof Uint8Array)) return scalarText(value);
  const digits = hex(value);
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20),
  ].join("-");
}

/** A nested value as JSON can hold it; the schema bounds its depth, and so does this. */
function plain(value: unknown, depth: number): unknown {
  if (depth > 64) return null;
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value === "string") return cleanText({ nulsRemoved: 0 }, value);
  if (value instanceof Uint8Array) return hex(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((item) => plain(item, depth + 1));
  if (ArrayBuffer.isView(value))
    return Array.from(value as unknown as ArrayLike<unknown>, (item) => plain(item, depth + 1));
  if (typeof value !== "object" || value === null) return value ?? null;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item, depth + 1)]));
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
