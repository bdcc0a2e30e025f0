import { useState } from "react";
import { errorView } from "../../api/QueryView.tsx";
import { useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { LEAST_PASSWORD } from "./account-words.ts";
import styles from "./accounts.module.css";
import { GrantEditor } from "./GrantEditor.tsx";
import { useCreateAccount } from "./queries.ts";
import type { AccountRow, GrantInput } from "./types.ts";

const EMPTY = { userName: "", displayName: "", email: "", password: "" };

/** Makes an account with its first password and roles. */
export function NewAccountCard({
  onMade,
  onCancel,
}: {
  onMade: (row: AccountRow) => void;
  onCancel: () => void;
}) {
  const t = useT();
  const create = useCreateAccount();
  const [form, setForm] = useState(EMPTY);
  const [grants, setGrants] = useState<GrantInput[]>([]);
  const [tried, setTried] = useState(false);
  const field = (name: keyof typeof EMPTY) => ({
    value: form[name],
    onChange: (value: string) => setForm({ ...form, [name]: value }),
    error: tried && name !== "email" && form[name].trim() === "" ? t("import.form.missing") : undefined,
  });
  const short = tried && [...form.password].length < LEAST_PASSWORD;

  function save(): void {
    setTried(true);
    const missing = [form.userName, form.displayName].some((value) => value.trim() === "");
    if (missing || [...form.password].length < LEAST_PASSWORD) return;
    const { email, ...rest } = form;
    create.mutate(
      { ...rest, ...(email.trim() ? { email: email.trim() } : {}), grants },
      { onSuccess: onMade },
    );
  }
  return (
    <Card title={t("accounts.new")} note={t("accounts.newNote")}>
      <form
        className={styles.stack}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <div className={styles.fields}>
          <TextField {...field("displayName")} label={t("accounts.displayName")} maxLength={200} />
          <TextField
            {...field("userName")}
            label={t("accounts.userName")}
            maxLength={64}
            autoComplete="off"
          />
          <TextField {...field("email")} label={t("accounts.email")} kind="email" optional />
          <TextField
            {...field("password")}
            {...(short ? { error: t("password.short", { count: LEAST_PASSWORD }) } : {})}
            label={t("accounts.firstPassword")}
            kind="password"
            autoComplete="new-password"
          />
        </div>
        <GrantEditor grants={grants} onChange={setGrants} />
        {create.isError && <ErrorState {...errorView(create.error, t)} />}
        <div className={styles.buttons}>
          <Button onPress={onCancel}>{t("common.cancel")}</Button>
          <Button type="submit" kind="primary" busy={create.isPending}>
            {t("accounts.create")}
          </Button>
        </div>
      </form>
    </Card>
  );
}
