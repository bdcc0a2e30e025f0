import { useState } from "react";
import { useLocale, useT } from "../../i18n/i18n.tsx";
import { SelectField } from "../../ui/SelectField.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { useSetColumns } from "./changes.ts";
import { codesFrom, codesText } from "./codes-text.ts";
import { BilingualFields, FormDialog } from "./FormDialog.tsx";
import { useTerms } from "./queries.ts";
import type { Column } from "./types.ts";
import styles from "./warehouse.module.css";
import { columnLabel, pick } from "./words.ts";

type ColumnEditorProps = { dataset: string; column: Column; onClose: () => void };

/** The dictionary entry of one column, for who may change it. Codes are typed a line each: `code = vi | en`. */
export function ColumnEditor({ dataset, column, onClose }: ColumnEditorProps) {
  const t = useT();
  const { locale } = useLocale();
  const save = useSetColumns(dataset);
  const [label, setLabel] = useState(column.label);
  const [description, setDescription] = useState(column.description);
  const [unit, setUnit] = useState(column.unit ?? "");
  const [term, setTerm] = useState(column.term ?? "");
  const [codes, setCodes] = useState(codesText(column.codes));
  const submit = () =>
    save.mutate(
      [
        {
          name: column.name,
          label,
          description,
          unit: unit.trim() || null,
          term: term || null,
          codes: codesFrom(codes),
        },
      ],
      { onSuccess: onClose },
    );
  return (
    <FormDialog title={columnLabel(column, locale)} saving={save.isPending} onSave={submit} onClose={onClose}>
      <p className={styles.quiet}>{t("wh.sourceName", { name: column.sourceName })}</p>
      <BilingualFields
        labelVi={t("wh.labelVi")}
        labelEn={t("wh.labelEn")}
        value={label}
        onChange={setLabel}
      />
      <BilingualFields
        labelVi={t("wh.descriptionVi")}
        labelEn={t("wh.descriptionEn")}
        rows={2}
        value={description}
        onChange={setDescription}
      />
      <div className={styles.fields}>
        <TextField label={t("wh.col.unit")} optional value={unit} onChange={setUnit} maxLength={40} />
        <TermField value={term} onChange={setTerm} />
      </div>
      <TextField
        label={t("wh.codesField")}
        hint={t("wh.codesHint")}
        optional
        rows={5}
        value={codes}
        onChange={setCodes}
      />
    </FormDialog>
  );
}

function TermField({ value, onChange }: { value: string; onChange: (code: string) => void }) {
  const t = useT();
  const { locale } = useLocale();
  const terms = useTerms();
  return (
    <SelectField
      label={t("wh.term")}
      optional
      placeholder={t("common.none")}
      value={value}
      options={(terms.data ?? []).map(({ code, label }) => ({ value: code, label: pick(label, locale) }))}
      onChange={onChange}
    />
  );
}
