import { useState } from "react";
import { QueryView } from "../../api/QueryView.tsx";
import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { Card } from "../../ui/Card.tsx";
import { type Column, DataTable } from "../../ui/DataTable.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { cityDayOf, DAY_MS, startOfCityDay } from "./city-time.ts";
import { propertyName, shortName } from "./names.ts";
import { useExceedances, useNow } from "./queries.ts";
import styles from "./StationPage.module.css";
import type { Catalogue, Exceedances, Limit, ThingDetail } from "./types.ts";

const DAYS = 365;
/** The day from which the limit of PM2.5 is 45 µg/Nm³. */
const NEW_LIMITS_ON = "2026-01-01";

type CardProps = { thing: ThingDetail; catalogue: Catalogue };

/** Days of the last year over the limit that was law on that day (or over the limits of 2026), and the limits with their dates. */
export function ExceedanceCard({ thing, catalogue }: CardProps) {
  const t = useT();
  const [basis, setBasis] = useState<"own" | "new">("own");
  const today = startOfCityDay(useNow());
  const measured = new Set(thing.datastreams.map(({ property }) => property));
  const limits = catalogue.limits.filter(
    (limit) => limit.averaging === "24h" && measured.has(limit.property),
  );
  const query = useExceedances(
    thing.code,
    {
      span: { from: today - DAYS * DAY_MS, to: today + DAY_MS },
      limitsOn: basis === "new" ? NEW_LIMITS_ON : undefined,
    },
    limits.length > 0,
  );
  if (limits.length === 0) return null;
  return (
    <Card title={t("exceed.title")} note={t(`exceed.note.${basis}`)} flush>
      <div className={styles.inset}>
        <SegmentedControl
          label={t("exceed.basis")}
          value={basis}
          options={[
            { value: "own", label: t("exceed.basis.own") },
            { value: "new", label: t("exceed.basis.new") },
          ]}
          onChange={setBasis}
        />
      </div>
      <QueryView query={query}>{(answer) => <Days answer={answer} catalogue={catalogue} />}</QueryView>
      <LimitTable limits={limits} catalogue={catalogue} />
    </Card>
  );
}

function Days({ answer, catalogue }: { answer: Exceedances; catalogue: Catalogue }) {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  const judged = Object.entries(answer.daysJudged)
    .filter(([, days]) => days > 0)
    .map(([property, days]) => {
      const over = answer.exceedances.filter((entry) => entry.property === property).length;
      return t("exceed.count", { name: shortName(property), over, days });
    });
  const notJudged = Object.entries(answer.daysWithoutLimit)
    .filter(([, days]) => days > 0)
    .map(([property, days]) => t("exceed.without", { name: shortName(property), days }));
  const columns: Column<Exceedances["exceedances"][number]>[] = [
    { id: "day", header: t("station.day"), cell: (row) => format.date(`${row.dayOn}T05:00:00Z`) },
    {
      id: "name",
      header: t("station.pollutant"),
      cell: (row) => propertyName(catalogue, row.property, locale),
    },
    {
      id: "mean",
      header: t("exceed.mean"),
      kind: "number",
      cell: (row) => format.number(row.mean, { digits: 1, fixed: true }),
    },
    { id: "most", header: t("exceed.limit"), kind: "number", cell: (row) => format.number(row.limit.most) },
    { id: "hours", header: t("station.hours"), kind: "number", cell: (row) => `${row.hours}/24` },
  ];
  return (
    <>
      <p className={styles.inset}>
        {judged.length === 0 ? t("exceed.notJudged", { hours: answer.leastHours }) : `${judged.join(" · ")}.`}
      </p>
      {notJudged.length > 0 && (
        <p className={styles.inset}>
          <Badge tone="idle" icon="minus">
            {t("exceed.notAssessed")}
          </Badge>{" "}
          {t("exceed.withoutText", { list: notJudged.join(" · ") })}
        </p>
      )}
      {answer.exceedances.length > 0 && (
        <DataTable
          caption={t("exceed.days")}
          columns={columns}
          rows={answer.exceedances}
          rowKey={(row) => `${row.property}-${row.dayOn}`}
          limitHeight
        />
      )}
    </>
  );
}

function LimitTable({ limits, catalogue }: { limits: readonly Limit[]; catalogue: Catalogue }) {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  const today = cityDayOf(useNow());
  const isNow = (limit: Limit) =>
    limit.validFrom <= today && (limit.validTo === null || limit.validTo >= today);
  const columns: Column<Limit>[] = [
    {
      id: "name",
      header: t("station.pollutant"),
      cell: (row) => propertyName(catalogue, row.property, locale),
    },
    { id: "most", header: t("exceed.limit"), kind: "number", cell: (row) => format.number(row.most) },
    { id: "from", header: t("exceed.from"), cell: (row) => format.date(`${row.validFrom}T05:00:00Z`) },
    {
      id: "to",
      header: t("exceed.to"),
      cell: (row) => (row.validTo === null ? t("exceed.open") : format.date(`${row.validTo}T05:00:00Z`)),
    },
    {
      id: "state",
      header: t("exceed.state"),
      cell: (row) => (
        <span className={styles.nowrap}>
          <Badge tone={isNow(row) ? "ok" : "idle"} icon={isNow(row) ? "check" : "clock"}>
            {t(isNow(row) ? "exceed.inForce" : "exceed.notInForce")}
          </Badge>
        </span>
      ),
    },
    { id: "source", header: t("exceed.source"), cell: (row) => `${row.source}, ${row.clause}` },
  ];
  return (
    <DataTable
      caption={t("exceed.limits")}
      columns={columns}
      rows={limits}
      rowKey={(row) => `${row.property}-${row.validFrom}`}
    />
  );
}
