import { useState } from "react";
import { ApiError } from "../../api/errors.ts";
import { errorView } from "../../api/QueryView.tsx";
import { type Translate, useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { useToast } from "../../ui/Toast.tsx";
import { LEAST_PASSWORD } from "./account-words.ts";
import styles from "./accounts.module.css";
import { useChangePassword } from "./queries.ts";

/** Changes one's own password. */
export function PasswordCard() {
  const t = useT();
  const toast = useToast();
  const change = useChangePassword();
  const [current, setCurrent] = useState("");
  const [wanted, setWanted] = useState("");
  const [tried, setTried] = useState(false);
  const tooShort = [...wanted].length < LEAST_PASSWORD;

  function save(): void {
    setTried(true);
    if (current === "" || tooShort) return;
    change.mutate(
      { currentPassword: current, newPassword: wanted },
      {
        onSuccess: () => {
          setCurrent("");
          setWanted("");
          setTried(false);
          toast({ tone: "ok", text: t("password.changed") });
        },
      },
    );
  }
  return (
    <Card title={t("password.title")} note={t("password.note")}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <TextField
          kind="password"
          label={t("password.current")}
          autoComplete="current-password"
          value={current}
          error={tried && current === "" ? t("import.form.missing") : fieldError(change.error, "current")}
          onChange={setCurrent}
        />
        <TextField
          kind="password"
          label={t("password.new")}
          hint={t("password.hint", { count: LEAST_PASSWORD })}
          autoComplete="new-password"
          value={wanted}
          error={
            tried && tooShort
              ? t("password.short", { count: LEAST_PASSWORD })
              : fieldError(change.error, "new")
          }
          onChange={setWanted}
        />
        <PasswordFailure error={change.error} t={t} />
        <div>
          <Button type="submit" kind="primary" busy={change.isPending}>
            {t("password.save")}
          </Button>
        </div>
      </form>
    </Card>
  );
}

/** What the server says about a password field. */
export function fieldError(error: unknown, part: "current" | "new"): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  if (part === "current" && error.code === "identity.password-current-wrong") return error.problem.title;
  if (part === "new" && error.code === "identity.password-weak")
    return [error.problem.title, error.problem.detail].filter(Boolean).join(" ");
  return undefined;
}

function PasswordFailure({ error, t }: { error: unknown; t: Translate }) {
  if (!error || fieldError(error, "current") || fieldError(error, "new")) return null;
  return <ErrorState {...errorView(error, t)} />;
}
