import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { useAgency } from "../registry/queries.ts";
import type { AccessView, Dataset } from "./types.ts";
import styles from "./warehouse.module.css";
import { columnLabel, purposeText } from "./words.ts";

/** One grant in words: to whom, for what, until when, and what is seen clear. */
export function Grant({ dataset, grant }: { dataset: Dataset; grant: AccessView["grants"][number] }) {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  const agency = useAgency(grant.agencyCode);
  const columns = grant.clearColumns.map((name) => {
    const column = dataset.columns.find((entry) => entry.name === name);
    return column ? columnLabel(column, locale) : name;
  });
  return (
    <div className={styles.lineText}>
      <strong>{agency.data?.agency.name ?? grant.agencyCode}</strong>
      <span className={styles.quiet}>
        {[
          purposeText(dataset.purposes, grant.purpose, locale),
          grant.until ? t("wh.grants.until", { date: format.date(grant.until) }) : t("wh.grants.noEnd"),
        ].join(" · ")}
      </span>
      <span>
        {columns.length > 0 ? t("wh.grants.clear", { columns: columns.join(", ") }) : t("wh.grants.masked")}
      </span>
    </div>
  );
}
