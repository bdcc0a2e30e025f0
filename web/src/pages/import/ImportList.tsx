import { QueryView } from "../../api/QueryView.tsx";
import { useFormat, useT } from "../../i18n/i18n.tsx";
import { type Status, StatusBadge } from "../../ui/Badge.tsx";
import { Card } from "../../ui/Card.tsx";
import { type Column, DataTable } from "../../ui/DataTable.tsx";
import { Link } from "../../ui/Link.tsx";
import { useImports } from "./queries.ts";
import type { ImportRow } from "./types.ts";

/** What a state of an import looks like. */
export const STATUS_OF: Record<ImportRow["state"], Status> = {
  queued: "waiting",
  running: "running",
  done: "done",
  failed: "failed",
};

/** Imports so far, newest first. */
export function ImportList() {
  const t = useT();
  const query = useImports();
  const columns = useColumns();
  return (
    <div data-density="compact">
      <Card title={t("import.list.title")} flush>
        <QueryView query={query}>
          {({ pages }) => (
            <DataTable
              caption={t("import.list.title")}
              captionHidden
              columns={columns}
              rows={pages.flatMap((page) => page.items)}
              rowKey={(row) => row.id}
              onLoadMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
              loadingMore={query.isFetchingNextPage}
              empty={{ icon: "inbox", title: t("import.list.none"), text: t("import.list.noneText") }}
            />
          )}
        </QueryView>
      </Card>
    </div>
  );
}

function useColumns(): Column<ImportRow>[] {
  const t = useT();
  const format = useFormat();
  const number = (row: ImportRow, value: number) => (row.state === "done" ? format.number(value) : "–");
  return [
    {
      id: "file",
      header: t("import.list.file"),
      cell: (row) => <Link to={`/nhap-so-lieu/${row.id}`}>{row.fileName}</Link>,
    },
    { id: "at", header: t("import.list.at"), cell: (row) => format.dateTime(row.createdAt) },
    {
      id: "state",
      header: t("import.list.state"),
      cell: (row) => <StatusBadge status={STATUS_OF[row.state]} />,
    },
    {
      id: "stored",
      header: t("import.result.stored"),
      kind: "number",
      cell: (row) => number(row, row.observations),
    },
    {
      id: "unchanged",
      header: t("import.result.unchanged"),
      kind: "number",
      cell: (row) => number(row, row.unchanged),
    },
    {
      id: "refused",
      header: t("import.result.refused"),
      kind: "number",
      cell: (row) => number(row, row.rowsRefused),
    },
  ];
}
