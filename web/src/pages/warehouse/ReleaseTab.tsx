import { QueryView } from "../../api/QueryView.tsx";
import { useT } from "../../i18n/i18n.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Notice } from "./Notice.tsx";
import { useReleases } from "./queries.ts";
import { ReleaseCard } from "./ReleaseCard.tsx";
import { ReleaseForm } from "./ReleaseForm.tsx";
import type { TabProps } from "./tab-props.ts";
import styles from "./warehouse.module.css";

/** The gate to the public: a request, its checks, how well people are hidden, and a second person's decision. */
export function ReleaseTab({ dataset }: TabProps) {
  const t = useT();
  const releases = useReleases(dataset.name);
  return (
    <QueryView query={releases}>
      {(items) => (
        <div className={styles.stack}>
          <Notice tone={dataset.access === "open" ? "ok" : "info"}>
            {t(dataset.access === "open" ? "wh.release.isOpen" : "wh.release.isClosed")}
          </Notice>
          {items.length === 0 && !dataset.may.proposeRelease && (
            <EmptyState icon="globe" title={t("wh.release.none")} />
          )}
          {items.map((release) => (
            <ReleaseCard key={release.id} release={release} mayDecide={dataset.may.approveRelease} />
          ))}
          {dataset.may.proposeRelease && dataset.version !== null && <ReleaseForm dataset={dataset} />}
        </div>
      )}
    </QueryView>
  );
}
