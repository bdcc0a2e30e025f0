import { type ReactNode, useState } from "react";
import { useLocale, useT } from "../i18n/i18n.tsx";
import { Button } from "../ui/Button.tsx";
import { Card } from "../ui/Card.tsx";
import { type Column, DataTable } from "../ui/DataTable.tsx";
import { SegmentedControl } from "../ui/SegmentedControl.tsx";
import { SourceCitation, type SourceCitationProps } from "../ui/SourceCitation.tsx";
import styles from "./ChartWithTable.module.css";
import { saveText, toCsv } from "./csv.ts";

/** A column of the table beside a chart: what is shown, and the bare value that goes into the CSV file. */
export type ChartColumn<Row> = Column<Row> & { value: (row: Row) => string | number | null };

/** Props of ChartWithTable. `fileName` without ending. */
export type ChartWithTableProps<Row> = {
  title: string;
  note?: ReactNode;
  chart: ReactNode;
  columns: readonly ChartColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  fileName: string;
  source?: SourceCitationProps;
  level?: 2 | 3;
};

/** Every chart's frame: the same data as a picture, as a table and as a file. */
export function ChartWithTable<Row>({
  title,
  note,
  chart,
  columns,
  rows,
  rowKey,
  ...rest
}: ChartWithTableProps<Row>) {
  const t = useT();
  const { locale } = useLocale();
  const [view, setView] = useState<"chart" | "table">("chart");
  const csvColumns = columns.map(({ header, value }) => ({ header, value }));
  const switcher = (
    <SegmentedControl
      label={t("chart.view", { title })}
      value={view}
      iconsOnly
      options={[
        { value: "chart", label: t("chart.asChart"), icon: "chart" },
        { value: "table", label: t("chart.asTable"), icon: "table" },
      ]}
      onChange={setView}
    />
  );
  const foot = (
    <div className={styles.foot}>
      {rest.source ? <SourceCitation {...rest.source} /> : <span />}
      <Button
        size="small"
        kind="quiet"
        icon="download"
        onPress={() => saveText(toCsv(csvColumns, rows, locale), `${rest.fileName}.csv`)}
      >
        {t("chart.csv")}
      </Button>
    </div>
  );
  return (
    <Card title={title} note={note} level={rest.level ?? 2} actions={switcher} foot={foot}>
      {view === "chart" ? (
        chart
      ) : (
        <div className={styles.table}>
          <DataTable
            caption={title}
            captionHidden
            columns={columns}
            rows={rows}
            rowKey={rowKey}
            limitHeight
          />
        </div>
      )}
    </Card>
  );
}
