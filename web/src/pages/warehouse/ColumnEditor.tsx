import { useState } from "react";
import { useLocale, useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { SelectField } from "../../ui/SelectField.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { useSetColumns } from "./changes.ts";
import { codesFrom, codesText } from "./codes-text.ts";
import { useTerms } from "./queries.ts";
import type { Column } from "./types.ts";
import styles from "./warehouse.module.css";
import { columnLabel, pick } from "./words.ts";

type ColumnEditorProps = { dataset: string; column: Column; onClose: () => void };

/** The dictionary entry of one column, for who may change it. Codes are typed a line each: `code = vi | en`. */
export function ColumnEditor({ dataset, column, onClose }: ColumnEditorProps) {
  const t = useT();
  const { locale } = useLocale();
  const terms = useTerms();
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
    <Dialog
      open
      title={columnLabel(column, locale)}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button kind="primary" busy={save.isPending} onPress={submit}>
            {t("common.save")}
          </Button>
        </>
      }
    >
      <p className={styles.quiet}>{t("wh.sourceName", { name: column.sourceName })}</p>
      <div className={styles.fields}>
        <TextField label={t("wh.labelVi")} value={label.vi} onChange={(vi) => setLabel({ ...label, vi })} />
        <TextField
          label={t("wh.labelEn")}
          optional
          value={label.en}
          onChange={(en) => setLabel({ ...label, en })}
        />
      </div>
      <TextField
        label={t("wh.descriptionVi")}
        optional
        rows={2}
        value={description.vi}
        onChange={(vi) => setDescription({ ...description, vi })}
      />
      <TextField
        label={t("wh.descriptionEn")}
        optional
        rows={2}
        value={description.en}
        onChange={(en) => setDescription({ ...description, en })}
      />
      <div className={styles.fields}>
        <TextField label={t("wh.col.unit")} optional value={unit} onChange={setUnit} maxLength={40} />
        <SelectField
          label={t("wh.term")}
          optional
          placeholder={t("common.none")}
          value={term}
          options={(terms.data ?? []).map((entry) => ({
            value: entry.code,
            label: pick(entry.label, locale),
          }))}
          onChange={setTerm}
        />
      </div>
      <TextField
        label={t("wh.codesField")}
        hint={t("wh.codesHint")}
        optional
        rows={5}
        value={codes}
        onChange={setCodes}
      />
    </Dialog>
  );
}
