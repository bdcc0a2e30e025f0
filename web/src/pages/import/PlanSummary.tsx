import { type MessageKey, useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { Card } from "../../ui/Card.tsx";
import { DescriptionList } from "../../ui/DescriptionList.tsx";
import { useCatalogue } from "../telemetry/queries.ts";
import { columnOf, type MappingDraft, valueColumns } from "./mapping.ts";
import { columnLabel } from "./PreviewTable.tsx";
import { matchedProperties } from "./plan.ts";
import type { Preview, TimeLabel } from "./types.ts";
import { useDraft } from "./use-draft.ts";
import type { useMatches } from "./use-reading.ts";

/** What a time label is called. */
export const LABEL_NAMES: Record<TimeLabel, MessageKey> = {
  instant: "import.label.instant",
  start: "import.label.start",
  end: "import.label.end",
};

/** What will be done, to be read once before it is done. */
export function PlanSummary({
  preview,
  mapping,
  found,
}: {
  preview: Preview;
  mapping: MappingDraft;
  found: ReturnType<typeof useMatches>;
}) {
  const t = useT();
  const format = useFormat();
  const { draft } = useDraft();
  const names = usePropertyNames();
  const properties =
    mapping.shape === "wide" ? valueColumns(mapping) : matchedProperties(mapping, found.propertyTexts);
  const timeColumn = preview.sniff.columns[columnOf(mapping.roles, "time") ?? -1];
  const count = (is: string) => found.matches.filter(({ choice }) => choice.is === is).length;
  const rows = found.query.data?.complete ? found.query.data.rowsRead : undefined;
  return (
    <Card title={t("import.summary.title")}>
      <DescriptionList
        items={[
          {
            label: t("import.summary.file"),
            value: [
              draft.file?.name,
              rows === undefined ? undefined : t("import.rows", { count: rows, shown: format.number(rows) }),
            ]
              .filter(Boolean)
              .join(" · "),
          },
          {
            label: t("import.summary.time"),
            value: `${timeColumn ? columnLabel(timeColumn, "") : ""} · ${t(LABEL_NAMES[mapping.timeLabel])} · ${format.duration(mapping.intervalSeconds * 1000)}`,
          },
          {
            label: t("import.summary.properties"),
            value: [...new Set(properties.map(({ property }) => names(property)))].join(", "),
          },
          {
            label: t("import.summary.stations"),
            value: t("import.summary.stationsText", {
              existing: count("existing"),
              created: count("new"),
              skipped: count("skip"),
            }),
          },
        ]}
      />
    </Card>
  );
}

/** Names of properties in the shown language. */
export function usePropertyNames(): (code: string) => string {
  const { data } = useCatalogue();
  const { locale } = useLocale();
  return (code) => {
    const property = data?.properties.find((one) => one.code === code);
    return property ? (locale === "vi" ? property.nameVi : property.nameEn) : code;
  };
}
