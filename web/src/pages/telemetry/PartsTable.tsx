import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { AqiBadge } from "../../ui/AqiBadge.tsx";
import { type Column, DataTable } from "../../ui/DataTable.tsx";
import { propertyName } from "./names.ts";
import type { Catalogue, IndexPart, IndexValue } from "./types.ts";
import { inputKey } from "./WhyIndex.tsx";

/** Props of PartsTable. */
export type PartsTableProps = { hour: IndexValue; day: IndexValue | undefined; catalogue: Catalogue };

type Row = { period: "hour" | "day"; part: IndexPart };

/** Every pollutant of the hour and of the day: sub-index, what it was computed from, hours present. */
export function PartsTable({ hour, day, catalogue }: PartsTableProps) {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  const rows: Row[] = [
    ...hour.parts.map((part) => ({ period: "hour" as const, part })),
    ...(day?.parts ?? []).map((part) => ({ period: "day" as const, part })),
  ];
  const columns: Column<Row>[] = [
    {
      id: "name",
      header: t("station.pollutant"),
      cell: ({ part }) => propertyName(catalogue, part.property, locale),
    },
    { id: "period", header: t("station.period"), cell: ({ period }) => t(`station.index.${period}`) },
    { id: "index", header: t("station.subIndex"), cell: ({ part }) => <AqiBadge value={part.value} /> },
    { id: "kind", header: t("station.computedFrom"), cell: ({ part }) => t(inputKey(part.inputKind)) },
    {
      id: "input",
      header: t("station.concentration"),
      kind: "number",
      cell: ({ part }) => (part.input === null ? "–" : format.number(part.input, { digits: 1, fixed: true })),
    },
    {
      id: "hours",
      header: t("station.hours"),
      kind: "number",
      cell: ({ part }) => `${part.hoursPresent}/${part.hoursNeeded}`,
    },
  ];
  return (
    <DataTable
      caption={t("station.parts")}
      captionHidden
      columns={columns}
      rows={rows}
      rowKey={({ period, part }) => `${period}-${part.property}-${part.inputKind}`}
    />
  );
}
