import { useMemo } from "react";
import { BarChart, DayCalendar } from "../../charts/BarChart.tsx";
import { ChartWithTable } from "../../charts/ChartWithTable.tsx";
import type { DayValue } from "../../charts/days.ts";
import { TrendChart } from "../../charts/TrendChart.tsx";
import type { Threshold, TrendSeries } from "../../charts/trend.ts";
import { trendColumns, trendRows } from "../../charts/trend-table.ts";
import { useFormat, useT } from "../../i18n/i18n.tsx";
import styles from "./GalleryPage.module.css";
import { Section } from "./Section.tsx";
import { HOUR, SAMPLE_DAYS, sampleAqi, samplePm25, samplePm25Second } from "./sample-series.ts";

const THRESHOLDS: readonly Threshold[] = [
  { value: 50, label: "Giới hạn 50 (đến 05/02)", to: Date.parse("2026-02-05T17:00:00Z") },
  { value: 45, label: "Giới hạn 45 (từ 06/02)", from: Date.parse("2026-02-05T17:00:00Z") },
];

const SOURCE = { title: "Bộ sinh số liệu của chương trình", publisher: "Dữ liệu mô phỏng" };

/** Lines, bars and calendars, each with its table and its file. */
export function ChartsSection() {
  const one = useMemo(() => [samplePm25()] as const, []);
  const two = useMemo(() => [samplePm25(), samplePm25Second()] as const, []);
  const aqi = useMemo(() => [sampleAqi()] as const, []);
  return (
    <Section id="charts">
      <Trend title="PM2.5 theo giờ, 7 ngày" series={one} thresholds={THRESHOLDS} />
      <div className={styles.columns}>
        <Trend title="Hai trạm" series={two} />
        <Trend title="VN_AQI giờ, 3 ngày" series={aqi} aqiBand />
      </div>
      <div className={styles.columns}>
        <Days title="VN_AQI ngày, 14 ngày" days={SAMPLE_DAYS.slice(-14)} look="bars" />
        <Days title="VN_AQI ngày, lịch 4 tuần" days={SAMPLE_DAYS} look="calendar" />
      </div>
    </Section>
  );
}

type TrendProps = {
  title: string;
  series: readonly [TrendSeries] | readonly [TrendSeries, TrendSeries];
  thresholds?: readonly Threshold[];
  aqiBand?: boolean;
};

function Trend({ title, series, thresholds, aqiBand = false }: TrendProps) {
  const t = useT();
  const format = useFormat();
  const rows = useMemo(() => trendRows(series), [series]);
  return (
    <ChartWithTable
      title={title}
      level={3}
      columns={trendColumns(series, t, format)}
      rows={rows}
      rowKey={(row) => String(row.at)}
      fileName="pm25-theo-gio"
      source={SOURCE}
      chart={
        <TrendChart
          label={title}
          series={series}
          stepMs={HOUR}
          aqiBand={aqiBand}
          {...(thresholds ? { thresholds } : {})}
        />
      }
    />
  );
}

function Days({
  title,
  days,
  look,
}: {
  title: string;
  days: readonly DayValue[];
  look: "bars" | "calendar";
}) {
  const format = useFormat();
  return (
    <ChartWithTable
      title={title}
      level={3}
      columns={[
        { id: "on", header: "Ngày", cell: (day: DayValue) => format.date(day.on), value: (day) => day.on },
        {
          id: "value",
          header: "VN_AQI",
          kind: "number",
          cell: (day) => day.value ?? "–",
          value: (day) => day.value,
        },
      ]}
      rows={days}
      rowKey={(day) => day.on}
      fileName="vn-aqi-ngay"
      source={SOURCE}
      chart={
        look === "bars" ? (
          <BarChart label={title} days={days} aqi />
        ) : (
          <DayCalendar label={title} days={days} aqi />
        )
      }
    />
  );
}
