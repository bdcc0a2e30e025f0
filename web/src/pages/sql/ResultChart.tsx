import { useEffect, useMemo, useRef, useState } from "react";
import { useFormat, useT } from "../../i18n/i18n.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { SelectField } from "../../ui/SelectField.tsx";
import { resolveToken, useIsDark } from "../../ui/theme.ts";
import shared from "../import/import.module.css";
import { isNumeric } from "../warehouse-in/type-look.ts";
import { chartData } from "./chart-build.ts";
import styles from "./sql.module.css";
import type { ChartSpec, SqlResult } from "./types.ts";

const TYPES = ["line", "bar", "scatter"] as const;
const TYPE_ICONS = { line: "chart", bar: "bars", scatter: "more" } as const;
const SERIES_TOKENS = [
  "--series-1",
  "--series-2",
  "--series-3",
  "--series-4",
  "--series-5",
  "--series-6",
] as const;

type ResultChartProps = { result: SqlResult; spec: ChartSpec | null; onChange: (spec: ChartSpec) => void };

/** A chart of a result, put together from its columns; the table of the same rows is the tab beside. */
export function ResultChart({ result, spec, onChange }: ResultChartProps) {
  const t = useT();
  const numbers = result.columns.filter(({ type }) => isNumeric(type));
  if (!spec || result.rows.length === 0) {
    return <EmptyState icon="chart" title={t("sql.chart.none")} text={t("sql.chart.noneText")} />;
  }
  const all = result.columns.map(({ name }) => ({ value: name, label: name }));
  return (
    <div className={shared.stack}>
      <div className={styles.chartFields}>
        <SegmentedControl
          label={t("sql.chart.type")}
          value={spec.type}
          options={TYPES.map((value) => ({ value, label: t(`sql.chart.${value}`), icon: TYPE_ICONS[value] }))}
          onChange={(type) => onChange({ ...spec, type })}
        />
        <div className={shared.shortFields}>
          <SelectField
            label={t("sql.chart.x")}
            value={spec.x}
            options={all}
            onChange={(x) => onChange({ ...spec, x })}
          />
          <SelectField
            label={t("sql.chart.y")}
            value={spec.y}
            options={numbers.map(({ name }) => ({ value: name, label: name }))}
            onChange={(y) => onChange({ ...spec, y })}
          />
          <SelectField
            label={t("sql.chart.series")}
            value={spec.series}
            placeholder={t("sql.chart.noSeries")}
            options={all}
            onChange={(series) => onChange({ ...spec, series })}
          />
        </div>
      </div>
      <Canvas result={result} spec={spec} />
    </div>
  );
}

function Canvas({ result, spec }: { result: SqlResult; spec: ChartSpec }) {
  const t = useT();
  const format = useFormat();
  const dark = useIsDark();
  const ref = useRef<HTMLDivElement>(null);
  const data = useMemo(() => chartData(result, spec), [result, spec]);
  const xType = result.columns.find(({ name }) => name === spec.x)?.type ?? "text";
  const [tools, setTools] = useState<typeof import("./sql-chart.ts")>();

  useEffect(() => void import("./sql-chart.ts").then(setTools), []);
  useEffect(() => {
    if (!tools || !ref.current) return;
    const chart = tools.startChart(ref.current);
    chart.setOption(tools.chartOption(data, spec, { palette: readPalette(dark), format, xType }));
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(ref.current);
    return () => {
      observer.disconnect();
      chart.dispose();
    };
  }, [tools, data, spec, format, dark, xType]);

  return (
    <figure className={styles.chart}>
      <div ref={ref} className={styles.canvas} />
      <figcaption className={shared.quiet}>
        {t("sql.chart.says", { y: spec.y, x: spec.x, series: data.series.length })}{" "}
        {data.hiddenSeries > 0 && t("sql.chart.hiddenSeries", { count: data.hiddenSeries })}{" "}
        {data.hiddenPoints > 0 && t("sql.chart.hiddenPoints", { count: data.hiddenPoints })}
      </figcaption>
    </figure>
  );
}

function readPalette(_dark: boolean) {
  return {
    series: SERIES_TOKENS.map(resolveToken),
    ink: resolveToken("--ink"),
    line: resolveToken("--line"),
    ground: resolveToken("--raised"),
  };
}
