import { QueryView } from "../../api/QueryView.tsx";
import { useT } from "../../i18n/i18n.tsx";
import { Card } from "../../ui/Card.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Link } from "../../ui/Link.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { SourceCitation } from "../../ui/SourceCitation.tsx";
import styles from "./AboutPage.module.css";
import { type About, useAbout } from "./queries.ts";

/** What this program is, what it promises, and where every fact in it comes from. */
export function AboutPage() {
  const t = useT();
  const about = useAbout();
  return (
    <>
      <PageHeader title={t("about.title")} lead={t("about.lead")} />
      <div className={styles.page}>
        <Card title={t("about.promises.title")}>
          <div className={styles.text}>
            <p>{t("about.promises.source")}</p>
            <p>{t("about.promises.law")}</p>
            <p>{t("about.promises.simulated")}</p>
            <p>{t("about.promises.open")}</p>
            <p>
              <Link to="/design">{t("about.design")}</Link>
            </p>
          </div>
        </Card>
        <Card title={t("about.sources.title")} note={t("about.sources.note")}>
          <QueryView query={about}>{(data) => <Sources about={data} />}</QueryView>
        </Card>
      </div>
    </>
  );
}

function Sources({ about }: { about: About }) {
  const t = useT();
  if (about.sources.length === 0) return <EmptyState title={t("about.sources.none")} icon="database" />;
  return (
    <ul className={styles.sources}>
      {about.sources.map(({ note, ...source }) => (
        <li key={source.title}>
          <SourceCitation {...source} />
          {note && <p className={styles.note}>{note}</p>}
        </li>
      ))}
      <li className={styles.note}>{t("about.version", { version: about.version })}</li>
    </ul>
  );
}
