import { useMemo } from "react";
import { QueryView } from "../../api/QueryView.tsx";
import { type ChartColumn, ChartWithTable } from "../../charts/ChartWithTable.tsx";
import { ValueChart } from "../../charts/ValueChart.tsx";
import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { LoadingState } from "../../ui/LoadingState.tsx";
import { useAddress } from "../registry/use-address.ts";
import { ChartFields } from "./ChartFields.tsx";
import {
  type ChartAsk,
  type ChartData,
  chartData,
  defaultChart,
  firstStep,
  type Measure,
  type Step,
  stepText,
} from "./chart-ask.ts";
import { Notice } from "./Notice.tsx";
import { useAggregate, useProfile } from "./queries.ts";
import type { TabProps } from "./tab-props.ts";
import type { Cell, Dataset, Profile } from "./types.ts";
import type { Aggregate } from "./types-use.ts";
import { useCellText } from "./use-cell-text.ts";
import styles from "./warehouse.module.css";
import { columnLabel, pick } from "./words.ts";

/** A chart of the rows: something is drawn at once, and every choice is in the address. */
export function ChartTab({ dataset, version }: TabProps) {
  const t = useT();
  const profile = useProfile(dataset.name, version);
  const { read } = useAddress();
  const first = defaultChart(dataset.columns, dataset.key, profile.data);
  const ask = useChosen(dataset, first, profile.data);
  const settled = profile.isSuccess || profile.isError;
  const filter = read("filter");
  const { look: _look, ...question } = ask ?? { look: undefined };
  const answer = useAggregate(
    dataset.name,
    settled && ask ? { ...(question as Omit<ChartAsk, "look">), filter, version, limit: 2000 } : undefined,
  );
  if (settled && !ask) {
    return <EmptyState icon="chart" title={t("wh.chart.none")} text={t("wh.chart.noneText")} />;
  }
  if (!ask) return <LoadingState block />;
  return (
    <div className={styles.stack}>
      <ChartFields dataset={dataset} ask={ask} profile={profile.data} />
      {filter && <Notice>{t("wh.chart.filtered")}</Notice>}
      <QueryView query={answer} waiting={<LoadingState block />}>
        {(data) => <Drawn dataset={dataset} ask={ask} answer={data} />}
      </QueryView>
    </div>
  );
}

/** What the address says, and the chart of the first look for the rest. */
function useChosen(
  dataset: Dataset,
  first: ChartAsk | undefined,
  profile: Profile | undefined,
): ChartAsk | undefined {
  const { read } = useAddress();
  const x = read("x");
  if (!first) return undefined;
  if (!x) return first;
  const column = dataset.columns.find((entry) => entry.name === x);
  if (!column) return first;
  const look = read("look");
  return {
    x,
    step: (read("step") as Step | undefined) ?? firstStep(column, dataset.key, profile),
    y: (read("y") as Measure | undefined) ?? "count",
    column: read("column"),
    series: read("series"),
    look: look === "line" || look === "stacked" ? look : "bar",
  };
}

function Drawn({ dataset, ask, answer }: { dataset: Dataset; ask: ChartAsk; answer: Aggregate }) {
  const t = useT();
  const { locale } = useLocale();
  const naming = useNaming(dataset, ask);
  // biome-ignore lint/correctness/useExhaustiveDependencies: naming follows from the question and the language.
  const data = useMemo(
    () => chartData(answer.points, ask.step !== "none", naming),
    [answer, ask.step, ask.x, ask.y, ask.series, locale],
  );
  const columns = useTableColumns(naming.axis, data);
  const title = t("wh.chart.title", { measure: naming.all, x: naming.axis });
  const notes = [
    data.left > 0 && t("wh.chart.left", { count: data.left }),
    answer.truncated && t("wh.chart.truncated"),
  ].filter(Boolean);
  if (data.names.length === 0)
    return <EmptyState icon="chart" title={t("wh.noRows")} text={t("wh.noRowsText")} />;
  return (
    <ChartWithTable
      title={title}
      note={notes.join(" ") || undefined}
      chart={<ValueChart label={title} names={data.names} series={data.series} look={ask.look} />}
      columns={columns}
      rows={data.names.map((name, index) => ({ name, index }))}
      rowKey={(row) => String(row.index)}
      fileName={`${dataset.name}-${ask.x}`}
      source={{ title: pick(dataset.title, locale), publisher: pick(dataset.agency.name, locale) }}
    />
  );
}

/** What the axis, its values, the series and the measure are called. */
function useNaming(dataset: Dataset, ask: ChartAsk) {
  const t = useT();
  const { locale } = useLocale();
  const text = useCellText(dataset.key, false);
  const columnOf = (name: string | undefined) => dataset.columns.find((column) => column.name === name);
  const labelOf = (name: string | undefined) => {
    const column = columnOf(name);
    return column ? columnLabel(column, locale) : (name ?? "");
  };
  const write = (value: Cell, name: string | undefined) => {
    const column = columnOf(name);
    if (value === null) return t("wh.noValue");
    return column ? text(value, column) : String(value);
  };
  return {
    axis: labelOf(ask.x),
    x: (value: Cell) => stepText(value, ask.step) ?? write(value, ask.x),
    series: (value: Cell) => write(value, ask.series),
    rest: t("wh.chart.rest"),
    all: t(`wh.measure.${ask.y}`, { name: labelOf(ask.column) }),
  };
}

type Row = { name: string; index: number };

function useTableColumns(axis: string, data: ChartData): ChartColumn<Row>[] {
  const format = useFormat();
  return [
    { id: "x", header: axis, cell: (row) => row.name, value: (row) => row.name },
    ...data.series.map((series, place): ChartColumn<Row> => {
      const value = (row: Row) => series.values[row.index] ?? null;
      return {
        id: `${place}`,
        header: series.name,
        kind: "number",
        value,
        cell: (row) => {
          const found = value(row);
          return found === null ? "–" : format.number(found);
        },
      };
    }),
  ];
}
