import { useState } from "react";
import { useLocale, useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { DataTable, type Column as TableColumn } from "../../ui/DataTable.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Link } from "../../ui/Link.tsx";
import { Toolbar } from "../../ui/Toolbar.tsx";
import { ClassBadge, MaskBadge } from "./badges.tsx";
import { ColumnEditor } from "./ColumnEditor.tsx";
import { datasetUrl, useTerms } from "./queries.ts";
import type { TabProps } from "./tab-props.ts";
import type { Column } from "./types.ts";
import styles from "./warehouse.module.css";
import { columnLabel, pick, TYPE_ICONS } from "./words.ts";

/** The dictionary of a dataset: what each column means, in what unit, with which codes. */
export function ColumnsTab({ dataset }: TabProps) {
  const t = useT();
  const [edited, setEdited] = useState<string>();
  const columns = useColumns(dataset.may.edit ? setEdited : undefined);
  const column = dataset.columns.find((entry) => entry.name === edited);
  return (
    <div className={styles.stack}>
      <Toolbar
        label={t("wh.tab.columns")}
        end={
          <Link
            to={datasetUrl(dataset.name, "/table-schema")}
            look="secondary"
            download={`${dataset.name}.schema.json`}
          >
            {t("wh.tableSchema")}
          </Link>
        }
      >
        <span className={styles.quiet}>
          {dataset.key.length > 0 ? t("wh.keyIs", { columns: dataset.key.join(", ") }) : t("wh.noKey")}
        </span>
      </Toolbar>
      <Card flush>
        <DataTable
          caption={t("wh.tab.columns")}
          captionHidden
          columns={columns}
          rows={dataset.columns}
          rowKey={(row) => row.name}
        />
      </Card>
      {column && (
        <ColumnEditor
          key={column.name}
          dataset={dataset.name}
          column={column}
          onClose={() => setEdited(undefined)}
        />
      )}
    </div>
  );
}

function useColumns(onEdit: ((name: string) => void) | undefined): TableColumn<Column>[] {
  const t = useT();
  const { locale } = useLocale();
  const edit: TableColumn<Column> = {
    id: "edit",
    header: t("wh.edit"),
    cell: (row) => (
      <Button size="small" onPress={() => onEdit?.(row.name)}>
        {t("wh.edit")}
      </Button>
    ),
  };
  return [
    {
      id: "name",
      header: t("wh.col.label"),
      cell: (row) => (
        <span className={styles.columnCard}>
          {columnLabel(row, locale)}
          <code className={styles.technical}>{row.name}</code>
        </span>
      ),
    },
    { id: "type", header: t("wh.col.type"), cell: (row) => <TypeCell column={row} /> },
    { id: "description", header: t("wh.col.description"), cell: (row) => <Meaning column={row} /> },
    {
      id: "class",
      header: t("wh.col.class"),
      cell: (row) => (
        <span className={styles.badges}>
          <ClassBadge name={row.class} status={row.classStatus} />
          {row.shown !== "clear" && <MaskBadge mask={row.shown} />}
        </span>
      ),
    },
    ...(onEdit ? [edit] : []),
  ];
}

function TypeCell({ column }: { column: Column }) {
  const t = useT();
  return (
    <span className={styles.type}>
      <Icon name={TYPE_ICONS[column.type]} size={16} />
      <span>
        {t(`wh.type.${column.type}`)}
        {column.unit && ` (${column.unit})`}
      </span>
    </span>
  );
}

function Meaning({ column }: { column: Column }) {
  const t = useT();
  const { locale } = useLocale();
  const terms = useTerms();
  const term = terms.data?.find((entry) => entry.code === column.term);
  return (
    <span className={styles.columnCard}>
      <span>{pick(column.description, locale) || "–"}</span>
      {column.codes.length > 0 && <Codes codes={column.codes} />}
      {column.term && (
        <Link to={`/kho-du-lieu/tu-dien#${column.term}`}>
          {t("wh.termIs", { name: term ? pick(term.label, locale) : column.term })}
        </Link>
      )}
    </span>
  );
}

function Codes({ codes }: { codes: Column["codes"] }) {
  const t = useT();
  const { locale } = useLocale();
  return (
    <details>
      <summary>{t("wh.codes", { count: codes.length })}</summary>
      <ul className={styles.codes}>
        {codes.map(({ code, label }) => (
          <li key={code}>
            <code>{code}</code> {pick(label, locale)}
          </li>
        ))}
      </ul>
    </details>
  );
}
