import { useState } from "react";
import { useSession } from "../../api/session.ts";
import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { Link } from "../../ui/Link.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { SimulatedMark } from "../../ui/SimulatedMark.tsx";
import { SourceCitation } from "../../ui/SourceCitation.tsx";
import { useAddress } from "../registry/use-address.ts";
import { AccessBadge, OverdueBadge, QualityBadge } from "./badges.tsx";
import { DownloadDialog } from "./DownloadDialog.tsx";
import type { Dataset } from "./types.ts";
import styles from "./warehouse.module.css";
import { everyText, pick } from "./words.ts";

/** The head of a dataset: what it is, whose, from where, how fresh, and what can be done with it. */
export function DatasetHead({ dataset }: { dataset: Dataset }) {
  const t = useT();
  const { locale } = useLocale();
  return (
    <>
      <PageHeader
        title={pick(dataset.title, locale)}
        lead={pick(dataset.description, locale)}
        trail={[{ label: t("wh.title"), to: "/kho-du-lieu" }]}
        actions={<Actions dataset={dataset} />}
      />
      <div className={styles.head}>
        {dataset.simulated && <SimulatedMark look="ribbon" text={t("wh.simulatedRibbon")} />}
        <div className={styles.badges}>
          <AccessBadge access={dataset.access} />
          <QualityBadge score={dataset.qualityScore} />
          {dataset.overdue && <OverdueBadge every={dataset.updateEvery} />}
        </div>
        <HeadFacts dataset={dataset} />
        <SourceCitation
          title={pick(dataset.source, locale) || pick(dataset.agency.name, locale)}
          publisher={pick(dataset.agency.name, locale)}
          licence={dataset.licence}
        />
      </div>
    </>
  );
}

function HeadFacts({ dataset }: { dataset: Dataset }) {
  const t = useT();
  const format = useFormat();
  const { rowCount, columnCount, updatedAt, version, updateEvery } = dataset;
  const facts: [string, string][] = [
    [
      t("wh.fact.rows"),
      rowCount === null ? (dataset.kind === "live" ? t("wh.rowsLive") : "–") : format.number(rowCount),
    ],
    [t("wh.fact.columns"), format.number(columnCount)],
    [t("wh.fact.version"), version === null ? t("wh.neverUpdated") : String(version)],
    [t("wh.fact.updated"), updatedAt ? format.relative(updatedAt, Date.now()) : "–"],
    [t("wh.fact.every"), updateEvery ? everyText(updateEvery, t) : t("wh.fact.noEvery")],
    [t("wh.fact.theme"), t(`wh.theme.${dataset.theme}`)],
  ];
  return (
    <dl className={styles.headFacts}>
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Actions({ dataset }: { dataset: Dataset }) {
  const t = useT();
  const session = useSession();
  const { read } = useAddress();
  const [open, setOpen] = useState(false);
  return (
    <>
      {session.data?.account && (
        <Link to={`/truy-van?dataset=${dataset.name}`} look="secondary">
          {t("wh.askSql")}
        </Link>
      )}
      {dataset.may.load && dataset.kind === "table" && (
        <Link to={`/kho-du-lieu/nap?dataset=${dataset.name}`} look="secondary">
          {t("wh.loadNew")}
        </Link>
      )}
      <Button kind="primary" icon="download" onPress={() => setOpen(true)}>
        {t("wh.download")}
      </Button>
      <DownloadDialog
        dataset={dataset}
        ask={{ version: Number(read("version")) || undefined }}
        open={open}
        onClose={() => setOpen(false)}
      />
    </>
  );
}
