import { useEffect, useState } from "react";
import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { SelectField } from "../../ui/SelectField.tsx";
import styles from "./sql.module.css";
import type { SqlSchema } from "./types.ts";
import { usePurposes } from "./use-purposes.ts";
import type { RunState } from "./use-run.ts";

const LIMITS = [100, 1000, 10_000, 100_000] as const;

type RunBarProps = {
  schema: SqlSchema | undefined;
  sql: string;
  state: RunState;
  limit: number;
  purpose: string;
  onLimit: (limit: number) => void;
  onPurpose: (purpose: string) => void;
  onRun: () => void;
  onCancel: () => void;
  onSave?: () => void;
};

/** Run or stop, how many rows, for which purpose, and the limits in words. */
export function RunBar({ schema, sql, state, ...rest }: RunBarProps) {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  const purposes = usePurposes(schema, sql);
  const running = state.is === "running";
  const most = schema?.limits.maxRows ?? 100_000;
  const empty = sql.trim() === "" ? t("sql.run.empty") : undefined;
  return (
    <div className={styles.runBar}>
      <div className={styles.runButtons}>
        {running ? (
          <Button icon="close" onPress={rest.onCancel}>
            {t("sql.run.stop")}
          </Button>
        ) : (
          <Button kind="primary" icon="play" disabledReason={empty} onPress={rest.onRun}>
            {t("sql.run.run")}
          </Button>
        )}
        {rest.onSave && (
          <Button icon="file" disabledReason={empty} onPress={rest.onSave}>
            {t("sql.save.button")}
          </Button>
        )}
        {state.is === "running" && <Elapsed since={state.startedAt} />}
      </div>
      <div className={styles.runFields}>
        <SelectField
          label={t("sql.run.limit")}
          value={String(rest.limit)}
          options={LIMITS.filter((limit) => limit <= most).map((limit) => ({
            value: String(limit),
            label: format.number(limit),
          }))}
          onChange={(limit) => rest.onLimit(Number(limit))}
        />
        {purposes.length > 0 && (
          <SelectField
            label={t("sql.run.purpose")}
            value={rest.purpose}
            placeholder={t("sql.run.noPurpose")}
            options={purposes.map(({ code, label }) => ({ value: code, label: label[locale] }))}
            onChange={rest.onPurpose}
          />
        )}
      </div>
      {schema && (
        <p className={styles.limits}>
          {t("sql.run.limits", {
            seconds: schema.limits.maxSeconds,
            rows: format.number(schema.limits.maxRows),
            memory: format.bytes(schema.limits.maxMemoryBytes),
          })}{" "}
          {purposes.length > 0 && t("sql.run.purposeNote")}
        </p>
      )}
    </div>
  );
}

function Elapsed({ since }: { since: number }) {
  const t = useT();
  const format = useFormat();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 100);
    return () => window.clearInterval(timer);
  }, []);
  return (
    <span className={styles.elapsed} role="timer" aria-live="off">
      {t("sql.run.elapsed", {
        seconds: format.number(Math.max(0, now - since) / 1000, { digits: 1, fixed: true }),
      })}
    </span>
  );
}
