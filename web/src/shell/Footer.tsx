import { useT } from "../i18n/i18n.tsx";
import { Link } from "../ui/Link.tsx";
import styles from "./AppShell.module.css";

/** The foot of every page: what this is, where its data come from, how it is drawn. */
export function Footer() {
  const t = useT();
  return (
    <footer className={styles.foot}>
      <span>{t("shell.footer")}</span>
      <Link to="/about">{t("nav.about")}</Link>
      <Link to="/design">{t("nav.design")}</Link>
    </footer>
  );
}
