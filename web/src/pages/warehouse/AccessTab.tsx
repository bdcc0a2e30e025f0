import { useState } from "react";
import { QueryView } from "../../api/QueryView.tsx";
import { useLocale, useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { type Column, DataTable } from "../../ui/DataTable.tsx";
import { AccessEditor } from "./AccessEditor.tsx";
import { AccessBadge, ClassBadge, MaskBadge } from "./badges.tsx";
import { Classification } from "./Classification.tsx";
import { Grant } from "./Grant.tsx";
import { useAccess } from "./queries.ts";
import { ReadLog } from "./ReadLog.tsx";
import type { TabProps } from "./tab-props.ts";
import type { AccessView, Audience, Dataset } from "./types.ts";
import styles from "./warehouse.module.css";
import { columnLabel } from "./words.ts";

const AUDIENCES = ["public", "city", "analyst", "owner"] as const satisfies readonly Audience[];

/** Who sees what, who was granted more, which rows are held back, what each column was found to be, and who read. */
export function AccessTab({ dataset }: TabProps) {
  const access = useAccess(dataset.name);
  return (
    <div className={styles.stack}>
      <QueryView query={access}>{(view) => <Rights dataset={dataset} view={view} />}</QueryView>
      <Classification dataset={dataset} />
      {dataset.may.readLog && <ReadLog dataset={dataset} />}
    </div>
  );
}

function Rights({ dataset, view }: { dataset: Dataset; view: AccessView }) {
  const t = useT();
  const [editing, setEditing] = useState(false);
  if (editing) return <AccessEditor dataset={dataset} view={view} onClose={() => setEditing(false)} />;
  return (
    <>
      <Card
        title={t("wh.access.title")}
        note={t(`wh.access.${view.access}.words`)}
        actions={
          <span className={styles.buttons}>
            <AccessBadge access={view.access} />
            {dataset.may.setAccess && (
              <Button icon="settings" onPress={() => setEditing(true)}>
                {t("wh.access.edit")}
              </Button>
            )}
          </span>
        }
        flush
      >
        <Matrix dataset={dataset} view={view} />
      </Card>
      <Grants dataset={dataset} view={view} />
    </>
  );
}

type ClassRow = AccessView["classes"][number];

function Matrix({ dataset, view }: { dataset: Dataset; view: AccessView }) {
  const t = useT();
  const { locale } = useLocale();
  const columns: Column<ClassRow>[] = [
    {
      id: "column",
      header: t("wh.rule.column"),
      cell: (row) => {
        const column = dataset.columns.find((entry) => entry.name === row.column);
        return (
          <span className={styles.columnCard}>
            {column ? columnLabel(column, locale) : row.column}
            {row.class !== "none" && <ClassBadge name={row.class} />}
          </span>
        );
      },
    },
    ...AUDIENCES.map(
      (audience): Column<ClassRow> => ({
        id: audience,
        header: t(`wh.audience.${audience}`),
        cell: (row) =>
          canSee(audience, view) ? (
            <MaskBadge mask={row.mask[audience]} />
          ) : (
            <span className={styles.quiet}>{t("wh.access.notSeen")}</span>
          ),
      }),
    ),
  ];
  return (
    <DataTable
      caption={t("wh.access.title")}
      captionHidden
      columns={columns}
      rows={view.classes}
      rowKey={(row) => row.column}
    />
  );
}

/** Whether an audience sees the dataset at all; masks matter only then. */
function canSee(audience: Audience, { access }: AccessView): boolean {
  if (audience === "owner" || access === "open") return true;
  return audience !== "public" && access === "city";
}

function Grants({ dataset, view }: { dataset: Dataset; view: AccessView }) {
  const t = useT();
  const { locale } = useLocale();
  const nameOf = (name: string) => {
    const column = dataset.columns.find((entry) => entry.name === name);
    return column ? columnLabel(column, locale) : name;
  };
  if (view.grants.length === 0 && view.rows.length === 0) return null;
  return (
    <Card title={t("wh.grants.title")}>
      <ul className={styles.lines}>
        {view.grants.map((grant) => (
          <li key={`${grant.agencyCode} ${grant.purpose}`}>
            <Grant dataset={dataset} grant={grant} />
          </li>
        ))}
        {view.rows.map(({ column, by }) => (
          <li key={column}>{t(`wh.rows.${by}`, { column: nameOf(column) })}</li>
        ))}
      </ul>
    </Card>
  );
}
