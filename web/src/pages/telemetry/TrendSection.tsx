import { useMemo, useState } from "react";
import { errorView } from "../../api/QueryView.tsx";
import { ChartWithTable } from "../../charts/ChartWithTable.tsx";
import { TrendChart } from "../../charts/TrendChart.tsx";
import { fullRange, type TrendSeries } from "../../charts/trend.ts";
import { trendColumns, trendRows } from "../../charts/trend-table.ts";
import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { Card } from "../../ui/Card.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { LoadingState } from "../../ui/LoadingState.tsx";
import { SelectField } from "../../ui/SelectField.tsx";
import { alarmLevelsOf, alarmThresholds } from "./alarm.ts";
import { DownloadLinks } from "./DownloadLinks.tsx";
import { findProperty, propertyName } from "./names.ts";
import { PeriodPicker, usePeriod } from "./PeriodPicker.tsx";
import { type Span, useSeries } from "./queries.ts";
import styles from "./StationPage.module.css";
import { chartLimits, thresholdsOf, trendPoints } from "./trend-data.ts";
import type { AlarmLevel, Catalogue, Datastream, Limit, SeriesAnswer, ThingDetail } from "./types.ts";

const POINTS = 500;

type SectionProps = { thing: ThingDetail; catalogue: Catalogue };

/** The course of a chosen series over a chosen period, with the limits of those dates, and its files. */
export function TrendSection({ thing, catalogue }: SectionProps) {
  const t = useT();
  const { locale } = useLocale();
  const [chosen, setChosen] = useState<string>();
  const period = usePeriod();
  const stream = thing.datastreams.find(({ property }) => property === chosen) ?? thing.datastreams[0];
  const series = useSeries(stream?.id, period.span, POINTS);
  if (!stream) return <EmptyState title={t("station.noSeries")} icon="chart" />;
  return (
    <div className={styles.stack}>
      <Card title={t("station.trend")}>
        <div className={styles.controls}>
          <SelectField
            label={t("station.property")}
            value={stream.property}
            options={thing.datastreams.map(({ property }) => ({
              value: property,
              label: propertyName(catalogue, property, locale),
            }))}
            onChange={setChosen}
          />
          <PeriodPicker period={period} />
          <DownloadLinks stream={stream} span={period.span} />
        </div>
      </Card>
      {series.data ? (
        <Trend thing={thing} stream={stream} catalogue={catalogue} answer={series.data} span={period.span} />
      ) : series.isError ? (
        <ErrorState {...errorView(series.error, t)} onRetry={() => void series.refetch()} />
      ) : (
        <LoadingState block />
      )}
    </div>
  );
}

type TrendProps = SectionProps & { stream: Datastream; answer: SeriesAnswer; span: Span };

function Trend({ thing, stream, catalogue, answer, span }: TrendProps) {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  const limitLabel = useLimitLabel();
  const alarmLabel = useAlarmLabel();
  const property = findProperty(catalogue, stream.property);
  const name = propertyName(catalogue, stream.property, locale);
  const unit = [property?.unitSymbol, stream.verticalDatum].filter(Boolean).join(" ");
  const digits = property?.decimals ?? 1;
  const series = useMemo<readonly [TrendSeries]>(
    () => [{ id: stream.property, label: name, unit, digits, points: trendPoints(answer) }],
    [stream.property, name, unit, digits, answer],
  );
  const limits = useMemo(() => chartLimits(catalogue.limits, stream.property), [catalogue, stream.property]);
  const thresholds = useMemo(
    () => [
      ...thresholdsOf(limits, series[0].points, limitLabel),
      ...alarmThresholds(
        alarmLevelsOf(catalogue, thing.code, stream),
        fullRange(series) ?? [span.from, span.to],
        alarmLabel,
      ),
    ],
    [limits, series, limitLabel, alarmLabel, catalogue, thing.code, stream, span],
  );
  const rows = useMemo(() => trendRows(series), [series]);
  if (answer.points.length === 0) {
    return <EmptyState icon="chart" title={t("station.noReadings")} text={t("station.noReadingsText")} />;
  }
  const title = t("station.trendOf", { name });
  const high = limits.find(
    (limit) => limit.validTo === null && !thresholds.some(({ value }) => value === limit.most),
  );
  return (
    <ChartWithTable
      title={title}
      note={t("station.trendNote", {
        from: format.dateTime(span.from),
        to: format.dateTime(span.to),
        step: format.duration(answer.bucketSeconds * 1000),
      })}
      columns={trendColumns(series, t, format)}
      rows={rows}
      rowKey={(row) => String(row.at)}
      fileName={`${thing.code}-${stream.property}`}
      source={{
        title: thing.simulated ? t("simulated.inline") : t("station.ownSeries", { code: thing.code }),
      }}
      chart={
        <>
          <TrendChart
            key={`${stream.id}-${span.from}-${span.to}`}
            label={title}
            series={series}
            stepMs={Math.max(answer.bucketSeconds, stream.intervalSeconds) * 1000}
            thresholds={thresholds}
          />
          {high && <p className={styles.quiet}>{t("station.limitAbove", { limit: limitLabel(high) })}</p>}
        </>
      }
    />
  );
}

/** "Giới hạn 24 giờ: 45 µg/m³ (từ 01/01/2026)". */
export function useLimitLabel(): (limit: Limit) => string {
  const t = useT();
  const format = useFormat();
  return useMemo(
    () => (limit: Limit) =>
      t(limit.validTo === null ? "station.limitFrom" : "station.limitUntil", {
        averaging: t(`station.averaging.${limit.averaging}`),
        most: format.number(limit.most),
        from: format.date(`${limit.validFrom}T05:00:00Z`),
        to: limit.validTo === null ? "" : format.date(`${limit.validTo}T05:00:00Z`),
      }),
    [t, format],
  );
}

/** "Báo động I: 1,4 m (theo báo chí, chưa đối chiếu)". */
function useAlarmLabel(): (level: AlarmLevel) => string {
  const t = useT();
  const format = useFormat();
  return useMemo(
    () => (level: AlarmLevel) =>
      t("alarm.line", {
        level: level.level,
        at: format.number(level.at, { digits: 2 }),
        status: t(`alarm.status.${level.status}`),
      }),
    [t, format],
  );
}
