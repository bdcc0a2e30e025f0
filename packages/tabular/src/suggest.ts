/** A mapping to begin with, from the names and the contents of the columns. */
import { fold, nameKey } from "./fold.ts";
import type { MeasurementMapping, TimeSource, WideValue } from "./mapping.ts";
import { PROPERTY_NAMES, STATION_NAME } from "./property-names-table.ts";
import { isKeyName, isPropertyName, isTimeName, isValueName } from "./sniff-columns.ts";
import type { ColumnProfile, SniffResult, SniffWarning } from "./sniff-types.ts";

/** Properties and stations of the city that columns and cells may name. */
export interface KnownNames {
  readonly properties: readonly KnownProperty[];
  readonly things: readonly { readonly code: string; readonly names: readonly string[] }[];
  /** Zone of times without offset. Default `Asia/Ho_Chi_Minh`. */
  readonly zone?: string;
}

/** A property with its names in any language and its unit symbol. */
export interface KnownProperty {
  readonly code: string;
  readonly names: readonly string[];
  readonly unit: string;
}

/** A mapping for a person to confirm. */
export interface MappingSuggestion {
  /** Null when no time or no value column was found; `notes` says which. */
  readonly mapping: MeasurementMapping | null;
  /** 0–1. */
  readonly confidence: number;
  readonly notes: readonly SniffWarning[];
}

interface Matched {
  readonly column: ColumnProfile;
  readonly property: KnownProperty;
  readonly unit: string;
}

/**
 * Finds time, station, property and value columns: "PM2,5 (µg/Nm3)" or "Bụi PM2.5" is the property whose code or
 * name means PM2.5, "Mã trạm" the station, "Ngày" with "Giờ" the time.
 */
export function suggestMapping(found: SniffResult, known: KnownNames): MappingSuggestion {
  const notes: SniffWarning[] = [];
  const time = findTime(found.columns, known.zone ?? "Asia/Ho_Chi_Minh", notes);
  if (!time) return { mapping: null, confidence: 0, notes };
  const rest = found.columns.filter((column) => !time.source.columns.includes(column.index));
  const station = findStation(rest, known);
  const free = rest.filter((column) => column !== station);
  const property = free.find((column) => namesProperties(column, known.properties));
  const matched = property ? [] : matchColumns(free, known.properties, notes);
  const value = findValue(free, property !== undefined || matched.length === 0);
  const stationShare = station ? 0.2 : 0;
  if (!station) notes.push(STATION_ABSENT);
  if (value && (property || matched.length === 0)) {
    const series = station
      ? [station.index]
      : free.filter((c) => c !== value && c !== property).map((c) => c.index);
    const mapping: MeasurementMapping = {
      shape: "long",
      time: time.source,
      series: { columns: series.slice(0, 1) },
      value: value.index,
      ...(property ? { property: property.index } : {}),
    };
    return { mapping, confidence: round(time.score + (property ? 0.4 : 0.15) + stationShare), notes };
  }
  if (matched.length === 0) return { mapping: null, confidence: 0, notes: [...notes, VALUE_ABSENT] };
  const numbers = free.filter(isNumberColumn).length;
  const mapping: MeasurementMapping = {
    shape: "wide",
    time: time.source,
    ...(station ? { station: { column: station.index } } : {}),
    values: matched.map(wideValue),
  };
  const share = 0.4 * Math.min(1, matched.length / Math.max(1, numbers));
  return { mapping, confidence: round(time.score + share + stationShare), notes };
}

function wideValue({ column, property, unit }: Matched): WideValue {
  return { column: column.index, property: property.code, ...(unit === "" ? {} : { unit }) };
}

/** A full time, or a date with a time of day or an hour beside it. */
function findTime(
  columns: readonly ColumnProfile[],
  zone: string,
  notes: SniffWarning[],
): { source: TimeSource; score: number } | null {
  const timed = columns.filter((column) => column.timeFormat !== undefined);
  const best = timed.toSorted((a, b) => timeRank(b) - timeRank(a))[0];
  if (!best?.timeFormat) {
    notes.push(TIME_ABSENT);
    return null;
  }
  if (best.ambiguousDayMonth) notes.push(dayMonthOpen(best));
  const clock =
    best.guess === "date" ? columns.find((column) => column !== best && isClock(column)) : undefined;
  const place: TimeSource["columns"] = clock ? [best.index, clock.index] : [best.index];
  const score = (best.ambiguousDayMonth ? 0.2 : 0.35) + (isTimeName(best.name) ? 0.05 : 0);
  return { source: { columns: place, format: best.timeFormat, zone }, score };
}

function timeRank(column: ColumnProfile): number {
  const isRecordKeeping = /\b(?:created|updated|received|inserted|modified|nhap|cap nhat)/.test(
    fold(column.name),
  );
  return (column.guess === "time" ? 1 : 0) + (isTimeName(column.name) ? 2 : 0) - (isRecordKeeping ? 3 : 0);
}

function isClock(column: ColumnProfile): boolean {
  if (column.guess === "time" && column.timeFormat === undefined) return true;
  const isHour = /^(?:gio|hour|hr)\b/.test(fold(column.name)) && column.guess === "integer";
  return isHour && column.samples.every((sample) => Number(sample) >= 0 && Number(sample) <= 24);
}

function findStation(columns: readonly ColumnProfile[], known: KnownNames): ColumnProfile | undefined {
  const keys = new Set(known.things.flatMap(({ code, names }) => [code, ...names].map(nameKey)));
  const scored = columns
    .filter((column) => column.guess === "text" || column.guess === "integer")
    .map((column) => {
      const name = fold(column.name).replace(/[_-]+/g, " ");
      const hits = column.samples.filter((sample) => keys.has(nameKey(sample))).length;
      const isCode = /^(?:ma|id)\b|\b(?:id|code)$/.test(name);
      const score =
        (STATION_NAME.test(name) ? 1 + (isCode ? 0.2 : 0) : 0) +
        (1.5 * hits) / Math.max(1, column.samples.length);
      return { column, score: column.guess === "integer" && !STATION_NAME.test(name) ? 0 : score };
    });
  return scored.toSorted((a, b) => b.score - a.score).find(({ score }) => score >= 0.5)?.column;
}

function namesProperties(column: ColumnProfile, properties: readonly KnownProperty[]): boolean {
  if (column.guess !== "text") return false;
  const hits = column.samples.filter((sample) => matchProperty(sample, properties) !== undefined).length;
  return hits > 0 && (isPropertyName(column.name) || hits >= column.samples.length * 0.6);
}

function findValue(columns: readonly ColumnProfile[], isWanted: boolean): ColumnProfile | undefined {
  if (!isWanted) return undefined;
  const numbers = columns.filter(isNumberColumn);
  const named = numbers.find((column) => isValueName(column.name));
  const last = numbers.findLast(({ guess, name }) => guess === "decimal" || name === "");
  return named ?? last;
}

function isNumberColumn(column: ColumnProfile): boolean {
  return (column.guess === "decimal" || column.guess === "integer") && !isKeyName(column.name);
}

/** Columns of numbers (or still without any) whose names mean a known property; each property once. */
function matchColumns(
  columns: readonly ColumnProfile[],
  properties: readonly KnownProperty[],
  notes: SniffWarning[],
): Matched[] {
  const matched: Matched[] = [];
  for (const column of columns) {
    const isOpen = column.guess === "empty" && column.name !== "";
    if (column.name === "" || !(isNumberColumn(column) || isOpen)) continue;
    const property = matchProperty(column.name, properties);
    if (!property) {
      if (!isOpen && !isValueName(column.name)) notes.push(unmatched(column));
      continue;
    }
    if (matched.some((other) => other.property === property)) {
      notes.push(matchedTwice(column, property));
      continue;
    }
    const unit = unitOf(column.name);
    if (unit !== "" && unitKey(unit) !== unitKey(property.unit))
      notes.push(unitDiffers(column, unit, property));
    matched.push({ column, property, unit });
  }
  return matched;
}

/**
 * The known property that a header or a cell names, by its code, its names, or a usual name of the same thing.
 *
 * @example matchProperty("Bụi PM2,5 (µg/Nm3)", [{ code: "pm25", names: ["Bụi mịn PM2.5"], unit: "µg/m³" }])?.code // "pm25"
 */
export function matchProperty(name: string, properties: readonly KnownProperty[]): KnownProperty | undefined {
  const bare = withoutUnit(name);
  const key = nameKey(bare);
  if (key === "") return undefined;
  const exact = properties.find((property) =>
    [property.code, ...property.names].some((known) => nameKey(known) === key),
  );
  if (exact) return exact;
  const group = groupOf(bare);
  if (group === undefined) return undefined;
  return (
    properties.find((property) => groupOf(property.code) === group) ??
    properties.find((property) => property.names.some((known) => groupOf(known) === group))
  );
}

function groupOf(name: string): string | undefined {
  const folded = fold(name).replace(/[_-]+/g, " ");
  return PROPERTY_NAMES.find(({ pattern }) => pattern.test(folded))?.group;
}

/** "PM2,5 (µg/Nm3)" → "µg/Nm3"; "" without unit. */
function unitOf(name: string): string {
  return /[([]\s*([^()[\]]*[^()[\]\s])\s*[)\]]\s*$/.exec(name)?.[1] ?? "";
}

function withoutUnit(name: string): string {
  const bare = name.replace(/[([][^()[\]]*[)\]]\s*$/, "").trim();
  return bare === "" ? name : bare;
}

/** Units compare by letters: µ as u, Nm³ (normal cubic metre) as m³, degree sign left out. */
function unitKey(unit: string): string {
  return fold(unit)
    .replace(/[μµ]/g, "u")
    .replace(/nm3/g, "m3")
    .replace(/[°º\s.·*^]/g, "");
}

function round(value: number): number {
  return Math.round(Math.min(1, value) * 100) / 100;
}

const TIME_ABSENT = note("time-absent", "Không tìm thấy cột thời gian", "No time column was found");
const VALUE_ABSENT = note("value-absent", "Không tìm thấy cột giá trị", "No value column was found");
const STATION_ABSENT = note(
  "station-absent",
  "Không tìm thấy cột trạm; hãy chọn trạm cho cả tệp",
  "No station column was found; choose the station of the whole file",
);

function dayMonthOpen({ name, index }: ColumnProfile): SniffWarning {
  const label = name === "" ? `#${index + 1}` : name;
  return note(
    "day-month-ambiguous",
    `Cột “${label}”: chưa phân biệt được ngày và tháng, hãy chọn`,
    `Column “${label}”: day and month cannot be told apart, choose one`,
  );
}

function unmatched({ name }: ColumnProfile): SniffWarning {
  return note(
    "column-unmatched",
    `Cột “${name}” chưa gắn với thông số nào`,
    `Column “${name}” matches no known property`,
  );
}

function matchedTwice({ name }: ColumnProfile, property: KnownProperty): SniffWarning {
  return note(
    "property-twice",
    `Cột “${name}” trùng thông số ${property.code} với một cột trước`,
    `Column “${name}” names ${property.code} again, as an earlier column does`,
  );
}

function unitDiffers({ name }: ColumnProfile, unit: string, property: KnownProperty): SniffWarning {
  return note(
    "unit-differs",
    `Cột “${name}” ghi đơn vị ${unit}, hệ thống dùng ${property.unit}: cần quy đổi`,
    `Column “${name}” is in ${unit}, the system keeps ${property.unit}: convert it`,
  );
}

function note(code: string, vi: string, en: string): SniffWarning {
  return { code, vi, en };
}
