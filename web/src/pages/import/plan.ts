/** From the answers of the wizard to what starts an import, and back. */
import { columnOf, type MappingDraft, type Role, valueColumns } from "./mapping.ts";
import { type StationMatch, thingOf } from "./stations.ts";
import type { ColumnText, Dialect, ImportPlan, ImportRow, NewImport, Sniff } from "./types.ts";

/** Everything the wizard knows at its last step. */
export type Answered = {
  file: { hash: string; name: string };
  sniff: Sniff;
  mapping: MappingDraft;
  stations: readonly StationMatch[];
  /** Texts of the property column; empty for a wide file. */
  propertyTexts: readonly ColumnText[];
};

/** The body of POST /api/telemetry/imports. The answers must be without problems. */
export function buildImport({ file, sniff, mapping, stations, propertyTexts }: Answered): NewImport {
  const { roles, shape, format, zone, timeLabel, intervalSeconds } = mapping;
  const time = [columnOf(roles, "time"), columnOf(roles, "clock")].filter((column) => column !== undefined);
  const stationColumn = columnOf(roles, "station");
  const plan: ImportPlan = {
    dialect: dialectOf(sniff),
    time: { columns: time, format, zone },
    timeLabel,
    ...(stationColumn === undefined ? {} : { stationColumn }),
    stations: stations.flatMap(({ text, choice }) => {
      if (choice.is === "existing") return [{ text, thing: choice.thing }];
      return choice.is === "new" ? [{ text, thing: choice.form.code }] : [];
    }),
    ...(shape === "wide" ? { values: valueColumns(mapping) } : { long: longOf(mapping, propertyTexts) }),
    intervalSeconds,
  };
  const newThings = stations.flatMap(({ choice }) => (choice.is === "new" ? [thingOf(choice.form)] : []));
  return { fileHash: file.hash, fileName: file.name, plan, ...(newThings.length > 0 ? { newThings } : {}) };
}

/** The dialect alone. */
export function dialectOf(sniff: Dialect): Dialect {
  const { encoding, delimiter, quote, decimal, thousands, preambleLines, headerRow, columnCount } = sniff;
  return { encoding, delimiter, quote, decimal, thousands, preambleLines, headerRow, columnCount };
}

/** Texts of the property column with the property each means; those without one are left out. */
export function matchedProperties(
  mapping: MappingDraft,
  texts: readonly ColumnText[],
): { text: string; property: string }[] {
  return texts.flatMap(({ text, property }) => {
    const code = mapping.properties[text] ?? property ?? "";
    return code === "" ? [] : [{ text, property: code }];
  });
}

function longOf(mapping: MappingDraft, texts: readonly ColumnText[]): NonNullable<ImportPlan["long"]> {
  return {
    value: columnOf(mapping.roles, "value") ?? 0,
    propertyColumn: columnOf(mapping.roles, "property-name") ?? 0,
    properties: matchedProperties(mapping, texts),
  };
}

/** The mapping of an earlier import, to be changed and run again. */
export function mappingOf(plan: ImportPlan): MappingDraft {
  const roles: Record<string, Role> = {};
  const [time, clock] = plan.time.columns;
  if (time !== undefined) roles[time] = "time";
  if (clock !== undefined) roles[clock] = "clock";
  if (plan.stationColumn !== undefined) roles[plan.stationColumn] = "station";
  for (const { column, property } of plan.values ?? []) roles[column] = `p:${property}`;
  if (plan.long) {
    roles[plan.long.value] = "value";
    roles[plan.long.propertyColumn] = "property-name";
  }
  return {
    shape: plan.long ? "long" : "wide",
    roles,
    format: plan.time.format,
    zone: plan.time.zone,
    timeLabel: plan.timeLabel,
    intervalSeconds: plan.intervalSeconds,
    properties: Object.fromEntries((plan.long?.properties ?? []).map((one) => [one.text, one.property])),
  };
}

/** Bytes done and in all in a unit that gives short numbers. */
export function inUnits(done: number, total: number): { done: number; total: number; unit: "MB" | "kB" } {
  const [size, unit] = total >= 5e6 ? ([1e6, "MB"] as const) : ([1e3, "kB"] as const);
  return { done: Math.floor(done / size), total: Math.ceil(total / size), unit };
}

/** Share of the work done so far as the time still needed; undefined in the first seconds. */
export function etaMs(done: number, total: number, elapsedMs: number): number | undefined {
  if (done <= 0 || total <= done || elapsedMs < 1500) return undefined;
  return (elapsedMs / done) * (total - done);
}

/** Properties that an import brought. */
export function propertiesOf({ mapping }: Pick<ImportRow, "mapping">): string[] {
  return [...new Set((mapping.values ?? mapping.long?.properties ?? []).map(({ property }) => property))];
}
