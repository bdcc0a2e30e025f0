import type { ReactNode } from "react";
import { useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { TextField } from "../../ui/TextField.tsx";
import type { Bilingual } from "./types.ts";
import styles from "./warehouse.module.css";

type FormDialogProps = {
  title: string;
  saving: boolean;
  onSave: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** A form in a dialog that is there while it is shown: cancel, or save. */
export function FormDialog({ title, saving, onSave, onClose, children }: FormDialogProps) {
  const t = useT();
  return (
    <Dialog
      open
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button kind="primary" busy={saving} onPress={onSave}>
            {t("common.save")}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}

type BilingualFieldsProps = {
  labelVi: string;
  labelEn: string;
  value: Bilingual;
  onChange: (value: Bilingual) => void;
  /** A text of several lines; one line unless given. */
  rows?: number;
  error?: string | undefined;
};

/** A text in both languages; English may be left out. */
export function BilingualFields({ labelVi, labelEn, value, onChange, rows, error }: BilingualFieldsProps) {
  const shared = rows === undefined ? {} : { rows };
  return (
    <div className={rows === undefined ? styles.fields : styles.form}>
      <TextField
        {...shared}
        label={labelVi}
        error={error}
        value={value.vi}
        onChange={(vi) => onChange({ ...value, vi })}
      />
      <TextField
        {...shared}
        label={labelEn}
        optional
        value={value.en}
        onChange={(en) => onChange({ ...value, en })}
      />
    </div>
  );
}
