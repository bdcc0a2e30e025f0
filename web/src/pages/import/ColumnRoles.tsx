import { type Translate, useLocale, useT } from "../../i18n/i18n.tsx";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import { SelectField } from "../../ui/SelectField.tsx";
import { useCatalogue } from "../telemetry/queries.ts";
import type { Property } from "../telemetry/types.ts";
import styles from "./import.module.css";
import { assignRole, type MappingDraft, type Role, type Shape } from "./mapping.ts";
import { columnLabel } from "./PreviewTable.tsx";
import type { ColumnProfile } from "./types.ts";

/** A line a column: its name, some of its values, and what it is for. */
export function ColumnRoles({
  columns,
  mapping,
  onChange,
}: {
  columns: readonly ColumnProfile[];
  mapping: MappingDraft;
  onChange: (mapping: MappingDraft) => void;
}) {
  const t = useT();
  const { locale } = useLocale();
  const catalogue = useCatalogue();
  const properties = (catalogue.data?.properties ?? []).map((property) => propertyOption(property, locale));
  const options = roleOptions(t, mapping.shape, properties);
  return (
    <ul className={styles.roles}>
      {columns.map((column) => {
        const role = mapping.roles[column.index] ?? "skip";
        const label = columnLabel(column, t("import.columnNumber", { number: column.index + 1 }));
        return (
          <li key={column.index} className={styles.role} data-used={role !== "skip"}>
            <span className={styles.roleIcon}>
              <Icon name={iconOf(role)} />
            </span>
            <div className={styles.roleWhat}>
              <strong>{label}</strong>
              <span className={styles.samples}>
                {column.samples.slice(0, 3).join(" · ") || t("import.guess.empty")}
              </span>
            </div>
            <SelectField
              label={t("import.columns.role", { column: label })}
              value={role}
              options={options}
              onChange={(value) => onChange(assignRole(mapping, column, value as Role))}
            />
          </li>
        );
      })}
    </ul>
  );
}

/** A property as a choice: its name with the unit that the program keeps. */
export function propertyOption(property: Property, locale: "vi" | "en"): { value: string; label: string } {
  const name = locale === "vi" ? property.nameVi : property.nameEn;
  return { value: property.code, label: property.unitSymbol ? `${name} (${property.unitSymbol})` : name };
}

function roleOptions(t: Translate, shape: Shape, properties: readonly { value: string; label: string }[]) {
  const common = [
    { value: "skip", label: t("import.role.skip") },
    { value: "time", label: t("import.role.time") },
    { value: "clock", label: t("import.role.clock") },
    { value: "station", label: t("import.role.station") },
  ];
  if (shape === "wide")
    return [...common, ...properties.map(({ value, label }) => ({ value: `p:${value}`, label }))];
  return [
    ...common,
    { value: "property-name", label: t("import.role.propertyName") },
    { value: "value", label: t("import.role.value") },
  ];
}

const ICONS: Partial<Record<Role, IconName>> = {
  skip: "minus",
  time: "clock",
  clock: "clock",
  station: "station",
  "property-name": "list",
};

function iconOf(role: Role): IconName {
  return ICONS[role] ?? "chart";
}
