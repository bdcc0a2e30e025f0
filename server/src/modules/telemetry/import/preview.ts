/** The first rows of a file as text, and the station names in it. */
import { createRowReader, type MeasurementMapping, type SniffResult } from "@dothi/tabular";
import { fold } from "@dothi/vietnam";

const shownRows = 20;
const mostStations = 500;

export function previewRows(
  bytes: Uint8Array,
  sniffed: SniffResult,
  mapping: MeasurementMapping | null,
  things: readonly { code: string; names: readonly string[] }[],
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
  reader.end();
  const byName = new Map(
    things.flatMap((thing) => thing.names.map((name) => [fold(name), thing.code] as const)),
  );
  return { rows, stations: [...texts].map((text) => ({ text, thing: byName.get(fold(text)) ?? null })) };
}

function stationColumn(mapping: MeasurementMapping | null): number | undefined {
  if (!mapping) return undefined;
  if (mapping.shape === "long") return mapping.series.columns[0];
  return mapping.station && "column" in mapping.station ? mapping.station.column : undefined;
}
