import { type MessageKey, useFormat, useT } from "../../i18n/i18n.tsx";
import { Badge } from "../../ui/Badge.tsx";
import type { IconName } from "../../ui/Icon.tsx";
import styles from "./import.module.css";
import type { ColumnGuess, ColumnProfile, Preview } from "./types.ts";

const GUESSES: Record<ColumnGuess, readonly [MessageKey, IconName]> = {
  integer: ["import.guess.integer", "bars"],
  decimal: ["import.guess.decimal", "chart"],
  time: ["import.guess.time", "clock"],
  date: ["import.guess.date", "calendar"],
  text: ["import.guess.text", "list"],
  empty: ["import.guess.empty", "minus"],
};
const MOST_COLUMNS = 60;

/** The first rows of the file as they are read now, with what each column looks like. */
export function PreviewTable({ preview, stale }: { preview: Preview; stale: boolean }) {
  const t = useT();
  const format = useFormat();
  const columns = preview.sniff.columns.slice(0, MOST_COLUMNS);
  const hidden = preview.sniff.columns.length - columns.length;
  const caption = t("import.preview.caption", { count: preview.rows.length });
  return (
    <div aria-busy={stale}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section className={styles.preview} tabIndex={0} aria-label={caption} data-stale={stale}>
        <table>
          <thead>
            <tr>
              <th scope="col" className={styles.line}>
                {t("import.preview.row")}
              </th>
              {columns.map((column) => (
                <HeadCell key={column.index} column={column} />
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no other key and never move.
              <tr key={index}>
                <th scope="row" className={styles.line}>
                  {format.number(index + 1)}
                </th>
                {columns.map((column) => (
                  <td key={column.index} data-number={isNumber(column)}>
                    {row[column.index] ?? ""}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {hidden > 0 && <p className={styles.quiet}>{t("import.preview.hidden", { count: hidden })}</p>}
    </div>
  );
}

function HeadCell({ column }: { column: ColumnProfile }) {
  const t = useT();
  const [key, icon] = GUESSES[column.guess];
  return (
    <th scope="col" data-number={isNumber(column)}>
      <span className={styles.columnName}>
        {columnLabel(column, t("import.columnNumber", { number: column.index + 1 }))}
      </span>
      <Badge icon={icon} tone={column.guess === "empty" ? "idle" : "info"}>
        {t(key)}
      </Badge>
    </th>
  );
}

/** The name of a column, or its number where the file names none. */
export function columnLabel(column: ColumnProfile, fallback: string): string {
  return column.name === "" ? fallback : column.name;
}

function isNumber({ guess }: ColumnProfile): boolean {
  return guess === "integer" || guess === "decimal";
}
