import { useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { useToast } from "../../ui/Toast.tsx";
import styles from "./warehouse.module.css";

/** Text to be copied as it stands. */
export function CodeBlock({ code, label }: { code: string; label: string }) {
  const t = useT();
  const toast = useToast();
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(code);
      toast({ tone: "ok", text: t("wh.copied") });
    } catch {
      toast({ tone: "warn", text: t("wh.notCopied") });
    }
  }
  return (
    <div className={styles.stack}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: code that scrolls must be reachable by keyboard. */}
      <section className={styles.code} tabIndex={0} aria-label={label}>
        <pre>{code}</pre>
      </section>
      <div>
        <Button size="small" icon="copy" onPress={() => void copy()}>
          {t("wh.copy")}
        </Button>
      </div>
    </div>
  );
}
