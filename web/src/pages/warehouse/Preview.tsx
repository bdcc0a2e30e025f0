import { useState } from "react";
import { errorView } from "../../api/QueryView.tsx";
import { useFormat, useT } from "../../i18n/i18n.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { LoadingState } from "../../ui/LoadingState.tsx";
import { Pagination } from "../../ui/Pagination.tsx";
import { useAddress } from "../registry/use-address.ts";
import { ColumnDialog } from "./ColumnDialog.tsx";
import { nextSort, readFilters, withFilter, writeFilters } from "./filters.ts";
import { GridBar } from "./GridBar.tsx";
import styles from "./grid.module.css";
import { type RowsAsk, useRows } from "./queries.ts";
import { RowDialog } from "./RowDialog.tsx";
import { RowGrid } from "./RowGrid.tsx";
import type { TabProps } from "./tab-props.ts";
import type { Cell } from "./types.ts";

const PAGE_SIZE = 100;

/** The rows of a dataset: search, filters, order, columns, pages of a hundred; all of it in the address. */
export function Preview({ dataset, version }: TabProps) {
  const t = useT();
  const { read, write } = useAddress();
  const ask: RowsAsk = {
    version,
    purpose: read("purpose"),
    filter: read("filter"),
    q: read("tim"),
    sort: read("sort"),
    columns: read("columns"),
  };
  const pages = usePages(JSON.stringify(ask));
  const rows = useRows(dataset.name, ask, pages.cursor);
  const [column, setColumn] = useState<string>();
  const [row, setRow] = useState<readonly Cell[]>();
  const filters = readFilters(ask.filter);
  if (dataset.version === null && dataset.kind !== "live") {
    return <EmptyState icon="table" title={t("wh.noRowsYet")} text={t("wh.noRowsYetText")} />;
  }
  const page = rows.data;
  return (
    <div className={styles.preview}>
      <GridBar dataset={dataset} ask={ask} total={page?.total} onColumn={setColumn} />
      {!page && rows.isError && (
        <ErrorState {...errorView(rows.error, t)} onRetry={() => void rows.refetch()} />
      )}
      {!page && !rows.isError && <LoadingState lines={12} />}
      {page && (
        <>
          <RowGrid
            dataset={dataset}
            page={page}
            filters={filters}
            sort={ask.sort}
            busy={rows.isPlaceholderData}
            onSort={(name) => write("sort", nextSort(ask.sort, name))}
            onColumn={setColumn}
            onRow={setRow}
          />
          <Foot pages={pages} shown={page.rows.length} total={page.total} next={page.nextCursor} />
        </>
      )}
      <ColumnDialog
        dataset={dataset}
        name={column}
        version={version}
        filters={filters}
        onFilter={(name, filter) => write("filter", writeFilters(withFilter(filters, name, filter)))}
        onClose={() => setColumn(undefined)}
      />
      <RowDialog dataset={dataset} page={page} row={row} onClose={() => setRow(undefined)} />
    </div>
  );
}

type Pages = {
  cursor: string | undefined;
  index: number;
  next: (cursor: string) => void;
  back: () => void;
};

/** The way through the pages: the cursors passed so far, forgotten when something else is asked. */
function usePages(asked: string): Pages {
  const [trail, setTrail] = useState<{ asked: string; cursors: readonly string[] }>({ asked, cursors: [] });
  const cursors = trail.asked === asked ? trail.cursors : [];
  return {
    cursor: cursors.at(-1),
    index: cursors.length,
    next: (cursor) => setTrail({ asked, cursors: [...cursors, cursor] }),
    back: () => setTrail({ asked, cursors: cursors.slice(0, -1) }),
  };
}

type FootProps = { pages: Pages; shown: number; total: number; next: string | null };

function Foot({ pages, shown, total, next }: FootProps) {
  const t = useT();
  const format = useFormat();
  const first = pages.index * PAGE_SIZE;
  if (total === 0) return null;
  return (
    <Pagination
      position={t("wh.rowsPosition", {
        from: format.number(first + 1),
        to: format.number(first + shown),
        total: format.number(total),
      })}
      onPrevious={pages.index > 0 ? pages.back : undefined}
      onNext={next === null ? undefined : () => pages.next(next)}
    />
  );
}
