import { useState } from "react";
import { useLocale, useT } from "../../i18n/i18n.tsx";
import { Button, IconButton } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { SelectField } from "../../ui/SelectField.tsx";
import { useToast } from "../../ui/Toast.tsx";
import { useSetAccess } from "./changes.ts";
import { Grant } from "./Grant.tsx";
import { GrantForm } from "./GrantForm.tsx";
import type { AccessInput, AccessView } from "./types.ts";
import { type Dataset, MASKS, type Mask } from "./types.ts";
import styles from "./warehouse.module.css";
import { columnLabel } from "./words.ts";

type AccessEditorProps = { dataset: Dataset; view: AccessView; onClose: () => void };

/** Grants to agencies, masks of columns and rules for rows, saved together. */
export function AccessEditor({ dataset, view, onClose }: AccessEditorProps) {
  const t = useT();
  const toast = useToast();
  const save = useSetAccess(dataset.name);
  const [draft, setDraft] = useState<AccessInput>({
    grants: view.grants,
    columns: view.columns,
    rows: view.rows,
  });
  const submit = () =>
    save.mutate(draft, {
      onSuccess: () => {
        toast({ tone: "ok", text: t("wh.access.saved") });
        onClose();
      },
    });
  return (
    <Card
      title={t("wh.access.edit")}
      foot={
        <div className={styles.buttons}>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button kind="primary" busy={save.isPending} onPress={submit}>
            {t("common.save")}
          </Button>
        </div>
      }
    >
      <div className={styles.form}>
        <GrantList dataset={dataset} draft={draft} onChange={setDraft} />
        <MaskList dataset={dataset} view={view} draft={draft} onChange={setDraft} />
        <RowRules dataset={dataset} draft={draft} onChange={setDraft} />
      </div>
    </Card>
  );
}

type PartProps = { dataset: Dataset; draft: AccessInput; onChange: (draft: AccessInput) => void };

function GrantList({ dataset, draft, onChange }: PartProps) {
  const t = useT();
  const set = (grants: AccessInput["grants"]) => onChange({ ...draft, grants });
  return (
    <section className={styles.form} aria-label={t("wh.grants.title")}>
      <h3>{t("wh.grants.title")}</h3>
      {draft.grants.length > 0 && (
        <ul className={styles.lines}>
          {draft.grants.map((grant) => (
            <li key={`${grant.agencyCode} ${grant.purpose}`} className={styles.lineCentre}>
              <Grant dataset={dataset} grant={grant} />
              <IconButton
                icon="close"
                label={t("wh.grants.drop", { agency: grant.agencyCode })}
                onPress={() => set(draft.grants.filter((other) => other !== grant))}
              />
            </li>
          ))}
        </ul>
      )}
      <GrantForm
        key={draft.grants.length}
        dataset={dataset}
        onAdd={(grant) => set([...draft.grants, grant])}
      />
    </section>
  );
}

function MaskList({ dataset, view, draft, onChange }: PartProps & { view: AccessView }) {
  const t = useT();
  const { locale } = useLocale();
  const set = (name: string, mask: string) =>
    onChange({
      ...draft,
      columns: [
        ...draft.columns.filter((column) => column.name !== name),
        ...(mask === "" ? [] : [{ name, mask: mask as Mask }]),
      ],
    });
  return (
    <section className={styles.form} aria-label={t("wh.masks.title")}>
      <h3>{t("wh.masks.title")}</h3>
      <p className={styles.quiet}>{t("wh.masks.note")}</p>
      <div className={styles.fields}>
        {dataset.columns.map((column) => {
          const found = view.classes.find((entry) => entry.column === column.name);
          return (
            <SelectField
              key={column.name}
              label={columnLabel(column, locale)}
              hint={t(`wh.class.${found?.class ?? column.class}`)}
              placeholder={t("wh.masks.byClass")}
              value={draft.columns.find((entry) => entry.name === column.name)?.mask ?? ""}
              options={MASKS.map((mask) => ({ value: mask, label: t(`wh.mask.${mask}`) }))}
              onChange={(mask) => set(column.name, mask)}
            />
          );
        })}
      </div>
    </section>
  );
}

function RowRules({ dataset, draft, onChange }: PartProps) {
  const t = useT();
  const { locale } = useLocale();
  const columns = dataset.columns.map((column) => ({
    value: column.name,
    label: columnLabel(column, locale),
  }));
  const columnFor = (by: "agency" | "territory") => draft.rows.find((rule) => rule.by === by)?.column ?? "";
  const set = (by: "agency" | "territory", column: string) =>
    onChange({
      ...draft,
      rows: [...draft.rows.filter((rule) => rule.by !== by), ...(column === "" ? [] : [{ column, by }])],
    });
  return (
    <section className={styles.form} aria-label={t("wh.rowRules.title")}>
      <h3>{t("wh.rowRules.title")}</h3>
      <div className={styles.fields}>
        {(["agency", "territory"] as const).map((by) => (
          <SelectField
            key={by}
            label={t(`wh.rowRules.${by}`)}
            optional
            placeholder={t("wh.rowRules.none")}
            value={columnFor(by)}
            options={columns}
            onChange={(column) => set(by, column)}
          />
        ))}
      </div>
    </section>
  );
}
