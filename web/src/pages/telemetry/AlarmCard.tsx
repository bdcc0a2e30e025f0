import { useFormat, useT } from "../../i18n/i18n.tsx";
import { Badge, type Tone } from "../../ui/Badge.tsx";
import { Card } from "../../ui/Card.tsx";
import { type Column, DataTable } from "../../ui/DataTable.tsx";
import { alarmLevelsOf } from "./alarm.ts";
import styles from "./StationPage.module.css";
import type { AlarmLevel, Catalogue, ThingDetail } from "./types.ts";

const STATUS_TONES: Record<AlarmLevel["status"], Tone> = { law: "ok", press: "warn", unverified: "warn" };

/** The alarm levels of a gauge, each with where it is known from and whether that was compared with the law. */
export function AlarmCard({ thing, catalogue }: { thing: ThingDetail; catalogue: Catalogue }) {
  const t = useT();
  const format = useFormat();
  const levels = thing.datastreams.flatMap((stream) => alarmLevelsOf(catalogue, thing.code, stream));
  if (levels.length === 0) return null;
  const columns: Column<AlarmLevel>[] = [
    {
      id: "level",
      header: t("alarm.level"),
      cell: (row) => <span className={styles.nowrap}>{t("alarm.name", { level: row.level })}</span>,
    },
    {
      id: "at",
      header: t("alarm.at"),
      kind: "number",
      cell: (row) => (
        <span className={styles.nowrap}>
          {format.number(row.at, { digits: 2, fixed: true })} m {row.verticalDatum}
        </span>
      ),
    },
    {
      id: "from",
      header: t("exceed.from"),
      cell: (row) => (row.validFrom === null ? "–" : format.date(`${row.validFrom}T05:00:00Z`)),
    },
    {
      id: "to",
      header: t("exceed.to"),
      cell: (row) => (row.validTo === null ? t("exceed.open") : format.date(`${row.validTo}T05:00:00Z`)),
    },
    {
      id: "status",
      header: t("alarm.status"),
      cell: (row) => (
        <span className={styles.nowrap}>
          <Badge tone={STATUS_TONES[row.status]} icon={row.status === "law" ? "check" : "flag"}>
            {t(`alarm.status.${row.status}`)}
          </Badge>
        </span>
      ),
    },
    { id: "source", header: t("exceed.source"), cell: (row) => row.source },
  ];
  return (
    <Card title={t("alarm.title")} note={t("alarm.note")} flush>
      <DataTable
        caption={t("alarm.title")}
        captionHidden
        columns={columns}
        rows={levels}
        rowKey={(row) => `${row.verticalDatum}-${row.level}-${row.validFrom}`}
      />
    </Card>
  );
}
