import { useState } from "react";
import { useLocale, useT } from "../../i18n/i18n.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { Button, IconButton } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { useToast } from "../../ui/Toast.tsx";
import { useSetQuality } from "./changes.ts";
import { RuleForm } from "./RuleForm.tsx";
import { sameRule } from "./rule-words.ts";
import type { Dataset } from "./types.ts";
import type { QualityView, RuleDefinition } from "./types-use.ts";
import styles from "./warehouse.module.css";
import { columnLabel, pick } from "./words.ts";

/** The rules: take one away, add one by its kind, and what a failure does to a new version. */
export function RulesEditor({ dataset, view }: { dataset: Dataset; view: QualityView }) {
  const t = useT();
  const toast = useToast();
  const save = useSetQuality(dataset.name);
  const [rules, setRules] = useState<readonly RuleDefinition[]>(view.rules);
  const [onFailure, setOnFailure] = useState(view.onFailure);
  const changed = rules !== view.rules || onFailure !== view.onFailure;
  const describe = useRuleWords(dataset, view);
  const submit = () =>
    save.mutate(
      { rules, onFailure },
      { onSuccess: () => toast({ tone: "ok", text: t("wh.quality.saved") }) },
    );
  return (
    <Card
      title={t("wh.quality.rules")}
      foot={
        <Button
          kind="primary"
          busy={save.isPending}
          disabledReason={changed ? undefined : t("wh.nothingChanged")}
          onPress={submit}
        >
          {t("wh.quality.save")}
        </Button>
      }
    >
      <div className={styles.form}>
        <RuleList rules={rules} describe={describe} onChange={setRules} />
        <RuleForm
          dataset={dataset}
          taken={(rule) => rules.some((other) => sameRule(other, rule))}
          onAdd={(rule) => setRules([...rules, rule])}
        />
        <OnFailure value={onFailure} onChange={setOnFailure} />
      </div>
    </Card>
  );
}

type RuleListProps = {
  rules: readonly RuleDefinition[];
  describe: (rule: RuleDefinition) => string;
  onChange: (rules: readonly RuleDefinition[]) => void;
};

function RuleList({ rules, describe, onChange }: RuleListProps) {
  const t = useT();
  return (
    <ul className={styles.lines}>
      {rules.map((rule) => (
        <li key={JSON.stringify(rule)} className={styles.lineCentre}>
          <span className={styles.lineText}>{describe(rule)}</span>
          <span className={styles.badges}>
            <Badge tone={rule.severity === "warning" ? "warn" : "idle"}>
              {t(`wh.severity.${rule.severity ?? "error"}`)}
            </Badge>
            <IconButton
              icon="close"
              label={t("wh.quality.drop", { rule: describe(rule) })}
              onPress={() => onChange(rules.filter((other) => other !== rule))}
            />
          </span>
        </li>
      ))}
    </ul>
  );
}

type OnFailureProps = {
  value: QualityView["onFailure"];
  onChange: (value: QualityView["onFailure"]) => void;
};

function OnFailure({ value, onChange }: OnFailureProps) {
  const t = useT();
  return (
    <div className={styles.lineText}>
      <span>{t("wh.quality.onFailure")}</span>
      <div className={styles.start}>
        <SegmentedControl
          label={t("wh.quality.onFailure")}
          value={value}
          options={[
            { value: "hold", label: t("wh.quality.hold") },
            { value: "publish", label: t("wh.quality.publish") },
          ]}
          onChange={onChange}
        />
      </div>
    </div>
  );
}

/** A rule in words: the server's own where it was run, else by its kind. */
function useRuleWords(dataset: Dataset, view: QualityView): (rule: RuleDefinition) => string {
  const t = useT();
  const { locale } = useLocale();
  const name = (column: string | undefined) => {
    const found = dataset.columns.find((entry) => entry.name === column);
    return found ? columnLabel(found, locale) : (column ?? "");
  };
  return (rule) => {
    const known = view.results.find((result) => sameRule(result.rule, rule));
    if (known) return pick(known.words, locale);
    const columns =
      rule.kind === "unique"
        ? rule.columns.map(name).join(", ")
        : name("column" in rule ? rule.column : undefined);
    return t("wh.rule.words", { kind: t(`wh.rule.${rule.kind}`), columns });
  };
}
