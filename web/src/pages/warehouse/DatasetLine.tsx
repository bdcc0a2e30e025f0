import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { Link } from "../../ui/Link.tsx";
import { SimulatedMark } from "../../ui/SimulatedMark.tsx";
import { AccessBadge, OverdueBadge, QualityBadge } from "./badges.tsx";
import styles from "./catalogue.module.css";
import type { DatasetCard } from "./types.ts";
import { pick } from "./words.ts";

/** A dataset in the catalogue: what it is, whose, how large, how fresh, how good, who may see it. */
export function DatasetLine({ card }: { card: DatasetCard }) {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  const facts = [
    pick(card.agency.name, locale),
    t(`wh.theme.${card.theme}`),
    ...(card.rowCount === null
      ? card.kind === "live"
        ? [t("wh.rowsLive")]
        : []
      : [t("wh.rows", { count: format.number(card.rowCount) })]),
    t("wh.columns", { count: format.number(card.columnCount) }),
    card.updatedAt
      ? t("wh.updated", { when: format.relative(card.updatedAt, Date.now()) })
      : t("wh.neverUpdated"),
  ];
  const description = pick(card.description, locale);
  return (
    <article className={styles.card}>
      <h2 className={styles.cardTitle}>
        <Link to={`/kho-du-lieu/${card.name}`}>{pick(card.title, locale)}</Link>
      </h2>
      {description && <p className={styles.description}>{description}</p>}
      <ul className={styles.facts}>
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      <div className={styles.badges}>
        <AccessBadge access={card.access} />
        <QualityBadge score={card.qualityScore} />
        {card.overdue && <OverdueBadge every={card.updateEvery} />}
        {card.kind !== "table" && (
          <Badge icon={card.kind === "live" ? "station" : "database"}>{t(`wh.kind.${card.kind}`)}</Badge>
        )}
        {card.spatial && <Badge icon="map">{t("wh.spatial")}</Badge>}
        {card.simulated && <SimulatedMark />}
      </div>
      {card.matched && card.matched.length > 0 && (
        <ul className={styles.matched}>
          {card.matched.slice(0, 3).map(({ where, text }) => (
            <li key={`${where} ${text}`}>
              {t("wh.matchedLine", { where: t(`wh.matched.${where}`), text: shorten(text) })}
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}

function shorten(text: string): string {
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}
