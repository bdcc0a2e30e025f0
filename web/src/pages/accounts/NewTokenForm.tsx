import { useState } from "react";
import { errorView } from "../../api/QueryView.tsx";
import { useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { CheckboxField } from "../../ui/CheckboxField.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { SelectField } from "../../ui/SelectField.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { expiryOf, SCOPES } from "./account-words.ts";
import styles from "./accounts.module.css";
import { useCreateToken } from "./queries.ts";

const LIVES = [7, 30, 90, 365];

/** Name, what it may do, and how long. `*` stands for all the others. */
export function NewTokenForm({
  onMade,
  onCancel,
}: {
  onMade: (token: string) => void;
  onCancel: () => void;
}) {
  const t = useT();
  const create = useCreateToken();
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<string[]>(["telemetry:read"]);
  const [days, setDays] = useState(90);
  const [tried, setTried] = useState(false);

  function save(): void {
    setTried(true);
    if (name.trim() === "" || scopes.length === 0) return;
    create.mutate(
      {
        name: name.trim(),
        scopes: scopes.includes("*") ? ["*"] : scopes,
        expiresAt: expiryOf(days, Date.now()),
      },
      { onSuccess: ({ token }) => onMade(token) },
    );
  }
  return (
    <form
      className={styles.inset}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <TextField
        label={t("tokens.name")}
        hint={t("tokens.nameHint")}
        value={name}
        maxLength={100}
        error={tried && name.trim() === "" ? t("import.form.missing") : undefined}
        onChange={setName}
      />
      <ScopeChoice scopes={scopes} onChange={setScopes} />
      {tried && scopes.length === 0 && <p className={styles.error}>{t("tokens.noScope")}</p>}
      <SelectField
        label={t("tokens.life")}
        value={String(days)}
        options={LIVES.map((count) => ({ value: String(count), label: t("tokens.days", { count }) }))}
        onChange={(value) => setDays(Number(value))}
      />
      {create.isError && <ErrorState {...errorView(create.error, t)} />}
      <div className={styles.buttons}>
        <Button onPress={onCancel}>{t("common.cancel")}</Button>
        <Button type="submit" kind="primary" busy={create.isPending}>
          {t("tokens.create")}
        </Button>
      </div>
    </form>
  );
}

function ScopeChoice({ scopes, onChange }: { scopes: string[]; onChange: (scopes: string[]) => void }) {
  const t = useT();
  return (
    <fieldset>
      <legend className={styles.legend}>{t("tokens.scopes")}</legend>
      {SCOPES.map(([scope, key]) => (
        <CheckboxField
          key={scope}
          label={t(key)}
          hint={scope === "*" ? undefined : scope}
          checked={scopes.includes(scope)}
          onChange={(on) => onChange(on ? [...scopes, scope] : scopes.filter((one) => one !== scope))}
        />
      ))}
    </fieldset>
  );
}
