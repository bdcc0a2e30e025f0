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
  const { locale } = useLocale();
  const { writeMany } = useAddress();
  const axis = axisColumns(dataset.columns);
  const measured = measureColumns(dataset.columns, dataset.key);
  const x = axis.find((column) => column.name === ask.x);
  const options = (columns: readonly Column[]) =>
    columns.map((column) => ({ value: column.name, label: columnLabel(column, locale) }));
  const set = (change: Partial<ChartAsk>) => {
    const next = { ...ask, ...change };
    const { column = "", series = "", ...rest } = next;
    writeMany({ ...rest, column, series });
  };
  const setX = (name: string) => {
    const step = firstStep(
      axis.find((column) => column.name === name),
      dataset.key,
      profile,
    );
    set({ x: name, step, look: step === "none" || step === "bins" ? "bar" : "line" });
  };
  return (
    <Card>
      <div className={styles.fields}>
        <SelectField label={t("wh.chart.x")} value={ask.x} options={options(axis)} onChange={setX} />
        {x && stepsOf(x, dataset.key).length > 1 && (
          <SelectField
            label={t("wh.chart.step")}
            value={ask.step}
            options={stepsOf(x, dataset.key).map((step) => ({ value: step, label: t(`wh.step.${step}`) }))}
            onChange={(step) => set({ step: step as ChartAsk["step"] })}
          />
        )}
        <SelectField
          label={t("wh.chart.y")}
          value={ask.y}
          options={MEASURES.filter((y) => y === "count" || y === "distinct" || measured.length > 0).map(
            (y) => ({ value: y, label: t(`wh.measureName.${y}`) }),
          )}
          onChange={(y) => set(measureChange(y as ChartAsk["y"], ask, measured, axis))}
        />
        {ask.y !== "count" && (
          <SelectField
            label={t("wh.chart.column")}
            value={ask.column ?? ""}
            options={options(ask.y === "distinct" ? axis : measured)}
            onChange={(column) => set({ column })}
          />
        )}
        <SelectField
          label={t("wh.chart.series")}
          optional
          placeholder={t("common.none")}
          value={ask.series ?? ""}
          options={options(axis.filter((column) => column.name !== ask.x))}
          onChange={(series) =>
            set({ series: series || undefined, look: series && ask.look === "bar" ? "stacked" : ask.look })
          }
        />
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
