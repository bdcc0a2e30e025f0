import { QueryView } from "../../api/QueryView.tsx";
import { useLocale, useT } from "../../i18n/i18n.tsx";
import { RoleGate } from "../../shell/RoleGate.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { Card } from "../../ui/Card.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Link } from "../../ui/Link.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { useDataset, useOverview, useWaitingReleases } from "./queries.ts";
import { ReleaseCard } from "./ReleaseCard.tsx";
import type { Release } from "./types-use.ts";
import styles from "./warehouse.module.css";
import { pick } from "./words.ts";

/** For stewards and approvers: requests to open data, and drafts, that wait for a decision. */
export function ReviewPage() {
  const t = useT();
  return (
    <RoleGate title={t("wh.review.title")}>
      <PageHeader
        title={t("wh.review.title")}
        lead={t("wh.review.lead")}
        trail={[{ label: t("wh.title"), to: "/kho-du-lieu" }]}
      />
      <div className={styles.stack}>
        <Releases />
        <Drafts />
      </div>
    </RoleGate>
  );
}

function Releases() {
  const t = useT();
  const releases = useWaitingReleases();
  return (
    <section className={styles.stack} aria-label={t("wh.review.releases")}>
      <h2>{t("wh.review.releases")}</h2>
      <QueryView query={releases}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState icon="check-circle" title={t("wh.review.none")} />
          ) : (
            items.map((release) => <WaitingRelease key={release.id} release={release} />)
          )
        }
      </QueryView>
    </section>
  );
}

function WaitingRelease({ release }: { release: Release }) {
  const { locale } = useLocale();
  const dataset = useDataset(release.dataset);
  return (
    <ReleaseCard
      release={release}
      mayDecide={dataset.data?.may.approveRelease ?? false}
      title={dataset.data ? pick(dataset.data.title, locale) : release.dataset}
    />
  );
}

/** The overview counts drafts and tells the loads that made them; each opens at its versions. */
function Drafts() {
  const t = useT();
  const { locale } = useLocale();
  const overview = useOverview();
  return (
    <section className={styles.stack} aria-label={t("wh.review.drafts")}>
      <h2>{t("wh.review.drafts")}</h2>
      <QueryView query={overview}>
        {({ waitingDrafts, recentLoads }) => {
          if (waitingDrafts === 0) return <EmptyState icon="check-circle" title={t("wh.review.noDrafts")} />;
          const datasets = [...new Map(recentLoads.map((load) => [load.dataset, load])).values()];
          return (
            <Card title={t("wh.waiting.drafts", { count: waitingDrafts })} note={t("wh.review.draftsNote")}>
              <ul className={styles.lines}>
                {datasets.map((load) => (
                  <DraftLine key={load.dataset} name={load.dataset} title={pick(load.title, locale)} />
                ))}
              </ul>
            </Card>
          );
        }}
      </QueryView>
    </section>
  );
}

function DraftLine({ name, title }: { name: string; title: string }) {
  const t = useT();
  const dataset = useDataset(name);
  const pending = dataset.data?.pending;
  if (!pending) return null;
  return (
    <li className={styles.line}>
      <span className={styles.lineText}>
        <Link to={`/kho-du-lieu/${name}?tab=versions`}>{title}</Link>
        <span className={styles.quiet}>
          {t("wh.review.draft", { number: pending.number, author: pending.author })}
        </span>
      </span>
      <Badge tone="warn" icon="hourglass">
        {t("wh.state.draft")}
      </Badge>
    </li>
  );
}
