import { useT } from "../i18n/i18n.tsx";
import { Button } from "./Button.tsx";
import styles from "./States.module.css";

/** Props of ErrorState: what happened, what to do, the request id to quote, and a way to try again. */
export type ErrorStateProps = {
  title?: string;
  text?: string | undefined;
  requestId?: string | undefined;
  onRetry?: () => void;
};

/** Says that something failed. Give the problem's own title and detail when there are any. */
export function ErrorState({ title, text, requestId, onRetry }: ErrorStateProps) {
  const t = useT();
  return (
    <div className={`${styles.state} ${styles.error}`} role="alert">
      <p className={styles.title}>{title ?? t("error.title")}</p>
      <p>{text ?? t("error.whatToDo")}</p>
      {requestId && (
        <p className={styles.request}>
          {t("error.requestId")} <code>{requestId}</code>
        </p>
      )}
      {onRetry && (
        <div className={styles.actions}>
          <Button icon="refresh" onPress={onRetry}>
            {t("common.retry")}
          </Button>
        </div>
      )}
    </div>
  );
}
