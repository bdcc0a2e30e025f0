import type { ReactNode } from "react";
import { useFormat, useT } from "../i18n/i18n.tsx";
import { Button } from "./Button.tsx";
import { cx } from "./cx.ts";
import styles from "./DataTable.module.css";
import { EmptyState, type EmptyStateProps } from "./EmptyState.tsx";
import { Icon } from "./Icon.tsx";

/** One column. `kind: 'number'` aligns to the right with tabular figures; the first column heads its row. */
export type Column<Row> = {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  kind?: "text" | "number";
  sortable?: boolean;
};

/** The order shown now. */
export type Sort = { column: string; descending: boolean };

/** Props of DataTable. Sorting and loading are the caller's; `onLoadMore` is absent when the last row is shown. */
export type DataTableProps<Row> = {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  empty?: EmptyStateProps;
  onLoadMore?: (() => void) | undefined;
  loadingMore?: boolean;
  total?: number;
  limitHeight?: boolean;
  captionHidden?: boolean;
};

/** A table: sortable heads, a head that stays, cards on a narrow screen, keyset "load more". */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const t = useT();
  const { caption, columns, rows, empty, limitHeight = false } = props;
  const region = t("table.region", { caption });
  if (rows.length === 0 && empty) return <EmptyState {...empty} />;
  return (
    <div className={styles.wrap}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section className={cx(styles.scroll, limitHeight && styles.limited)} tabIndex={0} aria-label={region}>
        <table className={styles.table}>
          {!props.captionHidden && <caption className={styles.caption}>{caption}</caption>}
          <thead>
            <tr>
              {columns.map((column) => (
                <HeadCell key={column.id} column={column} sort={props.sort} onSort={props.onSort} />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={props.rowKey(row)}>
                {columns.map((column, index) => (
                  <BodyCell key={column.id} column={column} row={row} heads={index === 0} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <Foot {...props} />
    </div>
  );
}

/** The order after a press on a head: up, then down, then up. */
export function toggleSort(sort: Sort | undefined, column: string): Sort {
  return { column, descending: sort?.column === column ? !sort.descending : false };
}

type HeadCellProps = {
  column: Column<never>;
  sort: Sort | undefined;
  onSort: ((sort: Sort) => void) | undefined;
};

function HeadCell({ column, sort, onSort }: HeadCellProps) {
  const sorted = sort?.column === column.id;
  const className = column.kind === "number" ? styles.number : undefined;
  if (!column.sortable || !onSort) {
    return (
      <th scope="col" className={className}>
        {column.header}
      </th>
    );
  }
  const icon = !sorted ? "sort" : sort.descending ? "arrow-down" : "arrow-up";
  const order = !sorted ? "none" : sort.descending ? "descending" : "ascending";
  return (
    <th scope="col" className={className} aria-sort={order} data-sortable="true">
      <button
        type="button"
        className={styles.sort}
        data-sorted={sorted}
        onClick={() => onSort(toggleSort(sort, column.id))}
      >
        {column.header}
        <Icon name={icon} size={16} />
      </button>
    </th>
  );
}

function BodyCell<Row>({ column, row, heads }: { column: Column<Row>; row: Row; heads: boolean }) {
  const className = column.kind === "number" ? styles.number : undefined;
  const content = column.cell(row);
  if (heads) {
    return (
      <th scope="row" className={className}>
        {content}
      </th>
    );
  }
  return (
    <td className={className} data-label={column.header}>
      {content}
    </td>
  );
}

function Foot<Row>({ rows, total, onLoadMore, loadingMore = false }: DataTableProps<Row>) {
  const t = useT();
  const format = useFormat();
  if (!onLoadMore && total === undefined) return null;
  const shown = format.number(rows.length);
  return (
    <div className={styles.foot}>
      {onLoadMore && (
        <Button size="small" busy={loadingMore} onPress={onLoadMore}>
          {t("table.loadMore")}
        </Button>
      )}
      <span aria-live="polite">
        {total === undefined
          ? t("table.shown", { shown })
          : t("table.shownOf", { shown, total: format.number(total) })}
      </span>
    </div>
  );
}
