import { useId } from "react";
import { useT } from "../../i18n/i18n.tsx";
import shared from "../import/import.module.css";
import type { LoadMode } from "./types.ts";
import styles from "./warehouse-in.module.css";

const MODES = ["replace", "append", "upsert"] as const;

type ModeChoiceProps = {
  mode: LoadMode;
  /** Key of the dataset; undefined = not known here. */
  keyColumns?: readonly string[];
  onChange: (mode: LoadMode) => void;
};

/** What becomes of the rows that are there, each choice told in plain words. */
export function ModeChoice({ mode, keyColumns, onChange }: ModeChoiceProps) {
  const t = useT();
  const name = useId();
  return (
    <fieldset className={shared.radios} aria-label={t("intake.mode.title")}>
      {MODES.map((one) => (
        <label key={one} className={styles.choice}>
          <input type="radio" name={name} checked={mode === one} onChange={() => onChange(one)} />
          <span>
            <strong>{t(`intake.mode.${one}`)}</strong>
            <span className={styles.choiceText}>
              {one === "upsert" && keyColumns && keyColumns.length > 0
                ? t("intake.mode.upsertKey", { columns: keyColumns.join(", ") })
                : t(`intake.mode.${one}Text`)}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
