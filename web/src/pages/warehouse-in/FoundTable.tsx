import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { Badge } from "../../ui/Badge.tsx";
import shared from "../import/import.module.css";
import { isNumeric, TYPE_LOOK } from "./type-look.ts";
import type { FilePreview, PreviewColumn } from "./types.ts";
import styles from "./warehouse-in.module.css";

const MOST_COLUMNS = 60;

/** The columns as guessed, with their remarks, over the first rows of the file. */
export function FoundTable({ preview, stale }: { preview: FilePreview; stale: boolean }) {
  const t = useT();
  const format = useFormat();
  const columns = preview.columns.slice(0, MOST_COLUMNS);
  const hidden = preview.columns.length - columns.length;
  const caption = t("intake.columns.caption", { count: preview.rows.length });
  return (
    <div aria-busy={stale}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section className={shared.preview} tabIndex={0} aria-label={caption} data-stale={stale}>
        <table>
          <thead>
            <tr>
              <th scope="col" className={shared.line}>
                {t("intake.columns.row")}
              </th>
              {columns.map((column) => (
                <HeadCell key={column.name} column={column} preview={preview} />
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no other key and never move.
              <tr key={index}>
                <th scope="row" className={shared.line}>
                  {format.number(index + 1)}
                </th>
                {columns.map((column, at) => (
                  <td key={column.name} data-number={isNumeric(column.type)}>
                    {row[at] ?? <span className={shared.quiet}>–</span>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {hidden > 0 && <p className={styles.tableNote}>{t("intake.columns.hidden", { count: hidden })}</p>}
    </div>
  );
}

function HeadCell({ column, preview }: { column: PreviewColumn; preview: FilePreview }) {
  const t = useT();
  const { locale } = useLocale();
  const look = TYPE_LOOK[column.type];
  const notices = preview.notices.filter((notice) => notice.column === column.name);
  return (
    <th scope="col" data-number={isNumeric(column.type)}>
      <span className={shared.columnName}>{column.sourceName || column.name}</span>
      <span className={styles.technical}>{column.name}</span>
      <span className={styles.badges}>
        <Badge icon={look.icon} tone={column.ambiguousDayMonth ? "warn" : "info"}>
          {t(look.label)}
        </Badge>
        {column.unit && <Badge>{column.unit}</Badge>}
      </span>
      {notices.map((notice) => (
        <span key={notice.code} className={styles.headNote}>
          {notice[locale]}
        </span>
      ))}
    </th>
  );
}
