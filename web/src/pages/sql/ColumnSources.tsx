import { useT } from "../../i18n/i18n.tsx";
import { type Column, DataTable } from "../../ui/DataTable.tsx";
import { Link } from "../../ui/Link.tsx";
import styles from "./sql.module.css";
import type { ColumnSource, SqlCheck } from "./types.ts";

/** From which columns of which datasets each column of the result is made. */
export function ColumnSources({ check }: { check: SqlCheck | undefined }) {
  const t = useT();
  const columns: Column<ColumnSource>[] = [
    { id: "column", header: t("sql.sources.column"), cell: (one) => <code>{one.column}</code> },
    {
      id: "from",
      header: t("sql.sources.from"),
      cell: (one) =>
        one.from.length === 0 ? (
          t("sql.sources.nothing")
        ) : (
          <ul className={styles.plainList}>
            {one.from.map(({ table, column }) => (
              <li key={`${table}.${column}`}>
                <Link to={`/kho-du-lieu/${table}`}>{table}</Link>.<code>{column}</code>
              </li>
            ))}
          </ul>
        ),
    },
    { id: "how", header: t("sql.sources.how"), cell: (one) => <code className={styles.how}>{one.how}</code> },
  ];
  return (
    <DataTable
      caption={t("sql.tab.sources")}
      captionHidden
      columns={columns}
      rows={check?.lineage ?? []}
      rowKey={(one) => one.column}
      empty={{ icon: "link", title: t("sql.sources.none"), text: t("sql.sources.noneText") }}
    />
  );
}
