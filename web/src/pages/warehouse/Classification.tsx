import { useState } from "react";
import { QueryView } from "../../api/QueryView.tsx";
import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { SelectField } from "../../ui/SelectField.tsx";
import { useToast } from "../../ui/Toast.tsx";
import { ClassBadge } from "./badges.tsx";
import { useDecideClass } from "./changes.ts";
import { useClassification } from "./queries.ts";
import { type ClassificationView, COLUMN_CLASSES, type ColumnClass, type Dataset } from "./types.ts";
import styles from "./warehouse.module.css";
import { columnLabel, pick } from "./words.ts";

/** What each column was found to hold, on what evidence; a steward confirms or changes it. Only for stewards. */
export function Classification({ dataset }: { dataset: Dataset }) {
  const t = useT();
  const view = useClassification(dataset.name, dataset.may.confirmClass);
  if (!dataset.may.confirmClass) return null;
  return (
    <Card title={t("wh.classes.title")} note={t("wh.classes.note")}>
      <QueryView query={view}>
        {({ columns }) => {
          const settled = columns.filter((column) => column.status === "confirmed");
          const open = columns.filter((column) => column.status !== "confirmed");
          return (
            <div className={styles.stack}>
              {open.length > 0 && <ColumnList dataset={dataset} columns={open} />}
              {settled.length > 0 && (
                <details>
                  <summary>{t("wh.classes.settled", { count: settled.length })}</summary>
                  <ColumnList dataset={dataset} columns={settled} />
                </details>
              )}
            </div>
          );
        }}
      </QueryView>
    </Card>
  );
}

type Classified = ClassificationView["columns"][number];

function ColumnList({ dataset, columns }: { dataset: Dataset; columns: readonly Classified[] }) {
  return (
    <ul className={styles.lines}>
      {columns.map((column) => (
        <li key={column.name}>
          <OneColumn key={column.class} dataset={dataset} column={column} />
        </li>
      ))}
    </ul>
  );
}

function OneColumn({ dataset, column }: { dataset: Dataset; column: Classified }) {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  const toast = useToast();
  const decide = useDecideClass(dataset.name);
  const [chosen, setChosen] = useState<ColumnClass>(column.proposals[0]?.class ?? column.class);
  const known = dataset.columns.find((entry) => entry.name === column.name);
  const label = known ? columnLabel(known, locale) : column.name;
  const settled = column.status === "confirmed" && chosen === column.class;
  const submit = () =>
    decide.mutate(
      { column: column.name, class: chosen },
      { onSuccess: () => toast({ tone: "ok", text: t("wh.classes.done", { column: label }) }) },
    );
  return (
    <div className={styles.line}>
      <div className={styles.lineText}>
        <span className={styles.badges}>
          <strong>{label}</strong>
          <ClassBadge name={column.class} status={column.status} />
        </span>
        {column.decidedBy && column.decidedAt && (
          <span className={styles.quiet}>
            {t("wh.classes.by", { who: column.decidedBy, at: format.date(column.decidedAt) })}
          </span>
        )}
        {column.proposals.map((proposal) => (
          <div key={proposal.class} className={styles.quiet}>
            {t("wh.classes.proposal", {
              name: t(`wh.class.${proposal.class}`),
              confidence: format.percent(proposal.confidence, 0),
            })}
            <ul>
              {proposal.evidence.map((line) => (
                <li key={line.vi}>– {pick(line, locale)}</li>
              ))}
            </ul>
          </div>
        ))}
      </div>
      <div className={styles.decide}>
        <SelectField
          label={t("wh.classes.of", { column: label })}
          value={chosen}
          options={COLUMN_CLASSES.map((value) => ({ value, label: t(`wh.class.${value}`) }))}
          onChange={(value) => setChosen(value as ColumnClass)}
        />
        <Button
          busy={decide.isPending}
          disabledReason={settled ? t("wh.nothingChanged") : undefined}
          onPress={submit}
        >
          {t("wh.classes.confirm")}
        </Button>
      </div>
    </div>
  );
}
