import type { Locale } from "../../i18n/format.ts";
import { useLocale, useT } from "../../i18n/i18n.tsx";
import { Card } from "../../ui/Card.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { SelectField } from "../../ui/SelectField.tsx";
import { useAddress } from "../registry/use-address.ts";
import { axisColumns, type ChartAsk, firstStep, MEASURES, measureColumns, TIME_STEPS } from "./chart-ask.ts";
import type { Column, Dataset, Profile } from "./types.ts";
import styles from "./warehouse.module.css";
import { columnLabel } from "./words.ts";

const LOOKS = [
  ["bar", "bars"],
  ["line", "chart"],
  ["stacked", "layers"],
] as const;

type ChartFieldsProps = { dataset: Dataset; ask: ChartAsk; profile: Profile | undefined };

/** What is drawn: axis, step, measure, parts and look. */
export function ChartFields({ dataset, ask, profile }: ChartFieldsProps) {
  const t = useT();
  const { writeMany } = useAddress();
  const set = (change: Partial<ChartAsk>) => {
    const { column = "", series = "", ...rest } = { ...ask, ...change };
    writeMany({ ...rest, column, series });
  };
  return (
    <Card>
      <div className={styles.fields}>
        <AxisFields dataset={dataset} ask={ask} profile={profile} set={set} />
        <ValueFields dataset={dataset} ask={ask} set={set} />
        <SegmentedControl
          label={t("wh.chart.look")}
          value={ask.look}
          options={LOOKS.map(([value, icon]) => ({ value, icon, label: t(`wh.look.${value}`) }))}
          onChange={(look) => set({ look })}
        />
      </div>
    </Card>
  );
}

type PartProps = { dataset: Dataset; ask: ChartAsk; set: (change: Partial<ChartAsk>) => void };

function AxisFields({ dataset, ask, profile, set }: PartProps & Pick<ChartFieldsProps, "profile">) {
  const t = useT();
  const { locale } = useLocale();
  const axis = axisColumns(dataset.columns);
  const x = axis.find((column) => column.name === ask.x);
  const steps = x ? stepsOf(x, dataset.key) : [];
  const setX = (name: string) => {
    const column = axis.find((entry) => entry.name === name);
    const step = firstStep(column, dataset.key, profile);
    set({ x: name, step, look: step === "none" || step === "bins" ? "bar" : "line" });
  };
  return (
    <>
      <SelectField label={t("wh.chart.x")} value={ask.x} options={optionsOf(axis, locale)} onChange={setX} />
      {steps.length > 1 && (
        <SelectField
          label={t("wh.chart.step")}
          value={ask.step}
          options={steps.map((step) => ({ value: step, label: t(`wh.step.${step}`) }))}
          onChange={(step) => set({ step: step as ChartAsk["step"] })}
        />
      )}
    </>
  );
}

function ValueFields({ dataset, ask, set }: PartProps) {
  const t = useT();
  const { locale } = useLocale();
  const axis = axisColumns(dataset.columns);
  const measured = measureColumns(dataset.columns, dataset.key);
  const measures = MEASURES.filter((y) => y === "count" || y === "distinct" || measured.length > 0);
  return (
    <>
      <SelectField
        label={t("wh.chart.y")}
        value={ask.y}
        options={measures.map((y) => ({ value: y, label: t(`wh.measureName.${y}`) }))}
        onChange={(y) => set(measureChange(y as ChartAsk["y"], ask, measured, axis))}
      />
      {ask.y !== "count" && (
        <SelectField
          label={t("wh.chart.column")}
          value={ask.column ?? ""}
          options={optionsOf(ask.y === "distinct" ? axis : measured, locale)}
          onChange={(column) => set({ column })}
        />
      )}
      <SelectField
        label={t("wh.chart.series")}
        optional
        placeholder={t("common.none")}
        value={ask.series ?? ""}
        options={optionsOf(
          axis.filter((column) => column.name !== ask.x),
          locale,
        )}
        onChange={(series) =>
          set({ series: series || undefined, look: series && ask.look === "bar" ? "stacked" : ask.look })
        }
      />
    </>
  );
}

function optionsOf(columns: readonly Column[], locale: Locale) {
  return columns.map((column) => ({ value: column.name, label: columnLabel(column, locale) }));
}

function stepsOf(column: Column, key: readonly string[]): readonly ChartAsk["step"][] {
  if (column.type === "date") return TIME_STEPS.filter((step) => step !== "hour");
  if (column.type === "datetime") return TIME_STEPS;
  return measureColumns([column], key).length > 0 ? ["bins", "none"] : ["none"];
}

function measureChange(
  y: ChartAsk["y"],
  ask: ChartAsk,
  measured: readonly Column[],
  axis: readonly Column[],
): Partial<ChartAsk> {
  if (y === "count") return { y, column: undefined };
  const choices = y === "distinct" ? axis : measured;
  const kept = choices.some((column) => column.name === ask.column);
  return { y, column: kept ? ask.column : choices[0]?.name };
}
