import { useT } from "../i18n/i18n.tsx";
import styles from "./SkipLink.module.css";

/** The first thing the Tab key meets: straight to the content, whose element has the given id. */
export function SkipLink({ target }: { target: string }) {
  const t = useT();
  return (
    <a className={styles.skip} href={`#${target}`}>
      {t("shell.skip")}
    </a>
  );
}
