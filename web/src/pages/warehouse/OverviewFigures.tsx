import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { Card } from "../../ui/Card.tsx";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import { KeyFigure } from "../../ui/KeyFigure.tsx";
import { Link } from "../../ui/Link.tsx";
import styles from "./catalogue.module.css";
import { useOverview } from "./queries.ts";
import type { Overview } from "./types-use.ts";
import { pick } from "./words.ts";

/** The warehouse in five figures; nothing is drawn before they are known. */
export function OverviewFigures() {
  const t = useT();
  const format = useFormat();
  const { data } = useOverview();
  if (!data || data.datasets === 0) return null;
  const share = (count: number) => t("wh.figure.ofAll", { share: format.percent(count / data.datasets, 0) });
  const { datasets, rows, open, overdue, simulated } = data;
  return (
    <section className={styles.figures} aria-label={t("wh.figures")}>
      <KeyFigure label={t("wh.figure.datasets")} value={format.number(datasets)} />
      <KeyFigure
        label={t("wh.figure.rows")}
        value={rows < 10_000_000 ? format.number(rows) : format.compact(rows)}
      />
      <KeyFigure label={t("wh.figure.open")} value={format.number(open)} note={share(open)} />
      <KeyFigure label={t("wh.figure.overdue")} value={format.number(overdue)} note={share(overdue)} />
      <KeyFigure label={t("wh.figure.simulated")} value={format.number(simulated)} note={share(simulated)} />
    </section>
  );
}

/** What waits for the person: drafts, requests, columns, sources, and what was loaded lately. Nothing when nothing waits. */
export function WaitingBox() {
  const t = useT();
  const { data } = useOverview();
  if (!data) return null;
  const lines = waitingLines(data);
  if (lines.length === 0 && data.recentLoads.length === 0) return null;
  return (
    <div className={styles.pair}>
      {lines.length > 0 && (
        <Card title={t("wh.waiting")}>
          <ul className={styles.waiting}>
            {lines.map(({ key, count, to, icon }) => (
              <li key={key}>
                <Icon name={icon} />
                <Link to={to}>{t(key, { count })}</Link>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {data.recentLoads.length > 0 && <RecentLoads loads={data.recentLoads} />}
    </div>
  );
}

function RecentLoads({ loads }: { loads: Overview["recentLoads"] }) {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  return (
    <Card title={t("wh.recent")}>
      <ul className={styles.recent}>
        {loads.slice(0, 4).map((load) => (
          <li key={load.id}>
            <Link to={`/kho-du-lieu/${load.dataset}`}>{pick(load.title, locale)}</Link>
            <span className={styles.quiet}>
              {t("wh.recent.line", {
                rows: format.number(load.rows ?? 0),
                when: format.relative(load.at, Date.now()),
              })}
              {load.quarantined
                ? ` · ${t("wh.recent.quarantined", { count: format.number(load.quarantined) })}`
                : ""}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

type WaitingKey = "wh.waiting.drafts" | "wh.waiting.releases" | "wh.waiting.columns" | "wh.waiting.sources";

function waitingLines(data: Overview) {
  const lines: { key: WaitingKey; count: number; to: string; icon: IconName }[] = [
    { key: "wh.waiting.drafts", count: data.waitingDrafts, to: "/kho-du-lieu/duyet", icon: "file" },
    { key: "wh.waiting.releases", count: data.waitingReleases, to: "/kho-du-lieu/duyet", icon: "globe" },
    { key: "wh.waiting.columns", count: data.unconfirmedColumns, to: "/kho-du-lieu/duyet", icon: "shield" },
    { key: "wh.waiting.sources", count: data.failingSources, to: "/kho-du-lieu/nguon", icon: "danger" },
  ];
  return lines.filter((line) => line.count > 0);
}
