import { useFormat, useT } from "../i18n/i18n.tsx";
import { Icon } from "./Icon.tsx";
import { Link } from "./Link.tsx";
import styles from "./SourceCitation.module.css";

/** Props of SourceCitation. `retrievedOn` is a date (ISO), `licence` a short name. */
export type SourceCitationProps = {
  title: string;
  url?: string;
  publisher?: string;
  licence?: string;
  retrievedOn?: string;
};

/** Where a number, a line or a map comes from; stands under everything that is shown. */
export function SourceCitation({ title, url, publisher, licence, retrievedOn }: SourceCitationProps) {
  const t = useT();
  const format = useFormat();
  const facts = [
    publisher,
    licence,
    retrievedOn && t("source.retrieved", { date: format.date(retrievedOn) }),
  ];
  return (
    <p className={styles.source}>
      <Icon name="database" size={14} />
      <span>{t("source.label")}</span>
      {url ? <Link to={url}>{title}</Link> : <span>{title}</span>}
      {facts.filter(Boolean).map((fact) => (
        <span key={fact}>· {fact}</span>
      ))}
    </p>
  );
}
