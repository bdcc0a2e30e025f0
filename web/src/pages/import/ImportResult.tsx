import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { Card } from "../../ui/Card.tsx";
import { DescriptionList } from "../../ui/DescriptionList.tsx";
import { KeyFigure } from "../../ui/KeyFigure.tsx";
import { Link } from "../../ui/Link.tsx";
import { useThings } from "../telemetry/queries.ts";
import { Callout } from "./Callout.tsx";
import styles from "./import.module.css";
import { LABEL_NAMES, usePropertyNames } from "./PlanSummary.tsx";
import { propertiesOf } from "./plan.ts";
import type { ImportRow } from "./types.ts";

const MOST_STATIONS = 50;

/** What became of the rows, with the refused ones to be fetched and the stations to be looked at. */
export function ImportResult({ row }: { row: ImportRow }) {
  const t = useT();
  const format = useFormat();
  return (
    <Card title={t("import.result.title")}>
      <div className={styles.stack}>
        <div className={styles.figures}>
          <KeyFigure
            label={t("import.result.stored")}
            value={format.number(row.observations)}
            unit={t("import.result.readings")}
            note={t("import.result.storedNote")}
          />
          <KeyFigure
            label={t("import.result.unchanged")}
            value={format.number(row.unchanged)}
            unit={t("import.result.readings")}
            note={t("import.result.unchangedNote")}
          />
          <KeyFigure
            label={t("import.result.refused")}
            value={format.number(row.rowsRefused)}
            unit={t("import.result.ofRows", { rows: format.number(row.rowsRead) })}
            note={t("import.result.refusedNote")}
          />
        </div>
        {row.refusedHash ? (
          <Callout tone="warn" title={t("import.result.someRefused", { count: row.rowsRefused })}>
            <p>{t("import.result.someRefusedText")}</p>
            <p>
              <Link look="secondary" download to={`/api/telemetry/imports/${row.id}/refused`}>
                {t("import.result.fetchRefused")}
              </Link>
            </p>
          </Callout>
        ) : (
          <Callout tone="ok" title={t("import.result.noneRefused")} />
        )}
        <StationLinks row={row} />
      </div>
    </Card>
  );
}

function StationLinks({ row }: { row: ImportRow }) {
  const t = useT();
  const { locale } = useLocale();
  const things = useThings();
  const codes = [...new Set(row.mapping.stations.map(({ thing }) => thing))];
  const nameOf = (code: string) => {
    const thing = things.data?.find((one) => one.code === code);
    return thing ? (locale === "vi" ? thing.nameVi : thing.nameEn) : code;
  };
  return (
    <div>
      <h3 className={styles.smallHead}>{t("import.result.see")}</h3>
      <ul className={styles.stationLinks}>
        {codes.slice(0, MOST_STATIONS).map((code) => (
          <li key={code}>
            <Link to={`/tram/${code}`}>{nameOf(code)}</Link>
          </li>
        ))}
        {codes.length > MOST_STATIONS && (
          <li>{t("import.result.moreStations", { count: codes.length - MOST_STATIONS })}</li>
        )}
      </ul>
    </div>
  );
}

/** How the file was read. */
export function ImportFacts({ row }: { row: ImportRow }) {
  const t = useT();
  const format = useFormat();
  const names = usePropertyNames();
  const { mapping } = row;
  return (
    <Card title={t("import.facts.title")}>
      <DescriptionList
        items={[
          { label: t("import.summary.file"), value: `${row.fileName} · ${format.bytes(row.fileBytes)}` },
          {
            label: t("import.facts.at"),
            value: row.finishedAt
              ? `${format.dateTime(row.createdAt)} – ${format.dateTime(row.finishedAt)}`
              : format.dateTime(row.createdAt),
          },
          {
            label: t("import.summary.time"),
            value: `${mapping.time.format} · ${mapping.time.zone} · ${t(LABEL_NAMES[mapping.timeLabel])}`,
          },
          { label: t("import.summary.properties"), value: propertiesOf(row).map(names).join(", ") },
          { label: t("import.facts.hash"), value: <code className={styles.hash}>{row.fileHash}</code> },
        ]}
      />
    </Card>
  );
}
