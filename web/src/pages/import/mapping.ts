/** Which column is what: a role a column, from which the shape of the plan follows. */
import { guessInterval } from "./cell-time.ts";
import { codeOf } from "./stations.ts";
import type { ColumnProfile, Preview, Suggestion, TimeFormat, TimeLabel } from "./types.ts";

/** What a column is for; `p:pm25` holds readings of a property. Each role but `skip` is held by one column. */
export type Role = "skip" | "time" | "clock" | "station" | "property-name" | "value" | `p:${string}`;

/** `wide`: a column a property. `long`: a reading a row, and a column that names the property. */
export type Shape = "wide" | "long";

/** The mapping as it is being made. */
export type MappingDraft = {
  shape: Shape;
  /** By column; absent = `skip`. */
  roles: Record<string, Role>;
  format: TimeFormat;
  zone: string;
  timeLabel: TimeLabel;
  intervalSeconds: number;
  /** Long: property a text; "" leaves the text out. */
  properties: Record<string, string>;
};

/** Zone of times that say none. */
export const CITY_ZONE_NAME = "Asia/Ho_Chi_Minh";

const HOUR_SECONDS = 3600;

/** A mapping to begin with; `dayMonth` is the person's answer where day and month cannot be told apart. */
export function mappingFrom(preview: Preview, dayMonth: TimeFormat | null): MappingDraft {
  const { mapping } = preview.suggestion;
  const roles = mapping ? rolesOf(mapping) : {};
  const shape = Object.values(roles).includes("property-name") ? "long" : "wide";
  const timeColumn = columnOf(roles, "time");
  const profile = preview.sniff.columns.find((column) => column.index === timeColumn);
  const found = mapping?.time.format ?? "iso";
  const format = dayMonth && profile?.ambiguousDayMonth ? dayMonth : found;
  const interval = intervalOf(preview, roles, format);
  return {
    shape,
    roles,
    format,
    zone: mapping?.time.zone ?? CITY_ZONE_NAME,
    timeLabel: guessLabel(profile?.name ?? "", interval),
    intervalSeconds: interval ?? HOUR_SECONDS,
    properties: {},
  };
}

function rolesOf(mapping: Suggestion): Record<string, Role> {
  const roles: Record<string, Role> = {};
  const [time, clock] = mapping.time.columns;
  if (time !== undefined) roles[time] = "time";
  if (clock !== undefined) roles[clock] = "clock";
  const station = mapping.shape === "wide" ? mapping.station?.column : mapping.series.columns[0];
  if (station !== undefined) roles[station] = "station";
  if (mapping.shape === "wide") {
    for (const { column, property } of mapping.values) roles[column] = `p:${property}`;
  } else if (mapping.property !== undefined) {
    roles[mapping.value] = "value";
    roles[mapping.property] = "property-name";
  }
  return roles;
}

/** Step between the times of the first rows, of one station where there are several. */
function intervalOf(preview: Preview, roles: Record<string, Role>, format: TimeFormat): number | null {
  const time = columnOf(roles, "time");
  const clock = columnOf(roles, "clock");
  if (time === undefined) return null;
  const cells = preview.rows.map((row) =>
    [row[time], clock === undefined ? "" : row[clock]].join(" ").trim(),
  );
  return guessInterval(cells, format);
}

/** A name may say it; else means of an hour or longer are usually labelled by their start. */
function guessLabel(name: string, interval: number | null): TimeLabel {
  const words = ` ${codeOf(name).replaceAll("-", " ")} `;
  if (/ (end|to|den|ket thuc) /.test(words)) return "end";
  if (/ (start|from|begin|tu|bat dau) /.test(words)) return "start";
  return interval !== null && interval >= HOUR_SECONDS ? "start" : "instant";
}

/** The column with a role. */
export function columnOf(roles: Record<string, Role>, role: Role): number | undefined {
  const found = Object.entries(roles).find(([, held]) => held === role);
  return found ? Number(found[0]) : undefined;
}

/** Columns that hold readings, with their property, in the order of the file. */
export function valueColumns(mapping: MappingDraft): { column: number; property: string }[] {
  return Object.entries(mapping.roles)
    .flatMap(([column, role]) =>
      role.startsWith("p:") ? [{ column: Number(column), property: role.slice(2) }] : [],
    )
    .sort((a, b) => a.column - b.column);
}

/** Gives a column a role; the column that had it becomes `skip`. A new time column brings its own format. */
export function assignRole(mapping: MappingDraft, column: ColumnProfile, role: Role): MappingDraft {
  const roles: Record<string, Role> = {};
  for (const [index, held] of Object.entries(mapping.roles)) if (held !== role) roles[index] = held;
  roles[column.index] = role;
  const format = role === "time" ? (column.timeFormat ?? mapping.format) : mapping.format;
  return { ...mapping, roles, format };
}

/** Turns between wide and long; roles that the other shape does not have are dropped. */
export function changeShape(
  mapping: MappingDraft,
  shape: Shape,
  columns: readonly ColumnProfile[],
): MappingDraft {
  const kept: Record<string, Role> = {};
  for (const [index, role] of Object.entries(mapping.roles))
    if (["time", "clock", "station"].includes(role)) kept[index] = role;
  if (shape === "long") {
    const free = columns.filter((column) => !(column.index in kept));
    const value = free.findLast(({ guess }) => guess === "decimal" || guess === "integer");
    const name = free.find((column) => column !== value && column.guess === "text");
    if (value) kept[value.index] = "value";
    if (name) kept[name.index] = "property-name";
  }
  return { ...mapping, shape, roles: kept };
}

/** What is still missing from a mapping. */
export type MappingProblem = "no-time" | "no-value" | "no-property-column" | "bad-interval";

/** In the order in which a person should put it right. */
export function mappingProblems(mapping: MappingDraft): MappingProblem[] {
  const { roles, shape, intervalSeconds } = mapping;
  const problems: MappingProblem[] = [];
  if (columnOf(roles, "time") === undefined) problems.push("no-time");
  if (shape === "wide" ? valueColumns(mapping).length === 0 : columnOf(roles, "value") === undefined)
    problems.push("no-value");
  if (shape === "long" && columnOf(roles, "property-name") === undefined) problems.push("no-property-column");
  if (!(intervalSeconds >= 1 && intervalSeconds <= 604_800)) problems.push("bad-interval");
  return problems;
}

/** The unit a header writes, if it is another than the one kept: "CO (mg/m3)", "µg/m³" → "mg/m3". */
export function otherUnit(header: string, kept: string): string | null {
  const unit = /[([]\s*([^()[\]]*[^()[\]\s])\s*[)\]]\s*$/.exec(header)?.[1];
  return unit !== undefined && unitKey(unit) !== unitKey(kept) ? unit : null;
}

/** Units compare by letters: µ as u, Nm³ (normal cubic metre) as m³. */
function unitKey(unit: string): string {
  return unit
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[μµ]/g, "u")
    .replace(/nm3/g, "m3")
    .replace(/[°º˚\s.·*^]/g, "");
}
