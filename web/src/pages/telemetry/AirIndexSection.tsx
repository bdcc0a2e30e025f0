import { useMemo } from "react";
import { BarChart } from "../../charts/BarChart.tsx";
import { ChartWithTable } from "../../charts/ChartWithTable.tsx";
import type { DayValue } from "../../charts/days.ts";
import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { AqiBadge } from "../../ui/AqiBadge.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { Card } from "../../ui/Card.tsx";
import { LoadingState } from "../../ui/LoadingState.tsx";
import { cityDayOf, DAY_MS, daysOfIndex, HOUR_MS, startOfCityDay } from "./city-time.ts";
import { shortName, textOf } from "./names.ts";
import { PartsTable } from "./PartsTable.tsx";
import { useIndex, useNow } from "./queries.ts";
import styles from "./StationPage.module.css";
import type { Catalogue, IndexValue, ThingDetail } from "./types.ts";
import { WhyIndex } from "./WhyIndex.tsx";

const DAYS = 30;
const INDEX = "vn-aqi";

type SectionProps = { thing: ThingDetail; catalogue: Catalogue };

/** VN_AQI of the last hour and of the day, with the pollutants behind them, and the last thirty days. */
export function AirIndexSection({ thing, catalogue }: SectionProps) {
  const t = useT();
  const today = startOfCityDay(useNow());
  const hours = useIndex(thing.code, "hour", { from: today - DAY_MS, to: today + DAY_MS + HOUR_MS });
  const days = useIndex(thing.code, "day", { from: today - (DAYS - 1) * DAY_MS, to: today + DAY_MS });
  const hour = newest(hours.data);
  const day = newest(days.data);
  if (hours.isPending || days.isPending) return <LoadingState block label={t("station.loading")} />;
  return (
    <>
      <div className={styles.pair}>
        <IndexCard period="hour" value={hour} catalogue={catalogue} />
        <IndexCard period="day" value={day} catalogue={catalogue} />
      </div>
      <DailyBars thing={thing} days={daysOfIndex(days.data ?? [], today, DAYS)} catalogue={catalogue} />
    </>
  );
}

function newest(values: readonly IndexValue[] | undefined): IndexValue | undefined {
  return values?.findLast((entry) => entry.value !== null) ?? values?.at(-1);
}

type IndexCardProps = { period: "hour" | "day"; value: IndexValue | undefined; catalogue: Catalogue };

function IndexCard({ period, value, catalogue }: IndexCardProps) {
  const t = useT();
  const { locale } = useLocale();
  const index = catalogue.indices.find((entry) => entry.code === INDEX);
  const level = index?.levels.find((entry) => entry.code === value?.level);
  const when = usePeriodText(period, value);
  return (
    <Card title={t(`station.index.${period}`)} note={when}>
      <div className={styles.stack}>
        <AqiBadge value={value?.value ?? null} size="large" />
        {value?.reason && <p>{textOf(value.reason, locale)}</p>}
        <p className={styles.marks}>
          {value && value.dominant.length > 0 && (
            <Badge tone="info" icon="arrow-up">
              {t("live.dominant", { names: value.dominant.map(shortName).join(", ") })}
            </Badge>
          )}
          {value && (
            <Badge tone={value.complete ? "ok" : "warn"} icon={value.complete ? "check" : "flag"}>
              {t(value.complete ? "station.complete" : "station.incomplete")}
            </Badge>
          )}
        </p>
        {level && <p>{textOf(level.advice, locale)}</p>}
        {value && <PartsTable period={period} value={value} catalogue={catalogue} />}
        {value && index && <WhyIndex period={period} value={value} index={index} />}
      </div>
    </Card>
  );
}

/** "13:00–14:00, 24/11/2026" for an hour; the date for a day. */
function usePeriodText(period: "hour" | "day", value: IndexValue | undefined): string {
  const t = useT();
  const format = useFormat();
  if (!value) return t("aqi.none");
  const at = Date.parse(value.at);
  if (period === "day") return t("station.dayOf", { date: format.date(at) });
  return t("station.hourOf", {
    from: format.time(at - HOUR_MS),
    to: format.time(at),
    date: format.date(at - HOUR_MS),
  });
}

type BarsProps = { thing: ThingDetail; days: readonly DayValue[]; catalogue: Catalogue };

function DailyBars({ thing, days, catalogue }: BarsProps) {
  const t = useT();
  const format = useFormat();
  const title = t("station.days", { count: days.length });
  const source = catalogue.indices.find((entry) => entry.code === INDEX)?.source ?? "";
  const columns = useMemo(
    () => [
      {
        id: "on",
        header: t("station.day"),
        cell: (day: DayValue) => format.date(`${day.on}T05:00:00Z`),
        value: (day: DayValue) => day.on,
      },
      {
        id: "value",
        header: "VN_AQI",
        kind: "number" as const,
        cell: (day: DayValue) => day.value ?? "–",
        value: (day: DayValue) => day.value,
      },
    ],
    [t, format],
  );
  return (
    <ChartWithTable
      title={title}
      note={t("station.daysNote", { today: format.date(`${cityDayOf(Date.now())}T05:00:00Z`) })}
      columns={columns}
      rows={days}
      rowKey={(day) => day.on}
      fileName={`${thing.code}-vn-aqi`}
      source={{ title: source }}
      chart={<BarChart label={title} days={days} aqi />}
    />
  );
}
