import { useState } from "react";
import { errorView } from "../../api/QueryView.tsx";
import { useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { CheckboxField } from "../../ui/CheckboxField.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { useToast } from "../../ui/Toast.tsx";
import shared from "../import/import.module.css";
import { useSavedActions } from "./queries.ts";
import type { ChartSpec, SavedQuery } from "./types.ts";

type SaveDialogProps = {
  sql: string;
  chart: ChartSpec | null;
  /** The kept query that is renamed or written over; absent for a new one. */
  saved?: SavedQuery | undefined;
  onSaved?: (saved: SavedQuery) => void;
  onClose: () => void;
};

/** Keeps a query under a name. */
export function SaveDialog({ sql, chart, saved, onSaved, onClose }: SaveDialogProps) {
  const t = useT();
  const toast = useToast();
  const { add, change } = useSavedActions();
  const [title, setTitle] = useState(saved?.title ?? "");
  const [isShared, setShared] = useState(saved?.shared ?? false);
  const error = add.error ?? change.error;
  function save(): void {
    const body = { title: title.trim(), sql, shared: isShared, ...(chart ? { chart } : {}) };
    const onSuccess = (kept: SavedQuery) => {
      toast({ text: t("sql.save.done"), tone: "ok" });
      onSaved?.(kept);
      onClose();
    };
    if (saved) change.mutate({ id: saved.id, body }, { onSuccess });
    else add.mutate(body, { onSuccess });
  }
  return (
    <Dialog
      open
      title={t(saved ? "sql.save.rename" : "sql.save.title")}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button
            kind="primary"
            busy={add.isPending || change.isPending}
            disabledReason={title.trim() === "" ? t("sql.save.nameFirst") : undefined}
            onPress={save}
          >
            {t("common.save")}
          </Button>
        </>
      }
    >
      <div className={shared.stack}>
        <TextField label={t("sql.save.name")} maxLength={200} value={title} onChange={setTitle} />
        <CheckboxField
          label={t("sql.save.shared")}
          hint={t("sql.save.sharedHint")}
          checked={isShared}
          onChange={setShared}
        />
        {error !== null && <ErrorState {...errorView(error, t)} />}
      </div>
    </Dialog>
  );
}
