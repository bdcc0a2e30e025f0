import { useState } from "react";
import { useSession } from "../../api/session.ts";
import { useFormat, useT } from "../../i18n/i18n.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Tabs } from "../../ui/Tabs.tsx";
import shared from "../import/import.module.css";
import { examplesOf } from "./examples.ts";
import { useSqlSchema } from "./queries.ts";
import { SavedQueries } from "./SavedQueries.tsx";
import { SchemaBrowser } from "./SchemaBrowser.tsx";
import type { Past } from "./session.ts";
import styles from "./sql.module.css";
import type { SavedQuery } from "./types.ts";

type SidePanelProps = {
  history: readonly Past[];
  onInsert: (text: string) => void;
  onText: (sql: string) => void;
  onSaved: (query: SavedQuery) => void;
};

/** Beside the editor: tables, kept queries, examples, what was run. */
export function SidePanel({ history, onInsert, onText, onSaved }: SidePanelProps) {
  const t = useT();
  const [tab, setTab] = useState("tables");
  const signedIn = Boolean(useSession().data?.account);
  return (
    <div className={styles.side}>
      <Tabs
        label={t("sql.side.label")}
        selected={tab}
        onSelect={setTab}
        items={[
          { id: "tables", label: t("sql.side.tables"), content: <SchemaBrowser onInsert={onInsert} /> },
          { id: "examples", label: t("sql.side.examples"), content: <Examples onText={onText} /> },
          ...(signedIn
            ? [{ id: "saved", label: t("sql.side.saved"), content: <SavedQueries onOpen={onSaved} /> }]
            : []),
          {
            id: "history",
            label: t("sql.side.history"),
            content: <History history={history} onText={onText} />,
          },
        ]}
      />
    </div>
  );
}

function Examples({ onText }: { onText: (sql: string) => void }) {
  const t = useT();
  const tables = useSqlSchema().data?.tables ?? [];
  const examples = examplesOf(tables);
  if (examples.length === 0) return <EmptyState icon="table" title={t("sql.schema.none")} />;
  return (
    <ul className={styles.entries}>
      {examples.map((example) => (
        <li key={example.key}>
          <button type="button" className={styles.entry} onClick={() => onText(example.sql)}>
            <strong>{t(example.key, { table: example.table })}</strong>
            <code className={styles.entryText}>{example.sql}</code>
          </button>
        </li>
      ))}
    </ul>
  );
}

function History({ history, onText }: { history: readonly Past[]; onText: (sql: string) => void }) {
  const t = useT();
  const format = useFormat();
  if (history.length === 0) {
    return <EmptyState icon="clock" title={t("sql.history.none")} text={t("sql.history.noneText")} />;
  }
  return (
    <ul className={styles.entries}>
      {history.map((past) => (
        <li key={past.at}>
          <button type="button" className={styles.entry} onClick={() => onText(past.sql)}>
            <span className={shared.quiet}>
              {format.time(past.at)} ·{" "}
              {past.rows === null
                ? t("sql.history.failed")
                : t("sql.history.rows", {
                    count: past.rows,
                    time: format.number(past.milliseconds, { digits: 0 }),
                  })}
            </span>
            <code className={styles.entryText}>{past.sql}</code>
          </button>
        </li>
      ))}
    </ul>
  );
}
