import { useFormat, useT } from "../../i18n/i18n.tsx";
import { SearchField } from "../../ui/SearchField.tsx";
import { SelectField } from "../../ui/SelectField.tsx";
import shared from "../import/import.module.css";
import type { FilePreview } from "./types.ts";

const MOST_RADIOS = 8;
const MOST_OPTIONS = 30;

type TablePickerProps = {
  tables: FilePreview["tables"];
  selected: string;
  onPick: (path: string) => void;
};

/** One table of a workbook or an archive: in sight when few, a list when more, a search when many. */
export function TablePicker({ tables, selected, onPick }: TablePickerProps) {
  const t = useT();
  const format = useFormat();
  const noteOf = (table: FilePreview["tables"][number]) =>
    [
      table.format,
      table.bytes === null ? null : format.bytes(table.bytes),
      table.hidden ? t("intake.tables.hidden") : null,
    ]
      .filter((part) => part !== null)
      .join(" · ");

  if (tables.length <= MOST_RADIOS) {
    return (
      <fieldset className={shared.radios} aria-label={t("intake.tables.choose")}>
        {tables.map((table) => (
          <label key={table.path} className={shared.radio}>
            <input
              type="radio"
              name="table"
              checked={table.path === selected}
              onChange={() => onPick(table.path)}
            />
            <span>
              {table.name} <span className={shared.quiet}>({noteOf(table)})</span>
            </span>
          </label>
        ))}
      </fieldset>
    );
  }
  if (tables.length <= MOST_OPTIONS) {
    return (
      <SelectField
        label={t("intake.tables.choose")}
        value={selected}
        options={tables.map((table) => ({ value: table.path, label: `${table.name} (${noteOf(table)})` }))}
        onChange={onPick}
      />
    );
  }
  return <ManyTables {...{ tables, selected, onPick, noteOf }} />;
}

type ManyTablesProps = TablePickerProps & { noteOf: (table: FilePreview["tables"][number]) => string };

function ManyTables({ tables, selected, onPick, noteOf }: ManyTablesProps) {
  const t = useT();
  const chosen = tables.find((table) => table.path === selected);
  return (
    <SearchField
      label={t("intake.tables.choose")}
      value={chosen?.name ?? ""}
      results={tables
        .map((table) => ({ id: table.path, label: table.name, note: noteOf(table) }))
        .slice(0, 200)}
      onSearch={() => undefined}
      onPick={({ id }) => onPick(id)}
    />
  );
}
