import { type FormEvent, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { ApiError } from "../../api/errors.ts";
import { errorView } from "../../api/QueryView.tsx";
import { type DemoAccount, useDemoAccounts, useLogin, useSession } from "../../api/session.ts";
import type { Formatters } from "../../i18n/format.ts";
import { type Translate, useFormat, useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { ErrorState, type ErrorStateProps } from "../../ui/ErrorState.tsx";
import { TileFloor } from "../../ui/Mark.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { TextField } from "../../ui/TextField.tsx";
import styles from "./LoginPage.module.css";

/** Signing in: two fields, errors in words, and on a demonstration server the accounts to try. */
export function LoginPage() {
  const t = useT();
  const account = useSession().data?.account;
  const [userName, setUserName] = useState("");
  const [password, setPassword] = useState("");

  function fill(demo: DemoAccount): void {
    setUserName(demo.userName);
    setPassword(demo.password);
  }

  return (
    <>
      <PageHeader
        title={t("login.title")}
        lead={account ? t("login.already", { name: account.displayName }) : t("login.lead")}
      />
      <div className={styles.page}>
        <LoginForm {...{ userName, setUserName, password, setPassword }} />
        <div className={styles.aside}>
          <div className={styles.welcome}>
            <TileFloor look="panel" />
            <p>{t("login.welcome")}</p>
          </div>
          <DemoAccounts onFill={fill} />
        </div>
      </div>
    </>
  );
}

type LoginFormProps = {
  userName: string;
  setUserName: (text: string) => void;
  password: string;
  setPassword: (text: string) => void;
};

function LoginForm({ userName, setUserName, password, setPassword }: LoginFormProps) {
  const t = useT();
  const format = useFormat();
  const login = useLogin();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const [tried, setTried] = useState(false);

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (!userName.trim() || !password) return;
    const input = { userName: userName.trim().normalize("NFC"), password };
    login.mutate(input, { onSuccess: () => void navigate(safeNext(search.get("next")), { replace: true }) });
  }

  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {login.isError && <ErrorState {...loginError(login.error, t, format)} />}
      <TextField
        label={t("login.userName")}
        name="username"
        autoComplete="username"
        value={userName}
        onChange={setUserName}
        error={tried && !userName.trim() ? t("login.userNameMissing") : undefined}
      />
      <TextField
        label={t("login.password")}
        kind="password"
        name="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        error={tried && !password ? t("login.passwordMissing") : undefined}
      />
      <Button kind="primary" type="submit" busy={login.isPending} wide>
        {t("session.login")}
      </Button>
    </form>
  );
}

/** Only a path of this program may follow a login, never another site. */
export function safeNext(next: string | null): string {
  return next && /^\/(?![/\\])/.test(next) && !next.startsWith("/login") ? next : "/";
}

function loginError(error: Error, t: Translate, format: Formatters): ErrorStateProps {
  if (!(error instanceof ApiError)) return {};
  const { requestId } = error;
  if (error.code === "identity.credentials-wrong") {
    return { title: t("login.wrong.title"), text: t("login.wrong.text"), requestId };
  }
  if (error.code === "identity.account-locked") {
    const seconds = Number(error.problem.extra.retryAfterSeconds ?? 0);
    const text =
      seconds > 0 ? t("login.locked.wait", { time: format.duration(seconds * 1000) }) : t("login.locked.ask");
    return { title: t("login.locked.title"), text, requestId };
  }
  return errorView(error, t);
}

function DemoAccounts({ onFill }: { onFill: (account: DemoAccount) => void }) {
  const t = useT();
  const accounts = useDemoAccounts().data ?? [];
  if (accounts.length === 0) return null;
  return (
    <Card title={t("login.demo.title")} note={t("login.demo.note")}>
      <ul className={styles.accounts}>
        {accounts.map((account) => (
          <li key={account.userName} className={styles.account}>
            <div>
              <strong>{account.displayName}</strong>
              <div className={styles.role}>{account.roleName}</div>
            </div>
            <Button size="small" onPress={() => onFill(account)}>
              {t("login.demo.fill")}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
