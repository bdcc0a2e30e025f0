import { useState } from "react";
import { errorView } from "../../api/QueryView.tsx";
import { useFormat, useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { useToast } from "../../ui/Toast.tsx";
import { LEAST_PASSWORD } from "./account-words.ts";
import styles from "./accounts.module.css";
import { fieldError } from "./PasswordCard.tsx";
import { useChangeAccount } from "./queries.ts";
import type { AccountRow } from "./types.ts";

/** Whether the account may be used: unlock, new password, disable. Not for one's own account. */
export function AccountRights({ row, own }: { row: AccountRow; own: boolean }) {
  const t = useT();
  const format = useFormat();
  const toast = useToast();
  const change = useChangeAccount(row.id);
  const said = () => toast({ tone: "ok", text: t("accounts.saved") });
  if (own)
    return (
      <Card title={t("rights.title")}>
        <p className={styles.quiet}>{t("rights.own")}</p>
      </Card>
    );
  return (
    <Card title={t("rights.title")}>
      <div className={styles.stack}>
        {row.lockedUntil && (
          <div className={styles.line}>
            <span>{t("rights.locked", { at: format.dateTime(row.lockedUntil) })}</span>
            <Button
              busy={change.isPending}
              onPress={() => change.mutate({ unlock: true }, { onSuccess: said })}
            >
              {t("rights.unlock")}
            </Button>
          </div>
        )}
        <NewPassword row={row} />
        <DisableButton row={row} />
        {change.isError && <ErrorState {...errorView(change.error, t)} />}
      </div>
    </Card>
  );
}

function NewPassword({ row }: { row: AccountRow }) {
  const t = useT();
  const toast = useToast();
  const change = useChangeAccount(row.id);
  const [password, setPassword] = useState("");
  const [tried, setTried] = useState(false);
  const short = [...password].length < LEAST_PASSWORD;
  const weak = fieldError(change.error, "new");

  function save(): void {
    setTried(true);
    if (short) return;
    change.mutate(
      { newPassword: password },
      {
        onSuccess: () => {
          setPassword("");
          setTried(false);
          toast({ tone: "ok", text: t("rights.passwordSet") });
        },
      },
    );
  }
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <TextField
        kind="password"
        label={t("rights.newPassword")}
        hint={t("rights.newPasswordHint")}
        autoComplete="new-password"
        value={password}
        error={tried && short ? t("password.short", { count: LEAST_PASSWORD }) : weak}
        onChange={setPassword}
      />
      {change.isError && !weak && <ErrorState {...errorView(change.error, t)} />}
      <div>
        <Button type="submit" busy={change.isPending}>
          {t("rights.setPassword")}
        </Button>
      </div>
    </form>
  );
}

function DisableButton({ row }: { row: AccountRow }) {
  const t = useT();
  const toast = useToast();
  const change = useChangeAccount(row.id);
  const [asking, setAsking] = useState(false);
  const set = (disabled: boolean) =>
    change.mutate(
      { disabled },
      {
        onSuccess: () => {
          setAsking(false);
          toast({ tone: "ok", text: t("accounts.saved") });
        },
      },
    );
  if (row.disabledAt)
    return (
      <div>
        <Button busy={change.isPending} onPress={() => set(false)}>
          {t("rights.enable")}
        </Button>
      </div>
    );
  return (
    <div>
      <Button icon="lock" onPress={() => setAsking(true)}>
        {t("rights.disable")}
      </Button>
      <Dialog
        open={asking}
        title={t("rights.disableTitle", { name: row.displayName })}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button onPress={() => setAsking(false)}>{t("common.cancel")}</Button>
            <Button kind="danger" busy={change.isPending} onPress={() => set(true)}>
              {t("rights.disable")}
            </Button>
          </>
        }
      >
        <p>{t("rights.disableText")}</p>
        {change.isError && <ErrorState {...errorView(change.error, t)} />}
      </Dialog>
    </div>
  );
}
