import { useState } from "react";
import { QueryView } from "../../api/QueryView.tsx";
import { useFormat, useT } from "../../i18n/i18n.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Link } from "../../ui/Link.tsx";
import { QualityBadge } from "./badges.tsx";
import { CompareVersions } from "./CompareVersions.tsx";
import { DraftBanner } from "./DraftBanner.tsx";
import { schemaChangeText } from "./diff-words.ts";
import { useVersions } from "./queries.ts";
import { RollbackDialog } from "./RollbackDialog.tsx";
import type { TabProps } from "./tab-props.ts";
import type { Dataset, Version } from "./types.ts";
import styles from "./warehouse.module.css";

/** Every version: who brought it, what changed, how good it was; two of them side by side; the way back. */
export function VersionsTab({ dataset }: TabProps) {
  const t = useT();
  const versions = useVersions(dataset.name);
  const [back, setBack] = useState<Version>();
  return (
    <QueryView query={versions}>
      {(items) =>
        items.length === 0 ? (
          <EmptyState icon="layers" title={t("wh.noRowsYet")} text={t("wh.noRowsYetText")} />
        ) : (
          <div className={styles.stack}>
            {dataset.pending && <DraftBanner dataset={dataset} draft={dataset.pending} />}
            {items.length > 1 && <CompareVersions dataset={dataset} versions={items} />}
            <Card title={t("wh.versions.title")} note={<Retention dataset={dataset} />}>
              <ol className={styles.timeline}>
                {items.map((version) => (
                  <li key={version.number} data-current={version.current}>
                    <OneVersion dataset={dataset} version={version} onBack={setBack} />
                  </li>
                ))}
              </ol>
            </Card>
            <RollbackDialog dataset={dataset} version={back} onClose={() => setBack(undefined)} />
          </div>
        )
      }
    </QueryView>
  );
}

function Retention({ dataset }: { dataset: Dataset }) {
  const t = useT();
  const { keepVersions, keepDays } = dataset.retention;
  return keepDays === null
    ? t("wh.versions.keep", { count: keepVersions })
    : t("wh.versions.keepDays", { count: keepVersions, days: keepDays });
}

type OneVersionProps = { dataset: Dataset; version: Version; onBack: (version: Version) => void };

function OneVersion({ dataset, version, onBack }: OneVersionProps) {
  const t = useT();
  const format = useFormat();
  const facts = [
    format.dateTime(version.createdAt),
    version.author,
    version.source,
    t("wh.rows", { count: format.number(version.rowCount) }),
    ...(version.parquet ? [t("wh.versions.size", { size: format.bytes(version.parquet.bytes) })] : []),
  ];
  const canGoBack = dataset.may.publish && version.state === "published" && !version.current;
  return (
    <div className={styles.line}>
      <div className={styles.lineText}>
        <h3>{t("wh.versions.number", { number: version.number })}</h3>
        <span className={styles.badges}>
          <VersionState version={version} />
          {version.qualityScore !== null && <QualityBadge score={version.qualityScore} />}
          {version.storage !== "ready" && (
            <Badge icon={version.storage === "archived" ? "inbox" : "minus"}>
              {t(`wh.storage.${version.storage}`)}
            </Badge>
          )}
        </span>
        <span className={styles.quiet}>{facts.filter(Boolean).join(" · ")}</span>
        {version.note && <span>{version.note}</span>}
        <SchemaChanges version={version} />
      </div>
      {version.storage !== "deleted" && (
        <span className={styles.buttons}>
          <Link to={`/kho-du-lieu/${dataset.name}?version=${version.number}`} look="secondary">
            {t("wh.versions.see")}
          </Link>
          {canGoBack && (
            <Button icon="refresh" onPress={() => onBack(version)}>
              {t("wh.versions.back")}
            </Button>
          )}
        </span>
      )}
    </div>
  );
}

function SchemaChanges({ version }: { version: Version }) {
  const t = useT();
  if (version.schemaChanges.length === 0) return null;
  return (
    <ul className={styles.quiet}>
      {version.schemaChanges.map((change) => (
        <li key={`${change.kind} ${change.column}`}>{schemaChangeText(change, t)}</li>
      ))}
    </ul>
  );
}

function VersionState({ version }: { version: Version }) {
  const t = useT();
  if (version.current) {
    return (
      <Badge tone="ok" icon="check-circle">
        {t("wh.versions.current")}
      </Badge>
    );
  }
  return (
    <Badge
      tone={version.state === "draft" ? "warn" : "idle"}
      icon={version.state === "draft" ? "hourglass" : version.state === "published" ? "clock" : "minus"}
    >
      {t(`wh.state.${version.state}`)}
    </Badge>
  );
}
