import { useLayoutEffect, useMemo, useRef, useState } from "react";
import { useFormat, useT } from "../../i18n/i18n.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { isNumeric, TYPE_LOOK } from "../warehouse-in/type-look.ts";
import { cellText, ROW_HEIGHT, widthsOf, windowOf } from "./grid.ts";
import styles from "./sql.module.css";
import type { ResultColumn, SqlResult } from "./types.ts";

/** Rows of a result. Only those in sight are in the page, so that a hundred thousand cells do not freeze it. */
export function ResultGrid({ result }: { result: SqlResult }) {
  const t = useT();
  const format = useFormat();
  const box = useRef<HTMLElement>(null);
  const [place, setPlace] = useState({ top: 0, height: 600 });
  const widths = useMemo(() => widthsOf(result), [result]);
  const { start, end, before, after } = windowOf(result.rows.length, place.top, place.height);
  const total = widths.reduce((sum, width) => sum + width, 8);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    setPlace({ top: 0, height: element.clientHeight || 600 });
    const observer = new ResizeObserver(() =>
      setPlace((known) => ({ ...known, height: element.clientHeight || 600 })),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  return (
    <section
      ref={box}
      className={styles.grid}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
      tabIndex={0}
      aria-label={t("sql.grid.label", { rows: result.rows.length, columns: result.columns.length })}
      onScroll={(event) => {
        const { scrollTop } = event.currentTarget;
        // A new window is drawn every few rows, not at every pixel.
        if (Math.abs(scrollTop - place.top) >= ROW_HEIGHT * 4) setPlace({ ...place, top: scrollTop });
      }}
    >
      <table aria-rowcount={result.rows.length + 1} style={{ width: `${total}ch` }}>
        <colgroup>
          <col style={{ width: "8ch" }} />
          {result.columns.map((column, at) => (
            <col key={column.name} style={{ width: `${widths[at]}ch` }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" className={styles.rowNumber}>
              {t("sql.grid.row")}
            </th>
            {result.columns.map((column) => (
              <GridHead key={column.name} column={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 && <tr style={{ height: before }} />}
          {result.rows.slice(start, end).map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a result have no other key and never move.
            <tr key={start + index} aria-rowindex={start + index + 2}>
              <th scope="row" className={styles.rowNumber}>
                {format.number(start + index + 1)}
              </th>
              {result.columns.map((column, at) => (
                <td
                  key={column.name}
                  data-number={isNumeric(column.type)}
                  data-masked={column.masked}
                  title={typeof row[at] === "string" ? row[at] : undefined}
                >
                  {row[at] === null || row[at] === undefined ? (
                    <span className={styles.null}>null</span>
                  ) : (
                    cellText(row[at], column.type, format)
                  )}
                </td>
              ))}
            </tr>
          ))}
          {after > 0 && <tr style={{ height: after }} />}
        </tbody>
      </table>
    </section>
  );
}

function GridHead({ column }: { column: ResultColumn }) {
  const t = useT();
  const look = TYPE_LOOK[column.type];
  return (
    <th scope="col" data-number={isNumeric(column.type)} title={`${column.name} · ${t(look.label)}`}>
      <span className={styles.head}>
        <Icon name={look.icon} size={14} label={t(look.label)} />
        <span className={styles.headName}>{column.name}</span>
        {column.masked && <Icon name="lock" size={14} label={t("sql.grid.masked")} />}
      </span>
    </th>
  );
}
