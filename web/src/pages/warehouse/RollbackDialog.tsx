import { useState } from "react";
import { useFormat, useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { useToast } from "../../ui/Toast.tsx";
import { useRollback } from "./changes.ts";
import type { Dataset, Version } from "./types.ts";

type RollbackDialogProps = { dataset: Dataset; version: Version | undefined; onClose: () => void };

/** Asks before an older version becomes the current one. */
export function RollbackDialog({ dataset, version, onClose }: RollbackDialogProps) {
  const t = useT();
  const format = useFormat();
  const toast = useToast();
  const rollback = useRollback(dataset.name);
  const [note, setNote] = useState("");
  const number = version?.number ?? 0;
  const submit = () =>
    rollback.mutate(
      { version: number, ...(note.trim() ? { note: note.trim() } : {}) },
      {
        onSuccess: () => {
          onClose();
          setNote("");
          toast({ tone: "ok", text: t("wh.rollback.done", { number }) });
        },
      },
    );
  return (
    <Dialog
      open={version !== undefined}
      title={t("wh.rollback.title", { number })}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button kind="primary" busy={rollback.isPending} onPress={submit}>
            {t("wh.versions.back")}
          </Button>
        </>
      }
    >
      <p>
        {t("wh.rollback.text", {
          number,
          rows: format.number(version?.rowCount ?? 0),
          current: dataset.version ?? 0,
        })}
      </p>
      <TextField label={t("wh.rollback.note")} optional value={note} onChange={setNote} maxLength={500} />
    </Dialog>
  );
}
