import { useLocale, useT } from "../../i18n/i18n.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { VisuallyHidden } from "../../ui/VisuallyHidden.tsx";
import styles from "./diff.module.css";
import { columnsByChange, type DiffCell, diffCells } from "./diff-words.ts";
import type { Cell, Column, Dataset, Diff } from "./types.ts";
import { useCellText } from "./use-cell-text.ts";
import { columnLabel } from "./words.ts";

const LOOK = { added: ["ok", "plus"], removed: ["bad", "minus"], changed: ["warn", "refresh"] } as const;

type DiffTableProps = { dataset: Dataset; diff: Diff; rows: Diff["rows"] };

/** Rows that differ: changed cells say what they were and what they are. Columns that changed come first. */
export function DiffTable({ dataset, diff, rows }: DiffTableProps) {
  const t = useT();
  const { locale } = useLocale();
  const order = columnsByChange(diff);
  const columnOf = (name: string) => dataset.columns.find((entry) => entry.name === name);
  const labelOf = (name: string) => {
    const column = columnOf(name);
    return column ? columnLabel(column, locale) : name;
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className={styles.diffScroll} tabIndex={0} aria-label={t("wh.diff.rows")}>
      <table className={styles.diff}>
        <thead>
          <tr>
            <th scope="col">{t("wh.diff.kind")}</th>
            {order.map((index) => (
              <th key={index} scope="col">
                {labelOf(diff.columns[index]?.name ?? "")}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const cells = diffCells(row, diff.columns.length);
            const [tone, icon] = LOOK[row.kind];
            return (
              <tr
                key={`${row.kind} ${(row.key.length > 0 ? row.key : (row.after ?? row.before ?? [])).join("\u0000")}`}
              >
                <th scope="row">
                  <Badge tone={tone} icon={icon}>
                    {t(`wh.diff.row.${row.kind}`)}
                  </Badge>
                </th>
                {order.map((index) => (
                  <OneCell
                    key={index}
                    cell={cells[index]}
                    column={columnOf(diff.columns[index]?.name ?? "")}
                    keys={dataset.key}
                  />
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

type OneCellProps = { cell: DiffCell | undefined; column: Column | undefined; keys: readonly string[] };

function OneCell({ cell, column, keys }: OneCellProps) {
  const t = useT();
  const write = useCellText(keys);
  const text = (value: Cell | undefined) =>
    value === null || value === undefined ? t("wh.noValue") : column ? write(value, column) : String(value);
  if (!cell?.changed) return <td>{cell?.value === null ? "–" : text(cell?.value)}</td>;
  return (
    <td data-changed="true">
      <del>
        <VisuallyHidden>{t("wh.diff.was")} </VisuallyHidden>
        {text(cell.before)}
      </del>
      <ins>
        <VisuallyHidden>{t("wh.diff.is")} </VisuallyHidden>
        {text(cell.value)}
      </ins>
    </td>
  );
}
