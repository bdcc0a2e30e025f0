/** Physical text to logical value, one reader per field type. */
import type { ProblemCode } from "./messages.ts";
import { readDuration, readYearMonth, temporalReader } from "./temporal.ts";
import type { Field, FieldType, LogicalValue } from "./types.ts";

/** What reading a text gives: a value, or the code of what is wrong. */
export type ReadResult = { readonly value: LogicalValue } | { readonly code: ProblemCode };

type Reader = (text: string) => ReadResult;

/** Texts longer than this are not read; 4 MiB of characters holds any geometry of a city. */
export const MAX_VALUE_LENGTH = 4_194_304;

/** Formats each type accepts; a type that is absent has none but `default`. Temporal types also take patterns. */
export const FORMATS: Partial<Record<FieldType, readonly string[]>> = {
  string: ["default", "email", "uri", "binary", "uuid"],
  geopoint: ["default", "array", "object"],
  geojson: ["default", "topojson"],
};

/** Types that take `any` or a strptime pattern as format. */
export function isTemporal(type: FieldType): type is "date" | "time" | "datetime" {
  return type === "date" || type === "time" || type === "datetime";
}

/** The reader of a field's type and format, without missing values and constraints. */
export function valueReader(field: Field): Reader {
  const { type } = field;
  if (isTemporal(type)) return temporal(type, field.format ?? "default");
  switch (type) {
    case "string":
      return (text) => readString(text, field.format);
    case "number":
      return numberReader(field, false);
    case "integer":
      return numberReader(field, true);
    case "boolean":
      return booleanReader(field);
    case "list":
      return listReader(field);
    case "object":
    case "array":
      return (text) => readJson(text, type);
    case "year":
      return (text) => (/^-?\d{4,9}$/.test(text) ? { value: Number(text) } : { code: "not-time" });
    case "yearmonth":
      return (text) => valueOr(readYearMonth(text), "not-time");
    case "duration":
      return (text) => valueOr(readDuration(text), "not-time");
    case "geopoint":
      return (text) => readGeopoint(text, field.format);
    case "geojson":
      return (text) => readGeojson(text, field.format);
    default:
      return (text) => ({ value: text });
  }
}

function valueOr(value: LogicalValue | undefined, code: ProblemCode): ReadResult {
  return value === undefined ? { code } : { value };
}

function temporal(type: "date" | "time" | "datetime", format: string): Reader {
  const read = temporalReader(type, format) ?? temporalReader(type, "default");
  return (text) => valueOr(text.length > 100 ? undefined : read?.(text), "not-time");
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

function readString(text: string, format: string | undefined): ReadResult {
  const good =
    format === "email"
      ? isEmail(text)
      : format === "uri"
        ? text.length <= 8192 && /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+$/.test(text)
        : format === "uuid"
          ? UUID.test(text)
          : format !== "binary" || (text.length % 4 === 0 && BASE64.test(text));
  return good ? { value: text } : { code: "not-string" };
}

function isEmail(text: string): boolean {
  if (text.length > 254) return false;
  const at = text.lastIndexOf("@");
  const labels = text.slice(at + 1).split(".");
  const local = text.slice(0, at);
  return (
    at > 0 &&
    at <= 64 &&
    labels.length > 1 &&
    labels.every(
      (label) => /^[\p{L}\p{N}-]{1,63}$/u.test(label) && !label.startsWith("-") && !label.endsWith("-"),
    ) &&
    !/[\s@<>(),;:\\"[\]]/.test(local) &&
    !local.includes("..")
  );
}

function numberReader(field: Field, whole: boolean): Reader {
  const code = whole ? "not-integer" : "not-number";
  const decimal = field.decimalChar ?? ".";
  const group = field.groupChar ?? "";
  return (text) => {
    if (text.length > 1000) return { code };
    let digits = field.bareNumber === false ? strip(text, decimal) : text;
    if (group !== "") digits = digits.replaceAll(group, "");
    if (!whole && decimal !== ".") {
      if (digits.includes(".")) return { code };
      digits = digits.replace(decimal, ".");
    }
    return valueOr(whole ? toInteger(digits) : toNumber(digits), code);
  };
}

function strip(text: string, decimal: string): string {
  const first = text.search(/\d/);
  if (first < 0) return text.trim();
  let start = first;
  if (text.slice(first - decimal.length, first) === decimal) start -= decimal.length;
  if (start > 0 && /[+-]/.test(text[start - 1] ?? "")) start--;
  let end = text.length;
  while (end > start && !/\d/.test(text[end - 1] ?? "")) end--;
  // A sign may stand before a currency: "-€95".
  const sign = start > 0 && /^\s*-/.test(text) ? "-" : "";
  return sign + text.slice(start, end);
}

function toInteger(text: string): number | bigint | undefined {
  if (!/^[+-]?\d+$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value + 0 : BigInt(text.replace(/^\+/, ""));
}

function toNumber(text: string): number | undefined {
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[Ee][+-]?\d+)?$/.test(text)) return Number(text);
  if (/^nan$/i.test(text)) return Number.NaN;
  const infinite = /^(-?)inf$/i.exec(text);
  if (infinite === null) return undefined;
  return infinite[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

function booleanReader(field: Field): Reader {
  const yes = new Set(field.trueValues ?? ["true", "True", "TRUE", "1"]);
  const no = new Set(field.falseValues ?? ["false", "False", "FALSE", "0"]);
  return (text) =>
    yes.has(text) ? { value: true } : no.has(text) ? { value: false } : { code: "not-boolean" };
}

function listReader(field: Field): Reader {
  const item = valueReader({ name: field.name, type: field.itemType ?? "string" });
  return (text) => {
    const values: LogicalValue[] = [];
    for (const part of text.split(field.delimiter ?? ",")) {
      const read = item(part);
      if ("code" in read) return { code: "not-list" };
      values.push(read.value);
    }
    return { value: values };
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readJson(text: string, type: "object" | "array"): ReadResult {
  const value = parseJson(text);
  if (type === "object" && isObject(value)) return { value };
  if (type === "array" && Array.isArray(value)) return { value: value as LogicalValue[] };
  return { code: "not-json" };
}

function readGeopoint(text: string, format: string | undefined): ReadResult {
  if (text.length > 1000) return { code: "not-geo" };
  let pair: readonly unknown[];
  if (format === "array") {
    const value = parseJson(text);
    pair = Array.isArray(value) && value.length === 2 ? value : [];
  } else if (format === "object") {
    const value = parseJson(text);
    pair = isObject(value) && Object.keys(value).length === 2 ? [value.lon, value.lat] : [];
  } else {
    const parts = text.split(",");
    pair = parts.length === 2 ? parts.map((part) => toNumber(part.trim())) : [];
  }
  const [lon, lat] = pair;
  const good =
    typeof lon === "number" && typeof lat === "number" && Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
  return good ? { value: [lon, lat] } : { code: "not-geo" };
}

const GEOJSON = /^(?:(?:Multi)?(?:Point|LineString|Polygon)|GeometryCollection|Feature|FeatureCollection)$/;

function readGeojson(text: string, format: string | undefined): ReadResult {
  const value = parseJson(text);
  if (!isObject(value) || typeof value.type !== "string") return { code: "not-geo" };
  if (format === "topojson") return value.type === "Topology" ? { value } : { code: "not-geo" };
  if (!GEOJSON.test(value.type)) return { code: "not-geo" };
  const key =
    value.type === "Feature" ? "geometry" : value.type === "FeatureCollection" ? "features" : undefined;
  const part = key ?? (value.type === "GeometryCollection" ? "geometries" : "coordinates");
  const good = value.type === "Feature" ? part in value : Array.isArray(value[part]);
  return good ? { value } : { code: "not-geo" };
}
