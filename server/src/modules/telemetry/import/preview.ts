/** The first rows of a file as text, and the station names in it. */
import { createRowReader, type MeasurementMapping, type SniffResult } from "@dothi/tabular";
import { fold } from "@dothi/vietnam";

const shownRows = 20;
const mostStations = 500;

/** A station with everything it is called. */
export interface NamedThing {
  readonly code: string;
  readonly names: readonly string[];
}

/** `complete` = the bytes are the whole file; else the row that the cut ends in is left out. */
export function previewRows(
  bytes: Uint8Array,
  sniffed: SniffResult,
  mapping: MeasurementMapping | null,
  known: { things: readonly NamedThing[]; complete: boolean },
): { rows: string[][]; stations: { text: string; thing: string | null }[] } {
  const column = stationColumn(mapping);
  const rows: string[][] = [];
  const texts = new Set<string>();
  const reader = createRowReader(sniffed, (batch) => {
    for (let i = 0; i < batch.count; i++) {
      const row = batch.row(i);
      if (rows.length < shownRows)
        rows.push(Array.from({ length: row.cellCount }, (_, c) => row.text(c).slice(0, 200)));
      if (column !== undefined && texts.size < mostStations) texts.add(row.text(column).trim());
    }
  });
  reader.push(bytes);
  if (known.complete) reader.end();
  texts.delete("");
  const thingOf = thingFinder(known.things);
  return { rows, stations: [...texts].map((text) => ({ text, thing: thingOf(text) })) };
}

/** The code of the station that a text names; marks, capitals and spaces do not count. */
export function thingFinder(things: readonly NamedThing[]): (text: string) => string | null {
  const byName = new Map(
    things.flatMap((thing) => thing.names.map((name) => [fold(name), thing.code] as const)),
  );
  return (text) => byName.get(fold(text)) ?? null;
}

function stationColumn(mapping: MeasurementMapping | null): number | undefined {
  if (!mapping) return undefined;
  if (mapping.shape === "long") return mapping.series.columns[0];
  return mapping.station && "column" in mapping.station ? mapping.station.column : undefined;
}
