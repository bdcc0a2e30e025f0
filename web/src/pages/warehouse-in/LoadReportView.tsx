import { QueryView } from "../../api/QueryView.tsx";
import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { Card } from "../../ui/Card.tsx";
import { type Column, DataTable } from "../../ui/DataTable.tsx";
import { KeyFigure } from "../../ui/KeyFigure.tsx";
import { Link } from "../../ui/Link.tsx";
import { Callout } from "../import/Callout.tsx";
import shared from "../import/import.module.css";
import { useQuarantine } from "./queries.ts";
import { TYPE_LOOK } from "./type-look.ts";
import type { Load, LoadReport, QuarantineItem, ReportColumn } from "./types.ts";
import styles from "./warehouse-in.module.css";

/** What became of the rows and of each column, and what did not fit. */
export function LoadReportView({ load, report }: { load: Load; report: LoadReport }) {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  const { read, type, store, file, check } = report.seconds;
  return (
    <>
      <Card title={t("intake.report.rows")}>
        <div className={shared.stack}>
          <div className={shared.figures}>
            <KeyFigure label={t("intake.report.read")} value={format.number(report.rowsRead)} />
            <KeyFigure label={t("intake.report.loaded")} value={format.number(report.rowsLoaded)} />
            <KeyFigure
              label={t("intake.report.refused")}
              value={format.number(report.rowsRefused)}
              note={t("intake.report.refusedNote")}
            />
            <KeyFigure
              label={t("intake.report.cells")}
              value={format.number(report.cellsQuarantined)}
              note={t("intake.report.cellsNote")}
            />
          </div>
          {report.notices.length > 0 && (
            <ul className={shared.remarks}>
              {report.notices.map((notice) => (
                <li key={`${notice.code} ${notice.column}`}>{notice[locale]}</li>
              ))}
            </ul>
          )}
          <p className={shared.quiet}>
            {t("intake.report.seconds", {
              total: format.number(read + type + store + file + check, { digits: 1 }),
              read: format.number(read, { digits: 1 }),
              type: format.number(type, { digits: 1 }),
              store: format.number(store, { digits: 1 }),
              file: format.number(file, { digits: 1 }),
              check: format.number(check, { digits: 1 }),
            })}
          </p>
        </div>
      </Card>
      <ColumnsCard columns={report.columns} />
      <Quarantine load={load} report={report} />
    </>
  );
}

function ColumnsCard({ columns }: { columns: readonly ReportColumn[] }) {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  const shape: Column<ReportColumn>[] = [
    {
      id: "name",
      header: t("intake.report.column"),
      cell: (column) => (
        <>
          {column.sourceName || column.name}
          <span className={styles.technical}>{column.name}</span>
        </>
      ),
    },
    {
      id: "type",
      header: t("intake.report.type"),
      cell: (column) => (
        <span className={styles.badges}>
          <Badge icon={TYPE_LOOK[column.type].icon} tone="info">
            {t(TYPE_LOOK[column.type].label)}
          </Badge>
          {column.unit && <Badge>{column.unit}</Badge>}
        </span>
      ),
    },
    { id: "why", header: t("intake.report.why"), cell: (column) => column.why[locale] },
    {
      id: "filled",
      header: t("intake.report.filled"),
      kind: "number",
      cell: (column) => format.number(column.filled),
    },
    {
      id: "quarantined",
      header: t("intake.report.outside"),
      kind: "number",
      cell: (column) => format.number(column.quarantined),
    },
  ];
  return (
    <div data-density="compact">
      <Card title={t("intake.report.columns")} note={t("intake.report.columnsNote")} flush>
        <DataTable
          caption={t("intake.report.columns")}
          captionHidden
          columns={shape}
          rows={columns}
          rowKey={(column) => column.name}
        />
      </Card>
    </div>
  );
}

function Quarantine({ load, report }: { load: Load; report: LoadReport }) {
  const t = useT();
  const { locale } = useLocale();
  const any = report.cellsQuarantined + report.rowsRefused > 0;
  const query = useQuarantine(load.id, any);
  if (!any) return <Callout tone="ok" title={t("intake.quarantine.none")} />;
  const nameOf = (name: string | null) =>
    name === null
      ? t("intake.quarantine.wholeRow")
      : (report.columns.find((column) => column.name === name)?.sourceName ?? name);
  const shape: Column<QuarantineItem>[] = [
    { id: "row", header: t("intake.quarantine.row"), kind: "number", cell: (item) => item.rowNumber },
    { id: "column", header: t("intake.report.column"), cell: (item) => nameOf(item.column) },
    {
      id: "value",
      header: t("intake.quarantine.value"),
      cell: (item) => <code className={styles.value}>{item.value}</code>,
    },
    { id: "reason", header: t("intake.quarantine.reason"), cell: (item) => item.reason[locale] },
  ];
  return (
    <div data-density="compact">
      <Card
        title={t("intake.quarantine.title")}
        note={t("intake.quarantine.note")}
        actions={
          <Link look="secondary" download to={`/api/warehouse/loads/${load.id}/quarantine.csv`}>
            {t("intake.quarantine.csv")}
          </Link>
        }
        flush
      >
        <QueryView query={query}>
          {({ pages }) => (
            <DataTable
              caption={t("intake.quarantine.title")}
              captionHidden
              columns={shape}
              rows={pages.flatMap((page) => page.items)}
              rowKey={(item) => `${item.rowNumber} ${item.column}`}
              total={pages[0]?.total ?? 0}
              onLoadMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
              loadingMore={query.isFetchingNextPage}
              limitHeight
            />
          )}
        </QueryView>
      </Card>
    </div>
  );
}
