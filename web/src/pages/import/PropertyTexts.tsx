import { QueryView } from "../../api/QueryView.tsx";
import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { Card } from "../../ui/Card.tsx";
import { SelectField } from "../../ui/SelectField.tsx";
import { useCatalogue } from "../telemetry/queries.ts";
import { propertyOption } from "./ColumnRoles.tsx";
import styles from "./import.module.css";
import { columnOf, type MappingDraft } from "./mapping.ts";
import type { Preview } from "./types.ts";
import { useMatches } from "./use-reading.ts";

/** In a long file: which property each name in the property column means. */
export function PropertyTexts({
  preview,
  mapping,
  onChange,
}: {
  preview: Preview;
  mapping: MappingDraft;
  onChange: (mapping: MappingDraft) => void;
}) {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  const catalogue = useCatalogue();
  const { query, propertyTexts } = useMatches(preview, mapping);
  if (columnOf(mapping.roles, "property-name") === undefined) return null;
  const options = (catalogue.data?.properties ?? []).map((property) => propertyOption(property, locale));
  const choose = (text: string, property: string) =>
    onChange({ ...mapping, properties: { ...mapping.properties, [text]: property } });
  return (
    <Card title={t("import.properties.title")} note={t("import.properties.note")}>
      <QueryView query={query}>
        {() => (
          <div className={styles.fields}>
            {propertyTexts.map(({ text, rows, property }) => (
              <SelectField
                key={text}
                label={text}
                hint={t("import.rows", { count: rows, shown: format.number(rows) })}
                value={mapping.properties[text] ?? property ?? ""}
                placeholder={t("import.role.skip")}
                options={options}
                onChange={(value) => choose(text, value)}
              />
            ))}
          </div>
        )}
      </QueryView>
    </Card>
  );
}
