import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { AqiBadge } from "../../ui/AqiBadge.tsx";
import { type Column, DataTable } from "../../ui/DataTable.tsx";
import { propertyName, shortName } from "./names.ts";
import styles from "./StationPage.module.css";
import type { Catalogue, IndexPart, IndexValue } from "./types.ts";
import { inputKey } from "./WhyIndex.tsx";

/** Props of PartsTable. */
export type PartsTableProps = { period: "hour" | "day"; value: IndexValue; catalogue: Catalogue };

/** Every pollutant of an index: sub-index, what it was computed from, hours present. */
export function PartsTable({ period, value, catalogue }: PartsTableProps) {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  const columns: Column<IndexPart>[] = [
    {
      id: "name",
      header: t("station.pollutant"),
      cell: (part) => (
        <abbr title={propertyName(catalogue, part.property, locale)}>{shortName(part.property)}</abbr>
      ),
    },
    {
      id: "index",
      header: t("station.subIndex"),
      cell: (part) => (
        <span className={styles.nowrap}>
          <AqiBadge value={part.value} />
        </span>
      ),
    },
    { id: "kind", header: t("station.computedFrom"), cell: (part) => t(inputKey(part.inputKind)) },
    {
      id: "input",
      header: "µg/m³",
      kind: "number",
      cell: (part) => (part.input === null ? "–" : format.number(part.input, { digits: 1, fixed: true })),
    },
    {
      id: "hours",
      header: t("station.hoursShort"),
      kind: "number",
      cell: (part) => `${part.hoursPresent}/${part.hoursNeeded}`,
    },
  ];
  return (
    <div className={styles.parts} data-density="compact">
      <DataTable
        caption={t(`station.parts.${period}`)}
        columns={columns}
        rows={value.parts}
        rowKey={(part) => `${part.property}-${part.inputKind}`}
      />
    </div>
  );
}
