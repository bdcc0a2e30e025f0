import { type KeyboardEvent, useRef, useState } from "react";
import { useLocale, useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { cx } from "../../ui/cx.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { useAddress } from "../registry/use-address.ts";
import { type Filters, filterText } from "./filters.ts";
import styles from "./grid.module.css";
import { type GridPlace, moveInGrid } from "./grid-keys.ts";
import type { Cell, Column, Dataset } from "./types.ts";
import type { RowsPage } from "./types-use.ts";
import { useCellText } from "./use-cell-text.ts";
import { columnLabel, pick, TYPE_ICONS } from "./words.ts";

type RowGridProps = {
  dataset: Dataset;
  page: RowsPage;
  filters: Filters;
  sort: string | undefined;
  busy: boolean;
  onSort: (column: string) => void;
  onColumn: (column: string) => void;
  onRow: (row: readonly Cell[]) => void;
};

/** Rows of heads before the data: names and order, then filters. */
const HEAD_ROWS = 2;

/** The rows as a grid: arrows go from cell to cell, Enter orders, filters or opens the row. One place is in the tab order. */
export function RowGrid(props: RowGridProps) {
  const { dataset, page } = props;
  const { locale } = useLocale();
  const ref = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState<GridPlace>({ row: 0, column: 0 });
  const columns = gridColumns(dataset, page);
  const size = { rows: page.rows.length + HEAD_ROWS, columns: columns.length };
  const place = { row: Math.min(at.row, size.rows - 1), column: Math.min(at.column, size.columns - 1) };

  function onKeyDown(event: KeyboardEvent): void {
    const next = moveInGrid(event.key, place, size, event.ctrlKey || event.metaKey);
    if (!next) return;
    event.preventDefault();
    setAt(next);
    ref.current?.querySelector<HTMLElement>(`[data-place="${next.row}-${next.column}"]`)?.focus();
  }
  const isHere = (row: number, column: number) => (row === place.row && column === place.column ? 0 : -1);
  return (
    <div className={styles.frame} data-busy={props.busy} data-density="compact">
      <table
        ref={ref}
        className={styles.grid}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table that is worked in cell by cell is a grid.
        role="grid"
        aria-label={pick(dataset.title, locale)}
        aria-rowcount={page.total + HEAD_ROWS}
        onKeyDown={onKeyDown}
        onFocus={(event) => setAt(placeOf(event.target) ?? place)}
      >
        <thead>
          <tr>
            {columns.map((column, index) => (
              <Head key={column.name} {...{ column, index, tab: isHere(0, index), ...props }} />
            ))}
          </tr>
          <tr>
            {columns.map((column, index) => (
              <FilterCell key={column.name} {...{ column, index, tab: isHere(1, index), ...props }} />
            ))}
          </tr>
        </thead>
        <tbody>
          {page.rows.map((row, index) => (
            <Row
              key={String(row[0])}
              row={row}
              columns={columns}
              plainKey={dataset.key}
              index={index + HEAD_ROWS}
              focusColumn={place.row === index + HEAD_ROWS ? place.column : undefined}
              onRow={props.onRow}
            />
          ))}
        </tbody>
      </table>
      {page.rows.length === 0 && <NoRows />}
    </div>
  );
}

/** A column with the place of its values in a row. */
type GridColumn = Column & { readonly at: number };

function gridColumns(dataset: Dataset, page: RowsPage): readonly GridColumn[] {
  return page.columns.flatMap(({ name, shown }, index) => {
    const column = dataset.columns.find((entry) => entry.name === name);
    return column && shown !== "hidden" ? [{ ...column, shown, at: index + 1 }] : [];
  });
}

function placeOf(target: EventTarget): GridPlace | undefined {
  const text = target instanceof HTMLElement ? target.dataset.place : undefined;
  const [row, column] = text?.split("-").map(Number) ?? [];
  return row === undefined || column === undefined ? undefined : { row, column };
}

type HeadProps = RowGridProps & { column: Column; index: number; tab: 0 | -1 };

function Head({ column, index, tab, sort, onSort }: HeadProps) {
  const t = useT();
  const { locale } = useLocale();
  const down = sort === `-${column.name}`;
  const sorted = down || sort === column.name;
  const order = !sorted ? "none" : down ? "descending" : "ascending";
  return (
    <th scope="col" aria-sort={order} className={cx(isNumber(column) && styles.number)}>
      <button
        type="button"
        className={styles.headButton}
        data-place={`0-${index}`}
        data-sorted={sorted}
        tabIndex={tab}
        title={t(`wh.type.${column.type}`)}
        onClick={() => onSort(column.name)}
      >
        <span className={styles.headName}>
          <Icon name={TYPE_ICONS[column.type]} size={14} />
          {columnLabel(column, locale)}
          {column.unit && <span className={styles.unit}>({column.unit})</span>}
          {column.shown !== "clear" && <Icon name="lock" size={14} label={t(`wh.mask.${column.shown}`)} />}
          <Icon name={!sorted ? "sort" : down ? "arrow-down" : "arrow-up"} size={14} />
        </span>
        <code className={styles.technical}>{column.name}</code>
      </button>
    </th>
  );
}

function FilterCell({ column, index, tab, filters, onColumn }: HeadProps) {
  const t = useT();
  const { locale } = useLocale();
  const on = column.name in filters;
  const words = on ? filterText(filters[column.name], String) : t("wh.filter");
  return (
    <td data-number={isNumber(column)}>
      <button
        type="button"
        className={styles.filterButton}
        data-place={`1-${index}`}
        data-on={on}
        tabIndex={tab}
        aria-label={t("wh.filterColumn", { name: columnLabel(column, locale), words })}
        onClick={() => onColumn(column.name)}
      >
        <Icon name="filter" size={14} />
        <span>{words}</span>
      </button>
    </td>
  );
}

type RowProps = {
  row: readonly Cell[];
  columns: readonly GridColumn[];
  plainKey: readonly string[];
  index: number;
  focusColumn: number | undefined;
  onRow: (row: readonly Cell[]) => void;
};

function Row({ row, columns, plainKey, index, focusColumn, onRow }: RowProps) {
  const text = useCellText(plainKey);
  return (
    <tr onClick={() => onRow(row)}>
      {columns.map((column, place) => {
        const Tag = place === 0 ? "th" : "td";
        const value = row[column.at] ?? null;
        return (
          <Tag
            key={column.name}
            {...(place === 0 ? { scope: "row" } : {})}
            className={cx(
              isNumber(column) && styles.number,
              column.shown !== "clear" && styles.masked,
              value === null && styles.empty,
            )}
            data-place={`${index}-${place}`}
            tabIndex={focusColumn === place ? 0 : -1}
            onKeyDown={(event) => {
              if (event.key !== "Enter") return;
              // Else the same key would press the dialog's first button as soon as it has the focus.
              event.preventDefault();
              onRow(row);
            }}
          >
            <span className={styles.value}>{value === null ? "–" : text(value, column)}</span>
          </Tag>
        );
      })}
    </tr>
  );
}

function isNumber(column: Column): boolean {
  return column.type === "integer" || column.type === "number";
}

function NoRows() {
  const t = useT();
  const { writeMany } = useAddress();
  const clear = <Button onPress={() => writeMany({ filter: "", tim: "" })}>{t("wh.clearFilters")}</Button>;
  return <EmptyState icon="search" title={t("wh.noRows")} text={t("wh.noRowsText")} action={clear} />;
}
