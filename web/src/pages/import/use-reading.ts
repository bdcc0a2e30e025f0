import { useCatalogue, useThings } from "../telemetry/queries.ts";
import { columnOf, type MappingDraft, mappingFrom, otherUnit, valueColumns } from "./mapping.ts";
import { useColumnTexts, usePreview } from "./queries.ts";
import { matchStations } from "./stations.ts";
import type { Preview } from "./types.ts";
import { useDraft } from "./use-draft.ts";

/** The look at the file with the mapping as it stands: the person's, else the suggested one. */
export function useReading() {
  const { draft, update } = useDraft();
  const preview = usePreview(draft.file?.hash, draft.answers);
  const mapping = preview.data && (draft.mapping ?? mappingFrom(preview.data, draft.dayMonth));
  const setMapping = (next: MappingDraft) => update((known) => ({ ...known, mapping: next }));
  return { preview, mapping, setMapping };
}

/** The texts of the station and property columns in the whole file, and the stations as matched. */
export function useMatches(preview: Preview | undefined, mapping: MappingDraft | undefined) {
  const { draft } = useDraft();
  const things = useThings();
  const station = mapping && columnOf(mapping.roles, "station");
  const property = mapping?.shape === "long" ? columnOf(mapping.roles, "property-name") : undefined;
  const columns = [station, property].filter((column) => column !== undefined);
  const query = useColumnTexts(draft.file?.hash, preview?.sniff, columns);
  const textsOf = (column: number | undefined) => query.data?.columns.find((one) => one.column === column);
  return {
    query,
    things,
    waits: columns.length > 0 && query.data === undefined,
    hasStationColumn: station !== undefined,
    stationTexts: textsOf(station),
    propertyTexts: textsOf(property)?.texts ?? [],
    matches: matchStations(station === undefined ? null : (textsOf(station)?.texts ?? []), draft.stations),
  };
}

/** A column whose header writes another unit than the program keeps. */
export type UnitDoubt = { key: string; column: string; unit: string; kept: string };

/** Such columns, with the key under which the person's answer is kept. */
export function useUnitDoubts(preview: Preview | undefined, mapping: MappingDraft | undefined): UnitDoubt[] {
  const { data } = useCatalogue();
  if (!preview || !mapping || mapping.shape === "long") return [];
  return valueColumns(mapping).flatMap(({ column, property }) => {
    const header = preview.sniff.columns[column]?.name ?? "";
    const kept = data?.properties.find(({ code }) => code === property)?.unitSymbol ?? "";
    const unit = data ? otherUnit(header, kept) : null;
    return unit === null
      ? []
      : [{ key: `unit ${column} ${property}`, column: header, unit, kept: kept || "1" }];
  });
}
