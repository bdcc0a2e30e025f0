import { QueryView } from "../../api/QueryView.tsx";
import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { Badge, type Tone } from "../../ui/Badge.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import type { IconName } from "../../ui/Icon.tsx";
import { KeyFigure } from "../../ui/KeyFigure.tsx";
import { QualityBadge } from "./badges.tsx";
import { useRunQuality } from "./changes.ts";
import { useQuality } from "./queries.ts";
import { RulesEditor } from "./RulesEditor.tsx";
import { ScoreChart } from "./ScoreChart.tsx";
import type { TabProps } from "./tab-props.ts";
import type { Dataset } from "./types.ts";
import type { QualityView, RuleResult } from "./types-use.ts";
import styles from "./warehouse.module.css";
import { pick } from "./words.ts";

/** How good the data are: the score, its way over the versions, each rule in words, and the rules themselves. */
export function QualityTab({ dataset }: TabProps) {
  const quality = useQuality(dataset.name);
  return (
    <QueryView query={quality}>
      {(view) => (
        <div className={styles.stack}>
          <Score dataset={dataset} view={view} />
          <Results dataset={dataset} view={view} />
          {dataset.may.setQuality && <RulesEditor key={view.checkedAt} dataset={dataset} view={view} />}
        </div>
      )}
    </QueryView>
  );
}

function Score({ dataset, view }: { dataset: Dataset; view: QualityView }) {
  const t = useT();
  const format = useFormat();
  const run = useRunQuality(dataset.name);
  return (
    <Card
      title={t("wh.quality.title")}
      note={
        view.checkedAt
          ? t("wh.quality.checked", { version: view.version ?? 0, at: format.dateTime(view.checkedAt) })
          : t("wh.quality.never")
      }
      actions={
        dataset.may.setQuality && (
          <Button icon="refresh" busy={run.isPending} onPress={() => run.mutate(undefined)}>
            {t("wh.quality.run")}
          </Button>
        )
      }
    >
      <div className={styles.scores}>
        <KeyFigure
          label={t("wh.quality.score")}
          value={view.score === null ? "–" : format.number(view.score, { digits: 1 })}
          unit="/ 100"
          note={<QualityBadge score={view.score} />}
        />
        {view.history.length > 1 && <ScoreChart history={view.history} />}
      </div>
      <p className={styles.quiet}>
        {t(view.onFailure === "hold" ? "wh.quality.hold.words" : "wh.quality.publish.words")}
      </p>
    </Card>
  );
}

function Results({ dataset, view }: { dataset: Dataset; view: QualityView }) {
  const t = useT();
  if (view.results.length === 0) {
    return (
      <EmptyState
        icon="check-circle"
        title={t("wh.quality.noRules")}
        text={t(dataset.may.setQuality ? "wh.quality.noRulesDo" : "wh.quality.noRulesText")}
      />
    );
  }
  return (
    <Card title={t("wh.quality.results")}>
      <ul className={styles.lines}>
        {view.results.map((result) => (
          <li key={JSON.stringify(result.rule)}>
            <Result result={result} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

const OUTCOMES: Record<RuleResult["outcome"], readonly [Tone, IconName]> = {
  pass: ["ok", "check-circle"],
  fail: ["bad", "close-circle"],
  error: ["warn", "warning"],
  skipped: ["idle", "minus"],
};

function Result({ result }: { result: RuleResult }) {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  const [tone, icon] = OUTCOMES[result.outcome];
  const warns = result.outcome === "fail" && result.rule.severity === "warning";
  return (
    <div className={styles.line}>
      <div className={styles.lineText}>
        <span>{pick(result.words, locale)}</span>
        {result.outcome !== "pass" && pick(result.message, locale) && (
          <span className={styles.quiet}>{pick(result.message, locale)}</span>
        )}
        {result.examples.length > 0 && (
          <details>
            <summary className={styles.quiet}>
              {t("wh.quality.examples", { count: result.examples.length })}
            </summary>
            <ul className={styles.codes}>
              {result.examples.map((row, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two failing rows may be alike; their order never changes.
                <li key={`${index} ${row.join("\u0000")}`}>
                  <code>
                    {row.map((cell) => (cell === null ? t("wh.noValue") : String(cell))).join(" · ")}
                  </code>
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
      <span className={styles.badges}>
        {result.outcome === "fail" && result.checked > 1 && (
          <span className={styles.quiet}>
            {t("wh.quality.failing", {
              failing: format.number(result.failing),
              checked: format.number(result.checked),
            })}
          </span>
        )}
        <Badge tone={warns ? "warn" : tone} icon={icon}>
          {t(`wh.outcome.${result.outcome}`)}
        </Badge>
      </span>
    </div>
  );
}
