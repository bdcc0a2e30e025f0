import { useState } from "react";
import { useLocale, useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { CheckboxField } from "../../ui/CheckboxField.tsx";
import { SelectField } from "../../ui/SelectField.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { emptyRule, RULE_KINDS, type RuleDraft, ruleOf } from "./rule-words.ts";
import type { Dataset } from "./types.ts";
import type { RuleDefinition, RuleKind } from "./types-use.ts";
import styles from "./warehouse.module.css";
import { columnLabel } from "./words.ts";

type RuleFormProps = {
  dataset: Dataset;
  taken: (rule: RuleDefinition) => boolean;
  onAdd: (rule: RuleDefinition) => void;
};

/** A new rule: its kind, then the few fields that the kind needs. */
export function RuleForm({ dataset, taken, onAdd }: RuleFormProps) {
  const t = useT();
  const first = dataset.columns[0]?.name ?? "";
  const [draft, setDraft] = useState<RuleDraft>(() => emptyRule("not_null", first));
  const set = (change: Partial<RuleDraft>) => setDraft({ ...draft, ...change });
  const type = dataset.columns.find((column) => column.name === draft.column)?.type;
  const rule = ruleOf(draft, type === "date" || type === "datetime");
  const reason = !rule ? t("wh.rule.missing") : taken(rule) ? t("wh.rule.taken") : undefined;
  return (
    <fieldset className={styles.form} aria-label={t("wh.rule.new")}>
      <div className={styles.fields}>
        <SelectField
          label={t("wh.rule.kind")}
          value={draft.kind}
          options={RULE_KINDS.map((kind) => ({ value: kind, label: t(`wh.rule.${kind}`) }))}
          onChange={(kind) => setDraft(emptyRule(kind as RuleKind, draft.column || first))}
        />
        <KindFields dataset={dataset} draft={draft} set={set} />
        <SelectField
          label={t("wh.severity")}
          value={draft.severity}
          options={[
            { value: "error", label: t("wh.severity.error") },
            { value: "warning", label: t("wh.severity.warning") },
          ]}
          onChange={(severity) => set({ severity: severity === "warning" ? "warning" : "error" })}
        />
      </div>
      <div>
        <Button icon="plus" disabledReason={reason} onPress={() => rule && onAdd(rule)}>
          {t("wh.rule.add")}
        </Button>
      </div>
    </fieldset>
  );
}

type KindFieldsProps = { dataset: Dataset; draft: RuleDraft; set: (change: Partial<RuleDraft>) => void };

function KindFields({ dataset, draft, set }: KindFieldsProps) {
  const t = useT();
  const { locale } = useLocale();
  const { kind } = draft;
  if (kind === "unique") return <KeyColumns dataset={dataset} draft={draft} set={set} />;
  return (
    <>
      {kind !== "row_count" && (
        <SelectField
          label={t("wh.rule.column")}
          {...(kind === "freshness" ? { placeholder: t("wh.rule.loadTime") } : {})}
          value={draft.column}
          options={dataset.columns.map((column) => ({
            value: column.name,
            label: columnLabel(column, locale),
          }))}
          onChange={(column) => set({ column })}
        />
      )}
      {(kind === "range" || kind === "row_count") && (
        <TextField
          label={t("wh.filter.least")}
          optional
          value={draft.least}
          onChange={(least) => set({ least })}
        />
      )}
      {["range", "row_count", "freshness", "distribution_drift"].includes(kind) && (
        <TextField
          label={t(
            kind === "freshness"
              ? "wh.rule.hours"
              : kind === "distribution_drift"
                ? "wh.rule.psi"
                : "wh.filter.most",
          )}
          optional={kind === "range" || kind === "row_count"}
          value={draft.most}
          onChange={(most) => set({ most })}
        />
      )}
      <WordFields draft={draft} set={set} />
    </>
  );
}

function WordFields({ draft, set }: Pick<KindFieldsProps, "draft" | "set">) {
  const t = useT();
  const { kind } = draft;
  return (
    <>
      {kind === "accepted_values" && (
        <TextField
          label={t("wh.rule.values")}
          hint={t("wh.rule.valuesHint")}
          rows={4}
          value={draft.values}
          onChange={(values) => set({ values })}
        />
      )}
      {kind === "regex" && (
        <TextField
          label={t("wh.rule.pattern")}
          placeholder="^\d{12}$"
          value={draft.pattern}
          onChange={(pattern) => set({ pattern })}
        />
      )}
      {kind === "relationships" && (
        <>
          <TextField
            label={t("wh.rule.toDataset")}
            value={draft.toDataset}
            onChange={(toDataset) => set({ toDataset })}
          />
          <TextField
            label={t("wh.rule.toColumn")}
            value={draft.toColumn}
            onChange={(toColumn) => set({ toColumn })}
          />
        </>
      )}
    </>
  );
}

function KeyColumns({ dataset, draft, set }: KindFieldsProps) {
  const t = useT();
  const { locale } = useLocale();
  return (
    <fieldset aria-label={t("wh.rule.columns")} className={styles.codes}>
      {dataset.columns.map(({ name, ...column }) => (
        <CheckboxField
          key={name}
          label={columnLabel({ name, ...column }, locale)}
          checked={draft.columns.includes(name)}
          onChange={(on) =>
            set({ columns: on ? [...draft.columns, name] : draft.columns.filter((other) => other !== name) })
          }
        />
      ))}
    </fieldset>
  );
}
