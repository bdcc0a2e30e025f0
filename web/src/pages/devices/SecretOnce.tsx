import type { ReactNode } from "react";
import { useState } from "react";
import { useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import styles from "./devices.module.css";

/** Props of SecretOnce. The dialog is open while there is a secret. */
export type SecretOnceProps = {
  title: string;
  secret: string | null;
  children?: ReactNode;
  onClose: () => void;
};

/** A secret that is shown this once, to be copied. */
export function SecretOnce({ title, secret, children, onClose }: SecretOnceProps) {
  const t = useT();
  const [copied, setCopied] = useState(false);

  async function copy(): Promise<void> {
    if (secret === null) return;
    try {
      await navigator.clipboard.writeText(secret);
      setCopied(true);
    } catch {
      // Without the right to the clipboard the text is still there to be marked.
      setCopied(false);
    }
  }
  return (
    <Dialog
      open={secret !== null}
      title={title}
      onClose={() => {
        setCopied(false);
        onClose();
      }}
      actions={
        <>
          <Button icon={copied ? "check" : "copy"} onPress={() => void copy()}>
            {t(copied ? "secret.copied" : "secret.copy")}
          </Button>
          <Button kind="primary" onPress={onClose}>
            {t("secret.kept")}
          </Button>
        </>
      }
    >
      <div className={styles.stack}>
        <p>{t("secret.once")}</p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long secret scrolls, and must be reachable to be marked. */}
        <pre className={styles.secret} tabIndex={0}>
          {secret}
        </pre>
        {children}
      </div>
    </Dialog>
  );
}
