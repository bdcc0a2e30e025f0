import { errorView } from "../../api/QueryView.tsx";
import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { Card } from "../../ui/Card.tsx";
import { type Column, DataTable } from "../../ui/DataTable.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { LoadingState } from "../../ui/LoadingState.tsx";
import { useReads } from "./queries.ts";
import type { Dataset } from "./types.ts";
import type { ReadLogPage } from "./types-use.ts";
import { purposeText } from "./words.ts";

type Read = ReadLogPage["items"][number] & { place: number };

/** Who read the dataset, when, for what, and whether anything protected was seen clear. */
export function ReadLog({ dataset }: { dataset: Dataset }) {
  const t = useT();
  const reads = useReads(dataset.name);
  const columns = useColumns(dataset);
  const rows = reads.data?.pages.flatMap((page) => page.items).map((item, place) => ({ ...item, place }));
  return (
    <Card title={t("wh.reads.title")} flush>
      {rows ? (
        <div data-density="compact">
          <DataTable
            caption={t("wh.reads.title")}
            captionHidden
            columns={columns}
            rows={rows}
            rowKey={(row) => String(row.place)}
            limitHeight
            onLoadMore={reads.hasNextPage ? () => void reads.fetchNextPage() : undefined}
            loadingMore={reads.isFetchingNextPage}
            empty={{ icon: "user", title: t("wh.reads.none") }}
          />
        </div>
      ) : reads.isError ? (
        <ErrorState {...errorView(reads.error, t)} onRetry={() => void reads.refetch()} />
      ) : (
        <LoadingState />
      )}
    </Card>
  );
}

function useColumns(dataset: Dataset): Column<Read>[] {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  return [
    { id: "at", header: t("wh.reads.at"), cell: (row) => format.dateTime(row.at) },
    { id: "who", header: t("wh.reads.who"), cell: (row) => row.who },
    { id: "agency", header: t("wh.facet.agency"), cell: (row) => row.agency ?? "–" },
    { id: "path", header: t("wh.reads.path"), cell: (row) => row.path },
    {
      id: "purpose",
      header: t("wh.grants.purpose"),
      cell: (row) => (row.purpose ? purposeText(dataset.purposes, row.purpose, locale) : "–"),
    },
    {
      id: "clear",
      header: t("wh.reads.clear"),
      cell: (row) =>
        row.clear ? (
          <Badge tone="warn" icon="shield">
            {t("wh.yes")}
          </Badge>
        ) : (
          t("wh.no")
        ),
    },
    { id: "rows", header: t("wh.fact.rows"), kind: "number", cell: (row) => format.number(row.rows) },
  ];
}
