import { useLocale, useT } from "../../i18n/i18n.tsx";
import { Card } from "../../ui/Card.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { SelectField } from "../../ui/SelectField.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { AgencyField } from "../import/AgencyField.tsx";
import shared from "../import/import.module.css";
import type { NewTarget } from "./draft.ts";
import { useThemes } from "./queries.ts";
import { nameOf, targetProblems, UPDATE_EVERY } from "./target.ts";
import type { FilePreview } from "./types.ts";
import styles from "./warehouse-in.module.css";

type NewTargetFormProps = {
  form: NewTarget;
  preview: FilePreview;
  agencies: readonly string[] | null;
  onChange: (form: NewTarget) => void;
};

/** A new dataset: how it is called, whose it is, who may see it, how its rows are told apart. */
export function NewTargetForm({ form, preview, agencies, onChange }: NewTargetFormProps) {
  const t = useT();
  const { locale } = useLocale();
  const themes = useThemes();
  const set = (part: Partial<NewTarget>) => onChange({ ...form, ...part });
  const problems = targetProblems(form);
  const wrong = problems.name === "name-form" ? t("intake.new.nameForm") : undefined;
  return (
    <Card title={t("intake.new.title")}>
      <div className={shared.stack}>
        <div className={shared.fields}>
          <TextField
            label={t("intake.new.titleVi")}
            maxLength={300}
            value={form.titleVi}
            onChange={(titleVi) =>
              set(form.name === nameOf(form.titleVi) ? { titleVi, name: nameOf(titleVi) } : { titleVi })
            }
          />
          <TextField
            label={t("intake.new.titleEn")}
            optional
            maxLength={300}
            value={form.titleEn}
            onChange={(titleEn) => set({ titleEn })}
          />
        </div>
        <div className={shared.fields}>
          <TextField
            label={t("intake.new.name")}
            hint={t("intake.new.nameHint")}
            error={wrong}
            maxLength={63}
            value={form.name}
            onChange={(name) => set({ name: name.trim() })}
          />
          <SelectField
            label={t("intake.new.theme")}
            placeholder={t("intake.new.choose")}
            value={form.theme}
            options={(themes.data ?? []).map(({ code, label }) => ({ value: code, label: label[locale] }))}
            onChange={(theme) => set({ theme })}
          />
        </div>
        <div className={shared.fields}>
          <AgencyField
            value={form.agencyCode}
            agencies={agencies}
            label={t("intake.new.agency")}
            onChange={(agencyCode) => set({ agencyCode })}
          />
          <SelectField
            label={t("intake.new.updateEvery")}
            value={form.updateEvery}
            options={UPDATE_EVERY.map((value) => ({
              value,
              label: t(`intake.every.${value === "" ? "none" : value}`),
            }))}
            onChange={(updateEvery) => set({ updateEvery })}
          />
        </div>
        <div className={styles.labelled}>
          <span className={styles.label}>{t("intake.new.access")}</span>
          <SegmentedControl
            label={t("intake.new.access")}
            value={form.access}
            options={[
              { value: "city", label: t("intake.access.city"), icon: "building" },
              { value: "agency", label: t("intake.access.agency"), icon: "lock" },
            ]}
            onChange={(access) => set({ access })}
          />
          <p className={shared.quiet}>{t(`intake.access.${form.access}Text`)}</p>
        </div>
        <TextField
          label={t("intake.new.description")}
          optional
          rows={3}
          maxLength={4000}
          value={form.description}
          onChange={(description) => set({ description })}
        />
        <KeyColumns preview={preview} chosen={form.key} onChange={(key) => set({ key })} />
      </div>
    </Card>
  );
}

type KeyColumnsProps = { preview: FilePreview; chosen: readonly string[]; onChange: (key: string[]) => void };

const MOST_KEYS = 8;

function KeyColumns({ preview, chosen, onChange }: KeyColumnsProps) {
  const t = useT();
  return (
    <fieldset className={styles.keys}>
      <legend className={styles.label}>{t("intake.new.key")}</legend>
      <p className={shared.quiet}>{t("intake.new.keyHint")}</p>
      <div className={styles.keyList}>
        {preview.columns.map(({ name, sourceName }) => (
          <label key={name} className={styles.keyChoice}>
            <input
              type="checkbox"
              checked={chosen.includes(name)}
              onChange={(event) =>
                onChange(
                  event.target.checked
                    ? [...chosen, name].slice(0, MOST_KEYS)
                    : chosen.filter((one) => one !== name),
                )
              }
            />
            <span>{sourceName || name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
