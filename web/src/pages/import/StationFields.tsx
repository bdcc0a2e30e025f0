import { type MessageKey, useLocale, useT } from "../../i18n/i18n.tsx";
import { SelectField } from "../../ui/SelectField.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { useCatalogue } from "../telemetry/queries.ts";
import { AgencyField } from "./AgencyField.tsx";
import styles from "./import.module.css";
import { type FormProblem, formProblems, pastedPlace, type StationForm } from "./stations.ts";

const PROBLEMS: Record<FormProblem, MessageKey> = {
  missing: "import.form.missing",
  "code-form": "import.form.codeForm",
  "code-taken": "import.form.codeTaken",
  "not-number": "import.form.notNumber",
  "off-range": "import.form.offRange",
  swapped: "import.form.swapped",
};

/** Props of StationFields. Empty fields complain only with `strict` (after a try to save). */
export type StationFieldsProps = {
  form: StationForm;
  taken: ReadonlySet<string>;
  agencies: readonly string[] | null;
  strict?: boolean;
  onChange: (form: StationForm) => void;
};

/** The facts of a new station. Two numbers pasted into one coordinate fill both. */
export function StationFields({ form, taken, agencies, strict = false, onChange }: StationFieldsProps) {
  const t = useT();
  const { locale } = useLocale();
  const { data } = useCatalogue();
  const problems = formProblems(form, taken);
  const field = (name: keyof StationForm) => {
    const problem = problems[name];
    return {
      value: form[name],
      error: problem && (strict || problem !== "missing") ? t(PROBLEMS[problem]) : undefined,
      onChange: (value: string) => onChange({ ...form, [name]: value }),
    };
  };
  const place = (name: "lon" | "lat") => ({
    ...field(name),
    kind: "number" as const,
    onChange: (value: string) => onChange({ ...form, ...(pastedPlace(value) ?? { [name]: value }) }),
  });
  return (
    <div className={styles.fields}>
      <TextField {...field("nameVi")} label={t("import.form.nameVi")} maxLength={200} />
      <TextField {...field("nameEn")} label={t("import.form.nameEn")} maxLength={200} />
      <TextField {...field("code")} label={t("import.form.code")} maxLength={60} />
      <SelectField
        {...field("kind")}
        label={t("import.form.kind")}
        options={(data?.kinds ?? []).map((kind) => ({
          value: kind.code,
          label: locale === "vi" ? kind.nameVi : kind.nameEn,
        }))}
      />
      <TextField {...place("lat")} label={t("import.form.lat")} placeholder="10.7769" />
      <TextField {...place("lon")} label={t("import.form.lon")} placeholder="106.7009" />
      <AgencyField {...field("agencyCode")} agencies={agencies} />
      <p className={styles.fieldNote}>{t("import.form.placeHint")}</p>
    </div>
  );
}
