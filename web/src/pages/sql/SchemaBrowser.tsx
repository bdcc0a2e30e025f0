import { useMemo, useState } from "react";
import { QueryView } from "../../api/QueryView.tsx";
import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Link } from "../../ui/Link.tsx";
import { SearchField } from "../../ui/SearchField.tsx";
import { useThemes } from "../warehouse-in/queries.ts";
import { TYPE_LOOK } from "../warehouse-in/type-look.ts";
import { quoted } from "./completion.ts";
import { useSqlSchema } from "./queries.ts";
import { byTheme, searchTables } from "./schema-search.ts";
import styles from "./sql.module.css";
import type { SchemaTable } from "./types.ts";

/** Tables by theme with their columns; a press writes the name into the query. */
export function SchemaBrowser({ onInsert }: { onInsert: (text: string) => void }) {
  const t = useT();
  const { locale } = useLocale();
  const query = useSqlSchema();
  const themes = useThemes().data;
  const [words, setWords] = useState("");
  const groups = useMemo(() => {
    const nameOf = (theme: string) => themes?.find(({ code }) => code === theme)?.label[locale] ?? theme;
    return byTheme(searchTables(query.data?.tables ?? [], words), nameOf);
  }, [query.data, words, themes, locale]);
  return (
    <div className={styles.browser}>
      <SearchField
        label={t("sql.schema.search")}
        labelHidden
        placeholder={t("sql.schema.search")}
        onSearch={setWords}
      />
      <QueryView query={query}>
        {() =>
          groups.length === 0 ? (
            <EmptyState icon="table" title={t("sql.schema.none")} />
          ) : (
            groups.map((group) => (
              <section key={group.theme} aria-label={group.name}>
                <h2 className={styles.theme}>{group.name}</h2>
                {group.tables.map((table) => (
                  <TableEntry
                    key={table.name}
                    table={table}
                    open={words !== "" && groups.length === 1 && group.tables.length === 1}
                    onInsert={onInsert}
                  />
                ))}
              </section>
            ))
          )
        }
      </QueryView>
    </div>
  );
}

type EntryProps = { table: SchemaTable; open: boolean; onInsert: (text: string) => void };

function TableEntry({ table, open, onInsert }: EntryProps) {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  return (
    <details className={styles.table} open={open}>
      <summary>
        <span className={styles.tableTitle}>{table.title[locale] || table.title.vi}</span>
        <code className={styles.tableName}>{table.name}</code>
      </summary>
      <p className={styles.tableFacts}>
        {table.rowCount !== null && t("sql.schema.rows", { rows: format.number(table.rowCount) })}{" "}
        <Link to={`/kho-du-lieu/${table.name}`}>{t("sql.schema.open")}</Link>
      </p>
      <ul className={styles.columns}>
        <li>
          <button type="button" className={styles.column} onClick={() => onInsert(table.name)}>
            <Icon name="table" size={16} />
            <code>{table.name}</code>
            <span className={styles.columnLabel}>{t("sql.schema.insertTable")}</span>
          </button>
        </li>
        {table.columns.map((column) => (
          <li key={column.name}>
            <button type="button" className={styles.column} onClick={() => onInsert(quoted(column.name))}>
              <Icon name={TYPE_LOOK[column.type].icon} size={16} label={t(TYPE_LOOK[column.type].label)} />
              <code>{column.name}</code>
              {column.masked && <Icon name="lock" size={14} label={t("sql.grid.masked")} />}
              <span className={styles.columnLabel}>{column.label[locale] || column.label.vi}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
